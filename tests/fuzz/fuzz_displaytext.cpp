// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzztarget.h"

#include "models/base/displaytext.h"

#include <QList>

using namespace signalbox;

namespace {

/// Ends the line, moves a terminal, or turns round what stands beside it (UAX #9).
bool isDangerous(uint c)
{
    const auto category = QChar::category(c);
    return category == QChar::Other_Control || category == QChar::Other_Surrogate || c == 0x2028 ||
           c == 0x2029 || c == 0x61C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           c == 0x2066 || c == 0x2067;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = QString::fromUtf8(fuzz::bytesOf(data, size));
    const QString shown = displayText(text, 200);
    int open = 0; // its own isolates round text from right to left
    for (const uint c : shown.toUcs4()) {
        open += c == 0x2068 ? 1 : c == 0x2069 ? -1 : 0;
        fuzz::demand(open >= 0 && !isDangerous(c));
    }
    fuzz::demand(open == 0);
    std::ignore = copyText(text);
    std::ignore = shellQuoted(text);
    return 0;
}
