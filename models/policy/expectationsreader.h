// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/policy/expectations.h"

namespace signalbox {

class TomlTable;

/// Reads what the file demands of namespaces, workers and the cluster, as `readAllOfRunbook` does the rest;
/// what is wrong with it is told to the table.
void readExpectations(TomlTable &root, Expectations &expectations);

} // namespace signalbox
