// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/displaytext.h"
#include "models/base/text.h"
#include "models/interventions/evidence.h"
#include "models/interventions/leverkind.h"
#include "models/interventions/records.h"
#include "models/interventions/runlever.h"
#include "models/temporal/writes.h"
#include "models/workflows/executiontext.h"

#include <algorithm>
#include <array>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// One sentence a parent close policy: what becomes of the children.
QString childrenSentence(const std::vector<PendingChild> &children)
{
    struct Policy
    {
        QLatin1StringView name;
        const char *one = nullptr;
        const char *many = nullptr;
    };
    static constexpr std::array policies{
        Policy{"Abandon"_L1,
               QT_TRANSLATE_NOOP("signalbox::Text",
                                 "1 child workflow keeps running (parent close policy: abandon)."),
               QT_TRANSLATE_NOOP("signalbox::Text",
                                 "%1 child workflows keep running (parent close policy: abandon).")},
        Policy{
            "Terminate"_L1,
            QT_TRANSLATE_NOOP("signalbox::Text",
                              "1 child workflow is terminated with it (parent close policy: terminate)."),
            QT_TRANSLATE_NOOP("signalbox::Text",
                              "%1 child workflows are terminated with it (parent close policy: terminate).")},
        Policy{
            "RequestCancel"_L1,
            QT_TRANSLATE_NOOP("signalbox::Text",
                              "1 child workflow is asked to cancel (parent close policy: request cancel)."),
            QT_TRANSLATE_NOOP(
                "signalbox::Text",
                "%1 child workflows are asked to cancel (parent close policy: request cancel).")},
    };
    QString text;
    std::size_t explained = 0;
    for (const Policy &policy : policies) {
        const auto count = static_cast<std::size_t>(
            std::count_if(children.begin(), children.end(),
                          [&](const PendingChild &child) { return child.parentClosePolicy == policy.name; }));
        explained += count;
        if (count > 0)
            text += u' ' + (count == 1 ? Text::tr(policy.one) : Text::tr(policy.many).arg(count));
    }
    if (explained < children.size())
        text += u' ' + Text::tr("What becomes of %1 more child workflows is not known.")
                           .arg(children.size() - explained);
    return text;
}

class TerminateLever final : public RunLever
{
public:
    using RunLever::RunLever;

    InterventionTarget target() const override { return targetOf(InterventionTarget::Act::Terminate); }

    QString consequence() const override
    {
        return Text::tr("It stops at once and runs no clean-up code.") +
               childrenSentence(seen().pendingChildren) + u' ' + wayBackSentence();
    }

    QString commandLine(const QString &reason) const override
    {
        return u"temporal workflow terminate --namespace %1 --workflow-id %2 --run-id %3 --reason %4"_s.arg(
            shellQuoted(ns()), shellQuoted(seen().execution.workflowId), shellQuoted(seen().execution.runId),
            shellQuoted(reason));
    }

    Done recheck(const Seen &now) const override { return evidence::sameRun(seen(), runIn(now)); }

    Reply<QString> send(Client &client, const WriteToken &token, const QString &reason,
                        const QString &identity) const override
    {
        const TerminateRequest request{ns(),
                                       seen().execution.workflowId,
                                       seen().execution.runId,
                                       reason,
                                       identity,
                                       u"signalbox op "_s + operationOf(identity)};
        return writes::terminate(client, token, request);
    }

    Settlement settle(const std::vector<HistoryEvent> &newestFirst, const ExecutionDescription &now,
                      const QString &identity) const override
    {
        if (const auto *own = evidence::ownEvent(newestFirst, "WorkflowExecutionTerminated"_L1, identity))
            return {Outcome::Done,
                    Text::tr("Terminated; recorded in history as %1.").arg(evidence::place(*own)), *own};
        const auto *closing = evidence::closingEvent(newestFirst);
        if (closing || !isOpen(now.execution.status))
            return evidence::closedBefore(closing, now);
        return {Outcome::Unknown,
                Text::tr("The run is still %1, and its history shows no trace of this termination.")
                    .arg(statusName(now.execution.status).toLower()),
                {}};
    }

private:
    [[nodiscard]] QString wayBackSentence() const;
};

/// What a reset of the closed run can do (resetlever.cpp) and can't.
QString TerminateLever::wayBackSentence() const
{
    if (seen().execution.historyLength == 1) // a delayed start: no workflow task to go back to
        return Text::tr(
            "The run can't be brought back, for it has done nothing yet: it can be started anew.");
    const auto &children = seen().pendingChildren;
    const bool endsChildren = std::any_of(children.begin(), children.end(), [](const PendingChild &child) {
        return child.parentClosePolicy != "Abandon"_L1;
    });
    const QString back = Text::tr(
        "The run can be brought back while the server keeps it, as a new one from its last completed "
        "workflow task: what other systems were told stays told, and activities may run twice");
    return endsChildren ? back + Text::tr("; children that end with it do not come back.") : back + u'.';
}

class TerminateKind final : public RunLeverKind
{
public:
    QString verb() const override { return terminateVerb; }
    QString headline(const InterventionTarget &target) const override
    {
        return Text::tr("Terminate %1?").arg(target.workflowId);
    }
    QString actText(bool stepUp) const override
    {
        return stepUp ? Text::tr("Sign in and terminate") : Text::tr("Terminate");
    }
    QString keepText() const override { return Text::tr("Keep running"); }
    QString reasonLabel() const override { return Text::tr("Reason, kept in the workflow's history"); }
    std::optional<InterventionTarget::Act> next() const override
    {
        return InterventionTarget::Act::BringBack;
    }
    QString whyNot(ExecutionStatus status) const override { return evidence::whyNotOpen(status); }
    QString obstacle(const InterventionTarget &, const Seen &seen) const override
    {
        return evidence::closedObstacle(std::get<SeenRun>(seen).run);
    }
    std::unique_ptr<Lever> make(const InterventionTarget &target, const Seen &seen,
                                LeverValues) const override
    {
        return makeTerminateLever(target.ns, std::get<SeenRun>(seen).run);
    }
};

} // namespace

const RunLeverKind &terminateKind()
{
    static const TerminateKind kind;
    return kind;
}

std::unique_ptr<RunLever> makeTerminateLever(QString ns, ExecutionDescription seen)
{
    return std::make_unique<TerminateLever>(std::move(ns), std::move(seen));
}

} // namespace signalbox
