// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/workflow.h"

#include "models/base/format.h"
#include "models/workflows/executiontext.h"

#include <QTimer>

namespace signalbox {

namespace {

constexpr std::chrono::seconds refreshEvery{10};

} // namespace

class Workflow::Private
{
public:
    Private(Workflow *workflow, Client &calls, const Clock &time)
        : q(workflow)
        , client(calls)
        , clock(time)
        , activities(time)
        , history(calls)
    {
        timer.setInterval(refreshEvery);
        connect(&timer, &QTimer::timeout, q, [this] { describe(Purpose::Background); });
        connect(&history, &HistoryModel::stateChanged, q, &Workflow::changed);
    }

    void describe(Purpose purpose);
    void take(ExecutionDescription newer);
    void takeFailure(const Error &failure);
    [[nodiscard]] bool mayStillChange() const
    {
        const bool gone = error && error->kind == ErrorKind::NotFound;
        return !gone && (!description || isOpen(description->execution.status));
    }

    Workflow *q;
    Client &client;
    const Clock &clock;
    QString ns, workflowId, runId;
    std::optional<ExecutionDescription> description;
    std::optional<Instant> readAt;
    std::optional<Error> error;
    PendingActivityModel activities;
    HistoryModel history;
    bool historyLoaded = false;
    bool reading = false;
    bool active = false;
    QTimer timer;
};

void Workflow::Private::describe(Purpose purpose)
{
    if (std::exchange(reading, true))
        return;
    client.describeExecution(ns, workflowId, runId, purpose)
        .deliver(q, [this](Result<ExecutionDescription> answer) {
            reading = false;
            if (answer)
                take(std::move(*answer));
            else
                takeFailure(answer.error());
            if (!mayStillChange())
                timer.stop();
            Q_EMIT q->changed();
        });
}

void Workflow::Private::take(ExecutionDescription newer)
{
    if (runId.isEmpty())
        runId = newer.execution.runId;
    activities.setActivities(newer.pendingActivities);
    description = std::move(newer);
    readAt = clock.utc();
    error.reset();
    if (!std::exchange(historyLoaded, true))
        history.load(ns, workflowId, runId);
    else if (history.rowCount() == 0 || history.event(0).id != description->execution.historyLength)
        history.refresh();
}

void Workflow::Private::takeFailure(const Error &failure)
{
    error = failure;
    if (failure.kind == ErrorKind::NotFound)
        activities.setActivities({});
}

Workflow::Workflow(Client &client, const Clock &clock, QString ns, QString workflowId, QString runId,
                   QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, client, clock))
{
    d->ns = std::move(ns);
    d->workflowId = std::move(workflowId);
    d->runId = std::move(runId);
}

Workflow::~Workflow() = default;

void Workflow::setActive(bool active)
{
    if (std::exchange(d->active, active) == active)
        return;
    if (!active)
        return d->timer.stop();
    if (!d->mayStillChange())
        return;
    d->timer.start();
    d->describe(d->description ? Purpose::Background : Purpose::Operator);
}

void Workflow::refresh()
{
    d->describe(Purpose::Operator);
}

const QString &Workflow::ns() const
{
    return d->ns;
}

const QString &Workflow::workflowId() const
{
    return d->workflowId;
}

const QString &Workflow::runId() const
{
    return d->runId;
}

const std::optional<ExecutionDescription> &Workflow::description() const
{
    return d->description;
}

std::optional<Instant> Workflow::readAt() const
{
    return d->readAt;
}

const std::optional<Error> &Workflow::error() const
{
    return d->error;
}

QString Workflow::nowSentence() const
{
    if (d->error && d->error->kind == ErrorKind::NotFound)
        return tr("This run does not exist: it was deleted, or closed longer ago than its namespace "
                  "keeps runs.");
    if (!d->description)
        return d->error ? explain(*d->error).sentence() : tr("Reading…");
    const HistoryEvent *newest = d->history.rowCount() > 0 ? &d->history.event(0) : nullptr;
    return signalbox::nowSentence(*d->description, newest, d->clock.utc());
}

PendingActivityModel &Workflow::pendingActivities()
{
    return d->activities;
}

HistoryModel &Workflow::history()
{
    return d->history;
}

} // namespace signalbox
