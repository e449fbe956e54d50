// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace signalbox {

/// The distinct walk that stands in for the missing list of task queues: "give me running executions on none
/// of the queues I know", until there are none. By the page, which finds many queues in one call and costs
/// the same once all are known. Says what to ask and takes the answers; asks nothing itself. What it found
/// stays found.
class QueueWalk
{
public:
    static constexpr int pageSize = 100;
    static constexpr int maxNames = 200;
    static constexpr qsizetype maxQueryBytes = 8192;

    enum class Step {
        Again,    ///< something new: ask on
        Complete, ///< everything is known
        Stuck     ///< too many names, or a page full of names the server cannot exclude: there may be more
    };

    /// No room for more names: there is nothing to ask.
    [[nodiscard]] bool isFull() const;
    [[nodiscard]] QString query() const;
    /// The task queues of the page's rows, and whether another page would follow. Adds new names to
    /// `discovered`, except Temporal's own.
    Step accept(const QStringList &page, bool hasMore, QStringList &discovered);

private:
    QStringList m_names; ///< all that are excluded, Temporal's own too
};

/// A name as a string literal of the query language.
[[nodiscard]] QString quotedName(const QString &name);
/// Whether `TaskQueue = 'name'` can match at all. Server 1.32.1 escapes what it parsed once more for SQL, and
/// SQLite takes that literally: names with quotes, backslashes or controls never match (tried; a single
/// quote does).
[[nodiscard]] bool isMatchable(const QString &name);

} // namespace signalbox
