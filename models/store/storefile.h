// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/descriptor.h"
#include "models/base/error.h"

#include <QString>

#include <optional>

/// A store as files: SQLite's, with "-wal" and "-shm" beside it, and the lock of who writes it. Blocking; any
/// thread.
namespace signalbox::storefile {

/// past.sqlite in the profile's folder of the state folder.
[[nodiscard]] QString path(const QString &profileName);

/// Makes the file where there is none, its folder too, and keeps it from others: 0600.
[[nodiscard]] Done makePrivate(const QString &path);

/// The right to write a store, across processes, until it dies. Nothing: somebody else has it. An error: it
/// can't be locked here at all.
[[nodiscard]] Result<std::optional<Descriptor>> lock(const QString &path);

/// Gives a damaged store another name, and its companions; says which.
[[nodiscard]] Result<QString> setAside(const QString &path, Instant now);

} // namespace signalbox::storefile
