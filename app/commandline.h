// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/error.h"

#include <QStringList>

#include <optional>

namespace signalbox {

enum class Verb {
    Window,
    Status,
    Watch,
    HandOver,
    ExportBlackBox,
    TellList,
    TellTest,
    TellSecret,
    MetricToken,
    ExportRules,
    LintRules,
    CheckRunbook,
    DiffRunbook,
    DraftRunbook,
    PlanTenant,
    ApplyTenant,
    TakeManifest,
    VerifyManifest,
    ExportHistories,
    CleanUp,
    Replay,
    Help,
    Version
};

/// What was asked for on the command line.
struct Invocation
{
    Verb verb = Verb::Window;
    QString configDir; ///< empty: the XDG config folder
    QString profile;   ///< empty: the only one
    bool json = false;
    bool why = false;
    bool newWindow = false; ///< also where a window of the profile is open
    QString file = {};      ///< that is written, read or replayed; of histories the folder
    Instant from = {};      ///< of what goes into it
    Instant to = {};
    QString receiver = {};                     ///< of tell test, tell secret and metrics token
    QString tenant = {};                       ///< its id, of tenant plan and apply
    QStringList namespaces = {};               ///< of a manifest or a clean-up; of histories one
    std::optional<Instant> closedBefore = {};  ///< of histories; nothing: now
    QString metricsFile = {};                  ///< an endpoint's text; empty: the profile's Prometheus
    std::optional<Milliseconds> watchFor = {}; ///< how long runs are watched after a restore
    std::optional<std::chrono::seconds> olderThan = {}; ///< of a clean-up; else as the runbook has it
    bool apply = false;                                 ///< else nothing is deleted
    QString reason = {};                                ///< for the journal; empty: the usual one

    bool operator==(const Invocation &) const = default;
};

/// `arguments` without the program's name. Unknown words and options are refused with a sentence.
[[nodiscard]] Result<Invocation> parseCommandLine(const QStringList &arguments);
[[nodiscard]] QString usageText();

} // namespace signalbox
