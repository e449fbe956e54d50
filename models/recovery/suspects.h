// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recovery/runlooks.h"
#include "models/recovery/verification.h"
#include "models/temporal/executionpage.h"

#include <set>

namespace signalbox {

/// Runs of a namespace of which list and description contradicted each other. The list lags, and a run may
/// have ended between the two: so both are asked once more, a while later, and what still contradicts is
/// found. One round at a time. Owner thread.
class Suspects final : public QObject
{
    Q_OBJECT

public:
    struct Found
    {
        std::vector<RunFate> runs;
        std::optional<Error> failure; ///< why some could not be asked again
    };
    /// More than that would take minutes to ask for again; they are counted.
    static constexpr std::size_t most = 1000;

    Suspects(Client &client, RunLooks &runs, const Pace &pace, QObject *parent = nullptr);

    void begin(const QString &ns);
    void add(const RunFate &run);
    [[nodiscard]] qint64 left() const { return m_left; } ///< those beyond the most
    [[nodiscard]] Reply<Found> lookAgain();

private:
    void list();
    void takeList(const Result<ExecutionPage> &page);
    void describe();
    void judge(const Result<RunLooks::Facts> &facts);
    void fail(const Error &error);

    Client &m_client;
    RunLooks &m_runs;
    const Milliseconds m_after;
    QTimer m_later;
    QString m_ns;
    std::vector<RunFate> m_suspects;
    qint64 m_left = 0;
    std::size_t m_asked = 0;    ///< of the suspects, of the list
    std::set<QString> m_listed; ///< run ids that the list has running
    std::optional<ReplyPromise<Found>> m_promise;
};

} // namespace signalbox
