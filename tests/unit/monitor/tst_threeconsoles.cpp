// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/watch.h"
#include "models/temporal/limits.h"
#include "tests/fake/fakeclock.h"
#include "tests/fake/statictokensource.h"
#include "tests/fake/temporallimits.h"
#include "tests/fake/temporalserver.h"

#include <QEventLoop>
#include <QTest>
#include <QTimer>

#include <array>
#include <set>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {

constexpr int namespaces = 1'000;
constexpr int queuesEach = 5;
constexpr int busyEach = 2; ///< of them; the rest has a poller and no backlog
constexpr int shown = 40;
constexpr int describesPerSecond = 20; ///< what one console allows itself

const QStringList oddNames{u"o'brien"_s,     u"say \"hi\""_s,       u"back\\slash"_s,  u"two\nlines"_s,
                           u"<b>bold</b>"_s, u"-- '; DROP TABLE"_s, u"naïve-Ωμέγα-🚂"_s};

/// A console without a window: what it may spend is by the same clock as all else.
class Console
{
public:
    Console(fake::TemporalServer &server, const fake::FakeClock &clock)
        : m_client(Client::create(server.profile(), m_tokens, clock, Limits()).value())
        , watch(*m_client, clock, server.profile())
    {
    }

    /// Comes back after most of what was sent, as the server handles calls side by side.
    void nudge(const std::vector<QueueKey> &visible)
    {
        watch.setVisibleQueues(visible);
        QEventLoop waiting;
        bool answered = false;
        m_client->systemInfo().deliver(&waiting, [&](const Result<SystemInfo> &) {
            answered = true;
            waiting.quit();
        });
        QTimer::singleShot(30s, &waiting, &QEventLoop::quit);
        if (!answered)
            waiting.exec();
        QVERIFY(answered);
    }

private:
    fake::StaticTokenSource m_tokens;
    std::unique_ptr<Client> m_client;

public:
    Watch watch;
};

} // namespace

/// Three consoles on one cluster with default limits, by simulated time.
class TestThreeConsoles : public QObject
{
    Q_OBJECT

    void serve();
    void live(Milliseconds duration);
    void settle();
    int asked() const;

    fake::TemporalServer m_server;
    fake::ServerLimits &m_limits = m_server.enforceLimits();
    fake::FakeClock m_clock;
    fake::StaticTokenSource m_tokens;
    std::vector<QueueKey> m_visible;
    std::array<std::unique_ptr<Console>, 3> m_consoles;

private Q_SLOTS:
    void wouldBeRefusedInABurst();
    void areNeverRefusedAndLoadWhatIsThereOnly();
};

void TestThreeConsoles::serve()
{
    std::vector<NamespaceInfo> infos;
    for (int each = 0; each < namespaces; ++each) {
        NamespaceInfo info;
        info.name = u"ns-%1"_s.arg(each, 4, 10, QChar(u'0'));
        info.id = u"id-"_s + info.name;
        info.state = NamespaceState::Registered;
        info.retention = 72h;
        std::vector<Execution> running;
        const QStringList more = each == 0 ? oddNames : QStringList();
        for (int i = 0; i < queuesEach + more.size(); ++i) {
            const QueueKey key{info.name, i < queuesEach ? u"%1.queue-%2"_s.arg(info.name).arg(i)
                                                         : more[i - queuesEach]};
            Execution execution;
            execution.workflowId = execution.runId = u"w-%1"_s.arg(i);
            execution.taskQueue = key.queue;
            execution.status = ExecutionStatus::Running;
            running.push_back(execution);
            TaskQueueStats stats;
            stats.backlog = i < busyEach ? 7 : 0;
            stats.oldestTask = 3s;
            stats.addRate = stats.dispatchRate = 1;
            m_server.setQueue(key, TaskType::Workflow, stats);
            if (m_visible.size() < shown)
                m_visible.push_back(key);
        }
        // Its tasks are there, but nothing that may be asked speaks of it.
        TaskQueueStats hidden;
        hidden.backlog = 500;
        m_server.setQueue({info.name, info.name + u".never-told"_s}, TaskType::Workflow, hidden);
        m_server.setExecutions(info.name, running);
        infos.push_back(std::move(info));
    }
    m_server.setNamespaces(std::move(infos));
}

int TestThreeConsoles::asked() const
{
    int calls = 0;
    for (const QString &method :
         {u"ListNamespaces"_s, u"CountWorkflowExecutions"_s, u"ListWorkflowExecutions"_s,
          u"DescribeTaskQueue"_s, u"DescribeWorkflowExecution"_s})
        calls += m_server.calls(method);
    return calls;
}

void TestThreeConsoles::settle()
{
    for (int quiet = 0, before = -1; quiet < 2;) {
        const bool isOpen = m_server.inProgress() > 0;
        for (const auto &console : m_consoles)
            console->nudge(m_visible);
        const int now = asked();
        quiet = now == before && !isOpen ? quiet + 1 : 0;
        before = now;
    }
}

void TestThreeConsoles::live(Milliseconds duration)
{
    for (Milliseconds lived = 0s; lived < duration; lived += 1s) {
        m_clock.advance(1s);
        m_limits.moveTo(m_clock.sinceBoot());
        settle();
    }
}

/// That the server of this test does refuse.
void TestThreeConsoles::wouldBeRefusedInABurst()
{
    fake::TemporalServer server;
    const fake::ServerLimits &limits = server.enforceLimits();
    Limits heedless;
    heedless.visibilityPerSecond = 1'000;
    heedless.throttledDelay = 1h;
    const auto client = Client::create(server.profile(), m_tokens, m_clock, heedless).value();
    QObject receiver;
    for (int i = 0; i < 12; ++i)
        client->countExecutions(u"ns"_s, {}, Purpose::Operator).deliver(&receiver, [](const auto &) {});
    QTRY_COMPARE(server.calls(u"CountWorkflowExecutions"_s), 12);
    QTRY_COMPARE(limits.refused(), 2);
}

void TestThreeConsoles::areNeverRefusedAndLoadWhatIsThereOnly()
{
    bool isTold = false;
    const int told = qEnvironmentVariableIntValue("SIGNALBOX_MINUTES", &isTold);
    const int minutes = isTold ? told : 6;
    serve();
    m_limits.moveTo(m_clock.sinceBoot());
    for (auto &console : m_consoles) {
        console = std::make_unique<Console>(m_server, m_clock);
        console->watch.start({});
    }
    settle();

    std::set<QString> described;
    int describes = 0;
    for (int minute = 0; minute < minutes; ++minute) {
        live(1min);
        const auto calls = m_server.recorded(u"DescribeTaskQueue"_s);
        describes += static_cast<int>(calls.size());
        for (const fake::RecordedCall &call : calls)
            described.insert(call.request);
        QVERIFY2(calls.size() <= m_consoles.size() * (60 * describesPerSecond + 20 * describesPerSecond),
                 qPrintable(u"%1 describes in minute %2"_s.arg(calls.size()).arg(minute)));
        m_server.forgetCalls();
    }

    QCOMPARE(m_limits.refused(), 0);
    for (const QString &request : described)
        QVERIFY2(!request.contains("never-told"_L1), qPrintable(request));
    for (const auto &console : m_consoles) {
        QCOMPARE(console->watch.namespaces().size(), std::size_t(namespaces));
        for (const QString &name : oddNames) {
            const auto odd = console->watch.latest({u"ns-0000"_s, name});
            QVERIFY2(odd, qPrintable(name));
            QCOMPARE(odd->workflowBacklog, 0);
        }
    }
    qInfo() << minutes << "minutes:" << describes << "describes," << m_limits.partitionLoads()
            << "partitions loaded";
    // Each queue's four partitions of each type once; what is idle falls out of memory after five minutes and
    // is looked at again by each console every half hour at the most.
    const int known = namespaces * queuesEach + static_cast<int>(oddNames.size());
    const int halfHours = minutes / 30;
    const int mostLoads = known * 2 * 4 * (1 + static_cast<int>(m_consoles.size()) * halfHours);
    QVERIFY2(m_limits.partitionLoads() <= mostLoads,
             qPrintable(u"%1 of %2"_s.arg(m_limits.partitionLoads()).arg(mostLoads)));
}

QTEST_GUILESS_MAIN(TestThreeConsoles)
#include "tst_threeconsoles.moc"
