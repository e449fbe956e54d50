// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;

namespace signalbox {

class PlainLabel;
class Workflow;

/// The ways from a run to the one that a reset made of it, and back to the one that it was made of. Hidden
/// while there is neither. UI thread.
class RunLinks final : public QWidget
{
    Q_OBJECT

public:
    explicit RunLinks(Workflow &workflow, QWidget *parent = nullptr);

Q_SIGNALS:
    void openRun(const QString &runId);

private:
    void showState();

    Workflow &m_workflow;
    QToolButton *m_newRun;
    QToolButton *m_oldRun;
    PlainLabel *m_unread;
};

} // namespace signalbox
