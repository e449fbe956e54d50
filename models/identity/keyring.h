// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/reply.h"
#include "models/identity/secret.h"

namespace signalbox {

/// Where the refresh token is kept between runs. Errors: NotFound (nothing saved), Denied (locked),
/// Unreachable (no keyring, or it does not work). An answer may take as long as a person takes to unlock it.
class Keyring
{
public:
    virtual ~Keyring() = default;
    [[nodiscard]] virtual Reply<Secret> read(const QString &key) = 0;
    [[nodiscard]] virtual Reply<bool> write(const QString &key, const Secret &value) = 0;
    /// Also true if there was nothing.
    [[nodiscard]] virtual Reply<bool> remove(const QString &key) = 0;
};

} // namespace signalbox
