// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/payloadtext.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"

#include <QJsonDocument>
#include <QStringDecoder>
#include <QStringList>

#include <algorithm>
#include <optional>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestIndent = 32; // deeper levels stay under this one

bool isJson(const Payload &payload)
{
    return payload.encoding == "json/plain"_L1 || payload.encoding == "json/protobuf"_L1;
}

/// Breaks JSON into lines token by token. Whatever the bytes are, they all come out again, but for the space
/// between tokens.
class Indenter
{
public:
    explicit Indenter(const QByteArray &json)
    {
        m_out.reserve(json.size() * 2);
        for (const char c : json)
            take(c);
    }
    [[nodiscard]] const QByteArray &result() const { return m_out; }

private:
    void take(char c)
    {
        if (m_inString)
            return takeOfString(c);
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
            return;
        const bool closes = c == '}' || c == ']';
        if (closes)
            m_depth = std::max(m_depth - 1, 0);
        if (closes ? !m_isOpening : m_isOpening)
            breakLine();
        m_isOpening = c == '{' || c == '[';
        m_depth += m_isOpening ? 1 : 0;
        m_inString = c == '"';
        m_out += c;
        if (c == ':')
            m_out += ' ';
        else if (c == ',')
            breakLine();
    }
    void takeOfString(char c)
    {
        m_out += c;
        m_inString = m_isEscaped || c != '"';
        m_isEscaped = !m_isEscaped && c == '\\';
    }
    void breakLine() { m_out += '\n' + QByteArray(2 * std::min(m_depth, deepestIndent), ' '); }

    QByteArray m_out;
    int m_depth = 0;
    bool m_inString = false;
    bool m_isEscaped = false;
    bool m_isOpening = false;
};

/// Empty if it is no JSON, or would grow out of all proportion.
QByteArray indented(const QByteArray &json, bool isWhole)
{
    QJsonParseError error;
    QJsonDocument::fromJson('[' + json + ']', &error); // a lone string or number is a value too
    if (isWhole && error.error != QJsonParseError::NoError)
        return {};
    QByteArray result = Indenter(json).result();
    return result.size() <= 8 * json.size() + 4096 ? result : QByteArray();
}

/// None if the bytes are no UTF-8. The last character of a cut text may be torn.
std::optional<QString> asText(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(bytes);
    const bool isBinary = std::any_of(
        text.begin(), text.end(), [](QChar c) { return c < u' ' && c != u'\n' && c != u'\r' && c != u'\t'; });
    return decoder.hasError() || isBinary ? std::nullopt : std::optional(text);
}

QString hexLine(QByteArrayView bytes, qsizetype offset)
{
    QString characters;
    for (const char c : bytes)
        characters += c >= ' ' && c <= '~' ? QLatin1Char(c) : QLatin1Char('.');
    const QString hex = QString::fromLatin1(bytes.toByteArray().toHex(' '));
    return u"%1  %2  %3"_s.arg(QString::number(offset, 16).rightJustified(6, u'0'), hex.leftJustified(47),
                               characters);
}

QString hexText(const QByteArray &bytes)
{
    QStringList lines;
    for (qsizetype at = 0; at < bytes.size(); at += 16)
        lines << hexLine(QByteArrayView(bytes).sliced(at).first(std::min<qsizetype>(16, bytes.size() - at)),
                         at);
    return lines.join(u'\n');
}

QString shownLines(const QString &text, qsizetype longest)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines)
        line = displayText(line, longest);
    return lines.join(u'\n');
}

} // namespace

QString payloadTitle(const Payload &payload)
{
    const QString encoding =
        payload.encoding.isEmpty() ? Text::tr("no encoding named") : displayText(payload.encoding, 80);
    const QString bytes = payload.data.size() == 1
                              ? Text::tr("1 byte")
                              : Text::tr("%1 bytes").arg(formatCount(payload.data.size()));
    const QString type = payload.messageType.isEmpty()
                             ? QString()
                             : u' ' + Text::tr("of %1").arg(displayText(payload.messageType, 200));
    return encoding + type + u", "_s + bytes;
}

QString payloadText(const Payload &payload, qsizetype most)
{
    if (payload.encoding == "binary/null"_L1)
        return Text::tr("no value");
    const bool isWhole = payload.data.size() <= most;
    const QByteArray bytes = payload.data.left(most);
    const QString end = isWhole ? QString() : u"\n…"_s;
    const auto text = asText(bytes);
    if (!text || (!isJson(payload) && !payload.encoding.isEmpty()))
        return hexText(bytes.left(isWhole ? most : std::max<qsizetype>(most / 8, 1))) + end;
    const QByteArray lines = isJson(payload) ? indented(bytes, isWhole) : QByteArray();
    return shownLines(lines.isEmpty() ? *text : QString::fromUtf8(lines), most) + end;
}

QString payloadCopy(const Payload &payload)
{
    const auto text = isJson(payload) ? asText(payload.data) : std::nullopt;
    return text ? *text : QString::fromLatin1(payload.data.toHex());
}

} // namespace signalbox
