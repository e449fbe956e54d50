// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertspage.h"

#include "models/alerts/alertengine.h"
#include "models/alerts/alertlisting.h"
#include "models/alerts/alertmarks.h"
#include "models/alerts/secondopinion.h"
#include "models/base/explain.h"
#include "models/metrics/metricclients.h"
#include "models/monitor/watch.h"
#include "ui/alerts/alertcells.h"
#include "ui/alerts/alertempty.h"
#include "ui/alerts/alertpanel.h"
#include "ui/alerts/alertreading.h"
#include "ui/alerts/alertviews.h"
#include "ui/state/uistate.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/keepsplitter.h"
#include "ui/widgets/pagescroll.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/toolbuttons.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include <array>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const auto ownerKey = u"alerts/owner"_s;
const auto openKey = u"alerts/onlyOpen"_s;
/// Pixels at 100 %; the last column takes the rest.
constexpr std::array columnWidths{102, 216, 126, 150, 148, 58, 76, 122};

} // namespace

AlertsPage::AlertsPage(const AlertEngine &engine, AlertMarks &marks, Watch &watch, Past &past,
                       const Runbook &runbook, const Clock &clock, MetricClients &metrics, UiState &state,
                       QWidget *parent)
    : Page(parent)
    , m_engine(engine)
    , m_marks(marks)
    , m_watch(watch)
    , m_runbook(runbook)
    , m_clock(clock)
    , m_state(state)
    , m_listing(new AlertListing(engine, marks, runbook, clock, this))
    , m_list(new AlertListModel(this))
    , m_reading(new AlertReading(past, runbook, clock, this))
    , m_opinion(metrics.prometheus ? new SecondOpinion(*metrics.prometheus, clock, this) : nullptr)
    , m_bar(new AlertsBar(metrics.alertmanager != nullptr, this))
    , m_trouble(new PlainLabel(this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_table(new TableView(u"alertTable"_s, tr("Alerts"), this))
    , m_anchor(*m_table)
    , m_panel(new AlertPanel(clock, this))
{
    setObjectName(u"alertsPage"_s);
    arrange(past, metrics);
    connectParts();
    addShortcuts();
    m_bar->setFilter({{}, m_state.text(ownerKey), {}, m_state.flag(openKey)});
    applyFilter();
}

AlertsPage::~AlertsPage() = default;

void AlertsPage::arrange(Past &past, MetricClients &metrics)
{
    m_trouble->setObjectName(u"alertsTrouble"_s);
    m_trouble->setTone(PlainLabel::Tone::Danger);
    m_trouble->setWordWrap(true);
    m_table->setModel(m_list);
    m_table->setItemDelegate(new AlertCells(m_table));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    for (std::size_t i = 0; i < columnWidths.size(); ++i)
        m_table->horizontalHeader()->resizeSection(static_cast<int>(i),
                                                   metrics::scaled(columnWidths[i], fontMetrics()));
    m_table->keepColumns(m_state, u"alerts/columns"_s);
    auto *below = new QWidget(this);
    QVBoxLayout &panel = (new PageScroll(*below))->column();
    panel.setContentsMargins(0, 0, 0, 0);
    panel.addWidget(m_panel);
    m_splitter->setObjectName(u"alertsSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(below);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    keepSplitter(*m_splitter, m_state);
    m_views = new AlertViews(*m_splitter, past, m_runbook, m_clock, metrics, m_state, this);
    markPane(*m_bar);
    markPane(*m_table);
    markPane(*m_panel);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(10);
    column->addWidget(m_bar);
    column->addWidget(m_trouble);
    column->addWidget(m_views, 1);
}

void AlertsPage::connectParts()
{
    connect(m_listing, &AlertListing::listed, this, &AlertsPage::takeList);
    connect(m_bar, &AlertsBar::filterChanged, this, &AlertsPage::applyFilter);
    connect(m_bar, &AlertsBar::viewChosen, this, &AlertsPage::showView);
    connect(m_bar, &AlertsBar::rulesClicked, this, [this] { Q_EMIT go(Place::rules()); });
    connect(m_table, &QAbstractItemView::activated, this,
            [this](const QModelIndex &row) { Q_EMIT go(placeOf(m_list->alert(row.row()).alert)); });
    connect(m_table, &QWidget::customContextMenuRequested, this, &AlertsPage::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &AlertsPage::choose);
    connect(m_panel, &AlertPanel::openClicked, this, &Page::go);
    connect(m_panel, &AlertPanel::acknowledgeClicked, this, &AlertsPage::acknowledge);
    connect(m_panel, &AlertPanel::snoozeChosen, this, &AlertsPage::snooze);
    connect(m_panel, &AlertPanel::endSnoozeClicked, this, &AlertsPage::endSnooze);
    connect(m_panel, &AlertPanel::noteWritten, this, &AlertsPage::note);
    connect(&m_marks, &AlertMarks::written, this, [this](const Mark &mark) {
        if (mark.kind == Mark::Kind::Note)
            m_panel->noteKept(mark);
    });
    connect(m_views, &AlertViews::go, this, &Page::go);
    connect(m_views, &AlertViews::notice, this, &Page::notice);
    connect(m_views, &AlertViews::readAtChanged, this, &Page::readAtChanged);
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &AlertsPage::tick);
    connect(&m_marks, &AlertMarks::changed, this, [this] {
        if (m_tick.isActive())
            tick();
    });
    connect(m_reading, &AlertReading::changed, this, &AlertsPage::showChosen);
    if (m_opinion)
        connect(m_opinion, &SecondOpinion::changed, this, &AlertsPage::showChosen);
}

void AlertsPage::addShortcuts()
{
    const auto add = [this](const QKeySequence &keys, const QString &what, auto slot) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setWhatsThis(what);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, slot);
    };
    add(QKeySequence(u"A"_s), tr("Acknowledge, or no more"), [this] { acknowledge(); });
    add(QKeySequence(u"S"_s), tr("Snooze"), [this] { m_panel->openSnooze(); });
    add(QKeySequence(u"Shift+S"_s), tr("End the snooze"), [this] { endSnooze(); });
    add(QKeySequence(u"N"_s), tr("Write a note"), [this] { m_panel->focusNote(); });
    add(QKeySequence(u"R"_s), tr("The rules, or the chosen alert's"), [this] { goToRules(); });
    add(QKeySequence(u"H"_s), tr("The history, or what stands now"),
        [this] { toggleView(AlertsBar::View::History); });
    if (m_views->hasElsewhere())
        add(QKeySequence(u"E"_s), tr("What others have in Alertmanager, or what stands now"),
            [this] { toggleView(AlertsBar::View::Elsewhere); });
}

QString AlertsPage::title() const
{
    return tr("Alerts");
}

QString AlertsPage::chosenNs() const
{
    return m_chosen ? m_chosen->key.ns : QString();
}

void AlertsPage::setActive(bool active)
{
    if (!active) {
        m_tick.stop();
        m_reading->stop();
        if (m_opinion)
            m_opinion->stop();
        m_views->stop();
        m_watch.setVisibleQueues({});
        return;
    }
    m_tick.start();
    showView();
}

/// The worst is chosen at first: that is what a person comes for.
void AlertsPage::showView()
{
    const AlertsBar::View view = m_bar->view();
    m_views->showView(view, m_tick.isActive());
    m_isWorstWanted = !m_chosen;
    tick();
    if (m_listing->isComplete())
        chooseWorst();
    if (view == AlertsBar::View::Now)
        m_table->setFocus(Qt::OtherFocusReason);
    else
        m_views->focusTable();
    Q_EMIT readAtChanged();
}

void AlertsPage::toggleView(AlertsBar::View view)
{
    m_bar->setView(m_bar->view() == view ? AlertsBar::View::Now : view);
    showView();
}

void AlertsPage::refresh()
{
    m_watch.refresh();
    m_reading->stop();
    if (m_opinion)
        m_opinion->stop();
    m_views->read();
}

void AlertsPage::focusFilter()
{
    m_bar->focusFilter();
}

std::optional<Instant> AlertsPage::readAt() const
{
    return m_bar->view() == AlertsBar::View::Now ? m_watch.lastAnswer() : m_views->readAt();
}

void AlertsPage::tick()
{
    m_listing->update();
    if (m_bar->view() == AlertsBar::View::Elsewhere)
        m_views->setOurs(m_listing->firing());
    if (m_list->rowCount() == 0)
        m_table->setEmptyText(emptyAlertsText(*m_list, m_engine, m_watch));
    showUnknowns();
    showChosen();
    Q_EMIT readAtChanged();
}

void AlertsPage::takeList()
{
    // At its top a list goes on to show what is worst.
    const bool isAtTop = m_table->verticalScrollBar()->value() == 0;
    if (!isAtTop)
        m_anchor.hold();
    m_list->setAlerts(m_listing->rows());
    if (!isAtTop)
        m_anchor.restore();
    m_bar->setTotals(totalsText(*m_listing));
    m_bar->setChoices(m_listing->owners(), m_listing->namespaces());
    chooseWorst();
}

void AlertsPage::chooseWorst()
{
    if (std::exchange(m_isWorstWanted, false) && m_list->rowCount() > 0)
        m_table->selectRow(0);
}

/// What the list can't say of itself.
void AlertsPage::showUnknowns()
{
    QStringList lines;
    if (const QString unreadable = unreadableText(m_watch); !unreadable.isEmpty())
        lines << unreadable;
    if (m_marks.failure())
        lines << tr("What was said of alerts can't be read: %1").arg(explain(*m_marks.failure()).sentence());
    m_trouble->setLines(lines);
    m_trouble->setVisible(!lines.isEmpty());
}

void AlertsPage::applyFilter()
{
    const AlertFilter filter = m_bar->filter();
    m_list->setFilter(filter);
    m_state.set(ownerKey, filter.owner);
    m_state.set(openKey, filter.onlyOpen);
    if (m_list->rowCount() == 0)
        m_table->setEmptyText(emptyAlertsText(*m_list, m_engine, m_watch));
}

/// A row that goes takes the choice with it, not what is read about it.
void AlertsPage::choose()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return;
    m_chosen = keyOf(m_list->alert(rows.front().row()).alert);
    if (!m_tick.isActive())
        return;
    m_watch.setVisibleQueues({m_chosen->key});
    showChosen();
}

const ListedAlert *AlertsPage::chosen() const
{
    const int row = m_chosen ? m_list->rowOf(*m_chosen) : -1;
    return row < 0 ? nullptr : &m_list->alert(row);
}

void AlertsPage::showChosen()
{
    const ListedAlert *const one = chosen();
    if (!one && m_chosen)
        return m_panel->showNone(
            tr("The alert that was chosen is listed no more: it has ended, or the filter "
               "hides it. Its history stays."));
    if (!one)
        return m_panel->showNone(m_list->rowCount() == 0 ? tr("There is no alert to choose.")
                                                         : tr("Choose an alert: its cause is shown here."));
    const bool isLookedAt = m_tick.isActive() && m_bar->view() == AlertsBar::View::Now;
    if (isLookedAt)
        m_reading->look(*one);
    if (isLookedAt && m_opinion)
        m_opinion->look(one->alert, [this] { return m_watch.queues(); });
    m_panel->show({*one, m_engine.verdict(one->alert), m_marks.notes(one->alert), m_reading->changes(),
                   m_reading->series(), m_reading->range(), m_opinion ? m_opinion->opinion() : std::nullopt,
                   whyUnkept()});
}

} // namespace signalbox
