// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/reply.h"

#include <QTest>

#include <algorithm>
#include <thread>

using namespace signalbox;

class TstReply : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dispatcher::init(); }
    void deliversAValueFromAnotherThreadOnTheOwnerThread();
    void neverDeliversWithinTheCall();
    void aDeadReceiverCancelsAndIsNotCalled();
    void aDroppedReplyCancels();
    void aHookSetAfterTheDropRunsAtOnce();
    void cancelStopsADelivery();
    void valuesAfterCancelAreDropped();
    void finishingWinsOnce();
    void moveOnlyValuesTravel();
    void manyThreadsManyReplies();
};

void TstReply::deliversAValueFromAnotherThreadOnTheOwnerThread()
{
    const ReplyPromise<int> promise;
    int got = 0;
    bool onOwner = false;
    promise.reply().deliver(this, [&](Result<int> value) {
        got = *value;
        onOwner = dispatcher::isOwnerThread();
    });
    std::thread([promise] { promise.finish(42); }).join();
    QTRY_COMPARE(got, 42);
    QVERIFY(onOwner);
}

void TstReply::neverDeliversWithinTheCall()
{
    bool called = false;
    finishedReply<int>(1).deliver(this, [&](const Result<int> &) { called = true; });
    QVERIFY(!called);
    QTRY_VERIFY(called);
}

void TstReply::aDeadReceiverCancelsAndIsNotCalled()
{
    const ReplyPromise<int> promise;
    bool cancelled = false;
    bool called = false;
    promise.onCancel([&] { cancelled = true; });
    auto receiver = std::make_unique<QObject>();
    promise.reply().deliver(receiver.get(), [&](const Result<int> &) { called = true; });
    receiver.reset();
    QVERIFY(cancelled);
    promise.finish(1);
    QCoreApplication::processEvents();
    QVERIFY(!called);
}

void TstReply::aDroppedReplyCancels()
{
    const ReplyPromise<int> promise;
    int cancels = 0;
    promise.onCancel([&] { ++cancels; });
    {
        const auto reply = promise.reply();
    }
    QCOMPARE(cancels, 1);
}

void TstReply::aHookSetAfterTheDropRunsAtOnce()
{
    const ReplyPromise<int> promise;
    {
        const auto reply = promise.reply();
    }
    bool cancelled = false;
    promise.onCancel([&] { cancelled = true; });
    QVERIFY(cancelled);
}

void TstReply::cancelStopsADelivery()
{
    const ReplyPromise<int> promise;
    bool called = false;
    const auto delivery = promise.reply().deliver(this, [&](const Result<int> &) { called = true; });
    promise.finish(1);
    delivery.cancel();
    QCoreApplication::processEvents();
    QVERIFY(!called);
}

void TstReply::valuesAfterCancelAreDropped()
{
    const ReplyPromise<int> promise;
    bool called = false;
    promise.reply().deliver(this, [&](const Result<int> &) { called = true; }).cancel();
    promise.finish(1);
    QCoreApplication::processEvents();
    QVERIFY(!called);
}

void TstReply::finishingWinsOnce()
{
    const ReplyPromise<int> promise;
    QList<int> got;
    promise.reply().deliver(this, [&](Result<int> value) { got << *value; });
    promise.finish(1);
    promise.finish(2);
    QTRY_COMPARE(got.size(), 1);
    QCoreApplication::processEvents();
    QCOMPARE(got, QList<int>{1});
}

void TstReply::moveOnlyValuesTravel()
{
    const ReplyPromise<std::unique_ptr<int>> promise;
    std::unique_ptr<int> got;
    promise.reply().deliver(this, [&](Result<std::unique_ptr<int>> value) { got = std::move(*value); });
    promise.finish(std::make_unique<int>(7));
    QTRY_VERIFY(got);
    QCOMPARE(*got, 7);
}

void TstReply::manyThreadsManyReplies()
{
    constexpr int perThread = 500;
    std::vector<ReplyPromise<int>> promises(4 * perThread);
    int sum = 0;
    for (const auto &promise : promises)
        promise.reply().deliver(this, [&](Result<int> value) { sum += *value; });
    std::vector<std::thread> threads;
    threads.reserve(4);
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([first = promises.begin() + t * perThread] {
            std::for_each(first, first + perThread, [](const auto &promise) { promise.finish(1); });
        });
    for (auto &thread : threads)
        thread.join();
    QTRY_COMPARE(sum, 4 * perThread);
}

QTEST_GUILESS_MAIN(TstReply)
#include "tst_reply.moc"
