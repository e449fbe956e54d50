// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace signalbox {

/// An id of any length, whole: broken over as many lines as it needs, selectable, never edited. What can't be
/// seen in it is shown as displayText() does. UI thread.
class WholeId final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit WholeId(const QString &id, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitHeight();
};

} // namespace signalbox
