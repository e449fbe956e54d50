// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

namespace signalbox {

class TomlTable;

enum class AddressQuery { None, Allowed };
/// Refuses the table's `url` unless it is https, or http to loopback, and holds no password.
void checkWebAddress(TomlTable &table, const QUrl &url, AddressQuery query);

} // namespace signalbox
