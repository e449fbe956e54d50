// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recovery/manifestwork.h"
#include "tests/unit/recovery/recoveryworld.h"

#include <QSignalSpy>

using namespace signalbox;
using Stage = ManifestWork::Stage;

namespace {

struct WorkWorld : RecoveryWorld
{
    WorkWorld()
    {
        for (int i = 0; i < 5; ++i)
            addRun(u"w%1"_s.arg(i), 10 + i);
        serve();
    }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(work.stage() == Stage::None, 60'000); }
    void takeAndOpen()
    {
        work.take({file, u"eu"_s, {}, {u"prod"_s}});
        settle();
        work.open(file);
        settle();
        QVERIFY(work.opened());
    }
    void verifyNow()
    {
        work.verify({u"prod"_s});
        settle();
    }

    ManifestWork work{*client, clock, quickPace()};
};

} // namespace

class TestManifestWork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dispatcher::init(); }

    void takenOpenedVerifiedAndWatched()
    {
        WorkWorld w;
        QSignalSpy taken(&w.work, &ManifestWork::taken);
        w.takeAndOpen();
        QCOMPARE(taken.size(), 1);
        QCOMPARE(taken[0][0].toString(), w.file);
        QCOMPARE(w.work.opened()->end.counts.runs, qint64(5));
        QCOMPARE(w.work.opened()->head.profile, u"eu"_s);
        QVERIFY(!w.work.found());

        w.lengths[u"w0"_s] = 4;
        w.serve();
        w.verifyNow();
        QVERIFY(w.work.found());
        QCOMPARE(w.work.found()->verdict, RestoreVerdict::Different);
        QCOMPARE(w.work.found()->findings->front().word, u"behind"_s);
        QCOMPARE(w.work.found()->standing.size(), std::size_t(5));

        for (auto &[id, length] : w.lengths)
            length += id == u"w4"_s ? 0 : 20;
        w.serve();
        w.work.watch(10min);
        QCOMPARE(w.work.stage(), Stage::Watching);
        QTRY_VERIFY_WITH_TIMEOUT(w.work.found()->resumption.has_value(), 60'000);
        QCOMPARE(w.work.found()->resumption->resumed, qint64(4));
        QCOMPARE(w.work.found()->standing.size(), std::size_t(1));
        w.lengths[u"w4"_s] += 20;
        w.serve();
        w.settle();
        QCOMPARE(w.work.found()->resumption->resumed, qint64(5));
        QVERIFY(!w.work.failure());
    }

    void whatIsNoManifestChangesNothing()
    {
        WorkWorld w;
        w.takeAndOpen();
        w.verifyNow();
        QFile other(w.folder.filePath(u"other"_s));
        QVERIFY(other.open(QIODevice::WriteOnly) && other.write("{}\n") > 0);
        other.close();
        w.work.open(other.fileName());
        w.settle();
        QVERIFY(w.work.failure());
        QVERIFY2(w.work.failure()->error.detail.endsWith(u"it is not a manifest"_s),
                 qPrintable(w.work.failure()->error.detail));
        QCOMPARE(w.work.opened()->file, w.file);
        QVERIFY(w.work.found());
        // What goes well next ends what was said of it; another file is not yet compared.
        QVERIFY(QFile::copy(w.file, w.folder.filePath(u"copy"_s)));
        w.work.open(w.folder.filePath(u"copy"_s));
        w.settle();
        QVERIFY(!w.work.failure() && !w.work.found());
    }

    void anOutageKeepsWhatWasFound()
    {
        WorkWorld w;
        w.takeAndOpen();
        w.verifyNow();
        const auto findings = w.work.found()->findings;
        w.server.stop();
        w.verifyNow();
        QVERIFY(w.work.failure());
        QCOMPARE(w.work.failure()->stage, Stage::Verifying);
        QCOMPARE(w.work.failure()->error.kind, ErrorKind::Unreachable);
        QCOMPARE(w.work.found()->findings, findings);
    }

    void whatIsStoppedLeavesAllAsItWas()
    {
        WorkWorld w;
        w.takeAndOpen();
        w.server.holdNext(u"DescribeWorkflowExecution"_s, fake::TemporalServer::always);
        w.work.verify({u"prod"_s});
        QTRY_VERIFY(w.server.held() > 0);
        w.work.open(u"nothing else meanwhile"_s);
        QCOMPARE(w.work.stage(), Stage::Verifying);
        w.work.stop();
        QCOMPARE(w.work.stage(), Stage::None);
        QVERIFY(!w.work.found() && !w.work.failure());
        const QByteArray before = [&] {
            QFile file(w.file);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        }();
        w.work.take({w.file, u"eu"_s, {}, {u"prod"_s}});
        QTRY_VERIFY(w.server.held() > 1);
        w.work.stop();
        w.server.clearFaults();
        w.server.releaseHeld();
        QFile file(w.file);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), before);
        w.verifyNow();
        QVERIFY(w.work.found());
    }
};

QTEST_GUILESS_MAIN(TestManifestWork)
#include "tst_manifestwork.moc"
