// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workflows/workflowspage.h"

#include "models/interventions/desk.h"
#include "models/profile/profile.h"
#include "models/workflows/workflowtablemodel.h"
#include "ui/interventions/target.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/errorpanel.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/toolbuttons.h"
#include "ui/workflows/emptytext.h"
#include "ui/workflows/loadbar.h"
#include "ui/workflows/querybar.h"
#include "ui/workflows/runmenu.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include <array>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr auto refreshEvery = std::chrono::seconds(15);
constexpr int onePage = 1000; // what a refresh reads again with one call
/// Pixels at 100 %; the last column takes the rest.
constexpr std::array columnWidths{96, 270, 210, 220, 150, 150};

} // namespace

class WorkflowsPage::Private
{
public:
    Private(WorkflowsPage *page, Client &calls, Watch &watch, Desk &levers, const Profile &ofProfile,
            const Clock &time);

    void buildTable();
    void run();
    void showState();
    [[nodiscard]] bool mayRefreshByItself() const;
    void tick();
    void open(const QString &ns, const Execution &run) const;
    void showMenu(const QPoint &at);

    WorkflowsPage *q;
    Desk &desk;
    const Profile &profile;
    const Clock &clock;
    WorkflowTableModel model;
    QueryBar *bar;
    ErrorPanel *error;
    TableView *table;
    LoadBar *loaded;
    QTimer seconds;
    QTimer refreshTimer;
    bool active = false;
};

WorkflowsPage::Private::Private(WorkflowsPage *page, Client &calls, Watch &watch, Desk &levers,
                                const Profile &ofProfile, const Clock &time)
    : q(page)
    , desk(levers)
    , profile(ofProfile)
    , clock(time)
    , model(calls, time)
    , bar(new QueryBar(watch, time, page))
    , error(new ErrorPanel(page))
    , table(new TableView(u"workflows"_s, WorkflowsPage::tr("Workflows"), page))
    , loaded(new LoadBar(model, time, page))
{
    auto *layout = new QVBoxLayout(q);
    layout->setContentsMargins(16, 12, 16, 8);
    layout->setSpacing(8);
    layout->addWidget(bar);
    layout->addWidget(error);
    layout->addWidget(table, 1);
    layout->addWidget(loaded);
    error->setAction(WorkflowsPage::tr("Read again"));
    buildTable();
    for (QWidget *pane : std::initializer_list<QWidget *>{bar, table, loaded})
        markPane(*pane);

    seconds.setInterval(std::chrono::seconds(1));
    refreshTimer.setInterval(refreshEvery);
    connect(bar, &QueryBar::run, q, [this] { run(); });
    connect(bar, &QueryBar::namespacesKnown, q, [this] {
        if (active)
            run();
    });
    connect(error, &ErrorPanel::actionClicked, q, &WorkflowsPage::refresh);
    connect(&model, &WorkflowTableModel::stateChanged, q, [this] {
        showState();
        Q_EMIT q->readAtChanged();
    });
    connect(&seconds, &QTimer::timeout, loaded, &LoadBar::showState);
    connect(&refreshTimer, &QTimer::timeout, q, [this] { tick(); });
    connect(&desk, &Desk::finished, q, [this](const Intervention *settled) {
        // Hidden or not: it is shown again as it was left, with the run's row selected.
        const Execution &run = settled->lever().seen().execution;
        if (settled->lever().ns() == model.ns())
            model.readRun(run.workflowId, run.runId);
    });
    showState();
}

void WorkflowsPage::Private::buildTable()
{
    table->setModel(&model);
    table->cells().setMonospaced({WorkflowTableModel::WorkflowIdColumn, WorkflowTableModel::QueueColumn,
                                  WorkflowTableModel::RunIdColumn});
    table->cells().setSecondary({WorkflowTableModel::QueueColumn, WorkflowTableModel::RunIdColumn});
    table->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView *header = table->horizontalHeader();
    for (std::size_t i = 0; i < columnWidths.size(); ++i)
        header->resizeSection(static_cast<int>(i), metrics::scaled(columnWidths[i], table->fontMetrics()));
    // No column first, or enabling would sort by the one the header happens to name.
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setSortIndicatorClearable(true);
    table->setSortingEnabled(true);
    connect(header, &QHeaderView::sortIndicatorChanged, q, [this](int column) {
        loaded->setSortedBy(
            column < 0 ? QString() : model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    });
    connect(table, &QAbstractItemView::activated, q,
            [this](const QModelIndex &index) { open(model.ns(), model.execution(index.row())); });
    connect(table, &QWidget::customContextMenuRequested, q, [this](const QPoint &at) { showMenu(at); });
}

void WorkflowsPage::Private::run()
{
    if (!bar->ns().isEmpty())
        model.load(bar->ns(), bar->query());
}

void WorkflowsPage::Private::showState()
{
    const bool failed = model.state() == WorkflowTableModel::State::Failed && model.error();
    const bool isQuery = failed && model.error()->kind == ErrorKind::Invalid;
    // A place in a text that was changed since would point at the wrong word.
    const bool isSameText = bar->query() == model.query();
    if (model.state() != WorkflowTableModel::State::Loading) {
        bar->setError(isQuery ? model.error()->detail : QString(), isSameText ? model.errorPosition() : -1);
        if (failed && !isQuery)
            error->setError(*model.error(), clock.utc());
        else
            error->clear();
    }
    const QString empty = emptyText(model);
    table->setEmptyText(empty);
    table->setAccessibleDescription(model.rowCount() == 0 ? empty : QString());
}

bool WorkflowsPage::Private::mayRefreshByItself() const
{
    const bool isWorthIt = model.state() == WorkflowTableModel::State::Ready ||
                           (model.state() == WorkflowTableModel::State::Failed && model.error() &&
                            model.error()->kind == ErrorKind::Unreachable);
    return active && isWorthIt && model.rowCount() <= onePage && table->verticalScrollBar()->value() == 0 &&
           !table->selectionModel()->hasSelection();
}

void WorkflowsPage::Private::tick()
{
    if (mayRefreshByItself())
        model.refresh();
}

void WorkflowsPage::Private::open(const QString &ns, const Execution &run) const
{
    Q_EMIT q->go(Place::ofWorkflow(ns, run.workflowId, run.runId));
}

void WorkflowsPage::Private::showMenu(const QPoint &at)
{
    // From the keyboard the place is the middle of the table: it means the current row.
    QModelIndex index = table->indexAt(at);
    if (!index.isValid())
        index = table->currentIndex();
    if (!index.isValid())
        return;
    // Held from here on: what the menu names is what it acts on, whatever the bar says by then.
    const Execution run = model.execution(index.row());
    const QString ns = model.ns();
    auto *menu = new RunMenu(run, ns, profile, desk, q);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu, &RunMenu::open, q, [this, ns, run] { open(ns, run); });
    connect(menu, &RunMenu::terminate, q, [this, ns, run] {
        Q_EMIT q->intervene({InterventionTarget::Act::Terminate, ns, run.workflowId, run.runId, {}});
    });
    menu->popup(table->viewport()->mapToGlobal(at));
}

WorkflowsPage::WorkflowsPage(Client &client, Watch &watch, Desk &desk, const Profile &profile,
                             const Clock &clock, UiState &state, QWidget *parent)
    : Page(parent)
    , d(std::make_unique<Private>(this, client, watch, desk, profile, clock))
{
    d->table->keepColumns(state, u"workflows/columns"_s);
    setObjectName(u"workflowsPage"_s);
    setFocusProxy(d->table);
}

WorkflowsPage::~WorkflowsPage()
{
    // A dialog dies after our Private, gives up what was not sent, and the desk says so.
    d->desk.disconnect(this);
}

QString WorkflowsPage::title() const
{
    return tr("Workflows");
}

Place WorkflowsPage::place() const
{
    return Place::ofWorkflows(d->bar->ns(), d->bar->query());
}

void WorkflowsPage::setPlace(const Place &place)
{
    if (!place.ns.isEmpty())
        d->bar->setQuery(place.ns, place.query);
}

void WorkflowsPage::setActive(bool active)
{
    if (std::exchange(d->active, active) == active)
        return;
    if (!active) {
        d->seconds.stop();
        d->refreshTimer.stop();
        return;
    }
    d->seconds.start();
    d->refreshTimer.start();
    if (d->model.state() == WorkflowTableModel::State::Empty)
        d->run();
    else
        d->tick();
}

void WorkflowsPage::refresh()
{
    d->model.refresh();
}

std::optional<Instant> WorkflowsPage::readAt() const
{
    return d->model.loadedAt();
}

void WorkflowsPage::focusFilter()
{
    d->bar->focusText();
}

} // namespace signalbox
