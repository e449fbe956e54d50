// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/boardpage.h"

#include "models/base/displaytext.h"
#include "models/base/explain.h"
#include "models/board/boardgrouping.h"
#include "models/board/boardmodel.h"
#include "models/interventions/desk.h"
#include "models/monitor/watch.h"
#include "ui/board/boardbar.h"
#include "ui/board/boarddelegate.h"
#include "ui/board/boardfolds.h"
#include "ui/board/boardproxy.h"
#include "ui/board/boardview.h"
#include "ui/board/handwatchbar.h"
#include "ui/board/namespacelevers.h"
#include "ui/state/uistate.h"
#include "ui/widgets/itemviews.h"
#include "ui/widgets/queuequery.h"
#include "ui/widgets/toolbuttons.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <utility>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

const auto headerKey = u"board/header"_s;
const auto givenWayKey = u"board/givenWay"_s;
const auto groupsKey = u"board/groups"_s;
const auto ownerKey = u"board/owner"_s;
const auto troubleKey = u"board/onlyTrouble"_s;

} // namespace

BoardPage::BoardPage(BoardModel &board, Watch &watch, WatchedByHand &byHand, UiState &state, QWidget *parent)
    : Page(parent)
    , m_board(board)
    , m_watch(watch)
    , m_state(state)
    , m_proxy(new BoardProxy(this))
    , m_bar(new BoardBar(this))
    , m_byHand(new HandWatchBar(watch, byHand, this))
    , m_view(new BoardView(this))
{
    setObjectName(u"boardPage"_s);
    m_proxy->setSourceModel(&m_board);
    m_view->setModel(m_proxy);
    m_folds = new BoardFolds(*m_view, m_state);
    m_view->setItemDelegate(new BoardDelegate(m_view));
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    markPane(*m_bar);
    markPane(*m_view);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 16);
    layout->setSpacing(10);
    layout->addWidget(m_bar);
    layout->addWidget(m_byHand);
    layout->addWidget(m_view, 1);

    connect(m_bar, &BoardBar::filterChanged, this, &BoardPage::applyFilter);
    connect(m_bar, &BoardBar::filterDone, m_view, [this] {
        m_view->setFocus(Qt::ShortcutFocusReason);
        m_view->setCurrentIndex(m_proxy->index(0, 0));
    });
    connect(m_bar, &BoardBar::pauseToggled, this, &BoardPage::setPaused);
    connect(m_bar, &BoardBar::settleClicked, this, &BoardPage::settle);
    connect(m_bar, &BoardBar::pastClicked, this, [this] { Q_EMIT go(Place::past()); });
    connect(m_view, &BoardView::queueActivated, this,
            [this](const QModelIndex &index) { Q_EMIT go(Place::ofQueue(keyAt(index))); });
    connect(m_view, &BoardView::controlClicked, this, [this] { Q_EMIT go(Place::ofWorkflows()); });
    connect(m_byHand, &HandWatchBar::started, this,
            [this](const QueueKey &key) { choose(m_board.indexOf(key)); });
    connect(m_view, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &at) { showMenu(m_view->indexAt(at), at); });
    connect(m_view, &BoardView::visibleRowsChanged, &m_visibleSoon, qOverload<>(&QTimer::start));
    connect(m_bar, &BoardBar::groupsChosen, this, &BoardPage::groupBy);
    connect(&m_board, &BoardModel::totalsChanged, this, [this] { m_bar->setTotals(m_board); });
    connect(&m_watch, &Watch::queuesChanged, &m_ownersSoon, qOverload<>(&QTimer::start));
    connect(&m_watch, &Watch::listed, &m_ownersSoon, qOverload<>(&QTimer::start));
    connect(&m_watch, &Watch::listed, this, &BoardPage::showEmptyText);
    connect(&m_watch, &Watch::pollFailed, this, &BoardPage::showEmptyText);
    connect(&m_watch, &Watch::firstSweepFinished, this, [this] {
        settle();
        Q_EMIT readAtChanged();
    });
    m_tick.setInterval(std::chrono::seconds(1));
    connect(&m_tick, &QTimer::timeout, this, &BoardPage::tick);
    m_visibleSoon.setSingleShot(true);
    m_visibleSoon.setInterval(std::chrono::milliseconds(200));
    connect(&m_visibleSoon, &QTimer::timeout, this, &BoardPage::announceVisible);
    m_ownersSoon.setSingleShot(true);
    m_ownersSoon.setInterval(std::chrono::milliseconds(200));
    connect(&m_ownersSoon, &QTimer::timeout, this, &BoardPage::showOwners);
    addShortcuts();
    restore();
}

void BoardPage::addShortcuts()
{
    const auto add = [this](const QKeySequence &keys, const QString &what, auto slot) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setWhatsThis(what);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, slot);
    };
    add(QKeySequence(u"R"_s), tr("Put the rows in order now"), [this] { settle(); });
    add(QKeySequence(u"T"_s), tr("The board at a past moment"), [this] { Q_EMIT go(Place::past()); });
    add(QKeySequence::Undo, tr("Take back what was last watched by hand, or no longer"),
        [this] { m_byHand->undo(); });
    // Left to itself, Qt opens it in the middle of the board.
    for (const QKeySequence &keys : {QKeySequence(Qt::Key_Menu), QKeySequence(u"Shift+F10"_s)})
        add(keys, tr("The menu of the row"), [this] { showMenuOfCurrent(); });
    add(QKeySequence(u"P"_s), tr("Pause or resume"), [this] { m_bar->setPaused(!m_bar->isPaused()); });
}

BoardPage::~BoardPage()
{
    m_proxy->setSourceModel(nullptr); // what groups goes before it
}

QString BoardPage::title() const
{
    return tr("Board");
}

Place BoardPage::place() const
{
    return Place::board();
}

QString BoardPage::chosenNs() const
{
    const QModelIndexList rows = m_view->selectionModel()->selectedRows();
    return rows.isEmpty() ? QString() : keyAt(rows.front()).ns;
}

void BoardPage::setActive(bool active)
{
    if (!active) {
        m_tick.stop();
        m_byHand->clear();
        m_watch.setVisibleQueues({});
        return;
    }
    m_tick.start();
    settle();
    tick();
    announceVisible();
    m_view->setFocus(Qt::OtherFocusReason);
}

void BoardPage::refresh()
{
    m_watch.refresh();
}

void BoardPage::focusFilter()
{
    m_bar->focusFilter();
}

std::optional<Instant> BoardPage::readAt() const
{
    return m_watch.lastAnswer();
}

void BoardPage::tick()
{
    const bool isGrouped = !m_grouping || m_grouping->isSettled();
    const bool settled = (m_proxy->isSettled() && isGrouped) || m_proxy->isFrozen();
    // While nothing is heard the order is that of what was heard last.
    if (!settled && !isStale() && m_view->isPointerAway())
        settle();
    else
        m_bar->setUnsettled(!settled);
}

void BoardPage::settle()
{
    if (!m_proxy->isFrozen()) {
        if (m_grouping)
            m_grouping->settle();
        m_proxy->settle();
    }
    m_bar->setUnsettled(false);
    m_bar->setTotals(m_board);
    showEmptyText();
    m_visibleSoon.start();
}

void BoardPage::announceVisible()
{
    if (!m_tick.isActive())
        return;
    std::vector<QueueKey> keys;
    const QRect shown = m_view->viewport()->rect();
    for (QModelIndex index = m_view->indexAt(shown.topLeft()); index.isValid();
         index = m_view->indexBelow(index)) {
        if (m_view->visualRect(index).top() > shown.bottom())
            break;
        if (const QueueKey key = keyAt(index); !key.ns.isEmpty())
            keys.push_back(key);
    }
    m_watch.setVisibleQueues(keys);
}

void BoardPage::setPaused(bool paused)
{
    m_proxy->setFrozen(paused);
    if (!paused)
        settle();
}

void BoardPage::applyFilter()
{
    const BoardFilter filter = m_bar->filter();
    m_proxy->setFilter(filter);
    m_state.set(ownerKey, filter.owner);
    m_state.set(troubleKey, filter.onlyTrouble);
    showEmptyText();
    m_visibleSoon.start();
}

void BoardPage::showOwners()
{
    const QStringList owners = m_board.owners();
    m_bar->setOwners(owners);
    m_view->setOwned(!owners.isEmpty());
}

/// Only a refusal says something about roles: whoever got no answer may have every one of them.
void BoardPage::showEmptyText()
{
    const auto &failure = m_watch.namespacesFailure();
    if (m_board.rowCount() > 0)
        m_view->setEmptyText(tr("Nothing matches the filter."));
    else if (failure && failure->kind != ErrorKind::Denied)
        m_view->setEmptyText(explain(*failure).sentence());
    else if (m_watch.firstSweepDone())
        m_view->setEmptyText(tr("There is no namespace you may read. Ask for the role <namespace>:read."));
    else
        m_view->setEmptyText(tr("Looking at the cluster…"));
}

void BoardPage::restore()
{
    m_view->setDefaultWidths();
    m_view->sortByColumn(BoardModel::SignalColumn, Qt::DescendingOrder);
    const int kept = m_state.number(groupsKey);
    if (kept == static_cast<int>(BoardGroups::Owners) || kept == static_cast<int>(BoardGroups::Signals))
        groupBy(static_cast<BoardGroups>(kept)); // before the widths, which are those it was left with
    keepHeader(*m_view->header(), m_state, headerKey);
    m_view->setGivenWay(m_state.list(givenWayKey));
    connect(m_view, &BoardView::givenWayChanged, this,
            [this] { m_state.set(givenWayKey, m_view->givenWay()); });
    m_bar->setFilter({{}, m_state.text(ownerKey), m_state.flag(troubleKey), {}});
    showOwners();
    applyFilter();
    settle();
    m_folds->apply();
}

void BoardPage::groupBy(BoardGroups by)
{
    if (by == m_by)
        return;
    m_bar->setPaused(false); // what is frozen is an order too
    const QPersistentModelIndex chosen = boardIndex(m_view->currentIndex());
    m_by = by;
    auto grouping = by == BoardGroups::Namespaces ? nullptr : std::make_unique<BoardGrouping>(m_board, by);
    std::swap(m_grouping, grouping); // the one before lives until nothing shows it
    m_proxy->setSourceModel(m_grouping ? static_cast<QAbstractItemModel *>(m_grouping.get()) : &m_board);
    m_bar->setGroups(by);
    m_view->setNamesWide(by != BoardGroups::Namespaces);
    m_state.set(groupsKey, static_cast<int>(by));
    settle();
    m_folds->apply();
    choose(chosen);
}

/// Of the board, whatever it is grouped by; none for a group.
QModelIndex BoardPage::boardIndex(const QModelIndex &shown) const
{
    const QModelIndex source = m_proxy->mapToSource(shown);
    return m_grouping ? m_grouping->mapToSource(source) : source;
}

void BoardPage::showMenu(const QModelIndex &index, const QPoint &at)
{
    if (!index.isValid())
        return;
    const QueueKey key = keyAt(index);
    if (key.ns.isEmpty())
        return; // of a group there is nothing to open
    auto *menu = new QMenu(this);
    menu->setObjectName(u"boardMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!key.queue.isEmpty())
        menu->addAction(tr("Open queue"), this, [this, key] { Q_EMIT go(Place::ofQueue(key)); });
    menu->addAction(tr("Open running workflows"), this, [this, key] {
        Q_EMIT go(Place::ofWorkflows(key.ns, key.queue.isEmpty() ? runningQuery() : runningQuery(key.queue)));
    });
    menu->addSeparator();
    menu->addAction(tr("Watch a queue…"), this, [this, key] { watchQueue(key.ns); });
    if (index.siblingAtColumn(0).data(BoardModel::ByHandRole).toBool())
        menu->addAction(tr("Stop watching"), this, [this, key] { m_byHand->stop(key); });
    menu->addSeparator();
    if (key.queue.isEmpty() && m_desk) {
        addNamespaceLevers(*menu, *m_desk, key.ns,
                           [this](const InterventionTarget &target) { Q_EMIT intervene(target); });
        addCleanUp(*menu, *m_cleanUp, key.ns, [this, key] { Q_EMIT go(Place::cleanUp(key.ns)); });
        menu->addSeparator();
    }
    const QString name = copyText(key.queue.isEmpty() ? key.ns : key.queue);
    menu->addAction(tr("Copy name"), this, [name] { QGuiApplication::clipboard()->setText(name); });
    menu->addAction(tr("Copy row"), this, [this] { copySelectedRows(*m_view); });
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

void BoardPage::showMenuOfCurrent()
{
    const QModelIndex current = m_view->currentIndex();
    if (!current.isValid())
        return;
    m_view->scrollTo(current);
    QPoint at = m_view->visualRect(current.siblingAtColumn(0)).center();
    at.setX(std::clamp(at.x(), 0, m_view->viewport()->width())); // its name may be scrolled away
    showMenu(current, at);
}

void BoardPage::offerLevers(const Desk &desk, const CleanUpWork &cleanUp)
{
    m_desk = &desk;
    m_cleanUp = &cleanUp;
    connect(m_desk, &Desk::finished, this, [this](const Intervention *ended) {
        if (ended->lever().target().isNamespace())
            m_watch.refresh();
    });
}

void BoardPage::watchQueue(const QString &ns)
{
    m_byHand->ask(ns);
}

/// Where the filter lets it be seen.
void BoardPage::choose(const QModelIndex &ofBoard)
{
    const QModelIndex index =
        m_proxy->mapFromSource(m_grouping ? m_grouping->mapFromSource(ofBoard) : ofBoard);
    if (!index.isValid())
        return;
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
}

QueueKey BoardPage::keyAt(const QModelIndex &index)
{
    return {index.data(BoardModel::NamespaceRole).toString(), index.data(BoardModel::QueueRole).toString()};
}

} // namespace signalbox
