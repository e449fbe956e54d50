// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/promqlnames.h"

#include <QStringList>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

bool isWordStart(QChar character)
{
    return character.unicode() < 128 && (character.isLetter() || character == u'_' || character == u':');
}

bool isWord(QChar character)
{
    return isWordStart(character) || (character.unicode() < 128 && character.isDigit());
}

/// Goes over an expression once. It knows of PromQL's grammar where names stand, and no more.
class Scan
{
public:
    explicit Scan(QString promql)
        : m_text(std::move(promql))
    {
    }

    std::vector<MetricUse> metrics()
    {
        while (m_at < m_text.size()) {
            const QChar character = m_text[m_at];
            if (character == u'"' || character == u'\'' || character == u'`')
                readString();
            else if (character == u'#')
                skipPast(u'\n');
            else if (character == u'[')
                skipPast(u']');
            else if (character == u'{')
                takeMatchers();
            else if (character.isDigit())
                skipNumber();
            else if (isWordStart(character))
                takeWord();
            else
                ++m_at;
        }
        return m_found;
    }

private:
    void skipPast(QChar end)
    {
        while (m_at < m_text.size() && m_text[m_at] != end)
            ++m_at;
        ++m_at;
    }
    /// A duration too: "1h30m", and what is hexadecimal.
    void skipNumber()
    {
        while (m_at < m_text.size() && (isWord(m_text[m_at]) || m_text[m_at] == u'.'))
            ++m_at;
    }
    QString readWord()
    {
        const qsizetype start = m_at;
        while (m_at < m_text.size() && isWord(m_text[m_at]))
            ++m_at;
        return m_text.mid(start, m_at - start);
    }
    QString readString()
    {
        const QChar quote = m_text[m_at++];
        QString text;
        while (m_at < m_text.size() && m_text[m_at] != quote) {
            if (m_text[m_at] == u'\\' && quote != u'`' && m_at + 1 < m_text.size())
                ++m_at;
            text += m_text[m_at++];
        }
        ++m_at;
        return text;
    }
    void skipSpace()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
    }
    [[nodiscard]] QChar next()
    {
        skipSpace();
        return m_at < m_text.size() ? m_text[m_at] : QChar();
    }

    void takeWord()
    {
        static const QStringList labelLists{u"by"_s,       u"without"_s,    u"on"_s,
                                            u"ignoring"_s, u"group_left"_s, u"group_right"_s};
        static const QStringList operators{u"and"_s,  u"or"_s,     u"unless"_s, u"atan2"_s,
                                           u"bool"_s, u"offset"_s, u"inf"_s,    u"nan"_s};
        const QString word = readWord();
        const QString lower = word.toLower();
        if (labelLists.contains(lower)) {
            if (next() == u'(')
                skipPast(u')');
        } else if (!operators.contains(lower) && next() != u'(' && !isGrouped()) {
            add({word, false});
        }
    }
    /// Whether an aggregation's labels come, as in `sum by (a) (b)`.
    [[nodiscard]] bool isGrouped()
    {
        const qsizetype before = m_at;
        skipSpace();
        const QString word = readWord().toLower();
        m_at = before;
        return word == "by"_L1 || word == "without"_L1;
    }

    /// Of what stands in braces only names of metrics are wanted: `__name__`, or a text without a label.
    void takeMatchers()
    {
        ++m_at;
        QString label;
        QString comparison;
        while (m_at < m_text.size() && m_text[m_at] != u'}') {
            const QChar character = m_text[m_at];
            if (isWordStart(character)) {
                label = readWord();
            } else if (character == u'"' || character == u'\'' || character == u'`') {
                takeValue(label, comparison, readString());
                label.clear();
                comparison.clear();
            } else {
                if (u"=!~"_s.contains(character))
                    comparison += character;
                ++m_at;
            }
        }
        ++m_at;
    }
    void takeValue(const QString &label, const QString &comparison, const QString &value)
    {
        if (label.isEmpty() && comparison.isEmpty() && next() != u'=' && next() != u'!')
            add({value, false});
        else if (label == "__name__"_L1 && (comparison == "="_L1 || comparison == "=~"_L1))
            add({value, comparison == "=~"_L1});
    }

    void add(const MetricUse &use)
    {
        if (std::find(m_found.begin(), m_found.end(), use) == m_found.end())
            m_found.push_back(use);
    }

    const QString m_text;
    qsizetype m_at = 0;
    std::vector<MetricUse> m_found;
};

} // namespace

std::vector<MetricUse> metricsIn(const QString &promql)
{
    return Scan(promql).metrics();
}

} // namespace signalbox
