// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/runbook.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

const QueueKey anyQueue{u"ns"_s, u"ns.unheard_of"_s};

} // namespace

class TestRunbook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheBuiltInRunbook()
    {
        QFile file(u":/runbook.toml"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto runbook = Runbook::parse(file.readAll(), file.fileName());
        QVERIFY2(runbook, qPrintable(runbook ? QString() : runbook.error().detail));
        QCOMPARE(runbook->rule(RuleKind::Backlog, anyQueue)->id, u"backlog"_s);
        QCOMPARE(runbook->rule(RuleKind::Backlog, anyQueue)->threshold, 100);
        QCOMPARE(runbook->rule(RuleKind::Backlog, anyQueue)->forDuration, Milliseconds(300'000));

        const QString ns = u"stratmaster-prod"_s;
        QCOMPARE(runbook->ownerOf({ns, u"stratmaster-prod.knowledge_ingest"_s}), u"Knowledge MCP"_s);
        QCOMPARE(runbook->ownerOf({ns, u"research_workflows"_s}), u"Research MCP"_s);
        QCOMPARE(runbook->ownerOf({ns, u"stratmaster-prod.render_playwright"_s}), u"Observability"_s);
        QCOMPARE(runbook->ownerOf({ns, u"stratmaster-prod.evals"_s}), u"Evaluation MCP"_s);
        QCOMPARE(runbook->ownerOf({ns, u"stratmaster-prod.compression"_s}), u"Compression MCP"_s);
        QCOMPARE(runbook->ownerOf({ns, u"stratmaster-dev.evals"_s}), std::nullopt);
        QCOMPARE(runbook->ownerOf({ns, u"unheard_of"_s}), std::nullopt);
    }

    void shortensOnlyItsOwnNamespace_data()
    {
        QTest::addColumn<QString>("queue");
        QTest::addColumn<QString>("name");
        QTest::newRow("qualified") << u"ns.evals"_s << u"evals"_s;
        QTest::newRow("bare") << u"evals"_s << u"evals"_s;
        QTest::newRow("foreign") << u"other.evals"_s << u"other.evals"_s;
        QTest::newRow("dots inside") << u"ns.a.b"_s << u"a.b"_s;
        QTest::newRow("nothing behind") << u"ns."_s << u"ns."_s;
    }
    void shortensOnlyItsOwnNamespace()
    {
        QFETCH(QString, queue);
        QFETCH(QString, name);
        QCOMPARE(shortQueueName({u"ns"_s, queue}), name);
    }

    void readsDurations_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("milliseconds");
        QTest::newRow("seconds") << QByteArray("90s") << qint64(90'000);
        QTest::newRow("minutes") << QByteArray("5m") << qint64(300'000);
        QTest::newRow("hours") << QByteArray("2h") << qint64(7'200'000);
        QTest::newRow("days") << QByteArray("3d") << qint64(259'200'000);
    }
    void readsDurations()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, milliseconds);
        const auto runbook =
            Runbook::parse("version = 1\n[[alert]]\nkind = 'backlog'\nfor = '" + text + "'\n", u"r"_s);
        QVERIFY(runbook);
        QCOMPARE(runbook->rule(RuleKind::Backlog, anyQueue)->forDuration, Milliseconds(milliseconds));
    }

    void readsEveryKindOfRule()
    {
        const Runbook without;
        QCOMPARE(without.rules(anyQueue).size(), 6U);
        QCOMPARE(without.rule(RuleKind::ActivityBacklog, anyQueue)->threshold, 100);
        QCOMPARE(without.rule(RuleKind::NoPollers, anyQueue)->forDuration, Milliseconds(120'000));
        QCOMPARE(without.rule(RuleKind::OldestTask, anyQueue)->threshold, 600);
        QCOMPARE(without.rule(RuleKind::OldestTask, anyQueue)->severity, Signal::Caution);
        const auto runbook = Runbook::parse("version = 1\n"
                                            "[[alert]]\nkind = 'oldest_task'\nthreshold = '1h'\n"
                                            "severity = 'danger'\nkeep_firing_for = '2m'\n"
                                            "[[alert]]\nkind = 'backlog'\nthreshold = 7\nfor = '90s'\n"
                                            "[[alert]]\nkind = 'no_pollers'\nid = 'alone'\nthreshold = 2\n",
                                            u"r"_s);
        QVERIFY(runbook);
        QCOMPARE(runbook->rule(RuleKind::OldestTask, anyQueue),
                 (AlertRule{u"oldest_task"_s, 3600, Milliseconds(0), RuleKind::OldestTask, Signal::Danger,
                            Milliseconds(120'000)}));
        QCOMPARE(runbook->rule(RuleKind::NoPollers, anyQueue),
                 (AlertRule{u"alone"_s, 2, Milliseconds(120'000), RuleKind::NoPollers}));
        // What the team said of workflow tasks.
        QCOMPARE(runbook->rule(RuleKind::ActivityBacklog, anyQueue),
                 (AlertRule{u"activity_backlog"_s, 7, Milliseconds(90'000), RuleKind::ActivityBacklog}));
    }

    void aRuleHoldsForWhatItIsOf()
    {
        const auto kindsOf = [](const Runbook &runbook, const QueueKey &key) {
            std::vector<RuleKind> kinds;
            for (const AlertRule &rule : runbook.rules(key))
                kinds.push_back(rule.kind);
            return kinds;
        };
        const Runbook without;
        const std::vector ofNamespaces{RuleKind::TaskFailures, RuleKind::HistoryLimit, RuleKind::Retention,
                                       RuleKind::ArchivalStuck, RuleKind::RetentionWarning};
        QCOMPARE(kindsOf(without, {u"ns"_s, {}}), ofNamespaces);
        QCOMPARE(kindsOf(without, theCluster), std::vector{RuleKind::Unreachable});
        QCOMPARE(without.rule(RuleKind::Unreachable, theCluster),
                 (AlertRule{u"unreachable"_s, 30, Milliseconds(0), RuleKind::Unreachable}));
        QCOMPARE(without.rule(RuleKind::TaskFailures, {u"ns"_s, {}}),
                 (AlertRule{u"task_failures"_s, 0, Milliseconds(120'000), RuleKind::TaskFailures,
                            Signal::Caution}));
        QCOMPARE(without.rule(RuleKind::WorkersGone, anyQueue)->severity, Signal::Caution);
        const auto runbook = Runbook::parse("version = 1\n"
                                            "[[alert]]\nkind = 'unreachable'\nthreshold = '2m'\n"
                                            "[[alert]]\nkind = 'task_failures'\nenabled = false\n"
                                            "namespaces = ['*-dev']\n"
                                            "[[queue]]\nname = 'q'\nowner = 'o'\n"
                                            "thresholds = { workers_gone = 3 }\n",
                                            u"r"_s);
        QVERIFY2(runbook, qPrintable(runbook ? QString() : runbook.error().detail));
        QCOMPARE(runbook->rule(RuleKind::Unreachable, theCluster)->threshold, 120);
        QCOMPARE(kindsOf(*runbook, {u"a-dev"_s, {}}),
                 (std::vector{RuleKind::HistoryLimit, RuleKind::Retention, RuleKind::ArchivalStuck,
                              RuleKind::RetentionWarning}));
        QCOMPARE(kindsOf(*runbook, {u"prod"_s, {}}), ofNamespaces);
        QCOMPARE(runbook->rule(RuleKind::WorkersGone, {u"ns"_s, u"q"_s})->threshold, 3);
    }

    void aShareIsAPercentage()
    {
        const auto shareOf = [](const QByteArray &value) -> std::optional<qint64> {
            const auto runbook = Runbook::parse(
                "version = 1\n[[alert]]\nkind = 'activity_failure'\nthreshold = " + value + '\n', u"r"_s);
            return runbook ? std::optional(runbook->rule(RuleKind::ActivityFailure, anyQueue)->threshold)
                           : std::nullopt;
        };
        QCOMPARE(Runbook().rule(RuleKind::ActivityFailure, anyQueue)->threshold, 500);
        QCOMPARE(shareOf("7"), 700);
        QCOMPARE(shareOf("2.5"), 250);
        QCOMPARE(shareOf("0"), 0);
        for (const char *wrong : {"-1", "100.1", "nan", "inf", "'5 %'", "true"})
            QVERIFY2(!shareOf(wrong), wrong);
    }

    void aProfilesOwnRulesStandWhereThoseOfTheirIdStood()
    {
        auto runbook = Runbook::parse("version = 1\n"
                                      "[[alert]]\nkind = 'backlog'\nthreshold = 50\n"
                                      "[[alert]]\nkind = 'backlog'\nid = 'tenants'\nthreshold = 10\n"
                                      "namespaces = ['tenant-*']\n",
                                      u"r"_s)
                           .value();
        QVERIFY(runbook.override("version = 1\n[[alert]]\nkind = 'backlog'\nthreshold = 70\n"
                                 "[[alert]]\nkind = 'oldest_task'\nid = 'mine'\nthreshold = '1h'\n",
                                 u"own"_s));
        const auto threshold = [&runbook](RuleKind kind, const QString &ns) {
            return runbook.rule(kind, {ns, u"q"_s})->threshold;
        };
        QCOMPARE(threshold(RuleKind::Backlog, u"prod"_s), 70);
        QCOMPARE(threshold(RuleKind::Backlog, u"tenant-a"_s), 10);
        QCOMPARE(threshold(RuleKind::OldestTask, u"prod"_s), 3600);
        std::map<QString, Runbook::Origin> origins;
        for (const Runbook::Rule &one : runbook.allRules())
            origins[one.rule.id] = one.origin;
        QCOMPARE(origins[u"backlog"_s], Runbook::Origin::Profile);
        QCOMPARE(origins[u"tenants"_s], Runbook::Origin::Runbook);
        QCOMPARE(origins[u"no_pollers"_s], Runbook::Origin::BuiltIn);
        QCOMPARE(std::count_if(runbook.allRules().begin(), runbook.allRules().end(),
                               [](const Runbook::Rule &one) { return one.rule.id == u"backlog"_s; }),
                 1);
    }

    void aFaultInThemChangesNothing()
    {
        Runbook runbook;
        const Done taken = runbook.override("version = 1\n[[alert]]\nkind = 'backlog'\nthreshold = 7\n"
                                            "[[queue]]\nname = 'q'\nowner = 'o'\n",
                                            u"own"_s);
        QVERIFY(!taken);
        QVERIFY2(taken.error().detail.startsWith(u"own:5: "_s), qPrintable(taken.error().detail));
        QCOMPARE(runbook.rule(RuleKind::Backlog, anyQueue)->threshold, 100);
    }

    void theLastRuleThatFitsHolds()
    {
        const auto runbook =
            Runbook::parse("version = 1\n"
                           "[[queue]]\nname = 'evals'\nowner = 'Evaluation MCP'\n"
                           "thresholds = { backlog = 900, oldest_task = '1h' }\n"
                           "[[alert]]\nkind = 'backlog'\nthreshold = 50\n"
                           "[[alert]]\nkind = 'backlog'\nid = 'tenants'\nthreshold = 10\n"
                           "namespaces = ['tenant-*']\n"
                           "[[alert]]\nkind = 'backlog'\nid = 'not in dev'\nenabled = false\n"
                           "namespaces = ['*-dev']\nqueues = ['scratch', 'try-*']\n"
                           "[[alert]]\nkind = 'no_pollers'\nenabled = false\n",
                           u"r"_s);
        QVERIFY2(runbook, qPrintable(runbook ? QString() : runbook.error().detail));
        const auto threshold = [&](RuleKind kind, const char *ns, const char *queue) {
            const auto rule = runbook->rule(kind, {QString::fromLatin1(ns), QString::fromLatin1(queue)});
            return rule ? rule->threshold : -1;
        };
        QCOMPARE(threshold(RuleKind::Backlog, "prod", "prod.compression"), 50);
        QCOMPARE(threshold(RuleKind::Backlog, "tenant-acme", "compression"), 10);
        QCOMPARE(threshold(RuleKind::Backlog, "a-tenant-acme", "compression"), 50);
        QCOMPARE(threshold(RuleKind::Backlog, "tenant-acme", "tenant-acme.evals"), 900);
        QCOMPARE(threshold(RuleKind::ActivityBacklog, "tenant-acme", "evals"), 900);
        QCOMPARE(threshold(RuleKind::OldestTask, "prod", "evals"), 3600);
        QCOMPARE(threshold(RuleKind::Backlog, "team-dev", "team-dev.try-1"), -1);
        QCOMPARE(threshold(RuleKind::ActivityBacklog, "team-dev", "try-1"), -1);
        QCOMPARE(threshold(RuleKind::Backlog, "team-dev", "retry-1"), 50);
        QCOMPARE(threshold(RuleKind::NoPollers, "prod", "evals"), -1);
        QCOMPARE(runbook->rules({u"team-dev"_s, u"scratch"_s}).size(),
                 3U); // oldest_task, activity_failure, workers_gone
    }

    void namespacesByPattern()
    {
        const auto runbook = Runbook::parse("version = 1\n"
                                            "[[namespace]]\nmatch = 'tenant-*'\npurpose = 'Tenants'\n"
                                            "retention = '30d'\n"
                                            "[[namespace]]\nmatch = 'tenant-trial.*'\n",
                                            u"r"_s);
        QVERIFY(runbook);
        QCOMPARE(runbook->namespaceOf(u"prod"_s), nullptr);
        QCOMPARE(runbook->namespaceOf(u"tenant-acme"_s)->purpose, u"Tenants"_s);
        QCOMPARE(runbook->namespaceOf(u"tenant-acme"_s)->retention, std::chrono::hours(30 * 24));
        // A dot is a dot.
        QCOMPARE(runbook->namespaceOf(u"tenant-trial1"_s)->purpose, u"Tenants"_s);
        QCOMPARE(runbook->namespaceOf(u"tenant-trial.1"_s)->retention, std::nullopt);
    }

    void refusesWithFileLineAndKey_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QByteArray &text, const char *expected) {
            QTest::newRow(name) << QByteArray("version = 1\n" + text) << QString::fromLatin1(expected);
        };
        QTest::newRow("no version") << QByteArray("") << u"r.toml:1: version: must be 1"_s;
        QTest::newRow("other version") << QByteArray("version = 2\n") << u"r.toml:1: version: must be 1"_s;
        QTest::newRow("not TOML") << QByteArray("version = \n") << u"r.toml:1: "_s;
        row("unknown key", "queues = 1\n", "r.toml:2: queues: is not a key");
        row("queue: a table", "[queue]\nname = 'x'\n", "r.toml:2: queue: must be a list of tables");
        row("queue: no name", "[[queue]]\nowner = 'o'\n", "r.toml:2: queue.name: is missing");
        row("queue: no owner", "[[queue]]\nname = 'n'\n", "r.toml:2: queue.owner: is missing");
        row("queue: twice", "[[queue]]\nname = 'n'\nowner = 'o'\n[[queue]]\nname = 'n'\nowner = 'p'\n",
            "r.toml:6: queue.name: \"n\" appears twice");
        row("queue: unknown key", "[[queue]]\nname = 'n'\nowner = 'o'\npollers = 5\n",
            "r.toml:5: queue.pollers: is not a key");
        row("alert: no kind", "[[alert]]\nthreshold = 1\n", "r.toml:2: alert.kind: is missing");
        row("alert: other kind", "[[alert]]\nkind = 'age'\n",
            "r.toml:3: alert.kind: must be one of no_pollers, backlog, activity_backlog, oldest_task");
        row("alert: queues of a namespace's rule", "[[alert]]\nkind = 'task_failures'\nqueues = ['q']\n",
            "r.toml:4: alert.queues: does not go with a rule of this kind");
        row("alert: namespaces of the cluster's rule",
            "[[alert]]\nkind = 'unreachable'\nnamespaces = ['n']\n",
            "r.toml:4: alert.namespaces: does not go with a rule of this kind");
        row("thresholds: of a namespace's rule",
            "[[queue]]\nname = 'n'\nowner = 'o'\nthresholds = { task_failures = 5 }\n",
            "r.toml:5: queue.thresholds.task_failures: is not a key");
        row("alert: threshold", "[[alert]]\nkind = 'backlog'\nthreshold = 1.5\n",
            "r.toml:4: alert.threshold: must be a whole number");
        row("alert: negative", "[[alert]]\nkind = 'backlog'\nthreshold = -1\n",
            "r.toml:4: alert.threshold: must not be negative");
        row("alert: duration", "[[alert]]\nkind = 'backlog'\nfor = '5 minutes'\n",
            "r.toml:4: alert.for: must be a duration");
        row("alert: oldest by number", "[[alert]]\nkind = 'oldest_task'\nthreshold = 10\n",
            "r.toml:4: alert.threshold: must be a string");
        row("alert: two", "[[alert]]\nkind = 'backlog'\n[[alert]]\nkind = 'backlog'\n",
            "r.toml:4: alert.id: \"backlog\" appears twice");
        row("alert: severity", "[[alert]]\nkind = 'backlog'\nseverity = 'red'\n",
            "r.toml:4: alert.severity: must be \"danger\" or \"caution\"");
        row("alert: enabled", "[[alert]]\nkind = 'backlog'\nenabled = 'no'\n",
            "r.toml:4: alert.enabled: must be true or false");
        row("alert: queues", "[[alert]]\nkind = 'backlog'\nqueues = 'evals'\n",
            "r.toml:4: alert.queues: must be a list of strings");
        row("namespace: no match", "[[namespace]]\npurpose = 'x'\n", "r.toml:2: namespace.match: is missing");
        row("namespace: twice", "[[namespace]]\nmatch = 'a'\n[[namespace]]\nmatch = 'a'\n",
            "r.toml:5: namespace.match: \"a\" appears twice");
        row("namespace: retention", "[[namespace]]\nmatch = 'a'\nretention = '30 days'\n",
            "r.toml:4: namespace.retention: must be a duration");
        row("thresholds: unknown kind", "[[queue]]\nname = 'n'\nowner = 'o'\nthresholds = { age = 5 }\n",
            "r.toml:5: queue.thresholds.age: is not a key");
        row("thresholds: negative", "[[queue]]\nname = 'n'\nowner = 'o'\nthresholds = { backlog = -5 }\n",
            "r.toml:5: queue.thresholds.backlog: must not be negative");
    }
    void refusesWithFileLineAndKey()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        const auto runbook = Runbook::parse(text, u"r.toml"_s);
        QVERIFY(!runbook);
        QCOMPARE(runbook.error().kind, ErrorKind::Configuration);
        QVERIFY2(runbook.error().detail.startsWith(expected), qPrintable(runbook.error().detail));
    }
};

QTEST_APPLESS_MAIN(TestRunbook)
#include "tst_runbook.moc"
