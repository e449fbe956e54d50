// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzztarget.h"

#include "models/policy/expectations.h"

using namespace signalbox;
using namespace Qt::StringLiterals;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (const auto read = Expectations::parse(fuzz::bytesOf(data, size), u"runbook.toml"_s))
        std::ignore = contradictionsOf(*read);
    return 0;
}
