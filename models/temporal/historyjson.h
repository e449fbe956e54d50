// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/reply.h"
#include "models/temporal/purpose.h"

#include <QByteArray>
#include <QString>

namespace signalbox {

class Client;

/// A page of a history in protobuf's own JSON, as `temporal workflow show --output json` writes its events
/// and the replayers of the SDKs read them: payloads as they are, in base64. What a server knows that is
/// newer than this program's .proto files is not in it.
struct HistoryJson
{
    QByteArray events; ///< objects with ",\n" between them
    qint64 first = 0;  ///< ids, one after the other; 0: none on this page
    qint64 last = 0;
    bool isUnbroken = true;   ///< no event between them is missing
    bool ends = false;        ///< the last one is the end of its run
    QByteArray nextPageToken; ///< empty: the last page
    QString trouble;          ///< why there are no events although the server sent some
};

/// Oldest first.
[[nodiscard]] Reply<HistoryJson> historyJson(Client &client, const QString &ns, const QString &workflowId,
                                             const QString &runId, const QByteArray &pageToken,
                                             Purpose purpose);

} // namespace signalbox
