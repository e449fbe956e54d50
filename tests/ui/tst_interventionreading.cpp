// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/leverkind.h"
#include "tests/fake/fakeclock.h"
#include "tests/ui/look.h"
#include "tests/ui/openeddialog.h"
#include "ui/interventions/resultedit.h"

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::LeverWorld;
using test::Opened;

namespace {

const QString describe = u"DescribeWorkflowExecution"_s;

} // namespace

// An open dialog whose reading is nothing to act on says so, and its pull is off until there is a fresh one.

class TestInterventionReading final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::putOnLook(); }
    void aFailedReadingIsSaidAndKeepsThePullOff_data();
    void aFailedReadingIsSaidAndKeepsThePullOff();
    void anOldReadingIsSaidAndKeepsThePullOff();
    void anotherActivityOfTheSameIdKeepsThePullOff();
    void anotherRunKeepsThePullOff();

private:
    fake::FakeClock m_clock;
};

void TestInterventionReading::aFailedReadingIsSaidAndKeepsThePullOff_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("says");
    QTest::newRow("deleted") << u"NOT_FOUND"_s
                             << u"The run no longer exists; what is shown was read 11 s ago."_s;
    QTest::newRow("failed") << u"INTERNAL"_s
                            << u"The run could not be read again; what is shown was read 11 s ago."_s;
}

void TestInterventionReading::aFailedReadingIsSaidAndKeepsThePullOff()
{
    QFETCH(const QString, code);
    QFETCH(const QString, says);
    LeverWorld world;
    QVERIFY(world.signIn());
    const Opened opened(world, test::terminateAct, {}, LeverWorld::workflowId, &m_clock);
    QTRY_VERIFY(opened.isRead());
    opened.fill(u"INC-7"_s, LeverWorld::workflowId);
    QVERIFY(opened.canAct());
    world.server.failNext(describe, code, u"shard lost"_s);
    m_clock.advance(11s);
    QTRY_COMPARE(opened.text(u"needed"_s), says);
    QVERIFY(!opened.canAct());
    QVERIFY(!opened.text(u"reading"_s).contains("unchanged"_L1));
    QTest::mouseClick(opened.button(u"errorAction"_s), Qt::LeftButton);
    QTRY_VERIFY(opened.canAct());
    QVERIFY(opened.text(u"reading"_s).endsWith("unchanged"_L1));
    QVERIFY(!opened.button(u"errorAction"_s)->isVisible());
}

void TestInterventionReading::anOldReadingIsSaidAndKeepsThePullOff()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Opened opened(world, test::terminateAct, {}, LeverWorld::workflowId, &m_clock);
    QTRY_VERIFY(opened.isRead());
    opened.fill(u"INC-7"_s, LeverWorld::workflowId);
    QVERIFY(opened.canAct());
    world.server.holdNext(describe);
    m_clock.advance(31s);
    QTRY_COMPARE(opened.text(u"needed"_s),
                 u"What is shown was read 31 s ago; a fresh reading is waited for."_s);
    QVERIFY(!opened.canAct());
    QTRY_COMPARE(world.server.held(), 1);
    world.server.releaseHeld();
    QTRY_VERIFY(opened.canAct());
}

void TestInterventionReading::anotherActivityOfTheSameIdKeepsThePullOff()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Opened opened(world, test::completeAct, u"12"_s, LeverWorld::workflowId, &m_clock);
    QTRY_VERIFY(opened.isRead());
    opened.fill(u"INC-7"_s, u"12"_s);
    opened.find<ResultEdit>(u"result"_s)->setPlainText(u"1"_s);
    QVERIFY(opened.canAct());
    ExecutionDescription later = LeverWorld::ingest();
    later.pendingActivities.front().scheduledTime = m_clock.utc();
    world.server.setDescription(LeverWorld::ns, later);
    m_clock.advance(11s);
    QTRY_VERIFY(opened.text(u"needed"_s).startsWith("The activity that was shown has ended;"_L1));
    QVERIFY(!opened.canAct());
    QCOMPARE(world.writes(), 0);
}

/// A server that answers of another run than it was asked of.
void TestInterventionReading::anotherRunKeepsThePullOff()
{
    const InterventionTarget target{
        test::terminateAct, LeverWorld::ns, LeverWorld::workflowId, LeverWorld::runId, {}};
    ExecutionDescription other = LeverWorld::ingest();
    const LeverKind &kind = kindOf(target.act);
    QVERIFY(kind.otherThan(target, LeverWorld::ingest(), other).isEmpty());
    other.execution.runId = u"another"_s;
    QCOMPARE(kind.otherThan(target, other, other), u"The server described another run than this one."_s);
}

QTEST_MAIN(TestInterventionReading)
#include "tst_interventionreading.moc"
