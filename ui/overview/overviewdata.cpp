// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overviewdata.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/base/zonedtime.h"
#include "models/workflows/executiontext.h"
#include "ui/widgets/callkindtext.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace signalbox::overviewdata {

using namespace Qt::StringLiterals;

namespace {

using Values = std::vector<std::optional<double>>;

struct Ending
{
    ExecutionStatus status;
    LineColor color;
};
constexpr std::array endings{Ending{ExecutionStatus::Completed, LineColor::Green},
                             Ending{ExecutionStatus::Failed, LineColor::Red},
                             Ending{ExecutionStatus::TimedOut, LineColor::Orange},
                             Ending{ExecutionStatus::Terminated, LineColor::Purple},
                             Ending{ExecutionStatus::Canceled, LineColor::Brown},
                             Ending{ExecutionStatus::ContinuedAsNew, LineColor::Teal},
                             Ending{ExecutionStatus::Unspecified, LineColor::Grey}};
constexpr std::array namespaceColors{LineColor::Blue, LineColor::Orange, LineColor::Green, LineColor::Purple,
                                     LineColor::Teal};
static_assert(namespaceColors.size() == mostLines);

QString nameOf(ExecutionStatus status)
{
    return status == ExecutionStatus::Unspecified ? Text::tr("Other") : statusName(status);
}

template <class T>
Values valuesOf(const std::vector<std::optional<T>> &slices, const std::function<double(const T &)> &value)
{
    Values values;
    for (const auto &slice : slices)
        values.push_back(slice ? std::optional(value(*slice)) : std::nullopt);
    return values;
}

Values valuesOf(const Overview::Line &line)
{
    return valuesOf<qint64>(line, [](qint64 value) { return static_cast<double>(value); });
}

/// Stairs: a slice has its value from its beginning to its end, or to the end of the range.
LinesData::Line lineOf(const Overview &overview, const Values &values, double to)
{
    LinesData::Line line;
    bool goesOn = false;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double begin = chartTime(overview.timeOf(i));
        if (values[i] && begin < to) {
            if (!goesOn)
                line.stretches.emplace_back();
            line.stretches.back() << QPointF(begin, *values[i])
                                  << QPointF(std::min(chartTime(overview.timeOf(i + 1)), to), *values[i]);
        }
        goesOn = values[i].has_value();
        if (values[i])
            line.last = values[i];
    }
    return line;
}

void add(LinesData &data, LinesData::Line line, const QString &name, LineColor color)
{
    line.color = color;
    if (line.last)
        line.label = u"%1 %2"_s.arg(displayText(name, 40), rateText(*line.last));
    for (const ChartLine &stretch : line.stretches)
        for (const QPointF &point : stretch)
            data.top = std::max(data.top, point.y());
    data.lines.push_back(std::move(line));
}

/// Where no slice is known, within the range.
template <class Known>
std::vector<ChartSpan> gapsOf(const Overview &overview, const ChartSpan &range, Known isKnown)
{
    std::vector<ChartSpan> gaps;
    double known = range.from;
    for (std::size_t i = 0; i < overview.size(); ++i) {
        if (!isKnown(i))
            continue;
        const double begin = chartTime(overview.timeOf(i));
        if (begin > known)
            gaps.push_back({known, begin});
        known = std::max(known, chartTime(overview.timeOf(i + 1)));
    }
    if (known < range.to)
        gaps.push_back({known, range.to});
    return gaps;
}

bool isRunningKnown(const Overview &overview, std::size_t index)
{
    return std::any_of(overview.running.begin(), overview.running.end(),
                       [index](const auto &line) { return line.second[index].has_value(); });
}

QString othersName(int others)
{
    return others == 1 ? Text::tr("1 other") : Text::tr("%1 others").arg(others);
}

QString othersAt(const RunningLines &lines, std::size_t index)
{
    const QString sum = formatCount(lines.rest[index]);
    return lines.summed[index] == lines.others
               ? Text::tr("%1, together at most %2").arg(othersName(lines.others), sum)
               : Text::tr("%1, of which %2 were counted: together at most %3")
                     .arg(othersName(lines.others), QString::number(lines.summed[index]), sum);
}

std::optional<std::size_t> indexAt(const Overview &overview, double time)
{
    const double index = std::floor((time - chartTime(overview.begin)) /
                                    static_cast<double>(Milliseconds(overview.slice).count()));
    if (index < 0 || index >= static_cast<double>(overview.size()))
        return {};
    return static_cast<std::size_t>(index);
}

QString sliceText(const Overview &overview, std::size_t index)
{
    const QString from = formatZonedTime(overview.timeOf(index));
    return overview.slice > std::chrono::minutes(1)
               ? Text::tr("%1, %2").arg(from, formatRoughly(overview.slice))
               : from;
}

/// Of a slice that is known or isn't.
QStringList said(const Overview &overview, std::size_t index, const QStringList &values)
{
    QStringList lines{sliceText(overview, index)};
    return lines + (values.isEmpty() ? QStringList(Text::tr("not known")) : values);
}

QString sinceText(const Overview &overview, std::optional<Instant> since)
{
    if (!since)
        return Text::tr("Nothing was recorded yet.");
    if (*since >= overview.timeOf(1))
        return Text::tr("Nothing was recorded before %1.").arg(formatZonedTime(*since));
    return {};
}

QString sentences(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u' ');
}

} // namespace

LinesData running(const Overview &overview, const ChartSpan &range)
{
    LinesData data;
    data.range = range;
    const RunningLines lines = runningLines(overview, mostLines);
    for (std::size_t i = 0; i < lines.largest.size(); ++i)
        add(data, lineOf(overview, valuesOf(lines.largest[i].line), range.to), lines.largest[i].ns,
            namespaceColors[i]);
    if (lines.others > 0)
        add(data, lineOf(overview, valuesOf(lines.rest), range.to), othersName(lines.others),
            LineColor::Grey);
    data.gaps = gapsOf(overview, range, [&](std::size_t i) { return isRunningKnown(overview, i); });
    return data;
}

LinesData ends(const Overview &overview, const ChartSpan &range)
{
    LinesData data;
    data.range = range;
    for (const Ending &ending : endings) {
        const Values values = valuesOf<Overview::Ends>(overview.ends, [&](const Overview::Ends &slice) {
            const auto found = slice.perMinute.find(ending.status);
            return found == slice.perMinute.end() ? 0 : found->second;
        });
        const bool isSome = std::any_of(values.begin(), values.end(),
                                        [](const auto &value) { return value.value_or(0) > 0; });
        if (isSome)
            add(data, lineOf(overview, values, range.to), nameOf(ending.status), ending.color);
    }
    data.gaps = gapsOf(overview, range, [&](std::size_t i) { return overview.ends[i].has_value(); });
    return data;
}

LinesData calls(const Overview &overview, const ChartSpan &range)
{
    LinesData data;
    data.range = range;
    const auto sent =
        valuesOf<Overview::Calls>(overview.calls, [](const auto &slice) { return slice.total(); });
    const auto refused =
        valuesOf<Overview::Calls>(overview.calls, [](const auto &slice) { return slice.refused; });
    add(data, lineOf(overview, sent, range.to), Text::tr("calls"), LineColor::Blue);
    add(data, lineOf(overview, refused, range.to), Text::tr("refused"), LineColor::Red);
    data.gaps = gapsOf(overview, range, [&](std::size_t i) { return overview.calls[i].has_value(); });
    return data;
}

QStringList runningAt(const Overview &overview, double time)
{
    const auto index = indexAt(overview, time);
    if (!index)
        return {};
    QStringList values;
    const RunningLines lines = runningLines(overview, mostLines);
    if (isRunningKnown(overview, *index)) {
        for (const auto &[ns, line] : lines.largest)
            values << u"%1 %2"_s.arg(displayText(ns, 40), formatCount(line[*index]));
        if (lines.others > 0)
            values << othersAt(lines, *index);
    }
    return said(overview, *index, values);
}

QStringList endsAt(const Overview &overview, double time)
{
    const auto index = indexAt(overview, time);
    if (!index)
        return {};
    const auto &slice = overview.ends[*index];
    QStringList values;
    if (slice) {
        for (const Ending &ending : endings)
            if (const auto found = slice->perMinute.find(ending.status); found != slice->perMinute.end())
                values << u"%1 %2"_s.arg(nameOf(ending.status), rateText(found->second));
        if (values.isEmpty())
            values << Text::tr("nothing ended");
        values << (slice->namespaces == 1 ? Text::tr("of 1 namespace")
                                          : Text::tr("of %1 namespaces").arg(slice->namespaces));
    }
    return said(overview, *index, values);
}

QStringList callsAt(const Overview &overview, double time)
{
    const auto index = indexAt(overview, time);
    if (!index)
        return {};
    const auto &slice = overview.calls[*index];
    QStringList values;
    if (slice) {
        values << Text::tr("%1 calls").arg(rateText(slice->total()))
               << Text::tr("%1 refused").arg(rateText(slice->refused));
        for (const auto &[kind, perMinute] : slice->perMinute)
            values << u"%1 %2"_s.arg(callKindText(kind), rateText(perMinute));
    }
    return said(overview, *index, values);
}

QString runningSentence(const Overview &overview)
{
    const RunningLines lines = runningLines(overview, mostLines);
    QString others;
    if (lines.others > 0)
        others = Text::tr("The %1 largest of %2; the others summed, at most.")
                     .arg(mostLines)
                     .arg(overview.running.size());
    return sentences({others, sinceText(overview, overview.runningSince)});
}

QString endsSentence(const Overview &overview)
{
    return sentences({Text::tr("Counted while somebody looks, two minutes later."),
                      sinceText(overview, overview.endsSince)});
}

QString callsSentence(const Overview &overview)
{
    return sentences({Text::tr("Of the window that records."), sinceText(overview, overview.callsSince)});
}

QString endsText(const std::optional<Overview::Ends> &ends)
{
    if (!ends)
        return u"–"_s;
    std::vector<std::pair<double, QString>> parts;
    for (const auto &[status, perMinute] : ends->perMinute)
        parts.emplace_back(-perMinute, u"%1 %2"_s.arg(rateText(perMinute), nameOf(status)));
    std::sort(parts.begin(), parts.end());
    QStringList texts;
    for (const auto &[order, text] : parts)
        texts << text;
    return texts.isEmpty() ? Text::tr("none") : texts.join(u", "_s);
}

QString rateText(double perMinute)
{
    const bool isWhole = perMinute >= 10 || perMinute == std::floor(perMinute);
    if (isWhole)
        return formatCount(qRound64(perMinute));
    return perMinute < 0.05 ? u"<0.1"_s : QString::number(perMinute, 'f', 1);
}

} // namespace signalbox::overviewdata
