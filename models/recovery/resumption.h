// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recovery/runlooks.h"
#include "models/recovery/verification.h"

namespace signalbox {

/// How far the runs of a restored cluster have come back to life.
struct ResumptionState
{
    qint64 runs = 0;    ///< that were to go on
    qint64 resumed = 0; ///< whose history has grown since, or that have ended

    bool operator==(const ResumptionState &) const = default;
};

/// Watches runs that stood still until each has gone on, or for so long: describes those that have not, round
/// after round. A run that waits for a timer or a signal alone may stand for good reason; it is watched like
/// the others and named apart. Owner thread.
class Resumption final : public QObject
{
    Q_OBJECT

public:
    Resumption(Client &client, const Clock &clock, const Pace &pace = {}, QObject *parent = nullptr);

    void start(std::vector<Standing> standing, Milliseconds patience);

Q_SIGNALS:
    void progressed(const signalbox::ResumptionState &state);
    /// After a round that was not the last: those that have not gone on by then.
    void stood(const std::vector<signalbox::Standing> &standing);
    /// Those that have not gone on.
    void ended(const signalbox::ResumptionState &state, const std::vector<signalbox::Standing> &standing);
    void failed(const signalbox::Error &error);

private:
    void beginRound();
    void nextBatch();
    void takeFacts(const Result<RunLooks::Facts> &facts);
    void endRound();
    [[nodiscard]] bool isOver() const;

    const Clock &m_clock;
    const std::size_t m_batch;
    RunLooks m_runs;
    QTimer m_nextRound;
    Milliseconds m_until{0};
    ResumptionState m_state;
    std::vector<Standing> m_standing; ///< asked in this round from `m_from` on
    std::vector<Standing> m_still;    ///< of this round, those that have not gone on
    std::size_t m_from = 0;
    std::size_t m_to = 0;
};

} // namespace signalbox
