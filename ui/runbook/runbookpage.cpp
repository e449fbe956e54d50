// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runbook/runbookpage.h"

#include "models/base/explain.h"
#include "models/base/format.h"
#include "models/base/zonedtime.h"
#include "models/interventions/desk.h"
#include "models/monitor/watch.h"
#include "ui/runbook/driftcells.h"
#include "ui/runbook/driftlever.h"
#include "ui/runbook/driftpanel.h"
#include "ui/runbook/driftplace.h"
#include "ui/runbook/runbookbar.h"
#include "ui/runbook/tenantdialog.h"
#include "ui/state/uistate.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/errorpanel.h"
#include "ui/widgets/filesaver.h"
#include "ui/widgets/itemviews.h"
#include "ui/widgets/keepsplitter.h"
#include "ui/widgets/pagescroll.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/progressrow.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/toolbuttons.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include <array>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const auto stateKey = u"runbook/state"_s;
const auto ownerKey = u"runbook/owner"_s;
/// Pixels at 100 %; the last column takes the rest.
constexpr std::array columnWidths{160, 150, 150, 150, 210, 210};

int driftedOf(const DriftCounts &counts)
{
    int drifted = 0;
    for (const DriftState state : {DriftState::Drifted, DriftState::Impossible})
        if (const auto found = counts.find(state); found != counts.end())
            drifted += found->second;
    return drifted;
}

} // namespace

RunbookPage::RunbookPage(Client &client, const Watch &watch, const Runbook &runbook,
                         const Expectations &expectations, const Desk &desk, const Clock &clock,
                         UiState &state, QWidget *parent)
    : Page(parent)
    , m_client(client)
    , m_desk(desk)
    , m_expectations(expectations)
    , m_clock(clock)
    , m_state(state)
    , m_check(client, watch, runbook, expectations, clock)
    , m_list(new DriftListModel(this))
    , m_bar(new RunbookBar(this))
    , m_read(new PlainLabel(this))
    , m_progress(new ProgressRow(u"driftProgress"_s, tr("Stop the check"), this))
    , m_error(new ErrorPanel(this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_table(new TableView(u"driftTable"_s, tr("Rules of the runbook"), this))
    , m_anchor(*m_table)
    , m_panel(new DriftPanel(this))
    , m_saver(new FileSaver(this))
{
    setObjectName(u"runbookPage"_s);
    m_writer.setMaxThreadCount(1);
    arrange();
    connectParts();
    DriftFilter filter;
    if (const QString kept = state.text(stateKey); !kept.isEmpty())
        for (const DriftState each : driftStates)
            if (driftStateName(each) == kept)
                filter.state = each;
    filter.owner = state.text(ownerKey);
    m_bar->setFilter(filter);
    m_list->setFilter(filter);
    takeCheck();
}

RunbookPage::~RunbookPage() = default;

void RunbookPage::arrange()
{
    m_read->setObjectName(u"driftRead"_s);
    m_read->setTone(PlainLabel::Tone::Secondary);
    m_error->setObjectName(u"driftError"_s);
    m_table->setModel(m_list);
    m_table->setItemDelegate(new DriftCells(m_table));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->horizontalHeader()->setSortIndicator(DriftListModel::StateColumn, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    for (std::size_t i = 0; i < columnWidths.size(); ++i)
        m_table->horizontalHeader()->resizeSection(static_cast<int>(i),
                                                   metrics::scaled(columnWidths[i], fontMetrics()));
    m_table->keepColumns(m_state, u"runbook/columns"_s);
    auto *below = new QWidget(this);
    QVBoxLayout &panel = (new PageScroll(*below))->column();
    panel.setContentsMargins(0, 0, 0, 0);
    panel.addWidget(m_panel);
    m_splitter->setObjectName(u"runbookSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(below);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 1);
    keepSplitter(*m_splitter, m_state);
    markPane(*m_bar);
    markPane(*m_table);
    markPane(*m_panel);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(10);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_bar, m_read, m_progress, m_error})
        column->addWidget(widget);
    column->addWidget(m_splitter, 1);
}

void RunbookPage::connectParts()
{
    connect(&m_check, &DriftCheck::changed, this, &RunbookPage::takeCheck);
    connect(&m_check, &DriftCheck::progressed, this, [this] {
        const DriftCheck::Progress progress = m_check.progress();
        m_progress->show(progress.words, progress.done, progress.known);
    });
    connect(m_progress, &ProgressRow::stopClicked, &m_check, &DriftCheck::stop);
    connect(m_bar, &RunbookBar::newTenantClicked, this, &RunbookPage::askForTenant);
    connect(m_bar, &RunbookBar::checkClicked, &m_check, &DriftCheck::start);
    connect(m_bar, &RunbookBar::filterChanged, this, &RunbookPage::applyFilter);
    connect(m_bar, &RunbookBar::filterDone, m_table, [this] { m_table->setFocus(); });
    connect(m_bar, &RunbookBar::saveClicked, this, &RunbookPage::save);
    connect(m_bar, &RunbookBar::copyClicked, this, &RunbookPage::copyMarkdown);
    connect(m_bar, &RunbookBar::cleanUpClicked, this, [this] { Q_EMIT go(Place::cleanUp(chosenNs())); });
    connect(m_saver, &FileSaver::finished, this, &Page::notice);
    connect(m_list, &DriftListModel::showing, this, [this] { m_anchor.hold(); });
    connect(m_list, &DriftListModel::shown, this, [this] {
        m_anchor.restore();
        if (!m_table->selectionModel()->hasSelection() && m_list->rowCount() > 0)
            m_table->selectRow(0);
        showEmpty();
        showChosen();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RunbookPage::showChosen);
    connect(m_table, &QAbstractItemView::activated, this, &RunbookPage::act);
    connect(m_table, &QWidget::customContextMenuRequested, this, &RunbookPage::showMenu);
    // Left to itself, Qt opens it in the middle of the table.
    for (const QKeySequence &keys : {QKeySequence(Qt::Key_Menu), QKeySequence(u"Shift+F10"_s)}) {
        auto *shortcut = new QShortcut(keys, m_table);
        shortcut->setWhatsThis(tr("The menu of the rule"));
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, &RunbookPage::showMenuOfCurrent);
    }
    connect(m_panel, &DriftPanel::openClicked, this, &Page::go);
    connect(m_panel, &DriftPanel::leverClicked, this, &Page::intervene);
    connect(&m_desk, &Desk::gateChanged, this, &RunbookPage::showChosen);
    connect(&m_desk, &Desk::underWayChanged, this, &RunbookPage::showChosen);
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &RunbookPage::showRead);
}

void RunbookPage::askForTenant()
{
    auto *dialog = new TenantDialog(m_client, m_desk, m_expectations, m_clock, this);
    connect(dialog, &TenantDialog::setUp, this, &Page::intervene);
    dialog->open();
}

QString RunbookPage::title() const
{
    return tr("Runbook");
}

QString RunbookPage::chosenNs() const
{
    const ListedDrift *const one = chosen();
    return one ? one->drift.subject.ns : QString();
}

/// One that is under way goes on while it is hidden: a person waits for it elsewhere.
void RunbookPage::setActive(bool active)
{
    if (!active)
        return m_tick.stop();
    m_tick.start();
    if (!m_check.found() && !m_check.failure())
        m_check.start();
    showRead();
    m_table->setFocus(Qt::OtherFocusReason);
}

void RunbookPage::refresh()
{
    m_check.start();
}

void RunbookPage::focusFilter()
{
    m_bar->focusFilter();
}

std::optional<Instant> RunbookPage::readAt() const
{
    return m_check.found() ? std::optional(m_check.found()->seen) : std::nullopt;
}

void RunbookPage::takeCheck()
{
    const auto &found = m_check.found();
    m_bar->setRunning(m_check.isRunning());
    m_bar->setCanSave(found.has_value());
    if (!m_check.isRunning())
        m_progress->setVisible(false);
    if (const auto &failure = m_check.failure(); failure && !m_check.isRunning())
        m_error->setError(*failure, m_check.failedAt());
    else
        m_error->clear();
    if (found && &m_list->all() != found->drifts.get()) {
        m_bar->setChoices(found->owners, found->namespaces);
        m_bar->setTotals(driftTotalsText(found->counts));
        m_list->setAll(found->drifts);
        Q_EMIT countChanged(driftedOf(found->counts));
        Q_EMIT readAtChanged();
    }
    showRead();
    showEmpty();
    showChosen();
}

void RunbookPage::applyFilter()
{
    const DriftFilter filter = m_bar->filter();
    m_list->setFilter(filter);
    m_state.set(stateKey, filter.state ? driftStateName(*filter.state) : QString());
    m_state.set(ownerKey, filter.owner);
}

void RunbookPage::showRead()
{
    const auto &found = m_check.found();
    if (!found)
        return m_read->setText(tr("%1, not held against this cluster yet").arg(m_expectations.file));
    const Milliseconds age = std::max(m_clock.utc() - found->seen, Milliseconds(0));
    m_read->setText(tr("%1, held against the cluster as it was at %2, %3 ago")
                        .arg(m_expectations.file, formatZonedTime(found->seen), formatRoughly(age)));
}

void RunbookPage::showEmpty()
{
    if (m_list->rowCount() > 0)
        return;
    const auto &found = m_check.found();
    if (m_check.isRunning() && !found)
        m_table->setEmptyText(tr("The cluster is being looked at…"));
    else if (m_check.failure() && !found)
        m_table->setEmptyText(
            tr("Nothing was seen of the cluster: %1").arg(explain(*m_check.failure()).sentence()));
    else if (!found)
        m_table->setEmptyText(
            tr("The check was stopped before anything was found. “Check now” begins anew."));
    else if (found->drifts->empty())
        m_table->setEmptyText(tr("The runbook says nothing that could be held against this cluster."));
    else if (m_list->isPlanning())
        m_table->setEmptyText({});
    else
        m_table->setEmptyText(tr("Nothing matches the filter; there are %1 rules in all.")
                                  .arg(formatCount(static_cast<qint64>(found->drifts->size()))));
}

const ListedDrift *RunbookPage::chosen() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : &m_list->at(rows.front().row());
}

void RunbookPage::showChosen()
{
    if (const ListedDrift *const one = chosen())
        m_panel->show(*one, leverOf(m_desk, one->drift));
    else
        m_panel->showNone(m_list->rowCount() == 0
                              ? tr("There is no rule to choose.")
                              : tr("Choose a rule: what would put it right is shown here."));
}

void RunbookPage::act(const QModelIndex &row)
{
    const ListedDrift &one = m_list->at(row.row());
    const auto lever = leverOf(m_desk, one.drift);
    if (lever && lever->state.enabled)
        Q_EMIT intervene(lever->target);
    else
        Q_EMIT go(placeOf(one).place);
}

void RunbookPage::showMenu(const QPoint &at)
{
    const QModelIndex index = m_table->indexAt(at);
    if (!index.isValid())
        return;
    if (!m_table->selectionModel()->isRowSelected(index.row()))
        m_table->selectRow(index.row());
    const ListedDrift &one = m_list->at(index.row());
    auto *menu = new QMenu(this);
    menu->setObjectName(u"driftMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const auto lever = leverOf(m_desk, one.drift)) {
        const LeverState &state = lever->state;
        const QString off = tr("%1 (%2)").arg(lever->text, QString(state.reason).replace(u'&', u"&&"_s));
        QAction *action = menu->addAction(state.enabled ? lever->text : off, this,
                                          [this, target = lever->target] { Q_EMIT intervene(target); });
        action->setObjectName(u"driftMenuLever"_s);
        action->setEnabled(state.enabled);
        menu->addSeparator();
    }
    const DriftPlace next = placeOf(one);
    menu->addAction(next.text, this, [this, place = next.place] { Q_EMIT go(place); });
    if (const QString command = one.drift.fix.command; !command.isEmpty())
        menu->addAction(tr("Copy the command"), this,
                        [command] { QGuiApplication::clipboard()->setText(command); });
    menu->addAction(tr("Copy row"), this, [this] { copySelectedRows(*m_table); });
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void RunbookPage::showMenuOfCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return;
    m_table->scrollTo(current);
    showMenu(m_table->visualRect(current.siblingAtColumn(0)).center());
}

void RunbookPage::save()
{
    m_saver->ask(tr("Save the runbook's rules"), u"runbook.csv"_s, [this](const QString &path) {
        m_saver->write(path, [rows = m_list->rowsShown()] { return csvOf(valuesOf(rows)); });
    });
}

void RunbookPage::copyMarkdown()
{
    const ReplyPromise<QString> promise;
    promise.reply().deliver(this, [this](const Result<QString> &text) {
        QGuiApplication::clipboard()->setText(text.value());
        Q_EMIT notice(tr("What is shown was copied as Markdown."));
    });
    m_writer.start([promise, rows = m_list->rowsShown(), title = m_read->text()] {
        promise.finish(markdownOf(valuesOf(rows), title));
    });
}

} // namespace signalbox
