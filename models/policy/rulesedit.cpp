// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/rulesedit.h"

#include "models/base/text.h"
#include "models/policy/ruledraft.h"
#include "models/policy/runbookreader.h"

#include <toml++/toml.h>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

using Rules = std::vector<Runbook::Rule>;

/// toml++ counts lines from 1, and in a line characters from 1.
qsizetype offsetOf(const QByteArray &text, const toml::source_position &position)
{
    qsizetype at = 0;
    for (toml::source_index line = 1; line < position.line; ++line)
        at = text.indexOf('\n', at) + 1;
    const auto begins = [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U; };
    for (toml::source_index column = 1; column < position.column && at < text.size(); ++column)
        do
            ++at;
        while (at < text.size() && !begins(text[at]));
    return at;
}

/// Whether there is a comment within a value, as in a list of several lines: '#' in a string is none.
bool hasComment(const QByteArray &value)
{
    if (value.contains("\"\"\"") || value.contains("'''"))
        return value.contains('#'); // so rare that where they end is not looked for
    char quote = 0;
    for (qsizetype i = 0; i < value.size(); ++i) {
        const char one = value[i];
        if (quote == '"' && one == '\\')
            ++i;
        else if (quote != 0)
            quote = one == quote ? '\0' : quote;
        else if (one == '"' || one == '\'')
            quote = one;
        else if (one == '#')
            return true;
    }
    return false;
}

/// One [[alert]] of a text.
class Table
{
public:
    Table(const QByteArray &text, const toml::table &table)
        : m_text(text)
        , m_table(table)
    {
    }

    [[nodiscard]] bool has(const QString &key) const { return m_table.contains(key.toStdString()); }
    void replace(const QString &key, const QString &value)
    {
        const toml::source_region &source = m_table.get(key.toStdString())->source();
        const qsizetype begin = offsetOf(m_text, source.begin);
        const qsizetype length = offsetOf(m_text, source.end) - begin;
        m_losesComment = m_losesComment || hasComment(m_text.mid(begin, length));
        m_changes.push_back({begin, length, value.toUtf8()});
    }
    /// After its last line.
    void add(const QString &key, const QString &value)
    {
        toml::source_position last{};
        for (const auto &[name, node] : m_table)
            if (node.source().end > last)
                last = node.source().end;
        qsizetype at = m_text.indexOf('\n', offsetOf(m_text, last));
        const QByteArray line = u"%1 = %2"_s.arg(key, value).toUtf8();
        const bool isEnd = at < 0;
        at = isEnd ? m_text.size() : at;
        if (!isEnd && at > 0 && m_text[at - 1] == '\r')
            m_changes.push_back({at - 1, 0, "\r\n" + line});
        else
            m_changes.push_back({at, 0, '\n' + line});
    }
    /// The text with what was asked for; nullopt: a comment would go.
    [[nodiscard]] std::optional<QByteArray> changed()
    {
        if (m_losesComment)
            return {};
        QByteArray text = m_text;
        std::stable_sort(m_changes.begin(), m_changes.end(),
                         [](const Change &a, const Change &b) { return a.at < b.at; });
        for (auto change = m_changes.rbegin(); change != m_changes.rend(); ++change)
            text.replace(change->at, change->length, change->value);
        return text;
    }

private:
    struct Change
    {
        qsizetype at;
        qsizetype length;
        QByteArray value;
    };

    const QByteArray &m_text;
    const toml::table &m_table;
    std::vector<Change> m_changes;
    bool m_losesComment = false;
};

std::optional<QByteArray> changedAt(const QByteArray &toml, std::size_t at, const Runbook::Rule &before,
                                    const Runbook::Rule &rule)
{
    const toml::table root = toml::parse(std::string_view(toml.constData(), toml.size()));
    Table table(toml, *root.get("alert")->as_array()->get(at)->as_table());
    const auto was = tomlLines(draftOf(before));
    const auto wanted = tomlLines(draftOf(rule));
    Runbook::Rule unsaid;
    unsaid.rule = builtInRule(rule.rule.kind);
    const auto otherwise = tomlLines(draftOf(unsaid));
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const auto &[key, value] = wanted[i];
        if (table.has(key) && value != was[i].second)
            table.replace(key, value);
        else if (!table.has(key) && value != otherwise[i].second)
            table.add(key, value);
    }
    return table.changed();
}

QByteArray withOneMore(const QByteArray &toml, const Runbook::Rule &rule)
{
    QByteArray text = toml;
    if (text.isEmpty())
        text = "# Rules for this profile, each in place of the runbook's of the same id, or one more.\n"
               "version = 1\n";
    if (!text.endsWith('\n'))
        text += '\n';
    return text + '\n' + tomlOf(draftOf(rule)).toUtf8();
}

bool isSame(const Runbook::Rule &a, const Runbook::Rule &b)
{
    return draftOf(a) == draftOf(b);
}

} // namespace

Result<QByteArray> withRule(const QByteArray &toml, const QString &fileName, const Runbook::Rule &rule)
{
    Result<Rules> rules = toml.isEmpty() ? Rules() : readRules(toml, fileName);
    if (!rules)
        return tl::unexpected(rules.error());
    const auto same = std::find_if(rules->begin(), rules->end(),
                                   [&](const Runbook::Rule &one) { return one.rule.id == rule.rule.id; });
    const bool isNew = same == rules->end();
    const std::optional<QByteArray> text =
        isNew ? std::optional(withOneMore(toml, rule))
              : changedAt(toml, static_cast<std::size_t>(same - rules->begin()), *same, rule);
    if (isNew)
        rules->push_back(rule);
    else
        *same = rule;
    // TOML has more ways to write a table than this knows: what doesn't read as it should is not written.
    const Result<Rules> read = text ? readRules(*text, fileName) : Rules();
    if (!text || !read || !std::equal(read->begin(), read->end(), rules->begin(), rules->end(), isSame))
        return fail(
            ErrorKind::Configuration,
            Text::tr("%1: its rules are written so that none can be put in; copy the rule as TOML, and "
                     "put it there by hand")
                .arg(fileName));
    return *text;
}

} // namespace signalbox
