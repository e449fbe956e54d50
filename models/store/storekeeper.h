// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/descriptor.h"
#include "models/store/storewriter.h"

namespace signalbox {

/// Keeps looks in a store while no other process does: takes its lock, opens it, begins a new one in place of
/// one that is damaged. Blocking; on one thread at a time, for a connection always the same.
class StoreKeeper
{
public:
    explicit StoreKeeper(QString path, Retention retention = {});

    /// Writes them, and what failed before.
    [[nodiscard]] Kept keep(StoreBatch batch, Instant now);

private:
    [[nodiscard]] Done write(Instant now);
    [[nodiscard]] Done tryWrite(Instant now);

    const QString m_path;
    const Retention m_retention;
    std::optional<Descriptor> m_lock; ///< outlives the writer
    std::optional<StoreWriter> m_writer;
    StoreBatch m_waiting;
    std::optional<QString> m_setAside;
};

} // namespace signalbox
