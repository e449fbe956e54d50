// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QSplitter;

namespace signalbox {

class UiState;

/// Puts the parts back to the sizes they were left at, by the splitter's object name, and keeps them from
/// then on. `state` outlives it.
void keepSplitter(QSplitter &splitter, UiState &state);

} // namespace signalbox
