// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/diagnosis/observedqueue.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {
constexpr auto workflow = TaskType::Workflow;
constexpr auto activity = TaskType::Activity;
} // namespace

/// Who works on a queue: nobody, silent ones, busy ones, those of another version.
class TestPollers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhy_data();
    void saysWhy();
    void aBusyWorkerIsNeverCalledGone_data();
    void aBusyWorkerIsNeverCalledGone();
    void whatHeartbeatsWouldTellIsSaidToBeMissing();
};

void TestPollers::saysWhy_data()
{
    QTest::addColumn<ObservedQueue>("queue");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const ObservedQueue &queue, const char *code,
                        const QString &sentence) {
        QTest::newRow(name) << queue << QString::fromLatin1(code) << sentence;
    };
    const ObservedQueue workflows = ObservedQueue().waits(workflow, 7, 4min);
    const ObservedQueue activities = ObservedQueue().waits(activity, 7, 4min);
    const QString stuckWorkflows = u"its 7 workflow tasks wait, and what was seen does not say why"_s;

    row("nobody", ObservedQueue(workflows).nobody(workflow), "nobody_polls",
        u"nobody polls for its 7 workflow tasks"_s);
    row("nobody for activities", ObservedQueue(activities).nobody(activity), "nobody_polls",
        u"nobody polls for its 7 activity tasks"_s);
    row("nobody for one", ObservedQueue().waits(activity, 1, 4min).nobody(activity), "nobody_polls",
        u"nobody polls for its activity task"_s);
    row("nobody, and its workers live, with all slots in use",
        ObservedQueue(activities).nobody(activity).worker(activity, u"w1"_s, true, 2, 0), "slots_busy",
        u"all 2 activity slots of its worker are busy"_s);
    row("nobody, and a worker of the other type lives",
        ObservedQueue(activities).nobody(activity).worker(workflow, u"w1"_s, true, 2, 0), "nobody_polls",
        u"nobody polls for its 7 activity tasks"_s);
    row("nobody, and a worker was there",
        ObservedQueue(workflows).nobody(workflow).worker(workflow, u"w1"_s, false, 0, 5), "nobody_polls",
        u"nobody polls for its 7 workflow tasks"_s);

    const ObservedQueue silent = ObservedQueue(activities).silent(activity, 190s);
    row("silent, without heartbeats", silent, "pollers_silent",
        u"activity pollers silent for 3 min, gone or all slots busy"_s);
    row("silent for a moment", ObservedQueue(activities).silent(activity, 75s), "pollers_silent",
        u"activity pollers silent for 1 min, gone or all slots busy"_s);
    row("dead", ObservedQueue(silent).worker(activity, u"w1"_s, false, 2, 0, 200s), "pollers_silent",
        u"activity pollers silent for 3 min, their workers are gone"_s);
    row("busy", ObservedQueue(silent).worker(activity, u"w1"_s, true, 2, 0), "slots_busy",
        u"all 2 activity slots of its worker are busy"_s);
    row("one is busy, one is dead",
        ObservedQueue(silent).worker(activity, u"w1"_s, true, 1, 0).worker(activity, u"w2"_s, false, 1, 0),
        "slots_busy", u"the only activity slot of its worker is busy"_s);
    row("another worker's heartbeat tells nothing of it",
        ObservedQueue(silent).worker(activity, u"w9"_s, false, 2, 0, 200s), "pollers_silent",
        u"activity pollers silent for 3 min, gone or all slots busy"_s);
    row("alive, free, and silent", ObservedQueue(silent).worker(activity, u"w1"_s, true, 0, 2),
        "pollers_silent", u"activity pollers silent for 3 min, though a worker lives and has free slots"_s);
    row("it was free before it fell silent",
        ObservedQueue(silent).worker(activity, u"w1"_s, true, 0, 2, 195s), "pollers_silent",
        u"activity pollers silent for 3 min, gone or all slots busy"_s);

    row("it said that it stops, just now",
        ObservedQueue(workflows).worker(workflow, u"w1"_s, false, 0, 5, 3s), "pollers_silent",
        u"workflow pollers silent for 3 s, their workers are gone"_s);
    row("it stopped, and another one polls under its name",
        ObservedQueue(workflows).worker(workflow, u"w1"_s, false, 0, 5, 20s), "just_loaded",
        u"just loaded, too early to say where its 7 workflow tasks go"_s);
    row("busy and polling",
        ObservedQueue(activities).worker(activity, u"w1"_s, true, 5, 0).rates(activity, 0, 0), "slots_busy",
        u"all 5 activity slots of its worker are busy"_s);
    row("busy, and it beats under another name",
        ObservedQueue(activities).worker(activity, u"client"_s, true, 5, 0).rates(activity, 3, 1),
        "slots_busy", u"all 5 activity slots of its worker are busy"_s);
    row("busy, and a second one is not heard of",
        ObservedQueue(activities)
            .alive(activity, 2)
            .worker(activity, u"w1"_s, true, 5, 0)
            .rates(activity, 0, 0),
        "just_loaded", u"just loaded, too early to say where its 7 activity tasks go"_s);
    row("busy, and it drains",
        ObservedQueue(activities).worker(activity, u"w1"_s, true, 5, 0).rates(activity, 0, 1), "drains",
        u"drains, less than a minute left for its 7 activity tasks"_s);
    row("busy, and it grows",
        ObservedQueue(activities).worker(activity, u"w1"_s, true, 5, 0).rates(activity, 3, 1), "slots_busy",
        u"all 5 activity slots of its worker are busy"_s);
    row("two are busy",
        ObservedQueue(activities)
            .alive(activity, 2)
            .worker(activity, u"w1"_s, true, 5, 0)
            .worker(activity, u"w2"_s, true, 5, 0)
            .rates(activity, 3, 1),
        "slots_busy", u"all 10 activity slots of its 2 workers are busy"_s);

    const QueueVersions b7{u"orders.b7"_s, {}, 0};
    row("another version polls",
        ObservedQueue(workflows).alive(workflow, 1, u"orders.b6"_s).versions(workflow, b7),
        "version_unpolled", u"its current version orders.b7 is not polled"_s);
    row("unversioned workers poll", ObservedQueue(workflows).versions(workflow, b7), "version_unpolled",
        u"its current version orders.b7 is not polled"_s);
    row("the current one polls",
        ObservedQueue(workflows)
            .alive(workflow, 1, u"orders.b7"_s)
            .versions(workflow, b7)
            .before(workflow, 7, 40s),
        "unknown", stuckWorkflows);
    row("nobody polls for any version", ObservedQueue(workflows).nobody(workflow).versions(workflow, b7),
        "nobody_polls", u"nobody polls for its 7 workflow tasks"_s);
    row("the ramp is not polled",
        ObservedQueue(workflows)
            .alive(workflow, 1, u"orders.b7"_s)
            .versions(workflow, {u"orders.b7"_s, u"orders.b8"_s, 20}),
        "version_unpolled", u"its ramping version orders.b8, for 20 % of what starts, is not polled"_s);
    row("nobody made it current", ObservedQueue(workflows).alive(workflow, 1, u"orders.b7"_s),
        "version_unpolled", u"no version is current, and only orders.b7 polls"_s);
    row("pinned ones are served",
        ObservedQueue(workflows).alive(workflow, 1, u"orders.b7"_s).rates(workflow, 0, 2), "drains",
        u"drains, less than a minute left for its 7 workflow tasks"_s);
}

void TestPollers::saysWhy()
{
    QFETCH(ObservedQueue, queue);
    QFETCH(QString, code);
    QFETCH(QString, sentence);
    const Verdict verdict = queue.verdict();
    QCOMPARE(verdict.sentence, sentence);
    QCOMPARE(verdict.code, code);
}

void TestPollers::aBusyWorkerIsNeverCalledGone_data()
{
    QTest::addColumn<Milliseconds>("silence"); // 0: the server names it no more
    for (const Milliseconds silence : {75s, 120s, 299s, 0s})
        QTest::addRow("%d s", int(silence / 1s)) << silence;
}

void TestPollers::aBusyWorkerIsNeverCalledGone()
{
    QFETCH(Milliseconds, silence);
    ObservedQueue queue = ObservedQueue().waits(activity, 7, 4min).nobody(activity);
    if (silence > 0s)
        queue.silent(activity, silence);
    const QString unheard = queue.verdict().sentence;
    QVERIFY2(!unheard.contains(u"are gone"_s), qPrintable(unheard));
    const Verdict heard = queue.worker(activity, u"w1"_s, true, 2, 0).verdict();
    QCOMPARE(heard.cause, Cause::SlotsBusy);
    QVERIFY(std::any_of(heard.evidence.begin(), heard.evidence.end(),
                        [](const Evidence &line) { return line.value == u"2 of 2"_s && line.age == 20s; }));
}

void TestPollers::whatHeartbeatsWouldTellIsSaidToBeMissing()
{
    const Verdict verdict = ObservedQueue().waits(activity, 7, 4min).silent(activity, 3min).verdict();
    QVERIFY(std::any_of(verdict.open.begin(), verdict.open.end(), [](const Considered &one) {
        return one.why == u"its workers' heartbeats are not known"_s;
    }));
    QVERIFY(std::any_of(verdict.evidence.begin(), verdict.evidence.end(), [](const Evidence &line) {
        return line.source == u"ListWorkers"_s && line.value == u"not known"_s && !line.age;
    }));
}

QTEST_GUILESS_MAIN(TestPollers)
#include "tst_pollers.moc"
