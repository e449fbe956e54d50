// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/memorykeyring.h"
#include "models/metrics/queuemetrics.h"
#include "tests/fake/fakeclock.h"
#include "tests/fake/prometheusworld.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;
using fake::PrometheusWorld;

namespace {

const QueueKey evals{u"stratmaster-prod"_s, u"stratmaster-prod.evals"_s};
constexpr Instant now{1'796'040'000s};

MetricSeries counter(const QString &name, const std::vector<MetricPoint> &points)
{
    return {{{u"__name__"_s, name}, {u"job"_s, u"t"_s}, {u"instance"_s, u"a.b:1"_s}}, points};
}

} // namespace

class TestQueueMetrics : public QObject
{
    Q_OBJECT

    MemoryKeyring m_keyring;
    fake::FakeClock m_clock;

    template <class T>
    Result<T> wait(Reply<T> reply)
    {
        std::optional<Result<T>> result;
        QObject context;
        reply.deliver(&context, [&](Result<T> one) { result = std::move(one); });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 60'000))
            return fail(ErrorKind::Internal, u"no answer"_s);
        return std::move(*result);
    }
    Result<QueueMetrics::SaidBacklog> backlog(const PrometheusWorld &world,
                                              QueueMetrics::Backlog backlog = QueueMetrics::Backlog::Workflow)
    {
        Prometheus prometheus({world.url(), {}, {u"cluster=\"eu\""_s}, false}, u"p"_s, m_keyring, m_clock);
        QueueMetrics metrics(prometheus);
        return wait(metrics.backlog(evals, backlog));
    }
    Result<QueueMetrics::SaidAttempts> attempts(const PrometheusWorld &world)
    {
        Prometheus prometheus({world.url(), {}, {}, false}, u"p"_s, m_keyring, m_clock);
        QueueMetrics metrics(prometheus);
        return wait(metrics.attempts(evals));
    }

private Q_SLOTS:
    void aBacklogIsAskedInTheServersDialect_data()
    {
        QTest::addColumn<QString>("probe");
        QTest::addColumn<QString>("asked");
        QTest::newRow("tally") << u"service_requests"_s
                               << u"sum(approximate_backlog_count{namespace=\"stratmaster_prod\",taskqueue="
                                  u"\"stratmaster_prod_evals\","
                                  "task_type=\"Workflow\",partition!=\"__sticky__\",cluster=\"eu\"})"_s;
        QTest::newRow("opentelemetry")
            << u"service_requests_total"_s
            << u"sum(approximate_backlog_count{namespace=\"stratmaster-prod\",taskqueue=\"stratmaster-prod."
               u"evals\","
               "task_type=\"Workflow\",partition!=\"__sticky__\",cluster=\"eu\"})"_s;
    }
    void aBacklogIsAskedInTheServersDialect()
    {
        QFETCH(QString, probe);
        QFETCH(QString, asked);
        PrometheusWorld world;
        world.haveServer(probe);
        world.say(u"approximate_backlog_count"_s, PrometheusWorld::vectorOf({{{}, {{now, 150}}}}));
        const auto said = backlog(world);
        QVERIFY2(said, said ? "" : qPrintable(said.error().detail));
        QCOMPARE(said->value, std::optional(150.0));
        QCOMPARE(said->dialects.tally, probe == u"service_requests"_s);
        QCOMPARE(world.queries.back(), asked);
        QVERIFY(world.queries.front().contains(u"cluster=\"eu\""_s));
    }

    void anActivityBacklogIsAnotherGauge()
    {
        PrometheusWorld world;
        world.haveServer(u"service_requests"_s);
        QVERIFY(backlog(world, QueueMetrics::Backlog::Activity));
        QVERIFY(world.queries.back().contains(u"task_type=\"Activity\""_s));
    }

    void aGaugeThatIsGoneIsNotZero()
    {
        PrometheusWorld world;
        world.haveServer(u"service_requests"_s);
        QCOMPARE(backlog(world)->value, std::nullopt);
    }

    void theGaugesAreReadOverTime()
    {
        PrometheusWorld world;
        world.haveServer(u"service_requests"_s);
        const std::vector<MetricPoint> workflow{{now - 1min, 3}, {now, 150}};
        world.say(u"approximate_backlog_count"_s,
                  PrometheusWorld::matrixOf({{{{u"task_type"_s, u"Workflow"_s}}, workflow},
                                             {{{u"task_type"_s, u"Activity"_s}}, {{now, 7}}}}));
        Prometheus prometheus({world.url(), {}, {}, false}, u"p"_s, m_keyring, m_clock);
        QueueMetrics metrics(prometheus);
        const auto said = wait(metrics.backlogs(evals, now - 1h, now, 90s));
        QVERIFY2(said, said ? "" : qPrintable(said.error().detail));
        QVERIFY(said->value);
        QCOMPARE(said->value->workflow, workflow);
        QCOMPARE(said->value->activity, (std::vector<MetricPoint>{{now, 7}}));
        const QByteArray path = world.receiver.requests.back().path;
        QVERIFY2(path.contains("/query_range?") && path.contains("start=1796036400.000") &&
                     path.contains("end=1796040000.000") && path.contains("step=90.000"),
                 path.constData());
        world.say(u"approximate_backlog_count"_s, PrometheusWorld::matrixOf({}));
        QVERIFY(!wait(metrics.backlogs(evals, now - 1h, now, 90s))->value);
    }

    void withoutAServersMetricsThatIsSaid()
    {
        const PrometheusWorld world;
        QCOMPARE(backlog(world).error().kind, ErrorKind::NotFound);
        QCOMPARE(attempts(world).error().kind, ErrorKind::NotFound);
    }

    void attemptsAreCountedFromRawValues()
    {
        PrometheusWorld world;
        world.haveServer(u"service_requests_total"_s);
        world.say(
            u"activity_success"_s,
            PrometheusWorld::matrixOf({counter(u"activity_success_total"_s, {{now - 6min, 10}, {now, 50}}),
                                       counter(u"activity_task_fail_total"_s, {{now - 1min, 4}, {now, 6}})}));
        world.say(u"up{"_s, PrometheusWorld::matrixOf({counter(u"up"_s, {{now - 2min, 1}, {now, 1}})}));
        const auto said = attempts(world);
        QVERIFY2(said, said ? "" : qPrintable(said.error().detail));
        QCOMPARE(said->value, std::optional(AttemptCount{40, 6, 0, false}));
        QCOMPARE(world.queries.at(1),
                 u"{__name__=~\"(activity_success|activity_task_fail|activity_task_timeout)_total\","
                 "namespace=\"stratmaster-prod\",taskqueue=\"stratmaster-prod.evals\"}[8m]"_s);
        QCOMPARE(world.queries.at(2), u"up{job=~\"t\",instance=~\"a\\\\.b\\\\:1\"}[8m]"_s);
    }

    void whatLooksLikeAPlaceIsPartOfAName()
    {
        PrometheusWorld world;
        world.haveServer(u"service_requests_total"_s);
        MetricSeries done = counter(u"activity_success_total"_s, {{now - 1min, 1}, {now, 5}});
        done.labels[u"job"_s] = u"t%2"_s;
        world.say(u"activity_success"_s, PrometheusWorld::matrixOf({done}));
        world.say(u"up{"_s, PrometheusWorld::matrixOf({counter(u"up"_s, {{now - 2min, 1}, {now, 1}})}));
        Prometheus prometheus({world.url(), {}, {}, false}, u"p"_s, m_keyring, m_clock);
        QueueMetrics metrics(prometheus);
        const auto said = wait(metrics.attempts({u"ns"_s, u"ns.q%2"_s}));
        QVERIFY2(said, said ? "" : qPrintable(said.error().detail));
        QCOMPARE(world.queries.size(), 3);
        QVERIFY2(world.queries.at(1).endsWith(u"taskqueue=\"ns.q%2\"}[8m]"_s),
                 qPrintable(world.queries.at(1)));
        QCOMPARE(world.queries.at(2), u"up{job=~\"t\\\\%2\",instance=~\"a\\\\.b\\\\:1\"}[8m]"_s);
    }

    void aQueueWithoutActivitiesHasNone()
    {
        PrometheusWorld world;
        world.haveServer(u"service_requests"_s);
        QCOMPARE(attempts(world)->value, std::nullopt);
    }

    void whatFailsInBetweenIsSaid()
    {
        PrometheusWorld world;
        world.haveServer(u"service_requests"_s);
        world.say(u"approximate_backlog_count"_s, "<html>");
        QCOMPARE(backlog(world).error().detail,
                 u"what it answered is not Prometheus's; is the address in profiles.toml right?"_s);
    }
};

QTEST_GUILESS_MAIN(TestQueueMetrics)
#include "tst_queuemetrics.moc"
