// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/pollermodel.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

auto keyOf(const SeenPoller &poller)
{
    return std::pair(poller.identity, poller.type);
}

bool isNumber(int column)
{
    return column == PollerModel::LastPollColumn || column == PollerModel::RateColumn;
}

} // namespace

PollerModel::PollerModel(const Clock &clock, QObject *parent)
    : KeyedRowsModel(parent)
    , m_clock(clock)
{
}

void PollerModel::setPollers(std::vector<SeenPoller> pollers)
{
    const auto byKey = [](const SeenPoller &a, const SeenPoller &b) { return keyOf(a) < keyOf(b); };
    std::sort(pollers.begin(), pollers.end(), byKey);
    const auto same = [](const SeenPoller &a, const SeenPoller &b) { return keyOf(a) == keyOf(b); };
    pollers.erase(std::unique(pollers.begin(), pollers.end(), same), pollers.end());
    merge(std::move(pollers), keyOf);
    tick();
}

void PollerModel::tick()
{
    if (!rows().empty())
        Q_EMIT dataChanged(index(0, LastPollColumn), index(rowCount() - 1, StateColumn));
}

int PollerModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PollerModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SeenPoller &poller = row(index.row());
    if (role == Qt::DisplayRole)
        return text(poller, static_cast<Column>(index.column()));
    if (role == GoneRole)
        return !poller.alive;
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    return {};
}

QVariant PollerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case IdentityColumn:
        return tr("Poller");
    case KindColumn:
        return tr("Kind");
    case LastPollColumn:
        return tr("Last poll");
    case RateColumn:
        return tr("Rate");
    case StateColumn:
        return tr("State");
    default:
        return {};
    }
}

QString PollerModel::text(const SeenPoller &poller, Column column) const
{
    switch (column) {
    case IdentityColumn:
        return displayText(poller.identity);
    case KindColumn:
        return poller.type == TaskType::Workflow ? tr("workflow") : tr("activity");
    case LastPollColumn:
        return formatDuration(poller.lastPoll ? std::optional(m_clock.sinceBoot() - *poller.lastPoll)
                                              : std::nullopt);
    case RateColumn:
        return poller.alive ? tr("%1/s").arg(poller.ratePerSecond, 0, 'f', 1) : u"–"_s;
    case StateColumn:
        return poller.alive ? tr("alive") : tr("gone");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace signalbox
