// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzztarget.h"

#include "models/identity/provider.h"

using namespace signalbox;
using namespace Qt::StringLiterals;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const QUrl issuer(u"https://id.example.org/r"_s);
    const auto provider = Provider::parse(fuzz::bytesOf(data, size), issuer);
    fuzz::demand(!provider || provider->issuer == issuer.toString());
    return 0;
}
