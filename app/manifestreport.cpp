// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/manifestreport.h"

#include "app/manifesttext.h"
#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/base/zonedtime.h"
#include "models/recovery/repair.h"
#include "models/workflows/executiontext.h"

#include <QStringList>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostLines = 20;

QString fateName(Fate fate)
{
    switch (fate) {
    case Fate::Missing:
        return Text::tr("missing");
    case Fate::Behind:
        return Text::tr("behind");
    case Fate::ClosedSince:
        return Text::tr("closed since");
    case Fate::Advanced:
        return Text::tr("advanced");
    case Fate::Intact:
        return Text::tr("intact");
    case Fate::Uncompared:
        return Text::tr("not compared");
    case Fate::Unread:
        return Text::tr("not read");
    case Fate::Reopened:
        return Text::tr("reopened");
    case Fate::New:
        return Text::tr("new since");
    case Fate::Ghost:
        return Text::tr("ghosts");
    case Fate::WrongStatus:
        return Text::tr("listed wrongly");
    }
    return {};
}

QString runText(const RunFate &run)
{
    const QString name = Text::tr("%1 (run %2, %3)").arg(run.workflowId, run.runId, run.type);
    switch (run.fate) {
    case Fate::Behind:
        return Text::tr("%1: %2 events, %3 when the manifest was taken; %4")
            .arg(name, formatCount(run.now), formatCount(run.then), statusName(run.status));
    case Fate::Missing:
        return Text::tr("%1: had %2 events").arg(name, formatCount(run.then));
    case Fate::Ghost:
        return Text::tr("%1: the list has it, the server has no such run").arg(name);
    case Fate::WrongStatus:
        return isOpen(run.status) ? Text::tr("%1: it is %2, and the list does not have it so")
                                        .arg(name, statusName(run.status).toLower())
                                  : Text::tr("%1: the list has it open, it is %2")
                                        .arg(name, statusName(run.status).toLower());
    default:
        return Text::tr("%1: %2").arg(name, statusName(run.status));
    }
}

QString changeText(const Change &change)
{
    const QString absent = Text::tr("not there");
    const QString what = change.name.isEmpty() ? change.part : change.part + u' ' + change.name;
    return Text::tr("%1: was “%2”, is “%3”")
        .arg(what, change.then.value_or(absent), change.now.value_or(absent));
}

QString typeName(TaskType type)
{
    return type == TaskType::Workflow ? Text::tr("workflow tasks") : Text::tr("activity tasks");
}

QString queueText(const QueueFate &queue)
{
    const QString had =
        Text::tr("%1, %2: %3 pollers then").arg(queue.name, typeName(queue.type)).arg(queue.then);
    if (!queue.now)
        return Text::tr("%1, now unknown").arg(had);
    return *queue.now == 0 ? Text::tr("%1, nobody now").arg(had)
                           : Text::tr("%1, %2 now").arg(had).arg(*queue.now);
}

/// Collects lines, each made safe for a terminal.
class Lines
{
public:
    void add(int indent, const QString &text) { m_text += QString(indent, u' ') + copyText(text) + u'\n'; }
    template <class Things, class ToText>
    void addSome(int indent, const Things &things, ToText toText)
    {
        qint64 count = 0;
        for (const auto &thing : things)
            if (++count <= mostLines)
                add(indent, toText(thing));
        if (count > mostLines)
            add(indent, Text::tr("and %1 more").arg(formatCount(count - mostLines)));
    }
    [[nodiscard]] const QString &text() const { return m_text; }

private:
    QString m_text;
};

QString countsText(const NamespaceVerification &ns)
{
    QStringList counts;
    for (const Fate fate : fates)
        if (ns.count(fate) > 0)
            counts << u"%1 %2"_s.arg(formatCount(ns.count(fate)), fateName(fate));
    return counts.isEmpty() ? Text::tr("no open runs") : counts.join(u", "_s);
}

void addRuns(Lines &lines, const NamespaceVerification &ns)
{
    for (const Fate fate : fates) {
        std::vector<RunFate> some;
        std::copy_if(ns.named.begin(), ns.named.end(), std::back_inserter(some),
                     [fate](const RunFate &run) { return run.fate == fate; });
        // What has closed or begun is no trouble: its count says enough.
        if (some.empty() || fate == Fate::ClosedSince || fate == Fate::New)
            continue;
        lines.add(2, fateName(fate) + u':');
        lines.addSome(4, some, runText);
    }
}

void addNamespace(Lines &lines, const NamespaceVerification &ns)
{
    using State = NamespaceVerification::State;
    lines.add(0, u"%1: %2"_s.arg(ns.name, ns.state == State::Missing  ? Text::tr("there is no such namespace")
                                          : ns.state == State::Unread ? Text::tr("it could not be read")
                                                                      : countsText(ns)));
    lines.addSome(2, ns.gaps, [](const manifest::Gap &gap) {
        return Text::tr("not known: %1: %2").arg(partName(gap.part), gap.why);
    });
    lines.addSome(2, ns.changes, changeText);
    addRuns(lines, ns);
    std::vector<RunFate> repairs;
    std::copy_if(ns.named.begin(), ns.named.end(), std::back_inserter(repairs),
                 [&ns](const RunFate &run) { return !repairCommand(ns.name, run).isEmpty(); });
    if (!repairs.empty()) {
        lines.add(2, Text::tr("the list is put right by an administrator of the server alone:"));
        lines.addSome(4, repairs, [&ns](const RunFate &run) { return repairCommand(ns.name, run); });
    }
    if (!ns.again.empty()) {
        lines.add(2, Text::tr("begun before, and will be done again:"));
        lines.addSome(4, ns.again, [](const Rerun &again) {
            return Text::tr("%1 on %2: %3, one of them of %4")
                .arg(again.type, again.taskQueue, formatCount(again.activities), again.example);
        });
    }
    lines.addSome(2, ns.queues, queueText);
}

void addResumption(Lines &lines, const ManifestReport &report)
{
    lines.add(0, progressText(*report.resumption));
    const auto addThose = [&](bool isDue, const QString &what) {
        std::vector<Standing> some;
        std::copy_if(report.standing.begin(), report.standing.end(), std::back_inserter(some),
                     [isDue](const Standing &run) { return run.isDue == isDue; });
        if (some.empty())
            return;
        lines.add(2, what);
        lines.addSome(4, some, [](const Standing &run) {
            return Text::tr("%1 (run %2) in %3: %4 events")
                .arg(run.workflowId, run.runId, run.ns, formatCount(run.historyLength));
        });
    };
    addThose(true, Text::tr("wait for a worker and have not gone on:"));
    addThose(false, Text::tr("wait for a timer, a signal or another run:"));
}

} // namespace

int exitCode(const ManifestReport &report)
{
    const bool isStuck = std::any_of(report.standing.begin(), report.standing.end(),
                                     [](const Standing &run) { return run.isDue; });
    if (hasDifference(report.verification) || isStuck)
        return 1;
    return hasGap(report.verification) ? unknownExit : 0;
}

QString toText(const ManifestReport &report)
{
    const Verification &found = report.verification;
    Lines lines;
    lines.add(0, Text::tr("%1: taken %2 to %3 of %4")
                     .arg(report.file, formatZonedTime(found.head.begun), formatZonedTime(found.ended),
                          found.head.profile));
    lines.addSome(2, found.changes, changeText);
    lines.addSome(2, found.gaps, [](const manifest::Gap &gap) {
        return Text::tr("not known: %1: %2").arg(partName(gap.part), gap.why);
    });
    for (const NamespaceVerification &ns : found.namespaces)
        addNamespace(lines, ns);
    if (!found.newNamespaces.isEmpty())
        lines.add(0, Text::tr("namespaces that the manifest does not have: %1")
                         .arg(found.newNamespaces.join(u", "_s)));
    if (report.resumption)
        addResumption(lines, report);
    const int code = exitCode(report);
    lines.add(0, code == 1             ? Text::tr("Not all is as it was.")
                 : code == unknownExit ? Text::tr("Nothing is lost of what could be compared.")
                                       : Text::tr("Nothing is lost."));
    return lines.text();
}

} // namespace signalbox
