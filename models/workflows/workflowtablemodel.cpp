// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/workflowtablemodel.h"

#include "models/base/explain.h"
#include "models/workflows/executiontext.h"
#include "models/workflows/runcauses.h"

#include <QSet>

#include <algorithm>

namespace signalbox {

namespace {

constexpr int mostLookedAt = 200; // more rows than any screen has

} // namespace

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
    void tellWhy(const QString &runId, const QString &why)
    {
        m_whyKnown.insert(runId);
        q->setWhy(runId, why);
    }

    void setState(State next)
    {
        m_state = next;
        Q_EMIT q->stateChanged();
    }

    WorkflowTableModel *q;
    Client &m_client;
    const Clock &m_clock;
    ExecutionListing m_listing;
    RunCauses m_causes;

    RunSource m_source = RunSource::Server;
    QString m_ns;
    QString m_query;
    QString m_shownQuery;
    QSet<QString> m_whyKnown; ///< run ids
    State m_state = State::Empty;
    std::optional<Error> m_error;
    std::optional<qint64> m_total;
    std::optional<Instant> m_loadedAt;
    bool m_replacing = false; ///< a new list is read or sorted; it will take the place of the rows
    int m_renewed = 0;
    std::size_t m_wanted = 0; ///< fetchAll reads on until this many rows
};

WorkflowTableModel::Private::Private(WorkflowTableModel *model, Client &calls, const Clock &time)
    : q(model)
    , m_client(calls)
    , m_clock(time)
    , m_listing(calls)
    , m_causes(calls)
{
    connect(&m_listing, &ExecutionListing::listed, q, [this](const ExecutionStore &next) { takeList(next); });
    connect(&m_listing, &ExecutionListing::pageArrived, q, [this](const auto &page) { takePage(page); });
    connect(&m_listing, &ExecutionListing::failed, q, [this](const Error &failure) { takeFailure(failure); });
    connect(&m_listing, &ExecutionListing::counted, q, [this](std::optional<qint64> count) {
        m_total = count;
        Q_EMIT q->stateChanged();
    });
    connect(&m_causes, &RunCauses::found, q,
            [this](const QString &runId, const QString &why) { tellWhy(runId, why); });
    connect(&m_causes, &RunCauses::failed, q, [this](const QString &runId, const Error &error) {
        q->setWhy(runId, tr("not read: %1").arg(explain(error).sentence()));
    });
}

void WorkflowTableModel::Private::start(std::size_t atLeast, Purpose purpose)
{
    q->keepInsteadOfReplacing();
    m_replacing = true;
    m_wanted = 0;
    m_listing.start(m_source, m_ns, m_query, std::max<std::size_t>(atLeast, 1), purpose);
    setState(State::Loading);
}

void WorkflowTableModel::Private::takeList(ExecutionStore next)
{
    q->replaceBy(std::move(next), [this, query = m_query] {
        m_shownQuery = query;
        m_replacing = false;
        m_renewed = 0;
        m_error.reset();
        m_loadedAt = m_clock.utc();
        setState(State::Ready);
        readOn();
    });
}

void WorkflowTableModel::Private::takePage(const std::shared_ptr<const ExecutionPage> &page)
{
    q->append(page);
    if (m_listing.isBusy())
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
    ++m_renewed;
    Q_EMIT q->stateChanged();
}

void WorkflowTableModel::Private::takeFailure(const Error &failure)
{
    m_replacing = false;
    m_wanted = 0;
    m_error = failure;
    q->announce();
    setState(State::Failed);
}

void WorkflowTableModel::Private::readOn()
{
    if (m_replacing || q->held().size() >= m_wanted || m_listing.atEnd())
        return;
    m_listing.readOn(m_wanted, Purpose::Paging);
    setState(State::Loading);
}

WorkflowTableModel::WorkflowTableModel(Client &client, const Clock &clock, QObject *parent)
    : ExecutionTableModel(parent)
    , d(std::make_unique<Private>(this, client, clock))
{
}

WorkflowTableModel::~WorkflowTableModel() = default;

void WorkflowTableModel::load(const QString &ns, const QString &query, RunSource source)
{
    const bool isElsewhere = ns != d->m_ns || source != d->m_source;
    if (isElsewhere) {
        clear();
        d->m_causes.giveUp();
        d->m_whyKnown.clear();
        d->m_renewed = 0;
        d->m_loadedAt.reset();
    }
    if (isElsewhere || query != d->m_query)
        d->m_total.reset();
    d->m_source = source;
    d->m_ns = ns;
    d->m_query = query;
    d->start(1, Purpose::Operator);
}

void WorkflowTableModel::refresh()
{
    if (!d->m_ns.isEmpty())
        d->start(held().size(), Purpose::Operator);
}

void WorkflowTableModel::readRun(const QString &workflowId, const QString &runId)
{
    if (!held().find(runId.toStdString()))
        return;
    d->m_client.describeExecution(d->m_ns, workflowId, runId, Purpose::Operator)
        .deliver(this, [this, ns = d->m_ns](const Result<ExecutionDescription> &answer) {
            if (ns != d->m_ns)
                return;
            if (answer)
                d->takeRun(answer->execution);
            else if (d->m_state == State::Ready) // otherwise the list is being read, or says why it isn't
                d->takeFailure(answer.error());
        });
}

bool WorkflowTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && d->m_state == State::Ready && !d->m_listing.isBusy() && !d->m_listing.atEnd();
}

void WorkflowTableModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    d->m_listing.readOn(held().size() + 1, Purpose::Operator);
    d->setState(State::Loading);
}

void WorkflowTableModel::fetchAll(qint64 maximum)
{
    d->m_wanted = static_cast<std::size_t>(std::max<qint64>(maximum, 0));
    d->readOn();
}

void WorkflowTableModel::stop()
{
    d->m_wanted = 0;
    if (!d->m_replacing)
        d->m_listing.stopReadingOn();
}

void WorkflowTableModel::lookAt(int first, int last)
{
    std::vector<Execution> unknown;
    const int end = std::min({last + 1, rowCount(), first + mostLookedAt});
    for (int row = std::max(first, 0); row < end; ++row) {
        Execution run = execution(row);
        if (saysWhyItEnded(run.status) && !d->m_whyKnown.contains(run.runId))
            unknown.push_back(std::move(run));
    }
    if (d->m_source == RunSource::Server)
        return d->m_causes.seek(d->m_ns, unknown);
    for (const Execution &run : unknown) // each would cost a whole history
        d->tellWhy(run.runId, tr("open it to see"));
}

WorkflowTableModel::State WorkflowTableModel::state() const
{
    return d->m_state;
}

const std::optional<Error> &WorkflowTableModel::error() const
{
    return d->m_error;
}

int WorkflowTableModel::errorPosition() const
{
    return d->m_error && d->m_error->kind == ErrorKind::Invalid
               ? queryErrorPosition(d->m_query, d->m_error->detail)
               : -1;
}

RunSource WorkflowTableModel::source() const
{
    return d->m_source;
}

std::optional<qint64> WorkflowTableModel::total() const
{
    return d->m_total;
}

int WorkflowTableModel::renewed() const
{
    return d->m_renewed;
}

std::optional<Instant> WorkflowTableModel::loadedAt() const
{
    return d->m_loadedAt;
}

QString WorkflowTableModel::ns() const
{
    return d->m_ns;
}

QString WorkflowTableModel::query() const
{
    return d->m_query;
}

QString WorkflowTableModel::shownQuery() const
{
    return d->m_shownQuery;
}

bool WorkflowTableModel::isStale() const
{
    return rowCount() > 0 && (d->m_error || d->m_shownQuery != d->m_query);
}

} // namespace signalbox
