// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/zonedtime.h"
#include "ui/alerts/alertchart.h"

#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Instant begin{1'790'000'040s};
const ChartSpan range{chartTime(begin), chartTime(begin + 10min)};

AlertRule rule(RuleKind kind, qint64 threshold)
{
    AlertRule rule;
    rule.kind = kind;
    rule.threshold = threshold;
    return rule;
}

/// Four looks, the third of which is missing and the last without a value.
Series series()
{
    const auto look = [](Milliseconds after, std::optional<qint64> backlog) {
        QueueSample sample;
        sample.time = begin + after;
        sample.workflowBacklog = backlog;
        sample.activityBacklog = 7;
        sample.activityPollers = 2;
        if (backlog)
            sample.oldestTask = 90s;
        return SeriesPoint{sample, begin + after + 1min};
    };
    Series series;
    for (const auto &[after, backlog] :
         {std::pair(0min, std::optional<qint64>(50)), {1min, 150}, {4min, 180}, {5min, std::nullopt}})
        series.append(look(after, backlog));
    return series;
}

} // namespace

class TstAlertChart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLineIsCutWhereNothingIsKnown()
    {
        const LinesData data =
            alertchart::lines(series(), rule(RuleKind::Backlog, 100), TaskType::Workflow, range);
        QCOMPARE(data.lines.size(), std::size_t(2));
        QCOMPARE(data.lines[0].stretches.size(), std::size_t(2));
        QCOMPARE(data.lines[0].last, 180.0);
        QCOMPARE(data.lines[1].label, u"limit 100"_s);
        QCOMPARE(data.lines[1].stretches[0].first(), QPointF(range.from, 100));
        QCOMPARE(data.top, 180.0);
        const std::vector<ChartSpan> gaps{{chartTime(begin + 2min), chartTime(begin + 4min)},
                                          {chartTime(begin + 5min), range.to}};
        QCOMPARE(data.gaps, gaps);
    }

    void aRuleHasItsOwnValue()
    {
        const QueueSample sample = series().points().front().sample;
        QCOMPARE(alertchart::valueOf(sample, RuleKind::ActivityBacklog, TaskType::Activity), 7.0);
        QCOMPARE(alertchart::valueOf(sample, RuleKind::NoPollers, TaskType::Workflow), 50.0);
        QCOMPARE(alertchart::valueOf(sample, RuleKind::WorkersGone, TaskType::Activity), 2.0);
        QCOMPARE(alertchart::valueOf(sample, RuleKind::OldestTask, TaskType::Workflow), 90.0);
        QCOMPARE(alertchart::valueOf(QueueSample(), RuleKind::OldestTask, TaskType::Workflow), std::nullopt);
        QVERIFY(!alertchart::isCharted(RuleKind::Unreachable));
        QCOMPARE(alertchart::lines(series(), rule(RuleKind::WorkersGone, 0), TaskType::Activity, range)
                     .lines.size(),
                 std::size_t(1));
    }

    void theCrosshairTellsALook()
    {
        const AlertRule oldest = rule(RuleKind::OldestTask, 600);
        QCOMPARE(alertchart::at(series(), oldest, TaskType::Workflow, chartTime(begin + 70s)),
                 QStringList({formatZonedTime(begin + 70s), u"1 m 30 s"_s}));
        QCOMPARE(alertchart::at(series(), oldest, TaskType::Workflow, chartTime(begin + 3min)).last(),
                 u"not known"_s);
    }

    void ofNothingAllIsAGap()
    {
        const LinesData data = alertchart::lines({}, rule(RuleKind::Backlog, 100), TaskType::Workflow, range);
        QCOMPARE(data.gaps, std::vector<ChartSpan>{range});
        QVERIFY(data.lines[0].stretches.empty());
    }
};

QTEST_GUILESS_MAIN(TstAlertChart)
#include "tst_alertchart.moc"
