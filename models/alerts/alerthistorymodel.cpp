// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alerthistorymodel.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/zonedtime.h"
#include "models/store/past.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shownLength = 120;

QVariant cell(const PastChange &one, int column)
{
    const QueueKey &key = one.change.key;
    switch (column) {
    case AlertHistoryModel::TimeColumn:
        return formatDateTime(one.change.time);
    case AlertHistoryModel::WhatColumn:
        return one.what;
    case AlertHistoryModel::RuleColumn:
        return one.rule;
    case AlertHistoryModel::NamespaceColumn:
        return scopeOf(key) == RuleScope::Cluster ? AlertHistoryModel::tr("the cluster")
                                                  : displayText(key.ns, shownLength);
    case AlertHistoryModel::QueueColumn:
        return key.queue.isEmpty() ? QString() : displayText(shortQueueName(key), shownLength);
    case AlertHistoryModel::ValueColumn:
        return one.value;
    case AlertHistoryModel::LastedColumn:
        return one.lasted;
    case AlertHistoryModel::OwnerColumn:
        return displayText(one.owner, shownLength);
    default:
        return {};
    }
}

QVariant copied(const PastChange &one, int column)
{
    if (column == AlertHistoryModel::TimeColumn)
        return formatZonedTime(one.change.time);
    return column == AlertHistoryModel::QueueColumn ? QVariant(one.change.key.queue) : cell(one, column);
}

} // namespace

AlertHistoryModel::AlertHistoryModel(Past &past, const Runbook &runbook, const Clock &clock, QObject *parent)
    : KeyedRowsModel(parent)
    , m_past(past)
    , m_runbook(runbook)
    , m_clock(clock)
{
    m_worker.setMaxThreadCount(1);
}

void AlertHistoryModel::read(std::chrono::minutes span)
{
    const Instant now = m_clock.utc();
    m_reading.cancel();
    m_reading =
        m_past.transitions(now - span, now).deliver(this, [this](Result<std::vector<Transition>> read) {
            if (read)
                word(std::move(*read));
            else
                take(tl::unexpected(read.error()));
        });
}

void AlertHistoryModel::stop()
{
    m_reading.cancel();
}

void AlertHistoryModel::word(std::vector<Transition> changes)
{
    const ReplyPromise<History> promise;
    m_reading = promise.reply().deliver(this, [this](Result<History> history) { take(std::move(history)); });
    m_worker.start([promise, &runbook = m_runbook, changes = std::move(changes)] {
        promise.finish(historyOf(changes, runbook));
    });
}

void AlertHistoryModel::take(Result<History> history)
{
    m_failure = history ? std::nullopt : std::optional(history.error());
    m_readAt = m_clock.utc();
    if (history)
        merge(std::move(*history),
              [](const PastChange &one) { return std::pair(one.change.time, one.alert()); });
    Q_EMIT changed();
}

std::vector<PastChange> AlertHistoryModel::changesOf(const AlertKey &alert) const
{
    History found;
    std::copy_if(rows().begin(), rows().end(), std::back_inserter(found),
                 [&alert](const PastChange &one) { return one.alert() == alert; });
    return found;
}

bool AlertHistoryModel::isCut() const
{
    return rows().size() >= Past::mostAlerts;
}

int AlertHistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AlertHistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PastChange &one = row(index.row());
    if (role == CopyRole)
        return copied(one, index.column());
    return role == Qt::DisplayRole ? cell(one, index.column()) : QVariant();
}

QVariant AlertHistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case WhatColumn:
        return tr("What");
    case RuleColumn:
        return tr("Rule");
    case NamespaceColumn:
        return tr("Namespace");
    case QueueColumn:
        return tr("Queue");
    case ValueColumn:
        return tr("Value");
    case LastedColumn:
        return tr("Lasted");
    case OwnerColumn:
        return tr("Owner");
    default:
        return {};
    }
}

} // namespace signalbox
