// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuesentence.h"

#include "models/base/format.h"
#include "models/base/text.h"
#include "models/board/boardcells.h"

#include <QStringList>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString asSentence(QString clause)
{
    if (clause.isEmpty())
        return {};
    clause[0] = clause[0].toUpper();
    return clause.endsWith(u'.') ? clause : clause + u'.';
}

QString movement(const Drain &drain)
{
    switch (drain.kind) {
    case Drain::Grows:
        return Text::tr("More comes in than goes out.");
    case Drain::Stays:
        return Text::tr("As much comes in as goes out.");
    case Drain::Takes:
        return Text::tr("Empty in about %1 at this rate.").arg(formatDuration(drain.time));
    case Drain::Nothing:
        return Text::tr("Nothing waits.");
    case Drain::Unknown:
        break;
    }
    return {};
}

/// Pollers that left last and did not come back are the likely reason.
QString lastLeaving(const std::vector<PollerChange> &changes)
{
    if (changes.empty() || changes.back().to > changes.back().from)
        return {};
    const Instant time{Milliseconds(qRound64(changes.back().time))};
    return asSentence(
        Text::tr("%1 at %2").arg(pollerChangeText(changes.back()), formatTimeOfDay(time).left(5)));
}

} // namespace

QString queueSentence(const std::optional<QueueSample> &sample, const QueueAssessment &assessment,
                      const std::vector<PollerChange> &pollerChanges, Milliseconds now)
{
    QStringList sentences{asSentence(assessment.sentence)};
    if (sample && now - sample->sinceBoot > validity(sample->interval)) {
        sentences << Text::tr("The figures are %1 old.").arg(formatDuration(now - sample->sinceBoot));
    } else if (sample) {
        const Drain drain = timeToDrain(*sample);
        if (drain.kind != Drain::Nothing)
            sentences << lastLeaving(pollerChanges);
        if (assessment.sentence.isEmpty())
            sentences << movement(drain);
    }
    sentences.removeAll(QString());
    return sentences.join(u' ');
}

QString pollerChangeText(const PollerChange &change)
{
    return Text::tr("pollers went from %1 to %2").arg(change.from).arg(change.to);
}

QString pollersAliveText(const QueueSample &sample)
{
    if (!sample.workflowPollers && !sample.activityPollers)
        return formatCount({});
    const int alive = sample.workflowPollers.value_or(0) + sample.activityPollers.value_or(0);
    return Text::tr("%1 of %2").arg(alive).arg(std::max(alive, static_cast<int>(sample.pollers.size())));
}

} // namespace signalbox
