// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/manifesttext.h"

#include "app/status.h"
#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"

namespace signalbox {

using namespace Qt::StringLiterals;
using manifest::Part;

QString progressText(const TakeProgress &progress)
{
    return Text::tr("%1 (%2 of %3 namespaces), %4 runs written")
        .arg(progress.ns)
        .arg(progress.namespacesRead + 1)
        .arg(progress.namespaces)
        .arg(formatCount(progress.runs));
}

QString progressText(const VerifyProgress &progress)
{
    return Text::tr("%1 (%2 of %3 namespaces), %4 of %5 runs compared")
        .arg(progress.ns)
        .arg(progress.namespacesRead + 1)
        .arg(progress.namespaces)
        .arg(formatCount(progress.runsCompared), formatCount(progress.runs));
}

QString progressText(const ResumptionState &state)
{
    return Text::tr("%1 of %2 runs have gone on").arg(formatCount(state.resumed), formatCount(state.runs));
}

QString takenText(const QString &file, const manifest::Counts &counts)
{
    return Text::tr("%1: %2 namespaces, %3 open runs, %4 schedules, %5 queues")
        .arg(copyText(file), formatCount(counts.namespaces), formatCount(counts.runs),
             formatCount(counts.schedules), formatCount(counts.queues));
}

QString unreadText(const Unread &unread)
{
    const QString what = partName(unread.gap.part);
    return Text::tr("not read: %1: %2")
        .arg(unread.ns.isEmpty() ? what : u"%1: %2"_s.arg(unread.ns, what), unread.gap.why);
}

QString manifestFailure(const Error &error)
{
    const bool isOfTheFile = error.kind == ErrorKind::Invalid && error.method.isEmpty();
    return isOfTheFile ? error.detail : exitSentence(error);
}

QString partName(Part part)
{
    switch (part) {
    case Part::Cluster:
        return Text::tr("the cluster");
    case Part::Namespaces:
        return Text::tr("the list of namespaces");
    case Part::Configuration:
        return Text::tr("the configuration");
    case Part::SearchAttributes:
        return Text::tr("the search attributes");
    case Part::Schedules:
        return Text::tr("the schedules");
    case Part::Runs:
        return Text::tr("the list of runs");
    case Part::History:
        return Text::tr("how far runs are");
    case Part::Queues:
        return Text::tr("who polls queues");
    }
    return {};
}

} // namespace signalbox
