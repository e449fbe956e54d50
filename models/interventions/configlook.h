// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/leverkind.h"
#include "models/temporal/client.h"

#include <QObject>

namespace signalbox {

/// Reads a namespace and what is wanted beside its settings. One reading at a time; a new one replaces it.
/// Owner thread.
class ConfigLook final : public QObject
{
    Q_OBJECT

public:
    /// With a SeenConfig.
    [[nodiscard]] Reply<Seen> read(Client &client, const QString &ns, NamespaceParts parts, Purpose purpose);
    void cancel();

private:
    void take(Result<NamespaceConfig> answer);
    void readAttributes();
    void readRemoved(const QByteArray &pageToken);
    void finish();

    Client *m_client = nullptr;
    NamespaceParts m_parts;
    Purpose m_purpose = Purpose::Operator;
    SeenConfig m_seen;
    int m_pages = 0;
    ReplyPromise<Seen> m_promise;
    Delivery m_call;
};

} // namespace signalbox
