// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/factgrid.h"

namespace signalbox {

struct NamespacePlan;

/// A plan line by line, as the dialog that makes it and the one that does it show it: "+ retention", "30 d".
[[nodiscard]] std::vector<Fact> planFacts(const NamespacePlan &plan);

} // namespace signalbox
