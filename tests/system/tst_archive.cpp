// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/workflow.h"
#include "models/workflows/workflowtablemodel.h"
#include "tests/system/person.h"

#include <QTest>

// A namespace that archives, at the real server and a real place to archive to.

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

const QString dev = u"stratmaster-dev"_s;
constexpr int patience = 120'000;

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
};

QTEST_GUILESS_MAIN(TestArchive)
#include "tst_archive.moc"
