// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/secret.h"

#include <openssl/crypto.h>

#include <utility>

namespace signalbox {

Secret::Secret(QByteArray bytes)
    : m_bytes(std::move(bytes))
{
    // A copy of our own, so that wiping reaches all that this object stands for.
    m_bytes.detach();
}

Secret::Secret(Secret &&other) noexcept
    : m_bytes(std::exchange(other.m_bytes, {}))
{
}

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        wipe();
        m_bytes = std::exchange(other.m_bytes, {});
    }
    return *this;
}

Secret::~Secret()
{
    wipe();
}

Secret Secret::clone() const
{
    return Secret(m_bytes);
}

void Secret::wipe()
{
    if (!m_bytes.isEmpty())
        OPENSSL_cleanse(m_bytes.data(), static_cast<std::size_t>(m_bytes.size()));
    m_bytes.resize(0); // not clear(): the block stays ours, and a test can see that it was wiped
}

} // namespace signalbox
