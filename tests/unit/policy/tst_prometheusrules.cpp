// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/prometheusrules.h"
#include "tests/unit/policy/promtool.h"

// What Prometheus makes of the rules that are exported, by its own promtool. That they fire when the
// console's do is tst_promtool's.

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;

namespace {

/// One series each minute, with a value as promtool writes it.
struct Series
{
    QString name;
    QString values;
};

struct Exported : Promtool
{
    explicit Exported(const QByteArray &runbook)
        : rules(prometheusRules(Runbook::parse("version = 1\n" + runbook, u"r"_s).value()))
    {
        write(u"rules.yml"_s, rules);
    }
    /// What is wrong; empty: the queues named, and no other, fire the rule after ten minutes.
    [[nodiscard]] QString fires(const QString &rule, const QString &summary, const QString &severity,
                                const std::vector<Series> &series,
                                const std::vector<std::pair<QString, QString>> &queues) const
    {
        QString test = u"rule_files: [rules.yml]\nevaluation_interval: 15s\ntests:\n  - interval: 1m\n"
                       "    input_series:\n"_s;
        for (const Series &one : series)
            test += u"      - series: '%1'\n        values: '%2'\n"_s.arg(one.name, one.values);
        test +=
            u"    alert_rule_test:\n      - eval_time: 10m\n        alertname: %1\n        exp_alerts:\n"_s
                .arg(rule);
        for (const auto &[ns, queue] : queues)
            test +=
                u"          - exp_labels: {namespace: '%1', taskqueue: '%2', severity: %3, signalbox_rule: "
                u"%4}\n"
                "            exp_annotations: {summary: '%5'}\n"_s.arg(ns, queue, severity, rule, summary);
        if (queues.empty())
            test += u"          []\n"_s;
        write(u"test.yml"_s, test);
        return run({u"test"_s, u"rules"_s, u"test.yml"_s});
    }

    QString rules;
};

Series backlog(const QString &ns, const QString &queue, const QString &values,
               const QString &type = u"Workflow"_s, const QString &partition = u"0"_s)
{
    return {
        u"approximate_backlog_count{namespace=\"%1\", taskqueue=\"%2\", task_type=\"%3\", partition=\"%4\"}"_s
            .arg(ns, queue, type, partition),
        values};
}

} // namespace

class TestPrometheusRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itsSyntaxIsPrometheus_data()
    {
        QTest::addColumn<QByteArray>("runbook");
        QTest::newRow("nothing said") << QByteArray();
        QTest::newRow("nothing left")
            << QByteArray("[[alert]]\nkind = 'backlog'\nenabled = false\n"
                          "[[alert]]\nkind = 'activity_failure'\nenabled = false\n");
        QTest::newRow("hostile names") << QByteArray(
            "[[queue]]\nname = '''a\"b\\c]d^e{f}'''\nowner = 'o'\nthresholds = { backlog = 1 }\n"
            "[[alert]]\nid = '''it's # : \"{{ $value }}\\'''\nkind = 'backlog'\n"
            "namespaces = ['ns\\n', '\xc3\xa9t\xc3\xa9-*', '[x', '\xf0\x9f\x9a\x82']\n");
        QTest::newRow("many") << QByteArray(
            "[[alert]]\nid = 'a'\nkind = 'backlog'\nnamespaces = ['t-*']\n"
            "[[alert]]\nid = 'b'\nkind = 'backlog'\nqueues = ['x-*', 'y']\n"
            "[[alert]]\nid = 'c'\nkind = 'activity_backlog'\nqueues = ['z']\n");
    }

    void itsSyntaxIsPrometheus()
    {
        QFETCH(const QByteArray, runbook);
        const Exported tool(runbook);
        const QString wrong = tool.run({u"check"_s, u"rules"_s, u"rules.yml"_s});
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong + tool.rules));
    }

    void whatPrometheusCannotSayIsListed()
    {
        const Exported tool("");
        for (const char *rule :
             {"no_pollers", "oldest_task", "workers_gone", "task_failures", "history_limit", "retention",
              "archival_stuck", "retention_warning", "unreachable"})
            QVERIFY2(tool.rules.contains(u"#   %1: "_s.arg(QLatin1StringView(rule))), rule);
        QVERIFY(!tool.rules.contains("#   backlog"_L1));
        const Exported off("[[alert]]\nkind = 'retention'\nid = 'kept'\n"
                           "[[alert]]\nkind = 'oldest_task'\nid = 'old'\nenabled = false\n");
        QVERIFY(off.rules.contains("#   kept: "_L1));
        QVERIFY(!off.rules.contains("#   old: "_L1));
    }

    void partitionsAreSummedAndStickyOnesAreNot()
    {
        const Exported tool("");
        const QString wrong =
            tool.fires(u"backlog"_s, u"backlog: over 100"_s, u"danger"_s,
                       {backlog(u"prod"_s, u"prod.a"_s, u"60+0x20"_s),
                        backlog(u"prod"_s, u"prod.a"_s, u"41+0x20"_s, u"Workflow"_s, u"1"_s),
                        backlog(u"prod"_s, u"prod.b"_s, u"100+0x20"_s),
                        backlog(u"prod"_s, u"prod.b"_s, u"9+0x20"_s, u"Workflow"_s, u"__sticky__"_s),
                        backlog(u"prod"_s, u"prod.c"_s, u"500+0x20"_s, u"Activity"_s),
                        backlog(u"prod"_s, u"temporal-sys-x"_s, u"500+0x20"_s)},
                       {{u"prod"_s, u"prod.a"_s}});
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    /// Names are spelt by tally or as they are.
    void theLastRuleThatFitsHolds()
    {
        const Exported tool(
            "[[queue]]\nname = 'evals'\nowner = 'o'\nthresholds = { backlog = 900 }\n"
            "[[alert]]\nkind = 'backlog'\nthreshold = 50\n"
            "[[alert]]\nkind = 'backlog'\nid = 'tenants'\nthreshold = 10\n"
            "namespaces = ['tenant-*']\n"
            "[[alert]]\nkind = 'backlog'\nid = 'none'\nenabled = false\nnamespaces = ['*-dev']\n");
        const std::vector<Series> series{
            backlog(u"stratmaster-prod"_s, u"stratmaster-prod.ingest"_s, u"60+0x20"_s),
            backlog(u"stratmaster_prod"_s, u"stratmaster_prod_ingest"_s, u"60+0x20"_s),
            backlog(u"stratmaster-prod"_s, u"calm"_s, u"50+0x20"_s),
            backlog(u"stratmaster-prod"_s, u"evals"_s, u"60+0x20"_s),
            backlog(u"stratmaster-dev"_s, u"ingest"_s, u"999+0x20"_s),
            backlog(u"stratmaster_dev"_s, u"ingest"_s, u"999+0x20"_s),
            backlog(u"tenant-a"_s, u"tenant-a.ingest"_s, u"11+0x20"_s),
            backlog(u"tenant_a"_s, u"tenant_a_ingest"_s, u"11+0x20"_s),
            backlog(u"tenant-a"_s, u"tenant-a.evals"_s, u"11+0x20"_s)};
        QString wrong = tool.fires(u"backlog"_s, u"backlog: over 50"_s, u"danger"_s, series,
                                   {{u"stratmaster-prod"_s, u"stratmaster-prod.ingest"_s},
                                    {u"stratmaster_prod"_s, u"stratmaster_prod_ingest"_s}});
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong + tool.rules));
        wrong = tool.fires(u"tenants"_s, u"tenants: over 10"_s, u"danger"_s, series,
                           {{u"tenant-a"_s, u"tenant-a.ingest"_s}, {u"tenant_a"_s, u"tenant_a_ingest"_s}});
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    /// Counters of either name, one that was born within the window, and too few attempts.
    void attemptsThatFailAreCountedFromTheirBirth()
    {
        const Exported tool("");
        const auto counter = [](const QString &name, const QString &queue, const QString &values) {
            return Series{u"%1{namespace=\"prod\", taskqueue=\"%2\"}"_s.arg(name, queue), values};
        };
        const std::vector<Series> series{counter(u"activity_success"_s, u"steady"_s, u"0+100x20"_s),
                                         counter(u"activity_task_fail"_s, u"steady"_s, u"0+6x20"_s),
                                         counter(u"activity_success_total"_s, u"born"_s, u"_x8 180+0x20"_s),
                                         counter(u"activity_task_fail_total"_s, u"born"_s, u"_x8 40+0x20"_s),
                                         counter(u"activity_success"_s, u"below"_s, u"0+100x20"_s),
                                         counter(u"activity_task_fail"_s, u"below"_s, u"0+5x20"_s),
                                         counter(u"activity_success"_s, u"few"_s, u"_x8 9+0x20"_s),
                                         counter(u"activity_task_fail"_s, u"few"_s, u"_x8 9+0x20"_s),
                                         counter(u"activity_success"_s, u"timeouts"_s, u"0+10x20"_s),
                                         counter(u"activity_task_timeout"_s, u"timeouts"_s, u"0+1x20"_s)};
        const QString wrong =
            tool.fires(u"activity_failure"_s, u"activity_failure: over 5 %"_s, u"danger"_s, series,
                       {{u"prod"_s, u"born"_s}, {u"prod"_s, u"steady"_s}, {u"prod"_s, u"timeouts"_s}});
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }
};

QTEST_GUILESS_MAIN(TestPrometheusRules)
#include "tst_prometheusrules.moc"
