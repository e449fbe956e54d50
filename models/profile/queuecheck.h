// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace signalbox {

/// Why a queue of this name is not one to watch, in words that go on after the name: "is a part that …".
/// nullopt: it may be. The server answers zeros for parts of queues and for queues of a single worker, as it
/// does for names nobody uses. Pure.
[[nodiscard]] std::optional<QString> whyNotWatched(const QString &queue);

} // namespace signalbox
