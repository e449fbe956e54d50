// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recovery/findings.h"

#include "models/base/format.h"
#include "models/base/tabletext.h"
#include "models/base/text.h"
#include "models/base/wordfilter.h"
#include "models/recovery/recoverytext.h"
#include "models/recovery/repair.h"
#include "models/workflows/executiontext.h"

#include <QStringList>

#include <algorithm>
#include <tuple>

namespace signalbox {

namespace {

constexpr std::size_t mostStanding = 1000;

Signal signalOf(Fate fate)
{
    switch (fate) {
    case Fate::Missing:
    case Fate::Behind:
    case Fate::Reopened:
        return Signal::Danger;
    case Fate::Ghost:
    case Fate::WrongStatus:
        return Signal::Caution;
    case Fate::Uncompared:
    case Fate::Unread:
        return Signal::Unknown;
    case Fate::ClosedSince:
    case Fate::Advanced:
    case Fate::Intact:
    case Fate::New:
        break;
    }
    return Signal::Clear;
}

QString events(std::optional<qint64> count)
{
    return count ? Text::tr("%1 events").arg(formatCount(count)) : QString();
}

Finding findingOf(const QString &ns, const RunFate &run)
{
    const bool isThere = run.fate != Fate::Missing && run.fate != Fate::Ghost;
    Finding finding{Finding::Kind::Run, signalOf(run.fate), ns, fateName(run.fate), run.workflowId};
    if (run.fate == Fate::Ghost)
        finding.word = Text::tr("ghost");
    finding.then = events(run.then);
    finding.now = isThere ? run.now ? events(run.now) : statusName(run.status) : Text::tr("no such run");
    finding.sentence = runText(run);
    if (isThere) {
        finding.workflowId = run.workflowId;
        finding.runId = run.runId;
    }
    finding.command = repairCommand(ns, run);
    return finding;
}

Finding findingOf(const QString &ns, const Change &change)
{
    Finding finding{Finding::Kind::Setting, Signal::Caution, ns, Text::tr("set otherwise"), change.part};
    if (!change.name.isEmpty())
        finding.subject += u' ' + change.name;
    finding.then = change.then.value_or(Text::tr("not there"));
    finding.now = change.now.value_or(Text::tr("not there"));
    finding.sentence = changeText(change);
    return finding;
}

Finding findingOf(const QString &ns, const manifest::Gap &gap)
{
    Finding finding{Finding::Kind::Gap, Signal::Unknown, ns, Text::tr("not known"), partName(gap.part)};
    finding.now = gap.why;
    finding.sentence = gapText(gap);
    return finding;
}

Finding findingOf(const QString &ns, const QueueFate &queue)
{
    Finding finding{Finding::Kind::Queue, Signal::Unknown, ns, Text::tr("pollers not known"),
                    Text::tr("%1, %2").arg(queue.name, taskTypeText(queue.type))};
    if (queue.now) {
        finding.signal = *queue.now == 0 ? Signal::Caution : Signal::Clear;
        finding.word = *queue.now == 0 ? Text::tr("nobody polls") : Text::tr("polled again");
    }
    const QString pollers = Text::tr("%1 pollers");
    finding.then = pollers.arg(queue.then);
    finding.now = queue.now ? pollers.arg(*queue.now) : QString();
    finding.sentence = queueText(queue);
    finding.queue = queue.name;
    return finding;
}

Finding findingOf(const QString &ns, const Rerun &again)
{
    Finding finding{Finding::Kind::Again, Signal::Caution, ns, Text::tr("done again"), again.type};
    finding.then = Text::tr("begun: %1").arg(formatCount(again.activities));
    finding.now = Text::tr("waits on %1").arg(again.taskQueue);
    finding.sentence = Text::tr("Begun before, and will be done again: %1").arg(rerunText(again));
    finding.workflowId = again.example;
    finding.queue = again.taskQueue;
    return finding;
}

Finding findingOf(const Standing &run)
{
    Finding finding{Finding::Kind::Standing, run.isDue ? Signal::Caution : Signal::Clear, run.ns,
                    run.isDue ? Text::tr("has not gone on") : Text::tr("waits"), run.workflowId};
    finding.now = events(run.historyLength);
    finding.sentence =
        run.isDue ? Text::tr("It waits for a worker and has not gone on: %1").arg(standingText(run))
                  : Text::tr("It waits for a timer, a signal or another run: %1").arg(standingText(run));
    finding.workflowId = run.workflowId;
    finding.runId = run.runId;
    return finding;
}

template <class Things>
void add(std::vector<Finding> &findings, const QString &ns, const Things &things)
{
    for (const auto &thing : things)
        findings.push_back(findingOf(ns, thing));
}

/// A namespace that is not there has no lines of its own.
void addState(std::vector<Finding> &findings, const NamespaceVerification &ns)
{
    using State = NamespaceVerification::State;
    if (ns.state == State::There)
        return;
    const bool isMissing = ns.state == State::Missing;
    Finding finding{Finding::Kind::Setting, isMissing ? Signal::Danger : Signal::Unknown, ns.name,
                    isMissing ? fateName(Fate::Missing) : Text::tr("not known"), Text::tr("the namespace")};
    finding.now = stateText(ns);
    finding.sentence = Text::tr("%1: %2").arg(ns.name, stateText(ns));
    findings.push_back(finding);
}

NamespaceLine lineOf(const NamespaceVerification &ns)
{
    NamespaceLine line;
    line.name = ns.name;
    line.state = stateText(ns);
    line.missing = ns.count(Fate::Missing);
    line.behind = ns.count(Fate::Behind);
    line.reopened = ns.count(Fate::Reopened);
    line.wrong = ns.count(Fate::Ghost) + ns.count(Fate::WrongStatus);
    line.changed = static_cast<qint64>(ns.changes.size());
    line.unpolled = std::count_if(ns.queues.begin(), ns.queues.end(),
                                  [](const QueueFate &queue) { return queue.now == 0; });
    for (const Rerun &again : ns.again)
        line.again += again.activities;
    line.advanced = ns.count(Fate::Advanced);
    line.intact = ns.count(Fate::Intact);
    const bool isLost = ns.state == NamespaceVerification::State::Missing || line.missing > 0 ||
                        line.behind > 0 || line.reopened > 0;
    line.signal = isLost                                   ? Signal::Danger
                  : hasDifference(ns) || line.unpolled > 0 ? Signal::Caution
                  : hasGap(ns)                             ? Signal::Unknown
                                                           : Signal::Clear;
    return line;
}

} // namespace

std::vector<Finding> findingsOf(const Verification &found, const std::vector<Standing> &standing)
{
    std::vector<Finding> findings;
    add(findings, {}, found.changes);
    add(findings, {}, found.gaps);
    for (const NamespaceVerification &ns : found.namespaces) {
        addState(findings, ns);
        add(findings, ns.name, ns.named);
        add(findings, ns.name, ns.changes);
        add(findings, ns.name, ns.again);
        add(findings, ns.name, ns.queues);
        add(findings, ns.name, ns.gaps);
    }
    for (std::size_t i = 0; i < std::min(standing.size(), mostStanding); ++i)
        findings.push_back(findingOf(standing[i]));
    for (const QString &ns : found.newNamespaces) {
        Finding finding{Finding::Kind::Setting, Signal::Clear, ns, fateName(Fate::New),
                        Text::tr("the namespace")};
        finding.sentence = Text::tr("The manifest does not have this namespace.");
        findings.push_back(finding);
    }
    std::stable_sort(findings.begin(), findings.end(), [](const Finding &left, const Finding &right) {
        return std::tuple(right.signal, left.ns) < std::tuple(left.signal, right.ns);
    });
    return findings;
}

bool fits(const Finding &one, const FindingFilter &filter)
{
    return (filter.ns.isEmpty() || one.ns == filter.ns) &&
           (!filter.onlyTrouble || one.signal != Signal::Clear) &&
           (filter.text.isEmpty() ||
            fitsWords(filter.text, {one.word, one.ns, one.subject, one.then, one.now, one.runId}));
}

std::vector<NamespaceLine> linesOf(const Verification &found)
{
    NamespaceLine all;
    all.signal = hasGap(found) ? Signal::Unknown : Signal::Clear;
    all.changed = static_cast<qint64>(found.changes.size());
    if (all.changed > 0)
        all.signal = Signal::Caution;
    std::vector<NamespaceLine> lines;
    for (const NamespaceVerification &ns : found.namespaces) {
        const NamespaceLine line = lineOf(ns);
        for (const auto number : {&NamespaceLine::missing, &NamespaceLine::behind, &NamespaceLine::reopened,
                                  &NamespaceLine::wrong, &NamespaceLine::changed, &NamespaceLine::unpolled,
                                  &NamespaceLine::again, &NamespaceLine::advanced, &NamespaceLine::intact})
            all.*number += line.*number;
        all.signal = worse(all.signal, line.signal);
        lines.push_back(line);
    }
    std::stable_sort(lines.begin(), lines.end(), [](const NamespaceLine &left, const NamespaceLine &right) {
        return left.signal > right.signal;
    });
    all.state = Text::tr("%1 namespaces").arg(formatCount(static_cast<qint64>(lines.size())));
    lines.insert(lines.begin(), all);
    return lines;
}

QByteArray csvOf(const std::vector<Finding> &findings)
{
    QByteArray csv = "what,namespace,subject,then,now,run_id,sentence,command\n";
    for (const Finding &one : findings)
        csv +=
            QByteArrayList{csvCell(one.word), csvCell(one.ns),    csvCell(one.subject),  csvCell(one.then),
                           csvCell(one.now),  csvCell(one.runId), csvCell(one.sentence), csvCell(one.command)}
                .join(',') +
            '\n';
    return csv;
}

} // namespace signalbox
