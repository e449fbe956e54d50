// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alertengine.h"
#include "models/monitor/watch.h"
#include "tests/system/person.h"
#include "tests/system/troubles.h"

#include <QTemporaryDir>
#include <QTimer>

// "Activity failure rate > 5%" by real workers' heartbeats, at the edges.

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A heartbeat a minute, a list a minute, and what a busy machine takes on top.
constexpr int soon = 240'000;

struct Batch
{
    const char *name = nullptr; ///< also the queue's
    const char *made = nullptr; ///< JSON, without the queue
    qint64 finished = 0;        ///< attempts
    qint64 failed = 0;
    std::optional<qint64> share; ///< of the alert; nullopt: there is none
};

const Batch batches[] = {
    {"four", R"("worker":{},"starts":[{"workflow":"Batch","args":[500,20,1]}])", 500, 20, {}},
    {"five", R"("worker":{},"starts":[{"workflow":"Batch","args":[500,25,1]}])", 500, 25, {}},
    {"five-and-a-bit", R"("worker":{},"starts":[{"workflow":"Batch","args":[500,26,1]}])", 500, 26, 520},
    {"retried", R"("worker":{},"starts":[{"workflow":"Batch","args":[200,20,2]}])", 220, 40, 1819},
    {"few", R"("worker":{},"starts":[{"workflow":"Batch","args":[12,6,1]}])", 12, 6, {}},
    // Its last numbers come as it takes leave.
    {"stopped",
     R"("worker":{},"starts":[{"workflow":"Batch","args":[100,30,1]}],"then":[{"do":"end"},{"do":"stop"}])",
     100, 30, 3000},
};

const QString ns = u"stratmaster-prod"_s;

QueueKey keyOf(const char *name)
{
    return {ns, u"%1.attempts-%2"_s.arg(ns, QString::fromLatin1(name))};
}

} // namespace

class TestAttempts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tellsTheShareThatFails();

private:
    QTemporaryDir m_home;
};

void TestAttempts::initTestCase()
{
    QVERIFY2(RealStack::isThere(), "no stack: eval \"$(tests/stack/stack env)\" first");
    dispatcher::init();
    qputenv("XDG_STATE_HOME", m_home.path().toLocal8Bit());
}

void TestAttempts::tellsTheShareThatFails()
{
    Person ada(u"ada"_s);
    QVERIFY(ada.signIn());
    std::vector<std::pair<QueueKey, QByteArray>> troubles;
    for (const Batch &batch : batches) {
        troubles.emplace_back(keyOf(batch.name), batch.made);
        ada.profile.queues.push_back(keyOf(batch.name));
    }
    // Nothing is known of one whose workers send no heartbeats.
    const QueueKey mute = keyOf("mute");
    troubles.emplace_back(mute,
                          R"("worker":{"mute":true},"starts":[{"workflow":"Batch","args":[100,30,1]}])");
    ada.profile.queues.push_back(mute);

    const Runbook runbook;
    Watch watch(*ada.client, ada.clock, ada.profile);
    AlertEngine alerts(watch, runbook, ada.clock);
    QTimer second;
    connect(&second, &QTimer::timeout, &alerts, &AlertEngine::tick);
    second.start(1s);
    watch.start(ada.tokens.user()->namespaces());
    watch.setVisibleQueues(ada.profile.queues);
    Troubles running;
    QVERIFY(running.make(troubles));

    const auto attempts = [&](const QueueKey &key) {
        const auto workers = watch.workers(key);
        return workers ? workers->attempts : std::nullopt;
    };
    const auto share = [&](const QueueKey &key) -> std::optional<qint64> {
        for (const Alert &alert : alerts.alerts())
            if (alert.kind == RuleKind::ActivityFailure && alert.key == key &&
                alert.state == AlertState::Firing)
                return alert.value;
        return {};
    };
    const auto allCounted = [&] {
        return std::all_of(std::begin(batches), std::end(batches), [&](const Batch &batch) {
            const auto seen = attempts(keyOf(batch.name));
            return seen && seen->finished == batch.finished && seen->failed == batch.failed;
        });
    };
    const bool isCounted = QTest::qWaitFor(allCounted, soon);
    for (const Batch &batch : batches) {
        const auto seen = attempts(keyOf(batch.name)).value_or(AttemptSample());
        qInfo().noquote() << QString::fromLatin1(batch.name).leftJustified(16) << seen.failed << "of"
                          << seen.finished << alerts.assessment(keyOf(batch.name)).sentence;
    }
    QVERIFY(isCounted);
    for (const Batch &batch : batches)
        QCOMPARE(share(keyOf(batch.name)), batch.share);
    QVERIFY(!attempts(mute));
    QCOMPARE(share(mute), std::nullopt);
}

QTEST_GUILESS_MAIN(TestAttempts)
#include "tst_attempts.moc"
