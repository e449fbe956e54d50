// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/pendingactivities.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {

PendingActivity waiting(const QString &queue, const QString &type = u"embed"_s)
{
    PendingActivity activity;
    activity.taskQueue = queue;
    activity.type = type;
    activity.attempt = 1;
    return activity;
}

PendingActivity failing(const QString &queue, const QString &type, const QString &cause, int attempt)
{
    PendingActivity activity = waiting(queue, type);
    activity.attempt = attempt;
    FailureLink wrapper;
    wrapper.message = u"activity error"_s;
    FailureLink inner;
    inner.message = cause;
    inner.type = u"ConnectionError"_s;
    activity.lastFailure.links = {wrapper, inner, FailureLink()};
    return activity;
}

ExecutionDescription run(const QString &id, std::vector<PendingActivity> pending)
{
    ExecutionDescription description;
    description.execution.runId = id;
    description.execution.status = ExecutionStatus::Running;
    description.pendingActivities = std::move(pending);
    return description;
}

} // namespace

class TestPendingActivities : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sumsUpByQueue()
    {
        PendingActivities seen;
        QCOMPARE(seen.of(u"q"_s, 1h), std::nullopt);
        QCOMPARE(seen.take(run(u"1"_s, {waiting(u"q"_s), waiting(u"q"_s), waiting(u"p"_s)}), 1h),
                 (std::set<QString>{u"p"_s, u"q"_s}));
        seen.take(run(u"2"_s, {waiting(u"q"_s)}), 1h + 1s);
        QCOMPARE(seen.of(u"q"_s, 1h + 1s), (PendingSample{2, 3, {}, 1h + 1s}));
        QCOMPARE(seen.of(u"p"_s, 1h + 1s), (PendingSample{1, 1, {}, 1h}));
        QCOMPARE(seen.of(u"elsewhere"_s, 1h), std::nullopt);
    }

    void groupsWhatFailsByTypeAndInnermostCause()
    {
        PendingActivities seen;
        seen.take(run(u"1"_s, {failing(u"q"_s, u"embed"_s, u"quota"_s, 3)}), 1h);
        seen.take(run(u"2"_s, {failing(u"q"_s, u"upsert"_s, u"refused"_s, 4),
                               failing(u"q"_s, u"upsert"_s, u"refused"_s, 9)}),
                  1h);
        const std::vector<FailingActivities> expected{
            {u"upsert"_s, u"refused"_s, u"ConnectionError"_s, false, 2, 9},
            {u"embed"_s, u"quota"_s, u"ConnectionError"_s, false, 1, 3}};
        QCOMPARE(seen.of(u"q"_s, 1h)->failing, expected);
    }

    void whatWaitsForItsFirstAttemptOrIsPausedDoesNotFail()
    {
        PendingActivities seen;
        PendingActivity paused = failing(u"q"_s, u"embed"_s, u"quota"_s, 3);
        paused.pause = Pause();
        PendingActivity first = failing(u"q"_s, u"embed"_s, u"quota"_s, 1);
        PendingActivity silent = waiting(u"q"_s);
        silent.attempt = 2;
        seen.take(run(u"1"_s, {paused, first, silent}), 1h);
        QCOMPARE(seen.of(u"q"_s, 1h)->pending, 3);
        QVERIFY(seen.of(u"q"_s, 1h)->failing.empty());
    }

    void anEncryptedCauseIsNamedAsSuch()
    {
        PendingActivities seen;
        PendingActivity activity = failing(u"q"_s, u"embed"_s, QString(), 3);
        activity.lastFailure.links[1].type.clear();
        activity.lastFailure.links[1].isEncrypted = true;
        seen.take(run(u"1"_s, {activity}), 1h);
        QVERIFY(seen.of(u"q"_s, 1h)->failing.at(0).isEncrypted);
        QCOMPARE(seen.of(u"q"_s, 1h)->failing.at(0).cause, QString());
    }

    void aRunSaysOnlyWhatItSaidLast()
    {
        PendingActivities seen;
        seen.take(run(u"1"_s, {waiting(u"q"_s)}), 1h);
        QCOMPARE(seen.take(run(u"1"_s, {waiting(u"p"_s)}), 1h + 1s), (std::set<QString>{u"p"_s, u"q"_s}));
        QCOMPARE(seen.of(u"q"_s, 1h + 1s), std::nullopt);
        ExecutionDescription ended = run(u"1"_s, {});
        ended.execution.status = ExecutionStatus::Completed;
        QCOMPARE(seen.take(ended, 1h + 2s), std::set<QString>{u"p"_s});
        QCOMPARE(seen.of(u"p"_s, 1h + 2s), std::nullopt);
    }

    void forgetsAfterAWhile()
    {
        PendingActivities seen;
        seen.take(run(u"1"_s, {waiting(u"q"_s)}), 1h);
        QVERIFY(seen.of(u"q"_s, 1h + PendingActivities::keptFor));
        QVERIFY(seen.dropOld(1h + PendingActivities::keptFor).empty());
        QCOMPARE(seen.of(u"q"_s, 1h + PendingActivities::keptFor + 1s), std::nullopt);
        QCOMPARE(seen.dropOld(1h + PendingActivities::keptFor + 1s), std::set<QString>{u"q"_s});
    }

    void tellsNothingOfTheServersOwnQueues()
    {
        PendingActivities seen;
        QVERIFY(
            seen.take(run(u"1"_s, {waiting(u"temporal-sys-per-ns-tq"_s), waiting(QString())}), 1h).empty());
    }
};

QTEST_GUILESS_MAIN(TestPendingActivities)
#include "tst_pendingactivities.moc"
