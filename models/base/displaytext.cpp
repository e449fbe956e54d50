// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/displaytext.h"

#include <QList>

#include <algorithm>
#include <vector>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Characters that draw nothing or change how others are drawn (UAX #9, UTS #39).
bool isHidden(char32_t c)
{
    const auto category = QChar::category(c);
    return category == QChar::Other_Control || category == QChar::Other_Format ||
           category == QChar::Other_Surrogate || category == QChar::Other_PrivateUse ||
           category == QChar::Separator_Line || category == QChar::Separator_Paragraph || c == 0x3164 ||
           c == 0x115F || c == 0x1160 || (c >= 0xFE00 && c <= 0xFE0F);
}

/// Of a fixed length, so that a digit after it stays one; bash reads it in $'…'.
QString escaped(char32_t c)
{
    const auto digits = [c](int width) { return QString::number(c, 16).rightJustified(width, u'0'); };
    if (c < 0x80) // from there on bash takes \x for a byte
        return u"\\x"_s + digits(2);
    return c < 0x10000 ? u"\\u"_s + digits(4) : u"\\U"_s + digits(8);
}

bool isRightToLeft(char32_t c)
{
    const auto direction = QChar::direction(c);
    return direction == QChar::DirR || direction == QChar::DirAL;
}

constexpr char16_t firstStrongIsolate = 0x2068;
constexpr char16_t popIsolate = 0x2069;

/// Marks the isolates that displayText itself puts round right-to-left text: balanced pairs with such text
/// inside, which can't reorder anything outside them.
std::vector<bool> isolatesOfOurs(const QList<uint> &text)
{
    struct Open
    {
        std::size_t at;
        bool rightToLeft;
    };
    std::vector<bool> ours(static_cast<std::size_t>(text.size()));
    std::vector<Open> open;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        const char32_t c = text[static_cast<qsizetype>(i)];
        if (c == firstStrongIsolate) {
            open.push_back({i, false});
        } else if (c == popIsolate && !open.empty()) {
            ours[i] = ours[open.back().at] = open.back().rightToLeft;
            open.pop_back();
        } else if (!open.empty() && isRightToLeft(c)) {
            open.back().rightToLeft = true;
        }
    }
    return ours;
}

} // namespace

QString displayText(const QString &untrusted, qsizetype maxLength)
{
    const QList<uint> text = untrusted.left(maxLength).toUcs4();
    const std::vector<bool> ours = isolatesOfOurs(text);
    QString shown;
    bool rightToLeft = false;
    int depth = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char32_t c = text[i];
        if (ours[static_cast<std::size_t>(i)])
            depth += c == firstStrongIsolate ? 1 : -1;
        rightToLeft = rightToLeft || (depth == 0 && isRightToLeft(c));
        if (isHidden(c) && !ours[static_cast<std::size_t>(i)])
            shown += u"‹U+%1›"_s.arg(QString::number(c, 16).toUpper().rightJustified(4, u'0'));
        else
            shown += QStringView(QChar::fromUcs4(c));
    }
    if (untrusted.size() > maxLength)
        shown += u'…';
    return rightToLeft ? QChar(firstStrongIsolate) + shown + QChar(popIsolate) : shown;
}

QString copyText(const QString &untrusted)
{
    QString safe;
    for (const char32_t c : untrusted.toUcs4()) {
        if (isHidden(c))
            safe += escaped(c);
        else
            safe += QStringView(QChar::fromUcs4(c));
    }
    return safe;
}

QString shellQuoted(const QString &argument)
{
    static const auto isPlain = [](QChar c) {
        return (c.unicode() < 0x80 && c.isLetterOrNumber()) || QStringView(u"-_./:=@%+,").contains(c);
    };
    if (!argument.isEmpty() && std::all_of(argument.begin(), argument.end(), isPlain))
        return argument;
    const QList<uint> characters = argument.toUcs4();
    // $'…' only where an escape has to be written, so that the usual case stays readable.
    if (std::none_of(characters.begin(), characters.end(), isHidden))
        return u'\'' + QString(argument).replace(u'\'', u"'\\''"_s) + u'\'';
    QString quoted;
    for (const char32_t c : characters) {
        if (c == 0) // bash would end the argument here, which may be another thing's whole name
            quoted += escaped(QChar::ReplacementCharacter);
        else if (isHidden(c))
            quoted += escaped(c);
        else if (c == u'\'' || c == u'\\')
            quoted += c == u'\\' ? u"\\\\"_s : u"\\'"_s;
        else
            quoted += QStringView(QChar::fromUcs4(c));
    }
    return u"$'"_s + quoted + u'\'';
}

} // namespace signalbox
