// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/pollerpresence.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {

const Instant start{1'800'000'000s};
const Milliseconds boot = 5h;

Poller poller(const QString &identity, Milliseconds at)
{
    return {identity, TaskType::Workflow, start + at, 0, {}};
}

} // namespace

class TestPollerPresence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesTheFirstLookByTheWallClock_data()
    {
        QTest::addColumn<qint64>("ageSeconds");
        QTest::addColumn<int>("alive");
        QTest::newRow("now") << qint64(0) << 1;
        QTest::newRow("70 s ago") << qint64(70) << 1;
        QTest::newRow("71 s ago") << qint64(71) << 0;
        QTest::newRow("the server's clock is ahead") << qint64(-600) << 1;
    }
    void judgesTheFirstLookByTheWallClock()
    {
        QFETCH(qint64, ageSeconds);
        QFETCH(int, alive);
        PollerPresence presence;
        QCOMPARE(aliveOf(presence.observe({poller(u"a"_s, -std::chrono::seconds(ageSeconds))}, start, boot)),
                 alive);
    }

    void isGoneSeventySecondsAfterTheLastPoll()
    {
        PollerPresence presence;
        const std::vector<Poller> pollers{poller(u"a"_s, 0s), poller(u"b"_s, 0s)};
        QCOMPARE(aliveOf(presence.observe(pollers, start, boot)), 2);
        const std::vector<Poller> later{poller(u"a"_s, 0s), poller(u"b"_s, 60s)};
        QCOMPARE(aliveOf(presence.observe(later, start + 61s, boot + 61s)), 2);
        QCOMPARE(aliveOf(presence.observe(later, start + 71s, boot + 71s)), 1);
        QCOMPARE(aliveOf(presence.observe(later, start + 131s, boot + 131s)), 0);
    }

    void aPollThatAdvancedIsRecentWhateverTheClocksSay()
    {
        // Our wall clock is ten minutes ahead of the server's.
        PollerPresence presence;
        QCOMPARE(aliveOf(presence.observe({poller(u"a"_s, 0s)}, start + 10min, boot)), 0);
        QCOMPARE(aliveOf(presence.observe({poller(u"a"_s, 9s)}, start + 10min + 10s, boot + 10s)), 1);
        QCOMPARE(aliveOf(presence.observe({poller(u"a"_s, 9s)}, start + 10min + 71s, boot + 71s)), 1);
        QCOMPARE(aliveOf(presence.observe({poller(u"a"_s, 9s)}, start + 10min + 91s, boot + 91s)), 0);
    }

    void anAdvanceLongAgoIsNotRecent()
    {
        // Ten minutes between two looks: the poller went on for a minute and died.
        PollerPresence presence;
        QCOMPARE(aliveOf(presence.observe({poller(u"a"_s, 0s)}, start, boot)), 1);
        QCOMPARE(aliveOf(presence.observe({poller(u"a"_s, 60s)}, start + 10min, boot + 10min)), 0);
    }

    /// Its wall clock is two minutes behind ours: when it was, is said by ours alone.
    void saysWhenByOurOwnTime()
    {
        PollerPresence presence;
        const auto first = presence.observe({poller(u"a"_s, -125s)}, start, boot);
        QCOMPARE(first, (std::vector{SeenPoller{u"a"_s, TaskType::Workflow, boot - 125s, 0, false, {}}}));
        const auto second = presence.observe({poller(u"a"_s, -115s)}, start + 10s, boot + 10s);
        QCOMPARE(second, (std::vector{SeenPoller{u"a"_s, TaskType::Workflow, boot + 10s, 0, true, {}}}));
        const auto third = presence.observe({poller(u"a"_s, -115s)}, start + 20s, boot + 20s);
        QCOMPARE(third, second);
    }

    void aTimeFarInTheFutureIsNone()
    {
        PollerPresence presence;
        const auto seen = presence.observe({poller(u"a"_s, 25h)}, start, boot);
        QCOMPARE(seen, (std::vector{SeenPoller{u"a"_s, TaskType::Workflow, {}, 0, false, {}}}));
    }

    void oneIdentityIsOnePoller()
    {
        PollerPresence presence;
        const auto seen =
            presence.observe({poller(u"b"_s, 0s), poller(u"a"_s, 0s), poller(u"b"_s, -1s)}, start, boot);
        QCOMPARE(seen.size(), std::size_t(2));
        QCOMPARE(seen[0].identity, u"b"_s);
        QCOMPARE(aliveOf(seen), 2);
    }

    void whoLeftTheListIsGone()
    {
        PollerPresence presence;
        QCOMPARE(aliveOf(presence.observe({poller(u"a"_s, 0s)}, start, boot)), 1);
        QCOMPARE(aliveOf(presence.observe({}, start + 1s, boot + 1s)), 0);
    }

    void aPollerWithoutATimeIsNotCounted()
    {
        PollerPresence presence;
        QCOMPARE(aliveOf(presence.observe({Poller{u"a"_s, TaskType::Workflow, {}, 0, {}}}, start, boot)), 0);
    }
};

QTEST_GUILESS_MAIN(TestPollerPresence)
#include "tst_pollerpresence.moc"
