// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace signalbox {

struct SystemInfo
{
    QString serverVersion;
    bool operator==(const SystemInfo &) const = default;
};

} // namespace signalbox
