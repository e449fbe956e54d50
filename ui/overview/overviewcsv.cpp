// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/zonedtime.h"
#include "ui/overview/overviewdata.h"

#include <array>

namespace signalbox::overviewdata {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<std::pair<ExecutionStatus, const char *>, 7> endNames{{
    {ExecutionStatus::Completed, "completed_per_min"},
    {ExecutionStatus::Failed, "failed_per_min"},
    {ExecutionStatus::TimedOut, "timed_out_per_min"},
    {ExecutionStatus::Terminated, "terminated_per_min"},
    {ExecutionStatus::Canceled, "canceled_per_min"},
    {ExecutionStatus::ContinuedAsNew, "continued_as_new_per_min"},
    {ExecutionStatus::Unspecified, "other_ends_per_min"},
}};
constexpr std::array<std::pair<CallKind, const char *>, 7> callNames{{
    {CallKind::Looks, "look_calls_per_min"},
    {CallKind::Counts, "count_calls_per_min"},
    {CallKind::Lists, "list_calls_per_min"},
    {CallKind::Workers, "worker_calls_per_min"},
    {CallKind::Namespaces, "namespace_calls_per_min"},
    {CallKind::Runs, "run_calls_per_min"},
    {CallKind::Others, "other_calls_per_min"},
}};

QByteArray quoted(const QString &text)
{
    QString doubled = text;
    return u"\"%1\""_s.arg(doubled.replace(u'"', u"\"\""_s)).toUtf8();
}

QByteArray number(double value)
{
    return QByteArray::number(value, 'g', 6);
}

/// A column each; empty where nothing is known.
template <class Slice, class Names>
void addRates(QByteArrayList &cells, const std::optional<Slice> &slice, const Names &names)
{
    for (const auto &[key, name] : names) {
        const auto found = slice ? slice->perMinute.find(key) : decltype(slice->perMinute.find(key))();
        cells << (!slice ? QByteArray() : found == slice->perMinute.end() ? "0"_ba : number(found->second));
    }
}

} // namespace

QByteArray csvOf(const Overview &overview)
{
    QByteArrayList head{"time"};
    for (const auto &[ns, line] : overview.running)
        head << quoted(u"running "_s + ns);
    for (const auto &[status, name] : endNames)
        head << name;
    head << "ends_of_namespaces";
    for (const auto &[kind, name] : callNames)
        head << name;
    head << "refused_calls_per_min";
    QByteArray csv = head.join(',') + '\n';
    for (std::size_t i = 0; i < overview.size(); ++i) {
        QByteArrayList cells{formatZonedTime(overview.timeOf(i)).toUtf8()};
        for (const auto &[ns, line] : overview.running)
            cells << (line[i] ? QByteArray::number(*line[i]) : QByteArray());
        addRates(cells, overview.ends[i], endNames);
        cells << (overview.ends[i] ? QByteArray::number(overview.ends[i]->namespaces) : QByteArray());
        addRates(cells, overview.calls[i], callNames);
        cells << (overview.calls[i] ? number(overview.calls[i]->refused) : QByteArray());
        csv += cells.join(',') + '\n';
    }
    return csv;
}

} // namespace signalbox::overviewdata
