// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/runbooktable.h"

#include "models/base/displaytext.h"
#include "models/base/text.h"

#include <QRegularExpression>

#include <algorithm>

namespace signalbox::runbooktable {

using namespace Qt::StringLiterals;

std::optional<std::chrono::seconds> parseDuration(const QString &text)
{
    static const QRegularExpression form(u"\\A([0-9]{1,6})([smhd])\\z"_s);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return {};
    const std::chrono::seconds count(match.captured(1).toInt());
    switch (match.captured(2).front().unicode()) {
    case u'm':
        return count * 60;
    case u'h':
        return count * 3600;
    case u'd':
        return count * 86400;
    default:
        return count;
    }
}

namespace {

std::optional<std::chrono::seconds> durationOf(TomlTable &table, const char *key, const QString &text)
{
    if (text.isEmpty())
        return {};
    const auto duration = parseDuration(text);
    if (!duration)
        table.refuse(key, Text::tr("must be a duration as in \"90s\", \"5m\", \"2h\" or \"3d\""));
    return duration;
}

QString bounded(TomlTable &table, const char *key, const QString &text)
{
    if (text.size() > longestText)
        table.refuse(key, Text::tr("must not be longer than %1 characters").arg(longestText));
    return text;
}

} // namespace

std::vector<TomlTable> tables(TomlTable &root, const char *key, std::size_t most)
{
    std::vector<TomlTable> found = root.tables(key);
    if (found.size() <= most)
        return found;
    root.refuse(key, Text::tr("must not stand there more than %1 times, and does %2 times")
                         .arg(QString::number(most), QString::number(found.size())));
    return {};
}

QString text(TomlTable &table, const char *key)
{
    return bounded(table, key, table.text(key));
}

QString requiredText(TomlTable &table, const char *key)
{
    return bounded(table, key, table.requiredText(key));
}

QStringList patterns(TomlTable &table, const char *key)
{
    QStringList patterns = table.texts(key);
    if (patterns.size() > mostPatterns)
        table.refuse(key, Text::tr("must not have more than %1 patterns").arg(mostPatterns));
    for (const QString &pattern : patterns.first(std::min(patterns.size(), mostPatterns)))
        bounded(table, key, pattern);
    return patterns;
}

std::optional<std::chrono::seconds> duration(TomlTable &table, const char *key)
{
    return durationOf(table, key, table.text(key));
}

std::chrono::seconds requiredDuration(TomlTable &table, const char *key)
{
    return durationOf(table, key, table.requiredText(key)).value_or(std::chrono::seconds(0));
}

std::optional<qint64> count(TomlTable &table, const char *key)
{
    const auto count = table.integer(key);
    if (count && *count < 0)
        table.refuse(key, Text::tr("must not be negative"));
    return count;
}

QString quoted(const QString &text)
{
    constexpr qsizetype longestShown = 100;
    return u'"' + displayText(text, longestShown) + u'"';
}

void Names::add(TomlTable &table, const char *key, const QString &name)
{
    if (name.isEmpty())
        return; // which is refused already
    const auto before = m_lines.constFind(name);
    if (before != m_lines.constEnd())
        table.refuse(key, Text::tr("%1 appears twice, in line %2 too: neither would be the one that holds")
                              .arg(quoted(name), QString::number(*before)));
    else
        m_lines.insert(name, table.line(key));
}

} // namespace signalbox::runbooktable
