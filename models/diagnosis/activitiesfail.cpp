// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/diagnosis/causes.h"
#include "models/diagnosis/evidence.h"
#include "models/diagnosis/steps.h"

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int causeLength = 120;
/// Runs are looked at a few at a time; an older sample tells of other ones.
constexpr Milliseconds sampleValidFor = 15min;

int failingOf(const PendingSample &pending)
{
    int failing = 0;
    for (const FailingActivities &one : pending.failing)
        failing += one.count;
    return failing;
}

QString causeOf(const FailingActivities &one)
{
    return one.isEncrypted ? Text::tr("its message is encrypted") : displayText(one.cause, causeLength);
}

evidence::Lines failures(const Observed &seen, const PendingSample &pending)
{
    evidence::Lines lines = evidence::line(seen, Text::tr("pending activities looked at"),
                                           Text::tr("%1 of %2 runs").arg(pending.pending).arg(pending.runs),
                                           u"DescribeWorkflowExecution"_s, pending.sinceBoot);
    for (const FailingActivities &one : pending.failing) {
        QString value = Text::tr("%1 of %2, attempt %3: %4")
                            .arg(QString::number(one.count), QString::number(pending.pending),
                                 QString::number(one.highestAttempt), causeOf(one));
        if (!one.causeType.isEmpty())
            value = Text::tr("%1 (%2)").arg(value, displayText(one.causeType, 60));
        lines = evidence::all({lines, evidence::line(seen, displayText(one.type, 60), value,
                                                     u"DescribeWorkflowExecution"_s, pending.sinceBoot)});
    }
    return lines;
}

} // namespace

/// Where tasks wait as well, only failures of at least half are the likelier cause.
Finding causes::activitiesFail(const Side &side)
{
    const auto &pending = side.seen().pending;
    if (side.isWorkflow())
        return Finding::notAsked();
    if (!pending || pending->pending == 0)
        return side.waits() ? Finding::open(Text::tr("no pending activity was looked at"))
                            : Finding::notAsked();
    if (side.seen().now - pending->sinceBoot > sampleValidFor)
        return Finding::open(Text::tr("pending activities were looked at too long ago"));
    const int failing = failingOf(*pending);
    if (failing == 0)
        return side.waits()
                   ? Finding::no(Text::tr("none of %1 activities looked at failed").arg(pending->pending))
                   : Finding::notAsked();
    if (side.waits() && 2 * failing < pending->pending)
        return Finding::no(
            Text::tr("only %1 of %2 activities looked at failed").arg(failing).arg(pending->pending));
    const FailingActivities &most = pending->failing.front();
    const QString sentence = Text::tr("%1 fails and backs off, %2 of %3 activities looked at: %4")
                                 .arg(displayText(most.type, 60), QString::number(most.count),
                                      QString::number(pending->pending), causeOf(most));
    return Finding::yes(sentence, steps::runningWorkflows(side.seen(), Text::tr("mend what it fails of")),
                        evidence::all({failures(side.seen(), *pending), evidence::waiting(side)}),
                        Signal::Caution);
}

} // namespace signalbox
