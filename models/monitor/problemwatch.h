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

/// The executions that it counts, as the server is asked for them.
[[nodiscard]] QString problemsQuery();

/// How many running executions of one namespace have workflow tasks that fail: one call of its visibility
/// budget, once a minute where it is fast or some fail or did the last time, every five minutes elsewhere,
/// none where nothing runs. A server that does not know of it is asked again only by refresh(). Owner thread.
class ProblemWatch final : public QObject
{
    Q_OBJECT

public:
    /// Outlived by `ns`.
    ProblemWatch(Client &client, const Clock &clock, NamespaceWatch &ns, CallSchedule &background,
                 QObject *parent = nullptr);

    [[nodiscard]] const std::optional<ProblemSample> &latest() const { return m_latest; }
    /// Counted, or failed at it; or not to be counted.
    [[nodiscard]] bool isSettled() const { return !m_wanted || m_refused || m_polls.pace().isSettled(); }

    /// Where nothing runs, none fail.
    void setWanted(bool wanted);
    void setFast(bool fast);
    /// For the person who pressed F5.
    void refresh();
    /// The connection is back.
    void retryNow();
    void stop();

Q_SIGNALS:
    void told();
    void failed(const signalbox::Error &error); ///< other than by a refusal for good

private:
    int ask(Purpose purpose);
    void take(const Result<qint64> &count);

    Client &m_client;
    const Clock &m_clock;
    NamespaceWatch &m_ns;
    ScheduledPoll m_polls;
    Delivery m_delivery;
    bool m_wanted = false;
    bool m_fast = false;
    bool m_refused = false;
    ProblemSample m_asked;
    std::optional<ProblemSample> m_latest;
};

} // namespace signalbox
