// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alertengine.h"

#include "tests/unit/alerts/alertworld.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

/// The in-process server's pollers never poll again, and its oldest tasks are of any age.
Runbook theBacklogAlone()
{
    return Runbook::parse("version = 1\n"
                          "[[alert]]\nkind = 'no_pollers'\nthreshold = 1000000\n"
                          "[[alert]]\nkind = 'oldest_task'\nthreshold = '30d'\n",
                          u"r.toml"_s)
        .value();
}

struct BacklogWorld : AlertWorld
{
    BacklogWorld() { runbook = theBacklogAlone(); }
};

} // namespace

class TestAlertEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firesAfterFiveMinutes();
    void oneOverIsSilentAtTheThreshold();
    void aFreshStartConcludesFromTheOldestTask();
    void asksForTheFastRateWhilePending();
    void isUnknownWhileNothingAnswersAndContinues();
    void publishesEachChangeOnce();
    void saysWhatIsNotKnown();
    void lowersAGhostBacklog();
    void tasksOfPausedRunsAreNoGhosts();
    void aYoungBacklogIsNoGhost();
    void aDeletedNamespaceRaisesNoAlert();
    void aClockStepHidesNoGhost();
    void judgesOnlyWhatTimeChanges();
    void remembersWhatItSaid();
    void remembersAGhostAsWhatItWas();
    void activitiesThatWaitFireAsWorkflowsDo();
    void aQueueThatOnlyActivitiesUseFires();
    void lostSightOfActivitiesIsNotClear();
    void tasksThatNobodyPollsForFire();
    void aQueuePolledLatelyIsNotCalledUnpolledAtFirstSight();
    void anOldTaskIsACaution();
    void whatAskedBeforeTheGhostsEndedStaysLowered();
};

void TestAlertEngine::firesAfterFiveMinutes()
{
    BacklogWorld world;
    world.serve();
    world.begin();
    QCOMPARE(world.signal(world.busy), Signal::Clear);
    QVERIFY(world.alerts->alerts().empty());
    world.setQueue(world.busy, 150, 0, 10s);
    world.live(40s);
    QCOMPARE(world.signal(world.busy), Signal::Caution);
    const auto pending = world.alerts->alerts();
    QCOMPARE(pending.size(), std::size_t(1));
    QCOMPARE(pending[0].state, AlertState::Pending);
    QCOMPARE(pending[0].value, 150);
    QCOMPARE(pending[0].threshold, 100);
    QCOMPARE(pending[0].rule, u"backlog"_s);
    world.live(260s);
    QVERIFY2(world.signal(world.busy) == Signal::Caution,
             "pending began with a sample, not with the backlog");
    world.live(60s);
    QCOMPARE(world.signal(world.busy), Signal::Danger);
    const auto firing = world.alerts->alerts();
    QCOMPARE(firing[0].state, AlertState::Firing);
    QCOMPARE(firing[0].since, pending[0].since);
    QVERIFY(!firing[0].inferred);
    world.setQueue(world.busy, 0, 0);
    world.live(60s);
    QCOMPARE(world.signal(world.busy), Signal::Clear);
    QVERIFY(world.alerts->alerts().empty());
}

void TestAlertEngine::oneOverIsSilentAtTheThreshold()
{
    BacklogWorld world;
    world.serve();
    world.setQueue(world.busy, 101, 0, 1s);
    world.setQueue(world.calm, 100, 0, 1h);
    world.begin();
    QCOMPARE(world.signal(world.busy), Signal::Caution);
    QCOMPARE(world.signal(world.calm), Signal::Clear);
}

void TestAlertEngine::aFreshStartConcludesFromTheOldestTask()
{
    BacklogWorld world;
    world.serve();
    world.setQueue(world.busy, 150, 0, 372s);
    world.begin();
    const auto alerts = world.alerts->alerts();
    QCOMPARE(alerts.size(), std::size_t(1));
    QCOMPARE(alerts[0].state, AlertState::Firing);
    QVERIFY(alerts[0].inferred);
    QCOMPARE(alerts[0].since, world.clock.utc() - 372s);
    const Verdict verdict = world.alerts->verdict(world.busy);
    QCOMPARE(verdict.evidence.back().value, u"over 100, by the age of its oldest task (inferred)"_s);
}

void TestAlertEngine::asksForTheFastRateWhilePending()
{
    BacklogWorld world;
    world.serve();
    world.begin();
    world.setQueue(world.busy, 150, 0, 1s);
    world.live(45s);
    const auto before = world.looksAt(world.busy, TaskType::Workflow).size();
    world.live(60s);
    QVERIFY(world.looksAt(world.busy, TaskType::Workflow).size() >= before + 4);
}

void TestAlertEngine::isUnknownWhileNothingAnswersAndContinues()
{
    BacklogWorld world;
    world.serve();
    world.setQueue(world.busy, 150, 0, 400s);
    world.visible = {world.busy};
    world.begin();
    const auto before = world.alerts->alerts();
    QCOMPARE(before.size(), std::size_t(1));
    world.watch->stop();
    world.clock.advance(10min);
    world.alerts->tick();
    QCOMPARE(world.signal(world.busy), Signal::Unknown);
    QCOMPARE(world.sentence(world.busy), u"no answer for 10 min; last value shown"_s);
    QVERIFY(world.alerts->alerts().empty());
    world.watch->start({});
    world.live(5s);
    QCOMPARE(world.signal(world.busy), Signal::Danger);
    QCOMPARE(world.alerts->alerts()[0].since, before[0].since);
}

void TestAlertEngine::publishesEachChangeOnce()
{
    BacklogWorld world;
    world.serve();
    world.begin();
    world.alerts->tick();
    QSignalSpy assessed(world.alerts.get(), &AlertEngine::judged);
    world.alerts->tick();
    QCOMPARE(assessed.size(), 0);
    world.clock.advance(61s);
    world.alerts->tick();
    QVERIFY(!assessed.isEmpty() && assessed.size() <= 2);
    assessed.clear();
    world.alerts->tick();
    QCOMPARE(assessed.size(), 0);
}

void TestAlertEngine::saysWhatIsNotKnown()
{
    BacklogWorld world;
    world.serve();
    const QueueKey quiet{u"other"_s, u"quiet"_s};
    const QueueKey nowhere{u"nowhere"_s, u"q"_s};
    world.profile.queues = {quiet, nowhere};
    world.begin();
    QCOMPARE(world.signal(quiet), Signal::Unknown);
    QCOMPARE(world.sentence(quiet), u"declared, never seen"_s);
    QCOMPARE(world.signal(nowhere), Signal::Unknown);
    QCOMPARE(world.sentence(nowhere), u"no such namespace on this cluster"_s);
}

void TestAlertEngine::lowersAGhostBacklog()
{
    BacklogWorld world;
    world.serve();
    world.profile.queues = {world.busy};
    world.setRunning(u"ns"_s, {world.calm.queue});
    world.setQueue(world.busy, 150, 0, 10min);
    world.begin();
    QCOMPARE(world.signal(world.busy), Signal::Caution);
    QCOMPARE(world.sentence(world.busy), u"ghost backlog: its 150 workflows have ended"_s);
    // What comes on top is no ghost.
    world.setQueue(world.busy, 151, 0, 10min);
    world.live(15s);
    QCOMPARE(world.signal(world.busy), Signal::Danger);
}

void TestAlertEngine::tasksOfPausedRunsAreNoGhosts()
{
    BacklogWorld world;
    world.serve();
    world.profile.queues = {world.busy};
    Execution paused;
    paused.workflowId = u"w"_s;
    paused.taskQueue = world.busy.queue;
    paused.status = ExecutionStatus::Paused;
    world.server.setExecutions(u"ns"_s, {paused});
    world.setQueue(world.busy, 150, 0, 10min);
    world.begin();
    QCOMPARE(world.signal(world.busy), Signal::Caution); // held back on purpose
    QVERIFY(!world.sentence(world.busy).contains(u"ghost"_s));
    // Terminated, they are.
    world.server.setExecutions(u"ns"_s, {});
    world.live(75s);
    QCOMPARE(world.signal(world.busy), Signal::Caution);
    QVERIFY(world.sentence(world.busy).contains(u"ghost"_s));
}

void TestAlertEngine::aYoungBacklogIsNoGhost()
{
    BacklogWorld world;
    world.serve();
    world.profile.queues = {world.busy};
    world.setRunning(u"ns"_s, {world.calm.queue});
    world.setQueue(world.busy, 50, 0, 5s);
    world.begin();
    QCOMPARE(world.sentence(world.busy), QString());
}

void TestAlertEngine::aDeletedNamespaceRaisesNoAlert()
{
    BacklogWorld world;
    world.serve();
    world.setQueue(world.busy, 150, 0, 10min);
    world.visible = {world.busy};
    world.begin();
    QCOMPARE(world.alerts->alerts().size(), std::size_t(1));
    world.server.setNamespaces({world.find(u"other"_s)->info});
    world.live(30s);
    QVERIFY(world.alerts->alerts().empty());
    QCOMPARE(world.alerts->assessment(world.busy).signal, Signal::Unknown);
    QCOMPARE(world.sentence(world.busy), u"the namespace no longer exists"_s);
}

/// The proof is a count newer than the sample: by a clock that nobody sets.
void TestAlertEngine::aClockStepHidesNoGhost()
{
    BacklogWorld world;
    world.serve();
    world.profile.queues = {world.busy};
    world.setRunning(u"ns"_s, {world.calm.queue, world.busy.queue});
    world.setQueue(world.busy, 150, 0, 10min);
    world.begin();
    QCOMPARE(world.signal(world.busy), Signal::Danger);
    world.setRunning(u"ns"_s, {world.calm.queue});
    world.clock.setUtc(world.clock.utc() - 1h);
    world.live(80s);
    QCOMPARE(world.sentence(world.busy), u"ghost backlog: its 150 workflows have ended"_s);
}

void TestAlertEngine::judgesOnlyWhatTimeChanges()
{
    BacklogWorld world;
    world.serve();
    world.setQueue(world.busy, 150, 0, 1s);
    world.visible = {world.busy}; // looked at often, so it is too old the sooner
    world.begin();
    world.live(12s);
    world.watch->stop();
    world.alerts->tick();
    QSignalSpy judged(world.alerts.get(), &AlertEngine::judged);
    world.clock.advance(31s);
    world.alerts->tick();
    QCOMPARE(judged.size(), 1);
    QCOMPARE(judged[0][0].value<QueueKey>(), world.busy);
}

void TestAlertEngine::remembersWhatItSaid()
{
    BacklogWorld world;
    world.serve();
    world.visible = {world.busy};
    world.begin();
    world.live(60s);
    QVERIFY(world.alerts->phases(world.busy).empty());
    world.setQueue(world.busy, 101, 0, 1s);
    world.live(6min);
    world.setQueue(world.busy, 0, 0);
    world.live(60s);
    QCOMPARE(world.signal(world.busy), Signal::Clear);
    const std::vector<SignalPhase> phases = world.alerts->phases(world.busy);
    QCOMPARE(phases.size(), std::size_t(2));
    QCOMPARE(phases[0].signal, Signal::Caution);
    QCOMPARE(phases[1].signal, Signal::Danger);
    QCOMPARE(phases[1].from, phases[0].until);
    // As its rule has it: after five minutes by the first sample, which is due every 10 s.
    const Milliseconds pending = phases[0].until - phases[0].from;
    QVERIFY(pending >= 5min && pending <= 5min + 13s);
    QVERIFY(phases[1].until > phases[1].from + 30s && phases[1].until < world.clock.sinceBoot());
    // A machine that slept showed nothing.
    world.setQueue(world.busy, 101, 0, 1s);
    world.live(30s);
    world.watch->stop();
    world.clock.advance(8h);
    world.alerts->tick();
    QCOMPARE(world.signal(world.busy), Signal::Unknown);
    QVERIFY(world.alerts->phases(world.busy).back().until < world.clock.sinceBoot() - 7h);
    world.watch->forget();
    QVERIFY(world.alerts->phases(world.busy).empty());
}

void TestAlertEngine::remembersAGhostAsWhatItWas()
{
    BacklogWorld world;
    world.serve();
    world.profile.queues = {world.busy};
    world.setRunning(u"ns"_s, {world.calm.queue});
    world.setQueue(world.busy, 150, 0, 10min);
    world.begin();
    world.live(60s);
    QCOMPARE(world.signal(world.busy), Signal::Caution);
    for (const SignalPhase &phase : world.alerts->phases(world.busy))
        QCOMPARE(phase.signal, Signal::Caution);
    QVERIFY(world.alerts->phases(world.busy).back().until > world.clock.sinceBoot());
    world.setRunning(u"ns"_s, {world.calm.queue, world.busy.queue});
    world.live(80s);
    QCOMPARE(world.signal(world.busy), Signal::Danger);
    QCOMPARE(world.alerts->phases(world.busy).back().signal, Signal::Danger);
}

void TestAlertEngine::activitiesThatWaitFireAsWorkflowsDo()
{
    BacklogWorld world;
    world.serve();
    world.begin();
    QCOMPARE(world.signal(world.busy), Signal::Clear);
    world.setQueue(world.busy, 0, 412, 10s, 1);
    world.live(40s);
    QCOMPARE(world.signal(world.busy), Signal::Caution);
    const auto pending = world.alerts->alerts();
    QCOMPARE(pending.size(), std::size_t(1));
    QCOMPARE(pending[0].rule, u"activity_backlog"_s);
    QCOMPARE(pending[0].type, TaskType::Activity);
    QCOMPARE(pending[0].value, 412);
    world.live(320s);
    QCOMPARE(world.signal(world.busy), Signal::Danger);
    const QString rule = world.alerts->verdict(world.busy).evidence.back().value;
    QVERIFY2(rule.contains(u"activity tasks over 100 for 5 m"_s), qPrintable(rule));
    QCOMPARE(world.alerts->assessment(world.busy).rule->kind, RuleKind::ActivityBacklog);
    world.setQueue(world.busy, 0, 0);
    world.live(60s);
    QCOMPARE(world.signal(world.busy), Signal::Clear);
}

void TestAlertEngine::aQueueThatOnlyActivitiesUseFires()
{
    BacklogWorld world;
    world.serve();
    world.setQueue(world.calm, 0, 412, 372s, 1);
    world.begin();
    QCOMPARE(world.signal(world.calm), Signal::Danger);
    QVERIFY(world.alerts->alerts()[0].inferred);
}

void TestAlertEngine::lostSightOfActivitiesIsNotClear()
{
    BacklogWorld world;
    world.serve();
    world.setQueue(world.busy, 0, 412, 10s, 1);
    world.visible = {world.busy};
    world.begin();
    world.server.setQueue(world.busy, TaskType::Activity, {}); // an answer without statistics
    world.live(90s);
    QCOMPARE(world.signal(world.busy), Signal::Unknown);
    QVERIFY(world.sentence(world.busy).contains(u"no answer about its activity tasks"_s));
}

void TestAlertEngine::tasksThatNobodyPollsForFire()
{
    BacklogWorld world;
    world.runbook = Runbook();
    world.serve();
    world.setQueue(world.busy, 3, 0, 1s, 0);
    world.begin();
    QCOMPARE(world.signal(world.busy), Signal::Caution);
    QCOMPARE(world.sentence(world.busy), u"nobody polls for its 3 workflow tasks"_s);
    world.live(140s);
    QCOMPARE(world.signal(world.busy), Signal::Danger);
    QCOMPARE(world.alerts->alerts()[0].rule, u"no_pollers"_s);
    world.setQueue(world.busy, 3, 0, 1s, 1);
    world.live(60s);
    QCOMPARE(world.signal(world.busy), Signal::Clear);
}

/// Its tasks are old, but somebody asked for them a minute and a half ago: that is no two minutes of nobody.
void TestAlertEngine::aQueuePolledLatelyIsNotCalledUnpolledAtFirstSight()
{
    BacklogWorld world;
    world.runbook = Runbook();
    world.serve();
    world.setQueue(world.busy, 3, 0, 9min, 1);
    world.clock.advance(90s);
    world.begin();
    QCOMPARE(world.signal(world.busy), Signal::Caution);
    QCOMPARE(world.sentence(world.busy), u"workflow pollers silent for 1 min, gone or all slots busy"_s);
    world.live(130s);
    QCOMPARE(world.signal(world.busy), Signal::Danger);
}

void TestAlertEngine::anOldTaskIsACaution()
{
    BacklogWorld world;
    world.runbook = Runbook();
    world.serve();
    world.setQueue(world.busy, 3, 0, 601s, 1);
    world.begin();
    QCOMPARE(world.signal(world.busy), Signal::Caution);
    QCOMPARE(world.alerts->verdict(world.busy).evidence.back().value,
             u"its oldest task has waited for over 10 m"_s);
    QCOMPARE(world.alerts->alerts()[0].value, 601);
    QCOMPARE(world.alerts->alerts()[0].threshold, 600);
}

/// Nobody polls for tasks of ended workflows, and nobody has to.
void TestAlertEngine::whatAskedBeforeTheGhostsEndedStaysLowered()
{
    BacklogWorld world;
    world.runbook = Runbook();
    world.serve();
    world.profile.queues = {world.busy};
    world.setRunning(u"ns"_s, {world.calm.queue});
    world.setQueue(world.busy, 150, 0, 20min, 0);
    world.begin();
    QCOMPARE(world.signal(world.busy), Signal::Caution);
    QCOMPARE(world.sentence(world.busy), u"ghost backlog: its 150 workflows have ended"_s);
}

QTEST_GUILESS_MAIN(TestAlertEngine)
#include "tst_alertengine.moc"
