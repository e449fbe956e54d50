// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/client.h"

#include <QObject>

#include <optional>

namespace signalbox {

/// The event that a closed run can be brought back to: what it did from there on is done anew.
struct ResetPoint
{
    qint64 eventId = 0; ///< as the server takes it
    std::optional<Instant> time{};
    bool isStart = false;         ///< it never completed a workflow task: right after its first was scheduled
    bool leavesOutCancel = false; ///< it was asked to cancel later, which a reset does not repeat (1.32)

    bool operator==(const ResetPoint &) const = default;
};

struct WayBack
{
    std::optional<ResetPoint> point; ///< none: it never had a workflow task
    ExecutionDescription current{};  ///< the newest run of the workflow id, maybe the run itself

    bool operator==(const WayBack &) const = default;
};

/// Finds the point in events that are given newest first: of the last completed workflow task; of a cancelled
/// run, of the last one before the request, which would cancel it again. A value.
class ResetPointFinder
{
public:
    explicit ResetPointFinder(ExecutionStatus status)
        : m_wasCancelled(status == ExecutionStatus::Canceled)
    {
    }
    /// False: no older event changes it.
    [[nodiscard]] bool take(const HistoryEvent &event);
    [[nodiscard]] std::optional<ResetPoint> point() const;

private:
    bool m_wasCancelled;
    bool m_sawRequest = false;
    std::optional<ResetPoint> m_completed;
    std::optional<ResetPoint> m_scheduled; ///< the oldest so far
};

/// Reads the way back of one closed run: its history, which changes no more, once, and the workflow's current
/// run every time. One reading at a time; a new one replaces it. Owner thread.
class WayBackReading final : public QObject
{
    Q_OBJECT

public:
    WayBackReading(Client &client, QString ns, QString workflowId, QString runId, QObject *parent = nullptr);

    /// `status` is the run's, which is closed.
    [[nodiscard]] Reply<WayBack> read(ExecutionStatus status, Purpose purpose);

private:
    void takeCurrent(const Result<ExecutionDescription> &answer);
    void readPage(const QByteArray &token);
    void takePage(const Result<HistoryPage> &answer);

    Client &m_client;
    const QString m_ns, m_workflowId, m_runId;
    Purpose m_purpose = Purpose::Background;
    ResetPointFinder m_finder{ExecutionStatus::Unspecified};
    bool m_isPointKnown = false;
    int m_pages = 0;
    WayBack m_way;
    ReplyPromise<WayBack> m_promise;
    Delivery m_call;
};

} // namespace signalbox
