// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThreadPool>
#include <QTimer>
#include <QVariant>

namespace signalbox {

/// What the windows of one profile remember: geometry, theme, columns, filters. An INI file in the state
/// folder, apart from the configuration; a lost or damaged one means defaults. What is set is on disk half a
/// second later, however the program ends; a worker writes it, and only what changed. Owner thread.
class UiState final
{
public:
    explicit UiState(const QString &profileName);
    ~UiState(); ///< writes what isn't written yet
    UiState(const UiState &) = delete;
    UiState &operator=(const UiState &) = delete;

    [[nodiscard]] QByteArray bytes(const QString &key) const { return m_values.value(key).toByteArray(); }
    [[nodiscard]] QString text(const QString &key) const { return m_values.value(key).toString(); }
    [[nodiscard]] QStringList list(const QString &key) const { return m_values.value(key).toStringList(); }
    [[nodiscard]] bool flag(const QString &key) const { return m_values.value(key).toBool(); }
    [[nodiscard]] int number(const QString &key) const { return m_values.value(key).toInt(); }
    void set(const QString &key, const QVariant &value);
    /// Whose what is remembered from now on; nobody's at first.
    void setPerson(const QString &subject);
    /// The key where a person's own is kept: what one looked for is not the next one's to see.
    [[nodiscard]] QString ofPerson(const QString &key) const { return m_person + key; }

private:
    void write();

    QString m_path;
    QString m_person; ///< the keys' beginning
    QVariantMap m_values;
    QVariantMap m_changed;
    QTimer m_soon;
    QThreadPool m_writer;
};

/// window.ini in the profile's folder of the state folder.
[[nodiscard]] QString uiStatePath(const QString &profileName);

} // namespace signalbox
