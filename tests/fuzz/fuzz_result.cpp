// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzztarget.h"

#include "models/interventions/resultvalidator.h"
#include <QJsonDocument>

using namespace signalbox;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray json = fuzz::bytesOf(data, size);
    if (!checkResult(json))
        return 0;
    // What is let through to a workflow is JSON to another reader too.
    QJsonParseError error;
    QJsonDocument::fromJson('[' + json + ']', &error);
    fuzz::demand(error.error == QJsonParseError::NoError);
    return 0;
}
