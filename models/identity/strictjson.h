// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

#include <QJsonObject>

namespace signalbox {

/// A JSON object from a party that may lie: one object, nothing behind it, no key twice in any object.
/// (QJsonDocument keeps the last of two equal keys without a word, another reader may keep the first.)
[[nodiscard]] Result<QJsonObject> parseStrictObject(const QByteArray &json);

} // namespace signalbox
