// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/reply.h"
#include "models/identity/tokens.h"
#include "models/temporal/namespacechange.h"
#include "models/temporal/payload.h"

#include <QString>

namespace signalbox {

class Client;

struct TerminateRequest
{
    QString ns, workflowId, runId; ///< run_id alone is sent: the chain id beside it would widen the aim
    QString reason;
    QString identity;
    QString details;
};

struct CompleteActivityRequest
{
    QString ns, workflowId, runId, activityId;
    Payload result; ///< sent byte for byte
    QString identity;
};

struct ResetRequest
{
    QString ns, workflowId, runId;
    qint64 eventId = 0; ///< what comes from here on is done anew
    QString reason;
    QString requestId;
    QString identity;
};

struct DeleteRequest
{
    QString ns, workflowId, runId; ///< without a run id the server would take the current run
};

/// The calls that change something, apart from the client that reads. Levers alone make them: a test lets
/// only the sources of models/interventions include this header.
///
/// Sent once, never retried. An Unreachable error leaves the outcome unknown: read it back.
/// The value is the id of the run that the call made, empty where it makes none.
namespace writes {

[[nodiscard]] Reply<QString> terminate(Client &client, const WriteToken &token,
                                       const TerminateRequest &request);
[[nodiscard]] Reply<QString> completeActivity(Client &client, const WriteToken &token,
                                              const CompleteActivityRequest &request);
[[nodiscard]] Reply<QString> reset(Client &client, const WriteToken &token, const ResetRequest &request);
/// Of a run that is open the server makes an end first, and deletes it all the same: whoever calls this has
/// looked. It answers before the run is gone. Nothing of it is kept, neither who nor why; it waits behind
/// what a person does, as one of many.
[[nodiscard]] Reply<QString> deleteRun(Client &client, const WriteToken &token, const DeleteRequest &request);
/// Needs the role admin. The server keeps nothing of who did it: `change.data` can.
[[nodiscard]] Reply<QString> updateNamespace(Client &client, const WriteToken &token, const QString &ns,
                                             const NamespaceChange &change);
/// Likewise. `what` says its retention, without which the server makes none. LostRace: it exists, or did
/// until a moment ago.
[[nodiscard]] Reply<QString> registerNamespace(Client &client, const WriteToken &token, const QString &ns,
                                               const NamespaceChange &what);
/// Likewise. Of one that is there already a server says LostRace, or nothing at all, whatever its type.
[[nodiscard]] Reply<QString> addSearchAttributes(Client &client, const WriteToken &token, const QString &ns,
                                                 const SearchAttributes &attributes);
/// Likewise. The value is what the server calls it from then on, while it removes what is in it.
[[nodiscard]] Reply<QString> deleteNamespace(Client &client, const WriteToken &token, const QString &ns);

} // namespace writes

} // namespace signalbox
