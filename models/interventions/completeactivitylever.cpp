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

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Above this the result is not put on the command line that is shown.
constexpr qsizetype longestShownResult = 1024;

struct Ending
{
    QLatin1StringView type;
    const char *sentence = nullptr; ///< %1: the activity, %2: by whom, with a space before it
};

constexpr std::array endings{
    Ending{"ActivityTaskCompleted"_L1, QT_TRANSLATE_NOOP("signalbox::Text", "Activity %1 was completed%2")},
    Ending{"ActivityTaskFailed"_L1, QT_TRANSLATE_NOOP("signalbox::Text", "Activity %1 failed%2")},
    Ending{"ActivityTaskTimedOut"_L1, QT_TRANSLATE_NOOP("signalbox::Text", "Activity %1 timed out%2")},
    Ending{"ActivityTaskCanceled"_L1, QT_TRANSLATE_NOOP("signalbox::Text", "Activity %1 was cancelled%2")},
};

class CompleteActivityLever final : public RunLever
{
public:
    CompleteActivityLever(QString ns, ExecutionDescription seenRun, const QString &activityId,
                          WrittenResult result)
        : RunLever(std::move(ns), std::move(seenRun))
        , m_result(std::move(result))
    {
        m_activity.activityId = activityId;
        if (const auto *pending = findActivity(seen(), activityId))
            m_activity = *pending;
    }

    InterventionTarget target() const override
    {
        return targetOf(InterventionTarget::Act::CompleteActivity, m_activity.activityId);
    }
    const PendingActivity *activity() const override { return &m_activity; }
    void addTo(QJsonObject &intent) const override
    {
        RunLever::addTo(intent);
        intent.insert(u"activity_id"_s, m_activity.activityId);
        intent.insert(u"activity_task_queue"_s, m_activity.taskQueue);
        intent.insert(u"attempt"_s, m_activity.attempt);
    }

    QByteArray payloadHash() const override
    {
        return QCryptographicHash::hash(m_result.payload.data, QCryptographicHash::Sha256).toHex();
    }
    const WrittenResult *result() const override { return &m_result; }

    QString consequence() const override
    {
        const QString attempt = QString::number(m_activity.attempt);
        QString text = Text::tr("The workflow continues with this result at once.") + u' ';
        if (m_activity.state == ActivityState::Started)
            text += Text::tr("Attempt %1 is running on %2 right now: it is not interrupted, and its own "
                             "result will be "
                             "refused.")
                        .arg(attempt, displayText(m_activity.lastWorker, 120));
        else
            text +=
                Text::tr("No worker is running it right now, and attempt %1 will not be made.").arg(attempt);
        return text + u' ' +
               Text::tr("It can't be taken back from here: only a reset to an earlier event, by the command "
                        "line, leaves it out.");
    }

    QString commandLine(const QString &) const override
    {
        return m_result.payload.encoding == "json/plain"_L1 ? plainCommand() : rawCommand();
    }

    Done recheck(const Seen &described) const override;
    Reply<QString> send(Client &client, const WriteToken &token, const QString &reason,
                        const QString &identity) const override;
    Settlement settle(const std::vector<HistoryEvent> &newestFirst, const ExecutionDescription &now,
                      const QString &identity) const override;

private:
    [[nodiscard]] QString plainCommand() const;
    [[nodiscard]] QString rawCommand() const;
    [[nodiscard]] QString name() const { return displayText(m_activity.activityId, 120); }
    [[nodiscard]] std::optional<Settlement> tookEffectLater(const std::vector<HistoryEvent> &events,
                                                            const QString &identity) const;
    [[nodiscard]] std::optional<Settlement> endedOtherwise(const std::vector<HistoryEvent> &events) const;

    PendingActivity m_activity;
    WrittenResult m_result;
};

QString CompleteActivityLever::plainCommand() const
{
    const QByteArray &json = m_result.payload.data;
    const QString result = json.size() <= longestShownResult ? shellQuoted(QString::fromUtf8(json))
                                                             : Text::tr("\"$(cat result.json)\"");
    return u"temporal activity complete --namespace %1 --workflow-id %2 --run-id %3 --activity-id %4 "
           "--result %5"_s.arg(shellQuoted(ns()), shellQuoted(seen().execution.workflowId),
                               shellQuoted(seen().execution.runId), shellQuoted(m_activity.activityId),
                               result);
}

/// temporal's own command can send json/plain alone (1.9); the call itself takes any encoding.
QString CompleteActivityLever::rawCommand() const
{
    const auto base64 = [](const QByteArray &bytes) { return QString::fromLatin1(bytes.toBase64()); };
    const Payload &payload = m_result.payload;
    const QString data = payload.data.size() <= longestShownResult ? base64(payload.data)
                                                                   : Text::tr("(result.json in base64)");
    const QJsonObject sent{
        {u"metadata"_s, QJsonObject{{u"encoding"_s, base64(payload.encoding.toUtf8())},
                                    {u"messageType"_s, base64(payload.messageType.toUtf8())}}},
        {u"data"_s, data}};
    const QJsonObject request{{u"namespace"_s, ns()},
                              {u"workflow_id"_s, seen().execution.workflowId},
                              {u"run_id"_s, seen().execution.runId},
                              {u"activity_id"_s, m_activity.activityId},
                              {u"result"_s, QJsonObject{{u"payloads"_s, QJsonArray{sent}}}}};
    return u"grpcurl -d %1 \"$TEMPORAL_ADDRESS\" temporal.api.workflowservice.v1.WorkflowService/"
           "RespondActivityTaskCompletedById"_s.arg(
               shellQuoted(QString::fromUtf8(QJsonDocument(request).toJson(QJsonDocument::Compact))));
}

/// The server has no attempt fence here: it completes whatever attempt is current (facts, finding 7). So the
/// operator must have seen this very one.
Done CompleteActivityLever::recheck(const Seen &described) const
{
    const ExecutionDescription &now = runIn(described);
    if (Done run = evidence::sameRun(seen(), now); !run)
        return run;
    const auto changed = [](const QString &sentence) { return fail(ErrorKind::LostRace, sentence); };
    const PendingActivity *current = findActivity(now, m_activity.activityId);
    if (!current)
        return changed(Text::tr("Activity %1 is no longer pending.").arg(name()));
    if (current->type != m_activity.type || current->scheduledTime != m_activity.scheduledTime)
        return changed(
            Text::tr("Activity %1 was scheduled anew, as %2.").arg(name(), displayText(current->type)));
    if (current->attempt != m_activity.attempt)
        return changed(
            Text::tr("Activity %1 is on attempt %2 now; it was on attempt %3.")
                .arg(name(), QString::number(current->attempt), QString::number(m_activity.attempt)));
    if (current->state != m_activity.state)
        return changed(Text::tr("Activity %1 was %2 and is %3 now.")
                           .arg(name(), activityStateName(m_activity.state).toLower(),
                                activityStateName(current->state).toLower()));
    if (current->lastWorker != m_activity.lastWorker)
        return changed(Text::tr("Activity %1 went to another worker, %2.")
                           .arg(name(), displayText(current->lastWorker, 120)));
    return {};
}

Reply<QString> CompleteActivityLever::send(Client &client, const WriteToken &token, const QString &,
                                           const QString &identity) const
{
    const CompleteActivityRequest request{
        ns(),    seen().execution.workflowId, seen().execution.runId, m_activity.activityId, m_result.payload,
        identity};
    return writes::completeActivity(client, token, request);
}

/// The server goes by the id alone: a call that was held up on its way ends whatever is pending under that id
/// when it arrives, even what was scheduled after the operator looked (seen live, 6 of 6).
std::optional<Settlement> CompleteActivityLever::tookEffectLater(const std::vector<HistoryEvent> &events,
                                                                 const QString &identity) const
{
    const auto *own = evidence::ownEvent(events, "ActivityTaskCompleted"_L1, identity);
    if (!own)
        own = evidence::ownEvent(events, "ActivityTaskFailed"_L1, identity);
    if (!own || own->scheduledEventId <= seen().execution.historyLength)
        return std::nullopt;
    return Settlement{
        Outcome::LostRace,
        Text::tr("Activity %1 as it was shown had ended before. This call ended a later activity "
                 "of the same id, scheduled by event %2 (%3): the workflow goes on with what was "
                 "meant for the one before.")
            .arg(name(), QString::number(own->scheduledEventId), evidence::place(*own)),
        *own};
}

std::optional<Settlement> CompleteActivityLever::endedOtherwise(const std::vector<HistoryEvent> &events) const
{
    for (const HistoryEvent &event : events) {
        const auto ending = std::find_if(endings.begin(), endings.end(),
                                         [&](const Ending &each) { return event.type == each.type; });
        // An id may have been used before: what was seen pending ended after it was seen.
        if (ending == endings.end() || event.activityId != m_activity.activityId ||
            event.id <= seen().execution.historyLength)
            continue;
        const QString who = evidence::byWhom(event);
        return Settlement{Outcome::LostRace,
                          Text::tr(ending->sentence).arg(name(), who.isEmpty() ? who : u' ' + who) +
                              Text::tr(" before this could take effect (%1).").arg(evidence::place(event)),
                          event};
    }
    return std::nullopt;
}

Settlement CompleteActivityLever::settle(const std::vector<HistoryEvent> &newestFirst,
                                         const ExecutionDescription &now, const QString &identity) const
{
    if (const auto later = tookEffectLater(newestFirst, identity))
        return *later;
    if (const auto *own = evidence::ownEvent(newestFirst, "ActivityTaskCompleted"_L1, identity))
        return {Outcome::Done,
                Text::tr("Activity %1 is completed; recorded in history as %2.")
                    .arg(name(), evidence::place(*own)),
                *own};
    // A result over the blob limit: the call succeeds and the activity fails (facts, 1a).
    if (const auto *own = evidence::ownEvent(newestFirst, "ActivityTaskFailed"_L1, identity))
        return {Outcome::Refused,
                Text::tr("The server did not take the result and failed activity %1 instead (%2).")
                    .arg(name(), evidence::place(*own)),
                *own};
    if (const auto ended = endedOtherwise(newestFirst))
        return *ended;
    const auto *closing = evidence::closingEvent(newestFirst);
    if (closing || !isOpen(now.execution.status))
        return evidence::closedBefore(closing, now);
    // While a workflow task runs the server holds the event back, even our own after its OK: how it ended is
    // not known before that task has.
    if (!findActivity(now, m_activity.activityId))
        return {Outcome::Unknown,
                Text::tr("Activity %1 is no longer pending, and history does not show yet how it ended.")
                    .arg(name()),
                {},
                true};
    return {
        Outcome::Unknown,
        Text::tr("Activity %1 is still pending, and history shows no trace of this completion.").arg(name()),
        {}};
}

class CompleteActivityKind final : public RunLeverKind
{
public:
    QString verb() const override { return completeActivityVerb; }
    QString headline(const InterventionTarget &target) const override
    {
        return Text::tr("Complete activity %1 of %2?").arg(target.activityId, target.workflowId);
    }
    QString actText(bool stepUp) const override
    {
        return stepUp ? Text::tr("Sign in and complete") : Text::tr("Complete the activity");
    }
    QString keepText() const override { return Text::tr("Leave it pending"); }
    QString reasonLabel() const override
    {
        return Text::tr("Reason, kept in this console's journal (the server has no place for it)");
    }
    bool takesResult() const override { return true; }
    QString whyNot(ExecutionStatus status) const override { return evidence::whyNotOpen(status); }
    QString obstacle(const InterventionTarget &target, const Seen &seen) const override
    {
        const ExecutionDescription &run = std::get<SeenRun>(seen).run;
        const QString closed = evidence::closedObstacle(run);
        return closed.isEmpty() && !findActivity(run, target.activityId)
                   ? Text::tr("The activity is no longer pending.")
                   : closed;
    }
    std::unique_ptr<Lever> make(const InterventionTarget &target, const Seen &seen,
                                LeverValues values) const override
    {
        return makeCompleteActivityLever(target.ns, std::get<SeenRun>(seen).run, target.activityId,
                                         std::move(values.result));
    }
};

} // namespace

const RunLeverKind &completeActivityKind()
{
    static const CompleteActivityKind kind;
    return kind;
}

std::unique_ptr<RunLever> makeCompleteActivityLever(QString ns, ExecutionDescription seen,
                                                    const QString &activityId, WrittenResult result)
{
    return std::make_unique<CompleteActivityLever>(std::move(ns), std::move(seen), activityId,
                                                   std::move(result));
}

} // namespace signalbox
