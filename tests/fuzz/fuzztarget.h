// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdint>
#include <cstdlib>

/// What a target defines, in libFuzzer's words: takes any bytes, and may neither crash nor break a promise of
/// what it tries.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace signalbox::fuzz {

inline QByteArray bytesOf(const std::uint8_t *data, std::size_t size)
{
    return {reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)};
}

/// A promise, in every kind of build.
inline void demand(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace signalbox::fuzz
