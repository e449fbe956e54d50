// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace signalbox {

/// Who waits for an answer: sets caller-type and the place in the budget's queue.
enum class Purpose {
    Operator, ///< a person, for this one
    Paging,   ///< a person, for the many pages of a list: not marked as the operator's, whose share is small
    Background
};

} // namespace signalbox
