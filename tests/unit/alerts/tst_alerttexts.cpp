// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alerthistory.h"
#include "models/alerts/ruletext.h"
#include "models/alerts/snoozechoice.h"
#include "models/base/zonedtime.h"
#include "models/policy/rulevalue.h"

#include <QTest>

// What a page of alerts says, by pure functions.

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {

const QueueKey orders{u"ns"_s, u"ns.orders"_s};

AlertRule rule(RuleKind kind, qint64 threshold, Milliseconds forDuration)
{
    AlertRule rule;
    rule.id = u"mine"_s;
    rule.kind = kind;
    rule.threshold = threshold;
    rule.forDuration = forDuration;
    return rule;
}

Instant at(const QString &time)
{
    return parseZonedTime(time).value();
}

QStringList choices(const QString &now)
{
    QStringList texts;
    for (const SnoozeChoice &choice : snoozeChoices(at(now)))
        texts << choice.text;
    return texts;
}

} // namespace

class TestAlertTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "Europe/Berlin"); }

    void aRuleInWords_data()
    {
        QTest::addColumn<AlertRule>("rule");
        QTest::addColumn<TaskType>("type");
        QTest::addColumn<QString>("words");
        const auto row = [](const QString &words, const AlertRule &rule, TaskType type = TaskType::Workflow) {
            QTest::newRow(qPrintable(words)) << rule << type << words;
        };
        row(u"workflow backlog > 100 for 5 m"_s, rule(RuleKind::Backlog, 100, 5min));
        row(u"activity backlog > 2\u202f000 for 1 h 30 m"_s, rule(RuleKind::ActivityBacklog, 2000, 90min),
            TaskType::Activity);
        row(u"activity tasks without a poller > 0 for 2 m"_s, rule(RuleKind::NoPollers, 0, 2min),
            TaskType::Activity);
        row(u"wait of the oldest task > 10 m"_s, rule(RuleKind::OldestTask, 600, 0s));
        row(u"runs whose workflow tasks fail > 0 for 2 m"_s, rule(RuleKind::TaskFailures, 0, 2min));
        row(u"time without an answer > 30 s"_s, rule(RuleKind::Unreachable, 30, 0s));
    }

    void aRuleInWords()
    {
        QFETCH(const AlertRule, rule);
        QFETCH(const TaskType, type);
        QTEST(ruleWords(rule, type), "words");
    }

    void aDefinitionSaysWhatItMakesOfIt()
    {
        QCOMPARE(ruleDefinition(rule(RuleKind::Backlog, 100, 5min), TaskType::Workflow),
                 u"Rule “mine”: a danger at workflow backlog > 100 for 5 m. Until then it is a caution. It "
                 u"ends 30 s "
                 "after the value has come back."_s);
        AlertRule caution = rule(RuleKind::OldestTask, 600, 0s);
        caution.severity = Signal::Caution;
        caution.keepFiringFor = 0s;
        QCOMPARE(ruleDefinition(caution, TaskType::Workflow),
                 u"Rule “mine”: a caution at wait of the oldest task > 10 m."_s);
        QCOMPARE(formatRuleValue(RuleKind::OldestTask, 725), u"12 m 05 s"_s);
        QCOMPARE(formatRuleValue(RuleKind::Backlog, std::nullopt), u"–"_s);
    }

    void aSnoozeEndsWhenSomebodyIsAtWork()
    {
        QCOMPARE(choices(u"2026-11-30 14:10+01:00"_s),
                 QStringList({u"For 30 minutes, until 14:40"_s, u"For 1 hour, until 15:10"_s,
                              u"Until tomorrow 08:00"_s}));
        QCOMPARE(choices(u"2026-12-01 03:00+01:00"_s).last(), u"Until today 08:00"_s);
        QCOMPARE(choices(u"2026-12-01 07:00+01:00"_s).last(), u"Until today 08:00"_s);
        QCOMPARE(choices(u"2026-12-01 07:01+01:00"_s).last(), u"Until tomorrow 08:00"_s);
        // Over the night of an hour that comes twice.
        QCOMPARE(snoozeChoices(at(u"2026-10-24 20:00+02:00"_s)).back().until,
                 at(u"2026-10-25 08:00+01:00"_s));
    }

    void historyIsInWordsAndSaysHowLong()
    {
        const Instant begin = at(u"2026-11-30 02:00+01:00"_s);
        const auto change = [&](Milliseconds after, const QString &id, AlertState state,
                                std::optional<qint64> value) {
            return Transition{begin + after, id, orders, TaskType::Workflow, state, value};
        };
        const auto history = historyOf({change(0s, u"backlog"_s, AlertState::Inactive, {}),
                                        change(1min, u"backlog"_s, AlertState::Pending, 150),
                                        change(6min, u"backlog"_s, AlertState::Firing, 412),
                                        change(7min, u"gone"_s, AlertState::Firing, 3),
                                        change(8min, u"backlog"_s, AlertState::Unknown, {}),
                                        change(13min, u"backlog"_s, AlertState::Inactive, {})},
                                       Runbook());
        QCOMPARE(history.size(), std::size_t(6));
        QCOMPARE(history[0].what, u"has ended"_s);
        QCOMPARE(history[0].lasted, u"12 m 00 s"_s);
        QCOMPARE(history[1].what, u"not known"_s);
        QCOMPARE(history[2].rule, u"gone"_s); // the runbook has it no more
        QCOMPARE(history[3].rule, u"workflow backlog > 100 for 5 m"_s);
        QCOMPARE(history[3].value, u"412"_s);
        QVERIFY(history[5].lasted.isEmpty());
        const QByteArrayList lines = csvOf(history).trimmed().split('\n');
        QCOMPARE(lines[0], "time,state,rule,namespace,queue,task_type,value,owner,lasted"_ba);
        QCOMPARE(
            lines[4],
            "2026-11-30 02:06:00+01:00,firing,\"backlog\",\"ns\",\"ns.orders\",workflow,412,\"\",\"\""_ba);
        QCOMPARE(lines.size(), 7);
    }

    void aFileRunsNoFormula()
    {
        Transition change;
        change.rule = u"=1+1"_s;
        change.key = {u"a\"b"_s, u"@q"_s};
        const QByteArray line = csvOf(historyOf({change}, Runbook())).split('\n').at(1);
        QVERIFY2(line.contains(",\"'=1+1\",\"a\"\"b\",\"'@q\","), line.constData());
    }
};

QTEST_GUILESS_MAIN(TestAlertTexts)
#include "tst_alerttexts.moc"
