// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/identity/keyring.h"

namespace signalbox {

/// The desktop's keyring through QtKeychain. Owner thread. Its jobs hold raw pointers into libsecret, so a
/// job once started is never destroyed, even if nobody waits for its answer any more.
class QtKeyring final : public Keyring
{
public:
    [[nodiscard]] Reply<Secret> read(const QString &key) override;
    [[nodiscard]] Reply<bool> write(const QString &key, const Secret &value) override;
    [[nodiscard]] Reply<bool> remove(const QString &key) override;

private:
    QObject m_receiver; ///< of hand-overs; dies with this
};

} // namespace signalbox
