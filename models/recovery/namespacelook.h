// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/reply.h"
#include "models/recovery/manifest.h"

#include <QObject>

namespace signalbox {

class Client;

/// What a namespace is but for its runs and queues: configuration, search attributes, schedules. One look at
/// a time. Owner thread.
class NamespaceLook final : public QObject
{
    Q_OBJECT

public:
    struct Seen
    {
        manifest::Namespace ns;
        bool isMissing = false; ///< the server knows no namespace of that name
        std::vector<Schedule> schedules;
        std::vector<manifest::Gap> gaps;
    };

    explicit NamespaceLook(Client &client, QObject *parent = nullptr);

    /// Fails where the cluster does not answer or the session has ended; all else is a gap.
    [[nodiscard]] Reply<Seen> look(const QString &ns);

private:
    void takeConfig(const Result<NamespaceConfig> &config);
    void takeAttributes(const Result<SearchAttributes> &attributes);
    void askSchedules(const QByteArray &pageToken);
    void takeSchedules(const QByteArray &pageToken, const Result<SchedulePage> &page);
    /// Notes why a part isn't known. False: that was the end of the look.
    [[nodiscard]] bool note(manifest::Part part, const Error &error);
    void finish();

    Client &m_client;
    Seen m_seen;
    std::optional<ReplyPromise<Seen>> m_promise;
};

/// Which namespaces there are: those listed without Temporal's own, or, where the list is refused, the
/// token's.
struct LiveNames
{
    QStringList names;
    std::optional<manifest::Gap> gap; ///< why there may be others
};
[[nodiscard]] Result<LiveNames> liveNames(const Result<std::vector<NamespaceInfo>> &list,
                                          const QStringList &ofToken);

/// Whether this says nothing of what was asked for, but of all that could be asked.
[[nodiscard]] bool isOfTheCluster(const Error &error);

} // namespace signalbox
