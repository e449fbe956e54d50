// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recovery/compare.h"
#include "models/recovery/repair.h"

#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Instant taken{1'796'040'000s};

manifest::Run runWith(std::optional<qint64> events)
{
    return {u"w"_s, u"r"_s, u"T"_s, u"q"_s, taken - 1h, events};
}

RunFacts factsWith(ExecutionStatus status, qint64 events)
{
    RunFacts facts;
    facts.status = status;
    facts.historyLength = events;
    return facts;
}

} // namespace

class TestCompare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRunOfTheManifest_data()
    {
        using enum ExecutionStatus;
        QTest::addColumn<std::optional<qint64>>("then");
        QTest::addColumn<ExecutionStatus>("status");
        QTest::addColumn<qint64>("now");
        QTest::addColumn<Fate>("fate");
        QTest::newRow("as it was") << std::optional<qint64>(7) << Running << qint64(7) << Fate::Intact;
        QTest::newRow("paused") << std::optional<qint64>(7) << Paused << qint64(7) << Fate::Intact;
        QTest::newRow("on") << std::optional<qint64>(7) << Running << qint64(8) << Fate::Advanced;
        QTest::newRow("back") << std::optional<qint64>(7) << Running << qint64(6) << Fate::Behind;
        QTest::newRow("ended") << std::optional<qint64>(7) << Completed << qint64(9) << Fate::ClosedSince;
        QTest::newRow("ended, and shorter")
            << std::optional<qint64>(7) << Terminated << qint64(5) << Fate::Behind;
        QTest::newRow("not measured") << std::optional<qint64>() << Running << qint64(5) << Fate::Uncompared;
        QTest::newRow("not measured, ended")
            << std::optional<qint64>() << Failed << qint64(5) << Fate::ClosedSince;
    }
    void aRunOfTheManifest()
    {
        QFETCH(std::optional<qint64>, then);
        QFETCH(ExecutionStatus, status);
        QFETCH(qint64, now);
        QFETCH(Fate, fate);
        QCOMPARE(compare::fate(runWith(then), factsWith(status, now)), fate);
    }

    void aRunThatIsNotThereIsMissingAndOneThatCannotBeAskedForIsNot()
    {
        QCOMPARE(compare::fate(runWith(7), fail(ErrorKind::NotFound, {})), Fate::Missing);
        QCOMPARE(compare::fate(runWith(7), fail(ErrorKind::Denied, {})), Fate::Unread);
    }

    void aRunThatTheManifestDoesNotHaveIsReopenedIfItBeganBefore()
    {
        RunFacts facts = factsWith(ExecutionStatus::Running, 3);
        facts.started = taken - 1h;
        QCOMPARE(compare::fate(facts, taken, {}), Fate::Reopened);
        facts.started = taken + 1h;
        QCOMPARE(compare::fate(facts, taken, {}), Fate::New);
        // Within what clocks may differ nothing is said against it, but for what the list itself proves.
        facts.started = taken - 30s;
        QCOMPARE(compare::fate(facts, taken, {}), Fate::New);
        QCOMPARE(compare::fate(facts, taken, taken - 10s), Fate::Reopened);
        facts.started.reset();
        QCOMPARE(compare::fate(facts, taken, {}), Fate::New);
    }

    void settingsThatDifferAreNamed()
    {
        NamespaceConfig then;
        then.info.name = u"ns"_s;
        then.info.retention = 30 * 24h;
        then.history = {true, u"s3://a"_s};
        then.data = {{u"team"_s, u"a"_s}, {u"gone"_s, u"x"_s}};
        QVERIFY(compare::changes(then, then).empty());
        NamespaceConfig now = then;
        now.info.retention = 3 * 24h;
        now.history.uri = u"s3://b"_s;
        now.data = {{u"team"_s, u"b"_s}, {u"new"_s, u"y"_s}};
        const std::vector<Change> expected{{u"retention"_s, {}, u"30 d"_s, u"3 d"_s},
                                           {u"history_archival"_s, {}, u"s3://a"_s, u"s3://b"_s},
                                           {u"data"_s, u"gone"_s, u"x"_s, {}},
                                           {u"data"_s, u"new"_s, {}, u"y"_s},
                                           {u"data"_s, u"team"_s, u"a"_s, u"b"_s}};
        QCOMPARE(compare::changes(then, now), expected);
        now = then;
        now.history.enabled = false;
        QCOMPARE(compare::changes(then, now),
                 (std::vector<Change>{{u"history_archival"_s, {}, u"s3://a"_s, u"off"_s}}));
    }

    void retentionsThatReadAlikeStillDiffer()
    {
        NamespaceConfig then, now;
        then.info.retention = 7'500s;
        now.info.retention = 7'501s;
        QCOMPARE(compare::changes(then, now),
                 (std::vector<Change>{{u"retention"_s, {}, u"7500 s"_s, u"7501 s"_s}}));
    }

    void attributesAndSchedulesThatAreGoneAreNamedAndNewOnesNot()
    {
        QCOMPARE(compare::changes(SearchAttributes{{u"A"_s, u"Keyword"_s}, {u"B"_s, u"Int"_s}},
                                  SearchAttributes{{u"B"_s, u"Text"_s}, {u"C"_s, u"Int"_s}}),
                 (std::vector<Change>{{u"search_attribute"_s, u"A"_s, u"Keyword"_s, {}},
                                      {u"search_attribute"_s, u"B"_s, u"Int"_s, u"Text"_s}}));
        QCOMPARE(
            compare::changes(
                std::vector<Schedule>{
                    {u"gone"_s, {}, false}, {u"paused"_s, {}, false}, {u"same"_s, {}, true}},
                std::vector<Schedule>{{u"new"_s, {}, true}, {u"paused"_s, {}, true}, {u"same"_s, {}, true}}),
            (std::vector<Change>{{u"schedule"_s, u"gone"_s, u"running"_s, {}},
                                 {u"schedule"_s, u"paused"_s, u"running"_s, u"paused"_s}}));
    }

    void queuesThatHadPollersAreCompared()
    {
        QCOMPARE(compare::queues({{u"a"_s, 2, 0}, {u"b"_s, {}, 1}, {u"c"_s, 0, {}}},
                                 {{u"a"_s, 0, {}}, {u"b"_s, {}, {}}}),
                 (std::vector<QueueFate>{{u"a"_s, TaskType::Workflow, 2, 0},
                                         {u"b"_s, TaskType::Activity, 1, {}}}));
    }

    void aRepairIsOneLineThatBashReadsBack()
    {
        const RunFate ghost{Fate::Ghost, u"a'; rm -rf /"_s, u"r1"_s, {}, {}, {}, {}};
        const QString command = repairCommand(u"ns"_s, ghost);
        QVERIFY2(command.startsWith(u"tdbg --namespace"_s), qPrintable(command));
        QVERIFY2(!command.contains(u" rm -rf / "_s) && command.contains(u"workflow delete"_s),
                 qPrintable(command));
        QVERIFY(repairCommand(u"ns"_s, {Fate::WrongStatus, u"w"_s, u"r"_s, {}, {}, {}, {}})
                    .contains(u"workflow refresh-tasks"_s));
        QVERIFY(repairCommand(u"ns"_s, {Fate::Missing, u"w"_s, u"r"_s, {}, {}, {}, {}}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCompare)
#include "tst_compare.moc"
