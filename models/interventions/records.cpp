// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/records.h"
#include "models/base/format.h"
#include "models/interventions/cleanuprecord.h"
#include "models/interventions/deletenamespacelever.h"
#include "models/interventions/namespacelever.h"
#include "models/interventions/planlever.h"
#include "models/interventions/runlever.h"

#include <QSysInfo>
#include <QUuid>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int version = 1;
const QString goneForGood = u"not found"_s;

/// The kind as a word a later version can rely on.
QString errorName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Unreachable:
        return u"unreachable"_s;
    case ErrorKind::Denied:
        return u"denied"_s;
    case ErrorKind::Expired:
        return u"expired"_s;
    case ErrorKind::Throttled:
        return u"throttled"_s;
    case ErrorKind::TooLarge:
        return u"too large"_s;
    case ErrorKind::NotFound:
        return goneForGood;
    case ErrorKind::Invalid:
        return u"invalid"_s;
    case ErrorKind::LostRace:
        return u"lost race"_s;
    case ErrorKind::Unsupported:
        return u"unsupported"_s;
    case ErrorKind::Configuration:
        return u"configuration"_s;
    case ErrorKind::Cancelled:
        return u"cancelled"_s;
    case ErrorKind::Internal:
        break;
    }
    return u"internal"_s;
}

void putText(QJsonObject &record, const QString &key, const QString &value)
{
    if (!value.isEmpty())
        record.insert(key, value);
}

/// New at each start of the machine; empty where the system has none.
QString bootId()
{
    return QString::fromLatin1(QSysInfo::bootUniqueId());
}

QString timeText(Instant time)
{
    const QString seconds = formatIso(time);
    const auto ms = time.time_since_epoch().count() % 1000;
    return seconds.chopped(1) + u".%1Z"_s.arg(ms, 3, 10, QChar(u'0'));
}

} // namespace

QString newOperation()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QString identityOf(const QString &user, const QString &op)
{
    return user + u"@signalbox/"_s + op;
}

QString operationOf(const QString &identity)
{
    return identity.section(u'/', -1);
}

QString operationMark(const QString &op)
{
    return u"(signalbox op "_s + op + u')';
}

const HistoryEvent *resetEvent(const std::vector<HistoryEvent> &newestFirst, const QString &baseRunId)
{
    const auto found = std::find_if(newestFirst.begin(), newestFirst.end(), [&](const HistoryEvent &event) {
        return event.type == "WorkflowTaskFailed"_L1 && event.baseRunId == baseRunId;
    });
    return found == newestFirst.end() ? nullptr : &*found;
}

QString outcomeWord(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Done:
        return u"done"_s;
    case Outcome::Refused:
        return u"refused"_s;
    case Outcome::LostRace:
        return u"lost race"_s;
    case Outcome::GivenUp:
        return u"given up"_s;
    case Outcome::Partly:
        return u"partly done"_s;
    case Outcome::Unknown:
        break;
    }
    return u"unknown"_s;
}

QJsonObject intentHead(const QString &op, const Clock &clock, const User &user, const Profile &profile,
                       const QString &ns, const QString &verb, const QString &reason)
{
    QJsonObject record{{u"v"_s, version},
                       {u"kind"_s, u"intent"_s},
                       {u"op"_s, op},
                       {u"time"_s, timeText(clock.utc())},
                       {u"boot_ms"_s, static_cast<qint64>(clock.sinceBoot().count())},
                       {u"user"_s, user.name},
                       {u"subject"_s, user.subject},
                       {u"issuer"_s, profile.oidc.issuer.toString()},
                       {u"profile"_s, profile.name},
                       {u"address"_s, profile.address},
                       {u"namespace"_s, ns},
                       {u"verb"_s, verb},
                       {u"reason"_s, reason}};
    putText(record, u"boot"_s, bootId());
    return record;
}

QJsonObject intentRecord(const QString &op, const Clock &clock, const User &user, const Profile &profile,
                         const Lever &lever, const QString &reason)
{
    QJsonObject record = intentHead(op, clock, user, profile, lever.target().ns, lever.verb(), reason);
    lever.addTo(record);
    putText(record, u"payload_sha256"_s, QString::fromLatin1(lever.payloadHash()));
    if (const WrittenResult *result = lever.result()) {
        record.insert(u"payload_encoding"_s, result->payload.encoding);
        putText(record, u"payload_message_type"_s, result->payload.messageType);
        putText(record, u"accepted"_s, result->caveat);
    }
    return record;
}

QJsonObject outcomeRecord(const QString &op, Instant time, const Settlement &settlement,
                          const std::optional<Error> &error)
{
    QJsonObject record{{u"v"_s, version},
                       {u"kind"_s, u"outcome"_s},
                       {u"op"_s, op},
                       {u"time"_s, timeText(time)},
                       {u"outcome"_s, outcomeWord(settlement.outcome)},
                       {u"sentence"_s, settlement.sentence}};
    if (settlement.event) {
        record.insert(u"event_id"_s, settlement.event->id);
        putText(record, u"principal"_s, settlement.event->principalName);
    }
    putText(record, u"new_run_id"_s, settlement.newRunId);
    if (settlement.isOverwritten)
        record.insert(u"for_good"_s, true);
    if (error)
        record.insert(u"error"_s, errorName(error->kind));
    return record;
}

bool endsIntent(const QJsonObject &outcome)
{
    return outcome[u"outcome"_s] != outcomeWord(Outcome::Unknown) || outcome[u"error"_s] == goneForGood ||
           outcome[u"for_good"_s].toBool();
}

std::optional<Milliseconds> ageOf(const QJsonObject &intent, const Clock &clock)
{
    const QString boot = intent[u"boot"_s].toString();
    if (boot.isEmpty() || boot != bootId())
        return std::nullopt;
    return clock.sinceBoot() - Milliseconds(intent[u"boot_ms"_s].toInteger());
}

std::unique_ptr<Provable> leverOf(const QJsonObject &intent)
{
    ExecutionDescription seen;
    seen.execution.workflowId = intent[u"workflow_id"_s].toString();
    seen.execution.runId = intent[u"run_id"_s].toString();
    seen.execution.type = intent[u"type"_s].toString();
    seen.execution.taskQueue = intent[u"task_queue"_s].toString();
    seen.execution.historyLength = intent[u"history_length"_s].toInteger();
    const QString ns = intent[u"namespace"_s].toString();
    const QString verb = intent[u"verb"_s].toString();
    if (verb == terminateVerb)
        return makeTerminateLever(ns, seen);
    if (verb == completeActivityVerb)
        return makeCompleteActivityLever(ns, seen, intent[u"activity_id"_s].toString(), {});
    if (verb == resetVerb) {
        seen.resetRunId = intent[u"reset_run_id"_s].toString();
        return makeResetLever(ns, seen, {ResetPoint{intent[u"reset_event_id"_s].toInteger()}, {}});
    }
    if (verb == cleanUpVerb)
        return cleanUpOf(intent);
    for (const auto act :
         {InterventionTarget::Act::ChangeRetention, InterventionTarget::Act::DescribeNamespace,
          InterventionTarget::Act::DeprecateNamespace, InterventionTarget::Act::ChangeNamespaceData})
        if (verb == kindOf(act).verb())
            return namespaceLeverOf(act, intent);
    for (const auto act :
         {InterventionTarget::Act::AddSearchAttribute, InterventionTarget::Act::SetUpNamespace})
        if (verb == kindOf(act).verb())
            return planLeverOf(act, intent);
    if (verb == deleteNamespaceVerb)
        return deleteNamespaceLeverOf(intent);
    return nullptr;
}

} // namespace signalbox
