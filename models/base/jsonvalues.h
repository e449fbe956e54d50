// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/format.h"

#include <QJsonValue>

#include <optional>

namespace signalbox {

/// What isn't known is null.
template <class T>
[[nodiscard]] QJsonValue orNull(const std::optional<T> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

/// An empty text is none.
[[nodiscard]] inline QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

[[nodiscard]] inline QJsonValue orNull(const std::optional<Instant> &time)
{
    return time ? QJsonValue(formatIso(*time)) : QJsonValue();
}

} // namespace signalbox
