// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/namespacewatch.h"

#include "models/base/format.h"
#include "models/monitor/watchtext.h"
#include "models/temporal/client.h"

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
// Counting costs the namespace's visibility budget, 10 calls a second for everybody by default (1.32.1).
constexpr Milliseconds visibleCountInterval = 15s;
constexpr Milliseconds hiddenCountInterval = 60s;
constexpr Milliseconds countSpacing = 2s;
constexpr Milliseconds walkInterval = 5min;
constexpr Milliseconds visibleWalkSpacing = 30s;
} // namespace

NamespaceWatch::NamespaceWatch(Client &client, const Clock &clock, NamespaceInfo info, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_info(std::move(info))
{
}

std::optional<QString> NamespaceWatch::trouble() const
{
    return m_countTrouble ? m_countTrouble : m_walkTrouble;
}

bool NamespaceWatch::isSettled() const
{
    return m_counts.isSettled() && (!m_walking || m_stepFailed);
}

void NamespaceWatch::setVisible(bool visible)
{
    if (visible && !m_visible)
        m_counts.hasten(m_clock.sinceBoot(), visibleCountInterval);
    m_visible = visible;
}

void NamespaceWatch::refresh()
{
    m_walkForced = true;
    m_counts.hasten(m_clock.sinceBoot(), countSpacing, Purpose::Operator);
}

void NamespaceWatch::retryNow()
{
    m_counts.retryNow(m_clock.sinceBoot());
    m_steps.retryNow(m_clock.sinceBoot());
}

void NamespaceWatch::count()
{
    const Purpose purpose = m_counts.begin(m_clock.sinceBoot());
    m_countDelivery = m_client.countExecutions(m_info.name, u"ExecutionStatus='Running'"_s, purpose)
                          .deliver(this, [this, asked = m_clock.utc()](const Result<qint64> &count) {
                              takeCount(count, asked);
                          });
}

void NamespaceWatch::takeCount(const Result<qint64> &count, Instant asked)
{
    const Milliseconds now = m_clock.sinceBoot();
    if (!count) {
        m_counts.fail(now);
        m_countTrouble = explain(count.error()).sentence();
        Q_EMIT failed(count.error());
        return;
    }
    m_counts.succeed(now, jittered(m_visible ? visibleCountInterval : hiddenCountInterval));
    m_countTrouble.reset();
    m_running = RunningCount{*count, asked};
    if (isWalkWanted(now)) {
        m_walking = true;
        m_walkForced = false;
        m_stepFailed = false;
        m_steps.hasten(now, 0ms);
    }
    Q_EMIT progressed();
}

bool NamespaceWatch::isWalkWanted(Milliseconds now) const
{
    if (m_walking || m_walk.isFull() || m_running->count == 0)
        return false;
    if (!m_walkEnded || m_walkForced)
        return true;
    const bool changed = m_running->count != m_runningAtWalk;
    return now - *m_walkEnded >= (changed && m_visible ? visibleWalkSpacing : walkInterval);
}

void NamespaceWatch::step()
{
    const Purpose purpose = m_steps.begin(m_clock.sinceBoot());
    m_stepDelivery = m_client.listExecutions(m_info.name, m_walk.query(), QueueWalk::pageSize, {}, purpose)
                         .deliver(this, [this](const Result<ExecutionPage> &page) { takeStep(page); });
}

void NamespaceWatch::takeStep(const Result<ExecutionPage> &page)
{
    const Milliseconds now = m_clock.sinceBoot();
    if (!page) {
        m_steps.fail(now);
        m_stepFailed = true;
        m_walkTrouble = explain(page.error()).sentence();
        Q_EMIT failed(page.error());
        return;
    }
    m_steps.succeed(now, 0ms);
    m_stepFailed = false;
    QStringList names;
    for (std::size_t i = 0; i < page->size(); ++i) {
        const std::string_view name = page->taskQueue(i);
        names << QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    }
    QStringList found;
    const QueueWalk::Step next = m_walk.accept(names, !page->nextPageToken().isEmpty(), found);
    m_found += found.size();
    if (next != QueueWalk::Step::Again)
        endWalk(next == QueueWalk::Step::Complete && !m_walk.isFull());
    if (!found.isEmpty())
        Q_EMIT discovered(found);
    Q_EMIT progressed();
}

void NamespaceWatch::endWalk(bool complete)
{
    m_walking = false;
    m_walkEnded = m_clock.sinceBoot();
    m_runningAtWalk = m_running->count;
    m_walkTrouble = complete ? std::nullopt : std::optional(watchtext::moreQueues(m_found));
}

void NamespaceWatch::stop()
{
    m_countDelivery.cancel();
    m_stepDelivery.cancel();
    m_counts.drop(m_clock.sinceBoot());
    m_steps.drop(m_clock.sinceBoot());
}

} // namespace signalbox
