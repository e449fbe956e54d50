// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/assess.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {

const Instant since{1'800'000'000s};

/// A watched, quiet queue with a poller of each type.
QueueSituation quiet()
{
    QueueSample sample;
    sample.interval = 10s;
    sample.workflowBacklog = 0;
    sample.activityBacklog = 0;
    sample.workflowPollers = 1;
    sample.activityPollers = 1;
    QueueSituation now;
    now.waiting = false;
    now.sample = sample;
    return now;
}

RuleStanding standing(RuleKind kind, TaskType type, AlertState state, Milliseconds lasting)
{
    return {Runbook().rule(kind), type, state, 150, since, lasting, false, false};
}

QueueSituation over(AlertState state, Milliseconds lasting)
{
    QueueSituation now = quiet();
    now.sample->workflowBacklog = 150;
    now.standings = {standing(RuleKind::Backlog, TaskType::Workflow, state, lasting)};
    return now;
}

QueueSituation activitiesOver(AlertState state, Milliseconds lasting)
{
    QueueSituation now = quiet();
    now.sample->activityBacklog = 412;
    now.standings = {standing(RuleKind::ActivityBacklog, TaskType::Activity, state, lasting)};
    return now;
}

SeenPoller silentFor(Milliseconds silence, TaskType type)
{
    SeenPoller poller;
    poller.identity = u"w"_s;
    poller.type = type;
    poller.lastPoll = -silence;
    return poller;
}

} // namespace

Q_DECLARE_METATYPE(QueueSituation)

class TestAssess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatIsTheMatter_data();
    void saysWhatIsTheMatter();
    void carriesTheStartOnlyWhereSomethingStarted();
    void writesTheRulesOwnNumbers();
};

void TestAssess::saysWhatIsTheMatter_data()
{
    QTest::addColumn<QueueSituation>("now");
    QTest::addColumn<int>("signal");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const QueueSituation &now, Signal signal, const QString &sentence) {
        QTest::newRow(name) << now << int(signal) << sentence;
    };

    row("nothing", quiet(), Signal::Clear, {});
    row("pending", over(AlertState::Pending, 160s), Signal::Caution, u"over 100 for 2 m 40 s of 5 m"_s);
    row("firing", over(AlertState::Firing, 372s), Signal::Danger, u"over 100 for 6 m 12 s"_s);

    QueueSituation now = over(AlertState::Firing, 372s);
    now.standings[0].inferred = true;
    row("inferred", now, Signal::Danger, u"over 100, by the age of its oldest task (inferred)"_s);
    now = over(AlertState::Firing, 372s);
    now.standings[0].recovering = true;
    now.sample->workflowBacklog = 2;
    row("recovering", now, Signal::Danger, u"recovering, was over 100 for 6 m 12 s"_s);

    now = quiet();
    now.namespaceTrouble = u"you may not read this namespace"_s;
    now.sample.reset();
    row("unreadable", now, Signal::Unknown, u"you may not read this namespace"_s);
    now = over(AlertState::Firing, 372s);
    now.namespaceTrouble = u"the namespace no longer exists"_s;
    row("gone while firing", now, Signal::Unknown, u"the namespace no longer exists"_s);

    now = quiet();
    now.sample.reset();
    now.waiting = true;
    row("not asked yet", now, Signal::Unknown, u"waiting for the first answer"_s);
    now.waiting = false;
    row("asked in vain", now, Signal::Unknown, u"no answer yet"_s);
    now = quiet();
    now.seen = false;
    row("never seen", now, Signal::Unknown, u"declared, never seen"_s);

    now = over(AlertState::Firing, 372s);
    now.age = 48s;
    row("stale", now, Signal::Unknown, u"no answer for 48 s; last value shown"_s);
    now.age = 190s;
    row("stale by minutes", now, Signal::Unknown, u"no answer for 3 min; last value shown"_s);
    now.age = 30s;
    row("just valid", now, Signal::Danger, u"over 100 for 6 m 12 s"_s);
    now = quiet();
    now.standings = {standing(RuleKind::Backlog, TaskType::Workflow, AlertState::Unknown, 0s)};
    row("no backlog in the answer", now, Signal::Unknown, u"the server gave no backlog"_s);
    now = quiet();
    now.sample->interval = 10min;
    now.age = 6min + 20s;
    row("checked long ago", now, Signal::Clear, u"checked 6 min ago"_s);
    now.age = 59s;
    row("checked just now", now, Signal::Clear, {});

    now = over(AlertState::Pending, 160s);
    now.sample->workflowPollers = 0;
    now.sample->activityPollers = 0;
    row("pending, nobody", now, Signal::Caution, u"no pollers; over 100 for 2 m 40 s of 5 m"_s);
    now = quiet();
    now.sample->workflowBacklog = 1;
    now.sample->workflowPollers = 0;
    row("only activities polled", now, Signal::Clear, u"no workflow pollers"_s);
    now.sample->activityPollers.reset();
    row("workflow only, nobody", now, Signal::Clear, u"no pollers"_s);
    now = quiet();
    now.sample->activityBacklog = 3;
    now.sample->activityPollers = 0;
    row("only workflows polled", now, Signal::Clear, u"no activity pollers"_s);
    now = quiet();
    now.sample->workflowPollers = 0;
    row("nobody needed", now, Signal::Clear, {});
    now.sample->workflowBacklog = 1;
    now.sample->workflowPollers.reset();
    row("pollers unknown", now, Signal::Clear, {});

    row("activities pending", activitiesOver(AlertState::Pending, 160s), Signal::Caution,
        u"activity tasks over 100 for 2 m 40 s of 5 m"_s);
    row("activities firing", activitiesOver(AlertState::Firing, 372s), Signal::Danger,
        u"activity tasks over 100 for 6 m 12 s"_s);
    now = activitiesOver(AlertState::Unknown, 0s);
    row("activities not told", now, Signal::Unknown, u"no answer about its activity tasks"_s);
    now.standings.push_back(standing(RuleKind::OldestTask, TaskType::Workflow, AlertState::Firing, 0s));
    row("what is known is worse", now, Signal::Caution, u"no answer about its activity tasks"_s);
    now = quiet();
    now.standings = {standing(RuleKind::OldestTask, TaskType::Workflow, AlertState::Firing, 0s)};
    row("oldest", now, Signal::Caution, u"its oldest task has waited for over 10 m"_s);

    now = quiet();
    now.sample->workflowBacklog = 3;
    now.sample->workflowPollers = 0;
    now.sample->activityPollers = 0;
    now.standings = {standing(RuleKind::NoPollers, TaskType::Workflow, AlertState::Pending, 20s)};
    row("nobody, for a moment", now, Signal::Caution, u"no pollers"_s);
    now.standings[0].state = AlertState::Firing;
    row("nobody", now, Signal::Danger, u"no pollers"_s);
    now.sample->pollers = {silentFor(4min, TaskType::Workflow), silentFor(190s, TaskType::Workflow)};
    row("silent", now, Signal::Danger, u"pollers silent for 3 min, gone or all slots busy"_s);
    now.ghost = true;
    row("nobody polls for ghosts", now, Signal::Caution, u"ghost backlog: its 3 workflows have ended"_s);
    now.standings.push_back(
        standing(RuleKind::ActivityBacklog, TaskType::Activity, AlertState::Firing, 372s));
    row("activities are no ghosts", now, Signal::Danger,
        u"ghost backlog: its 3 workflows have ended; activity tasks over 100 for 6 m 12 s"_s);

    now = quiet();
    now.sample->workflowBacklog = 3;
    now.standings = {standing(RuleKind::NoPollers, TaskType::Workflow, AlertState::Firing, 150s)};
    now.standings[0].recovering = true;
    row("polled again", now, Signal::Danger, u"recovering, nobody polled for 2 m 30 s"_s);
    now = quiet();
    now.standings = {standing(RuleKind::OldestTask, TaskType::Workflow, AlertState::Firing, 150s)};
    now.standings[0].recovering = true;
    row("the oldest is done", now, Signal::Caution,
        u"recovering, its oldest task had waited for over 10 m"_s);
    now = quiet();
    now.ghost = true;
    now.sample->workflowBacklog = 3;
    now.sample->workflowPollers = 0;
    now.sample->activityBacklog = 5;
    now.sample->activityPollers = 0;
    now.standings = {standing(RuleKind::NoPollers, TaskType::Workflow, AlertState::Firing, 150s),
                     standing(RuleKind::NoPollers, TaskType::Activity, AlertState::Firing, 150s)};
    row("nobody does activities beside ghosts", now, Signal::Danger,
        u"ghost backlog: its 3 workflows have ended; no activity pollers"_s);

    now = over(AlertState::Firing, 372s);
    now.ghost = true;
    row("ghosts lower danger", now, Signal::Caution, u"ghost backlog: its 150 workflows have ended"_s);
    now = quiet();
    now.sample->workflowBacklog = 60;
    now.ghost = true;
    row("ghosts under the threshold", now, Signal::Clear, u"ghost backlog: its 60 workflows have ended"_s);
    now.sample->workflowBacklog = 1;
    row("a lone ghost", now, Signal::Clear, u"ghost backlog: its workflow has ended"_s);
}

void TestAssess::saysWhatIsTheMatter()
{
    QFETCH(QueueSituation, now);
    QFETCH(int, signal);
    QFETCH(QString, sentence);
    const QueueAssessment assessment = assess(now);
    QCOMPARE(int(assessment.signal), signal);
    QCOMPARE(assessment.sentence, sentence);
}

void TestAssess::carriesTheStartOnlyWhereSomethingStarted()
{
    QCOMPARE(assess(over(AlertState::Pending, 1s)).since, since);
    QCOMPARE(assess(over(AlertState::Firing, 1s)).since, since);
    QCOMPARE(assess(quiet()).since, std::nullopt);
}

void TestAssess::writesTheRulesOwnNumbers()
{
    const auto sentence = [](const AlertRule &rule) {
        QueueSituation now = over(AlertState::Pending, 5s);
        now.standings[0].rule = rule;
        return assess(now).sentence;
    };
    QCOMPARE(sentence({u"b"_s, 5, 20s}), u"over 5 for 5 s of 20 s"_s);
    QCOMPARE(sentence({u"b"_s, 5, 90s}), u"over 5 for 5 s of 1 m 30 s"_s);
    QCOMPARE(sentence({u"b"_s, 5, 2h}), u"over 5 for 5 s of 2 h 00 m"_s);
}

QTEST_GUILESS_MAIN(TestAssess)
#include "tst_assess.moc"
