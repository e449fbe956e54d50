// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/openintents.h"

#include <QFile>
#include <QJsonDocument>

namespace signalbox {

/// What stands in a journal's file, in order.
inline std::vector<QJsonObject> recordsIn(const QString &path)
{
    std::vector<QJsonObject> records;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return records;
    for (const QByteArray &line : file.readAll().split('\n'))
        if (const QJsonDocument document = QJsonDocument::fromJson(line); document.isObject())
            records.push_back(document.object());
    return records;
}

inline std::vector<QJsonObject> openIntents(const std::vector<QJsonObject> &records,
                                            const QString &profileName)
{
    OpenIntents open;
    for (const QJsonObject &record : records)
        open.take(record);
    return open.of(profileName);
}

} // namespace signalbox
