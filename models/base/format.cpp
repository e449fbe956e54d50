// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/format.h"
#include "models/base/text.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <cmath>
#include <vector>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

const QString unknownText = u"–"_s;

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

qint64 qint64Of(std::chrono::milliseconds value, qint64 unit)
{
    return value.count() / unit;
}

QDateTime localTime(Instant time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count());
}

QString formatRate(std::optional<double> rate)
{
    if (!rate)
        return unknownText;
    return *rate > 0 && *rate < 9.95 ? QLocale::c().toString(*rate, 'f', 1)
                                     : QLocale::c().toString(std::round(*rate), 'f', 0);
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

QString formatCount(std::optional<qint64> count)
{
    if (!count)
        return unknownText;
    QString digits = QString::number(*count);
    for (auto at = digits.size() - 3; at > (*count < 0 ? 1 : 0); at -= 3)
        digits.insert(at, QChar(0x202F));
    return digits;
}

QString formatDuration(std::optional<Milliseconds> duration)
{
    if (!duration)
        return unknownText;
    const qint64 seconds = qint64Of(*duration, 1000);
    const qint64 minutes = seconds / 60;
    const qint64 hours = minutes / 60;
    const auto padded = [](qint64 value) { return u"%1"_s.arg(value, 2, 10, QChar(u'0')); };
    if (seconds < 60)
        return u"%1 s"_s.arg(seconds);
    if (minutes < 60)
        return Text::tr("%1 m %2 s").arg(QString::number(minutes), padded(seconds % 60));
    if (hours < 24)
        return Text::tr("%1 h %2 m").arg(QString::number(hours), padded(minutes % 60));
    return Text::tr("%1 d %2 h").arg(hours / 24).arg(hours % 24);
}

QString formatRates(std::optional<double> in, std::optional<double> out)
{
    if (!in && !out)
        return unknownText;
    return formatRate(in) + u" / "_s + formatRate(out);
}

QString formatRetention(std::optional<std::chrono::seconds> retention)
{
    if (!retention)
        return unknownText;
    const qint64 seconds = retention->count();
    if (seconds % 86400 == 0)
        return u"%1 d"_s.arg(seconds / 86400);
    if (seconds % 3600 == 0)
        return u"%1 h"_s.arg(seconds / 3600);
    return formatDuration(*retention);
}

QString formatTimeOfDay(Instant time)
{
    return localTime(time).toString(u"HH:mm:ss"_s);
}

QString formatDateTime(std::optional<Instant> time)
{
    return time ? localTime(*time).toString(u"yyyy-MM-dd HH:mm:ss"_s) : unknownText;
}

QString formatIso(Instant time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count()).toUTC().toString(Qt::ISODate);
}

QString signalName(Signal signal)
{
    switch (signal) {
    case Signal::Clear:
        return u"clear"_s;
    case Signal::Caution:
        return u"caution"_s;
    case Signal::Danger:
        return u"danger"_s;
    case Signal::Unknown:
        break;
    }
    return u"unknown"_s;
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

QString Explanation::sentence() const
{
    QString text = what;
    for (const QString &part : {why, next})
        if (!part.isEmpty())
            text += u' ' + part;
    return text;
}

namespace {

Explanation explainKind(ErrorKind kind, const QString &where)
{
    switch (kind) {
    case ErrorKind::Unreachable:
        return {Text::tr("No answer from %1.").arg(where), {}, Text::tr("Signalbox keeps trying.")};
    case ErrorKind::Denied:
        return {Text::tr("%1 refused this.").arg(where),
                {},
                Text::tr("Ask for the role, or sign in as somebody who has it.")};
    case ErrorKind::Expired:
        return {
            Text::tr("The session has ended."), {}, Text::tr("Sign in again; nothing you typed is lost.")};
    case ErrorKind::Throttled:
        return {Text::tr("%1 is limiting calls.").arg(where), {}, Text::tr("Wait a moment and try again.")};
    case ErrorKind::TooLarge:
        return {Text::tr("The message is too large."), {}, Text::tr("Ask for less at once.")};
    case ErrorKind::NotFound:
        return {Text::tr("It does not exist, or no longer does."), {}, Text::tr("Refresh the list.")};
    case ErrorKind::Invalid:
        return {Text::tr("This was not accepted."), {}, Text::tr("Correct it and try again.")};
    case ErrorKind::LostRace:
        return {Text::tr("It changed in the meantime; nothing was sent."),
                {},
                Text::tr("Look at the new state first.")};
    case ErrorKind::Unsupported:
        return {Text::tr("%1 does not offer this.").arg(where), {}, {}};
    case ErrorKind::Configuration:
        return {
            Text::tr("The configuration cannot be used."), {}, Text::tr("Correct the file and start again.")};
    case ErrorKind::Cancelled:
        return {Text::tr("This was cancelled."), {}, {}};
    case ErrorKind::Internal:
        break;
    }
    return {Text::tr("Something went wrong at %1.").arg(where),
            {},
            Text::tr("Copy the details for whoever runs it.")};
}

} // namespace

Explanation explain(const Error &error)
{
    Explanation text =
        explainKind(error.kind, error.endpoint.isEmpty() ? Text::tr("The server") : error.endpoint);
    text.why = displayText(error.detail, 512);
    if (!text.why.isEmpty() && !text.why.endsWith(u'.'))
        text.why += u'.';
    return text;
}

} // namespace signalbox
