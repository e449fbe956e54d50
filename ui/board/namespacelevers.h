// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/target.h"

#include <functional>

class QMenu;

namespace signalbox {

class CleanUpWork;
class Desk;

/// One entry a lever on the namespace; one that can't be pulled is off and says why. Each asks `intervene`.
void addNamespaceLevers(QMenu &menu, const Desk &desk, const QString &ns,
                        const std::function<void(const InterventionTarget &)> &intervene);
/// The way to where it is cleaned up; off where the runbook does not allow it. Asks `open`.
void addCleanUp(QMenu &menu, const CleanUpWork &cleanUp, const QString &ns,
                const std::function<void()> &open);

} // namespace signalbox
