// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

namespace signalbox {

/// The button that acts, in danger red, named after the act. Never a dialog's default.
class ActingButton : public QPushButton
{
    Q_OBJECT

public:
    explicit ActingButton(const QString &text, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyPalette();
};

} // namespace signalbox
