// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/evp.h>

#include <memory>

namespace signalbox {

/// Owner of an OpenSSL object, with the function that frees it.
template <auto free>
struct EvpFree
{
    template <class T>
    void operator()(T *object) const
    {
        free(object);
    }
};

using EvpKey = std::unique_ptr<EVP_PKEY, EvpFree<EVP_PKEY_free>>;

} // namespace signalbox
