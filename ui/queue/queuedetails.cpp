// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuedetails.h"

#include "models/base/displaytext.h"
#include "models/base/explain.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/diagnosis/side.h"
#include "ui/widgets/factcolumns.h"

#include <QVBoxLayout>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int nameLength = 60;
/// The page is of the queue: of a large fleet the busiest workers are named.
constexpr auto mostWorkers = std::size_t{6};

QString kindOf(TaskType type)
{
    return type == TaskType::Workflow ? Text::tr("workflow") : Text::tr("activity");
}

QString whoSet(const RateLimit &limit)
{
    QStringList parts;
    if (!limit.identity.isEmpty())
        parts << Text::tr("by %1").arg(displayText(limit.identity, nameLength));
    else if (limit.source == RateLimitSource::Worker)
        parts << Text::tr("by its workers");
    else if (limit.source == RateLimitSource::System)
        parts << Text::tr("by the cluster");
    if (limit.updated)
        parts << Text::tr("since %1").arg(formatDateTime(limit.updated));
    if (!limit.reason.isEmpty())
        parts << displayText(limit.reason, nameLength);
    return parts.join(u", "_s);
}

Fact limitFact(TaskType type, const RateLimit &limit)
{
    const QString rate = !isSet(limit)          ? Text::tr("none")
                         : limit.perSecond <= 0 ? Text::tr("held: none goes out")
                                                : Text::tr("%1 a second").arg(formatRate(limit.perSecond));
    const bool isHeld = isSet(limit) && limit.perSecond <= 0;
    return {u"limit-"_s + kindOf(type),
            Text::tr("limit of %1 tasks").arg(kindOf(type)),
            rate,
            false,
            isSet(limit) ? whoSet(limit) : QString(),
            isHeld};
}

void addVersions(std::vector<Fact> &facts, TaskType type, const QueueVersions &versions)
{
    if (versions.current.isEmpty() && versions.ramping.isEmpty())
        return;
    const QString current = versions.current.isEmpty() ? Text::tr("unversioned workers")
                                                       : displayText(versions.current, nameLength);
    const QString ramping = versions.ramping.isEmpty() ? QString()
                                                       : Text::tr("%1 % to %2")
                                                             .arg(QString::number(versions.rampingPercent),
                                                                  displayText(versions.ramping, nameLength));
    facts.push_back({u"version-"_s + kindOf(type), Text::tr("version that gets %1 tasks").arg(kindOf(type)),
                     current, false, ramping, false});
}

void addSide(std::vector<Fact> &facts, TaskType type, const TypeFacts &side)
{
    if (side.addRate || side.dispatchRate)
        facts.push_back({u"rates-"_s + kindOf(type), Text::tr("%1 tasks in / out").arg(kindOf(type)),
                         Text::tr("%1 a second").arg(formatRates(side.addRate, side.dispatchRate)), false,
                         QString(), false});
    if (side.limit && (type == TaskType::Activity || isSet(*side.limit)))
        facts.push_back(limitFact(type, *side.limit));
    addVersions(facts, type, side.versions);
    for (const PriorityBacklog &one : side.priorities) {
        const QString oldest = one.backlog.value_or(0) > 0 && one.oldestTask
                                   ? Text::tr("the oldest for %1").arg(formatDuration(one.oldestTask))
                                   : QString();
        facts.push_back({u"priority%1-"_s.arg(one.key) + kindOf(type),
                         Text::tr("%1 tasks of priority %2").arg(kindOf(type), QString::number(one.key)),
                         Text::tr("%1 wait, %2 a second go out")
                             .arg(formatCount(one.backlog), formatRate(one.dispatchRate)),
                         false, oldest, false});
    }
}

QString slotsText(const std::optional<WorkerSlots> &slotsOfIt, TaskType type)
{
    if (!slotsOfIt)
        return {};
    const QString used = QString::number(slotsOfIt->used);
    if (!slotsOfIt->available)
        return Text::tr("%1 %2 slots in use, without bound").arg(used, kindOf(type));
    const int all = slotsOfIt->used + *slotsOfIt->available;
    return all == 0 ? QString()
                    : Text::tr("%1 of %2 %3 slots in use").arg(used, QString::number(all), kindOf(type));
}

bool isFull(const std::optional<WorkerSlots> &slotsOfIt)
{
    return slotsOfIt && slotsOfIt->used > 0 && slotsOfIt->available == 0;
}

int slotsUsed(const SeenWorker &worker)
{
    const auto &activity = worker.heartbeat.activitySlots;
    const auto &workflow = worker.heartbeat.workflowSlots;
    return (activity ? activity->used : 0) + (workflow ? workflow->used : 0);
}

Fact workerFact(const SeenWorker &worker, std::size_t number)
{
    const WorkerHeartbeat &beat = worker.heartbeat;
    QStringList parts{slotsText(beat.activitySlots, TaskType::Activity),
                      slotsText(beat.workflowSlots, TaskType::Workflow)};
    parts.removeAll(QString());
    const bool isBusy = isFull(beat.activitySlots) || isFull(beat.workflowSlots);
    QStringList asides;
    if (isBusy)
        asides << Text::tr("all busy");
    if (!beat.version.isEmpty())
        asides << displayText(beat.version, nameLength);
    const QString name = beat.host.isEmpty() ? beat.identity : beat.host;
    return {u"worker%1"_s.arg(number),
            Text::tr("worker on %1").arg(displayText(name, nameLength)),
            parts.isEmpty() ? Text::tr("it does not tell its slots") : parts.join(u", "_s),
            false,
            asides.join(u", "_s),
            isBusy};
}

QString hostsText(const QStringList &hosts)
{
    QStringList names = hosts;
    names.removeDuplicates();
    names.removeAll(QString());
    if (names.isEmpty())
        return {};
    return names.size() == 1 ? Text::tr("on %1").arg(displayText(names.first(), nameLength))
                             : Text::tr("on %1 hosts").arg(names.size());
}

} // namespace

Facts taskFacts(const QueueSample &sample)
{
    std::vector<Fact> facts;
    addSide(facts, TaskType::Workflow, sample.workflowFacts);
    addSide(facts, TaskType::Activity, sample.activityFacts);
    return facts;
}

Facts workerFacts(const std::optional<QueueWorkers> &workers)
{
    if (!workers)
        return {{u"workers"_s, Text::tr("workers by their heartbeats"), Text::tr("not known"), false,
                 QString(), false}};
    std::vector<SeenWorker> alive;
    std::copy_if(workers->workers.begin(), workers->workers.end(), std::back_inserter(alive),
                 [](const SeenWorker &worker) { return worker.alive; });
    std::stable_sort(alive.begin(), alive.end(),
                     [](const SeenWorker &a, const SeenWorker &b) { return slotsUsed(a) > slotsUsed(b); });
    std::vector<Fact> facts;
    const auto gone = workers->workers.size() - alive.size();
    const QString others = gone > 0 ? Text::tr("%1 gone").arg(gone) : QString();
    facts.push_back({u"workers"_s, Text::tr("workers by their heartbeats"),
                     alive.empty() ? Text::tr("none") : Text::tr("%1 alive").arg(alive.size()), false, others,
                     false});
    for (std::size_t i = 0; i < std::min(alive.size(), mostWorkers); ++i)
        facts.push_back(workerFact(alive[i], i));
    if (alive.size() > mostWorkers)
        facts.push_back({u"workersMore"_s, QString(),
                         Text::tr("and %1 that are less busy").arg(alive.size() - mostWorkers), false,
                         QString(), false});
    return facts;
}

Facts partitionFacts(const std::optional<Result<QueuePartitions>> &partitions)
{
    if (!partitions)
        return {};
    const QString label = Text::tr("partitions");
    if (!*partitions)
        return {{u"partitions"_s, label,
                 Text::tr("not known: %1").arg(explain(partitions->error()).sentence()), false, QString(),
                 false}};
    const QStringList &workflow = (*partitions)->workflowHosts;
    const QStringList &activity = (*partitions)->activityHosts;
    return {{u"partitions"_s, label,
             Text::tr("%1 for workflow tasks, %2 for activity tasks")
                 .arg(QString::number(workflow.size()), QString::number(activity.size())),
             false, hostsText(workflow + activity), false}};
}

QueueDetails::QueueDetails(QWidget *parent)
    : QFrame(parent)
    , m_facts(new FactColumns(this))
{
    setObjectName(u"queueDetails"_s);
    setAccessibleName(tr("Rates, limits, workers and partitions"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 8, 14, 8);
    layout->addWidget(m_facts);
}

/// A queue that was never looked at has none.
void QueueDetails::show(const std::optional<QueueSample> &sample, const std::optional<QueueWorkers> &workers)
{
    setVisible(sample.has_value());
    if (!sample)
        return;
    std::vector<Fact> tasks = taskFacts(*sample);
    std::vector<Fact> right = workerFacts(workers);
    const std::vector<Fact> parts = partitionFacts(m_partitions);
    right.insert(right.end(), parts.begin(), parts.end());
    if (tasks == m_tasks && right == m_workers)
        return;
    m_tasks = std::move(tasks);
    m_workers = std::move(right);
    m_facts->setFacts(m_tasks, m_workers);
}

void QueueDetails::setPartitions(const Result<QueuePartitions> &partitions)
{
    m_partitions = partitions;
}

} // namespace signalbox
