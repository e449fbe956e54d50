// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/secondopinion.h"
#include "models/identity/memorykeyring.h"
#include "tests/fake/fakeclock.h"
#include "tests/fake/prometheusworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;
using fake::PrometheusWorld;
using Stance = Opinion::Stance;

namespace {

Alert backlogAlert(std::optional<qint64> value, const QString &queue = u"ns.q"_s)
{
    Alert alert;
    alert.rule = u"backlog"_s;
    alert.key = {u"ns"_s, queue};
    alert.value = value;
    alert.threshold = 100;
    return alert;
}

Alert failureAlert(std::optional<qint64> value)
{
    Alert alert = backlogAlert(value);
    alert.kind = RuleKind::ActivityFailure;
    alert.threshold = 500;
    return alert;
}

Result<QueueMetrics::SaidBacklog> gauge(std::optional<double> value)
{
    return QueueMetrics::SaidBacklog{{}, value};
}

Result<QueueMetrics::SaidAttempts> counted(const AttemptCount &count)
{
    return QueueMetrics::SaidAttempts{{}, count};
}

/// A Prometheus that has a backlog of every queue.
struct OpinionWorld
{
    explicit OpinionWorld(double value)
    {
        world.haveServer(u"service_requests"_s);
        say(value);
    }
    void say(double value)
    {
        world.say(u"approximate_backlog_count"_s,
                  PrometheusWorld::vectorOf({{{}, {{Instant(1'796'040'000s), value}}}}));
    }
    /// Looks and waits for what is said.
    [[nodiscard]] std::optional<Opinion> look(const Alert &alert)
    {
        QSignalSpy spy(&opinion, &SecondOpinion::changed);
        opinion.look(alert, allQueues);
        return spy.wait(60'000) ? opinion.opinion() : std::nullopt;
    }

    PrometheusWorld world;
    MemoryKeyring keyring;
    fake::FakeClock clock;
    std::vector<QueueKey> queues{{u"ns"_s, u"ns.q"_s}};
    SecondOpinion::AllQueues allQueues = [this] { return queues; };
    Prometheus prometheus{{world.url(), {}, {}, false}, u"p"_s, keyring, clock};
    SecondOpinion opinion{prometheus, clock};
};

} // namespace

class TestSecondOpinion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLimitDecidesWhoAgrees_data()
    {
        QTest::addColumn<int>("ours");
        QTest::addColumn<double>("theirs");
        QTest::addColumn<Stance>("stance");
        QTest::newRow("the same") << 412 << 412.0 << Stance::Agrees;
        QTest::newRow("both over it") << 412 << 101.0 << Stance::Agrees;
        QTest::newRow("both at it or under") << 7 << 100.0 << Stance::Agrees;
        QTest::newRow("it is not over") << 101 << 100.0 << Stance::Differs;
        QTest::newRow("gone to nothing") << 150 << 0.0 << Stance::Differs;
        QTest::newRow("only it is over") << 100 << 101.0 << Stance::Differs;
    }
    void theLimitDecidesWhoAgrees()
    {
        QFETCH(int, ours);
        QFETCH(double, theirs);
        QFETCH(Stance, stance);
        QCOMPARE(opinionOn(backlogAlert(ours), gauge(theirs), 2min).stance, stance);
    }

    void whatIsSaid_data()
    {
        QTest::addColumn<Opinion>("opinion");
        QTest::addColumn<QString>("beginning");
        const auto row = [](const char *name, const Opinion &opinion, const char *beginning) {
            QTest::newRow(name) << opinion << QString::fromUtf8(beginning);
        };
        row("agrees", opinionOn(backlogAlert(412), gauge(412), 0s), "Prometheus agrees: 412");
        row("unloaded in part", opinionOn(backlogAlert(150), gauge(30), 2min),
            "Prometheus says 30: a server unloads what nobody has asked about for 5 minutes");
        row("late", opinionOn(backlogAlert(150), gauge(30), 1min),
            "Prometheus says 30, and may be late by a minute or two");
        row("gone", opinionOn(backlogAlert(150), gauge({}), 2min),
            "Prometheus has no value: the gauge of a queue is there only while");
        row("higher", opinionOn(backlogAlert(3), gauge(150), 2min),
            "Prometheus says 150: its gauge is older");
        row("nothing to compare", opinionOn(backlogAlert({}), gauge(150), 2min), "Prometheus says 150");
        row("away",
            opinionOn(backlogAlert(1),
                      Result<QueueMetrics::SaidBacklog>(fail(ErrorKind::Unreachable, u"refused"_s)), 2min),
            "Prometheus can't be asked: refused");
        row("a share", opinionOn(failureAlert(1820), counted({180, 40, 0, false}), 0s),
            "Prometheus agrees: 18.19 % of 220 attempts");
        row("with time-outs", opinionOn(failureAlert(400), counted({90, 4, 6, true}), 2min),
            "Prometheus says 10 % of 100 attempts, 6 timed out, and some before it began to look: "
            "heartbeats");
        row("5 % is not over 5 %", opinionOn(failureAlert(500), counted({95, 5, 0, false}), 0s),
            "Prometheus agrees: 5 % of 100 attempts");
        row("too few", opinionOn(failureAlert(1820), counted({10, 9, 0, false}), 0s),
            "Prometheus has counted too few attempts to judge by in 5 minutes: 19");
        row("alike", ambiguous({u"ns"_s, u"a_b"_s}),
            "Prometheus can't tell: its labels have one name for this queue and for ns / a_b");
    }
    void whatIsSaid()
    {
        QFETCH(Opinion, opinion);
        QFETCH(QString, beginning);
        QVERIFY2(opinion.sentence.startsWith(beginning), qPrintable(opinion.sentence));
    }

    void onlyWhatItHasIsAsked()
    {
        QVERIFY(isInMetrics(RuleKind::Backlog) && isInMetrics(RuleKind::NoPollers));
        QVERIFY(isInMetrics(RuleKind::ActivityBacklog) && isInMetrics(RuleKind::ActivityFailure));
        for (const RuleKind kind : {RuleKind::OldestTask, RuleKind::WorkersGone, RuleKind::TaskFailures,
                                    RuleKind::HistoryLimit, RuleKind::Retention, RuleKind::ArchivalStuck,
                                    RuleKind::RetentionWarning, RuleKind::Unreachable})
            QVERIFY(!isInMetrics(kind));
        OpinionWorld at(1);
        Alert alert = backlogAlert(1);
        alert.rule = u"oldest_task"_s;
        alert.kind = RuleKind::OldestTask;
        at.opinion.look(alert, at.allQueues);
        QVERIFY(at.look(backlogAlert(1)));
        QCOMPARE(at.world.queries.size(), 2); // of the second alert
    }

    void aDifferenceIsOneOnceItLasts()
    {
        OpinionWorld at(30);
        QCOMPARE(at.look(backlogAlert(150))->stance, Stance::Silent);
        at.clock.advance(1min);
        QCOMPARE(at.look(backlogAlert(150))->stance, Stance::Silent);
        at.clock.advance(1min);
        QCOMPARE(at.look(backlogAlert(150))->stance, Stance::Differs);
        at.say(150);
        at.clock.advance(15s);
        QCOMPARE(at.look(backlogAlert(150))->stance, Stance::Agrees);
        at.say(30);
        at.clock.advance(15s);
        QCOMPARE(at.look(backlogAlert(150))->stance, Stance::Silent);
    }

    void itIsAskedSeldom()
    {
        OpinionWorld at(412);
        QVERIFY(at.look(backlogAlert(412)));
        const auto asked = at.world.queries.size();
        for (int i = 0; i < 14; ++i) {
            at.clock.advance(1s);
            at.opinion.look(backlogAlert(412), at.allQueues);
        }
        at.clock.advance(1s);
        QVERIFY(at.look(backlogAlert(412)));
        QCOMPARE(at.world.queries.size(), 2 * asked);
    }

    void anotherAlertIsAskedAboutAtOnce()
    {
        OpinionWorld at(412);
        QVERIFY(at.look(backlogAlert(412)));
        at.queues.push_back({u"ns"_s, u"ns.other"_s});
        at.opinion.look(backlogAlert(412, u"ns.other"_s), at.allQueues);
        QCOMPARE(at.opinion.opinion(), std::nullopt);
        QTRY_VERIFY(at.opinion.opinion());
        QVERIFY(at.world.queries.back().contains(u"ns_other"_s));
    }

    void aSlowAnswerIsWaitedFor()
    {
        OpinionWorld at(412);
        QSignalSpy spy(&at.opinion, &SecondOpinion::changed);
        for (int i = 0; i < 3; ++i) {
            at.opinion.look(backlogAlert(412), at.allQueues);
            at.clock.advance(15s);
        }
        QVERIFY(spy.wait(60'000));
        QCOMPARE(at.opinion.opinion()->stance, Stance::Agrees);
        QCOMPARE(at.world.queries.size(), 2); // of one question
    }

    void whatWasSaidTooLongAgoIsNoOpinion()
    {
        OpinionWorld at(412);
        QVERIFY(at.look(backlogAlert(412)));
        at.opinion.stop(); // nobody looks
        at.clock.advance(60s);
        at.opinion.look(backlogAlert(412), at.allQueues);
        QVERIFY(at.opinion.opinion());
        at.opinion.stop();
        at.clock.advance(1s);
        at.opinion.look(backlogAlert(412), at.allQueues);
        QVERIFY(!at.opinion.opinion());
        QTRY_VERIFY(at.opinion.opinion());
    }

    void whileNobodyLooksNothingLasts()
    {
        OpinionWorld at(30);
        QCOMPARE(at.look(backlogAlert(150))->stance, Stance::Silent);
        at.opinion.stop();
        at.clock.advance(2min);
        QCOMPARE(at.look(backlogAlert(150))->stance, Stance::Silent);
    }

    void queuesThatAreSpeltAlikeAreNotTakenForEachOther()
    {
        OpinionWorld at(412);
        at.queues.push_back({u"ns"_s, u"ns-q"_s});
        QVERIFY(at.look(backlogAlert(412))->sentence.startsWith(u"Prometheus can't tell"_s));
    }
};

QTEST_GUILESS_MAIN(TestSecondOpinion)
#include "tst_secondopinion.moc"
