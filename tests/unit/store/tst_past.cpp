// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/past.h"

#include "models/monitor/samplering.h"
#include "models/store/storekeeper.h"
#include "tests/unit/monitor/watchworld.h"

#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

/// A watch, a store that is given what it samples, and the past of both.
class World : public WatchWorld
{
public:
    World()
    {
        serve();
        visible = {busy};
    }

    void begin()
    {
        start();
        past = std::make_unique<Past>(*watch, path);
        QObject::connect(watch.get(), &Watch::queueSampled, watch.get(), [this](const QueueSample &sample) {
            seen.push_back(sample);
            kept = keeper.keep({rowsOf(sample), {}}, sample.time);
        });
    }
    /// A new watch over the same store, as after a restart of the console.
    void restart()
    {
        past.reset();
        watch.reset();
        begin();
    }

    [[nodiscard]] PastSpan range(Milliseconds span, int slices = Series::everyLook)
    {
        return ask(busy, span, slices).value_or(PastSpan());
    }
    [[nodiscard]] Result<PastSpan> ask(const QueueKey &key, Milliseconds span, int slices)
    {
        std::optional<Result<PastSpan>> answer;
        QObject receiver;
        const Instant now = clock.utc();
        past->range(key, now - span, now, slices).deliver(&receiver, [&answer](const Result<PastSpan> &came) {
            answer = came;
        });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }))
            return fail(ErrorKind::Internal, u"no answer"_s);
        return *answer;
    }

    template <class T>
    [[nodiscard]] static Result<T> wait(Reply<T> reply)
    {
        std::optional<Result<T>> answer;
        QObject receiver;
        reply.deliver(&receiver, [&answer](const Result<T> &came) { answer = came; });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }))
            return fail(ErrorKind::Internal, u"no answer"_s);
        return *answer;
    }

    QTemporaryDir folder;
    const QString path = folder.filePath(u"past.sqlite"_s);
    StoreKeeper keeper{path};
    Kept kept;
    std::unique_ptr<Past> past;
    std::vector<QueueSample> seen; ///< of all queues, since begin
};

} // namespace

class TestPast : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersFromMemoryAtOnce();
    void afterARestartItGoesOnWithTheStore();
    void memoryAndStoreMeetWithoutASeam();
    void thinsWhatItJoins();
    void aClockThatWasSetDoublesNothing();
    void saysWhatCannotBeRead();
    void givesNothingOfWhatMayNotBeRead();
    void aMomentIsOfWhatMayBeReadAlone();
    void alertsAreThoseThatBegan();
    void aMomentThatIsNotWantedAnyMoreIsNotDelivered();
};

void TestPast::answersFromMemoryAtOnce()
{
    World world;
    world.begin();
    world.run(10min);
    const Instant now = world.clock.utc();
    const auto finished = world.past->range(world.busy, now - 5min, now - 2min, 2).takeFinished();
    QVERIFY(finished);
    const auto &points = (*finished)->series.points();
    QVERIFY(points.size() >= 2 && points.size() <= 18);
    QVERIFY(points.front().sample.time <= now - 5min);
    QVERIFY(points[1].sample.time >= now - 5min);
    QVERIFY(points.back().sample.time <= now - 2min);
}

void TestPast::afterARestartItGoesOnWithTheStore()
{
    World world;
    world.begin();
    world.run(3min);
    const std::size_t before = world.range(1h).series.points().size();
    QVERIFY(before > 10);
    world.watch->stop();
    world.clock.advance(10min);
    world.restart();
    world.run(30s);
    const PastSpan span = world.range(1h);
    QVERIFY(!span.unread);
    QVERIFY(span.series.points().size() > before);
    const auto gap = std::adjacent_find(
        span.series.points().begin(), span.series.points().end(),
        [](const SeriesPoint &a, const SeriesPoint &b) { return b.sample.time - a.until > 9min; });
    QVERIFY2(gap != span.series.points().end(), "while nobody watched, nothing is known");
}

void TestPast::memoryAndStoreMeetWithoutASeam()
{
    World world;
    world.begin();
    world.run(90min, 5s); // more than memory holds at this rate
    std::vector<Instant> times;
    for (const QueueSample &sample : world.seen)
        if (sample.key == world.busy)
            times.emplace_back(std::chrono::floor<std::chrono::seconds>(sample.time));
    QVERIFY(times.size() > SampleRing::maxSamples + 50);
    const PastSpan span = world.range(2h);
    QVERIFY(!span.unread);
    std::vector<Instant> shown;
    for (const SeriesPoint &point : span.series.points())
        shown.emplace_back(std::chrono::floor<std::chrono::seconds>(point.sample.time));
    shown.erase(shown.begin(), std::find(shown.begin(), shown.end(), times.front()));
    QCOMPARE(shown, times);
    for (std::size_t i = 1; i < span.series.points().size(); ++i)
        QVERIFY(span.series.points()[i - 1].until == span.series.points()[i].sample.time);
}

void TestPast::thinsWhatItJoins()
{
    World world;
    world.begin();
    world.run(90min, 5s);
    const PastSpan span = world.range(2h, 20);
    QVERIFY(span.series.points().size() <= 6 * 22);
    QVERIFY(span.series.points().size() >= 15);
}

void TestPast::aClockThatWasSetDoublesNothing()
{
    World world;
    world.begin();
    world.run(5min);
    world.clock.setUtc(world.clock.utc() - 2min);
    world.run(5min);
    const PastSpan span = world.range(1h);
    const auto &points = span.series.points();
    for (std::size_t i = 1; i < points.size(); ++i)
        QVERIFY2(points[i].sample.time - points[i - 1].sample.time >= 4s, "no look twice");
}

void TestPast::saysWhatCannotBeRead()
{
    World world;
    world.begin();
    world.run(1min);
    const std::size_t remembered = world.range(1h).series.points().size();
    QFile file(world.path + u"-wal"_s);
    QVERIFY(file.remove());
    QFile store(world.path);
    QVERIFY(store.open(QIODevice::WriteOnly) && store.write("no store") > 0);
    store.close();
    const PastSpan span = world.range(1h);
    QVERIFY(span.unread && span.unread->detail.contains(world.path));
    QVERIFY2(span.series.points().size() >= remembered - 1, "what memory holds is shown all the same");
}

void TestPast::givesNothingOfWhatMayNotBeRead()
{
    World world;
    world.begin();
    world.run(1min);
    world.watch->forget(); // somebody else signs in, who may read another namespace alone
    world.server.failNext(u"ListNamespaces"_s, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
    world.watch->start({u"other"_s});
    QTRY_VERIFY(world.find(u"other"_s)); // known from the token, once the list was refused
    const auto answer = world.ask(world.busy, 1h, 10);
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Denied);
}

void TestPast::aMomentIsOfWhatMayBeReadAlone()
{
    World world;
    world.begin();
    world.run(1min);
    const Instant now = world.clock.utc();
    LookRow foreign = rowsOf(world.seen.back()).front();
    foreign.key.ns = u"not-listed"_s;
    QVERIFY(world.keeper.keep({{foreign}, {}}, now).state == Kept::State::Recording);
    StoreBatch counted;
    counted.open = {{u"ns"_s, storedTime(now), 130, 4, 1}, {u"not-listed"_s, storedTime(now), 130, 5, 0}};
    QVERIFY(world.keeper.keep(counted, now).state == Kept::State::Recording);
    QVERIFY(readMoment(world.path, now)->looks.size() == 3);
    QVERIFY(readMoment(world.path, now)->namespaces.size() == 2);
    const auto known = World::wait(world.past->moment(now, 0ms));
    QVERIFY(known);
    QCOMPARE(known->looks.size(), std::size_t(2));
    QCOMPARE(known->namespaces.size(), std::size_t(1));
    QCOMPARE(known->namespaces[0].ns, u"ns"_s);
    for (const PastLook &look : known->looks)
        QCOMPARE(look.sample.key.ns, u"ns"_s);
}

void TestPast::alertsAreThoseThatBegan()
{
    World world;
    world.begin();
    world.run(1min);
    const Instant now = std::chrono::floor<std::chrono::seconds>(world.clock.utc());
    const auto change = [&](Instant time, AlertState state, const QString &ns = u"ns"_s) {
        return Transition{time, u"backlog"_s, {ns, u"q"_s}, TaskType::Workflow, state, {}};
    };
    QVERIFY(world.keeper
                .keep({{},
                       {change(now - 9s, AlertState::Pending), change(now - 8s, AlertState::Firing),
                        change(now - 7s, AlertState::Inactive),
                        change(now - 6s, AlertState::Firing, u"not-listed"_s)}},
                      now)
                .state == Kept::State::Recording);
    const auto alerts = World::wait(world.past->alerts(now - 1min, now));
    QVERIFY(alerts);
    QCOMPARE(*alerts, std::vector{change(now - 8s, AlertState::Firing)});
}

void TestPast::aMomentThatIsNotWantedAnyMoreIsNotDelivered()
{
    World world;
    world.begin();
    world.run(1min);
    QObject receiver;
    int first = 0;
    int second = 0;
    const Instant now = world.clock.utc();
    const Delivery dropped =
        world.past->moment(now, 0ms).deliver(&receiver, [&first](const Result<PastMoment> &) { ++first; });
    dropped.cancel();
    world.past->moment(now - 10s, 0ms).deliver(&receiver, [&second](const Result<PastMoment> &) {
        ++second;
    });
    QTRY_COMPARE(second, 1);
    QCOMPARE(first, 0);
}

QTEST_GUILESS_MAIN(TestPast)
#include "tst_past.moc"
