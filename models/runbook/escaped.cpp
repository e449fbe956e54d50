// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/runbook/escaped.h"

#include <QList>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

bool isHidden(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_PrivateUse:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

} // namespace

QString escaped(const QString &text)
{
    QString quoted;
    for (const char32_t c : text.toUcs4()) {
        if (QChar::isSurrogate(c)) // half a character is none in either language
            quoted += QChar(QChar::ReplacementCharacter);
        else if (isHidden(c))
            quoted += c < 0x10000 ? u"\\u"_s + QString::number(c, 16).rightJustified(4, u'0')
                                  : u"\\U"_s + QString::number(c, 16).rightJustified(8, u'0');
        else if (c == u'"' || c == u'\\')
            quoted += u'\\' + QString(QChar(static_cast<char16_t>(c)));
        else
            quoted += QStringView(QChar::fromUcs4(c));
    }
    return u'"' + quoted + u'"';
}

} // namespace signalbox
