// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/overview.h"

#include <algorithm>
#include <numeric>

namespace signalbox {

namespace {

template <class Rates>
double sumOf(const Rates &rates)
{
    return std::accumulate(rates.begin(), rates.end(), 0.0,
                           [](double sum, const auto &rate) { return sum + rate.second; });
}

/// `later` begins `at` slices after the beginning; afterwards as many as before remain.
template <class Slices>
void appendAt(Slices &slices, const Slices &later, std::size_t at, std::size_t remain)
{
    slices.resize(at);
    slices.insert(slices.end(), later.begin(), later.end());
    slices.erase(slices.begin(), slices.end() - static_cast<std::ptrdiff_t>(remain));
}

std::optional<qint64> highestOf(const Overview::Line &line)
{
    return line.empty() ? std::nullopt : *std::max_element(line.begin(), line.end()); // nullopt is less
}

} // namespace

double Overview::Ends::total() const
{
    return sumOf(perMinute);
}

double Overview::Calls::total() const
{
    return sumOf(perMinute);
}

Instant Overview::timeOf(std::size_t index) const
{
    return begin + static_cast<qint64>(index) * slice;
}

void Overview::append(Overview later)
{
    const bool follows = later.slice == slice && later.begin >= begin && later.begin <= end() && size() > 0;
    if (!follows || later.end() < end()) {
        *this = std::move(later);
        return;
    }
    const auto at = static_cast<std::size_t>((later.begin - begin) / slice);
    const std::size_t remain = size();
    const Line unknown(later.size());
    for (const auto &[ns, line] : later.running)
        running.try_emplace(ns, Line(remain)); // unknown until now
    for (auto &[ns, line] : running) {
        const auto known = later.running.find(ns);
        appendAt(line, known == later.running.end() ? unknown : known->second, at, remain);
    }
    std::erase_if(running, [](const auto &line) { return !highestOf(line.second); });
    appendAt(ends, later.ends, at, remain);
    appendAt(calls, later.calls, at, remain);
    begin = later.end() - static_cast<qint64>(remain) * slice;
    runningSince = later.runningSince;
    endsSince = later.endsSince;
    callsSince = later.callsSince;
}

RunningLines runningLines(const Overview &overview, std::size_t most)
{
    std::vector<std::pair<qint64, QString>> order;
    for (const auto &[ns, line] : overview.running)
        order.emplace_back(-highestOf(line).value_or(-1), ns);
    std::sort(order.begin(), order.end());
    RunningLines lines;
    for (const auto &[rank, ns] : order) {
        const Overview::Line &line = overview.running.at(ns);
        if (lines.largest.size() < most) {
            lines.largest.push_back({ns, line});
            continue;
        }
        ++lines.others;
        lines.rest.resize(line.size());
        lines.summed.resize(line.size());
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (!line[i])
                continue;
            lines.rest[i] = lines.rest[i].value_or(0) + *line[i];
            ++lines.summed[i];
        }
    }
    return lines;
}

} // namespace signalbox
