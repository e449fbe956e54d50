// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/profile/profile.h"

#include <QWidget>

namespace signalbox {

/// The head of a dialog that acts: what it will do, on the environment's colour and beside its name. UI
/// thread.
class DialogHead final : public QWidget
{
    Q_OBJECT

public:
    DialogHead(Environment environment, const QString &headline, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyPalette();

    Environment m_environment;
};

} // namespace signalbox
