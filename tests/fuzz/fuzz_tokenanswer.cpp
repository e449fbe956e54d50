// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzztarget.h"

#include "models/identity/tokenanswer.h"

using namespace signalbox;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const HttpAnswer http{size % 7 == 0 ? 400 : 200, fuzz::bytesOf(data, size), {}};
    const Instant now(Milliseconds(1'790'000'000'000));
    std::ignore = TokenAnswer::parse(http, {now, Milliseconds(1000)}, now);
    return 0;
}
