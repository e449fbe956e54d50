// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/diagnosis/verdict.h"

#include <QStringList>

/// A verdict in a person's words: pure functions, any thread. What others wrote is made safe already.
namespace signalbox::verdicttext {

[[nodiscard]] QString source(const Evidence &line); ///< "DescribeTaskQueue, 2 s ago"
[[nodiscard]] QString
evidence(const Evidence &line); ///< "workflow tasks that wait: 7 (DescribeTaskQueue, 2 s ago)"
[[nodiscard]] QString considered(const std::vector<Considered> &causes); ///< "held: no limit is set; …"
/// All but its sentence, a line each: the next step, the evidence, what else was considered.
[[nodiscard]] QStringList reasons(const Verdict &verdict);

} // namespace signalbox::verdicttext
