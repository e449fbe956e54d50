// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/base/reply.h"
#include "models/monitor/callschedule.h"
#include "models/monitor/observations.h"

#include <QObject>

namespace signalbox {

class Client;
class NamespaceWatch;

/// The executions that closed before a moment and to which the condition applies, if there is one, as the
/// server is asked for them.
[[nodiscard]] QString closedBeforeQuery(Instant before, const QString &condition = {});
/// Of runs that somebody may want to look into: a condition.
[[nodiscard]] QString endedBadlyQuery();
/// It will be the same the next time: the person's role or the server says so.
[[nodiscard]] bool isRefusal(const Error &error);

/// How many executions of one namespace closed longer ago than some time: one call of its visibility budget
/// every ten minutes, none where there is no such time. What a role keeps shut is tried again as rarely.
/// Owner thread.
class ClosedCount final : public QObject
{
    Q_OBJECT

public:
    struct Counted
    {
        qint64 count = 0;
        Milliseconds age{0}; ///< since they closed, at the least
        Instant before;      ///< they closed
        Instant time;        ///< when it was asked
        Milliseconds sinceBoot{0};
        Milliseconds interval{0}; ///< promised to the next one

        bool operator==(const Counted &) const = default;
    };

    /// Outlived by `ns`. `condition`: of a query, in which it stands beside the time.
    ClosedCount(Client &client, const Clock &clock, NamespaceWatch &ns, CallSchedule &background,
                QString condition = {}, QObject *parent = nullptr);

    [[nodiscard]] const std::optional<Counted> &latest() const { return m_latest; }
    /// Counted, or failed at it; or not to be counted.
    [[nodiscard]] bool isSettled() const { return !m_age || m_polls.pace().isSettled(); }

    /// Since they closed; nullopt: not to be counted, and forgotten.
    void setAge(std::optional<Milliseconds> age);
    /// For the person who pressed F5.
    void refresh();
    /// The connection is back.
    void retryNow();
    void stop();

Q_SIGNALS:
    void told(); ///< counted, or refused
    void failed(const signalbox::Error &error);

private:
    int ask(Purpose purpose);
    void take(const Result<qint64> &count);

    Client &m_client;
    const Clock &m_clock;
    NamespaceWatch &m_ns;
    const QString m_condition;
    ScheduledPoll m_polls;
    Delivery m_delivery;
    std::optional<Milliseconds> m_age;
    Counted m_asked;
    std::optional<Counted> m_latest;
};

} // namespace signalbox
