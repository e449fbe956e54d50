// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/executions.h"

#include <QMenu>

namespace signalbox {

class Desk;
struct LeverState;
struct Profile;

/// What can be done with one listed run. Copies are safe for a terminal, except the raw id, which says so. UI
/// thread.
class RunMenu final : public QMenu
{
    Q_OBJECT

public:
    RunMenu(const Execution &run, const QString &ns, const Profile &profile, const Desk &desk,
            QWidget *parent = nullptr);

Q_SIGNALS:
    void open();
    void terminate();
    void bringBack();

private:
    void addLever(const QString &objectName, const QString &text, const LeverState &lever,
                  void (RunMenu::*signal)());
    void addCopies(const Execution &run, const QString &command);
};

/// "temporal workflow describe …" for this run on this cluster, safe to paste.
[[nodiscard]] QString describeCommand(const Execution &run, const QString &ns, const Profile &profile);

} // namespace signalbox
