// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/boardgroup.h"

#include "models/base/displaytext.h"
#include "models/base/text.h"
#include "models/board/boardmodel.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

std::optional<qint64> number(const QModelIndex &source, BoardModel::Column column)
{
    const QVariant value = source.siblingAtColumn(column).data(BoardModel::SortRole);
    return value.isValid() ? std::optional(value.toLongLong()) : std::nullopt;
}

GroupFacts deniedGroup()
{
    GroupFacts facts;
    facts.id = u"/denied"_s;
    facts.name = Text::tr("not yours to read");
    facts.isDenied = true;
    return facts;
}

GroupFacts signalGroup(Signal signal)
{
    GroupFacts facts;
    facts.id = u"/signal/%1"_s.arg(static_cast<int>(signal));
    facts.name = signalName(signal);
    return facts;
}

GroupFacts ownerGroup(const QString &owner)
{
    GroupFacts facts;
    facts.id = u"/owner/"_s + owner;
    facts.name = owner.isEmpty() ? Text::tr("no owner") : displayText(owner);
    return facts;
}

} // namespace

bool isFold(const QModelIndex &source)
{
    return !source.data(BoardModel::FoldRole).toString().isEmpty();
}

bool isNamespace(const QModelIndex &source)
{
    return !source.parent().isValid();
}

GroupShare shareOf(const QModelIndex &source)
{
    const bool isQueue = !isNamespace(source);
    const auto signal = [&source](int role) { return static_cast<Signal>(source.data(role).toInt()); };
    if (!isQueue) // its queues are counted where they are
        return {Signal::Unknown, Signal::Unknown, false, {}, {}, {}};
    return {signal(BoardModel::SignalRole),
            signal(BoardModel::ShownSignalRole),
            true,
            number(source, BoardModel::WorkflowBacklogColumn),
            number(source, BoardModel::ActivityBacklogColumn),
            number(source, BoardModel::RunningColumn)};
}

GroupFacts homeOf(const QModelIndex &source, BoardGroups by)
{
    const QModelIndex ns = isNamespace(source) ? source : source.parent();
    if (ns.data(BoardModel::DeniedRole).toBool())
        return deniedGroup();
    if (by == BoardGroups::Owners)
        return ownerGroup(source.data(BoardModel::OwnerRole).toString());
    const auto shown = static_cast<Signal>(source.data(BoardModel::ShownSignalRole).toInt());
    return signalGroup(isNamespace(source) ? Signal::Unknown : shown);
}

} // namespace signalbox
