// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace signalbox {

/// A string as TOML reads it, and Terraform but for what it fills in: "…", with what cannot be seen as
/// \u202e. Pure, any thread.
[[nodiscard]] QString escaped(const QString &text);

} // namespace signalbox
