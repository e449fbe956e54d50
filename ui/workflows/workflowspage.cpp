// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workflows/workflowspage.h"

#include "models/base/displaytext.h"
#include "models/base/explain.h"
#include "models/base/format.h"
#include "models/interventions/desk.h"
#include "models/profile/profile.h"
#include "models/workflows/runfinder.h"
#include "models/workflows/workflowtablemodel.h"
#include "ui/state/uistate.h"
#include "ui/widgets/errorpanel.h"
#include "ui/widgets/queuequery.h"
#include "ui/widgets/toolbuttons.h"
#include "ui/workflows/emptytext.h"
#include "ui/workflows/loadbar.h"
#include "ui/workflows/querybar.h"
#include "ui/workflows/runmenu.h"
#include "ui/workflows/runtable.h"

#include <QTimer>
#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr auto refreshEvery = std::chrono::seconds(15);
const auto namespaceKey = u"workflows/namespace"_s;
const auto queryKey = u"workflows/query"_s;

QString namespacesText(qsizetype count)
{
    return count == 1 ? WorkflowsPage::tr("1 namespace")
                      : WorkflowsPage::tr("%1 namespaces").arg(formatCount(count));
}

} // namespace

class WorkflowsPage::Private
{
public:
    Private(WorkflowsPage *page, Client &calls, Watch &watch, Desk &levers, const Profile &ofProfile,
            const Clock &time, UiState &kept);

    void load();
    void loadArchive();
    void run();
    void find(const SoughtRun &sought);
    void showFound(const QString &id, const RunFinder::Hits &found);
    void showState();
    [[nodiscard]] bool mayRefreshByItself() const;
    void tick();
    void open(const QString &ns, const Execution &run) const;
    void showMenu(const QPoint &at);

    WorkflowsPage *q;
    Desk &m_desk;
    const Profile &m_profile;
    const Clock &m_clock;
    UiState &m_state;
    WorkflowTableModel m_model;
    RunFinder m_finder;
    Delivery m_search;
    QueryBar *m_bar;
    ErrorPanel *m_error;
    RunTable *m_table;
    LoadBar *m_loaded;
    QTimer m_seconds;
    QTimer m_refreshTimer;
    bool m_active = false;
};

WorkflowsPage::Private::Private(WorkflowsPage *page, Client &calls, Watch &watch, Desk &levers,
                                const Profile &ofProfile, const Clock &time, UiState &kept)
    : q(page)
    , m_desk(levers)
    , m_profile(ofProfile)
    , m_clock(time)
    , m_state(kept)
    , m_model(calls, time)
    , m_finder(calls)
    , m_bar(new QueryBar(watch, time, page))
    , m_error(new ErrorPanel(page))
    , m_table(new RunTable(m_model, page))
    , m_loaded(new LoadBar(m_model, time, page))
{
    auto *layout = new QVBoxLayout(q);
    layout->setContentsMargins(16, 12, 16, 8);
    layout->setSpacing(8);
    layout->addWidget(m_bar);
    layout->addWidget(m_error);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_loaded);
    m_error->setAction(WorkflowsPage::tr("Read again"));
    connect(m_table, &RunTable::sortedBy, m_loaded, &LoadBar::setSortedBy);
    connect(m_table, &QAbstractItemView::activated, q,
            [this](const QModelIndex &index) { open(m_model.ns(), m_model.execution(index.row())); });
    connect(m_table, &QWidget::customContextMenuRequested, q, [this](const QPoint &at) { showMenu(at); });
    for (QWidget *pane : std::initializer_list<QWidget *>{m_bar, m_table, m_loaded})
        markPane(*pane);

    if (const QString ns = m_state.text(m_state.ofPerson(namespaceKey)); !ns.isEmpty())
        m_bar->begin(ns, m_state.text(m_state.ofPerson(queryKey)));
    m_seconds.setInterval(std::chrono::seconds(1));
    m_refreshTimer.setInterval(refreshEvery);
    connect(m_bar, &QueryBar::run, q, [this] { run(); });
    connect(m_bar, &QueryBar::namespacesKnown, q, [this] {
        if (m_active)
            load();
    });
    connect(m_error, &ErrorPanel::actionClicked, q, &WorkflowsPage::refresh);
    connect(&m_model, &WorkflowTableModel::stateChanged, q, [this] {
        showState();
        Q_EMIT q->readAtChanged();
    });
    connect(&m_seconds, &QTimer::timeout, m_loaded, &LoadBar::showState);
    connect(&m_refreshTimer, &QTimer::timeout, q, [this] { tick(); });
    connect(&m_desk, &Desk::finished, q, [this](const Intervention *settled) {
        // Hidden or not: it is shown again as it was left, with the run's row selected.
        const InterventionTarget target = settled->lever().target();
        if (target.ns == m_model.ns() && !target.isNamespace())
            m_model.readRun(target.workflowId, target.runId);
    });
    showState();
}

/// Without a person: what is sought by id is sought once.
void WorkflowsPage::Private::load()
{
    if (m_bar->ns().isEmpty())
        return;
    if (m_bar->source() == RunSource::Archive)
        return loadArchive();
    const QString query = soughtIn(m_bar->query()) ? runningQuery() : m_bar->query();
    m_model.load(m_bar->ns(), query);
    m_state.set(m_state.ofPerson(namespaceKey), m_bar->ns());
    m_state.set(m_state.ofPerson(queryKey), query);
    Q_EMIT q->placeChanged();
}

/// An archive finds an id, and not what begins with it.
void WorkflowsPage::Private::loadArchive()
{
    const auto sought = soughtIn(m_bar->query());
    m_model.load(m_bar->ns(), sought ? u"WorkflowId=%1"_s.arg(quotedInQuery(sought->id)) : m_bar->query(),
                 RunSource::Archive);
    Q_EMIT q->placeChanged();
}

void WorkflowsPage::Private::run()
{
    m_search.cancel();
    const bool isArchive = m_bar->source() == RunSource::Archive;
    if (const auto sought = soughtIn(m_bar->query()); sought && !isArchive)
        find(*sought);
    else
        load();
}

/// What the list shows stays: it may be what the id was found in.
void WorkflowsPage::Private::find(const SoughtRun &sought)
{
    if (!sought.ns.isEmpty()) {
        Q_EMIT q->go(Place::ofWorkflow(sought.ns, sought.id, sought.runId));
        return;
    }
    const QStringList namespaces = m_bar->readableNamespaces();
    m_bar->say(WorkflowsPage::tr("Looking for “%1” in %2…")
                   .arg(displayText(sought.id, 80), namespacesText(namespaces.size())));
    m_search = m_finder.find(sought.id, namespaces)
                   .deliver(q, [this, id = sought.id](const Result<RunFinder::Hits> &found) {
                       showFound(id, *found);
                   });
}

void WorkflowsPage::Private::showFound(const QString &id, const RunFinder::Hits &found)
{
    QString rest;
    if (found.failed > 0)
        rest = u' ' + WorkflowsPage::tr("%1 of them could not be asked: %2")
                          .arg(formatCount(found.failed), explain(*found.failure).sentence());
    if (found.hits.empty()) {
        m_bar->setError(
            WorkflowsPage::tr("No workflow's id is “%1” or begins with it, and no run has it, in the "
                              "%2 that you may read.")
                    .arg(displayText(id, 80), namespacesText(found.asked)) +
                rest,
            -1);
        return;
    }
    m_bar->say(rest.trimmed());
    const QStringList namespaces = found.namespaces();
    if (const RunFinder::Hit *only = found.onlyWorkflow())
        Q_EMIT q->go(Place::ofWorkflow(only->ns, only->run.workflowId, only->run.runId));
    else if (namespaces.size() == 1)
        m_bar->setQuery(namespaces.front(), queryOfId(id));
    else
        m_bar->offer(namespaces, queryOfId(id));
}

void WorkflowsPage::Private::showState()
{
    const bool failed = m_model.state() == WorkflowTableModel::State::Failed && m_model.error();
    const bool isQuery = failed && m_model.error()->kind == ErrorKind::Invalid;
    // A place in a text that was changed since would point at the wrong word.
    const bool isSameText = m_bar->query() == m_model.query();
    if (m_model.state() != WorkflowTableModel::State::Loading) {
        if (isQuery || isSameText) // else what came of an id may stand there
            m_bar->setError(isQuery ? m_model.error()->detail : QString(),
                            isSameText ? m_model.errorPosition() : -1);
        if (failed && !isQuery)
            m_error->setError(*m_model.error(), m_clock.utc());
        else
            m_error->clear();
    }
    const QString empty = emptyText(m_model);
    m_table->setEmptyText(empty);
    m_table->setAccessibleDescription(m_model.rowCount() == 0 ? empty : QString());
}

bool WorkflowsPage::Private::mayRefreshByItself() const
{
    const bool isWorthIt = m_model.state() == WorkflowTableModel::State::Ready ||
                           (m_model.state() == WorkflowTableModel::State::Failed && m_model.error() &&
                            m_model.error()->kind == ErrorKind::Unreachable);
    return m_active && isWorthIt && !m_model.isLong() && m_model.source() == RunSource::Server;
}

void WorkflowsPage::Private::tick()
{
    if (mayRefreshByItself())
        m_model.refresh();
}

void WorkflowsPage::Private::open(const QString &ns, const Execution &run) const
{
    Q_EMIT q->go(Place::ofWorkflow(ns, run.workflowId, run.runId));
}

void WorkflowsPage::Private::showMenu(const QPoint &at)
{
    // From the keyboard the place is the middle of the table: it means the current row.
    QModelIndex index = m_table->indexAt(at);
    if (!index.isValid())
        index = m_table->currentIndex();
    if (!index.isValid())
        return;
    // Held from here on: what the menu names is what it acts on, whatever the bar says by then.
    const Execution run = m_model.execution(index.row());
    const QString ns = m_model.ns();
    auto *menu = new RunMenu(run, ns, m_profile, m_desk, q);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu, &RunMenu::open, q, [this, ns, run] { open(ns, run); });
    connect(menu, &RunMenu::terminate, q, [this, ns, run] {
        Q_EMIT q->intervene({InterventionTarget::Act::Terminate, ns, run.workflowId, run.runId, {}});
    });
    connect(menu, &RunMenu::bringBack, q, [this, ns, run] {
        Q_EMIT q->intervene({InterventionTarget::Act::BringBack, ns, run.workflowId, run.runId, {}});
    });
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

WorkflowsPage::WorkflowsPage(Client &client, Watch &watch, Desk &desk, const Profile &profile,
                             const Clock &clock, UiState &state, QWidget *parent)
    : Page(parent)
    , d(std::make_unique<Private>(this, client, watch, desk, profile, clock, state))
{
    d->m_table->keepColumns(state, u"workflows/runColumns"_s);
    setObjectName(u"workflowsPage"_s);
}

WorkflowsPage::~WorkflowsPage()
{
    // A dialog dies after our Private, gives up what was not sent, and the desk says so.
    d->m_desk.disconnect(this);
}

QString WorkflowsPage::title() const
{
    return tr("Workflows");
}

Place WorkflowsPage::place() const
{
    const QString query = d->m_bar->query();
    if (d->m_bar->source() == RunSource::Archive)
        return Place::ofArchive(d->m_bar->ns(), query);
    return Place::ofWorkflows(d->m_bar->ns(), soughtIn(query) ? d->m_model.query() : query);
}

void WorkflowsPage::setPlace(const Place &place)
{
    if (!place.ns.isEmpty())
        d->m_bar->setQuery(place.ns, place.query, place.isArchive ? RunSource::Archive : RunSource::Server);
}

void WorkflowsPage::setActive(bool active)
{
    if (std::exchange(d->m_active, active) == active)
        return;
    if (!active) {
        d->m_seconds.stop();
        d->m_refreshTimer.stop();
        return;
    }
    d->m_seconds.start();
    d->m_refreshTimer.start();
    if (d->m_model.state() == WorkflowTableModel::State::Empty)
        d->load();
    else
        d->tick();
}

void WorkflowsPage::refresh()
{
    d->m_model.refresh();
}

std::optional<Instant> WorkflowsPage::readAt() const
{
    return d->m_model.loadedAt();
}

void WorkflowsPage::focusFilter()
{
    d->m_bar->focusText();
}

} // namespace signalbox
