// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzztarget.h"

#include "models/interventions/journalindex.h"
#include <QTemporaryFile>

using namespace signalbox;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static QTemporaryFile file;
    fuzz::demand(file.isOpen() || file.open());
    fuzz::demand(file.resize(0) && file.seek(0) && file.write(fuzz::bytesOf(data, size)) == qint64(size) &&
                 file.flush());
    JournalIndex index(file.fileName());
    fuzz::demand(index.update(QDeadlineTimer(1000)).has_value());
    return 0;
}
