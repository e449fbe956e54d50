// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/policy/runbook.h"

namespace signalbox {

/// A rules file for Prometheus (2.42 or later: `keep_firing_for`) that holds what Prometheus can express of a
/// runbook's rules, by the metrics of Temporal's server, and lists the others with the reason. It fits both
/// spellings of names, `framework: tally` (which writes "_" for all that is no letter, digit or "_") and
/// `framework: opentelemetry`. Each rule has the label `signalbox_rule`, by which its alerts are known for
/// those of the console.
[[nodiscard]] QString prometheusRules(const Runbook &runbook);

} // namespace signalbox
