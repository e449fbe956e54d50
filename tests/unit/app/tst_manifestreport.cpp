// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/manifestreport.h"
#include "app/manifesttext.h"
#include "models/recovery/recoverytext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using manifest::Part;

namespace {

ManifestReport reportOf(NamespaceVerification ns)
{
    ManifestReport report;
    report.file = u"m"_s;
    report.verification.head.profile = u"eu"_s;
    report.verification.head.begun = Instant(1'796'040'000s);
    report.verification.namespaces = {std::move(ns)};
    return report;
}

NamespaceVerification intact()
{
    NamespaceVerification ns;
    ns.name = u"prod"_s;
    ns.counts[Fate::Intact] = 7;
    return ns;
}

NamespaceVerification with(Fate fate, const QString &id = u"w1"_s)
{
    NamespaceVerification ns = intact();
    ns.counts[fate] = 1;
    ns.named = {{fate, id, u"r1"_s, u"Order"_s, 12, 8, ExecutionStatus::Running}};
    return ns;
}

} // namespace

class TestManifestReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theExitCodeSaysTheWorst_data()
    {
        QTest::addColumn<ManifestReport>("report");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("intact") << reportOf(intact()) << 0 << u"intact"_s;
        for (const Fate fate : {Fate::Missing, Fate::Behind, Fate::Reopened, Fate::Ghost, Fate::WrongStatus})
            QTest::addRow("difference %d", static_cast<int>(fate))
                << reportOf(with(fate)) << 1 << u"different"_s;
        for (const Fate fate : {Fate::ClosedSince, Fate::New, Fate::Advanced})
            QTest::addRow("life %d", static_cast<int>(fate)) << reportOf(with(fate)) << 0 << u"intact"_s;
        for (const Fate fate : {Fate::Unread, Fate::Uncompared})
            QTest::addRow("unknown %d", static_cast<int>(fate)) << reportOf(with(fate)) << 3 << u"unknown"_s;
        NamespaceVerification ns = intact();
        ns.gaps = {{Part::Schedules, u"why"_s}};
        QTest::newRow("a gap") << reportOf(ns) << 3 << u"unknown"_s;
        ns.changes = {{u"retention"_s, {}, u"30 d"_s, u"3 d"_s}};
        QTest::newRow("a change beside a gap") << reportOf(ns) << 1 << u"different"_s;
        ns = intact();
        ns.queues = {{u"q"_s, TaskType::Workflow, 2, 0}};
        QTest::newRow("nobody polls") << reportOf(ns) << 1 << u"different"_s;
        ns.queues = {{u"q"_s, TaskType::Workflow, 2, 1}};
        QTest::newRow("somebody polls") << reportOf(ns) << 0 << u"intact"_s;
        ns.state = NamespaceVerification::State::Missing;
        QTest::newRow("no such namespace") << reportOf(ns) << 1 << u"different"_s;
        ManifestReport watched = reportOf(intact());
        watched.resumption = {7, 6};
        watched.standing = {{u"prod"_s, u"w1"_s, u"r1"_s, 12, false}};
        QTest::newRow("one waits for a timer") << watched << 0 << u"intact"_s;
        watched.standing[0].isDue = true;
        QTest::newRow("one waits for a worker") << watched << 1 << u"different"_s;
    }
    void theExitCodeSaysTheWorst()
    {
        QFETCH(ManifestReport, report);
        QFETCH(int, code);
        QFETCH(QString, outcome);
        QCOMPARE(exitCode(report), code);
        QCOMPARE(QJsonDocument::fromJson(toJson(report)).object().value(u"outcome"_s), outcome);
    }

    void whatIsDifferentIsNamed()
    {
        NamespaceVerification ns = with(Fate::Behind);
        ns.counts[Fate::Ghost] = 1;
        ns.named.push_back({Fate::Ghost, u"gh ost"_s, u"r2"_s, u"Order"_s, {}, {}, {}});
        ns.changes = {{u"schedule"_s, u"nightly"_s, u"running"_s, {}}};
        ns.queues = {{u"orders"_s, TaskType::Activity, 2, 0}};
        ns.again = {{u"charge"_s, u"cards"_s, 3, u"w9"_s}};
        ns.gaps = {{Part::SearchAttributes, u"refused"_s}};
        const QString text = toText(reportOf(ns));
        for (const auto &part :
             {u"prod: 1 behind, 1 ghosts, 7 intact"_s, u"w1 (run r1, Order): 8 events, 12 when"_s,
              u"tdbg --namespace prod workflow delete --workflow-id 'gh ost' --run-id r2"_s,
              u"schedule nightly: was “running”, is “not there”"_s,
              u"orders, activity tasks: 2 pollers then, nobody now"_s,
              u"charge on cards: 3, one of them of w9"_s, u"not known: the search attributes: refused"_s,
              u"Not all is as it was."_s})
            QVERIFY2(text.contains(part), qPrintable(part + u"\nin\n"_s + text));
    }

    void aScriptFindsTheSame()
    {
        ManifestReport report = reportOf(with(Fate::WrongStatus));
        report.resumption = {3, 2};
        report.standing = {{u"prod"_s, u"w1"_s, u"r1"_s, 12, true}};
        const QJsonObject object = QJsonDocument::fromJson(toJson(report)).object();
        const QJsonObject ns = object.value(u"namespaces"_s)[0].toObject();
        QCOMPARE(ns.value(u"counts"_s)[u"wrong_status"_s], 1);
        QCOMPARE(ns.value(u"counts"_s)[u"missing"_s], 0);
        QCOMPARE(ns.value(u"runs"_s)[0][u"workflow_id"_s], u"w1"_s);
        QCOMPARE(ns.value(u"runs"_s)[0][u"events_then"_s], 12);
        QVERIFY(ns.value(u"repairs"_s)[0].toString().contains(u"refresh-tasks"_s));
        QCOMPARE(object.value(u"resumption"_s)[u"standing"_s][0][u"waits_for_worker"_s], true);
        QVERIFY(object.value(u"cluster"_s).isNull());
    }

    void ofManyTheFirstTwentyAreNamed()
    {
        NamespaceVerification ns = intact();
        ns.counts[Fate::Missing] = 25;
        for (int i = 0; i < 25; ++i)
            ns.named.push_back({Fate::Missing, u"w%1"_s.arg(i), u"r"_s, u"T"_s, 1, {}, {}});
        const QString text = toText(reportOf(ns));
        QVERIFY(text.contains(u"w19 "_s) && !text.contains(u"w20 "_s) && text.contains(u"and 5 more"_s));
    }

    void namesOfOthersDoNotReachTheTerminalAsTheyAre()
    {
        const QString text = toText(reportOf(with(Fate::Missing, u"a\x1b[31m\n\u202eb"_s)));
        QVERIFY(!text.contains(u'\x1b') && !text.contains(u'\u202e') && text.contains(u"\\x1b"_s));
    }

    void aFaultOfTheFileIsSaidAsItIs()
    {
        QCOMPARE(manifestFailure({ErrorKind::Invalid, u"m: cut"_s, {}, {}, {}}), u"m: cut"_s);
        const QString said =
            manifestFailure({ErrorKind::Unreachable, {}, u"GetClusterInfo"_s, u"t:7233"_s, u"UNAVAILABLE"_s});
        QVERIFY2(said.contains(u"t:7233"_s), qPrintable(said));
    }
};

QTEST_GUILESS_MAIN(TestManifestReport)
#include "tst_manifestreport.moc"
