// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/identity/keyring.h"

#include <map>

namespace signalbox {

/// A keyring that ends with the process.
class MemoryKeyring final : public Keyring
{
public:
    [[nodiscard]] Reply<Secret> read(const QString &key) override;
    [[nodiscard]] Reply<bool> write(const QString &key, const Secret &value) override;
    [[nodiscard]] Reply<bool> remove(const QString &key) override;

private:
    std::map<QString, Secret> m_entries;
};

} // namespace signalbox
