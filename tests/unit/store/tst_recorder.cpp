// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/recorder.h"

#include "models/store/sqlconnection.h"
#include "models/store/storereader.h"
#include "tests/unit/monitor/watchworld.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

class TestRecorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsWhatTheWatchSees();
    void recordsWhichVersionTasksGoTo();
    void recordsWhatIsCountedAndCalled();
    void anotherTakesOverWhenTheFirstIsGone();
    void saysOnceThatNothingIsKept();
    void recordsNothingBeforeItIsStarted();
    void ofAQueueThatWasNeverSeenNothingIsKnown();

private:
    [[nodiscard]] qint64 number(const QString &sql) const
    {
        const auto connection = SqlConnection::open(path(), SqlConnection::Access::Read);
        return connection->value(sql).value().toLongLong();
    }
    QTemporaryDir m_folder;
    [[nodiscard]] QString path() const
    {
        return m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()) + u"/past.sqlite"_s);
    }
    [[nodiscard]] std::size_t looks(const WatchWorld &world) const
    {
        const Instant now = world.clock.utc();
        return readPast(path(), {world.busy, now - 1h, now, Series::everyLook})->points().size();
    }
};

void TestRecorder::recordsWhatTheWatchSees()
{
    WatchWorld world;
    world.serve();
    world.visible = {world.busy};
    world.create();
    {
        Recorder recorder(*world.watch, *world.client, world.clock, path());
        recorder.start();
        world.watch->start({});
        QTRY_VERIFY(world.watch->firstSweepDone());
        world.run(60s);
        recorder.note(
            {world.clock.utc(), u"backlog"_s, world.busy, TaskType::Workflow, AlertState::Firing, 3});
        QTRY_VERIFY(recorder.state() == Kept::State::Recording);
    } // what it has not written yet it writes now
    QCOMPARE(readTransitions(path(), world.clock.utc() - 1h, world.clock.utc())->size(), std::size_t(1));
    QCOMPARE(looks(world), world.watch->samples(world.busy, world.clock.utc() - 1h).size());
}

void TestRecorder::recordsWhichVersionTasksGoTo()
{
    WatchWorld world;
    world.serve();
    world.visible = {world.busy};
    const auto serve = [&world](const QueueVersions &versions) {
        TaskQueueStats stats;
        stats.backlog = 3;
        stats.versions = versions;
        world.server.setQueue(world.busy, TaskType::Workflow, stats);
    };
    serve({u"pay.b1"_s, {}, 0});
    world.create();
    {
        Recorder recorder(*world.watch, *world.client, world.clock, path());
        recorder.start();
        world.watch->start({});
        QTRY_VERIFY(world.watch->firstSweepDone());
        world.run(30s);
        serve({u"pay.b1"_s, u"pay.b2"_s, 12.5});
        world.run(30s);
        serve({u"pay.b2"_s, {}, 0});
        world.run(30s);
        QTRY_VERIFY(recorder.state() == Kept::State::Recording);
    }
    const auto versions = readVersions(path(), world.busy, world.clock.utc() - 1h, world.clock.utc());
    QVERIFY(versions);
    QCOMPARE(versions->size(), std::size_t(2));
    QVERIFY((versions->at(0).from == QueueVersions{u"pay.b1"_s, {}, 0}));
    QVERIFY((versions->at(0).to == QueueVersions{u"pay.b1"_s, u"pay.b2"_s, 12.5}));
    QVERIFY((versions->at(1).to == QueueVersions{u"pay.b2"_s, {}, 0}));
    QVERIFY(world.clock.utc() - versions->at(1).time < 40s);
    QVERIFY(readVersions(path(), world.calm, world.clock.utc() - 1h, world.clock.utc())->empty());
}

void TestRecorder::recordsWhatIsCountedAndCalled()
{
    WatchWorld world;
    world.serve();
    world.visible = {{u"ns"_s, {}}};
    world.create();
    int sent = 0;
    {
        Recorder recorder(*world.watch, *world.client, world.clock, path());
        recorder.start();
        world.watch->start({});
        QTRY_VERIFY(world.watch->firstSweepDone());
        world.run(3min);
        QVERIFY(world.find(u"ns"_s)->closes);
        for (const MethodTraffic &method : world.client->trafficInAll())
            sent += method.sent;
    }
    const QString ofNs = u" WHERE namespace = (SELECT id FROM namespace WHERE name = 'ns')"_s;
    QCOMPARE(number(u"SELECT last FROM running"_s + ofNs + u" ORDER BY time DESC LIMIT 1"_s),
             *world.find(u"ns"_s)->running);
    QCOMPARE(number(u"SELECT time + until FROM running"_s + ofNs + u" ORDER BY time DESC LIMIT 1"_s),
             storedTime(*world.find(u"ns"_s)->time + countValidity));
    const qint64 ends = number(u"SELECT count(*) FROM closed"_s + ofNs);
    QVERIFY2(ends >= 2 && ends <= 4, qPrintable(QString::number(ends)));
    QCOMPARE(number(u"SELECT count(*) FROM closed"_s), ends); // nobody looks at the other one
    QCOMPARE(number(u"SELECT sum(sent) FROM calls"_s), qint64(sent));
    QVERIFY(number(u"SELECT sum(sent) FROM calls WHERE kind = 0"_s) > 0);
}

void TestRecorder::anotherTakesOverWhenTheFirstIsGone()
{
    WatchWorld world;
    world.serve();
    world.start();
    auto first = std::make_unique<Recorder>(*world.watch, *world.client, world.clock, path());
    first->start();
    QTRY_VERIFY(first->state() == Kept::State::Recording);
    Recorder second(*world.watch, *world.client, world.clock, path());
    QSignalSpy notices(&second, &Recorder::notice);
    second.start();
    QTRY_VERIFY(second.state() == Kept::State::Elsewhere);
    first.reset();
    QTRY_VERIFY_WITH_TIMEOUT(second.state() == Kept::State::Recording, 30'000);
    QCOMPARE(notices.size(), 0); // nobody need know
}

void TestRecorder::saysOnceThatNothingIsKept()
{
    WatchWorld world;
    world.serve();
    world.start();
    QFile inTheWay(m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction())));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    Recorder recorder(*world.watch, *world.client, world.clock, path());
    QSignalSpy notices(&recorder, &Recorder::notice);
    recorder.start();
    QTRY_COMPARE(notices.size(), 1);
    QVERIFY(recorder.state() == Kept::State::Failed);
    QVERIFY(notices.takeFirst().first().toString().startsWith(
        u"What is seen from now on is remembered only as long as this window is open: "_s));
    QVERIFY(inTheWay.remove());
    QTRY_COMPARE_WITH_TIMEOUT(notices.size(), 1, 30'000);
    QCOMPARE(notices.first().first().toString(), u"What is seen is kept on disk again."_s);
}

void TestRecorder::recordsNothingBeforeItIsStarted()
{
    WatchWorld world;
    world.serve();
    world.create();
    {
        const Recorder recorder(*world.watch, *world.client, world.clock, path());
        world.watch->start({});
        QTRY_VERIFY(world.watch->firstSweepDone());
    }
    QVERIFY(!QFile::exists(path()));
}

void TestRecorder::ofAQueueThatWasNeverSeenNothingIsKnown()
{
    const QueueKey never{u"ns"_s, u"ns.never"_s};
    WatchWorld world;
    world.serve();
    world.profile.queues = {never};
    world.create();
    {
        Recorder recorder(*world.watch, *world.client, world.clock, path());
        recorder.start();
        world.watch->start({});
        QTRY_VERIFY(world.watch->firstSweepDone());
        QVERIFY(world.watch->latest(never) && !world.watch->isSeen(never));
    }
    const Instant now = world.clock.utc();
    const auto past = readPast(path(), {never, now - 1h, now, Series::everyLook});
    QVERIFY(past && !past->points().empty());
    for (const SeriesPoint &point : past->points())
        QVERIFY2(!point.sample.workflowBacklog, "the server answers zeros for any name");
}

QTEST_GUILESS_MAIN(TestRecorder)
#include "tst_recorder.moc"
