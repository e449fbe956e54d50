// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alertlist.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <array>
#include <map>
#include <memory>
#include <set>

namespace signalbox {

class Clock;
class Runbook;

/// One of a list. A later list has it under the same number, whatever it says by then.
struct ListedRow
{
    quint64 id = 0;
    std::shared_ptr<const ListedAlert> alert; ///< never null

    bool operator==(const ListedRow &other) const
    {
        return id == other.id && (alert == other.alert || *alert == *other.alert);
    }
};

/// What stands, what is expected to, and what can't be judged: danger first, then what nobody has taken, then
/// what stands longest. It goes on from what it was: only what rules or people have said anew of, or what
/// says how long, is made again; where that is much, in several events. Owner thread.
class AlertListing final : public QObject
{
    Q_OBJECT

public:
    /// Queues, namespaces or the cluster that one event looks at.
    static constexpr std::size_t atOnce = 100;

    AlertListing(const AlertEngine &engine, const AlertMarks &marks, const Runbook &runbook,
                 const Clock &clock, QObject *parent = nullptr);
    ~AlertListing() override;

    void update(); ///< to now; listed() comes before it returns where that is little
    [[nodiscard]] bool isComplete() const { return m_stale.empty(); } ///< as of the last update

    [[nodiscard]] const std::vector<ListedRow> &rows() const { return m_rows; } ///< in their order
    [[nodiscard]] std::vector<ListedAlert> firing() const;                      ///< or recovering
    [[nodiscard]] std::size_t count(AlertStage stage) const;
    [[nodiscard]] QStringList owners() const;     ///< of all, sorted
    [[nodiscard]] QStringList namespaces() const; ///< likewise

Q_SIGNALS:
    void listed(); ///< rows() are others than before

private:
    using Rows = std::vector<ListedRow>;

    void work();
    void staleAll();
    void staleMarked();
    void make(const QueueKey &key);
    [[nodiscard]] ListedAlert listedOf(const QueueKey &key, const RuleStanding &standing) const;
    void add(const ListedRow &row);
    void remove(const ListedRow &row);
    void putInOrder();

    const AlertEngine &m_engine;
    const AlertMarks &m_marks;
    const Runbook &m_runbook;
    const Clock &m_clock;
    std::map<QueueKey, Rows> m_known; ///< that have any
    std::set<QueueKey> m_stale;       ///< to be looked at
    std::set<QueueKey> m_timed;       ///< of which time alone changes what is said
    std::set<QueueKey> m_marked;      ///< of which people have said something that is listed
    Rows m_rows;
    Rows m_added;            ///< not in order yet
    std::set<quint64> m_out; ///< gone, or said otherwise
    quint64 m_lastId = 0;
    std::array<std::size_t, 5> m_stages{}; ///< by AlertStage
    std::map<QString, std::size_t> m_owners;
    std::map<QString, std::size_t> m_namespaces;
    bool m_isOutage = false;
    bool m_isNews = false; ///< since listed()
    QTimer m_more;
};

/// "firing 2 · pending 1 · not known 3": what there is, the worst first.
[[nodiscard]] QString totalsText(const AlertListing &listing);

} // namespace signalbox
