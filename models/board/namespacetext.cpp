// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/signal.h"
#include "models/base/text.h"
#include "models/board/boardtext.h"

#include <QStringList>

// What the board says of a namespace; boardtext.cpp has the rest of its words.
namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString runbookLine(const Runbook::Namespace &said)
{
    const QString purpose = said.purpose.isEmpty() ? displayText(said.match) : displayText(said.purpose, 256);
    return said.retention
               ? Text::tr("Runbook: %1, retention %2").arg(purpose, formatRetention(said.retention))
               : Text::tr("Runbook: %1").arg(purpose);
}

} // namespace

namespace boardtext {

QString text(const NamespaceFacts &facts, BoardModel::Column column)
{
    switch (column) {
    case BoardModel::SignalColumn:
        return signalName(facts.signal);
    case BoardModel::NameColumn:
        return displayText(facts.sample.info.name);
    case BoardModel::RunningColumn:
        return formatCount(facts.sample.running);
    case BoardModel::SentenceColumn:
        return facts.sample.error.value_or(facts.sample.limits.value_or(QString()));
    default:
        return {};
    }
}

QString spoken(const NamespaceFacts &facts, BoardModel::Column column)
{
    const QString more = column == BoardModel::NameColumn ? detail(facts) : QString();
    return more.isEmpty() ? text(facts, column) : text(facts, column) + u", "_s + more;
}

QString toolTip(const NamespaceFacts &facts)
{
    QStringList lines{displayText(facts.sample.info.name)};
    if (const QString more = detail(facts); !more.isEmpty())
        lines << more;
    if (!facts.sample.info.description.isEmpty())
        lines << displayText(facts.sample.info.description, 256);
    if (facts.runbook)
        lines << runbookLine(*facts.runbook);
    for (const auto &sentence : {facts.sample.error, facts.sample.limits})
        if (sentence)
            lines << *sentence;
    if (!facts.sample.unfound.isEmpty())
        lines << facts.sample.unfound;
    return lines.join(u'\n');
}

QString detail(const NamespaceFacts &facts)
{
    const NamespaceInfo &info = facts.sample.info;
    const bool isTold = info.retention || info.state != NamespaceState::Unknown; // of the past it isn't kept
    if (!facts.sample.readable || !isTold)
        return {};
    QStringList parts{Text::tr("retention %1").arg(formatRetention(info.retention))};
    switch (info.state) {
    case NamespaceState::Registered:
        parts << Text::tr("registered");
        break;
    case NamespaceState::Deprecated:
        parts << Text::tr("deprecated");
        break;
    case NamespaceState::Deleted:
        parts << Text::tr("deleted");
        break;
    case NamespaceState::Unknown:
        break;
    }
    return parts.join(u" · "_s);
}

} // namespace boardtext
} // namespace signalbox
