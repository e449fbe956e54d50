// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/descriptor.h"
#include "models/base/error.h"

#include <QString>

namespace signalbox {

/// That an operation is in this one's hands: whoever carries out an intervention, or settles what a crash
/// left of it, holds it meanwhile, across processes. The kernel gives it back with the process, however that
/// ends. Move-only; given back when it dies, on any thread.
class Claim
{
public:
    /// Blocking file access. LostRace if another one holds it. `journal` is the path of the journal that the
    /// operation stands in; the claims are locks on a file beside it.
    [[nodiscard]] static Result<Claim> of(const QString &op, const QString &journal);

private:
    explicit Claim(Descriptor file)
        : m_file(std::move(file))
    {
    }

    Descriptor m_file; ///< closing it unlocks
};

} // namespace signalbox
