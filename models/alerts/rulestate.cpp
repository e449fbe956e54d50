// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/rulestate.h"

namespace signalbox {

RuleState::RuleState(AlertRule rule)
    : m_rule(std::move(rule))
{
}

void RuleState::observe(const Input &input)
{
    if (!input.value) {
        tick(input.sinceBoot);
        return;
    }
    const bool afterGap = !m_last || m_state == AlertState::Unknown || isGapBefore(input);
    if (*input.value > m_rule.threshold)
        breach(input, afterGap);
    else
        fine(input, afterGap);
    m_last = input;
}

void RuleState::tick(Milliseconds sinceBoot)
{
    if (!m_last || m_state == AlertState::Unknown || sinceBoot - m_last->sinceBoot <= m_last->validFor)
        return;
    m_state = AlertState::Unknown;
    m_fineSince.reset();
    if (m_occurrence && !m_occurrence->firing)
        m_occurrence.reset();
}

bool RuleState::isGapBefore(const Input &input) const
{
    return input.sinceBoot - m_last->sinceBoot > m_last->validFor || isClockSetBefore(input);
}

bool RuleState::isClockSetBefore(const Input &input) const
{
    const Milliseconds drift = (input.utc - m_last->utc) - (input.sinceBoot - m_last->sinceBoot);
    return std::chrono::abs(drift) > clockStep;
}

void RuleState::breach(const Input &input, bool afterGap)
{
    m_fineSince.reset();
    if (m_occurrence && m_occurrence->firing) {
        if (afterGap)
            resume(input);
    } else if (!m_occurrence || afterGap) {
        begin(input, afterGap);
    }
    if (input.sinceBoot - m_occurrence->sinceBoot >= m_rule.forDuration)
        m_occurrence->firing = true;
    m_state = m_occurrence->firing ? AlertState::Firing : AlertState::Pending;
}

void RuleState::fine(const Input &input, bool afterGap)
{
    if (m_occurrence && m_occurrence->firing && !afterGap) {
        m_fineSince = m_fineSince.value_or(input.sinceBoot);
        if (input.sinceBoot - *m_fineSince < m_rule.keepFiringFor)
            return;
    }
    m_occurrence.reset();
    m_fineSince.reset();
    m_state = AlertState::Inactive;
}

/// `mayInfer`: nothing is known of the time before, so the oldest task's age is the only witness. A queue we
/// did watch was at or under the threshold a moment ago, however old its oldest task is.
void RuleState::begin(const Input &input, bool mayInfer)
{
    const bool inferred = mayInfer && input.oldestTask && *input.oldestTask >= m_rule.forDuration;
    const Milliseconds before = inferred ? *input.oldestTask : Milliseconds(0);
    m_occurrence = Occurrence{input.utc - before, input.sinceBoot - before, inferred, inferred, false};
}

/// The same occurrence goes on. Its start names it and is kept, except where the wall clock was set.
void RuleState::resume(const Input &input)
{
    m_occurrence->continued = true;
    if (isClockSetBefore(input))
        m_occurrence->since = input.utc - (input.sinceBoot - m_occurrence->sinceBoot);
}

bool RuleState::inferred() const
{
    return m_state == AlertState::Firing && m_occurrence->inferred;
}

bool RuleState::recovering() const
{
    return m_state == AlertState::Firing && m_fineSince.has_value();
}

bool RuleState::continued() const
{
    return m_state == AlertState::Firing && m_occurrence->continued;
}

std::optional<Instant> RuleState::since() const
{
    if (m_state == AlertState::Unknown || !m_occurrence)
        return {};
    return m_occurrence->since;
}

std::optional<Milliseconds> RuleState::lasting(Milliseconds sinceBoot) const
{
    if (m_state == AlertState::Unknown || !m_occurrence)
        return {};
    return m_fineSince.value_or(sinceBoot) - m_occurrence->sinceBoot;
}

std::optional<qint64> RuleState::value() const
{
    if (m_state == AlertState::Unknown || !m_last)
        return {};
    return m_last->value;
}

} // namespace signalbox
