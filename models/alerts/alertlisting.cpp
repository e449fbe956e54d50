// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alertlisting.h"

#include "models/alerts/alertengine.h"
#include "models/alerts/alertmarks.h"
#include "models/base/format.h"
#include "models/policy/runbook.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

AlertStage stageOf(const QueueKey &key, const RuleStanding &standing, bool isOutage)
{
    switch (standing.state) {
    case AlertState::Firing:
        return standing.recovering ? AlertStage::Recovering : AlertStage::Firing;
    case AlertState::Pending:
        return AlertStage::Pending;
    default:
        return isOutage && key != theCluster ? AlertStage::Muted : AlertStage::Unknown;
    }
}

/// Of thousands that are not known only the names tell which comes first: they are compared where they lie.
bool isBefore(const ListedRow &one, const ListedRow &other)
{
    const auto rank = [](const ListedAlert &each) {
        return std::tuple(-static_cast<int>(each.alert.signal), !each.isOpen(), each.stage,
                          !each.alert.since.has_value(), each.alert.since.value_or(Instant()));
    };
    const auto a = rank(*one.alert);
    const auto b = rank(*other.alert);
    if (a != b)
        return a < b;
    const auto name = [](const Alert &each) { return std::tie(each.key, each.rule, each.type); };
    return name(one.alert->alert) < name(other.alert->alert);
}

bool isSameAlert(const Alert &one, const Alert &other)
{
    return one.type == other.type && one.rule == other.rule;
}

bool changesByTime(const ListedRow &row)
{
    return row.alert->alert.since || row.alert->snoozed || row.alert->snoozeEnded;
}

bool isMarked(const ListedRow &row)
{
    return row.alert->acknowledged || row.alert->snoozed || row.alert->snoozeEnded || row.alert->notes > 0;
}

void keep(std::set<QueueKey> &keys, const QueueKey &key, bool isKept)
{
    if (isKept)
        keys.insert(key);
    else
        keys.erase(key);
}

void change(std::map<QString, std::size_t> &names, const QString &name, bool isMore)
{
    if (name.isEmpty())
        return;
    if (isMore)
        ++names[name];
    else if (const auto at = names.find(name); --at->second == 0)
        names.erase(at);
}

QStringList namesOf(const std::map<QString, std::size_t> &counted)
{
    QStringList names;
    names.reserve(static_cast<qsizetype>(counted.size()));
    for (const auto &[name, count] : counted)
        names << name;
    return names;
}

} // namespace

AlertListing::AlertListing(const AlertEngine &engine, const AlertMarks &marks, const Runbook &runbook,
                           const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_marks(marks)
    , m_runbook(runbook)
    , m_clock(clock)
{
    for (const QueueKey &key : engine.standingKeys())
        m_stale.insert(key);
    m_more.setSingleShot(true);
    connect(&m_more, &QTimer::timeout, this, &AlertListing::work);
    connect(&engine, &AlertEngine::stands, this, [this](const QueueKey &key) { m_stale.insert(key); });
    connect(&marks, &AlertMarks::changed, this, &AlertListing::staleMarked);
}

AlertListing::~AlertListing() = default;

void AlertListing::staleAll()
{
    for (const auto &[key, rows] : m_known)
        m_stale.insert(key);
}

void AlertListing::staleMarked()
{
    m_stale.insert(m_marked.begin(), m_marked.end());
    for (const QueueKey &key : m_marks.keys())
        if (m_known.contains(key))
            m_stale.insert(key);
}

void AlertListing::update()
{
    const bool isOutage = m_engine.isOutage();
    if (std::exchange(m_isOutage, isOutage) != isOutage)
        staleAll();
    m_stale.insert(m_timed.begin(), m_timed.end());
    work();
}

void AlertListing::work()
{
    for (std::size_t i = 0; i < atOnce && !m_stale.empty(); ++i)
        make(m_stale.extract(m_stale.begin()).value());
    putInOrder();
    if (!m_stale.empty())
        m_more.start(0);
    else if (std::exchange(m_isNews, false))
        Q_EMIT listed();
}

/// What says the same as before stays where it is.
void AlertListing::make(const QueueKey &key)
{
    Rows before;
    if (const auto known = m_known.find(key); known != m_known.end())
        before = std::move(known->second);
    Rows after;
    for (const RuleStanding &standing : m_engine.standings(key)) {
        ListedAlert one = listedOf(key, standing);
        const auto was = std::find_if(before.begin(), before.end(), [&one](const ListedRow &row) {
            return isSameAlert(row.alert->alert, one.alert);
        });
        if (was != before.end() && *was->alert == one) {
            after.push_back(std::move(*was));
            before.erase(was);
            continue;
        }
        const quint64 id = was != before.end() ? was->id : ++m_lastId;
        after.push_back({id, std::make_shared<const ListedAlert>(std::move(one))});
        if (was != before.end()) {
            remove(*was);
            before.erase(was);
        }
        add(after.back());
    }
    for (const ListedRow &gone : before)
        remove(gone);
    keep(m_timed, key, std::any_of(after.begin(), after.end(), changesByTime));
    keep(m_marked, key, std::any_of(after.begin(), after.end(), isMarked));
    if (after.empty())
        m_known.erase(key);
    else
        m_known[key] = std::move(after);
}

ListedAlert AlertListing::listedOf(const QueueKey &key, const RuleStanding &standing) const
{
    ListedAlert one;
    one.alert = m_engine.alertOf(key, standing);
    one.rule = standing.rule;
    one.stage = stageOf(key, standing, m_isOutage);
    one.owner = m_runbook.ownerOf(key).value_or(QString());
    one.reason = reasonOf(standing);
    one.age = standing.since ? formatRoughly(std::max(m_clock.utc() - *standing.since, Milliseconds(0)))
                             : formatDuration({});
    const AlertKey name = keyOf(one.alert);
    one.acknowledged = m_marks.acknowledgement(one.alert);
    one.snoozed = m_marks.snooze(name);
    one.snoozeEnded = m_marks.endedSnooze(name);
    one.notes = m_marks.notes(one.alert).size();
    return one;
}

void AlertListing::add(const ListedRow &row)
{
    m_isNews = true;
    m_added.push_back(row);
    ++m_stages.at(static_cast<std::size_t>(row.alert->stage));
    change(m_owners, row.alert->owner, true);
    change(m_namespaces, row.alert->alert.key.ns, true);
}

void AlertListing::remove(const ListedRow &row)
{
    m_isNews = true;
    m_out.insert(row.id);
    --m_stages.at(static_cast<std::size_t>(row.alert->stage));
    change(m_owners, row.alert->owner, false);
    change(m_namespaces, row.alert->alert.key.ns, false);
}

void AlertListing::putInOrder()
{
    if (!m_out.empty())
        std::erase_if(m_rows, [this](const ListedRow &row) { return m_out.contains(row.id); });
    m_out.clear();
    std::sort(m_added.begin(), m_added.end(), isBefore);
    const auto old = static_cast<std::ptrdiff_t>(m_rows.size());
    std::move(m_added.begin(), m_added.end(), std::back_inserter(m_rows));
    m_added.clear();
    std::inplace_merge(m_rows.begin(), m_rows.begin() + old, m_rows.end(), isBefore);
}

std::vector<ListedAlert> AlertListing::firing() const
{
    std::vector<ListedAlert> firing;
    for (const ListedRow &row : m_rows)
        if (row.alert->stage == AlertStage::Firing || row.alert->stage == AlertStage::Recovering)
            firing.push_back(*row.alert);
    return firing;
}

std::size_t AlertListing::count(AlertStage stage) const
{
    return m_stages.at(static_cast<std::size_t>(stage));
}

QStringList AlertListing::owners() const
{
    return namesOf(m_owners);
}

QStringList AlertListing::namespaces() const
{
    return namesOf(m_namespaces);
}

QString totalsText(const AlertListing &listing)
{
    constexpr std::array stages{AlertStage::Firing, AlertStage::Recovering, AlertStage::Pending,
                                AlertStage::Unknown, AlertStage::Muted};
    QStringList parts;
    for (const AlertStage stage : stages)
        if (const std::size_t count = listing.count(stage); count > 0)
            parts << u"%1 %2"_s.arg(formatCount(qint64(count)), stageName(stage));
    return parts.join(u" · "_s);
}

} // namespace signalbox
