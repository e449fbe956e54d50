// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/likenames.h"

#include <QRegularExpression>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

bool isHexadecimal(QStringView letters)
{
    return std::all_of(letters.begin(), letters.end(),
                       [](QChar c) { return c.toLower() >= u'a' && c.toLower() <= u'f'; });
}

/// "worker7" says "worker…", "7d9f8b6c5" nothing.
QString likePart(const QRegularExpressionMatch &part)
{
    const QString letters = part.captured(1);
    const bool isNumberedWord =
        !part.captured(2).isEmpty() && part.captured(3).isEmpty() && !isHexadecimal(letters);
    return isNumberedWord ? letters + u'…' : u"…"_s;
}

} // namespace

QString likeName(const QString &name)
{
    if (std::none_of(name.begin(), name.end(), [](QChar c) { return c.isNumber(); }))
        return name;
    static const QRegularExpression numbered(u"(?<![\\p{L}\\p{N}])(\\p{L}*)(\\p{N}+)([\\p{L}\\p{N}]*)"_s,
                                             QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression uuid(u"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression again(u"…([-_.:/@ ]…)+"_s);
    const QString text = QString(name).replace(uuid, u"…"_s);
    QString like;
    qsizetype at = 0;
    for (auto parts = numbered.globalMatch(text); parts.hasNext();) {
        const QRegularExpressionMatch part = parts.next();
        like += QStringView(text).sliced(at, part.capturedStart() - at);
        like += likePart(part);
        at = part.capturedEnd();
    }
    like += QStringView(text).sliced(at);
    return like.replace(again, u"…"_s);
}

} // namespace signalbox
