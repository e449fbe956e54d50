// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace signalbox {

/// The distinct walk that stands in for the missing list of task queues: "give me running executions on none
/// of the queues I know", until there are none. By the page, which finds many queues in one call and costs
/// the same once all are known. Where more are known than a query can exclude it goes by time: page after
/// page of what started since the last walk began, so that a queue which starts later is still found. Says
/// what to ask and takes the answers; asks nothing itself.
class QueueWalk
{
public:
    static constexpr int pageSize = 100;
    static constexpr int maxNames = 200;
    static constexpr qsizetype maxQueryBytes = 8192;
    static constexpr qsizetype maxFound = 1000; ///< beyond are names made for each worker or run
    static constexpr int maxPages = 10;         ///< of a walk by time: the newest thousand runs

    enum class Step {
        Again,    ///< something new: ask on
        Complete, ///< everything is known
        Stuck     ///< too many names, or a page full of names the server cannot exclude: there may be more
    };

    void begin(Instant now);
    /// No room for more names in a query: what ran before they were too many may be missing.
    [[nodiscard]] bool isFull() const;
    /// Of the walk under way: its pages follow one another by the server's token.
    [[nodiscard]] bool goesByTime() const { return m_since.has_value(); }
    [[nodiscard]] QString query() const;
    /// The task queues of the page's rows, and whether another page would follow. Adds new names to
    /// `discovered`, except Temporal's own.
    Step accept(const QStringList &page, bool hasMore, QStringList &discovered);

    /// To be found again should they run again.
    void forget(const QStringList &names);
    [[nodiscard]] qsizetype found() const; ///< without Temporal's own

private:
    QStringList m_names; ///< all that are known, Temporal's own too
    std::optional<Instant> m_began;
    std::optional<Instant> m_since; ///< of a walk by time
    int m_pages = 0;
};

/// A name as a string literal of the query language.
[[nodiscard]] QString quotedName(const QString &name);
/// Whether `TaskQueue = 'name'` can match at all. Server 1.32.1 escapes what it parsed once more for SQL, and
/// SQLite takes that literally: names with quotes, backslashes or controls never match (tried; a single
/// quote does).
[[nodiscard]] bool isMatchable(const QString &name);

} // namespace signalbox
