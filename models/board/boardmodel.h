// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/assess.h"
#include "models/policy/runbook.h"

#include <QAbstractItemModel>

#include <memory>

namespace signalbox {

class BoardSource;

/// The board as a two-level tree: namespaces, and under each its queues. Told by its source
/// which rows there are and which has news, it asks for the rest. Updates by diff, so selection,
/// expansion and scroll survive, and costs by what changed. No row ever moves by itself: rows stay sorted by
/// name, a view sorts with its own proxy. Owner thread.
class BoardModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column {
        SignalColumn,
        NameColumn,
        OwnerColumn,
        WorkflowBacklogColumn,
        ActivityBacklogColumn,
        OldestColumn,
        RatesColumn,
        DrainColumn,
        PollersColumn,
        RunningColumn,
        SparklineColumn,
        SentenceColumn,
        ColumnCount
    };
    Q_ENUM(Column)

    enum Role {
        SortRole = Qt::UserRole, ///< comparable value of the column; unknown sorts last
        SignalRole,              ///< int(Signal)
        NamespaceRole,           ///< full names
        QueueRole,               ///< empty on rows of namespaces and folds
        FoldRole,                ///< what the names of the queues below share; empty on all other rows
        GroupRole,               ///< of BoardGrouping: the id of a group; empty on all other rows
        SinceRole,               ///< qint64, UTC in milliseconds; invalid if none
        AgeRole,                 ///< milliseconds since the row was read, -1 if never
        StaleRole,               ///< bool: older than promised, shown greyed with its age
        SparklineRole,           ///< QList<double>, NaN where unknown; workflow + activity maximum per point
        ReadableRole,            ///< bool, namespaces
        DeniedRole,              ///< bool, namespaces: this person has no role for it
        DetailRole,              ///< beside the name: "retention 30 d · registered", "by hand"
        OwnerRole,               ///< queues: as the runbook has it, empty where it has none
        TroubleRole,             ///< bool, namespaces: something of it isn't known
        ByHandRole,              ///< bool, queues: watched because a person said so
        EmphasisRole,            ///< bool: a backlog over the rule's threshold
        ThresholdRole,           ///< double: the backlog rule's, for the sparkline's scale; invalid: no rule
        ShownSignalRole          ///< int(Signal): while nothing newer comes, the last one that was known
    };

    /// Both outlive it.
    BoardModel(const BoardSource &source, const Runbook &runbook, QObject *parent = nullptr);
    ~BoardModel() override;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] QModelIndex indexOf(const QueueKey &key, int column = 0) const;
    [[nodiscard]] int count(Signal signal) const;        ///< queues showing it
    [[nodiscard]] int shown(Signal signal) const;        ///< likewise, those last known so included
    [[nodiscard]] std::optional<qint64> running() const; ///< sum over readable namespaces
    [[nodiscard]] QStringList owners() const;            ///< of the queues shown, by name

public Q_SLOTS:
    /// Once a second while time passes, after the rules' own: sparklines and the namespaces' stale marks.
    void tick();

Q_SIGNALS:
    void totalsChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox
