// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPlainTextEdit;
class QToolButton;

namespace signalbox {

class CopyButton;
class ElidedLabel;
class PlainLabel;

/// "What is sent": the equivalent command line, one line until it is opened, to be copied for a terminal, and
/// the form of a result. UI thread.
class SentCommand final : public QWidget
{
    Q_OBJECT

public:
    explicit SentCommand(QWidget *parent = nullptr);

    /// `result`: in which form what was written goes; empty without.
    void setCommand(const QString &command, const QString &result);

Q_SIGNALS:
    void opened(); ///< it needs more room

private:
    void setOpen(bool open);

    QToolButton *m_toggle;
    ElidedLabel *m_line;
    PlainLabel *m_result;
    QPlainTextEdit *m_whole;
    CopyButton *m_copy;
    QString m_command;
};

} // namespace signalbox
