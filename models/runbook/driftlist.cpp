// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/runbook/driftlist.h"

#include "models/base/tabletext.h"
#include "models/base/text.h"
#include "models/base/wordfilter.h"
#include "models/base/zonedtime.h"
#include "models/policy/expectations.h"
#include "models/runbook/driftquery.h"
#include "models/runbook/drifttext.h"

#include <algorithm>
#include <tuple>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString ownerOf(const QueueKey &subject, const Runbook &runbook, const Expectations &expectations)
{
    if (!subject.queue.isEmpty())
        if (const auto owner = runbook.ownerOf(subject))
            return *owner;
    const Expectations::Namespace *const entry =
        subject.ns.isEmpty() ? nullptr : expectations.namespaceOf(subject.ns);
    return entry ? entry->owner.value_or(QString()) : QString();
}

QString queryOf(const Drift &drift, const Expectations &expectations, Instant seen)
{
    if (drift.state != DriftState::Drifted)
        return {};
    const Expectations::CleanUp *const cleanUp =
        drift.rule == DriftRule::CleanUp ? expectations.cleanUpOf(drift.subject.ns) : nullptr;
    if (cleanUp && cleanUp->olderThan)
        return driftrules::openSince(seen - *cleanUp->olderThan);
    if (drift.rule == DriftRule::QueueSplit)
        return driftrules::openOn(drift.subject.queue);
    if (drift.rule == DriftRule::ScheduleToClose && !drift.subject.queue.isEmpty())
        return driftrules::recentOn(drift.subject.queue);
    return {};
}

/// What is of no namespace comes last.
auto placeIn(const ListedDrift &one)
{
    const auto state = std::find(driftStates.begin(), driftStates.end(), one.drift.state);
    return std::tuple(state - driftStates.begin(), one.drift.subject.ns.isEmpty(), one.drift.subject.ns,
                      one.drift.subject.queue, one.drift.rule);
}

} // namespace

std::vector<ListedDrift> listDrifts(std::vector<Drift> drifts, const Runbook &runbook,
                                    const Expectations &expectations, Instant seen)
{
    std::vector<ListedDrift> list;
    list.reserve(drifts.size());
    for (Drift &drift : drifts) {
        const QString query = queryOf(drift, expectations, seen);
        const QString owner = ownerOf(drift.subject, runbook, expectations);
        list.push_back({std::move(drift), owner, query});
    }
    std::stable_sort(list.begin(), list.end(), [](const ListedDrift &left, const ListedDrift &right) {
        return placeIn(left) < placeIn(right);
    });
    return list;
}

bool fits(const ListedDrift &one, const DriftFilter &filter)
{
    const Drift &drift = one.drift;
    return (!filter.state || drift.state == *filter.state) &&
           (filter.owner.isEmpty() || one.owner == filter.owner) &&
           (filter.ns.isEmpty() || drift.subject.ns == filter.ns) &&
           (filter.text.isEmpty() ||
            fitsWords(filter.text, {driftRuleText(drift.rule), drift.subject.ns, drift.subject.queue,
                                    one.owner, drift.expected, drift.found, drift.reason}));
}

QByteArray csvOf(const std::vector<ListedDrift> &drifts)
{
    QByteArray csv = "state,rule,namespace,queue,owner,expected,found,reason,since,command\n"_ba;
    for (const ListedDrift &one : drifts) {
        const Drift &drift = one.drift;
        const QByteArrayList cells{driftStateName(drift.state).toUtf8(),
                                   driftRuleName(drift.rule).toUtf8(),
                                   csvCell(drift.subject.ns),
                                   csvCell(drift.subject.queue),
                                   csvCell(one.owner),
                                   csvCell(drift.expected),
                                   csvCell(drift.found),
                                   csvCell(drift.reason),
                                   drift.since ? formatZonedTime(drift.since).toUtf8() : ""_ba,
                                   csvCell(drift.fix.command)};
        csv += cells.join(',') + '\n';
    }
    return csv;
}

QString markdownOf(const std::vector<ListedDrift> &drifts, const QString &title)
{
    QString text = u"# %1\n\n"_s.arg(markdownCell(title));
    text +=
        Text::tr("| State | Rule | Where | Expected | Found | Owner |") + u"\n|---|---|---|---|---|---|\n"_s;
    for (const ListedDrift &one : drifts) {
        const Drift &drift = one.drift;
        QString where = driftPlaceText(drift.subject);
        if (!drift.subject.queue.isEmpty())
            where += u" / "_s + drift.subject.queue;
        QString found = drift.found;
        if (!drift.reason.isEmpty())
            found += found.isEmpty() ? drift.reason : u"; "_s + drift.reason;
        text += u"| %1 | %2 | %3 | %4 | %5 | %6 |\n"_s.arg(
            driftStateText(drift.state), driftRuleText(drift.rule), markdownCell(where),
            markdownCell(drift.expected), markdownCell(found), markdownCell(one.owner));
    }
    return text;
}

} // namespace signalbox
