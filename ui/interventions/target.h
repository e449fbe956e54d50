// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/lever.h"

#include <QCoreApplication>

namespace signalbox {

/// What a lever is aimed at before anything was read: one run, and for a completion one of its activities.
/// The words of the dialog come from here. Plain value.
struct InterventionTarget
{
    Q_DECLARE_TR_FUNCTIONS(signalbox::InterventionTarget)

public:
    enum class Act { Terminate, CompleteActivity, BringBack };

    Act act = Act::Terminate;
    QString ns;
    QString workflowId;
    QString runId; ///< never empty: no lever acts on "the current run"
    QString activityId;

    [[nodiscard]] QString headline() const;           ///< "Terminate ingest-2231?"
    [[nodiscard]] QString actText(bool stepUp) const; ///< "Sign in and terminate"
    [[nodiscard]] QString keepText() const;           ///< "Keep running"
    [[nodiscard]] QString reasonLabel() const;        ///< says where the reason is kept
    /// Why the act is pointless on what was read; empty if it isn't. `way` is a closed run's to bring back.
    [[nodiscard]] QString obstacle(const ExecutionDescription &seen, const std::optional<WayBack> &way) const;
    /// Why what is read now is not what was read when it was opened; empty if it is.
    [[nodiscard]] QString otherThan(const ExecutionDescription &opened,
                                    const ExecutionDescription &now) const;
    bool operator==(const InterventionTarget &) const = default;
    /// Null where there is no way back.
    [[nodiscard]] std::unique_ptr<Lever> lever(const ExecutionDescription &seen,
                                               const std::optional<WayBack> &way, WrittenResult result) const;
};

/// Why a run in this status is none to bring back; empty if it may be.
[[nodiscard]] QString whyNotBroughtBack(ExecutionStatus status);

/// The pending activity of that id, or null.
[[nodiscard]] const PendingActivity *findActivity(const ExecutionDescription &run, const QString &activityId);

} // namespace signalbox
