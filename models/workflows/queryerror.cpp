// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/workflowtablemodel.h"

#include <QRegularExpression>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// What the server puts before the trimmed query text before it parses it (1.32.1).
qsizetype hiddenPrefix(const QString &trimmed)
{
    return trimmed.startsWith("GROUP BY"_L1, Qt::CaseInsensitive)
               ? qsizetype(sizeof "select * from table1 ") - 1
               : qsizetype(sizeof "select * from table1 where ") - 1;
}

/// The start of the offending word. The parser counts bytes and reports the place one behind the end of the
/// word (seen on 1.32.1): "near 'ANDX'" names it, a single operator isn't named, and the end of the text is
/// reported like one more character.
qsizetype startOfWord(const QByteArray &query, qsizetype reported, const QByteArray &word)
{
    const qsizetype end = reported - 1;
    if (end < 0)
        return 0;
    if (end >= query.size() && word.isEmpty())
        return query.size();
    const qsizetype start = std::min(end, query.size()) - std::max<qsizetype>(word.size(), 1);
    // An unterminated text is named without its quote and the place is behind it: no exact match then.
    const qsizetype found = word.isEmpty() ? -1 : query.toLower().lastIndexOf(word.toLower(), start);
    return std::max<qsizetype>(found >= 0 ? found : start, 0);
}

} // namespace

int queryErrorPosition(const QString &query, const QString &serverText)
{
    static const QRegularExpression syntax(u"syntax error at position (\\d+)(?: near '(.*)')?$"_s,
                                           QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression attribute(u"invalid search attribute: (\\S+)$"_s);
    if (const auto match = attribute.match(serverText); match.hasMatch())
        return static_cast<int>(query.indexOf(match.captured(1)));
    const auto match = syntax.match(serverText);
    if (!match.hasMatch())
        return -1;
    const QString trimmed = query.trimmed();
    const qsizetype leading = query.indexOf(trimmed);
    const QByteArray bytes = trimmed.toUtf8();
    const qsizetype start = startOfWord(bytes, match.captured(1).toLongLong() - hiddenPrefix(trimmed),
                                        match.captured(2).toUtf8());
    return static_cast<int>(leading + QString::fromUtf8(bytes.first(start)).size());
}

} // namespace signalbox
