// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSettings>

namespace signalbox {

/// What the windows of one profile remember: geometry, theme, columns, filters. An INI file in the state
/// folder, apart from the configuration; a lost or damaged one means defaults. Owner thread.
class UiState
{
public:
    explicit UiState(const QString &profileName);

    [[nodiscard]] QByteArray bytes(const QString &key) const { return m_settings.value(key).toByteArray(); }
    [[nodiscard]] QString text(const QString &key) const { return m_settings.value(key).toString(); }
    [[nodiscard]] QStringList list(const QString &key) const { return m_settings.value(key).toStringList(); }
    [[nodiscard]] bool flag(const QString &key) const { return m_settings.value(key).toBool(); }
    void set(const QString &key, const QVariant &value) { m_settings.setValue(key, value); }

private:
    QSettings m_settings;
};

/// window.ini in the profile's folder of the state folder.
[[nodiscard]] QString uiStatePath(const QString &profileName);

} // namespace signalbox
