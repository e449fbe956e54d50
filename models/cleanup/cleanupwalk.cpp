// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cleanup/cleanupwalk.h"

#include "models/base/explain.h"
#include "models/temporal/client.h"

#include <algorithm>

namespace signalbox {

namespace {

/// A list that is refused for its rate.
constexpr std::chrono::seconds listAgainAfter{2};

/// Nothing that is asked of this cluster in this session is answered.
bool isOfAll(const Error &error)
{
    return error.kind == ErrorKind::Unreachable || error.kind == ErrorKind::Expired;
}

} // namespace

CleanUpWalk::CleanUpWalk(Client &client, const Clock &clock, CleanUpOrder order, QString identity,
                         QString reason, QString deletions, const CleanUpPace &pace, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_order(std::move(order))
    , m_identity(std::move(identity))
    , m_reason(std::move(reason))
    , m_pace(pace)
    , m_deletions(std::move(deletions))
    , m_budget(pace.perSecond)
{
    m_wake.setSingleShot(true);
    connect(&m_wake, &QTimer::timeout, this, &CleanUpWalk::pump);
}

void CleanUpWalk::setToken(std::shared_ptr<const WriteToken> token)
{
    m_token = std::move(token);
    m_asksToken = false;
    pump();
}

bool CleanUpWalk::hasToken() const
{
    return m_token && m_token->expiresAt() - m_clock.utc() > m_pace.tokenLeft;
}

void CleanUpWalk::halt(CleanUpHalt why)
{
    if (m_isEnding)
        return;
    if (m_halt)
        return endIfQuiet(); // what it still waited for may just have failed
    m_halt = std::move(why);
    m_page.cancel();
    m_isListing = false;
    for (auto each = m_trying.begin(); each != m_trying.end();) {
        if (each->second.isSent) {
            ++each;
            continue;
        }
        each->second.attempt->stop();
        m_ready.push_back(each->second.run);
        m_over.push_back(std::move(each->second));
        each = m_trying.erase(each);
    }
    // Whoever halts may be in the middle of telling.
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_over.clear();
            endIfQuiet();
        },
        Qt::QueuedConnection);
}

void CleanUpWalk::pump()
{
    if (m_halt || m_isEnding)
        return endIfQuiet();
    const Milliseconds now = m_clock.sinceBoot();
    const auto hasPlace = [this] { return static_cast<int>(m_trying.size()) < m_pace.atOnce; };
    while (!m_ready.empty() && hasPlace() && hasToken() && m_budget.take(1, now)) {
        Going run = std::move(m_ready.front());
        m_ready.pop_front();
        begin(std::move(run));
    }
    if (!m_ready.empty() && !hasToken()) {
        if (!std::exchange(m_asksToken, true))
            Q_EMIT tokenNeeded();
    } else if (!m_ready.empty() && hasPlace()) {
        m_wake.start(std::max(m_budget.nextAt(now) - now, Milliseconds(1)));
    }
    if (static_cast<int>(m_ready.size()) < m_pace.groupSize)
        refill();
}

void CleanUpWalk::refill()
{
    if (m_isWriting || m_isListing)
        return;
    if (!m_todo.empty())
        return writeGroup();
    if (!m_isExhausted)
        return list();
    endIfQuiet();
}

void CleanUpWalk::list()
{
    m_isListing = true;
    m_page =
        m_client.listExecutions(m_order.ns, m_order.query(), m_pace.pageSize, m_pageToken, Purpose::Paging)
            .deliver(this, [this](const Result<ExecutionPage> &page) {
                m_isListing = false;
                takePage(page);
            });
}

void CleanUpWalk::takePage(const Result<ExecutionPage> &page)
{
    if (!page && page.error().kind == ErrorKind::Throttled && ++m_listTries < m_pace.mostTries) {
        m_isListing = true;
        QTimer::singleShot(listAgainAfter, this, [this] {
            m_isListing = false;
            pump();
        });
        return;
    }
    if (!page)
        return halt({tr("The runs could not be listed: %1").arg(explain(page.error()).sentence()),
                     page.error(), false});
    m_listTries = 0;
    for (std::size_t i = 0; i < page->size(); ++i) {
        const Execution row = page->execution(i);
        if (m_met.contains(row.runId))
            continue;
        m_met.insert(row.runId);
        m_todo.push_back({row.workflowId, row.runId});
    }
    // Behind a page that has nothing new there may be more; else what goes makes room at the beginning.
    m_pageToken = m_todo.empty() ? page->nextPageToken() : QByteArray();
    m_isExhausted = m_todo.empty() && m_pageToken.isEmpty();
    pump();
}

void CleanUpWalk::writeGroup()
{
    std::vector<Going> group;
    std::vector<RunName> names;
    while (!m_todo.empty() && static_cast<int>(group.size()) < m_pace.groupSize) {
        names.push_back(m_todo.front());
        group.push_back({std::move(m_todo.front()), m_clock.sinceBoot(), 0});
        m_todo.pop_front();
    }
    m_isWriting = true;
    m_deletions.going(names).deliver(
        this, [this, group = std::move(group)](const Result<bool> &written) { takeWritten(group, written); });
}

void CleanUpWalk::takeWritten(const std::vector<Going> &group, const Result<bool> &written)
{
    m_isWriting = false;
    if (!written)
        return halt({tr("What is deleted could not be written down, so nothing more was: %1.")
                         .arg(written.error().detail),
                     written.error(), false});
    m_ready.insert(m_ready.end(), group.begin(), group.end());
    pump();
}

void CleanUpWalk::begin(Going run)
{
    const quint64 id = ++m_lastId;
    Trying one;
    one.lever =
        std::make_unique<DeleteLever>(m_order.ns, run.name.workflowId, run.name.runId, m_order.closedBefore);
    one.attempt =
        std::make_unique<Attempt>(m_client, m_clock, *one.lever, m_reason, m_identity, run.writtenAt);
    one.run = std::move(run);
    ++one.run.tries;
    connect(one.attempt.get(), &Attempt::sent, this, [this, id] { m_trying.at(id).isSent = true; });
    connect(one.attempt.get(), &Attempt::ended, this,
            [this, id](const Settlement &settlement, const std::optional<Error> &error) {
                take(id, settlement, error);
            });
    Attempt &attempt = *one.attempt;
    m_trying.emplace(id, std::move(one));
    attempt.start(m_token);
}

void CleanUpWalk::take(quint64 id, const Settlement &settlement, const std::optional<Error> &error)
{
    const auto found = m_trying.find(id);
    m_over.push_back(std::move(found->second));
    m_trying.erase(found);
    QMetaObject::invokeMethod(
        this, [this] { m_over.clear(); }, Qt::QueuedConnection);
    const Trying &one = m_over.back();
    if (settlement.outcome == Outcome::Done)
        takeGone(one.run, m_counts.deleted);
    else if (settlement.outcome == Outcome::LostRace && error && isRunGone(*error))
        takeGone(one.run, m_counts.goneBefore);
    else if (settlement.outcome == Outcome::LostRace)
        leave(one.run, m_counts.kept, settlement.sentence);
    else if (settlement.outcome == Outcome::Unknown)
        leaveUnproven(one, settlement.sentence, error);
    else if (error)
        takeRefusal(one, settlement.sentence, *error);
    else
        leave(one.run, m_counts.failed, settlement.sentence);
    Q_EMIT progressed();
    if (m_failuresInRow >= m_pace.mostFailures)
        halt({tr("%1 in a row could not be deleted; of the last one it was said: %2")
                  .arg(QString::number(m_failuresInRow), settlement.sentence),
              error, false});
    if (static_cast<int>(m_toldGone.size()) + static_cast<int>(m_toldKept.size()) >= m_pace.groupSize)
        flush();
    pump();
}

void CleanUpWalk::takeGone(const Going &run, qint64 &counter)
{
    ++counter;
    m_failuresInRow = 0;
    m_toldGone << run.name.runId;
}

void CleanUpWalk::leave(const Going &run, qint64 &counter, const QString &why)
{
    ++counter;
    m_failuresInRow = &counter == &m_counts.failed ? m_failuresInRow + 1 : 0;
    m_toldKept.push_back({run.name.runId, why});
    if (m_kept.size() < mostNamed)
        m_kept.push_back({run.name, why});
}

/// It was sent, and may go yet: in the file it stays under way, for whoever settles this clean-up.
void CleanUpWalk::leaveUnproven(const Trying &one, const QString &why, const std::optional<Error> &error)
{
    ++m_counts.unproven;
    ++m_failuresInRow;
    if (m_kept.size() < mostNamed)
        m_kept.push_back({one.run.name, why});
    if (error && (isOfAll(*error) || error->kind == ErrorKind::Denied))
        halt({why, error, false});
}

void CleanUpWalk::takeRefusal(const Trying &one, const QString &sentence, const Error &error)
{
    const bool isOfRead = error.method == QLatin1String("DescribeWorkflowExecution");
    const bool mayTryAgain = one.run.tries < m_pace.mostTries;
    if (error.kind == ErrorKind::Throttled && mayTryAgain) {
        m_budget.refused(m_clock.sinceBoot());
        return m_ready.push_back(one.run);
    }
    if (error.kind == ErrorKind::Denied && !isOfRead && !one.attempt->lacksRole() && mayTryAgain) {
        m_token.reset(); // it ran out on the way
        return m_ready.push_front(one.run);
    }
    if (error.kind == ErrorKind::Cancelled && mayTryAgain) { // written down too long ago
        m_toldKept.push_back({one.run.name.runId, tr("It was not begun with in time.")});
        flush(); // before the line that takes it up again
        return m_todo.push_front(one.run.name);
    }
    leave(one.run, m_counts.failed, sentence);
    if (isOfAll(error) || error.kind == ErrorKind::Denied)
        halt({sentence, error, false});
}

void CleanUpWalk::flush()
{
    if (m_toldGone.isEmpty() && m_toldKept.empty())
        return;
    m_deletions.ended(std::exchange(m_toldGone, {}), std::exchange(m_toldKept, {}))
        .deliver(this, [this](const Result<bool> &written) {
            if (!written)
                halt({tr("What was deleted could not be written down, so nothing more was: %1.")
                          .arg(written.error().detail),
                      written.error(), false});
        });
}

void CleanUpWalk::endIfQuiet()
{
    if (m_isEnding || m_isWriting || !m_trying.empty())
        return;
    if (m_halt || (m_isExhausted && m_ready.empty() && m_todo.empty()))
        end();
}

void CleanUpWalk::end()
{
    m_isEnding = true;
    m_wake.stop();
    m_token.reset();
    for (const Going &run : std::exchange(m_ready, {}))
        m_toldKept.push_back({run.name.runId, tr("It was not begun with.")});
    m_deletions.ended(std::exchange(m_toldGone, {}), std::exchange(m_toldKept, {}))
        .deliver(this, [this](const Result<bool> &written) {
            CleanUpHalt why = m_halt.value_or(CleanUpHalt());
            if (!written)
                why.sentence +=
                    (why.sentence.isEmpty() ? QString() : QStringLiteral(" ")) +
                    tr("What was deleted last could not be written down: %1.").arg(written.error().detail);
            Q_EMIT ended(why);
        });
}

} // namespace signalbox
