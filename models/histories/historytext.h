// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/histories/historyexport.h"

namespace signalbox {

/// An export in words that a verb and a dialog share: pure functions, any thread.

[[nodiscard]] QString progressText(const HistoryCounts &counts);
/// What came of it, ended or not: "Histories: 412 written (3.1 MiB), 3 there already.".
[[nodiscard]] QString resultText(const HistoryCounts &counts);
[[nodiscard]] QString faultText(const HistoryFault &fault);
/// Whether it is of the folder, in whole sentences, and not of the cluster.
[[nodiscard]] bool isOfTheFolder(const Error &error);

} // namespace signalbox
