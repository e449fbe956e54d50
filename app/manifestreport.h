// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recovery/resumption.h"
#include "models/recovery/verification.h"

namespace signalbox {

/// What `signalbox manifest verify` says.
struct ManifestReport
{
    QString file;
    Verification verification;
    std::optional<ResumptionState> resumption; ///< if it was watched
    std::vector<Standing> standing;            ///< those that have not gone on by then
};

/// Lines for a person; of each kind of difference the first twenty.
[[nodiscard]] QString toText(const ManifestReport &report);
[[nodiscard]] QByteArray toJson(const ManifestReport &report);
/// 1 on a difference, or a run that waits for a worker and has not gone on; else 3 on anything that could not
/// be told; else 0.
[[nodiscard]] int exitCode(const ManifestReport &report);

} // namespace signalbox
