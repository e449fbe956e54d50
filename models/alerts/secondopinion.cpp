// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/secondopinion.h"

#include "models/alerts/rulejudge.h"
#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/policy/rulevalue.h"

#include <cmath>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A server sets its gauges once a minute, a Prometheus reads them as often: less proves nothing.
constexpr Milliseconds every = 15s;
constexpr Milliseconds patience = 2min;
/// Whom a slow Prometheus answers late is told nothing rather than what was.
constexpr Milliseconds longestSaid = 60s;

bool isBacklog(RuleKind kind)
{
    return kind == RuleKind::Backlog || kind == RuleKind::ActivityBacklog || kind == RuleKind::NoPollers;
}

Opinion cannotBeAsked(const Error &error)
{
    return {Opinion::Stance::Silent,
            Text::tr("Prometheus can't be asked: %1").arg(displayText(error.detail, 300))};
}

/// What both say, and how that is to be taken where they differ.
Opinion compared(const Alert &alert, qint64 theirs, const QString &value, const QString &why,
                 Milliseconds lasting)
{
    const bool isOver = theirs > alert.threshold;
    if (!alert.value)
        return {Opinion::Stance::Silent, Text::tr("Prometheus says %1").arg(value)};
    if (isOver == (*alert.value > alert.threshold))
        return {Opinion::Stance::Agrees, Text::tr("Prometheus agrees: %1").arg(value)};
    if (lasting < patience)
        return {Opinion::Stance::Silent,
                Text::tr("Prometheus says %1, and may be late by a minute or two").arg(value)};
    return {Opinion::Stance::Differs, Text::tr("Prometheus says %1: %2").arg(value, why)};
}

QString whyLess()
{
    return Text::tr("a server unloads what nobody has asked about for 5 minutes, and its gauge then says "
                    "less than waits there, or nothing. The console asks the queue itself");
}

Opinion noValue(const Alert &alert, Milliseconds lasting)
{
    const bool isWaiting = alert.value && *alert.value > alert.threshold;
    return {isWaiting && lasting >= patience ? Opinion::Stance::Differs : Opinion::Stance::Silent,
            Text::tr("Prometheus has no value: the gauge of a queue is there only while a server has the "
                     "queue loaded, and goes with a restart or after 5 minutes in which nobody asks. The "
                     "console asks the queue itself")};
}

QString attemptsText(const AttemptCount &count, qint64 finished)
{
    QString text = Text::tr("%1 attempts").arg(formatCount(finished));
    if (count.timedOut > 0)
        text += Text::tr(", %1 timed out").arg(formatCount(std::llround(count.timedOut)));
    if (count.isCut)
        text += Text::tr(", and some before it began to look");
    return text;
}

Dialects dialectsIn(const Result<QueueMetrics::SaidBacklog> &said)
{
    return said ? said->dialects : Dialects();
}

Dialects dialectsIn(const Result<QueueMetrics::SaidAttempts> &said)
{
    return said ? said->dialects : Dialects();
}

} // namespace

bool isInMetrics(RuleKind kind)
{
    return isBacklog(kind) || kind == RuleKind::ActivityFailure;
}

Opinion opinionOn(const Alert &alert, const Result<QueueMetrics::SaidBacklog> &said, Milliseconds lasting)
{
    if (!said)
        return cannotBeAsked(said.error());
    if (!said->value)
        return noValue(alert, lasting);
    const qint64 theirs = std::llround(*said->value);
    const QString why = theirs > alert.threshold
                            ? Text::tr("its gauge is older than what the console sees, or of tasks whose "
                                       "workflows have ended")
                            : whyLess();
    return compared(alert, theirs, formatCount(theirs), why, lasting);
}

Opinion opinionOn(const Alert &alert, const Result<QueueMetrics::SaidAttempts> &said, Milliseconds lasting)
{
    if (!said)
        return cannotBeAsked(said.error());
    const AttemptCount count = said->value.value_or(AttemptCount());
    const qint64 finished = std::llround(count.finished());
    if (finished < fewestAttempts)
        return {Opinion::Stance::Silent,
                Text::tr("Prometheus has counted too few attempts to judge by in 5 minutes: %1")
                    .arg(formatCount(finished))};
    const qint64 failed = std::llround(count.failed + count.timedOut);
    const qint64 share = failed > 0 ? shareOf(failed, finished) : 0;
    return compared(alert, share, Text::tr("%1 of %2").arg(formatShare(share), attemptsText(count, finished)),
                    Text::tr("heartbeats, which the console goes by, come once a minute and do not count "
                             "attempts that timed out"),
                    lasting);
}

Opinion ambiguous(const QueueKey &other)
{
    return {Opinion::Stance::Silent,
            Text::tr("Prometheus can't tell: its labels have one name for this queue and for %1 / %2")
                .arg(displayText(other.ns, 120), displayText(other.queue, 120))};
}

SecondOpinion::SecondOpinion(Prometheus &prometheus, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_metrics(prometheus)
    , m_clock(clock)
{
}

void SecondOpinion::look(const Alert &alert, const AllQueues &allQueues)
{
    const Milliseconds now = m_clock.sinceBoot();
    const bool isSame = m_of == keyOf(alert);
    m_alert = alert;
    if (now - m_saidAt > longestSaid)
        m_opinion.reset();
    // Asked anew, one that takes longer than that would never answer.
    if (isSame && (m_isAsking || (m_asked && now - *m_asked < every)))
        return;
    m_asked = now;
    m_of = keyOf(alert);
    m_delivery.cancel();
    if (!isSame) {
        m_opinion.reset();
        m_differedAt.reset();
    }
    m_isAsking = isInMetrics(alert.kind);
    if (!m_isAsking)
        return;
    const std::vector<QueueKey> queues = allQueues();
    if (alert.kind == RuleKind::ActivityFailure) {
        m_delivery = m_metrics.attempts(alert.key).deliver(
            this, [this, queues](const Result<QueueMetrics::SaidAttempts> &said) { take(said, queues); });
    } else {
        m_delivery =
            m_metrics
                .backlog(alert.key, alert.type == TaskType::Activity ? QueueMetrics::Backlog::Activity
                                                                     : QueueMetrics::Backlog::Workflow)
                .deliver(this, [this, queues](const Result<QueueMetrics::SaidBacklog> &said) {
                    take(said, queues);
                });
    }
}

template <class Said>
void SecondOpinion::take(const Result<Said> &said, const std::vector<QueueKey> &queues)
{
    const Milliseconds now = m_clock.sinceBoot();
    m_isAsking = false;
    m_saidAt = now;
    if (const auto other = collidingWith(m_alert.key, queues, dialectsIn(said))) {
        m_opinion = ambiguous(*other);
        Q_EMIT changed();
        return;
    }
    // With all patience over: whether it differs at all.
    if (opinionOn(m_alert, said, patience).stance != Opinion::Stance::Differs)
        m_differedAt.reset();
    else if (!m_differedAt)
        m_differedAt = now;
    m_opinion = opinionOn(m_alert, said, m_differedAt ? now - *m_differedAt : Milliseconds(0));
    Q_EMIT changed();
}

void SecondOpinion::stop()
{
    m_asked.reset();
    m_differedAt.reset(); // nobody sees whether it goes on
    m_delivery.cancel();
    m_isAsking = false;
}

} // namespace signalbox
