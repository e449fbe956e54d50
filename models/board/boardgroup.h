// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/signal.h"

#include <QModelIndex>
#include <QString>

#include <array>
#include <optional>

namespace signalbox {

enum class BoardGroups { Namespaces, Owners, Signals };

/// What one row below adds to its group.
struct GroupShare
{
    Signal signal = Signal::Unknown;
    Signal shown = Signal::Unknown;
    bool isQueue = true; ///< or a namespace of which something isn't known
    std::optional<qint64> workflowBacklog;
    std::optional<qint64> activityBacklog;
    std::optional<qint64> running;

    bool operator==(const GroupShare &) const = default;
};

/// A sum of what is known; of nothing it is unknown. Takes back what it was given.
class KnownSum
{
public:
    void add(std::optional<qint64> value, int by)
    {
        m_sum += value.value_or(0) * by;
        m_known += value ? by : 0;
    }
    [[nodiscard]] std::optional<qint64> value() const
    {
        return m_known > 0 ? std::optional(m_sum) : std::nullopt;
    }
    bool operator==(const KnownSum &) const = default;

private:
    qint64 m_sum = 0;
    int m_known = 0;
};

/// Everything the row of a group shows.
struct GroupFacts
{
    QString id;            ///< "/owner/NAME", "/signal/2", "/denied": never a namespace's name
    QString name;          ///< for people
    bool isDenied = false; ///< what this person may not read
    int queues = 0;
    std::array<int, 4> counts{}; ///< by signal
    std::array<int, 4> shown{};
    KnownSum workflowBacklog;
    KnownSum activityBacklog;
    KnownSum running;

    [[nodiscard]] Signal signal() const; ///< the worst
    [[nodiscard]] Signal shownSignal() const;
    void add(const GroupShare &share, int by)
    {
        counts[static_cast<std::size_t>(share.signal)] += by;
        shown[static_cast<std::size_t>(share.shown)] += by;
        queues += share.isQueue ? by : 0;
        workflowBacklog.add(share.workflowBacklog, by);
        activityBacklog.add(share.activityBacklog, by);
        running.add(share.running, by);
    }
};

/// Pure, of rows of the board.
[[nodiscard]] bool isFold(const QModelIndex &source);
[[nodiscard]] bool isNamespace(const QModelIndex &source);
[[nodiscard]] GroupShare shareOf(const QModelIndex &source);
/// The group where a row belongs, with nothing in it.
[[nodiscard]] GroupFacts homeOf(const QModelIndex &source, BoardGroups by);

} // namespace signalbox
