// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusVariant>
#include <QObject>
#include <QVariant>

#include <optional>

namespace signalbox {

/// The desktop's wish for light or dark, from the portal's org.freedesktop.appearance over D-Bus; Qt 6.4 has
/// no QStyleHints::colorScheme. Asks without blocking; no portal, no answer. Owner thread.
class PortalScheme : public QObject
{
    Q_OBJECT

public:
    explicit PortalScheme(QObject *parent = nullptr);

    [[nodiscard]] std::optional<bool> dark() const { return m_dark; }

Q_SIGNALS:
    void changed();

private:
    Q_SLOT void settingChanged(const QString &group, const QString &key, const QDBusVariant &value);
    void take(const QVariant &value);

    std::optional<bool> m_dark;
};

} // namespace signalbox
