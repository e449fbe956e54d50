// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/assess.h"

#include "models/policy/runbook.h"

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
    now.seen.waiting = false;
    now.seen.sample = sample;
    return now;
}

RuleStanding standing(RuleKind kind, TaskType type, AlertState state, Milliseconds lasting)
{
    return {*Runbook().rule(kind, {u"ns"_s, u"queue"_s}), type, state, 150, since, lasting, false, false};
}

/// Somebody works on it, and it is too early to say how fast.
QueueSituation over(AlertState state, Milliseconds lasting)
{
    QueueSituation now = quiet();
    now.seen.sample->workflowBacklog = 150;
    now.standings = {standing(RuleKind::Backlog, TaskType::Workflow, state, lasting)};
    return now;
}

QueueSituation unpolled(AlertState state)
{
    QueueSituation now = over(state, 160s);
    now.seen.sample->workflowPollers = 0;
    return now;
}

QueueSituation ghosts(qint64 tasks)
{
    QueueSituation now = quiet();
    now.seen.sample->workflowBacklog = tasks;
    now.seen.sample->workflowPollers = 0;
    now.seen.running = RunningCount();
    now.seen.paused = RunningCount();
    now.seen.waitedAtCount = tasks;
    return now;
}

QueueSituation held(qint64 tasks)
{
    QueueSituation now = quiet();
    now.seen.sample->activityBacklog = tasks;
    now.seen.sample->activityFacts.limit = RateLimit{0, RateLimitSource::Api, {}, u"ada"_s, {}};
    return now;
}

QueueSituation aged(Milliseconds age, Milliseconds interval = 10s)
{
    QueueSituation now = over(AlertState::Firing, 372s);
    now.seen.sample->interval = interval;
    now.seen.now = age;
    return now;
}

QStringList ruleLines(QueueSituation now)
{
    QStringList lines;
    now.verdict = diagnose(now.seen);
    for (const Evidence &line : ruleEvidence(now))
        lines << line.what + u": "_s + line.value;
    return lines;
}

} // namespace

Q_DECLARE_METATYPE(QueueSituation)

/// What a queue shows: its verdict in words, and the worst of what rules and verdict make of it.
class TestAssess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatIsTheMatter_data();
    void saysWhatIsTheMatter();
    void carriesTheStartOnlyWhereSomethingStarted();
    void theRulesSpeakInTheEvidence();
    void isJudgedAgainWhenTimeChangesTheWords();
};

void TestAssess::saysWhatIsTheMatter_data()
{
    QTest::addColumn<QueueSituation>("now");
    QTest::addColumn<int>("signal");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const QueueSituation &now, Signal signal, const QString &sentence) {
        QTest::newRow(name) << now << int(signal) << sentence;
    };
    const QString early = u"just loaded, too early to say where its 150 workflow tasks go"_s;

    row("nothing", quiet(), Signal::Clear, {});
    row("pending", over(AlertState::Pending, 160s), Signal::Caution, early);
    row("firing", over(AlertState::Firing, 372s), Signal::Danger, early);
    QueueSituation mild = over(AlertState::Firing, 372s);
    mild.standings.front().rule.severity = Signal::Caution;
    row("the rule's own severity", mild, Signal::Caution, early);
    QueueSituation untold = quiet();
    untold.seen.sample->workflowBacklog.reset();
    row("no backlog, and no rule on it", untold, Signal::Unknown, u"the server gave no backlog"_s);
    row("pending, nobody", unpolled(AlertState::Pending), Signal::Caution,
        u"nobody polls for its 150 workflow tasks"_s);
    row("firing, nobody", unpolled(AlertState::Firing), Signal::Danger,
        u"nobody polls for its 150 workflow tasks"_s);

    QueueSituation now = quiet();
    now.standings = {standing(RuleKind::Backlog, TaskType::Workflow, AlertState::Firing, 372s)};
    now.standings[0].recovering = true;
    row("recovering", now, Signal::Danger, u"recovering, was over 100 for 6 m 12 s"_s);
    now.standings = {standing(RuleKind::NoPollers, TaskType::Workflow, AlertState::Firing, 150s)};
    now.standings[0].recovering = true;
    row("polled again", now, Signal::Danger, u"recovering, nobody polled for 2 m 30 s"_s);
    now.standings = {standing(RuleKind::OldestTask, TaskType::Workflow, AlertState::Firing, 150s)};
    now.standings[0].recovering = true;
    row("the oldest is done", now, Signal::Caution,
        u"recovering, its oldest task had waited for over 10 m"_s);

    now = over(AlertState::Firing, 372s);
    now.seen.trouble = NamespaceTrouble::Gone;
    now.seen.troubleText = u"the namespace no longer exists"_s;
    row("gone while firing", now, Signal::Unknown, u"the namespace no longer exists"_s);
    now = quiet();
    now.seen.seen = false;
    row("never seen", now, Signal::Unknown, u"declared, never seen"_s);
    row("stale", aged(48s), Signal::Unknown, u"no answer for 48 s; last value shown"_s);
    row("just valid", aged(30s), Signal::Danger, early);
    now = quiet();
    now.seen.sample->interval = 10min;
    now.seen.now = 6min + 20s;
    row("checked long ago", now, Signal::Clear, u"checked 6 min ago"_s);
    now.seen.now = 59s;
    row("checked just now", now, Signal::Clear, {});

    now = quiet();
    now.seen.sample->workflowBacklog = 1;
    now.seen.sample->workflowPollers = 0;
    row("unpolled before any rule says so", now, Signal::Clear, u"nobody polls for its workflow task"_s);
    now.seen.sample->workflowPollers = 1;
    row("what time mends is not told where it is clear", now, Signal::Clear, {});
    now = quiet();
    now.seen.sample->activityBacklog.reset();
    now.standings = {standing(RuleKind::ActivityBacklog, TaskType::Activity, AlertState::Unknown, 0s)};
    row("activities not told", now, Signal::Unknown, u"no answer about its activity tasks"_s);
    now.standings.push_back(standing(RuleKind::OldestTask, TaskType::Workflow, AlertState::Firing, 0s));
    row("what is known is worse", now, Signal::Caution, u"no answer about its activity tasks"_s);

    row("held colours by itself", held(3), Signal::Caution, u"its 3 activity tasks are held by ada"_s);
    now = held(412);
    now.standings = {standing(RuleKind::ActivityBacklog, TaskType::Activity, AlertState::Firing, 372s)};
    row("held, and over its threshold", now, Signal::Danger, u"its 412 activity tasks are held by ada"_s);

    now = ghosts(150);
    now.standings = {standing(RuleKind::NoPollers, TaskType::Workflow, AlertState::Firing, 372s),
                     standing(RuleKind::Backlog, TaskType::Workflow, AlertState::Firing, 372s)};
    row("ghosts lower danger", now, Signal::Caution, u"ghost backlog: its 150 workflows have ended"_s);
    now.seen.paused->count = 3;
    row("so do paused ones", now, Signal::Caution, u"its 3 open workflows are paused"_s);
    now = ghosts(3);
    now.seen.sample->activityBacklog = 5;
    now.seen.sample->activityPollers = 0;
    now.standings = {standing(RuleKind::NoPollers, TaskType::Workflow, AlertState::Firing, 150s),
                     standing(RuleKind::NoPollers, TaskType::Activity, AlertState::Firing, 150s)};
    row("nobody does activities beside ghosts", now, Signal::Danger,
        u"nobody polls for its 5 activity tasks"_s);
    row("ghosts no rule minds", ghosts(60), Signal::Clear, {});
}

void TestAssess::saysWhatIsTheMatter()
{
    QFETCH(QueueSituation, now);
    QFETCH(int, signal);
    QFETCH(QString, sentence);
    now.verdict = diagnose(now.seen);
    const QueueAssessment assessment = assess(now);
    QCOMPARE(assessment.sentence, sentence);
    QCOMPARE(int(assessment.signal), signal);
}

void TestAssess::carriesTheStartOnlyWhereSomethingStarted()
{
    QCOMPARE(assess(over(AlertState::Pending, 1s)).since, since);
    QCOMPARE(assess(over(AlertState::Firing, 1s)).since, since);
    QCOMPARE(assess(quiet()).since, std::nullopt);
}

void TestAssess::theRulesSpeakInTheEvidence()
{
    QCOMPARE(ruleLines(quiet()), QStringList());
    QCOMPARE(ruleLines(over(AlertState::Pending, 160s)),
             QStringList{u"rule backlog: over 100 for 2 m 40 s of 5 m"_s});
    QCOMPARE(ruleLines(over(AlertState::Firing, 372s)),
             QStringList{u"rule backlog: over 100 for 6 m 12 s"_s});
    QueueSituation now = over(AlertState::Firing, 372s);
    now.standings[0].inferred = true;
    now.standings.push_back(standing(RuleKind::NoPollers, TaskType::Workflow, AlertState::Pending, 40s));
    now.standings.push_back(standing(RuleKind::OldestTask, TaskType::Workflow, AlertState::Firing, 0s));
    QCOMPARE(ruleLines(now),
             (QStringList{u"rule backlog: over 100, by the age of its oldest task (inferred)"_s,
                          u"rule no_pollers on workflow tasks: nobody has polled for 40 s"_s,
                          u"rule oldest_task: its oldest task has waited for over 10 m"_s}));
    const auto pending = [](const AlertRule &rule) {
        QueueSituation over5 = over(AlertState::Pending, 5s);
        over5.standings[0].rule = rule;
        return ruleLines(over5).value(0);
    };
    QCOMPARE(pending({u"b"_s, 5, 20s}), u"rule b: over 5 for 5 s of 20 s"_s);
    QCOMPARE(pending({u"b"_s, 5, 90s}), u"rule b: over 5 for 5 s of 1 m 30 s"_s);
    QCOMPARE(pending({u"b"_s, 5, 2h}), u"rule b: over 5 for 5 s of 2 h 00 m"_s);
}

void TestAssess::isJudgedAgainWhenTimeChangesTheWords()
{
    const auto next = [](QueueSituation now) {
        now.verdict = diagnose(now.seen);
        return nextChange(now);
    };
    QCOMPARE(next(unpolled(AlertState::Pending)), 30s + 1ms); // when it is too old
    QCOMPARE(next(aged(48s)), 49s);
    QCOMPARE(next(aged(61s)), 120s);
    QueueSituation recovering = quiet();
    recovering.standings = {standing(RuleKind::Backlog, TaskType::Workflow, AlertState::Firing, 372s)};
    recovering.standings[0].recovering = true;
    QCOMPARE(next(recovering), 1s);
    QueueSituation gone = quiet();
    gone.seen.trouble = NamespaceTrouble::Gone;
    QCOMPARE(next(gone), std::nullopt);
}

QTEST_GUILESS_MAIN(TestAssess)
#include "tst_assess.moc"
