// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/mark.h"
#include "models/store/momentreader.h"
#include "models/store/overviewreader.h"
#include "models/store/readingthread.h"
#include "models/store/storereader.h"
#include "models/store/versionrow.h"

#include <set>

namespace signalbox {

class Watch;

/// What is known of a stretch of the past.
struct PastSpan
{
    Series series;
    std::optional<Error> unread; ///< what kept the part before memory from being read

    bool operator==(const PastSpan &) const = default;
};

/// The past of queues, from memory as far back as it goes and before that from the profile's store, whoever
/// records it. Only of namespaces that the watch may read now. Owner thread; the disk is read by a thread of
/// its own.
class Past
{
public:
    /// Outlived by the watch.
    Past(const Watch &watch, QString path);

    /// From the last look before `from` on, thinned to so many slices (Series::thinned). Their times are by
    /// the wall clock: of what is in memory as it goes now, of what is on disk as it went then. In at once
    /// where memory has all of it. Its only error is Denied: this person may not read the namespace, or it is
    /// not listed yet.
    [[nodiscard]] Reply<PastSpan> range(const QueueKey &key, Instant from, Instant to, int slices);
    /// How a queue was judged within the time, and last before it, oldest first. Denied as `range`.
    [[nodiscard]] Reply<std::vector<Judgement>> judgements(const QueueKey &key, Instant from, Instant to);
    /// What was known then of each queue, with the minutes of so long a time before, and of each namespace.
    /// Of the store alone, which is some seconds behind.
    [[nodiscard]] Reply<PastMoment> moment(Instant at, Milliseconds lineSpan);
    /// The alerts that began within the time, oldest first: the newest `mostAlerts` of them.
    static constexpr std::size_t mostAlerts = 10'000;
    [[nodiscard]] Reply<std::vector<Transition>> alerts(Instant from, Instant to);
    /// All that rules did within the time, likewise.
    [[nodiscard]] Reply<std::vector<Transition>> transitions(Instant from, Instant to);

    /// Which versions a queue's tasks went to since when, within the time. Denied as `range`.
    [[nodiscard]] Reply<std::vector<VersionRow>> versions(const QueueKey &key, Instant from, Instant to);
    /// What people said of alerts within the time, on this machine.
    [[nodiscard]] Reply<std::vector<Mark>> marks(Instant from, Instant to);

    /// What was counted of namespaces, and called, over a time. Of the store alone; read beside the rest, as
    /// a month of many takes seconds.
    [[nodiscard]] Reply<Overview> overview(const OverviewQuery &query);

    /// Of one that is gone too: what was seen stays.
    [[nodiscard]] bool mayRead(const QString &ns) const;
    [[nodiscard]] std::set<QString> readable() const;
    /// Of the store, for who reads much of it on a thread of its own.
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    using IsWanted = bool (*)(const Transition &);

    [[nodiscard]] Reply<std::vector<Transition>> transitions(Instant from, Instant to, IsWanted isWanted);

    const Watch &m_watch;
    const QString m_path;
    ReadingThread m_reader;
    ReadingThread m_overviews;
};

} // namespace signalbox
