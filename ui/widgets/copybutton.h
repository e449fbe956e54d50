// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace signalbox {

/// A quiet button that puts one text on the clipboard and says so. UI thread.
class CopyButton final : public QToolButton
{
    Q_OBJECT

public:
    /// `what` is for the tooltip and screen readers: "Copy the run id".
    CopyButton(const QString &objectName, const QString &what, QWidget *parent = nullptr);

    /// As it goes to the clipboard: make server text safe with copyText() first, unless it must be exact.
    void setCopied(const QString &text);
    [[nodiscard]] const QString &copied() const { return m_copied; }

private:
    void copy();

    QString m_copied;
};

} // namespace signalbox
