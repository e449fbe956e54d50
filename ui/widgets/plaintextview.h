// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace signalbox {

/// Long plain text to read: selected and copied by mouse and keyboard, never edited. What it is given was
/// made safe to show before. UI thread.
class PlainTextView final : public QPlainTextEdit
{
    Q_OBJECT

public:
    PlainTextView(const QString &objectName, const QString &accessibleName, QWidget *parent = nullptr);

    /// Keeps selection and place where the text is the same, and the place where it is not.
    void setText(const QString &text);

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
};

} // namespace signalbox
