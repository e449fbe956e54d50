// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/runbook.h"
#include "models/runbook/driftcheck.h"
#include "tests/fake/temporallimits.h"
#include "tests/unit/monitor/watchworld.h"

#include <QElapsedTimer>
#include <QFile>

// The runbook that is built in, against 1,000 tenants with a queue for each of its five, by the client's own
// limits and those of a server with default settings. In true time: who waits for a check is a person.

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

constexpr int namespaces = 1000;
constexpr int recentRuns = 5;
#ifdef __SANITIZE_ADDRESS__
constexpr int longest = 240'000; // ms; sanitized code is slower by itself
#else
constexpr int longest = 60'000;
#endif
const QStringList queues{u"knowledge_ingest"_s, u"research_workflows"_s, u"render_playwright"_s, u"evals"_s,
                         u"compression"_s};

QByteArray builtIn()
{
    QFile file(u":/runbook.toml"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct ManyTenants : WatchWorld
{
    ManyTenants()
    {
        std::vector<NamespaceInfo> infos;
        for (int i = 0; i < namespaces; ++i) {
            NamespaceInfo &info = infos.emplace_back();
            info.name = u"tenant-%1"_s.arg(i, 4, 10, QChar(u'0'));
            info.id = u"id-"_s + info.name;
            info.state = NamespaceState::Registered;
            info.retention = i % 10 == 0 ? 72h : 720h;
            std::vector<QString> running;
            for (const QString &queue : queues) {
                const QueueKey key{info.name, info.name + u'.' + queue};
                setQueue(key, 0, 0);
                running.insert(running.end(), queue == queues.front() ? recentRuns : 1, key.queue);
            }
            setRunning(info.name, running);
            for (int run = 0; run < recentRuns; ++run)
                server.addScheduled(info.name, u"w-%1"_s.arg(run), u"r-%1"_s.arg(run),
                                    {u"upsert_vector"_s, info.name + u'.' + queues.front(), 1h});
        }
        server.setNamespaces(infos);
        create();
        watch->start({});
        for (int second = 0; second < 2000 && !watch->firstSweepDone(); ++second)
            run(1s);
        // As the program has it; the watch's own is wide, for what it costs is measured elsewhere.
        own = Client::create(profile, tokens, realClock).value();
        moving.callOnTimeout(&moving, [this] { limits.moveTo(realClock.sinceBoot()); });
        moving.start(10ms);
        check = std::make_unique<DriftCheck>(*own, *watch, runbook, expectations, realClock);
    }

    const Runbook runbook = Runbook::parse(builtIn(), u"r.toml"_s).value();
    const Expectations expectations = Expectations::parse(builtIn(), u"r.toml"_s).value();
    std::unique_ptr<Client> own;
    fake::ServerLimits &limits = server.enforceLimits();
    QTimer moving;
    std::unique_ptr<DriftCheck> check;
};

} // namespace

class TestDriftScale : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCheckOfAThousandNamespacesTakesAMinuteAtMost()
    {
        ManyTenants world;
        QCOMPARE(world.watch->queues().size(), std::size_t(namespaces) * queues.size());
        world.server.forgetCalls();
        int steps = 0;
        QObject::connect(world.check.get(), &DriftCheck::progressed, world.check.get(), [&] {
            const auto progress = world.check->progress();
            QVERIFY(progress.done <= progress.known);
            ++steps;
        });
        QElapsedTimer took;
        took.start();
        world.check->start();
        QTRY_VERIFY_WITH_TIMEOUT(world.check->found(), longest);
        qInfo("%.1f s, %d calls on histories, %d lists", double(took.elapsed()) / 1000,
              world.server.calls(u"GetWorkflowExecutionHistory"_s),
              world.server.calls(u"ListWorkflowExecutions"_s));
        QVERIFY(steps > namespaces);
        QCOMPARE(world.limits.refused(), 0);
        QCOMPARE(world.server.calls(u"GetWorkflowExecutionHistory"_s), namespaces * recentRuns);
        QCOMPARE(world.server.calls(u"ListWorkflowExecutions"_s), namespaces);
        // All of it was judged: a tenth keeps what has ended too short, each activity may take too long.
        std::map<DriftRule, int> drifted;
        for (const ListedDrift &one : *world.check->found()->drifts)
            if (one.drift.state == DriftState::Drifted)
                ++drifted[one.drift.rule];
        QCOMPARE(drifted[DriftRule::Retention], namespaces / 10);
        QCOMPARE(drifted[DriftRule::ScheduleToClose], namespaces);
        QVERIFY(!world.check->failure());

        // One that is stopped half-way leaves what was found, and can be begun anew.
        const auto before = world.check->found()->drifts;
        world.server.forgetCalls();
        world.check->start();
        QTRY_VERIFY(world.check->progress().done > namespaces);
        world.check->stop();
        QVERIFY(!world.check->isRunning());
        QCOMPARE(world.check->found()->drifts, before);
        world.settle();
        const auto asked = [&world] {
            return world.server.calls(u"DescribeNamespace"_s) +
                   world.server.calls(u"ListWorkflowExecutions"_s) +
                   world.server.calls(u"GetWorkflowExecutionHistory"_s);
        };
        const int whenStopped = asked();
        QVERIFY(whenStopped < namespaces * (2 + recentRuns)); // there was more to ask
        QTest::qWait(200);
        QCOMPARE(asked(), whenStopped);
        QCOMPARE(world.limits.refused(), 0);
    }
};

QTEST_GUILESS_MAIN(TestDriftScale)
#include "tst_driftscale.moc"
