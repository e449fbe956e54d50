// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/manifestreport.h"

#include "app/manifesttext.h"
#include "app/terminal.h"
#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/recovery/recoverytext.h"
#include "models/recovery/repair.h"

#include <QStringList>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostLines = 20;

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
    lines.add(0, u"%1: %2"_s.arg(ns.name, stateText(ns)));
    lines.addSome(2, ns.gaps, gapText);
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
        lines.addSome(4, ns.again, rerunText);
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
        lines.addSome(4, some, standingText);
    };
    addThose(true, Text::tr("wait for a worker and have not gone on:"));
    addThose(false, Text::tr("wait for a timer, a signal or another run:"));
}

} // namespace

int exitCode(const ManifestReport &report)
{
    switch (verdictOf(report.verification, report.standing)) {
    case RestoreVerdict::Different:
        return 1;
    case RestoreVerdict::SameSoFar:
        return unknownExit;
    case RestoreVerdict::Same:
        break;
    }
    return 0;
}

QString toText(const ManifestReport &report)
{
    const Verification &found = report.verification;
    Lines lines;
    lines.add(0, u"%1: %2"_s.arg(report.file, headText(found.head, found.ended)));
    lines.addSome(2, found.changes, changeText);
    lines.addSome(2, found.gaps, gapText);
    for (const NamespaceVerification &ns : found.namespaces)
        addNamespace(lines, ns);
    if (!found.newNamespaces.isEmpty())
        lines.add(0, Text::tr("namespaces that the manifest does not have: %1")
                         .arg(found.newNamespaces.join(u", "_s)));
    if (report.resumption)
        addResumption(lines, report);
    lines.add(0, verdictText(verdictOf(found, report.standing)));
    return lines.text();
}

} // namespace signalbox
