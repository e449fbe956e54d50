// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/diagnosis/observedqueue.h"

#include <QTest>

#include <set>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {

constexpr auto workflow = TaskType::Workflow;
constexpr auto activity = TaskType::Activity;

FailingActivities charge(int count)
{
    FailingActivities one;
    one.type = u"charge"_s;
    one.cause = u"card declined"_s;
    one.causeType = u"CardError"_s;
    one.count = count;
    one.highestAttempt = 7;
    return one;
}

Observed unreadable(NamespaceTrouble trouble, const QString &text)
{
    Observed seen = ObservedQueue().seen();
    seen.trouble = trouble;
    seen.troubleText = text;
    return seen;
}

Observed stale(Milliseconds age)
{
    Observed seen = ObservedQueue().waits(workflow, 7, 3min).nobody(workflow).seen();
    seen.sample->sinceBoot = seen.now - age;
    return seen;
}

Observed away(Milliseconds since, Milliseconds age)
{
    Observed seen = stale(age);
    seen.awaySince = seen.now - since;
    return seen;
}

Observed unasked(bool waiting)
{
    Observed seen;
    seen.waiting = waiting;
    return seen;
}

Observed neverSeen()
{
    Observed seen = ObservedQueue().seen();
    seen.seen = false;
    return seen;
}

Observed withoutBacklog()
{
    Observed seen = ObservedQueue().seen();
    seen.sample->workflowBacklog.reset();
    return seen;
}

Observed withoutPollers()
{
    Observed seen = ObservedQueue().waits(workflow, 7, 3min).nobody(workflow).seen();
    seen.sample->workflowPollers.reset();
    return seen;
}

Observed pausedUncounted()
{
    Observed seen = ObservedQueue().waits(workflow, 7, 3min).nobody(workflow).open(0, 0, 7).seen();
    seen.paused.reset();
    return seen;
}

Observed failingLongAgo()
{
    Observed seen = ObservedQueue().failing(4, {charge(4)}).seen();
    seen.pending->sinceBoot = seen.now - 20min;
    return seen;
}

/// The newest look at it was: by the server, or without a code by what this console allows itself.
Observed refused(Observed seen, const QString &code)
{
    seen.failure =
        FailedLook{{ErrorKind::Throttled, u"namespace rate limit exceeded"_s, {}, {}, code}, seen.now - 2s};
    return seen;
}

} // namespace

Q_DECLARE_METATYPE(signalbox::Observed)

/// Each cause of a queue as a whole, of its executions and of its activities, with what is nearly it.
class TestCauses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhy_data();
    void saysWhy();
    void restsOnWhatWasSeen_data() { saysWhy_data(); }
    void restsOnWhatWasSeen();
    void leadsToTheExecutions();
    void makesUntrustedTextSafe();
};

void TestCauses::saysWhy_data()
{
    QTest::addColumn<Observed>("seen");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const Observed &seen, const QString &code,
                        const QString &sentence) { QTest::newRow(name) << seen << code << sentence; };
    const auto none = u"none"_s;
    const auto unknown = u"unknown"_s;

    row("nothing waits", ObservedQueue().seen(), none, {});
    row("nobody polls for nothing", ObservedQueue().nobody(workflow).nobody(activity).seen(), none, {});
    row("it keeps up", ObservedQueue().waits(workflow, 40, 2s).rates(workflow, 46, 45).seen(), none, {});

    row("away", away(3min, 3min), u"cluster_away"_s,
        u"the cluster has not answered for 3 min; last values shown"_s);
    row("away, and what was seen is still fresh", away(5s, 5s), u"nobody_polls"_s,
        u"nobody polls for its 7 workflow tasks"_s);
    Observed never = unasked(true);
    never.awaySince = -20s;
    row("away from the start", never, u"cluster_away"_s, u"the cluster has not answered for 20 s"_s);

    row("denied", unreadable(NamespaceTrouble::Denied, u"you may not read this namespace"_s), u"unreadable"_s,
        u"you may not read this namespace"_s);
    row("gone", unreadable(NamespaceTrouble::Gone, u"the namespace no longer exists"_s), u"unreadable"_s,
        u"the namespace no longer exists"_s);

    row("not asked yet", unasked(true), unknown, u"waiting for the first answer"_s);
    row("asked in vain", unasked(false), unknown, u"no answer yet"_s);
    row("too old", stale(3min), unknown, u"no answer for 3 min; last value shown"_s);
    row("refused at once", refused(unasked(false), u"RESOURCE_EXHAUSTED"_s), unknown,
        u"the server refuses looks at it, as it limits calls"_s);
    row("refused since", refused(stale(3min), u"RESOURCE_EXHAUSTED"_s), unknown,
        u"the server limits calls: no look for 3 min; last value shown"_s);
    row("held back by ourselves", refused(stale(3min), {}), unknown,
        u"no answer for 3 min; last value shown"_s);
    row("just not too old", stale(30s), u"nobody_polls"_s, u"nobody polls for its 7 workflow tasks"_s);
    row("never seen", neverSeen(), unknown, u"declared, never seen"_s);
    row("no backlog in the answer", withoutBacklog(), unknown, u"the server gave no backlog"_s);
    row("no pollers in the answer", withoutPollers(), unknown, u"the server did not say who polls"_s);

    const ObservedQueue unpolled = ObservedQueue().waits(workflow, 150, 4min).nobody(workflow);
    row("ghosts", ObservedQueue(unpolled).open(0, 0, 150).seen(), u"ghosts"_s,
        u"ghost backlog: its 150 workflows have ended"_s);
    row("a lone ghost", ObservedQueue().waits(workflow, 1, 4min).nobody(workflow).open(0, 0, 1).seen(),
        u"ghosts"_s, u"ghost backlog: its workflow has ended"_s);
    row("one still runs", ObservedQueue(unpolled).open(1, 0, 150).seen(), u"nobody_polls"_s,
        u"nobody polls for its 150 workflow tasks"_s);
    row("more came after the count", ObservedQueue(unpolled).open(0, 0, 149).seen(), u"nobody_polls"_s,
        u"nobody polls for its 150 workflow tasks"_s);
    row("paused ones were not counted", pausedUncounted(), u"nobody_polls"_s,
        u"nobody polls for its 7 workflow tasks"_s);

    row("paused", ObservedQueue(unpolled).open(0, 150, 150).seen(), u"runs_paused"_s,
        u"its 150 open workflows are paused"_s);
    row("paused, and some ended", ObservedQueue(unpolled).open(0, 1, 150).seen(), u"runs_paused"_s,
        u"its open workflow is paused"_s);
    row("paused, nothing waits", ObservedQueue().open(0, 5).seen(), u"runs_paused"_s,
        u"its 5 open workflows are paused"_s);
    row("some are paused, others run", ObservedQueue(unpolled).open(3, 5, 150).seen(), u"nobody_polls"_s,
        u"nobody polls for its 150 workflow tasks"_s);
    row("some are paused, nothing waits", ObservedQueue().open(3, 5).seen(), none, {});

    row("activities fail", ObservedQueue().failing(4, {charge(3)}).seen(), u"activities_fail"_s,
        u"charge fails and backs off, 3 of 4 activities looked at: card declined"_s);
    row("few fail, nothing waits", ObservedQueue().failing(20, {charge(1)}).seen(), u"activities_fail"_s,
        u"charge fails and backs off, 1 of 20 activities looked at: card declined"_s);
    row("none fails", ObservedQueue().failing(4, {}).seen(), none, {});
    row("they failed long ago", failingLongAgo(), none, {});
    row("few fail, and it drains",
        ObservedQueue().waits(activity, 90, 2min).rates(activity, 0, 1).failing(20, {charge(1)}).seen(),
        u"drains"_s, u"drains, about 2 min left for its 90 activity tasks"_s);
    row("most fail, and it drains",
        ObservedQueue().waits(activity, 90, 2min).rates(activity, 0, 1).failing(20, {charge(11)}).seen(),
        u"activities_fail"_s, u"charge fails and backs off, 11 of 20 activities looked at: card declined"_s);
}

void TestCauses::saysWhy()
{
    QFETCH(Observed, seen);
    QFETCH(QString, code);
    QFETCH(QString, sentence);
    const Verdict verdict = diagnose(seen);
    QCOMPARE(verdict.sentence, sentence);
    QCOMPARE(verdict.code, code);
}

/// Whatever the verdict, it says what it rests on, what comes next, and contradicts itself nowhere.
void TestCauses::restsOnWhatWasSeen()
{
    QFETCH(Observed, seen);
    const Verdict verdict = diagnose(seen);
    qInfo().noquote() << verdict.code.leftJustified(18) << verdict.sentence << u"→"_s << verdict.next.text;
    const bool isTold = verdict.cause != Cause::None && verdict.cause != Cause::Unknown;
    QCOMPARE(verdict.evidence.empty(), isTold ? false : verdict.evidence.empty());
    QCOMPARE(verdict.next.text.isEmpty(), verdict.cause == Cause::None);
    for (const Evidence &line : verdict.evidence) {
        QVERIFY(!line.what.isEmpty() && !line.value.isEmpty() && !line.source.isEmpty());
        QVERIFY2(!line.age || *line.age >= 0s, qPrintable(line.what));
    }
    std::set<QString> others;
    for (const auto &list : {verdict.also, verdict.ruledOut, verdict.open})
        for (const Considered &one : list) {
            QVERIFY2(!one.why.isEmpty(), qPrintable(one.name));
            QVERIFY2(others.insert(one.name).second, qPrintable(one.name));
        }
}

void TestCauses::leadsToTheExecutions()
{
    const ObservedQueue unpolled = ObservedQueue().waits(workflow, 150, 4min).nobody(workflow);
    const auto query = [](const ObservedQueue &queue) { return queue.verdict().next.query; };
    QCOMPARE(query(unpolled), u"ExecutionStatus='Running' AND TaskQueue='prod.orders'"_s);
    QCOMPARE(query(ObservedQueue(unpolled).open(0, 150, 150)),
             u"ExecutionStatus='Paused' AND TaskQueue='prod.orders'"_s);
    ObservedQueue unmatchable = unpolled;
    unmatchable.seen().key.queue = u"a\\b"_s;
    QCOMPARE(unmatchable.verdict().next.opens, NextStep::Opens::Nothing);
}

void TestCauses::makesUntrustedTextSafe()
{
    FailingActivities one = charge(4);
    one.cause = u"line\nnext \u202E"_s;
    one.type = u"a\u0007"_s;
    const QString sentence = ObservedQueue().failing(4, {one}).verdict().sentence;
    QVERIFY2(!sentence.contains(u'\n') && !sentence.contains(QChar(0x202E)) && !sentence.contains(QChar(7)),
             qPrintable(sentence));
}

QTEST_GUILESS_MAIN(TestCauses)
#include "tst_causes.moc"
