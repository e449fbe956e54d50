// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/promqlnames.h"
#include "models/metrics/ruleslint.h"
#include "models/policy/prometheusrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

/// Patterns in slashes.
QStringList used(const QString &promql)
{
    QStringList texts;
    for (const MetricUse &use : metricsIn(promql))
        texts << (use.isPattern ? u'/' + use.text + u'/' : use.text);
    return texts;
}

std::vector<PrometheusRule> ruleOf(const QString &expression)
{
    return {{u"a"_s, false, expression, 1}};
}

} // namespace

class TestRulesLint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheNames_data()
    {
        QTest::addColumn<QString>("promql");
        QTest::addColumn<QString>("names");
        const auto row = [](const char *promql, const char *names) {
            QTest::newRow(promql) << QString::fromUtf8(promql) << QString::fromUtf8(names);
        };
        row("up", "up");
        row("a:b:rate5m > 5", "a:b:rate5m");
        row("sum by (namespace, taskqueue) (approximate_backlog_count{task_type=\"Workflow\"}) > 100",
            "approximate_backlog_count");
        row("sum(rate(a_total[5m])) by (x) / on (x) group_left (y) sum without(z)(rate(b_total[5m:1m] offset "
            "1h))",
            "a_total b_total");
        row("histogram_quantile(0.95, sum(rate(l_bucket[1h30m])) by (le)) > 1e3", "l_bucket");
        row("a and on () b or c unless d * bool 1", "a b c d");
        row("a AND b OR Inf > NaN", "a b");
        row("{__name__=~\"activity_(success|task_fail)(_total)?\", taskqueue!~\"temporal[-_]sys.*\"}",
            "/activity_(success|task_fail)(_total)?/");
        row("{__name__=\"a\", __name__!=\"b\"}", "a");
        row("{\"dotted.name\", x=\"y\"}", "dotted.name");
        row("{\"dotted.label\"=\"y\", __name__=\"a\"}", "a");
        row("label_replace(a, \"dst\", \"$1\", \"src\", \"(.*) b{c}\")", "a");
        row("a # b\n+ c", "a c");
        row("a @ end() - a offset -5m", "a");
        row("count_values(\"v\", a) + quantile by(x)(0.9, b) + topk(3, c)", "a b c");
        row("0x1F + 5 + .5", "");
        row("a{b=\"\\\"} or c{\"} + d", "a d");
        row("a{b='c", "a");
        row("absent(a{x=`y`})", "a");
    }
    void findsTheNames()
    {
        QFETCH(QString, promql);
        QFETCH(QString, names);
        QCOMPARE(used(promql).join(u' '), names);
    }

    void readsAFileAsPrometheusDoes()
    {
        const QByteArray yaml = "groups:\n- name: g\n  rules:\n  - record: r:a\n    expr: sum(a)\n"
                                "  - alert: B\n    expr: |\n      b > 1\n    for: 5m\n";
        const std::vector<PrometheusRule> expected{{u"r:a"_s, true, u"sum(a)"_s, 4},
                                                   {u"B"_s, false, u"b > 1\n"_s, 6}};
        QCOMPARE(readPrometheusRules(yaml, u"f"_s).value(), expected);
        QByteArray indented = "  " + yaml;
        const auto inKubernetes =
            readPrometheusRules("kind: PrometheusRule\nspec:\n" + indented.replace("\n", "\n  "), u"f"_s);
        QVERIFY2(inKubernetes, inKubernetes ? "" : qPrintable(inKubernetes.error().detail));
        QCOMPARE(inKubernetes->size(), 2U);
    }

    void readsAllOfAFilesDocuments()
    {
        const auto documentOf = [](const QByteArray &name) -> QByteArray {
            return "groups:\n- rules:\n  - alert: " + name + "\n    expr: up == 0\n";
        };
        const auto rules = readPrometheusRules(
            "---\n---\n" + documentOf("A") + "---\n# nothing\n---\n" + documentOf("B"), u"f"_s);
        QVERIFY2(rules, rules ? "" : qPrintable(rules.error().detail));
        QCOMPARE(rules->size(), 2U);
        QCOMPARE(rules->front().name, u"A"_s);
        QCOMPARE(rules->back().name, u"B"_s);
        QCOMPARE(rules->back().line, 12);
        const auto wrong = readPrometheusRules(documentOf("A") + "---\na: b\n", u"f"_s);
        QVERIFY(!wrong && wrong.error().detail.startsWith(u"f: it has no groups"_s));
    }

    void saysWhereAFileIsWrong_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, const QByteArray &yaml, const char *said) {
            QTest::newRow(name) << yaml << QString::fromUtf8(said);
        };
        row("nothing", "", "f: it has no groups");
        row("something else", "a: b\n", "f: it has no groups");
        row("a template", "groups:\n- name: g\n  rules: {{ .Values.rules }}\n", "f:2: a group has rules");
        row("no YAML", "groups: [\n", "f:");
        row("a group without rules", "groups:\n- name: g\n", "f:2: a group has rules");
        row("a rule that is a text", "groups:\n- rules:\n  - up == 0\n", "f:3: a rule is a mapping");
        row("no expression", "groups:\n- rules:\n  - alert: A\n",
            "f:3: a rule has alert or record, and expr");
        row("deep", "groups:\n- rules: " + QByteArray(100'000, '['), "f:");
    }
    void saysWhereAFileIsWrong()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, said);
        const auto rules = readPrometheusRules(yaml, u"f"_s);
        QVERIFY(!rules);
        QVERIFY2(rules.error().detail.startsWith(said), qPrintable(rules.error().detail));
    }

    void readsAnEndpointsText()
    {
        QCOMPARE(namesInMetricsText(
                     "# HELP a b\n# TYPE a counter\na{x=\"y z\"} 1\na 2\nb_total 3 17\nbroken\n\n c 1"),
                 (std::set<QString>{u"a"_s, u"b_total"_s}));
    }

    void whatIsMissingHasANeighbour_data()
    {
        QTest::addColumn<QString>("metric");
        QTest::addColumn<QString>("nearest"); // "–": it is there
        QTest::newRow("there") << u"activity_success_total"_s << u"–"_s;
        QTest::newRow("of the other dialect") << u"activity_success"_s << u"activity_success_total"_s;
        QTest::newRow("its latency too")
            << u"service_latency_bucket"_s << u"service_latency_milliseconds_bucket"_s;
        QTest::newRow("a slip") << u"aproximate_backlog_count"_s << u"approximate_backlog_count"_s;
        QTest::newRow("made up") << u"temporal_worker_task_queue_lag"_s << QString();
        QTest::newRow("Prometheus's own") << u"ALERTS"_s << u"–"_s;
    }
    void whatIsMissingHasANeighbour()
    {
        QFETCH(QString, metric);
        QFETCH(QString, nearest);
        const std::set<QString> names{u"activity_success_total"_s, u"service_latency_milliseconds_bucket"_s,
                                      u"approximate_backlog_count"_s, u"service_requests_total"_s};
        const auto missing = missingMetrics(ruleOf(metric), names);
        QCOMPARE(missing.empty(), nearest == u"–"_s);
        if (!missing.empty())
            QCOMPARE(missing.front().nearest, nearest);
    }

    void whatTheFileRecordsIsThere()
    {
        const std::vector<PrometheusRule> rules{{u"A"_s, false, u"r:a > 1 and x"_s, 1},
                                                {u"r:a"_s, true, u"y"_s, 2}};
        const auto missing = missingMetrics(rules, {u"y"_s});
        QCOMPARE(missing.size(), 1U);
        QCOMPARE(missing.front().metric, u"x"_s);
    }

    void aPatternIsThereWhereAnyFits()
    {
        QVERIFY(missingMetrics(ruleOf(u"{__name__=~\"a(_total)?\"}"_s), {u"a_total"_s}).empty());
        const auto missing = missingMetrics(ruleOf(u"{__name__=~\"a(_total)?\"}"_s), {u"ba"_s});
        QCOMPARE(missing.size(), 1U);
        QCOMPARE(missing.front().metric, u"a(_total)?"_s);
    }

    // What `signalbox rules export` writes holds on either dialect.
    void ourOwnRulesAskForNothingThatIsNotThere()
    {
        const auto rules = readPrometheusRules(
            prometheusRules(Runbook::parse("version = 1\n", u"r"_s).value()).toUtf8(), u"f"_s);
        QVERIFY2(rules, rules ? "" : qPrintable(rules.error().detail));
        QVERIFY(rules->size() >= 3);
        for (const QString &ending : {QString(), u"_total"_s})
            QVERIFY(missingMetrics(*rules, {u"approximate_backlog_count"_s, u"activity_success"_s + ending,
                                            u"activity_task_fail"_s + ending})
                        .empty());
        QVERIFY(!missingMetrics(*rules, {u"up"_s}).empty());
    }
};

QTEST_GUILESS_MAIN(TestRulesLint)
#include "tst_ruleslint.moc"
