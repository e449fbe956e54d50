// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/client.h"
#include "models/workflows/executionlisting.h"
#include "models/workflows/executiontablemodel.h"

#include <memory>

namespace signalbox {

/// Executions of one namespace by query text. Pages are appended as they come; a refresh keeps the old rows
/// until as many are read again and then brings them to the new ones. Sorting is over the loaded rows only
/// and says so. Owner thread.
class WorkflowTableModel final : public ExecutionTableModel
{
    Q_OBJECT

public:
    enum class State { Empty, Loading, Ready, Failed };
    Q_ENUM(State)

    WorkflowTableModel(Client &client, const Clock &clock, QObject *parent = nullptr);
    ~WorkflowTableModel() override;

    /// Loads the first page. The running query is replaced; rows are kept until the answer is in, except
    /// those of another namespace or source.
    void load(const QString &ns, const QString &query, RunSource source = RunSource::Server);
    /// Reads again what is loaded (a call per `onePage` rows): leave it to the person where that is much.
    void refresh();
    static constexpr int onePage = 1000;
    [[nodiscard]] bool isLong() const { return rowCount() > onePage; }
    /// Reads one listed run again, by one call, after something was done to it.
    void readRun(const QString &workflowId, const QString &runId);
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    /// Pages on until the end or `maximum` rows, paced by the client's budget; stop() ends it.
    void fetchAll(qint64 maximum);
    void stop();
    /// A person sees these rows: of runs that failed or were terminated among them it is asked why.
    void lookAt(int first, int last);

    [[nodiscard]] State state() const;
    [[nodiscard]] const std::optional<Error> &error() const;
    /// Place of a syntax error in the query text as the person typed it (the server counts a hidden prefix),
    /// or -1.
    [[nodiscard]] int errorPosition() const;
    [[nodiscard]] RunSource source() const;
    [[nodiscard]] std::optional<qint64> total() const; ///< Count of the same query
    [[nodiscard]] std::optional<Instant> loadedAt() const;
    [[nodiscard]] int
    renewed() const; ///< readings of single runs since then: their rows are newer, and may not fit
    [[nodiscard]] QString ns() const;
    [[nodiscard]] QString query() const;
    [[nodiscard]] QString shownQuery() const; ///< the rows are of this one
    /// There are rows, and they are of another query, or could not be read again.
    [[nodiscard]] bool isStale() const;

Q_SIGNALS:
    void stateChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// Position of a query error, translated to the typed text: see facts on converter.go's hidden prefix
/// "select * from table1 where " (27 characters; 21 where the text starts with GROUP BY).
[[nodiscard]] int queryErrorPosition(const QString &query, const QString &serverText);

} // namespace signalbox
