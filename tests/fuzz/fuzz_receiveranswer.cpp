// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzztarget.h"

#include "models/telling/receiveranswer.h"

// What an Alertmanager or a webhook answers to an alert: a line with the status, then the body.

using namespace signalbox;

namespace {

/// Each character may become "‹U+10FFFF›".
constexpr qsizetype longestWhy = 100 + receiverWordsShown * 10;

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
    const QByteArray bytes = fuzz::bytesOf(data, size);
    const qsizetype line = bytes.indexOf('\n');
    HttpAnswer answer;
    answer.status = bytes.left(line).toInt();
    answer.body = bytes.mid(line + 1);
    const auto taken = takenBy(answer);
    fuzz::demand(taken.has_value() == (answer.status >= 200 && answer.status < 300));
    if (taken) {
        fuzz::demand(*taken);
        return 0;
    }
    const QString &why = taken.error().detail;
    fuzz::demand(why.contains(QString::number(answer.status)) && why.size() <= longestWhy);
    int open = 0; // its own isolates round text from right to left
    for (const uint c : why.toUcs4()) {
        open += c == 0x2068 ? 1 : c == 0x2069 ? -1 : 0;
        fuzz::demand(open >= 0 && !isDangerous(c));
    }
    fuzz::demand(open == 0);
    return 0;
}
