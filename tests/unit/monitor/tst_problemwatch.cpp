// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fake/temporalquery.h"
#include "tests/unit/monitor/watchworld.h"

using namespace signalbox;
using namespace signalbox::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct ProblemWorld : WatchWorld
{
    void setRuns(const QStringList &types)
    {
        std::vector<Execution> runs;
        for (const QString &type : types) {
            Execution &run = runs.emplace_back();
            run.workflowId = run.runId = u"r-%1"_s.arg(runs.size());
            run.type = type;
            run.taskQueue = calm.queue;
            run.status = ExecutionStatus::Running;
        }
        server.setExecutions(u"ns"_s, runs);
    }
    [[nodiscard]] int asked() const
    {
        int calls = 0;
        for (const auto &call : server.recorded(u"CountWorkflowExecutions"_s))
            calls += call.request.contains("TemporalReportedProblems"_L1) ? 1 : 0;
        return calls;
    }
    [[nodiscard]] const std::optional<ProblemSample> &problems() const { return find(u"ns"_s)->problems; }
};

} // namespace

class TestProblemWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isKnownWhenTheFirstSweepIsDone()
    {
        ProblemWorld world;
        world.serve();
        world.setRuns({fake::brokenType, u"T"_s, fake::brokenType});
        world.start();
        QVERIFY(world.problems());
        QCOMPARE(world.problems()->count, 2);
        QCOMPARE(world.problems()->time, world.clock.utc());
        // Where nothing runs nothing is asked, and nothing fails.
        QCOMPARE(world.find(u"other"_s)->problems->count, 0);
        QCOMPARE(world.asked(), 1);
    }

    void isAskedMoreOftenWhereSomeFail()
    {
        ProblemWorld world;
        world.serve();
        world.setRuns({u"T"_s});
        world.start();
        QCOMPARE(world.problems()->count, 0);
        world.run(19min, 10s);
        const int calm = world.asked();
        QVERIFY2(calm >= 4 && calm <= 6, qPrintable(QString::number(calm)));
        world.setRuns({fake::brokenType});
        world.run(7min, 10s); // it is found
        QCOMPARE(world.problems()->count, 1);
        const int found = world.asked();
        world.run(10min, 10s);
        QVERIFY2(world.asked() - found >= 8, qPrintable(QString::number(world.asked() - found)));
    }

    void aServerThatDoesNotKnowIsAskedByHandAlone()
    {
        ProblemWorld world;
        world.serve();
        world.setRuns({fake::brokenType});
        world.start();
        QCOMPARE(world.asked(), 1);
        world.server.failNext(u"CountWorkflowExecutions"_s, u"INVALID_ARGUMENT"_s, {},
                              fake::TemporalServer::always);
        world.run(10min, 10s);
        QCOMPARE(world.asked(), 2);
        QVERIFY(!world.problems());
        world.server.clearFaults();
        world.watch->refresh();
        world.run(30s, 1s);
        QVERIFY(world.problems());
    }
};

QTEST_GUILESS_MAIN(TestProblemWatch)
#include "tst_problemwatch.moc"
