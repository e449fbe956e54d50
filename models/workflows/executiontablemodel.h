// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/keyedrows.h"
#include "models/base/reply.h"
#include "models/base/rowtexts.h"
#include "models/workflows/executionmerge.h"

#include <QHash>
#include <QThreadPool>
#include <QTimer>

#include <functional>

namespace signalbox {

/// Executions as a table: which ones are held, in what order they are shown, and their cells. Sorting, and
/// bringing the rows to a list read anew, are worked out on a worker; rows only ever change by exact
/// announcements. Knows nothing of how they are read. Owner thread.
class ExecutionTableModel : public KeyedRowsModel<quint32>, public RowTextSource
{
    Q_OBJECT

public:
    enum Column {
        StatusColumn,
        WorkflowIdColumn,
        TypeColumn,
        QueueColumn,
        StartedColumn,
        ClosedColumn,
        WhyColumn, ///< not sorted by: it is known of those only that were looked at
        RunIdColumn,
        ColumnCount
    };
    Q_ENUM(Column)

    enum Role { SortRole = Qt::UserRole, WorkflowIdRole, RunIdRole, StatusRole };

    ~ExecutionTableModel() override;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Over the loaded rows; a column outside of the table brings back the server's order.
    void sort(int column, Qt::SortOrder order) override;

    [[nodiscard]] Execution execution(int row) const;
    [[nodiscard]] RowTexts textsOf(const std::vector<int> &rows) const override;

protected:
    explicit ExecutionTableModel(QObject *parent = nullptr);

    [[nodiscard]] const ExecutionStore &held() const { return m_held; }
    /// Announced at most every 100 ms; announce() tells the rest.
    void append(const std::shared_ptr<const ExecutionPage> &page);
    void announce();
    /// Gives a held run these newer values; false where it isn't held, or was seen ended and these are older.
    bool renew(const Execution &run);
    /// Brings the rows to `next`, sorted as they are to be by then, and calls `done`. The last of several
    /// wins.
    void replaceBy(ExecutionStore next, std::function<void()> done);
    void keepInsteadOfReplacing(); ///< what replaceBy() began
    void clear();
    void setWhy(const QString &runId, const QString &why);

Q_SIGNALS:
    // Around the steps that bring the rows to a list read anew.
    void aboutToTakeRows();
    void rowsTaken();

private:
    struct Sorting
    {
        ExecutionKey key = ExecutionKey::ServerOrder;
        Qt::SortOrder order = Qt::AscendingOrder;
        bool operator==(const Sorting &) const = default;
    };

    /// A list and all that brings the rows to it, as a worker made it.
    struct Merge
    {
        ExecutionStore rows;
        ExecutionOrder order;
        RowSteps steps;
    };

    void announceSoon();
    void sortShown();
    void apply(Merge merge);
    void announceChanged(const std::vector<std::size_t> &places);

    QHash<QString, QString> m_why; ///< by run id: why it ended as it did
    ExecutionStore m_held;         ///< those behind the shown rows are not announced yet
    Sorting m_sorting;
    bool m_isReplacing = false;
    bool m_isSorting = false;
    bool m_sortAgain = false;
    Delivery m_sort;
    Delivery m_replacement;
    QTimer m_announceTimer;
    QThreadPool m_worker;
};

} // namespace signalbox
