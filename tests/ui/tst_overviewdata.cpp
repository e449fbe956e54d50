// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/zonedtime.h"
#include "ui/overview/overviewdata.h"
#include "ui/overview/overviewmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Instant begin{1'790'000'040s};
const ChartSpan range{chartTime(begin), chartTime(begin + 4min)};

/// Four minutes of eight namespaces; of the third one nothing is known.
Overview overview()
{
    Overview overview;
    overview.begin = begin;
    for (int i = 0; i < 8; ++i)
        overview.running[u"tenant-%1"_s.arg(i)] = {10 * i, 10 * i + 1, {}, 10 * i + 2};
    overview.ends = {Overview::Ends{{{ExecutionStatus::Completed, 12}, {ExecutionStatus::Failed, 0.5}}, 3},
                     Overview::Ends{{}, 1},
                     {},
                     {}};
    overview.calls = {
        Overview::Calls{{{CallKind::Looks, 40}, {CallKind::Counts, 2}}, 3}, {}, Overview::Calls(), {}};
    overview.runningSince = begin - 1h;
    overview.callsSince = begin + 1min;
    return overview;
}

const LinesData::Line &lineOf(const LinesData &data, const QString &label)
{
    for (const LinesData::Line &line : data.lines)
        if (line.label.startsWith(label))
            return line;
    qFatal("no line %s", qPrintable(label));
}

} // namespace

class TstOverviewData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLargestAreLinesAndTheOthersOne();
    void whatIsNotKnownIsAGap();
    void onlyStatusesThatCameUpHaveLines();
    void theCrosshairTellsASlice();
    void whatIsMissingIsSaid();
    void theTableHasEveryKnownSlice();
    void aFileHasEveryNamespace();
    void ratesAreAsShortAsTheyCanBe();
};

void TstOverviewData::theLargestAreLinesAndTheOthersOne()
{
    const LinesData data = overviewdata::running(overview(), range);
    QCOMPARE(data.lines.size(), std::size_t(6));
    QCOMPARE(data.lines[0].label, u"tenant-7 72"_s);
    QCOMPARE(data.lines[4].label, u"tenant-3 32"_s);
    const LinesData::Line &others = lineOf(data, u"3 others"_s);
    QCOMPARE(others.last, 2.0 + 12 + 22);
    QCOMPARE(others.color, LineColor::Grey);
    QCOMPARE(data.top, 72.0);
}

void TstOverviewData::whatIsNotKnownIsAGap()
{
    const LinesData running = overviewdata::running(overview(), range);
    const std::vector<ChartSpan> third{{chartTime(begin + 2min), chartTime(begin + 3min)}};
    QCOMPARE(running.gaps, third);
    const auto &stretches = running.lines[0].stretches;
    QCOMPARE(stretches.size(), std::size_t(2)); // the line is cut there
    QCOMPARE(stretches[0], ChartLine({{chartTime(begin), 70},
                                      {chartTime(begin + 1min), 70},
                                      {chartTime(begin + 1min), 71},
                                      {chartTime(begin + 2min), 71}}));
    const std::vector<ChartSpan> calls{{chartTime(begin + 1min), chartTime(begin + 2min)},
                                       {chartTime(begin + 3min), chartTime(begin + 4min)}};
    QCOMPARE(overviewdata::calls(overview(), range).gaps, calls);
    Overview nothing;
    QCOMPARE(overviewdata::ends(nothing, range).gaps, std::vector<ChartSpan>{range});
}

void TstOverviewData::onlyStatusesThatCameUpHaveLines()
{
    const LinesData data = overviewdata::ends(overview(), range);
    QCOMPARE(data.lines.size(), std::size_t(2));
    QCOMPARE(lineOf(data, u"Failed"_s).color, LineColor::Red);
    QCOMPARE(lineOf(data, u"Completed"_s).last, 0.0); // where somebody asked and nothing had ended
}

void TstOverviewData::theCrosshairTellsASlice()
{
    const QString first = formatZonedTime(begin);
    QCOMPARE(overviewdata::endsAt(overview(), chartTime(begin + 20s)),
             QStringList({first, u"Completed 12"_s, u"Failed 0.5"_s, u"of 3 namespaces"_s}));
    QCOMPARE(overviewdata::endsAt(overview(), chartTime(begin + 61s)),
             QStringList({formatZonedTime(begin + 1min), u"nothing ended"_s, u"of 1 namespace"_s}));
    QCOMPARE(overviewdata::callsAt(overview(), chartTime(begin)),
             QStringList({first, u"42 calls"_s, u"3 refused"_s, u"looks at queues 40"_s,
                          u"counts of executions 2"_s}));
    const QStringList running = overviewdata::runningAt(overview(), chartTime(begin));
    QCOMPARE(running.size(), 7);
    QCOMPARE(running.last(), u"3 others, together at most 30"_s);
    QCOMPARE(overviewdata::runningAt(overview(), chartTime(begin + 130s)),
             QStringList({formatZonedTime(begin + 2min), u"not known"_s}));
    QVERIFY(overviewdata::runningAt(overview(), chartTime(begin + 1h)).isEmpty());
}

void TstOverviewData::whatIsMissingIsSaid()
{
    const Overview all = overview();
    QCOMPARE(overviewdata::runningSentence(all), u"The 5 largest of 8; the others summed, at most."_s);
    QVERIFY(overviewdata::endsSentence(all).endsWith(u"Nothing was recorded yet."_s));
    QVERIFY(overviewdata::callsSentence(all).endsWith(
        u"Nothing was recorded before %1."_s.arg(formatZonedTime(begin + 1min))));
}

void TstOverviewData::theTableHasEveryKnownSlice()
{
    OverviewModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.show(overview());
    QCOMPARE(model.rowCount(), 4);
    const auto cell = [&model](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(cell(3, OverviewModel::RunningColumn), u"280"_s);
    QVERIFY(cell(3, OverviewModel::LargestColumn).startsWith(u"tenant-7 70, tenant-6 60, "_s));
    QCOMPARE(cell(3, OverviewModel::EndsColumn), u"12 Completed, 0.5 Failed"_s);
    QCOMPARE(cell(3, OverviewModel::RefusedColumn), u"3"_s);
    QCOMPARE(cell(2, OverviewModel::EndsColumn), u"none"_s);
    QCOMPARE(cell(1, OverviewModel::RunningColumn), u"–"_s);
    QCOMPARE(cell(1, OverviewModel::CallsColumn), u"0"_s);
    QCOMPARE(cell(0, OverviewModel::CallsColumn), u"–"_s);
    const QPersistentModelIndex last = model.index(3, 0);
    Overview later = overview();
    later.begin += 2min;
    model.show(later);
    QVERIFY2(!last.isValid() && model.rowCount() == 4, "rows go on by their time");
}

void TstOverviewData::aFileHasEveryNamespace()
{
    Overview all = overview();
    all.running[u"a\"b,c"_s] = {1, {}, {}, {}};
    const QByteArrayList lines = overviewdata::csvOf(all).trimmed().split('\n');
    QCOMPARE(lines.size(), 5);
    QVERIFY2(lines[0].startsWith("time,\"running a\"\"b,c\",\"running tenant-0\","), lines[0].constData());
    QVERIFY(lines[0].endsWith(",run_calls_per_min,other_calls_per_min,refused_calls_per_min"));
    QVERIFY(lines[1].contains(",12,0.5,0,0,0,0,0,3,40,2,0,0,0,0,0,3"));
    QVERIFY2(lines[3].endsWith(",,,,,,,,,0,0,0,0,0,0,0,0"), lines[3].constData());
    QVERIFY(lines[1].startsWith(formatZonedTime(begin).toUtf8() + ",1,0,10,20,"));
}

void TstOverviewData::ratesAreAsShortAsTheyCanBe()
{
    QCOMPARE(overviewdata::rateText(0), u"0"_s);
    QCOMPARE(overviewdata::rateText(0.01), u"<0.1"_s);
    QCOMPARE(overviewdata::rateText(2.5), u"2.5"_s);
    QCOMPARE(overviewdata::rateText(11.6), u"12"_s);
}

QTEST_GUILESS_MAIN(TstOverviewData)
#include "tst_overviewdata.moc"
