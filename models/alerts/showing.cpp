// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/showing.h"

namespace signalbox {

namespace {

Judgement judgementOf(const QueueKey &key, const QueueSituation &situation, Instant now)
{
    Judgement judgement{now, key, signalOf(situation), true, {}, situation.verdict.code, {}};
    if (judgement.signal == Signal::Clear && !situation.verdict.needsCure)
        return judgement;
    const QueueAssessment assessment = assess(situation);
    judgement.since = assessment.since;
    judgement.sentence = assessment.sentence;
    return judgement;
}

} // namespace

std::optional<Judgement> Showing::take(const QueueKey &key, const QueueSituation &situation, Instant now)
{
    Judgement judgement = judgementOf(key, situation, now);
    const auto [known, isFirst] = m_known.try_emplace(key, judgement);
    if (isFirst)
        return judgement;
    const Judgement &before = known->second;
    judgement.isNews = judgement.signal != before.signal || judgement.cause != before.cause;
    const bool isReworded = judgement.sentence != before.sentence || judgement.since != before.since;
    const bool isDue = now - before.time >= wordsEvery || now < before.time;
    if (!judgement.isNews && !(isReworded && isDue))
        return std::nullopt;
    known->second = judgement;
    return judgement;
}

} // namespace signalbox
