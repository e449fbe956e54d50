// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/connectiontracker.h"
#include "models/temporal/traffic.h"

#include <QtTest>

using namespace signalbox;

class TestConnectionTracker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isConnectingUntilTheFirstOutcome();
    void aRoutineReconnectIsNoLoss();
    void aRefusedConnectionIsALossAtOnce();
    void aReconnectThatHangsIsALossWithinTwoSeconds();
    void staysLostWhileTryingAgain();
    void aSlowFirstConnectIsNotALoss();
    void countsCallsOfTheLastMinuteOnly();
};

namespace {
constexpr Milliseconds start{50'000};
constexpr Milliseconds ms(int count)
{
    return Milliseconds(count);
}
} // namespace

void TestConnectionTracker::isConnectingUntilTheFirstOutcome()
{
    ConnectionTracker tracker;
    QCOMPARE(tracker.state(), ConnectionState::Connecting);
    QCOMPARE(tracker.observe(ChannelState::Idle, start), ConnectionState::Connecting);
    QVERIFY(!tracker.everConnected());
    QCOMPARE(tracker.observe(ChannelState::Ready, start + ms(10)), ConnectionState::Connected);
    QVERIFY(tracker.everConnected());
}

void TestConnectionTracker::aRoutineReconnectIsNoLoss()
{
    ConnectionTracker tracker;
    tracker.observe(ChannelState::Ready, start);
    QCOMPARE(tracker.observe(ChannelState::Idle, start + ms(300'000)), ConnectionState::Connected);
    QCOMPARE(tracker.observe(ChannelState::Connecting, start + ms(300'250)), ConnectionState::Connected);
    QCOMPARE(tracker.observe(ChannelState::Ready, start + ms(300'500)), ConnectionState::Connected);
    QCOMPARE(tracker.observe(ChannelState::Idle, start + ms(600'000)), ConnectionState::Connected);
}

void TestConnectionTracker::aRefusedConnectionIsALossAtOnce()
{
    ConnectionTracker tracker;
    tracker.observe(ChannelState::Ready, start);
    tracker.observe(ChannelState::Idle, start + ms(250));
    QCOMPARE(tracker.observe(ChannelState::Failing, start + ms(500)), ConnectionState::Lost);
    QCOMPARE(tracker.observe(ChannelState::Ready, start + ms(750)), ConnectionState::Connected);
}

void TestConnectionTracker::aReconnectThatHangsIsALossWithinTwoSeconds()
{
    ConnectionTracker tracker;
    tracker.observe(ChannelState::Ready, start);
    auto state = ConnectionState::Connected;
    Milliseconds now = start;
    while (state == ConnectionState::Connected && now < start + ms(10'000))
        state = tracker.observe(ChannelState::Connecting, now += ms(250));
    QCOMPARE(state, ConnectionState::Lost);
    QVERIFY(now - start <= ms(2'000));
}

void TestConnectionTracker::staysLostWhileTryingAgain()
{
    ConnectionTracker tracker;
    tracker.observe(ChannelState::Ready, start);
    tracker.observe(ChannelState::Failing, start + ms(250));
    QCOMPARE(tracker.observe(ChannelState::Connecting, start + ms(500)), ConnectionState::Lost);
    QCOMPARE(tracker.observe(ChannelState::Idle, start + ms(750)), ConnectionState::Lost);
}

void TestConnectionTracker::aSlowFirstConnectIsNotALoss()
{
    ConnectionTracker tracker;
    tracker.observe(ChannelState::Connecting, start);
    QCOMPARE(tracker.observe(ChannelState::Connecting, start + ms(15'000)), ConnectionState::Connecting);
    QCOMPARE(tracker.observe(ChannelState::Failing, start + ms(20'000)), ConnectionState::Lost);
    QVERIFY(!tracker.everConnected());
}

void TestConnectionTracker::countsCallsOfTheLastMinuteOnly()
{
    Traffic traffic;
    const auto calls = [&traffic](Milliseconds now) {
        int all = 0;
        for (const MethodTraffic &method : traffic.lastMinute(now))
            all += method.sent;
        return all;
    };
    QCOMPARE(calls(start), 0);
    QCOMPARE(traffic.roundTrip(), std::nullopt);
    traffic.sent("DescribeTaskQueue", start);
    traffic.sent("DescribeTaskQueue", start + ms(500));
    traffic.sent("ListWorkers", start + ms(30'000));
    traffic.refused("ListWorkers", start + ms(30'100));
    const std::vector<MethodTraffic> both{{"DescribeTaskQueue", 2, 0}, {"ListWorkers", 1, 1}};
    QCOMPARE(traffic.lastMinute(start + ms(30'000)), both);
    QCOMPARE(calls(start + ms(60'000)), 1);
    QCOMPARE(calls(start + ms(95'000)), 0);
    traffic.sent("DescribeTaskQueue", start + ms(60'000)); // the same place in the ring as the first
    QCOMPARE(calls(start + ms(60'000)), 2);
    traffic.answered(ms(12));
    QCOMPARE(traffic.roundTrip(), ms(12));
}

QTEST_GUILESS_MAIN(TestConnectionTracker)
#include "tst_connectiontracker.moc"
