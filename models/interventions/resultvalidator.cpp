// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/resultvalidator.h"

#include "models/base/format.h"
#include "models/base/text.h"

#include <string_view>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxDepth = 512;

/// Length of the well-formed UTF-8 sequence at the start of `text` (Unicode table 3-7), 0 if there is none.
std::size_t utf8Length(std::string_view text)
{
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned lead = byte(0);
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return continues(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const bool overlong = lead == 0xE0 && byte(1) < 0xA0;
        const bool surrogate = lead == 0xED && byte(1) > 0x9F;
        return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const bool overlong = lead == 0xF0 && byte(1) < 0x90;
        const bool beyond = lead == 0xF4 && byte(1) > 0x8F;
        return continues(1) && continues(2) && continues(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

bool isDigit(int c)
{
    return c >= '0' && c <= '9';
}

bool isHexDigit(int c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Walks the bytes once and remembers the first complaint. QJsonDocument is no judge here: it accepts what
/// other parsers refuse and would not say where.
class JsonChecker
{
public:
    explicit JsonChecker(std::string_view text)
        : m_text(text)
    {
    }

    bool check()
    {
        if (m_text.starts_with("\xEF\xBB\xBF"))
            return complain(Text::tr("starts with a byte order mark, which JSON does not allow"));
        skipSpace();
        if (peek() == end)
            return complain(Text::tr("there is no value; write null if the activity returns nothing"));
        if (!value(0))
            return false;
        skipSpace();
        return peek() == end || complain(Text::tr("there is text after the end of the value"));
    }

    [[nodiscard]] QString complaint() const
    {
        const std::string_view before = m_text.substr(0, m_at);
        const auto lineStart = before.rfind('\n') + 1; // npos + 1 is 0
        const auto line = std::count(before.begin(), before.end(), '\n') + 1;
        const auto column =
            std::count_if(before.begin() + static_cast<std::ptrdiff_t>(lineStart), before.end(),
                          [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
        return Text::tr("Line %1, column %2: %3.")
            .arg(QString::number(line), QString::number(column + 1), m_complaint);
    }

private:
    static constexpr int end = -1;

    [[nodiscard]] int peek() const
    {
        return m_at < m_text.size() ? static_cast<unsigned char>(m_text[m_at]) : end;
    }
    bool accept(char c)
    {
        if (peek() != static_cast<unsigned char>(c))
            return false;
        ++m_at;
        return true;
    }
    void skipSpace()
    {
        while (accept(' ') || accept('\n') || accept('\t') || accept('\r')) {
        }
    }
    bool complain(const QString &complaint)
    {
        m_complaint =
            peek() == end && m_at > 0 ? Text::tr("the text ends too early: %1").arg(complaint) : complaint;
        return false;
    }

    bool value(int depth)
    {
        switch (peek()) {
        case '{':
            return depth < maxDepth ? object(depth + 1) : tooDeep();
        case '[':
            return depth < maxDepth ? array(depth + 1) : tooDeep();
        case '"':
            return string();
        case 't':
            return literal("true");
        case 'f':
            return literal("false");
        case 'n':
            return literal("null");
        default:
            break;
        }
        return peek() == '-' || isDigit(peek())
                   ? number()
                   : complain(
                         Text::tr("expected a value: an object, array, string, number, true, false or null"));
    }

    bool tooDeep() { return complain(Text::tr("nested deeper than %1 levels").arg(maxDepth)); }

    bool object(int depth)
    {
        ++m_at;
        skipSpace();
        if (accept('}'))
            return true;
        do {
            skipSpace();
            if (peek() != '"')
                return complain(Text::tr("expected a name in double quotes"));
            if (!string())
                return false;
            skipSpace();
            if (!accept(':'))
                return complain(Text::tr("expected a colon after the name"));
            skipSpace();
            if (!value(depth))
                return false;
            skipSpace();
        } while (accept(','));
        return accept('}') || complain(Text::tr("expected a comma or }"));
    }

    bool array(int depth)
    {
        ++m_at;
        skipSpace();
        if (accept(']'))
            return true;
        do {
            skipSpace();
            if (!value(depth))
                return false;
            skipSpace();
        } while (accept(','));
        return accept(']') || complain(Text::tr("expected a comma or ]"));
    }

    bool string()
    {
        ++m_at;
        while (!accept('"')) {
            const int c = peek();
            if (c == end)
                return complain(Text::tr("expected the closing quote"));
            if (c < 0x20)
                return complain(Text::tr("control character U+%1 must be written as an escape")
                                    .arg(QString::number(c, 16).toUpper().rightJustified(4, u'0')));
            if (c == '\\') {
                if (!escape())
                    return false;
                continue;
            }
            const std::size_t length = utf8Length(m_text.substr(m_at));
            if (length == 0)
                return complain(Text::tr("this is not valid UTF-8"));
            m_at += length;
        }
        return true;
    }

    bool escape()
    {
        ++m_at;
        if (accept('u')) {
            for (int i = 0; i < 4; ++i, ++m_at)
                if (!isHexDigit(peek()))
                    return complain(Text::tr("\\u needs four hexadecimal digits"));
            return true;
        }
        if (peek() == end ||
            std::string_view("\"\\/bfnrt").find(static_cast<char>(peek())) == std::string_view::npos)
            return complain(Text::tr("unknown escape after the backslash"));
        ++m_at;
        return true;
    }

    bool digits()
    {
        if (!isDigit(peek()))
            return complain(Text::tr("expected a digit"));
        while (isDigit(peek()))
            ++m_at;
        return true;
    }

    bool number()
    {
        accept('-');
        if (accept('0')) {
            if (isDigit(peek()))
                return complain(Text::tr("a number has no leading zeros"));
        } else if (!digits()) {
            return false;
        }
        if (accept('.') && !digits())
            return false;
        if (accept('e') || accept('E')) {
            if (!accept('+'))
                accept('-');
            return digits();
        }
        return true;
    }

    bool literal(std::string_view word)
    {
        if (!m_text.substr(m_at).starts_with(word))
            return complain(Text::tr("expected true, false or null"));
        m_at += word.size();
        return true;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    QString m_complaint;
};

} // namespace

Done checkResult(QByteArrayView json)
{
    if (json.size() > maxResultBytes)
        return fail(
            ErrorKind::TooLarge,
            Text::tr("The result has %1 bytes; the server takes at most %2 and would fail the activity.")
                .arg(formatCount(json.size()), formatCount(maxResultBytes)));
    JsonChecker checker({json.data(), static_cast<std::size_t>(json.size())});
    if (!checker.check())
        return fail(ErrorKind::Invalid, checker.complaint());
    return {};
}

} // namespace signalbox
