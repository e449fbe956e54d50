// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/wordfilter.h"

#include <algorithm>

namespace signalbox {

bool fitsWords(const QString &text, const QStringList &names)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    return std::all_of(words.begin(), words.end(), [&](const QString &word) {
        const bool isInverse = word.startsWith(u'-') && word.size() > 1;
        const QStringView sought = QStringView(word).sliced(isInverse ? 1 : 0);
        const bool isThere = std::any_of(names.begin(), names.end(), [&](const QString &name) {
            return QStringView(name).contains(sought, Qt::CaseInsensitive);
        });
        return isThere != isInverse;
    });
}

} // namespace signalbox
