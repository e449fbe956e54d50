// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/target.h"

#include <functional>

class QMenu;

namespace signalbox {

class Desk;

/// One entry a lever on the namespace; one that can't be pulled is off and says why. Each asks `intervene`.
void addNamespaceLevers(QMenu &menu, const Desk &desk, const QString &ns,
                        const std::function<void(const InterventionTarget &)> &intervene);

} // namespace signalbox
