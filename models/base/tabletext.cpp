// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/tabletext.h"

#include "models/base/displaytext.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {
constexpr int longest = 300;
}

QByteArray csvCell(QString text)
{
    if (!text.isEmpty() && QStringView(u"=+-@\t\r").contains(text[0]))
        text.prepend(u'\'');
    return u"\"%1\""_s.arg(text.replace(u'"', u"\"\""_s)).toUtf8();
}

QString markdownCell(const QString &text)
{
    QString safe = displayText(text, longest);
    for (const QChar mark : {u'\\', u'|', u'`', u'*', u'_', u'<', u'>', u'[', u']'})
        safe.replace(mark, QString(u'\\') + mark);
    return safe;
}

} // namespace signalbox
