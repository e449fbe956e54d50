// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/pendingactivitymodel.h"

#include "tests/fake/failures.h"
#include "tests/fake/fakeclock.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

PendingActivity activityOf(const QString &id, qint32 attempt = 1)
{
    PendingActivity activity;
    activity.activityId = id;
    activity.type = u"upsert"_s;
    activity.state = ActivityState::Scheduled;
    activity.attempt = attempt;
    return activity;
}

QStringList idsOf(const PendingActivityModel &model)
{
    QStringList ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids << model.index(row, 0).data(PendingActivityModel::ActivityIdRole).toString();
    return ids;
}

} // namespace

class TestPendingActivityModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ordersByIdAsNumbers();
    void keepsIndexesAcrossRefreshes();
    void announcesOnlyWhatChanged();
    void saysWhenTheNextTryIs();
    void showsServerTextAsPlainText();
    void holdsAnIdOnce();
    void showsTheCauseOfTheFailure();
};

void TestPendingActivityModel::ordersByIdAsNumbers()
{
    const fake::FakeClock clock;
    PendingActivityModel model(clock);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setActivities({activityOf(u"12"_s), activityOf(u"5"_s), activityOf(u"7"_s)});
    QCOMPARE(idsOf(model), (QStringList{u"5"_s, u"7"_s, u"12"_s}));
}

void TestPendingActivityModel::keepsIndexesAcrossRefreshes()
{
    const fake::FakeClock clock;
    PendingActivityModel model(clock);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setActivities({activityOf(u"5"_s), activityOf(u"7"_s), activityOf(u"12"_s)});
    const QPersistentModelIndex seven = model.index(1, 0);
    const QPersistentModelIndex five = model.index(0, 0);
    model.setActivities({activityOf(u"12"_s), activityOf(u"6"_s), activityOf(u"7"_s, 2)});
    QCOMPARE(idsOf(model), (QStringList{u"6"_s, u"7"_s, u"12"_s}));
    QVERIFY(!five.isValid());
    QCOMPARE(seven.data(PendingActivityModel::ActivityIdRole).toString(), u"7"_s);
    QCOMPARE(model.activity(seven.row()).attempt, 2);
    model.setActivities({});
    QCOMPARE(model.rowCount(), 0);
}

void TestPendingActivityModel::announcesOnlyWhatChanged()
{
    const fake::FakeClock clock;
    PendingActivityModel model(clock);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setActivities({activityOf(u"5"_s), activityOf(u"7"_s)});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.setActivities({activityOf(u"7"_s, 3), activityOf(u"5"_s)});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.front().front().toModelIndex().row(), 1);
    QCOMPARE(inserted.count(), 0);
}

void TestPendingActivityModel::saysWhenTheNextTryIs()
{
    fake::FakeClock clock;
    PendingActivityModel model(clock);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    PendingActivity retrying = activityOf(u"1"_s, 17);
    retrying.maximumAttempts = 20;
    retrying.nextAttemptTime = clock.utc() + 41s;
    PendingActivity started = activityOf(u"2"_s);
    started.state = ActivityState::Started;
    model.setActivities({retrying, started});
    const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(text(0, PendingActivityModel::NextAttemptColumn), u"in 41 s"_s);
    QCOMPARE(text(0, PendingActivityModel::AttemptColumn), u"17 of 20"_s);
    QCOMPARE(text(1, PendingActivityModel::NextAttemptColumn), u"running"_s);
    QCOMPARE(text(1, PendingActivityModel::AttemptColumn), u"1"_s);
    QCOMPARE(text(1, PendingActivityModel::StateColumn), u"Started"_s);
    clock.advance(40s);
    QCOMPARE(text(0, PendingActivityModel::NextAttemptColumn), u"in 1 s"_s);
    clock.advance(2s);
    QCOMPARE(text(0, PendingActivityModel::NextAttemptColumn), u"–"_s);
}

void TestPendingActivityModel::showsServerTextAsPlainText()
{
    const fake::FakeClock clock;
    PendingActivityModel model(clock);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    PendingActivity hostile = activityOf(u"<b>1</b>\n"_s);
    hostile.type = hostile.lastWorker = u"a\u202Eb"_s;
    hostile.lastFailure = fake::failed({fake::link(u"a\u202Eb"_s)});
    model.setActivities({hostile});
    QCOMPARE(model.index(0, PendingActivityModel::IdColumn).data().toString(), u"<b>1</b>‹U+000A›"_s);
    for (const int column : {int(PendingActivityModel::TypeColumn), int(PendingActivityModel::WorkerColumn),
                             int(PendingActivityModel::FailureColumn)})
        QCOMPARE(model.index(0, column).data().toString(), u"a‹U+202E›b"_s);
}

void TestPendingActivityModel::holdsAnIdOnce()
{
    const fake::FakeClock clock;
    PendingActivityModel model(clock);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setActivities({activityOf(u"1"_s), activityOf(u"1"_s), activityOf(u"2"_s)});
    QCOMPARE(idsOf(model), (QStringList{u"1"_s, u"2"_s}));
}

void TestPendingActivityModel::showsTheCauseOfTheFailure()
{
    const fake::FakeClock clock;
    PendingActivityModel model(clock);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    PendingActivity failing = activityOf(u"1"_s);
    failing.lastFailure = fake::stepFailed();
    model.setActivities({failing});
    QCOMPARE(model.index(0, PendingActivityModel::FailureColumn).data().toString(),
             u"ConnectionError: db-7:5432 refused"_s);
}

QTEST_GUILESS_MAIN(TestPendingActivityModel)
#include "tst_pendingactivitymodel.moc"
