// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/boardtext.h"

#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;
using Column = BoardModel::Column;

namespace {

QueueFacts queue()
{
    QueueFacts facts;
    facts.key = {u"ns"_s, u"ns.knowledge_ingest"_s};
    facts.owner = u"Knowledge MCP"_s;
    facts.running = 1204;
    facts.assessment = {Signal::Caution, u"over 100 for 2 m 40 s of 5 m"_s, Instant(1'800'000'000s), {}};
    QueueSample sample;
    sample.key = facts.key;
    sample.workflowBacklog = 118;
    sample.activityBacklog = 3;
    sample.oldestTask = 160s;
    sample.addRate = 12;
    sample.dispatchRate = 10;
    sample.workflowPollers = 4;
    sample.activityPollers = 4;
    facts.sample = sample;
    return facts;
}

Drain drainOf(std::optional<qint64> backlog, std::optional<double> in, std::optional<double> out)
{
    QueueSample sample;
    sample.workflowBacklog = backlog;
    sample.addRate = in;
    sample.dispatchRate = out;
    return timeToDrain(sample);
}

} // namespace

class TestBoardText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAQueuesCells()
    {
        const QueueFacts facts = queue();
        const std::map<Column, QString> expected{
            {BoardModel::SignalColumn, u"caution"_s},
            {BoardModel::NameColumn, u"knowledge_ingest"_s},
            {BoardModel::OwnerColumn, u"Knowledge MCP"_s},
            {BoardModel::WorkflowBacklogColumn, u"118"_s},
            {BoardModel::ActivityBacklogColumn, u"3"_s},
            {BoardModel::OldestColumn, u"2 m 40 s"_s},
            {BoardModel::RatesColumn, u"12 / 10"_s},
            {BoardModel::DrainColumn, u"grows"_s},
            {BoardModel::PollersColumn, u"4"_s},
            {BoardModel::RunningColumn, u"1\u202F204"_s},
            {BoardModel::SparklineColumn, QString()},
            {BoardModel::SentenceColumn, u"over 100 for 2 m 40 s of 5 m"_s},
        };
        for (const auto &[column, text] : expected)
            QCOMPARE(boardtext::text(facts, column), text);
        QCOMPARE(expected.size(), std::size_t(BoardModel::ColumnCount));
    }

    void anUnknownNumberIsADash()
    {
        QueueFacts facts = queue();
        facts.running.reset();
        facts.owner.clear();
        facts.sample.reset();
        for (int i = BoardModel::OwnerColumn; i <= BoardModel::RunningColumn; ++i)
            QCOMPARE(boardtext::text(facts, Column(i)), u"–"_s);
        facts.sample = QueueSample();
        for (int i = BoardModel::WorkflowBacklogColumn; i <= BoardModel::RunningColumn; ++i)
            QCOMPARE(boardtext::text(facts, Column(i)), u"–"_s);
    }

    void nothingWaitsNothingIsOld()
    {
        QueueFacts facts = queue();
        facts.sample->workflowBacklog = 0;
        facts.sample->activityBacklog = 0;
        facts.sample->oldestTask = 0ms;
        QCOMPARE(boardtext::text(facts, BoardModel::OldestColumn), u"–"_s);
        QCOMPARE(boardtext::text(facts, BoardModel::WorkflowBacklogColumn), u"0"_s);
        QCOMPARE(boardtext::text(facts, BoardModel::DrainColumn), u"–"_s);
    }

    void tellsPollersApartWhereTheyDiffer()
    {
        QueueFacts facts = queue();
        facts.sample->activityPollers = 5;
        QCOMPARE(boardtext::text(facts, BoardModel::PollersColumn), u"4 / 5"_s);
        facts.sample->activityPollers.reset();
        QCOMPARE(boardtext::text(facts, BoardModel::PollersColumn), u"4"_s);
    }

    void computesTimeToDrain_data()
    {
        QTest::addColumn<Drain>("drain");
        QTest::addColumn<int>("kind");
        QTest::addColumn<qint64>("seconds");
        const auto row = [](const char *name, const Drain &drain, Drain::Kind kind, qint64 seconds = 0) {
            QTest::newRow(name) << drain << int(kind) << seconds;
        };
        row("net outflow", drainOf(100, 1.0, 3.0), Drain::Takes, 50);
        row("net inflow", drainOf(100, 3.0, 1.0), Drain::Grows);
        row("balanced", drainOf(100, 3.0, 3.0), Drain::Stays);
        row("only in", drainOf(1, 0.5, 0.0), Drain::Grows);
        row("empty", drainOf(0, 3.0, 1.0), Drain::Nothing);
        row("nothing moves", drainOf(60, 0.0, 0.0), Drain::Unknown);
        row("backlog unknown", drainOf({}, 1.0, 3.0), Drain::Unknown);
        row("in unknown", drainOf(100, {}, 3.0), Drain::Unknown);
        row("out unknown", drainOf(100, 1.0, {}), Drain::Unknown);
        row("hardly any", drainOf(1'000'000'000'000, 1.0, 1.0 + 1e-12), Drain::Takes, 365 * 86400);
    }
    void computesTimeToDrain()
    {
        QFETCH(Drain, drain);
        QFETCH(int, kind);
        QFETCH(qint64, seconds);
        QCOMPARE(int(drain.kind), kind);
        QCOMPARE(drain.time, Milliseconds(seconds * 1000));
    }

    void sortsNumbersAsNumbersAndUnknownAsNothing()
    {
        QueueFacts facts = queue();
        const auto sort = [&](Column column) {
            return boardcells::value(facts, column, BoardModel::SortRole, Milliseconds());
        };
        QCOMPARE(sort(BoardModel::WorkflowBacklogColumn), QVariant(qint64(118)));
        QCOMPARE(sort(BoardModel::OldestColumn), QVariant(qint64(160'000)));
        QCOMPARE(sort(BoardModel::SignalColumn), QVariant(int(Signal::Caution)));
        QVERIFY(std::isinf(sort(BoardModel::DrainColumn).toDouble()));
        facts.sample.reset();
        facts.running.reset();
        for (int i = BoardModel::WorkflowBacklogColumn; i <= BoardModel::RunningColumn; ++i)
            QVERIFY(!sort(Column(i)).isValid());
    }

    void marksABacklogOverTheThreshold()
    {
        QueueFacts facts = queue();
        const auto isMarked = [&](std::optional<qint64> workflowLimit, std::optional<qint64> activityLimit,
                                  Column column) {
            facts.workflowLimit = workflowLimit;
            facts.activityLimit = activityLimit;
            return boardcells::value(facts, column, BoardModel::EmphasisRole, 0s).toBool();
        };
        QVERIFY(isMarked(100, 100, BoardModel::WorkflowBacklogColumn));
        QVERIFY(!isMarked(118, 2, BoardModel::WorkflowBacklogColumn));
        QVERIFY(!isMarked(std::nullopt, 2, BoardModel::WorkflowBacklogColumn));
        QVERIFY(!isMarked(100, 100, BoardModel::ActivityBacklogColumn));
        QVERIFY(isMarked(100, 2, BoardModel::ActivityBacklogColumn));
        QVERIFY(!isMarked(0, 0, BoardModel::OldestColumn));
        facts.sample.reset();
        QVERIFY(!isMarked(0, 0, BoardModel::WorkflowBacklogColumn));
    }

    void tellsMoreInTheToolTip()
    {
        QueueFacts facts = queue();
        facts.sample->time = Instant(1'800'000'000s);
        facts.sample->sinceBoot = 1h;
        facts.sample->pollers = {{u"812@ingest\u202E"_s, TaskType::Activity, 1h - 41s, 0, true, {}}};
        Verdict verdict;
        verdict.next.text = u"add workers"_s;
        verdict.evidence = {{u"in / out"_s, u"12 / 10"_s, u"DescribeTaskQueue"_s, 2s}};
        verdict.ruledOut = {{Cause::Held, u"held"_s, u"no limit is set"_s}};
        const QString tip = boardtext::toolTip(facts, verdict);
        QVERIFY(tip.startsWith(u"ns.knowledge_ingest\n"_s));
        QVERIFY(tip.contains(u"\nNext: add workers\nin / out: 12 / 10 (DescribeTaskQueue, 2 s ago)\n"
                             "Ruled out: held: no limit is set\n"_s));
        QVERIFY(tip.contains(u"Oldest task: 2 m 40 s"_s));
        QVERIFY(tip.contains(u"In / out per second: 12 / 10"_s));
        QVERIFY(tip.contains(u"Drains in: grows"_s));
        QVERIFY(tip.contains(u"Pollers alive: 4 workflow, 4 activity"_s));
        QVERIFY(tip.contains(u"812@ingest‹U+202E› · activity · last poll 41 s before"_s));
        for (int i = 0; i < 20; ++i)
            facts.sample->pollers.push_back({u"w"_s, TaskType::Workflow, {}, 0, false, {}});
        QVERIFY(boardtext::toolTip(facts, {}).contains(u"and 13 more"_s));
    }

    void aNamespaceTellsWhatTheRunbookSaysOfIt()
    {
        NamespaceFacts facts;
        facts.sample.info.name = u"tenant-acme"_s;
        facts.runbook = Runbook::Namespace{u"tenant-*"_s, u"Tenants"_s, std::chrono::hours(30 * 24)};
        facts.sample.limits = u"there may be more queues than the 200 found"_s;
        const QString tip = boardtext::toolTip(facts);
        QVERIFY2(tip.contains(u"\nRunbook: Tenants, retention 30 d"_s), qPrintable(tip));
        QVERIFY(tip.endsWith(*facts.sample.limits));
        QCOMPARE(boardtext::text(facts, BoardModel::SentenceColumn), *facts.sample.limits);
        facts.sample.error = u"no answer"_s;
        QCOMPARE(boardtext::text(facts, BoardModel::SentenceColumn), u"no answer"_s);
    }

    void writesANamespacesCells()
    {
        NamespaceFacts facts;
        facts.sample.info.name = u"stratmaster\n-prod"_s;
        facts.sample.info.state = NamespaceState::Registered;
        facts.sample.info.retention = 720h;
        facts.sample.running = 7;
        facts.signal = Signal::Danger;
        QCOMPARE(boardtext::text(facts, BoardModel::NameColumn), u"stratmaster‹U+000A›-prod"_s);
        QCOMPARE(boardtext::text(facts, BoardModel::SignalColumn), u"danger"_s);
        QCOMPARE(boardtext::text(facts, BoardModel::RunningColumn), u"7"_s);
        QCOMPARE(boardtext::text(facts, BoardModel::WorkflowBacklogColumn), QString());
        QCOMPARE(boardtext::text(facts, BoardModel::SentenceColumn), u"– failed today"_s);
        QCOMPARE(boardtext::detail(facts), u"retention 30 d · registered"_s);
        facts.sample.info.historyArchival = true;
        QCOMPARE(boardtext::detail(facts), u"retention 30 d · registered · archived"_s);
        facts.sample.readable = false;
        facts.sample.running.reset();
        facts.sample.error = u"you may not read this namespace"_s;
        QCOMPARE(boardtext::text(facts, BoardModel::RunningColumn), u"–"_s);
        QCOMPARE(boardtext::text(facts, BoardModel::SentenceColumn), *facts.sample.error);
        QCOMPARE(boardtext::detail(facts), QString());
        QVERIFY(boardtext::toolTip(facts).contains(*facts.sample.error));
        facts.sample.unfound = u"Not found: some."_s;
        QVERIFY(boardtext::toolTip(facts).endsWith(u"\nNot found: some."_s));
    }

    void saysWhereANamespaceIsArchived_data()
    {
        QTest::addColumn<bool>("history");
        QTest::addColumn<QString>("historyUri");
        QTest::addColumn<bool>("visibility");
        QTest::addColumn<QString>("visibilityUri");
        QTest::addColumn<QString>("line");
        const QString uri = u"s3://sm-acme-temporal-archive"_s;
        QTest::newRow("never") << false << QString() << false << QString() << QString();
        QTest::newRow("on") << true << uri << true << uri << u"Archival: to s3://sm-acme-temporal-archive"_s;
        QTest::newRow("off again") << false << uri << false << uri
                                   << u"Archival: off, set to s3://sm-acme-temporal-archive"_s;
        QTest::newRow("half")
            << true << uri << false << QString()
            << u"Archival of histories: to s3://sm-acme-temporal-archive; of the list: off"_s;
        QTest::newRow("nowhere") << true << QString() << true << QString() << u"Archival: to no address"_s;
        QTest::newRow("hostile") << true << u"s3://a\nb"_s << true << u"s3://a\nb"_s
                                 << u"Archival: to s3://a‹U+000A›b"_s;
    }

    void saysWhereANamespaceIsArchived()
    {
        QFETCH(bool, history);
        QFETCH(QString, historyUri);
        QFETCH(bool, visibility);
        QFETCH(QString, visibilityUri);
        QFETCH(QString, line);
        NamespaceFacts facts;
        NamespaceInfo &info = facts.sample.info;
        info.name = u"tenant-acme"_s;
        info.state = NamespaceState::Registered;
        info.historyArchival = history;
        info.historyArchivalUri = historyUri;
        info.visibilityArchival = visibility;
        info.visibilityArchivalUri = visibilityUri;
        const QStringList lines = boardtext::toolTip(facts).split(u'\n');
        QCOMPARE(lines.filter(u"Archival"_s), line.isEmpty() ? QStringList() : QStringList{line});
    }

    void aFoldIsNamedAsItsQueuesAre()
    {
        FoldFacts fold;
        fold.ns = u"stratmaster-prod"_s;
        fold.like = u"stratmaster-prod.tide_…"_s;
        fold.counts = {60, 0, 0, 0};
        QCOMPARE(boardtext::text(fold, BoardModel::NameColumn), u"60 × tide_…"_s);
    }

    void tellsHowANamespacesRunsEnd()
    {
        qputenv("TZ", "Europe/Berlin");
        tzset();
        NamespaceFacts facts;
        facts.sample.running = 7;
        facts.sample.paused = 2;
        CloseSample closes;
        closes.midnight = Instant(1'764'457'200s); // 2025-11-30 00:00 in Berlin
        closes.from = closes.midnight + 10h;
        closes.to = closes.from + 60s;
        closes.failedToday = 3;
        closes.counts = {{ExecutionStatus::Completed, 204}, {ExecutionStatus::Failed, 1}};
        facts.sample.closes = closes;
        QCOMPARE(boardtext::text(facts, BoardModel::SentenceColumn),
                 u"3 failed since midnight · 2 paused · last minute: 1 failed, 204 completed"_s);
        const QString tip = boardtext::toolTip(facts);
        QVERIFY(tip.contains(u"\nRunning 7, paused 2\n3 failed since 00:00+01:00\n"
                             "From 10:00+01:00 to 10:01+01:00: 1 failed, 204 completed"_s));
        facts.sample.closes->to += 60s;
        facts.sample.closes->counts.clear();
        facts.sample.paused.reset();
        QCOMPARE(boardtext::text(facts, BoardModel::SentenceColumn), u"3 failed since midnight"_s);
        QVERIFY(boardtext::toolTip(facts).contains(u"\nRunning 7, paused –\n"_s));
        QVERIFY(boardtext::toolTip(facts).contains(u"to 10:02+01:00: nothing ended"_s));
        facts.sample.error = u"no answer"_s;
        QCOMPARE(boardtext::text(facts, BoardModel::SentenceColumn), u"no answer"_s);
        qputenv("TZ", "UTC");
        tzset();
    }

    void speaksASparkline()
    {
        const double none = std::nan("");
        QCOMPARE(boardtext::spoken({none, none}), u"backlog of the last 15 minutes: unknown"_s);
        QCOMPARE(boardtext::spoken({none, 300, 118}),
                 u"backlog of the last 15 minutes: at most 300, now 118"_s);
        QCOMPARE(boardtext::spoken({300, none}), u"backlog of the last 15 minutes: at most 300, now –"_s);
    }
};

QTEST_GUILESS_MAIN(TestBoardText)
#include "tst_boardtext.moc"
