// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/runbook.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

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
        QCOMPARE(runbook->backlogRule().id, u"backlog"_s);
        QCOMPARE(runbook->backlogRule().threshold, 100);
        QCOMPARE(runbook->backlogRule().forDuration, Milliseconds(300'000));

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
        QCOMPARE(runbook->backlogRule().forDuration, Milliseconds(milliseconds));
    }

    void readsEveryKindOfRule()
    {
        const Runbook without;
        QCOMPARE(without.rule(RuleKind::ActivityBacklog).threshold, 100);
        QCOMPARE(without.rule(RuleKind::NoPollers).forDuration, Milliseconds(120'000));
        QCOMPARE(without.rule(RuleKind::OldestTask).threshold, 600);
        const auto runbook = Runbook::parse("version = 1\n"
                                            "[[alert]]\nkind = 'oldest_task'\nthreshold = '1h'\n"
                                            "[[alert]]\nkind = 'backlog'\nthreshold = 7\nfor = '90s'\n"
                                            "[[alert]]\nkind = 'no_pollers'\nid = 'alone'\nthreshold = 2\n",
                                            u"r"_s);
        QVERIFY(runbook);
        QCOMPARE(runbook->rule(RuleKind::OldestTask).threshold, 3600);
        QCOMPARE(runbook->rule(RuleKind::NoPollers),
                 (AlertRule{u"alone"_s, 2, Milliseconds(120'000), RuleKind::NoPollers}));
        // What the team said of workflow tasks.
        QCOMPARE(runbook->rule(RuleKind::ActivityBacklog),
                 (AlertRule{u"activity_backlog"_s, 7, Milliseconds(90'000), RuleKind::ActivityBacklog}));
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
        row("alert: threshold", "[[alert]]\nkind = 'backlog'\nthreshold = 1.5\n",
            "r.toml:4: alert.threshold: must be a whole number");
        row("alert: negative", "[[alert]]\nkind = 'backlog'\nthreshold = -1\n",
            "r.toml:4: alert.threshold: must not be negative");
        row("alert: duration", "[[alert]]\nkind = 'backlog'\nfor = '5 minutes'\n",
            "r.toml:4: alert.for: must be a duration");
        row("alert: oldest by number", "[[alert]]\nkind = 'oldest_task'\nthreshold = 10\n",
            "r.toml:4: alert.threshold: must be a string");
        row("alert: two", "[[alert]]\nkind = 'backlog'\n[[alert]]\nkind = 'backlog'\n",
            "r.toml:5: alert.kind: there is one backlog rule only");
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
