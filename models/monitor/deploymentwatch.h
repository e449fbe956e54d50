// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/base/reply.h"
#include "models/monitor/callschedule.h"
#include "models/temporal/deployments.h"

#include <QObject>

namespace signalbox {

class Client;

/// Finds the queues that versions of a namespace's worker deployments poll, or polled before they went away:
/// those of the newest, current and ramping versions, one question after the other, in rounds ten minutes
/// apart where there are deployments and half an hour elsewhere. Where the server or this person has none to
/// list, it asks again only after refresh(). Owner thread.
class DeploymentWatch final : public QObject
{
    Q_OBJECT

public:
    DeploymentWatch(Client &client, const Clock &clock, QString ns, CallSchedule &background,
                    QObject *parent = nullptr);

    void setWanted(bool wanted);
    /// This person may not list them: their queues are not found here.
    [[nodiscard]] bool isDenied() const { return m_refusal == ErrorKind::Denied; }
    /// For the person who pressed F5, or signed in again.
    void refresh();
    /// The connection is back.
    void retryNow();
    void stop();

Q_SIGNALS:
    void discovered(const signalbox::VersionQueues &queues);
    void refused();                             ///< for good
    void failed(const signalbox::Error &error); ///< otherwise

private:
    int step(Purpose purpose);
    void takePage(const Result<DeploymentPage> &page);
    void takeQueues(const Result<VersionQueues> &queues);
    void takeFailure(const Error &error);
    void goOn();

    Client &m_client;
    const Clock &m_clock;
    const QString m_ns;
    ScheduledPoll m_steps;
    Delivery m_delivery;
    std::vector<DeploymentVersion> m_open; ///< of the round, to be asked for
    QByteArray m_nextPage;
    int m_versions = 0; ///< of the round
    bool m_wanted = false;
    std::optional<ErrorKind> m_refusal;
};

} // namespace signalbox
