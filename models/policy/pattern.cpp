// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/pattern.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

/// What stands between two '*' is taken where it comes first, and that is not gone back on: so a pattern with
/// many of them costs no more than its length.
bool fits(const QString &pattern, const QString &name)
{
    const QList<QStringView> parts = QStringView(pattern).split(u'*');
    if (parts.size() == 1)
        return pattern == name;
    if (!name.startsWith(parts.front()))
        return false;
    qsizetype at = parts.front().size();
    for (qsizetype i = 1; i + 1 < parts.size(); ++i) {
        const qsizetype found = name.indexOf(parts[i], at);
        if (found < 0)
            return false;
        at = found + parts[i].size();
    }
    return name.size() - at >= parts.back().size() && name.endsWith(parts.back());
}

bool fitsAny(const QStringList &patterns, const QString &name)
{
    return patterns.isEmpty() || std::any_of(patterns.begin(), patterns.end(),
                                             [&](const QString &pattern) { return fits(pattern, name); });
}

std::optional<QString> starPart(const QString &pattern, const QString &name)
{
    if (pattern.count(u'*') != 1 || !fits(pattern, name))
        return {};
    return name.mid(pattern.indexOf(u'*'), name.size() - (pattern.size() - 1));
}

QString shortest(QString pattern)
{
    while (pattern.contains("**"_L1))
        pattern.replace("**"_L1, "*"_L1);
    return pattern;
}

} // namespace signalbox
