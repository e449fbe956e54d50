// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/countwriter.h"
#include "models/store/messages.h"
#include "models/store/retention.h"
#include "models/store/seriestail.h"

#include <map>
#include <utility>

namespace signalbox {

/// Writes looks, what was judged by them and what was counted into a store and rolls looks up. Blocking; on
/// the one thread that opened it. One a store: who holds its RecorderLock.
class StoreWriter
{
public:
    /// Makes the file (0600) and its tables where there are none, and rolls up what a crash left.
    [[nodiscard]] static Result<StoreWriter> open(const QString &path, const Retention &retention);

    /// All of it in one transaction, which is in the file when this returns; drops what is too old, or too
    /// much. `now` is in seconds, UTC. On failure nothing is written, and the writer of no more use.
    [[nodiscard]] Done write(const StoreBatch &batch, qint64 now);
    /// What had to go for want of room since this was last asked.
    [[nodiscard]] Dropped takeDropped() { return std::exchange(m_dropped, {}); }

private:
    struct Statements
    {
        QSqlQuery series;
        QSqlQuery look;
        QSqlQuery minute;
        QSqlQuery transition;
        QSqlQuery judgement;
    };
    struct Series
    {
        qint64 id = 0;
        SeriesTail tail;
    };
    using SeriesKey = std::pair<QueueKey, TaskType>;

    StoreWriter(SqlConnection connection, Statements statements, CountWriter counts, MessageWriter messages,
                const Retention &retention);
    template <class Work>
    [[nodiscard]] Done inTransaction(Work work);
    [[nodiscard]] Done loadSeries();
    [[nodiscard]] Done resume(Series &series);
    [[nodiscard]] Result<Series *> seriesOf(const QueueKey &key, TaskType type);
    [[nodiscard]] Done insertLooks(const std::vector<LookRow> &rows, qint64 now);
    [[nodiscard]] Done insertTransitions(const std::vector<Transition> &transitions);
    [[nodiscard]] Done insertJudgements(const std::vector<Judgement> &judgements);
    [[nodiscard]] Done insertVersions(const std::vector<VersionRow> &rows);
    [[nodiscard]] Done insertLook(const Series &series, const StoredLook &look);
    [[nodiscard]] Done insertMinute(const Series &series, const std::optional<MinuteRow> &minute);
    [[nodiscard]] Done keepWithin(qint64 now);
    [[nodiscard]] std::vector<qint64> ids() const;

    SqlConnection m_connection;
    Statements m_statements; ///< die before their connection
    CountWriter m_counts;
    MessageWriter m_messages;
    Retention m_retention;
    std::map<SeriesKey, Series> m_series;
    qint64 m_lastId = 0;
    qint64 m_swept = 0; ///< when what is too old was last looked for
    Dropped m_dropped;
};

} // namespace signalbox
