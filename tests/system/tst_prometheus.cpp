// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/secondopinion.h"
#include "models/metrics/ruleslint.h"
#include "models/policy/prometheusrules.h"
#include "tests/system/person.h"

#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>

// A real Prometheus that scrapes a real server, in both dialects of its metrics.

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {

const auto ns = u"stratmaster-prod"_s;
const QueueKey evals{ns, u"stratmaster-prod.evals"_s};             // nobody works there
const QueueKey ingest{ns, u"stratmaster-prod.knowledge_ingest"_s}; // an activity fails there for ever

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

/// A gauge is set once a minute, and read here every 2 s.
constexpr int patience = 180'000;

} // namespace

class TestPrometheus : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QProcess m_program;
    SystemClock m_clock;
    MemoryKeyring m_keyring;
    std::unique_ptr<Person> m_vic;
    std::unique_ptr<Prometheus> m_prometheus;
    std::unique_ptr<QueueMetrics> m_metrics;

    QueueMetrics::SaidBacklog backlog()
    {
        return await(m_metrics->backlog(evals, QueueMetrics::Backlog::Workflow))
            .value_or(QueueMetrics::SaidBacklog());
    }
    AttemptCount attempts()
    {
        return await(m_metrics->attempts(ingest))
            .value_or(QueueMetrics::SaidAttempts())
            .value.value_or(AttemptCount());
    }
    /// By the queue itself, which loads it.
    qint64 waiting()
    {
        const auto stats =
            await(m_vic->client->describeTaskQueue(ns, evals.queue, TaskType::Workflow, Purpose::Operator));
        return stats ? stats->backlog.value_or(-1) : -1;
    }
    Alert alertOf(qint64 value)
    {
        Alert alert;
        alert.key = evals;
        alert.value = value;
        alert.threshold = 0;
        return alert;
    }
    std::set<QString> names()
    {
        const QStringList all = await(m_prometheus->metricNames()).value_or(QStringList());
        return {all.begin(), all.end()};
    }
    std::vector<MissingMetric> missing(const QByteArray &expression)
    {
        const auto rules =
            readPrometheusRules("groups:\n- rules:\n  - {alert: A, expr: " + expression + "}\n", u"r.yml"_s);
        return missingMetrics(rules.value(), names());
    }
    QStringList missingOfOurs()
    {
        const auto rules = readPrometheusRules(
            prometheusRules(Runbook::parse("version = 1\n", u"r"_s).value()).toUtf8(), u"r.yml"_s);
        QStringList metrics;
        for (const MissingMetric &one : missingMetrics(rules.value(), names()))
            metrics << one.metric;
        return metrics;
    }

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void whatWaitsIsTheSameInOpenTelemetry();
    void attemptsAreCounted();
    void afterARestartTheGaugeIsGoneAndTheTasksAreNot();
    void whatWaitsIsTheSameInTally();
    void whatWasIsRemembered();
};

void TestPrometheus::initTestCase()
{
    QVERIFY2(RealStack::isThere(), "no stack: tests/stack/alone");
    const QUrl endpoint(RealStack::value("PROMETHEUS"));
    QFile settings(m_folder.filePath(u"prometheus.yml"_s));
    QVERIFY(settings.open(QIODevice::WriteOnly));
    settings.write(
        u"global: {scrape_interval: 2s}\nscrape_configs:\n- job_name: temporal\n"
        "  static_configs: [{targets: ['%1'], labels: {cluster: eu}}]\n"_s.arg(endpoint.authority())
            .toUtf8());
    settings.close();
    const quint16 port = freePort();
    m_program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_program.start(QStringLiteral(PROMETHEUS),
                    {u"--config.file="_s + settings.fileName(),
                     u"--storage.tsdb.path="_s + m_folder.filePath(u"data"_s),
                     u"--web.listen-address=127.0.0.1:%1"_s.arg(port), u"--log.level=error"_s});
    const MetricSource source{QUrl(u"http://127.0.0.1:%1"_s.arg(port)), {}, {u"cluster=\"eu\""_s}, false};
    m_prometheus = std::make_unique<Prometheus>(source, u"eu"_s, m_keyring, m_clock);
    m_metrics = std::make_unique<QueueMetrics>(*m_prometheus);
    m_vic = std::make_unique<Person>(u"vic"_s);
    QVERIFY(m_vic->signIn());
    QTRY_VERIFY_WITH_TIMEOUT(backlog().dialects != Dialects(), patience);
}

void TestPrometheus::cleanupTestCase()
{
    m_program.terminate();
    QVERIFY(m_program.waitForFinished());
}

void TestPrometheus::whatWaitsIsTheSameInOpenTelemetry()
{
    QCOMPARE(backlog().dialects, (Dialects{false, true}));
    const qint64 waits = waiting();
    QVERIFY(waits > 0);
    QTRY_COMPARE_WITH_TIMEOUT(backlog().value, std::optional(static_cast<double>(waits)), patience);
    QCOMPARE(opinionOn(alertOf(waits), Result<QueueMetrics::SaidBacklog>(backlog()), 0s).sentence,
             u"Prometheus agrees: %1"_s.arg(waits));
    const auto wrong = missing("activity_success > 1");
    QCOMPARE(wrong.size(), 1U);
    QCOMPARE(wrong.front().nearest, u"activity_success_total"_s);
    QCOMPARE(missingOfOurs(), QStringList());
}

void TestPrometheus::attemptsAreCounted()
{
    QTRY_VERIFY_WITH_TIMEOUT(attempts().failed > 0, patience);
    QVERIFY(attempts().finished() >= attempts().failed);
}

void TestPrometheus::afterARestartTheGaugeIsGoneAndTheTasksAreNot()
{
    QVERIFY(RealStack::run({u"kill-temporal"_s}));
    QVERIFY(RealStack::run({u"start-temporal"_s, u"--metrics"_s, u"tally"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(backlog().dialects == (Dialects{true, false}), patience);
    QCOMPARE(backlog().value, std::nullopt);
    QTRY_VERIFY_WITH_TIMEOUT(waiting() > 0, patience);
    const QString said =
        opinionOn(alertOf(waiting()),
                  Result<QueueMetrics::SaidBacklog>(QueueMetrics::SaidBacklog{{true, false}, {}}), 2min)
            .sentence;
    QVERIFY2(said.startsWith(u"Prometheus has no value"_s), qPrintable(said));
}

// Looking at the queue loaded it, and its gauge came back.
void TestPrometheus::whatWaitsIsTheSameInTally()
{
    const qint64 waits = waiting();
    QTRY_COMPARE_WITH_TIMEOUT(backlog().value, std::optional(static_cast<double>(waits)), patience);
    QTRY_VERIFY_WITH_TIMEOUT(attempts().failed > 0, patience);
    QTRY_VERIFY_WITH_TIMEOUT(names().contains(u"activity_task_fail"_s), patience);
}

// In the dialect of now: what was before it was spelt otherwise.
void TestPrometheus::whatWasIsRemembered()
{
    const qint64 waits = waiting();
    const Instant now = m_clock.utc();
    const auto said = await(m_metrics->backlogs(evals, now - 10min, now, 5s));
    QVERIFY2(said && said->value, said ? "nothing" : qPrintable(said.error().detail));
    const std::vector<MetricPoint> &points = said->value->workflow;
    QVERIFY(!points.empty());
    QCOMPARE(points.back().value, static_cast<double>(waits));
    QVERIFY(points.back().time > now - 1min);
}

QTEST_GUILESS_MAIN(TestPrometheus)
#include "tst_prometheus.moc"
