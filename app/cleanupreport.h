// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/cleanup/cleanuprun.h"
#include "models/cleanup/cleanupsurvey.h"

namespace signalbox {

inline constexpr int wouldGoExit = 1; ///< without --apply
inline constexpr int leftExit = 3;

/// What `signalbox cleanup` prints.
struct CleanUpSheet
{
    struct Namespace
    {
        CleanUpOrder order;
        std::optional<CleanUpSurvey> survey;
        std::optional<Error> unread; ///< why it could not be counted
        std::optional<CleanUpReport> report;
    };

    QString profile;
    QString runbook; ///< the file
    Instant time;
    bool isApplied = false;
    std::vector<Namespace> namespaces;
};

/// One JSON object; what isn't known is null; UTF-8, indented, with a newline at its end.
[[nodiscard]] QByteArray toJson(const CleanUpSheet &sheet);
/// For people: plain text, safe for a terminal.
[[nodiscard]] QString toText(const CleanUpSheet &sheet);
/// 4 where nothing could be counted, or everything was refused; else 3 where something is left that was to
/// go, or could not be counted; else, of one that deletes nothing, 1 where something would go; else 0.
[[nodiscard]] int exitCode(const CleanUpSheet &sheet);

} // namespace signalbox
