// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/namespacewatch.h"

#include "models/base/explain.h"
#include "models/monitor/watchlanes.h"
#include "models/monitor/watchtext.h"
#include "models/temporal/client.h"

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
// Counting costs the namespace's visibility budget, 10 calls a second for everybody by default (1.32.1).
constexpr Milliseconds visibleCountInterval = 15s;
constexpr Milliseconds countSpacing = 2s;
constexpr Milliseconds walkInterval = 5min;
constexpr Milliseconds visibleWalkSpacing = 30s;
constexpr int turnsAtOnce = 4;
} // namespace

NamespaceWatch::NamespaceWatch(Client &client, const Clock &clock, NamespaceInfo info,
                               CallSchedule &background, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_info(std::move(info))
    , m_counts(background, backgroundlanes::namespaces, [this](Purpose purpose) { return count(purpose); })
    , m_steps(background, backgroundlanes::namespaces, [this](Purpose purpose) { return step(purpose); })
{
}

std::optional<QString> NamespaceWatch::trouble() const
{
    return m_countTrouble ? m_countTrouble : m_walkTrouble;
}

void NamespaceWatch::settle()
{
    m_settled = m_settled || (m_counts.pace().isSettled() && (!m_walking || m_stepFailed));
}

Milliseconds NamespaceWatch::nextTurn()
{
    const Milliseconds now = m_clock.sinceBoot();
    m_turn = std::max(m_turn, now - turnsAtOnce * turnSpacing) + jittered(turnSpacing);
    return std::max(now, m_turn);
}

void NamespaceWatch::setReadable(bool readable)
{
    m_readable = readable;
    m_counts.setWanted(readable);
    m_steps.setWanted(readable && m_walking);
}

void NamespaceWatch::forgetQueues(const QStringList &names)
{
    m_walk.forget(names);
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

int NamespaceWatch::count(Purpose purpose)
{
    static_cast<void>(nextTurn());
    const RunningCount asked{0, m_clock.utc(), m_clock.sinceBoot()};
    m_countDelivery =
        m_knowsPaused
            ? m_client.countOpen(m_info.name, {}, purpose)
                  .deliver(this,
                           [this, asked](const Result<OpenCounts> &counts) { takeCount(counts, asked); })
            : m_client.countExecutions(m_info.name, u"ExecutionStatus='Running'"_s, purpose)
                  .deliver(this, [this, asked](const Result<qint64> &running) {
                      takeCount(running.map([](qint64 count) { return OpenCounts{count, 0}; }), asked);
                  });
    return 1;
}

void NamespaceWatch::takeCount(const Result<OpenCounts> &counts, RunningCount asked)
{
    const Milliseconds now = m_clock.sinceBoot();
    if (!counts && counts.error().kind == ErrorKind::Invalid && m_knowsPaused) {
        m_knowsPaused = false;
        m_counts.succeed(now, 0ms);
        return;
    }
    if (!counts) {
        m_counts.fail(now);
        m_countTrouble = explain(counts.error()).sentence();
        settle();
        Q_EMIT failed(counts.error());
        return;
    }
    m_counts.succeed(now, jittered(m_visible ? visibleCountInterval : hiddenCountInterval));
    m_countTrouble.reset();
    asked.count = counts->running;
    m_running = asked;
    m_paused = m_knowsPaused ? std::optional(counts->paused) : std::nullopt;
    if (isWalkWanted(now)) {
        m_walking = true;
        m_walkForced = false;
        m_stepFailed = false;
        m_walk.begin(m_clock.utc());
        m_pageToken.clear();
        m_steps.hasten(now, 0ms);
        m_steps.setWanted(m_readable);
    }
    settle();
    Q_EMIT progressed();
}

bool NamespaceWatch::isWalkWanted(Milliseconds now) const
{
    if (m_walking || m_running->count == 0)
        return false;
    if (!m_walkEnded || m_walkForced)
        return true;
    const bool changed = m_running->count != m_runningAtWalk;
    return now - *m_walkEnded >= (changed && m_visible ? visibleWalkSpacing : walkInterval);
}

int NamespaceWatch::step(Purpose purpose)
{
    static_cast<void>(nextTurn());
    m_stepDelivery =
        m_client.listExecutions(m_info.name, m_walk.query(), QueueWalk::pageSize, m_pageToken, purpose)
            .deliver(this, [this](const Result<ExecutionPage> &page) { takeStep(page); });
    return 1;
}

void NamespaceWatch::takeStep(const Result<ExecutionPage> &page)
{
    const Milliseconds now = m_clock.sinceBoot();
    if (!page) {
        m_steps.fail(now);
        m_stepFailed = true;
        m_walkTrouble = explain(page.error()).sentence();
        settle();
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
    m_pageToken = m_walk.goesByTime() ? page->nextPageToken() : QByteArray();
    if (next != QueueWalk::Step::Again)
        endWalk(next == QueueWalk::Step::Complete && !m_walk.isFull());
    if (!found.isEmpty())
        Q_EMIT discovered(found);
    settle();
    Q_EMIT progressed();
}

void NamespaceWatch::endWalk(bool complete)
{
    m_walking = false;
    m_steps.setWanted(false);
    m_walkEnded = m_clock.sinceBoot();
    m_runningAtWalk = m_running->count;
    m_walkTrouble.reset();
    m_walkLimits = complete ? std::nullopt : std::optional(watchtext::moreQueues(m_walk.found()));
}

void NamespaceWatch::stop()
{
    m_countDelivery.cancel();
    m_stepDelivery.cancel();
    m_counts.drop(m_clock.sinceBoot());
    m_steps.drop(m_clock.sinceBoot());
}

} // namespace signalbox
