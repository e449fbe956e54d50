// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/ruledraft.h"

#include "models/policy/runbookreader.h"

#include <QTest>

// A rule as it is typed and copied: what is copied is what the reader reads.

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Runbook::Rule builtIn(RuleKind kind)
{
    Runbook::Rule rule;
    rule.rule = builtInRule(kind);
    return rule;
}

QStringList faultsOf(const RuleDraft &draft)
{
    QStringList faults;
    for (const DraftFault &fault : readDraft(draft).faults)
        faults << u"%1 %2"_s.arg(fault.key, fault.sentence);
    return faults;
}

} // namespace

class TestRuleDraft : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsCopiedIsRead_data()
    {
        QTest::addColumn<int>("kind");
        for (std::size_t i = 0; i < ruleKinds; ++i)
            QTest::newRow(qPrintable(kindName(static_cast<RuleKind>(i)))) << static_cast<int>(i);
    }
    void whatIsCopiedIsRead()
    {
        QFETCH(int, kind);
        const Runbook::Rule plain = builtIn(static_cast<RuleKind>(kind));
        Runbook::Rule full = plain;
        full.rule.id = u"a \"quoted\\\" one, über 火\t"_s;
        full.rule.threshold = isShare(plain.rule.kind) ? 525 : 90;
        full.rule.forDuration = 90s;
        full.rule.keepFiringFor = 2h;
        full.rule.severity = plain.rule.severity == Signal::Danger ? Signal::Caution : Signal::Danger;
        full.enabled = false;
        if (scopeOf(plain.rule.kind) != RuleScope::Cluster)
            full.namespaces = {u"tenant-*"_s, u"a,b"_s, u"c"_s};
        if (scopeOf(plain.rule.kind) == RuleScope::Queue)
            full.queues = {u"evals"_s, u"in\\gest\"*"_s};
        for (const Runbook::Rule &rule : {plain, full}) {
            const QByteArray toml = "version = 1\n" + tomlOf(draftOf(rule)).toUtf8();
            const auto read = readRules(toml, u"copied"_s);
            QVERIFY2(read && read->size() == 1, qPrintable(read ? QString() : read.error().detail));
            QCOMPARE(read->front().rule, rule.rule);
            QCOMPARE(read->front().enabled, rule.enabled);
            QCOMPARE(read->front().namespaces, rule.namespaces);
            QCOMPARE(read->front().queues, rule.queues);
            QCOMPARE(draftOf(read->front()), draftOf(rule));
            QCOMPARE(readDraft(draftOf(rule)).rule->rule, rule.rule);
        }
    }

    void unitsAreTheRunbooks_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<qint64>("threshold");
        QTest::addColumn<QString>("typed");
        const auto row = [](RuleKind kind, qint64 threshold, const QString &typed) {
            QTest::newRow(qPrintable(typed)) << static_cast<int>(kind) << threshold << typed;
        };
        row(RuleKind::Backlog, 100, u"100"_s);
        row(RuleKind::ActivityFailure, 500, u"5"_s);
        row(RuleKind::ActivityFailure, 520, u"5.2"_s);
        row(RuleKind::HistoryLimit, 8005, u"80.05"_s);
        row(RuleKind::OldestTask, 600, u"10m"_s);
        row(RuleKind::OldestTask, 90, u"90s"_s);
        row(RuleKind::Retention, 0, u"0s"_s);
        row(RuleKind::Retention, 172'800, u"2d"_s);
        row(RuleKind::ArchivalStuck, 7, u"7"_s);
        row(RuleKind::Unreachable, 7200, u"2h"_s);
    }
    void unitsAreTheRunbooks()
    {
        QFETCH(int, kind);
        QFETCH(qint64, threshold);
        QFETCH(QString, typed);
        Runbook::Rule rule = builtIn(static_cast<RuleKind>(kind));
        rule.rule.threshold = threshold;
        RuleDraft draft = draftOf(rule);
        QCOMPARE(draft.threshold, typed);
        draft.threshold = u' ' + typed + (isShare(rule.rule.kind) ? u" %"_s : QString());
        QCOMPARE(readDraft(draft).rule->rule.threshold, threshold);
    }

    void whatIsWrongIsSaidAsTheReaderSaysIt_data()
    {
        QTest::addColumn<RuleDraft>("draft");
        QTest::addColumn<QStringList>("faults");
        const RuleDraft good = draftOf(builtIn(RuleKind::Backlog));
        RuleDraft draft = good;
        draft.threshold = u"many"_s;
        QTest::newRow("no number") << draft << QStringList{u"threshold must be a whole number"_s};
        draft.threshold = u"1.5"_s;
        QTest::newRow("half a task") << draft << QStringList{u"threshold must be a whole number"_s};
        draft.threshold = u"-1"_s;
        QTest::newRow("negative") << draft << QStringList{u"threshold must not be negative"_s};
        draft.threshold = u"007"_s;
        QTest::newRow("no number of TOML") << draft << QStringList{u"threshold must be a whole number"_s};
        draft.threshold = u"1\nid = 2"_s;
        QTest::newRow("more than a number") << draft << QStringList{u"threshold must be a whole number"_s};
        draft = good;
        draft.kind = RuleKind::ActivityFailure;
        draft.threshold = u"101"_s;
        QTest::newRow("more than all")
            << draft << QStringList{u"threshold must be a percentage, from 0 to 100"_s};
        draft = good;
        draft.forDuration = u"five minutes"_s;
        draft.id.clear();
        QTest::newRow("two of them")
            << draft
            << QStringList{u"id must not be empty"_s,
                           u"for must be a duration as in \"90s\", \"5m\", \"2h\" or \"3d\""_s};
        draft = good;
        draft.kind = RuleKind::Unreachable;
        draft.threshold = u"30s"_s;
        draft.queues = u"evals"_s;
        QTest::newRow("no queues") << draft << QStringList{u"queues does not go with a rule of this kind"_s};
    }
    void whatIsWrongIsSaidAsTheReaderSaysIt()
    {
        QFETCH(RuleDraft, draft);
        QFETCH(QStringList, faults);
        QCOMPARE(faultsOf(draft), faults);
        QVERIFY(!readDraft(draft).rule);
    }
};

QTEST_APPLESS_MAIN(TestRuleDraft)
#include "tst_ruledraft.moc"
