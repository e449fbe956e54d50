// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/histories/historytext.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"

#include <QLocale>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shownLength = 120;

} // namespace

QString progressText(const HistoryCounts &counts)
{
    if (counts.known == 0)
        return Text::tr("%1 histories").arg(formatCount(counts.done()));
    // More may have closed at the very end of the time, or been counted late.
    return Text::tr("%1 of %2 histories")
        .arg(formatCount(counts.done()), formatCount(std::max(counts.known, counts.done())));
}

QString resultText(const HistoryCounts &counts)
{
    QStringList parts{Text::tr("%1 written (%2)")
                          .arg(formatCount(counts.written), QLocale::c().formattedDataSize(counts.bytes))};
    if (counts.kept > 0)
        parts << Text::tr("%1 there already").arg(formatCount(counts.kept));
    if (counts.gone > 0)
        parts << Text::tr("%1 deleted by the server meanwhile").arg(formatCount(counts.gone));
    if (counts.failed > 0)
        parts << Text::tr("%1 not exported").arg(formatCount(counts.failed));
    return Text::tr("Histories: %1.").arg(parts.join(u", "_s));
}

QString faultText(const HistoryFault &fault)
{
    return Text::tr("%1, run %2: %3")
        .arg(displayText(fault.workflowId, shownLength), displayText(fault.runId, shownLength), fault.why);
}

bool isOfTheFolder(const Error &error)
{
    return error.kind == ErrorKind::Invalid && error.method.isEmpty();
}

} // namespace signalbox
