// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

#include <QStringList>
#include <toml++/toml.h>

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace signalbox {

class TomlTable;

/// A TOML file read strictly: what is wrong with it is kept as "file:line: key: sentence". Must outlive its
/// tables. Included by readers alone, because toml++ is heavy.
class TomlFile
{
public:
    TomlFile(const QByteArray &text, QString name);
    TomlFile(const TomlFile &) = delete;
    TomlFile &operator=(const TomlFile &) = delete;

    [[nodiscard]] TomlTable root();
    /// Of faults beyond these only their number is kept: a file that is something else altogether has many.
    static constexpr std::size_t mostFaults = 100;

    /// The first thing that was wrong, if anything; to be asked after the last table was read.
    [[nodiscard]] Done check() const;
    /// All that was wrong, by line; with more than can be told, the last one says how many.
    [[nodiscard]] QStringList faults() const;

private:
    friend class TomlTable;
    void refuse(toml::source_index line, const QString &what);

    QString m_name;
    toml::table m_root;
    struct Fault
    {
        toml::source_index line;
        QString text;
    };
    std::vector<Fault> m_faults; ///< as they were found
    qsizetype m_moreFaults = 0;
};

/// One table of it. A key is known by being asked for: end() refuses all others, so that the list of keys
/// stands in one place, and tells what is missing. A value of a wrong type or an empty text is refused and
/// read as absent.
class TomlTable
{
public:
    [[nodiscard]] const QString &name() const { return m_name; } ///< the last part of the path
    [[nodiscard]] QString text(const char *key);                 ///< empty if absent
    [[nodiscard]] QString requiredText(const char *key);
    [[nodiscard]] QStringList texts(const char *key);
    [[nodiscard]] std::optional<bool> flag(const char *key);
    [[nodiscard]] std::optional<qint64> integer(const char *key);
    [[nodiscard]] std::optional<double> number(const char *key); ///< whole or not
    [[nodiscard]] std::optional<TomlTable> table(const char *key);
    [[nodiscard]] std::vector<TomlTable> tables(const char *key); ///< [[key]]
    [[nodiscard]] std::vector<TomlTable> allTables();             ///< [x], [y], ...: every key is one

    [[nodiscard]] bool has(const char *key) const { return m_table->contains(key); }
    /// Of the key, or of the table where it is missing.
    [[nodiscard]] int line(const char *key) const;

    /// Keeps the sentence for this key; for a missing key the line is the table's own.
    void refuse(const char *key, const QString &sentence);
    void end();

private:
    friend class TomlFile;
    TomlTable(const toml::table &table, QString path, QString name, TomlFile &file);
    const toml::node *find(const char *key);
    void refuseAt(const toml::node &node, const QString &key, const QString &sentence);

    const toml::table *m_table;
    QString m_path; ///< "" or "profile.prod."
    QString m_name;
    TomlFile *m_file;
    std::set<std::string, std::less<>> m_asked;
    QStringList m_missing; ///< required keys; told by end(), because one of those it refuses may be meant
};

} // namespace signalbox
