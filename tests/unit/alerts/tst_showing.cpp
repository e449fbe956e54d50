// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/showing.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {

const QueueKey key{u"ns"_s, u"q"_s};
const Instant start{1'790'000'000s};

/// A queue that was looked at just now, or so long ago.
QueueSituation clearSince(Milliseconds age = 0ms)
{
    QueueSituation now;
    QueueSample sample;
    sample.key = key;
    sample.interval = 30min;
    sample.workflowBacklog = 0;
    now.seen.now = age;
    now.seen.sample = sample;
    return now;
}

QueueSituation backlogFor(Milliseconds lasting, AlertState state = AlertState::Firing)
{
    QueueSituation now = clearSince();
    RuleStanding standing;
    standing.state = state;
    standing.since = start;
    standing.lasting = lasting;
    now.standings.push_back(standing);
    return now;
}

} // namespace

class TestShowing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstJudgementIsKept()
    {
        Showing showing;
        const auto judgement = showing.take(key, backlogFor(6min), start);
        QVERIFY(judgement && judgement->isNews);
        QCOMPARE(judgement->time, start);
        QVERIFY(judgement->signal == Signal::Danger);
        QCOMPARE(judgement->since, start);
        QCOMPARE(judgement->sentence, u"over 100 for 6 m 00 s"_s);
    }

    void anotherSignalIsKeptAtOnce()
    {
        Showing showing;
        QVERIFY(showing.take(key, backlogFor(1min, AlertState::Pending), start));
        const auto fired = showing.take(key, backlogFor(5min), start + 1s);
        QVERIFY(fired && fired->isNews);
        QVERIFY(!showing.take(key, backlogFor(5min), start + 2s));
        const auto over = showing.take(key, clearSince(), start + 3s);
        QVERIFY(over && over->isNews && over->signal == Signal::Clear && over->sentence.isEmpty());
    }

    void anotherCauseIsNewsOfTheSameSignal()
    {
        Showing showing;
        QVERIFY(showing.take(key, backlogFor(5min), start));
        QueueSituation held = backlogFor(5min);
        held.verdict.code = u"held"_s;
        const auto judgement = showing.take(key, held, start + 1s);
        QVERIFY(judgement && judgement->isNews);
        QCOMPARE(judgement->cause, u"held"_s);
    }

    void otherWordsAreKeptOnceAMinute()
    {
        Showing showing;
        QVERIFY(showing.take(key, backlogFor(5min), start));
        int kept = 0;
        for (int second = 1; second <= 300; ++second)
            if (const auto judgement =
                    showing.take(key, backlogFor(5min + second * 1s), start + second * 1s)) {
                QVERIFY(!judgement->isNews);
                ++kept;
            }
        QCOMPARE(kept, 5);
    }

    void theAgeOfAClearLookIsNotKept()
    {
        Showing showing;
        QVERIFY(showing.take(key, clearSince(), start));
        for (int minute = 1; minute < 20; ++minute)
            QVERIFY(!showing.take(key, clearSince(minute * 1min), start + minute * 1min));
    }

    void aQueueThatWasDroppedIsNewsAgain()
    {
        Showing showing;
        QVERIFY(showing.take(key, clearSince(), start));
        showing.drop(key);
        QVERIFY(showing.take(key, clearSince(), start + 1s));
    }
};

QTEST_APPLESS_MAIN(TestShowing)
#include "tst_showing.moc"
