// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/pattern.h"

#include <QRegularExpression>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

bool fits(const QString &pattern, const QString &name)
{
    const QString expression = QRegularExpression::escape(pattern).replace(u"\\*"_s, u".*"_s);
    return QRegularExpression(QRegularExpression::anchoredPattern(expression),
                              QRegularExpression::DotMatchesEverythingOption)
        .match(name)
        .hasMatch();
}

bool fitsAny(const QStringList &patterns, const QString &name)
{
    return patterns.isEmpty() || std::any_of(patterns.begin(), patterns.end(),
                                             [&](const QString &pattern) { return fits(pattern, name); });
}

} // namespace signalbox
