// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cleanup/cleanupsurvey.h"

#include "models/monitor/queuewalk.h"
#include "models/temporal/client.h"

#include <algorithm>
#include <map>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int pageSize = 1000;
/// Of each end of the list.
constexpr std::size_t sampled = 10;
/// Types are named one call and counted another.
constexpr std::size_t mostTypes = 8;
/// Longer than any retention that keeps to a runbook: the search begins there.
constexpr Milliseconds longest = 24h * 366 * 10;

QString text(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

void sortTypes(CleanUpSurvey &survey)
{
    std::stable_sort(survey.types.begin(), survey.types.end(),
                     [](const auto &a, const auto &b) { return a.count > b.count; });
}

} // namespace

std::optional<Instant> CleanUpSurvey::oldestClosed() const
{
    const auto &rows = oldest.empty() ? newest : oldest;
    return rows.empty() ? std::nullopt : rows.back().closeTime;
}

CleanUpSurveyor::CleanUpSurveyor(Client &client, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
{
}

Reply<CleanUpSurvey> CleanUpSurveyor::survey(const CleanUpOrder &order)
{
    m_survey = {};
    m_survey.order = order;
    m_survey.taken = m_clock.utc();
    m_promise.emplace();
    auto reply = m_promise->reply();
    m_step = m_client.countByStatus(order.ns, order.query(), Purpose::Paging)
                 .deliver(this, [this](const Result<StatusCounts> &counts) { takeCounts(counts); });
    return reply;
}

void CleanUpSurveyor::stop()
{
    m_step.cancel();
    m_promise.reset();
}

void CleanUpSurveyor::takeCounts(const Result<StatusCounts> &counts)
{
    if (!counts)
        return fail(counts.error());
    m_survey.byStatus = *counts;
    for (const auto &[status, count] : *counts)
        m_survey.count += count;
    if (m_survey.count == 0)
        return finish();
    m_step = m_client.listExecutions(m_survey.order.ns, m_survey.order.query(), pageSize, {}, Purpose::Paging)
                 .deliver(this, [this](const Result<ExecutionPage> &page) { takeFirst(page); });
}

void CleanUpSurveyor::takeFirst(const Result<ExecutionPage> &page)
{
    if (!page)
        return fail(page.error());
    const std::size_t first = std::min(page->size(), sampled);
    for (std::size_t i = 0; i < first; ++i)
        m_survey.newest.push_back(page->execution(i));
    if (!page->nextPageToken().isEmpty())
        return searchOldest();
    for (std::size_t i = std::max(first, page->size() - std::min(page->size(), sampled)); i < page->size();
         ++i)
        m_survey.oldest.push_back(page->execution(i));
    countTypesOf(*page);
    finish();
}

/// All of them are on this page.
void CleanUpSurveyor::countTypesOf(const ExecutionPage &page)
{
    std::map<QString, qint64> counts;
    for (std::size_t i = 0; i < page.size(); ++i)
        ++counts[text(page.type(i))];
    for (const auto &[name, count] : counts)
        m_survey.types.push_back({name, count});
    sortTypes(m_survey);
    for (; m_survey.types.size() > mostTypes; m_survey.types.pop_back())
        m_survey.otherTypes += m_survey.types.back().count;
}

void CleanUpSurveyor::searchOldest()
{
    m_some = m_survey.order.closedBefore;
    m_none = m_some - longest;
    m_before = m_survey.count;
    takeOlder(m_some, m_before);
}

/// Halves the time until what closed before it is on one page.
void CleanUpSurveyor::takeOlder(Instant than, const Result<qint64> &count)
{
    if (!count)
        return fail(count.error());
    if (*count == 0) {
        m_none = than;
    } else {
        m_some = than;
        m_before = *count;
    }
    if (m_before <= pageSize || m_some - m_none <= 1s)
        return listOldest();
    const Instant middle = std::chrono::floor<std::chrono::seconds>(m_none + (m_some - m_none) / 2);
    m_step = m_client.countExecutions(m_survey.order.ns, closedBefore(middle), Purpose::Paging)
                 .deliver(this, [this, middle](const Result<qint64> &older) { takeOlder(middle, older); });
}

void CleanUpSurveyor::listOldest()
{
    m_step =
        m_client.listExecutions(m_survey.order.ns, closedBefore(m_some), pageSize, {}, Purpose::Paging)
            .deliver(this, [this](const Result<ExecutionPage> &page) {
                if (!page)
                    return fail(page.error());
                for (std::size_t i = page->size() - std::min(page->size(), sampled); i < page->size(); ++i)
                    m_survey.oldest.push_back(page->execution(i));
                nextType();
            });
}

/// The server groups by no type: one of those that are not named yet is asked for, and then counted.
void CleanUpSurveyor::nextType()
{
    if (m_survey.types.size() == mostTypes) {
        m_survey.otherTypes = m_survey.count;
        for (const CleanUpSurvey::Type &type : m_survey.types)
            m_survey.otherTypes -= type.count;
        // They were counted one after the other, while some went by themselves.
        m_survey.otherTypes = std::max<qint64>(m_survey.otherTypes, 0);
        return finish();
    }
    m_step =
        m_client.listExecutions(m_survey.order.ns, withoutTypes(), 1, {}, Purpose::Paging)
            .deliver(this, [this](const Result<ExecutionPage> &page) {
                if (!page)
                    return fail(page.error());
                if (page->size() == 0)
                    return finish();
                const QString name = text(page->type(0));
                m_step =
                    m_client
                        .countExecutions(m_survey.order.ns,
                                         m_survey.order.query() + u" AND WorkflowType = "_s +
                                             quotedName(name),
                                         Purpose::Paging)
                        .deliver(this, [this, name](const Result<qint64> &count) { takeType(name, count); });
            });
}

void CleanUpSurveyor::takeType(const QString &name, const Result<qint64> &count)
{
    if (!count)
        return fail(count.error());
    m_survey.types.push_back({name, *count});
    nextType();
}

void CleanUpSurveyor::finish()
{
    sortTypes(m_survey);
    std::exchange(m_promise, std::nullopt)->finish(m_survey);
}

void CleanUpSurveyor::fail(const Error &error)
{
    std::exchange(m_promise, std::nullopt)->finish(tl::unexpected(error));
}

QString CleanUpSurveyor::closedBefore(Instant time) const
{
    CleanUpOrder older = m_survey.order;
    older.closedBefore = time;
    return older.query();
}

QString CleanUpSurveyor::withoutTypes() const
{
    QStringList names;
    for (const CleanUpSurvey::Type &type : m_survey.types)
        names << quotedName(type.name);
    const QString query = m_survey.order.query();
    return names.isEmpty() ? query : query + u" AND WorkflowType NOT IN ("_s + names.join(u", "_s) + u')';
}

} // namespace signalbox
