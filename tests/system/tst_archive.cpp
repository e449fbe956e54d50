// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alertengine.h"
#include "models/monitor/seenretentions.h"
#include "models/monitor/watch.h"
#include "models/workflows/workflow.h"
#include "models/workflows/workflowtablemodel.h"
#include "tests/system/person.h"

#include <QDir>
#include <QFile>
#include <QTest>
#include <QTimer>

// A namespace that archives, at the real server and a real place to archive to.

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

const QString dev = u"stratmaster-dev"_s;
constexpr int patience = 120'000;

/// By which what the server deletes at the latest today is deleted at once: its own delay is a second here.
class ClockAhead final : public Clock
{
public:
    [[nodiscard]] Instant utc() const override { return m_clock.utc() + deletionMargin; }
    [[nodiscard]] Milliseconds sinceBoot() const override { return m_clock.sinceBoot(); }

private:
    SystemClock m_clock;
};

} // namespace

class TestArchive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!RealStack::isThere())
            QFAIL("needs the environment of `tests/stack/stack env`");
        QVERIFY2(!RealStack::value("ARCHIVE").isEmpty(), "needs a stack that was brought up with --archive");
    }

    void withoutAnArchiveTheServerSaysSo()
    {
        Person vic(u"vic"_s);
        QVERIFY(vic.signIn());
        const auto page = await(vic.client->listArchived(dev, {}, 10, {}, Purpose::Operator));
        QVERIFY(!page);
        QCOMPARE(page.error().kind, ErrorKind::Invalid);
        QVERIFY2(page.error().detail.contains("not configured for visibility archival"_L1),
                 qPrintable(page.error().detail));
    }

    void aDeletedRunIsListedAndOpened()
    {
        QVERIFY(RealStack::setArchive(dev, RealStack::value("ARCHIVE")));
        QVERIFY(RealStack::setShortRetention(dev, 15));
        Person vic(u"vic"_s);
        QVERIFY(vic.signIn());
        const QString id = u"archived-1"_s;
        // A server that has just heard of the archive may still close a run without it.
        QTest::qWait(15'000);
        const QString runId = RealStack::start(dev, u"nobody_serves"_s, u"ReviewWorkflow"_s, id);
        QVERIFY(!runId.isEmpty());
        QVERIFY(RealStack::terminate(dev, id));

        WorkflowTableModel list(*vic.client, vic.clock);
        const auto isListed = [&] {
            if (list.state() != WorkflowTableModel::State::Loading)
                list.load(dev, u"WorkflowId='%1'"_s.arg(id), RunSource::Archive);
            QTest::qWait(500);
            return list.rowCount() == 1;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isListed(), patience);
        const Execution row = list.execution(0);
        QCOMPARE(row.runId, runId);
        QCOMPARE(row.status, ExecutionStatus::Terminated);

        const auto isDeleted = [&] {
            QTest::qWait(1000);
            const auto run = await(vic.client->describeExecution(dev, id, runId, Purpose::Operator));
            return !run && run.error().kind == ErrorKind::NotFound;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isDeleted(), patience);

        Workflow workflow(*vic.client, vic.clock, dev, id, runId);
        workflow.setActive(true);
        QTRY_VERIFY_WITH_TIMEOUT(workflow.isArchived() || workflow.error(), 30'000);
        QVERIFY2(workflow.isArchived(), qPrintable(workflow.nowSentence()));
        const Execution &run = workflow.description()->execution;
        QCOMPARE(run.type, u"ReviewWorkflow"_s);
        QCOMPARE(run.status, ExecutionStatus::Terminated);
        QVERIFY2(run.taskQueue.endsWith("nobody_serves"_L1), qPrintable(run.taskQueue));
        QCOMPARE(run.closeTime, row.closeTime);
        QVERIFY(workflow.history().rowCount() >= 3);
        QCOMPARE(workflow.history().event(0).type, u"WorkflowExecutionTerminated"_s);
        QVERIFY2(workflow.nowSentence().contains("Read from the archive"_L1),
                 qPrintable(workflow.nowSentence()));

        // All of it, without a query.
        list.load(dev, {}, RunSource::Archive);
        QTRY_VERIFY_WITH_TIMEOUT(list.state() == WorkflowTableModel::State::Ready && list.rowCount() > 0,
                                 30'000);
    }

    void aBrokenArchiveIsToldAndNothingIsLost()
    {
        const QString address = RealStack::value("ARCHIVE");
        if (!address.startsWith("file://"_L1))
            QSKIP("a bucket is not broken by a file in its place");
        const QString folder = address.mid(7);
        const QString ns = u"tenant-nova"_s; // of which there are roles, and no namespace yet
        QVERIFY(RealStack::makeNamespace(ns));
        Person ada(u"ada"_s);
        QVERIFY(ada.signIn());
        // Usable only once the server's caches know it, and its archive.
        QTRY_VERIFY_WITH_TIMEOUT(await(ada.client->countExecutions(ns, {}, Purpose::Operator)), 60'000);
        QVERIFY(RealStack::setArchive(ns, address));
        QVERIFY(RealStack::setShortRetention(ns, 15));
        QTest::qWait(15'000);

        const ClockAhead clock;
        const Runbook runbook;
        Watch watch(*ada.client, clock, ada.profile);
        AlertEngine alerts(watch, runbook, clock);
        QTimer second;
        connect(&second, &QTimer::timeout, &alerts, &AlertEngine::tick);
        second.start(std::chrono::seconds(1));
        watch.start(ada.tokens.user()->namespaces());
        QTRY_VERIFY_WITH_TIMEOUT(watch.firstSweepDone(), 60'000);
        const auto stuck = [&] {
            watch.refresh();
            QTest::qWait(500);
            const NamespaceSample *const sample = watch.namespaceSample(ns);
            return sample && sample->archival ? sample->archival->count : -1;
        };
        const auto isFiring = [&] {
            for (const Alert &alert : alerts.alerts())
                if (alert.kind == RuleKind::ArchivalStuck && alert.key == QueueKey{ns, {}})
                    return alert.state == AlertState::Firing;
            return false;
        };
        QTRY_COMPARE_WITH_TIMEOUT(stuck(), 0, 30'000);

        // Nothing can be written into a file.
        QVERIFY(QDir().rename(folder, folder + u".away"_s));
        QFile inTheWay(folder);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        inTheWay.close();
        const QString id = u"stuck-1"_s;
        const QString runId = RealStack::start(ns, u"nobody_serves"_s, u"ReviewWorkflow"_s, id);
        QVERIFY(!runId.isEmpty());
        QVERIFY(RealStack::terminate(ns, id));
        QTRY_COMPARE_WITH_TIMEOUT(stuck(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(isFiring(), 10'000);
        // The server would have deleted it by now.
        QTest::qWait(30'000);
        QCOMPARE(stuck(), 1);
        QVERIFY2(alerts.namespaceAssessment(ns).sentence.contains(
                     u"closed runs kept past the retention of 15 s: 1"_s),
                 qPrintable(alerts.namespaceAssessment(ns).sentence));

        QVERIFY(inTheWay.remove());
        QVERIFY(QDir().rename(folder + u".away"_s, folder));
        QTRY_COMPARE_WITH_TIMEOUT(stuck(), 0, 2 * patience);
        QTRY_VERIFY_WITH_TIMEOUT(!isFiring(), 60'000);
        const auto kept =
            await(ada.client->listArchived(ns, u"WorkflowId='%1'"_s.arg(id), 10, {}, Purpose::Operator));
        QVERIFY(kept);
        QCOMPARE(kept->size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestArchive)
#include "tst_archive.moc"
