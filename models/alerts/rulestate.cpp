// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/rulestate.h"

namespace signalbox {

RuleState::RuleState(const AlertRule &rule)
    : m_threshold(rule.threshold)
    , m_forDuration(rule.forDuration)
    , m_keepFiringFor(rule.keepFiringFor)
{
}

void RuleState::observe(const Input &input)
{
    if (!input.value) {
        tick(input.sinceBoot);
        return;
    }
    const bool afterGap = m_state == AlertState::Unknown || isGapBefore(input);
    if (*input.value > m_threshold)
        breach(input, afterGap);
    else
        fine(input, afterGap);
    m_utc = input.utc;
    m_sinceBoot = input.sinceBoot;
    m_validFor = input.validFor;
    m_value = *input.value;
}

void RuleState::tick(Milliseconds sinceBoot)
{
    if (m_state == AlertState::Unknown || sinceBoot - m_sinceBoot <= m_validFor)
        return;
    m_state = AlertState::Unknown;
    m_isFine = false;
    if (!m_isFiring)
        end();
}

void RuleState::breach(const Input &input, bool afterGap)
{
    m_isFine = false;
    if (m_isFiring) {
        if (afterGap)
            resume(input);
    } else if (!m_occurs || afterGap) {
        begin(input, afterGap);
    }
    m_isFiring = m_isFiring || input.sinceBoot - m_sinceThen >= m_forDuration;
    m_state = m_isFiring ? AlertState::Firing : AlertState::Pending;
}

void RuleState::fine(const Input &input, bool afterGap)
{
    if (m_isFiring && !afterGap) {
        if (!m_isFine)
            m_fineSince = input.sinceBoot;
        m_isFine = true;
        if (input.sinceBoot - m_fineSince < m_keepFiringFor)
            return;
    }
    end();
    m_isFine = false;
    m_state = AlertState::Inactive;
}

/// `mayInfer`: nothing is known of the time before, so the oldest task's age is the only witness. A queue we
/// did watch was at or under the threshold a moment ago, however old its oldest task is.
void RuleState::begin(const Input &input, bool mayInfer)
{
    m_isInferred = mayInfer && input.oldestTask && *input.oldestTask >= m_forDuration;
    const Milliseconds before = m_isInferred ? *input.oldestTask : Milliseconds(0);
    m_since = input.utc - before;
    m_sinceThen = input.sinceBoot - before;
    m_occurs = true;
    m_isFiring = m_isInferred;
    m_isContinued = false;
}

/// The same occurrence goes on. Its start names it and is kept, except where the wall clock was set.
void RuleState::resume(const Input &input)
{
    m_isContinued = true;
    if (isClockSetBefore(input))
        m_since = input.utc - (input.sinceBoot - m_sinceThen);
}

void RuleState::end()
{
    m_occurs = m_isFiring = m_isInferred = m_isContinued = false;
}

bool RuleState::inferred() const
{
    return m_state == AlertState::Firing && m_isInferred;
}

bool RuleState::recovering() const
{
    return m_state == AlertState::Firing && m_isFine;
}

bool RuleState::continued() const
{
    return m_state == AlertState::Firing && m_isContinued;
}

std::optional<Instant> RuleState::since() const
{
    return m_state == AlertState::Unknown || !m_occurs ? std::nullopt : std::optional(m_since);
}

std::optional<Milliseconds> RuleState::lasting(Milliseconds sinceBoot) const
{
    if (m_state == AlertState::Unknown || !m_occurs)
        return {};
    return (m_isFine ? m_fineSince : sinceBoot) - m_sinceThen;
}

std::optional<qint64> RuleState::value() const
{
    return m_state == AlertState::Unknown ? std::nullopt : std::optional(m_value);
}

} // namespace signalbox
