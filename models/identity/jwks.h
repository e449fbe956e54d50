// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/identity/evp.h"

#include <QByteArray>

#include <vector>

namespace signalbox {

/// The issuer's public signing keys (RFC 7517). RSA of 2048 to 8192 bits and P-256 only; keys for other uses
/// or of other kinds are left out, a broken one refuses the set. At most 64 keys.
class KeySet
{
public:
    enum class Type { Rsa, P256 };
    struct Key
    {
        QString id;
        Type type;
        QString algorithm; ///< empty where the key names none
        EvpKey key;
    };

    [[nodiscard]] static Result<KeySet> parse(const QByteArray &json);
    [[nodiscard]] const Key *find(const QString &id) const;

private:
    std::vector<Key> m_keys;
};

} // namespace signalbox
