// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/closedcount.h"
#include "models/monitor/seenretentions.h"
#include "tests/unit/alerts/alertworld.h"
#include "tests/unit/monitor/archivalworld.h"

// The rules about what a namespace keeps of closed runs for too long, and about what it is about to lose.

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

struct ClosedWorld : AlertWorld
{
    explicit ClosedWorld(bool archives = true)
    {
        serve();
        server.setNamespaces({archivingInfo(u"ns"_s, 72h, archives)});
    }
    void close(const std::vector<Milliseconds> &ages, ExecutionStatus status = ExecutionStatus::Completed)
    {
        std::vector<Execution> runs;
        runs.reserve(ages.size());
        for (const Milliseconds age : ages)
            runs.push_back(closedRun(clock.utc() - age, status));
        server.setExecutions(u"ns"_s, runs);
    }
    void pass(Milliseconds duration)
    {
        for (Milliseconds at = 0ms; at < duration; at += 10s) {
            run(10s, 10s);
            alerts->tick();
        }
    }
    void become(bool archives, std::chrono::seconds retention = 72h)
    {
        server.setNamespaces({archivingInfo(u"ns"_s, retention, archives)});
        watch->refresh();
        live(40s);
    }
    [[nodiscard]] std::optional<Alert> alertOf(RuleKind kind) const
    {
        for (const Alert &alert : alerts->alerts())
            if (alert.kind == kind)
                return alert;
        return {};
    }
    [[nodiscard]] NamespaceAssessment ns() const { return alerts->namespaceAssessment(u"ns"_s); }
};

} // namespace

class TestArchivalRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatStaysColoursTheNamespaceAndSaysWhatToDo()
    {
        ClosedWorld world;
        world.close({1h, 100h, 200h});
        world.begin();
        world.live(40s);
        const auto alert = world.alertOf(RuleKind::ArchivalStuck);
        QVERIFY(alert);
        QCOMPARE(alert->state, AlertState::Firing);
        QCOMPARE(alert->value, 2);
        QCOMPARE(alert->key, (QueueKey{u"ns"_s, {}}));
        QCOMPARE(world.ns().signal, Signal::Caution);
        const QString sentence = world.ns().sentence;
        // To an eighth of how long before the retention's end it closed.
        QVERIFY2(sentence.startsWith(
                     u"closed runs kept past the retention of 3 d: 2, the oldest closed over 7 d"_s) ||
                     sentence.startsWith(
                         u"closed runs kept past the retention of 3 d: 2, the oldest closed over 8 d"_s),
                 qPrintable(sentence));
        QVERIFY2(sentence.contains(u"(estimated); none goes before it is archived, so see that the server"_s),
                 qPrintable(sentence));
        const NextStep next = world.alerts->verdict(*alert).next;
        QCOMPARE(next.opens, NextStep::Opens::Workflows);
        QVERIFY2(next.query.startsWith(u"CloseTime < '2026-11-2"_s), qPrintable(next.query));
        QVERIFY(next.text.contains(u"the archive"_s));
    }

    void theServersOwnDelayIsNoAlarm()
    {
        ClosedWorld world;
        world.close({72h + 44min});
        world.begin();
        world.live(40s);
        QVERIFY(!world.alertOf(RuleKind::ArchivalStuck));
        QCOMPARE(world.ns(), NamespaceAssessment());
        // It grows old.
        world.pass(15min);
        QVERIFY(world.alertOf(RuleKind::ArchivalStuck));
    }

    void itEndsAsTheServerRecovers()
    {
        ClosedWorld world;
        world.close({100h});
        world.begin();
        world.live(10s);
        QVERIFY(world.alertOf(RuleKind::ArchivalStuck));
        world.close({});
        world.pass(14min);
        QVERIFY(!world.alertOf(RuleKind::ArchivalStuck));
        QCOMPARE(world.ns(), NamespaceAssessment());
    }

    void itEndsWhereNothingIsArchivedAnyMore()
    {
        ClosedWorld world;
        world.close({100h});
        world.begin();
        world.live(10s);
        QVERIFY(world.alertOf(RuleKind::ArchivalStuck));
        world.become(false);
        QVERIFY(!world.alertOf(RuleKind::ArchivalStuck));
        QCOMPARE(world.ns(), NamespaceAssessment());
        world.pass(45min);
        QCOMPARE(world.ns(), NamespaceAssessment()); // nor is it unknown then
    }

    void withoutAnArchiveNothingIsSaid()
    {
        ClosedWorld world(false);
        world.close({100h});
        world.begin();
        world.pass(45min);
        QVERIFY(!world.alertOf(RuleKind::ArchivalStuck));
        QCOMPARE(world.ns(), NamespaceAssessment());
    }

    void whatMayNotBeCountedIsNeitherClearNorAnAlarm()
    {
        ClosedWorld world;
        world.close({100h});
        world.begin();
        world.live(10s);
        QVERIFY(world.alertOf(RuleKind::ArchivalStuck));
        world.server.failNext(u"CountWorkflowExecutions"_s, u"PERMISSION_DENIED"_s, {},
                              fake::TemporalServer::always);
        world.pass(25min);
        QVERIFY(!world.alertOf(RuleKind::ArchivalStuck));
        QCOMPARE(world.ns().signal, Signal::Unknown);
        QVERIFY2(world.ns().sentence.contains(u"no answer about closed runs past the retention"_s),
                 qPrintable(world.ns().sentence));
        // It goes on where it was.
        world.server.clearFaults();
        world.pass(14min);
        QCOMPARE(world.alertOf(RuleKind::ArchivalStuck)->state, AlertState::Firing);
    }

    void aRuleOfTheRunbookMayAllowSome()
    {
        ClosedWorld world;
        world.runbook = Runbook::parse("version = 1\n[[alert]]\nkind = 'archival_stuck'\nthreshold = 2\n"
                                       "severity = 'danger'\n",
                                       u"r"_s)
                            .value();
        world.close({100h, 101h});
        world.begin();
        world.live(10s);
        QVERIFY(!world.alertOf(RuleKind::ArchivalStuck));
        world.close({100h, 101h, 102h});
        world.pass(14min);
        QCOMPARE(world.alertOf(RuleKind::ArchivalStuck)->value, 3);
        QCOMPARE(world.ns().signal, Signal::Danger);
    }

    void aWarningIsGivenWhereTheRunbookWantsOne()
    {
        const QByteArray entry = "version = 1\n[[namespace]]\nmatch = 'ns'\nretention = '3d'\n";
        ClosedWorld world(false);
        world.runbook = Runbook::parse(entry + "retention_warning = '6h'\n", u"r"_s).value();
        world.close({60h, 67h, 70h}, ExecutionStatus::Failed);
        world.begin();
        world.live(10s);
        const auto alert = world.alertOf(RuleKind::RetentionWarning);
        QVERIFY(alert);
        QCOMPARE(alert->state, AlertState::Firing);
        QCOMPARE(alert->value, 2);
        QCOMPARE(world.ns().signal, Signal::Caution);
        QCOMPARE(world.ns().sentence, u"runs that ended badly and are deleted within 6 h, unarchived: 2"_s);
        QVERIFY(world.alerts->verdict(*alert).next.query.startsWith(endedBadlyQuery()));
        // They went.
        world.close({60h}, ExecutionStatus::Failed);
        world.pass(14min);
        QVERIFY(!world.alertOf(RuleKind::RetentionWarning));
        // What ended well is not missed.
        world.close({67h, 70h});
        world.pass(14min);
        QVERIFY(!world.alertOf(RuleKind::RetentionWarning));

        ClosedWorld quiet(false);
        quiet.runbook = Runbook::parse(entry, u"r"_s).value();
        quiet.close({67h}, ExecutionStatus::Failed);
        quiet.begin();
        quiet.live(40s);
        QVERIFY(!quiet.alertOf(RuleKind::RetentionWarning));
        QCOMPARE(countsOfClosed(quiet.server, true), 0);
    }

    /// When a run is deleted was fixed as it closed.
    void aLongerRetentionRescuesNothing()
    {
        ClosedWorld world(false);
        world.runbook =
            Runbook::parse("version = 1\n[[namespace]]\nmatch = 'ns'\nretention_warning = '6h'\n", u"r"_s)
                .value();
        world.close({67h, 68h}, ExecutionStatus::Failed);
        world.begin();
        world.live(10s);
        QVERIFY(world.alertOf(RuleKind::RetentionWarning));
        world.become(false, 720h);
        world.pass(14min);
        const auto alert = world.alertOf(RuleKind::RetentionWarning);
        QVERIFY(alert);
        QCOMPARE(alert->value, 2);
    }

    /// What is known at the first look is in `signalbox status`.
    void aWarningIsKnownWithTheFirstSweep()
    {
        ClosedWorld world(false);
        world.runbook =
            Runbook::parse("version = 1\n[[namespace]]\nmatch = 'n*'\nretention_warning = '6h'\n", u"r"_s)
                .value();
        world.close({67h}, ExecutionStatus::Terminated);
        world.create();
        world.alerts = std::make_unique<AlertEngine>(*world.watch, world.runbook, world.clock);
        bool isKnown = false;
        connect(world.watch.get(), &Watch::firstSweepFinished, this,
                [&] { isKnown = world.alertOf(RuleKind::RetentionWarning).has_value(); });
        world.watch->start({});
        QVERIFY(QTest::qWaitFor([&] { return world.watch->firstSweepDone(); }, 10'000));
        QVERIFY(isKnown);
    }
};

QTEST_GUILESS_MAIN(TestArchivalRules)
#include "tst_archivalrules.moc"
