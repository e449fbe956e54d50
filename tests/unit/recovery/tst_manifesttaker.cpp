// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recovery/manifestreader.h"
#include "tests/unit/recovery/recoveryworld.h"

#include <QFile>

using namespace signalbox;
using manifest::Part;

class TestManifestTaker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dispatcher::init(); }

    void aClusterIsWrittenDown()
    {
        RecoveryWorld w;
        for (int i = 0; i < 7; ++i)
            w.addRun(u"w%1"_s.arg(i), 10 + i);
        w.addRun(u"card"_s, 5).status = ExecutionStatus::Paused;
        w.addRun(u"done"_s, 5).status = ExecutionStatus::Completed;
        w.serve();
        const auto counts = w.take();
        QVERIFY(counts);
        QCOMPARE(*counts, (manifest::Counts{2, 3, 8, 2, 0}));
        manifest::Reader reader(w.file);
        const auto contents = reader.readAll();
        QVERIFY(contents);
        QCOMPARE(contents->head.profile, u"eu"_s);
        QCOMPARE(contents->head.cluster->id, u"c1"_s);
        const manifest::Section &prod = contents->sections[0];
        // What the server can do is no setting.
        NamespaceConfig settings = w.config;
        settings.info.workerHeartbeats = false;
        settings.info.historyArchivalUri = settings.history.uri;
        settings.info.visibilityArchivalUri = settings.visibility.uri;
        QCOMPARE(prod.ns.config, settings);
        QCOMPARE(prod.ns.attributes, (SearchAttributes{{u"Customer"_s, u"Keyword"_s}}));
        QCOMPARE(prod.schedules.size(), std::size_t(3));
        QCOMPARE(prod.queues, (std::vector<manifest::Queue>{{u"cards"_s, {}, 2}, {u"orders"_s, 2, {}}}));
        const auto runs = reader.runsOf(prod, 100);
        QCOMPARE(runs->size(), std::size_t(8));
        QCOMPARE((*runs)[6].workflowId, u"w6"_s);
        QCOMPARE((*runs)[6].historyLength, 16);
        QCOMPARE(contents->sections[1].ns.name, u"idle"_s);
        QVERIFY(contents->sections[1].keys.empty());
    }

    void onlyWhatWasAskedFor()
    {
        RecoveryWorld w;
        QVERIFY(w.take({u"idle"_s}));
        const auto contents = manifest::Reader(w.file).readAll();
        QCOMPARE(contents->head.asked, QStringList{u"idle"_s});
        QCOMPARE(contents->sections.size(), std::size_t(1));
        QCOMPARE(w.server.calls(u"ListNamespaces"_s), 0);
    }

    void queuesThatWorkersServeAreLookedAtWithoutARun()
    {
        RecoveryWorld w;
        WorkerHeartbeat beat;
        beat.taskQueue = u"cards"_s;
        beat.activitySlots = WorkerSlots();
        w.server.setWorkers(u"prod"_s, {beat});
        QVERIFY(w.take());
        const auto contents = manifest::Reader(w.file).readAll();
        QCOMPARE(contents->sections[0].queues, (std::vector<manifest::Queue>{{u"cards"_s, {}, 2}}));
    }

    void whatIsDeniedIsInTheFileAndSaid()
    {
        RecoveryWorld w;
        w.addRun(u"a"_s, 3);
        w.serve();
        w.server.failNext(u"ListNamespaces"_s, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
        w.server.failNext(u"GetClusterInfo"_s, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
        w.server.failNext(u"ListSearchAttributes"_s, u"PERMISSION_DENIED"_s, {},
                          fake::TemporalServer::always);
        const auto counts = w.take();
        QVERIFY(counts);
        // `denied` is of the token, and the server knows no such namespace.
        QCOMPARE(*counts, (manifest::Counts{2, 3, 1, 1, 4}));
        QCOMPARE(w.unread.size(), std::size_t(4));
        const auto contents = manifest::Reader(w.file).readAll();
        QCOMPARE(contents->gaps.size(), std::size_t(2));
        QVERIFY(!contents->head.cluster);
        QVERIFY(contents->sections[0].lacks(Part::SearchAttributes));
        QVERIFY(!contents->sections[0].ns.attributes);
        QCOMPARE(contents->sections[1].ns.name, u"denied"_s);
        QVERIFY(contents->sections[1].lacks(Part::Configuration));
    }

    void runsThatCannotBeDescribedAreWrittenWithoutTheirLength()
    {
        RecoveryWorld w;
        for (int i = 0; i < 5; ++i)
            w.addRun(u"w%1"_s.arg(i), 10);
        w.serve();
        w.server.failNext(u"DescribeWorkflowExecution"_s, u"PERMISSION_DENIED"_s, {},
                          fake::TemporalServer::always);
        QVERIFY(w.take());
        manifest::Reader reader(w.file);
        const auto contents = reader.readAll();
        QVERIFY(contents->sections[0].lacks(Part::History));
        const auto runs = reader.runsOf(contents->sections[0], 100);
        QCOMPARE(runs->size(), std::size_t(5));
        QVERIFY(!runs->front().historyLength);
    }

    void aBusyServerIsAskedAgain()
    {
        RecoveryWorld w;
        for (int i = 0; i < 5; ++i)
            w.addRun(u"w%1"_s.arg(i), 10);
        w.serve();
        w.server.failNext(u"DescribeWorkflowExecution"_s, u"RESOURCE_EXHAUSTED"_s, {}, 12);
        const auto counts = w.take();
        QVERIFY(counts);
        QCOMPARE(counts->gaps, 0);
        QCOMPARE(counts->runs, 5);
    }

    void whatTheListHasAndTheServerNotIsLeftOut()
    {
        RecoveryWorld w;
        w.addRun(u"a"_s, 3);
        w.addRun(u"ghost"_s, 3);
        w.addRun(u"ended"_s, 3);
        w.statusNow[u"ended"_s] = ExecutionStatus::Completed;
        w.serve();
        w.server.loseRun(u"prod"_s, u"ghost"_s, u"run of ghost"_s);
        const auto counts = w.take();
        QVERIFY(counts);
        QCOMPARE(counts->runs, 1);
        QCOMPARE(counts->gaps, 0);
    }

    void withoutAnAnswerThereIsNoFile_data()
    {
        QTest::addColumn<QString>("method");
        for (const auto *method :
             {"GetClusterInfo", "ListNamespaces", "DescribeNamespace", "ListSchedules",
              "ListWorkflowExecutions", "DescribeWorkflowExecution", "DescribeTaskQueue"})
            QTest::newRow(method) << QString::fromLatin1(method);
    }
    void withoutAnAnswerThereIsNoFile()
    {
        QFETCH(QString, method);
        RecoveryWorld w(2s);
        w.addRun(u"a"_s, 3);
        w.serve();
        QFile old(w.file);
        QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
        old.close();
        w.server.failNext(method, u"UNAVAILABLE"_s, {}, fake::TemporalServer::always);
        QVERIFY(!w.take());
        QCOMPARE(w.failure->kind, ErrorKind::Unreachable);
        QVERIFY(old.open(QIODevice::ReadOnly));
        QCOMPARE(old.readAll(), "old");
        QCOMPARE(QDir(w.folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"m"_s});
    }

    void oneThatIsGivenUpLeavesWhatWasThere()
    {
        RecoveryWorld w;
        w.addRun(u"a"_s, 3);
        w.serve();
        w.server.holdNext(u"DescribeWorkflowExecution"_s);
        {
            ManifestTaker taker(*w.client, w.clock, {w.file, u"eu"_s, {}, {}}, quickPace());
            taker.start();
            QTRY_COMPARE(w.server.held(), 1);
        }
        w.server.releaseHeld();
        QVERIFY(QDir(w.folder.path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
    }

    void namesOfAnyKindAreKeptAsTheyAre()
    {
        RecoveryWorld w;
        const QString hostile = u"a\n\"},{\"run\":\u202e\U0001F600'\\ \x1b[31m"_s;
        w.addRun(hostile, 3);
        w.serve();
        QVERIFY(w.take());
        manifest::Reader reader(w.file);
        const auto contents = reader.readAll();
        QCOMPARE(reader.runsOf(contents->sections[0], 10)->front().workflowId, hostile);
        const auto result = w.verify();
        QVERIFY(result);
        QCOMPARE(result->namespaces[0].count(Fate::Intact), 1);
    }
};

QTEST_GUILESS_MAIN(TestManifestTaker)
#include "tst_manifesttaker.moc"
