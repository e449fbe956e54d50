// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/base/reply.h"
#include "models/runbook/clusterlook.h"
#include "models/runbook/driftlist.h"
#include "models/runbook/drifttext.h"

#include <QStringList>
#include <QThreadPool>
#include <QTimer>

namespace signalbox {

/// Holds a cluster that is watched against the runbook when it is told to: waits for the watch's first sweep,
/// asks the rest, and has a worker judge it. What was found stays until more is known, with its time: a check
/// that fails or is stopped changes nothing of it. Owner thread.
class DriftCheck final : public QObject
{
    Q_OBJECT

public:
    using List = std::shared_ptr<const std::vector<ListedDrift>>;

    /// What came of a check.
    struct Found
    {
        List drifts;
        Instant seen;       ///< when the cluster was
        DriftCounts counts; ///< of all
        QStringList owners; ///< likewise; sorted, as the next
        QStringList namespaces;
    };

    /// How far one is.
    struct Progress
    {
        QString words;
        int done = 0;
        int known = 0; ///< 0: nobody can say
    };

    /// All must outlive it.
    DriftCheck(Client &client, const Watch &watch, const Runbook &runbook, const Expectations &expectations,
               const Clock &clock, QObject *parent = nullptr);

    void start(); ///< nothing while one is under way
    void stop();

    [[nodiscard]] bool isRunning() const { return m_stage != Stage::None; }
    [[nodiscard]] Progress progress() const;
    [[nodiscard]] const std::optional<Found> &found() const { return m_found; }
    /// Why the last one came to nothing, and when that was.
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }
    [[nodiscard]] Instant failedAt() const { return m_failedAt; }

Q_SIGNALS:
    void changed(); ///< begun, stopped or ended
    void progressed();

private:
    enum class Stage { None, Sweep, Look, Judge };

    void await();
    void look();
    void judge(const SeenCluster &cluster);
    void take(const Found &found);

    const Watch &m_watch;
    const Runbook &m_runbook;
    const Expectations &m_expectations;
    const Clock &m_clock;
    ClusterLook m_look;
    Stage m_stage = Stage::None;
    QTimer m_waiting;
    int m_settled = -1; ///< of the first sweep
    Milliseconds m_settledAt{0};
    int m_answered = 0;
    int m_asked = 0;
    Delivery m_judging;
    std::optional<Found> m_found;
    std::optional<Error> m_failure;
    Instant m_failedAt;
    QThreadPool m_worker;
};

} // namespace signalbox
