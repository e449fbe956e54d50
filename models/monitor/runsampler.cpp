// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/runsampler.h"

#include "models/base/format.h"
#include "models/monitor/queuewalk.h"
#include "models/monitor/watchlanes.h"
#include "models/temporal/client.h"

#include <QRandomGenerator>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
/// With two runs a batch, and jitter, five describes a minute at most.
constexpr Milliseconds fastInterval = 30s;
constexpr Milliseconds slowInterval = 150s;
constexpr int pageSize = 20;
/// Of the first batch, where somebody waits for it; a minute's worth with what it asks to find them.
constexpr std::size_t promptRuns = 4;
constexpr Milliseconds youngest = 1min;
} // namespace

RunSampler::RunSampler(Client &client, const Clock &clock, QString ns, CallSchedule &background,
                       QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_ns(std::move(ns))
    , m_lists(background, backgroundlanes::runs, [this](Purpose purpose) { return list(purpose); })
    , m_describes(background, backgroundlanes::runs, [this](Purpose purpose) { return describe(purpose); })
{
}

Milliseconds RunSampler::interval() const
{
    return m_fast ? fastInterval : slowInterval;
}

/// The first batch waits: what the board shows first is found by other questions.
void RunSampler::setWanted(bool wanted)
{
    if (wanted && !m_lists.isPostponed() && !m_prompt)
        m_lists.postpone(m_clock.sinceBoot() + jittered(fastInterval / 2));
    m_wanted = wanted;
    m_lists.setWanted(wanted && m_chosen.empty());
    m_describes.setWanted(wanted && !m_chosen.empty());
}

void RunSampler::setFast(bool fast)
{
    if (fast && !m_fast)
        m_lists.hasten(m_clock.sinceBoot(), fastInterval);
    m_fast = fast;
}

void RunSampler::retryNow()
{
    m_lists.retryNow(m_clock.sinceBoot());
    m_describes.retryNow(m_clock.sinceBoot());
}

void RunSampler::stop()
{
    m_listDelivery.cancel();
    m_describeDelivery.cancel();
    m_lists.drop(m_clock.sinceBoot());
    m_describes.drop(m_clock.sinceBoot());
}

/// After the last one that had its turn; empty if none is seen.
QString RunSampler::nextQueue() const
{
    const auto after = m_visible.upper_bound(m_lastQueue);
    const auto next = after != m_visible.end() ? after : m_visible.upper_bound({});
    return next != m_visible.end() ? *next : QString();
}

int RunSampler::list(Purpose purpose)
{
    QString query = u"ExecutionStatus='Running'"_s;
    if (!m_batchQueue.isEmpty())
        query += u" AND TaskQueue = %1"_s.arg(quotedName(m_batchQueue));
    else if (m_olderThan > 0ms)
        query += u" AND StartTime < '%1'"_s.arg(formatIso(m_clock.utc() - m_olderThan));
    m_listDelivery = m_client.listExecutions(m_ns, query, pageSize, {}, purpose)
                         .deliver(this, [this](const Result<ExecutionPage> &page) { takePage(page); });
    return 1;
}

void RunSampler::takePage(const Result<ExecutionPage> &page)
{
    const Milliseconds now = m_clock.sinceBoot();
    if (!page) {
        m_settled = true;
        m_lists.fail(now);
        Q_EMIT failed(page.error());
        return;
    }
    if (m_prompt && !m_settled)
        chooseKinds(*page);
    else
        choose(*page);
    // In place of one by chance: a batch is two.
    if (auto known = m_long.due(now)) {
        m_chosen.resize(std::min<std::size_t>(m_chosen.size(), 1));
        m_chosen.push_back(*std::move(known));
    }
    if (m_batchQueue.isEmpty())
        m_batchQueue = m_lastQueue = nextQueue();
    else
        m_batchQueue.clear();
    m_lists.succeed(now, jittered(interval()));
    m_describes.hasten(now, 0ms);
    if (m_chosen.empty())
        endBatch(now); // they have ended meanwhile
    else
        setWanted(m_wanted);
}

/// Of the newest the first, of older ones the last, and one in between.
void RunSampler::choose(const ExecutionPage &page)
{
    const std::size_t size = page.size();
    const bool areNewest = !m_batchQueue.isEmpty() || std::exchange(m_olderThan, 0ms) == 0ms;
    if (size == 0)
        return;
    const std::size_t end = areNewest ? 0 : size - 1;
    m_chosen.push_back(page.execution(end));
    if (size > 1) {
        const std::size_t other = QRandomGenerator::global()->bounded(static_cast<quint32>(size - 1));
        m_chosen.push_back(page.execution(other < end ? other : other + 1));
    }
    if (m_batchQueue.isEmpty())
        goFurther(page);
}

/// Runs of one type wait for activities on the same queues, mostly: of each the newest, then the oldest of
/// the page.
void RunSampler::chooseKinds(const ExecutionPage &page)
{
    std::set<std::pair<QString, QString>> kinds;
    std::vector<std::size_t> others;
    for (std::size_t i = 0; i < page.size(); ++i) {
        Execution run = page.execution(i);
        if (m_chosen.size() >= promptRuns || !kinds.emplace(run.type, run.taskQueue).second)
            others.push_back(i);
        else
            m_chosen.push_back(std::move(run));
    }
    for (; m_chosen.size() < promptRuns && !others.empty(); others.pop_back())
        m_chosen.push_back(page.execution(others.back()));
    goFurther(page);
}

/// The next batch of the whole namespace, where there are older runs.
void RunSampler::goFurther(const ExecutionPage &page)
{
    if (page.size() == 0 || page.nextPageToken().isEmpty())
        return;
    const Milliseconds age =
        m_clock.utc().time_since_epoch() - Milliseconds(page.row(page.size() - 1).startMs);
    // By a factor that is another one each time, so that no age is passed over for good.
    const double further = 1 + 2 * QRandomGenerator::global()->generateDouble();
    m_olderThan = std::chrono::round<Milliseconds>(further * std::max(age, youngest));
}

int RunSampler::describe(Purpose purpose)
{
    const Execution &run = m_chosen.back();
    m_describeDelivery =
        m_client.describeExecution(m_ns, run.workflowId, run.runId, purpose)
            .deliver(this, [this](const Result<ExecutionDescription> &description) { takeRun(description); });
    return 1;
}

/// A run that can't be described, as it has ended or is too large, is not asked for again.
void RunSampler::takeRun(const Result<ExecutionDescription> &run)
{
    const Milliseconds now = m_clock.sinceBoot();
    if (!run && run.error().kind != ErrorKind::NotFound && run.error().kind != ErrorKind::TooLarge) {
        m_settled = true;
        m_describes.fail(now);
        Q_EMIT failed(run.error());
        return;
    }
    const QString runId = std::exchange(m_chosen.back().runId, {});
    m_chosen.pop_back();
    m_describes.succeed(now, 0ms);
    if (run) {
        m_told.merge(m_pending.take(*run, now));
        m_long.take(*run, now);
    } else {
        m_long.drop(runId);
    }
    m_histories = HistorySample{m_long.longest(), m_clock.utc(), now, interval()};
    if (m_chosen.empty())
        endBatch(now);
}

void RunSampler::endBatch(Milliseconds now)
{
    m_settled = true;
    m_told.merge(m_pending.dropOld(now));
    setWanted(m_wanted);
    Q_EMIT sampled(std::exchange(m_told, {}));
}

} // namespace signalbox
