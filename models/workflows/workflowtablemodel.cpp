// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/workflowtablemodel.h"

#include "models/workflows/executionlisting.h"

#include <algorithm>

namespace signalbox {

/// What is to be listed, and the listing that feeds the rows.
class WorkflowTableModel::Private
{
public:
    Private(WorkflowTableModel *model, Client &calls, const Clock &time);

    void start(std::size_t atLeast, Purpose purpose);
    void takeList(ExecutionStore next);
    void takePage(const std::shared_ptr<const ExecutionPage> &page);
    void takeRun(const Execution &run);
    void takeFailure(const Error &failure);
    void readOn();

    void setState(State next)
    {
        state = next;
        Q_EMIT q->stateChanged();
    }

    WorkflowTableModel *q;
    Client &client;
    const Clock &clock;
    ExecutionListing listing;

    QString ns;
    QString query;
    State state = State::Empty;
    std::optional<Error> error;
    std::optional<qint64> total;
    std::optional<Instant> loadedAt;
    bool replacing = false; ///< a new list is read or sorted; it will take the place of the rows
    int renewed = 0;
    std::size_t wanted = 0; ///< fetchAll reads on until this many rows
};

WorkflowTableModel::Private::Private(WorkflowTableModel *model, Client &calls, const Clock &time)
    : q(model)
    , client(calls)
    , clock(time)
    , listing(calls)
{
    connect(&listing, &ExecutionListing::listed, q, [this](const ExecutionStore &next) { takeList(next); });
    connect(&listing, &ExecutionListing::pageArrived, q, [this](const auto &page) { takePage(page); });
    connect(&listing, &ExecutionListing::failed, q, [this](const Error &failure) { takeFailure(failure); });
    connect(&listing, &ExecutionListing::counted, q, [this](std::optional<qint64> count) {
        total = count;
        Q_EMIT q->stateChanged();
    });
}

void WorkflowTableModel::Private::start(std::size_t atLeast, Purpose purpose)
{
    q->keepInsteadOfReplacing();
    replacing = true;
    wanted = 0;
    listing.start(ns, query, std::max<std::size_t>(atLeast, 1), purpose);
    setState(State::Loading);
}

void WorkflowTableModel::Private::takeList(ExecutionStore next)
{
    q->replaceBy(std::move(next), [this] {
        replacing = false;
        renewed = 0;
        error.reset();
        loadedAt = clock.utc();
        setState(State::Ready);
        readOn();
    });
}

void WorkflowTableModel::Private::takePage(const std::shared_ptr<const ExecutionPage> &page)
{
    q->append(page);
    if (listing.isBusy())
        return;
    q->announce();
    setState(State::Ready);
}

/// The row stays where it no longer fits the query: who ended a run of the running ones wants to see it ended
/// and not gone, and nothing moves under the cursor. It goes when the list is read again; until then the load
/// bar says that rows are newer than the list.
void WorkflowTableModel::Private::takeRun(const Execution &run)
{
    if (!q->renew(run))
        return;
    ++renewed;
    Q_EMIT q->stateChanged();
}

void WorkflowTableModel::Private::takeFailure(const Error &failure)
{
    replacing = false;
    wanted = 0;
    error = failure;
    q->announce();
    setState(State::Failed);
}

void WorkflowTableModel::Private::readOn()
{
    if (replacing || q->held().size() >= wanted || listing.atEnd())
        return;
    listing.readOn(wanted, Purpose::Paging);
    setState(State::Loading);
}

WorkflowTableModel::WorkflowTableModel(Client &client, const Clock &clock, QObject *parent)
    : ExecutionTableModel(parent)
    , d(std::make_unique<Private>(this, client, clock))
{
}

WorkflowTableModel::~WorkflowTableModel() = default;

void WorkflowTableModel::load(const QString &ns, const QString &query)
{
    if (ns != d->ns) {
        clear();
        d->renewed = 0;
        d->loadedAt.reset();
    }
    if (ns != d->ns || query != d->query)
        d->total.reset();
    d->ns = ns;
    d->query = query;
    d->start(1, Purpose::Operator);
}

void WorkflowTableModel::refresh()
{
    if (!d->ns.isEmpty())
        d->start(held().size(), Purpose::Operator);
}

void WorkflowTableModel::readRun(const QString &workflowId, const QString &runId)
{
    if (!held().find(runId.toStdString()))
        return;
    d->client.describeExecution(d->ns, workflowId, runId, Purpose::Operator)
        .deliver(this, [this, ns = d->ns](const Result<ExecutionDescription> &answer) {
            if (ns != d->ns)
                return;
            if (answer)
                d->takeRun(answer->execution);
            else if (d->state == State::Ready) // otherwise the list is being read, or says why it isn't
                d->takeFailure(answer.error());
        });
}

bool WorkflowTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && d->state == State::Ready && !d->listing.isBusy() && !d->listing.atEnd();
}

void WorkflowTableModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    d->listing.readOn(held().size() + 1, Purpose::Operator);
    d->setState(State::Loading);
}

void WorkflowTableModel::fetchAll(qint64 maximum)
{
    d->wanted = static_cast<std::size_t>(std::max<qint64>(maximum, 0));
    d->readOn();
}

void WorkflowTableModel::stop()
{
    d->wanted = 0;
    if (!d->replacing)
        d->listing.stopReadingOn();
}

WorkflowTableModel::State WorkflowTableModel::state() const
{
    return d->state;
}

const std::optional<Error> &WorkflowTableModel::error() const
{
    return d->error;
}

int WorkflowTableModel::errorPosition() const
{
    return d->error && d->error->kind == ErrorKind::Invalid ? queryErrorPosition(d->query, d->error->detail)
                                                            : -1;
}

std::optional<qint64> WorkflowTableModel::total() const
{
    return d->total;
}

int WorkflowTableModel::renewed() const
{
    return d->renewed;
}

std::optional<Instant> WorkflowTableModel::loadedAt() const
{
    return d->loadedAt;
}

QString WorkflowTableModel::ns() const
{
    return d->ns;
}

QString WorkflowTableModel::query() const
{
    return d->query;
}

} // namespace signalbox
