// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/handoververb.h"

#include "app/terminal.h"
#include "models/alerts/alertjson.h"
#include "models/base/format.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTextStream>

namespace signalbox {

using namespace Qt::StringLiterals;

HandOverVerb::HandOverVerb(Session &session, Instant since, bool json, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_signIn(session.tokens())
    , m_run(session.watch(), session.alerts(), session.runbook(), session.clock())
    , m_reader(session.client(), session.alerts(), session.watch(), session.past(), session.moments(),
               session.runbook(), session.clock())
    , m_since(since)
    , m_json(json)
{
    connect(&m_signIn, &VerbSignIn::done, this, &HandOverVerb::look);
    connect(&m_signIn, &VerbSignIn::failed, this,
            [](const Error &error) { QCoreApplication::exit(complain(exitSentence(error))); });
    connect(&m_run, &StatusRun::finished, this, [this] { m_reader.read(m_session.profile().name, m_since); });
    connect(&m_reader, &HandOverReader::finished, this, &HandOverVerb::print);
    connect(&m_run, &StatusRun::progressed, this, [](int settled, int known) {
        tellProgress(tr("%1 of %2 namespaces and queues have been read").arg(settled).arg(known));
    });
}

void HandOverVerb::look()
{
    m_run.start(m_session.profile().name, *m_session.tokens().user());
}

void HandOverVerb::print()
{
    const HandOver &handOver = m_reader.handOver();
    QTextStream(stdout) << (m_json ? QString::fromUtf8(toJson(handOver)) : markdownOf(handOver));
    QCoreApplication::exit(handOver.unknown.isEmpty() ? 0 : 3);
}

namespace {

QJsonArray actsOf(const std::vector<Act> &acts)
{
    QJsonArray array;
    for (const Act &act : acts)
        array.append(QJsonObject{{u"at"_s, formatIso(act.time)},
                                 {u"by"_s, act.user},
                                 {u"what"_s, act.verb},
                                 {u"namespace"_s, act.ns},
                                 {u"workflow_id"_s, act.workflowId},
                                 {u"run_id"_s, act.runId},
                                 {u"activity_id"_s, act.activityId},
                                 {u"outcome"_s, act.outcome},
                                 {u"reason"_s, act.reason}});
    return array;
}

QJsonArray othersOf(const OthersDeeds &others)
{
    QJsonArray array;
    for (const OthersDeed &deed : others.deeds) {
        const bool isReset = deed.kind == OthersDeed::Kind::Reset;
        array.append(QJsonObject{{u"at"_s, formatIso(deed.time)},
                                 {u"by"_s, deed.who},
                                 {u"by_is_proven"_s, deed.isProven},
                                 {u"what"_s, isReset ? u"reset"_s : u"terminate"_s},
                                 {u"namespace"_s, deed.ns},
                                 {u"workflow_id"_s, deed.workflowId},
                                 {u"run_id"_s, deed.runId},
                                 {u"made_run_id"_s, isReset ? QJsonValue(deed.madeRunId) : QJsonValue()},
                                 {u"reason"_s, deed.reason}});
    }
    return array;
}

} // namespace

QByteArray toJson(const HandOver &handOver)
{
    QJsonArray open;
    for (const AlertChange &change : handOver.open)
        open.append(QJsonDocument::fromJson(toJsonLine(change)).object());
    QJsonArray ended;
    for (const HandOver::Ended &one : handOver.ended)
        ended.append(
            QJsonObject{{u"rule"_s, one.rule},
                        {u"namespace"_s, one.key.ns},
                        {u"queue"_s, one.key.queue},
                        {u"task_type"_s, one.type == TaskType::Workflow ? u"workflow"_s : u"activity"_s},
                        {u"from"_s, formatIso(one.from)},
                        {u"to"_s, formatIso(one.to)}});
    QJsonArray odd;
    for (const HandOver::Odd &one : handOver.odd)
        odd.append(QJsonObject{{u"namespace"_s, one.key.ns},
                               {u"queue"_s, one.key.queue.isEmpty() ? QJsonValue() : one.key.queue},
                               {u"signal"_s, signalName(one.signal)},
                               {u"sentence"_s, one.sentence}});
    return QJsonDocument(
               QJsonObject{{u"profile"_s, handOver.profile},
                           {u"since"_s, formatIso(handOver.since)},
                           {u"now"_s, formatIso(handOver.now)},
                           {u"open"_s, open},
                           {u"ended"_s, ended},
                           {u"acts"_s, actsOf(handOver.acts)},
                           {u"others"_s, othersOf(handOver.others)},
                           {u"others_remark"_s, othersRemark(handOver.others)},
                           {u"odd"_s, odd},
                           {u"unknown"_s, handOver.unknown.isEmpty() ? QJsonValue() : handOver.unknown}})
        .toJson();
}

} // namespace signalbox
