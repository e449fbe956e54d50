// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/markwords.h"
#include "ui/queue/queuedetails.h"
#include "ui/queue/queuemarks.h"

#include "tests/fake/fakeclock.h"

#include <QTest>

// What a queue's page says beside its figures, as values.

using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QueueKey orders{u"shop"_s, u"shop.orders"_s};
const Instant noon{1'796'040'000s};
const ChartSpan hour{chartTime(noon - 1h), chartTime(noon)};

Act actAt(Instant time, const QString &verb, const QString &user = u"Ada"_s)
{
    Act act;
    act.time = time;
    act.verb = verb;
    act.user = user;
    act.ns = orders.ns;
    act.workflowId = u"order-1"_s;
    act.outcome = u"done"_s;
    act.taskQueue = orders.queue;
    return act;
}

QStringList texts(const std::vector<ChartMark> &marks)
{
    QStringList all;
    for (const ChartMark &mark : marks)
        all << mark.text;
    return all;
}

QString valueOf(const std::vector<Fact> &facts, const QString &name)
{
    const auto found =
        std::find_if(facts.begin(), facts.end(), [&](const Fact &fact) { return fact.name == name; });
    return found == facts.end() ? u"(none)"_s : found->value;
}

SeenWorker workerOn(const QString &host, int used, int available)
{
    SeenWorker worker;
    worker.alive = true;
    worker.heartbeat.host = host;
    worker.heartbeat.activitySlots = WorkerSlots{available, used, 0, 0, 0, 0};
    return worker;
}

} // namespace

class TstQueueMarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasDoneOnTheQueueIsMarked();
    void manyOfOneKindAreOneMark();
    void manyThatCameToNothingSaySo();
    void versionsAreMarkedByTheWallClock();
    void versionsThatAreKeptAreMarkedOnce();
    void whatPeopleSaidIsMarked();
    void wordsStandWhereNoMarkIs_data();
    void wordsStandWhereNoMarkIs();
    void theCrosshairReadsWhatLiesNear();
    void ofNothingToldNothingIsSaid();
    void aLimitSaysWhoAndWhy();
    void theBusiestWorkersAreNamed();
    void partitionsSayWhereTheyAre();
};

void TstQueueMarks::whatWasDoneOnTheQueueIsMarked()
{
    Act other = actAt(noon - 5min, u"terminate"_s);
    other.taskQueue = u"shop.mail"_s;
    Act elsewhere = actAt(noon - 5min, u"terminate"_s);
    elsewhere.ns = u"staging"_s;
    Act completed = actAt(noon - 10min, u"complete"_s);
    completed.taskQueue = u"shop.driver"_s;
    completed.activityTaskQueue = orders.queue;
    completed.activityId = u"charge"_s;
    completed.outcome = u"lost race"_s;
    const auto marks =
        marksOf({actAt(noon - 2h, u"reset"_s), actAt(noon - 1min, u"reset"_s), other, elsewhere, completed},
                orders, hour);
    QCOMPARE(texts(marks), QStringList({u"complete charge by Ada: lost race"_s, u"reset order-1 by Ada"_s}));
    QCOMPARE(marks.front().time, chartTime(noon - 10min));
}

void TstQueueMarks::manyOfOneKindAreOneMark()
{
    std::vector<Act> acts;
    acts.reserve(41);
    for (int i = 0; i < 40; ++i)
        acts.push_back(actAt(noon - 30min + i * 2s, u"terminate"_s));
    acts.push_back(actAt(noon - 30min + 5s, u"terminate"_s, u"Vic"_s));
    const QStringList said = texts(marksOf(acts, orders, hour));
    QVERIFY2(said.size() <= 3 && said.contains(u"terminate order-1 by Vic"_s), qPrintable(said.join(u'\n')));
    QVERIFY2(said.last().startsWith(u"terminate × "_s) && said.last().endsWith(u" by Ada"_s),
             qPrintable(said.last()));
}

void TstQueueMarks::manyThatCameToNothingSaySo()
{
    std::vector<Act> acts;
    for (int i = 0; i < 8; ++i) {
        acts.push_back(actAt(noon - 30min + i * 2s, u"terminate"_s));
        acts.back().outcome = i < 5 ? u"refused"_s : i < 7 ? QString() : u"done"_s;
    }
    QCOMPARE(texts(marksOf(acts, orders, hour)),
             QStringList({u"terminate × 5 by Ada: refused"_s, u"terminate × 2 by Ada: no outcome recorded"_s,
                          u"terminate order-1 by Ada"_s}));
}

void TstQueueMarks::versionsAreMarkedByTheWallClock()
{
    const fake::FakeClock clock;
    const VersionChange current{clock.sinceBoot() - 5min, {u"b1"_s, {}, 0}, {u"b2"_s, {}, 0}};
    const VersionChange ramp{clock.sinceBoot() - 4min, {u"b2"_s, {}, 0}, {u"b2"_s, u"b3"_s, 10}};
    const VersionChange ended{clock.sinceBoot() - 3min, {u"b2"_s, u"b3"_s, 10}, {u"b2"_s, {}, 0}};
    const VersionChange old{clock.sinceBoot() - 2h, {}, {u"b1"_s, {}, 0}};
    const ChartSpan range{chartTime(clock.utc() - 1h), chartTime(clock.utc())};
    const auto marks = marksOf({old, current, ramp, ended}, {}, clock, range);
    QCOMPARE(texts(marks), QStringList({u"b2 became current"_s, u"10 % go to b3"_s, u"the ramp ended"_s}));
    QCOMPARE(marks.front().time, chartTime(clock.utc() - 5min));
}

/// The store has what the watch saw, and what another console saw some looks earlier.
void TstQueueMarks::versionsThatAreKeptAreMarkedOnce()
{
    const fake::FakeClock clock;
    const VersionChange ramp{clock.sinceBoot() - 5min, {u"b1"_s, {}, 0}, {u"b1"_s, u"b2"_s, 100.0 / 3}};
    const VersionChange fresh{clock.sinceBoot() - 1min, {u"b1"_s, u"b2"_s, 100.0 / 3}, {u"b2"_s, {}, 0}};
    const Instant now = clock.utc();
    const std::vector<VersionRow> kept{
        {orders, now - 2h, {}, {u"b0"_s, {}, 0}},
        {orders, now - 50min, {u"b0"_s, {}, 0}, {u"b1"_s, {}, 0}},
        {orders, now - 5min - 20s, {u"b1"_s, {}, 0}, {u"b1"_s, u"b2"_s, 33.33}}};
    const ChartSpan range{chartTime(now - 1h), chartTime(now)};
    QCOMPARE(texts(marksOf(kept, range)), QStringList({u"b1 became current"_s, u"33.33 % go to b2"_s}));
    QCOMPARE(texts(marksOf({ramp, fresh}, kept, clock, range)), QStringList{u"b2 became current"_s});
    const VersionChange again{clock.sinceBoot() - 2min, ramp.from, ramp.to};
    QCOMPARE(marksOf({again}, kept, clock, range).size(), std::size_t(1));
}

void TstQueueMarks::whatPeopleSaidIsMarked()
{
    const auto said = [](Mark::Kind kind, Milliseconds ago) {
        Mark mark;
        mark.kind = kind;
        mark.alert = {u"backlog"_s, orders, TaskType::Workflow};
        mark.time = noon - ago;
        mark.person = u"ada\u202e"_s;
        return mark;
    };
    Mark snoozed = said(Mark::Kind::Snoozed, 20min);
    snoozed.until = noon + 1h;
    Mark ended = said(Mark::Kind::Snoozed, 10min);
    ended.until = ended.time;
    Mark note = said(Mark::Kind::Note, 5min);
    note.words = u"<b>vendor</b>\nis slow"_s;
    const QStringList marks =
        texts(marksOf({said(Mark::Kind::Acknowledged, 2h), said(Mark::Kind::Acknowledged, 30min), snoozed,
                       ended, note, said(Mark::Kind::AcknowledgedNoMore, 1min)},
                      hour));
    const QString ada = u"ada‹U+202E›"_s;
    QCOMPARE(marks.size(), 5);
    QCOMPARE(marks[0], u"backlog acknowledged by "_s + ada);
    QVERIFY2(marks[1].startsWith(u"backlog snoozed until 20"_s) && marks[1].endsWith(u" by "_s + ada),
             qPrintable(marks[1]));
    QCOMPARE(marks[2], u"the snooze of backlog ended by "_s + ada);
    QCOMPARE(marks[3], u"backlog, %1 noted: <b>vendor</b>‹U+000A›is slow"_s.arg(ada));
    QCOMPARE(marks[4], u"backlog acknowledged no more, by "_s + ada);
}

void TstQueueMarks::wordsStandWhereNoMarkIs_data()
{
    QTest::addColumn<QList<double>>("at"); // of marks 40 wide with their words, from 0 to 200
    QTest::addColumn<QString>("sides");
    QTest::newRow("one") << QList<double>{50} << u">"_s;
    QTest::newRow("one at the end") << QList<double>{190} << u"<"_s;
    QTest::newRow("far from each other") << QList<double>{20, 70} << u">>"_s;
    QTest::newRow("a group") << QList<double>{100, 110, 120} << u"<.>"_s;
    QTest::newRow("a group at the end") << QList<double>{175, 180, 190} << u"<.."_s;
    QTest::newRow("a group at the beginning") << QList<double>{10, 15, 20} << u"..>"_s;
    QTest::newRow("at once") << QList<double>{20, 20} << u".>"_s;
    QTest::newRow("after the words of another") << QList<double>{100, 150, 190} << u">.."_s;
}

void TstQueueMarks::wordsStandWhereNoMarkIs()
{
    QFETCH(const QList<double>, at);
    QFETCH(const QString, sides);
    std::vector<MarkWords> marks;
    for (const double place : at)
        marks.push_back({place, 40});
    placeWords(marks, 5, 0, 200);
    QString placed;
    for (const MarkWords &mark : marks)
        placed += u".><"_s[static_cast<int>(mark.side)];
    QCOMPARE(placed, sides);
}

void TstQueueMarks::theCrosshairReadsWhatLiesNear()
{
    const std::vector<ChartMark> marks{{chartTime(noon - 30min), u"a"_s}, {chartTime(noon - 29min), u"b"_s}};
    QCOMPARE(marksAt(marks, chartTime(noon - 30min + 5s), hour), QStringList{u"a"_s});
    QCOMPARE(marksAt(marks, chartTime(noon - 10min), hour), QStringList());
}

void TstQueueMarks::ofNothingToldNothingIsSaid()
{
    QVERIFY(taskFacts(QueueSample()).empty());
    QVERIFY(partitionFacts(std::nullopt).empty());
    QCOMPARE(valueOf(workerFacts(std::nullopt), u"workers"_s), u"not known"_s);
    QCOMPARE(valueOf(workerFacts(QueueWorkers()), u"workers"_s), u"none"_s);
}

void TstQueueMarks::aLimitSaysWhoAndWhy()
{
    QueueSample sample;
    sample.activityFacts.limit = RateLimit{5, RateLimitSource::Api, u"quota"_s, u"ada"_s, noon};
    auto facts = taskFacts(sample);
    QCOMPARE(valueOf(facts, u"limit-activity"_s), u"5.0 a second"_s);
    QVERIFY2(facts.front().aside.startsWith(u"by ada, since 20"_s) &&
                 facts.front().aside.endsWith(u", quota"_s),
             qPrintable(facts.front().aside));
    QVERIFY(!facts.front().isAsideAlarming);
    sample.activityFacts.limit->perSecond = 0;
    facts = taskFacts(sample);
    QCOMPARE(valueOf(facts, u"limit-activity"_s), u"held: none goes out"_s);
    QVERIFY(facts.front().isAsideAlarming);
    sample.activityFacts.limit = RateLimit{100'000, RateLimitSource::System, {}, {}, {}};
    QCOMPARE(valueOf(taskFacts(sample), u"limit-activity"_s), u"none"_s);
}

void TstQueueMarks::theBusiestWorkersAreNamed()
{
    QueueWorkers workers;
    for (int i = 0; i < 8; ++i)
        workers.workers.push_back(workerOn(u"host-%1"_s.arg(i), i, 20 - i));
    workers.workers.push_back(workerOn(u"full"_s, 20, 0));
    workers.workers.push_back(workerOn(u"gone"_s, 20, 0));
    workers.workers.back().alive = false;
    const auto facts = workerFacts(workers);
    QCOMPARE(valueOf(facts, u"workers"_s), u"9 alive"_s);
    QCOMPARE(facts.front().aside, u"1 gone"_s);
    QCOMPARE(facts[1].label, u"worker on full"_s);
    QCOMPARE(facts[1].value, u"20 of 20 activity slots in use"_s);
    QVERIFY(facts[1].isAsideAlarming);
    QCOMPARE(facts[2].label, u"worker on host-7"_s);
    QCOMPARE(valueOf(facts, u"workersMore"_s), u"and 3 that are less busy"_s);
}

void TstQueueMarks::partitionsSayWhereTheyAre()
{
    const QueuePartitions one{{u"m-0"_s, u"m-0"_s}, {u"m-0"_s}};
    auto facts = partitionFacts(Result<QueuePartitions>(one));
    QCOMPARE(facts.front().value, u"2 for workflow tasks, 1 for activity tasks"_s);
    QCOMPARE(facts.front().aside, u"on m-0"_s);
    const QueuePartitions two{{u"m-0"_s, u"m-1"_s}, {}};
    facts = partitionFacts(Result<QueuePartitions>(two));
    QCOMPARE(facts.front().aside, u"on 2 hosts"_s);
    facts = partitionFacts(Result<QueuePartitions>(fail(ErrorKind::Denied, u"no"_s)));
    QVERIFY2(facts.front().value.startsWith(u"not known: "_s), qPrintable(facts.front().value));
}

QTEST_MAIN(TstQueueMarks)
#include "tst_queuemarks.moc"
