// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/olderpast.h"
#include "models/store/past.h"

#include <QObject>

namespace signalbox {

class Watch;

/// The past of one queue as a page shows it: asked for when another stretch or another detail is
/// wanted, and from then on grown by what is sampled. Owner thread.
class QueuePast final : public QObject
{
    Q_OBJECT

public:
    /// `prometheus`: asked for what is older than what the console remembers; null: nobody is.
    QueuePast(QueueKey key, Watch &watch, Past &past, Prometheus *prometheus, const Clock &clock,
              QObject *parent = nullptr);

    /// The last `span` in so many slices (Series::thinned), up to date as long as it isn't closed. Asks only
    /// if that isn't what is there, or if a clock was set, by which all of it lies elsewhere, or if the
    /// namespace can be read only now.
    void open(Milliseconds span, int slices);
    /// A stretch that stands still.
    void open(Instant from, Instant to, int slices);
    /// Nothing is added any more; what is there stays.
    void close();
    void dropBefore(Instant time) { m_series.dropBefore(time); }

    [[nodiscard]] const Series &series() const { return m_series; }
    /// The part of it that is Prometheus's.
    struct Older
    {
        Instant until;
        std::optional<Error> failure; ///< it can't be had
    };
    [[nodiscard]] const std::optional<Older> &older() const { return m_older; }
    /// What kept some of it from being read.
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }

Q_SIGNALS:
    void replaced();
    void grew(const signalbox::SeriesPoint &look);

private:
    struct Wanted
    {
        Milliseconds span{0};
        int slices = 0;
        Instant bootedAt;           ///< as the wall clock has it
        std::optional<Instant> end; ///< nullopt: now, as it goes on

        [[nodiscard]] bool isAs(const Wanted &other) const;
    };

    void open(const Wanted &wanted);

    void take(Result<PastSpan> span);
    void take(const QueueSample &sample);
    void askAgain();
    void askOlder();
    void takeOlder(Instant until, Result<Series> older);

    const QueueKey m_key;
    Watch &m_watch;
    Past &m_past;
    const Clock &m_clock;
    Series m_series;
    std::optional<Wanted> m_open;
    bool m_isWaiting = false;
    bool m_isDenied = false; ///< as long as the namespace isn't listed, too
    std::optional<Error> m_failure;
    Delivery m_asked;
    std::unique_ptr<OlderPast> m_olderPast; ///< null: the profile names no Prometheus
    std::optional<Older> m_older;
    Delivery m_askedOlder;
};

} // namespace signalbox
