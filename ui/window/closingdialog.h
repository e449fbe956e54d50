// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace signalbox {

/// Asks before a window with interventions under way closes, and names them. Staying open is the default.
class ClosingDialog final : public QDialog
{
    Q_OBJECT

public:
    ClosingDialog(const QStringList &underWay, QWidget *parent = nullptr);
};

} // namespace signalbox
