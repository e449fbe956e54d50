// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace signalbox {

class WorkflowTableModel;

/// What an empty table means: nothing yet, filtered out, not permitted (with the role), or the server can't
/// tell.
[[nodiscard]] QString emptyText(const WorkflowTableModel &model);

} // namespace signalbox
