// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/namespacechange.h"

#include <QString>

namespace signalbox {

/// What a lever is aimed at before anything was read: a namespace, or one run, and for a completion one of
/// its activities. Plain value.
struct InterventionTarget
{
    enum class Act {
        Terminate,
        CompleteActivity,
        BringBack,
        ChangeRetention,
        DescribeNamespace,
        DeprecateNamespace,
        DeleteRun, ///< of a clean-up: no lever that a person pulls on one run
        ChangeNamespaceData,
        AddSearchAttribute,
        SetUpNamespace,
        DeleteNamespace
    };

    Act act = Act::Terminate;
    QString ns;
    QString workflowId{}; ///< empty: the namespace itself
    QString runId{};      ///< never empty beside a workflow id: no lever acts on "the current run"
    QString activityId{};
    /// What a namespace that is set up is to be; what a person is shown to begin with of another lever's.
    NamespaceWish wish{};
    /// Setting up may make the namespace; not where one that is there was to be changed, by a part of a wish.
    bool mayMake = true;

    /// The namespace `name`, to be made or changed.
    [[nodiscard]] static InterventionTarget setUp(const QString &name, const NamespaceWish &wish)
    {
        InterventionTarget target{Act::SetUpNamespace, name};
        target.wish = wish;
        return target;
    }

    /// The lever that makes a namespace what is wished: the one of that setting, where that is all there is
    /// to set and a person may write it so, else the one that sets up. `isThere`: there is such a namespace.
    [[nodiscard]] static InterventionTarget fulfil(const QString &name, const NamespaceWish &wish,
                                                   bool isThere);

    [[nodiscard]] bool isNamespace() const { return workflowId.isEmpty(); }
    /// What a person calls it, and what is typed: the activity's id, else the workflow's, else the namespace.
    [[nodiscard]] const QString &id() const
    {
        if (isNamespace())
            return ns;
        return activityId.isEmpty() ? workflowId : activityId;
    }
    /// "The run", "The namespace": a sentence begins with it.
    [[nodiscard]] QString what() const;
    bool operator==(const InterventionTarget &) const = default;
};

} // namespace signalbox
