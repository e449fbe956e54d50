// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/tomltable.h"

#include "models/base/displaytext.h"
#include "models/base/text.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestKeyShown = 100; // the file may be anything
// toml++ 3.3 ends the program, by its stack, over tables that lie 100,000 deep; inside each other it takes
// 256 values, so that of dots a line not many are left.
constexpr qsizetype mostDots = 100;

/// The first line with more, or 0.
toml::source_index lineOfManyDots(const QByteArray &text)
{
    toml::source_index line = 0;
    for (const QByteArray &one : text.split('\n')) {
        ++line;
        if (one.count('.') > mostDots)
            return line;
    }
    return 0;
}

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

TomlFile::TomlFile(const QByteArray &text, QString name)
    : m_name(std::move(name))
{
    if (const auto line = lineOfManyDots(text); line > 0) {
        refuse(line, Text::tr("has more than %1 dots in one line").arg(mostDots));
        return;
    }
    try {
        m_root = toml::parse(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    } catch (const toml::parse_error &error) {
        refuse(error.source().begin.line, toQString(error.description()));
    }
}

TomlTable TomlFile::root()
{
    return {m_root, {}, {}, *this};
}

Done TomlFile::check() const
{
    if (!m_faults.empty())
        return fail(ErrorKind::Configuration, m_faults.front().text);
    return {};
}

QStringList TomlFile::faults() const
{
    std::vector<Fault> sorted = m_faults;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Fault &a, const Fault &b) { return a.line < b.line; });
    QStringList faults;
    for (const Fault &fault : sorted)
        faults << fault.text;
    if (m_moreFaults > 0)
        faults << Text::tr("%1: and %2 more").arg(m_name, QString::number(m_moreFaults));
    return faults;
}

void TomlFile::refuse(toml::source_index line, const QString &what)
{
    if (m_faults.size() < mostFaults)
        m_faults.push_back({line, u"%1:%2: %3"_s.arg(m_name, QString::number(line), what)});
    else
        ++m_moreFaults;
}

TomlTable::TomlTable(const toml::table &table, QString path, QString name, TomlFile &file)
    : m_table(&table)
    , m_path(std::move(path))
    , m_name(std::move(name))
    , m_file(&file)
{
}

const toml::node *TomlTable::find(const char *key)
{
    m_asked.emplace(key);
    return m_table->get(key);
}

void TomlTable::refuseAt(const toml::node &node, const QString &key, const QString &sentence)
{
    m_file->refuse(node.source().begin.line, m_path + displayText(key, longestKeyShown) + u": "_s + sentence);
}

int TomlTable::line(const char *key) const
{
    const toml::node *node = m_table->get(key);
    return static_cast<int>((node ? *node : *m_table).source().begin.line);
}

void TomlTable::refuse(const char *key, const QString &sentence)
{
    const toml::node *node = m_table->get(key);
    refuseAt(node ? *node : *m_table, QString::fromLatin1(key), sentence);
}

QString TomlTable::text(const char *key)
{
    const toml::node *node = find(key);
    if (!node)
        return {};
    const auto value = node->value_exact<std::string>();
    if (!value)
        refuse(key, Text::tr("must be a string"));
    else if (value->empty())
        refuse(key, Text::tr("must not be empty"));
    return toQString(value.value_or(std::string()));
}

QString TomlTable::requiredText(const char *key)
{
    if (!m_table->contains(key))
        m_missing << QString::fromLatin1(key);
    return text(key);
}

QStringList TomlTable::texts(const char *key)
{
    const toml::node *node = find(key);
    if (!node)
        return {};
    QStringList values;
    const toml::array *list = node->as_array();
    for (std::size_t i = 0; list && i < list->size(); ++i)
        if (const auto value = list->get(i)->value_exact<std::string>(); value && !value->empty())
            values << toQString(*value);
    if (!list || values.size() != static_cast<qsizetype>(list->size()))
        refuse(key, Text::tr("must be a list of strings, none of them empty"));
    return values;
}

std::optional<bool> TomlTable::flag(const char *key)
{
    const toml::node *node = find(key);
    if (!node)
        return {};
    const auto value = node->value_exact<bool>();
    if (!value)
        refuse(key, Text::tr("must be true or false"));
    return value;
}

std::optional<qint64> TomlTable::integer(const char *key)
{
    const toml::node *node = find(key);
    if (!node)
        return {};
    const auto value = node->value_exact<int64_t>();
    if (!value)
        refuse(key, Text::tr("must be a whole number"));
    return value;
}

std::optional<double> TomlTable::number(const char *key)
{
    const toml::node *node = find(key);
    if (!node)
        return {};
    if (const auto whole = node->value_exact<int64_t>())
        return static_cast<double>(*whole);
    const auto value = node->value_exact<double>();
    if (!value)
        refuse(key, Text::tr("must be a number"));
    return value;
}

std::optional<TomlTable> TomlTable::table(const char *key)
{
    const toml::node *node = find(key);
    if (!node)
        return {};
    const QString name = QString::fromLatin1(key);
    if (const toml::table *table = node->as_table())
        return TomlTable(*table, m_path + name + u'.', name, *m_file);
    refuse(key, Text::tr("must be a table, [%1%2]").arg(m_path, name));
    return {};
}

std::vector<TomlTable> TomlTable::tables(const char *key)
{
    const toml::node *node = find(key);
    if (!node)
        return {};
    std::vector<TomlTable> found;
    const QString name = QString::fromLatin1(key);
    const toml::array *list = node->as_array();
    for (std::size_t i = 0; list && i < list->size(); ++i)
        if (const toml::table *table = list->get(i)->as_table())
            found.push_back(TomlTable(*table, m_path + name + u'.', name, *m_file));
    if (!list || found.size() != list->size())
        refuse(key, Text::tr("must be a list of tables, [[%1%2]]").arg(m_path, name));
    return found;
}

std::vector<TomlTable> TomlTable::allTables()
{
    std::vector<TomlTable> found;
    for (const auto &[key, node] : *m_table) {
        m_asked.emplace(key.str());
        const QString name = toQString(key.str());
        if (const toml::table *table = node.as_table())
            found.push_back(TomlTable(*table, m_path + name + u'.', name, *m_file));
        else
            refuseAt(node, name, Text::tr("must be a table, [%1%2]").arg(m_path, name));
    }
    return found;
}

void TomlTable::end()
{
    for (const auto &[key, node] : *m_table)
        if (!m_asked.contains(key.str()))
            refuseAt(
                node, toQString(key.str()),
                m_missing.isEmpty()
                    ? Text::tr("is not a key Signalbox knows")
                    : Text::tr("is not a key Signalbox knows; %1 is missing").arg(m_missing.join(u", "_s)));
    for (const QString &key : m_missing)
        refuse(key.toLatin1().constData(), Text::tr("is missing"));
}

} // namespace signalbox
