// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/workflow.h"

#include "models/base/explain.h"
#include "models/base/format.h"
#include "models/workflows/archivereader.h"
#include "models/workflows/executiontext.h"

#include <QSet>
#include <QTimer>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds refreshEvery{10};

/// The newest event that says how a workflow task ended, if it failed. Later attempts write none.
const HistoryEvent *taskFailure(const HistoryModel &history)
{
    for (int row = 0; row < history.rowCount(); ++row) {
        const HistoryEvent &event = history.event(row);
        if (event.type == "WorkflowTaskFailed"_L1 || event.type == "WorkflowTaskTimedOut"_L1)
            return &event;
        if (event.type == "WorkflowTaskCompleted"_L1)
            break;
    }
    return nullptr;
}

/// Of the timers that were started and have not ended, the one that is due first.
const HistoryEvent *nextTimer(const HistoryModel &history)
{
    QSet<qint64> ended;
    const HistoryEvent *next = nullptr;
    const auto due = [](const HistoryEvent &timer) { return *timer.time + *timer.timerLength; };
    for (int row = 0; row < history.rowCount(); ++row) {
        const HistoryEvent &event = history.event(row);
        if (event.type == "TimerFired"_L1 || event.type == "TimerCanceled"_L1)
            ended.insert(event.startedEventId);
        else if (event.timerLength && event.time && !ended.contains(event.id))
            next = !next || due(event) < due(*next) ? &event : next;
    }
    return next;
}

/// Who asked for the cancellation that ended the run, if the newest event doesn't say more.
const HistoryEvent *cancelRequest(const HistoryModel &history)
{
    for (int row = 0; row < history.rowCount(); ++row)
        if (history.event(row).type == "WorkflowExecutionCancelRequested"_L1)
            return &history.event(row);
    return nullptr;
}

/// What nowSentence() is told beside the description.
const HistoryEvent *tellingEvent(const ExecutionDescription &description, const HistoryModel &history)
{
    const HistoryEvent *request =
        description.execution.status == ExecutionStatus::Canceled ? cancelRequest(history) : nullptr;
    if (request)
        return request;
    if (!isOpen(description.execution.status))
        return history.rowCount() > 0 ? &history.event(0) : nullptr;
    const auto &task = description.pendingWorkflowTask;
    return task && task->attempt > 1 ? taskFailure(history) : nextTimer(history);
}

} // namespace

class Workflow::Private
{
public:
    Private(Workflow *workflow, Client &client, const Clock &clock)
        : q(workflow)
        , m_client(client)
        , m_clock(clock)
        , m_activities(clock)
        , m_history(client)
        , m_archive(client)
    {
        m_timer.setInterval(refreshEvery);
        connect(&m_timer, &QTimer::timeout, q, [this] { describe(Purpose::Background); });
        connect(&m_history, &HistoryModel::stateChanged, q, &Workflow::changed);
        connect(&m_archive, &ArchiveReader::readOn, q, &Workflow::changed);
    }

    void describe(Purpose purpose);
    void take(ExecutionDescription newer);
    void takeFailure(const Error &failure);
    void readArchive(const Error &notHeld);
    void leaveArchive();
    void takeArchived(ArchivedRun archived);
    [[nodiscard]] bool mayStillChange() const
    {
        return !m_isGone && (!m_description || isOpen(m_description->execution.status));
    }

    Workflow *q;
    Client &m_client;
    const Clock &m_clock;
    QString m_ns, m_workflowId, m_runId;
    std::optional<ExecutionDescription> m_description;
    std::optional<Instant> m_readAt;
    std::optional<Error> m_error;
    PendingActivityModel m_activities;
    HistoryModel m_history;
    ArchiveReader m_archive;
    Delivery m_archiveCall;
    std::optional<Error> m_archiveError; ///< other than that it doesn't hold the run
    bool m_readsArchive = false;
    bool m_isGone = false;
    bool m_isArchived = false;
    bool m_historyLoaded = false;
    bool m_reading = false;
    bool m_active = false;
    QTimer m_timer;
};

void Workflow::Private::describe(Purpose purpose)
{
    if (std::exchange(m_reading, true))
        return;
    m_client.describeExecution(m_ns, m_workflowId, m_runId, purpose)
        .deliver(q, [this](Result<ExecutionDescription> answer) {
            m_reading = false;
            if (answer)
                take(std::move(*answer));
            else
                takeFailure(answer.error());
            if (!mayStillChange())
                m_timer.stop();
            Q_EMIT q->changed();
        });
}

void Workflow::Private::take(ExecutionDescription newer)
{
    if (m_runId.isEmpty())
        m_runId = newer.execution.runId;
    // The server goes on listing those of a run that has ended; nobody waits for them any more.
    m_activities.setActivities(isOpen(newer.execution.status) ? newer.pendingActivities
                                                              : std::vector<PendingActivity>());
    m_description = std::move(newer);
    m_readAt = m_clock.utc();
    m_error.reset();
    leaveArchive();
    m_archiveError.reset();
    if (std::exchange(m_isArchived, false))
        m_historyLoaded = false;
    if (!std::exchange(m_historyLoaded, true))
        m_history.load(m_ns, m_workflowId, m_runId);
    else if (m_history.rowCount() == 0 || m_history.event(0).id != m_description->execution.historyLength)
        m_history.refresh();
}

void Workflow::Private::takeFailure(const Error &failure)
{
    if (failure.kind != ErrorKind::NotFound) {
        m_error = failure;
        return;
    }
    m_isGone = true;
    m_activities.setActivities({});
    if (m_isArchived)
        return;
    if (m_runId.isEmpty())
        m_error = failure;
    else
        readArchive(failure);
}

void Workflow::Private::readArchive(const Error &notHeld)
{
    if (std::exchange(m_readsArchive, true))
        return;
    m_archiveCall =
        m_archive.read(m_ns, m_workflowId, m_runId).deliver(q, [this, notHeld](Result<ArchivedRun> answer) {
            m_readsArchive = false;
            if (answer)
                takeArchived(std::move(*answer));
            else
                m_error = notHeld;
            m_archiveError.reset();
            if (!answer && answer.error().kind != ErrorKind::NotFound)
                m_archiveError = answer.error();
            Q_EMIT q->changed();
        });
}

/// What is known is what Describe said last, if anything: it is to be asked again.
void Workflow::Private::leaveArchive()
{
    m_archiveCall.cancel();
    m_readsArchive = false;
    m_isGone = false;
}

void Workflow::Private::takeArchived(ArchivedRun archived)
{
    m_isArchived = true;
    m_description = std::move(archived.description);
    m_readAt = m_clock.utc();
    m_error.reset();
    m_historyLoaded = true;
    m_history.show(std::move(archived.newestFirst));
}

Workflow::Workflow(Client &client, const Clock &clock, QString ns, QString workflowId, QString runId,
                   QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, client, clock))
{
    d->m_ns = std::move(ns);
    d->m_workflowId = std::move(workflowId);
    d->m_runId = std::move(runId);
}

Workflow::~Workflow() = default;

void Workflow::setActive(bool active)
{
    if (std::exchange(d->m_active, active) == active)
        return;
    if (!active) {
        if (d->m_readsArchive)
            d->leaveArchive();
        return d->m_timer.stop();
    }
    if (!d->mayStillChange())
        return;
    d->m_timer.start();
    d->describe(d->m_description ? Purpose::Background : Purpose::Operator);
}

void Workflow::refresh()
{
    d->describe(Purpose::Operator);
}

const QString &Workflow::ns() const
{
    return d->m_ns;
}

const QString &Workflow::workflowId() const
{
    return d->m_workflowId;
}

const QString &Workflow::runId() const
{
    return d->m_runId;
}

const std::optional<ExecutionDescription> &Workflow::description() const
{
    return d->m_description;
}

bool Workflow::isGone() const
{
    return d->m_isGone;
}

bool Workflow::isArchived() const
{
    return d->m_isArchived;
}

std::optional<Instant> Workflow::readAt() const
{
    return d->m_readAt;
}

const std::optional<Error> &Workflow::error() const
{
    return d->m_error;
}

QString Workflow::nowSentence() const
{
    if (d->m_readsArchive)
        return tr("The server does not hold this run, so its archive is read: %1 events so far…")
            .arg(formatCount(static_cast<qint64>(d->m_archive.soFar())));
    if (d->m_archiveError)
        return tr("The server does not hold this run, and its archive could not be read: %1")
            .arg(explain(*d->m_archiveError).sentence());
    if (d->m_isGone && !d->m_isArchived)
        return tr("This run does not exist: it was deleted, or closed longer ago than its namespace "
                  "keeps runs.");
    if (!d->m_description)
        return d->m_error ? explain(*d->m_error).sentence() : tr("Reading…");
    QString sentence = signalbox::nowSentence(
        *d->m_description, tellingEvent(*d->m_description, d->m_history), d->m_clock.utc());
    if (d->m_isArchived)
        sentence += u' ' + tr("Read from the archive: the server itself holds this run no more.");
    return sentence;
}

PendingActivityModel &Workflow::pendingActivities()
{
    return d->m_activities;
}

HistoryModel &Workflow::history()
{
    return d->m_history;
}

} // namespace signalbox
