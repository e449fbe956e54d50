// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/displaytext.h"
#include "models/cleanup/cleanupwork.h"
#include "models/identity/tokenservice.h"
#include "models/interventions/desk.h"
#include "models/monitor/watch.h"
#include "models/profile/quiet.h"
#include "models/temporal/client.h"
#include "ui/board/boardpage.h"
#include "ui/runbook/runbookpage.h"
#include "ui/widgets/itemviews.h"
#include "ui/widgets/page.h"
#include "ui/window/band.h"
#include "ui/window/factsdialog.h"
#include "ui/window/mainwindow.h"
#include "ui/window/navigator.h"
#include "ui/window/noticebar.h"
#include "ui/window/panes.h"
#include "ui/window/rail.h"
#include "ui/window/shortcutsdialog.h"
#include "ui/window/spendingfacts.h"
#include "ui/window/windowfacts.h"
#include "ui/window/zoomactions.h"

#include <QAbstractItemView>
#include <QActionGroup>
#include <QApplication>
#include <QKeyEvent>
#include <QMenuBar>

// The rail and the menus of MainWindow, and what their entries do.
namespace signalbox {

using namespace Qt::StringLiterals;

QAction *MainWindow::addAction(QMenu &menu, const QString &objectName, const QString &text,
                               const QList<QKeySequence> &keys, void (MainWindow::*slot)())
{
    QAction *action = menu.addAction(text);
    action->setObjectName(objectName);
    action->setShortcuts(keys);
    connect(action, &QAction::triggered, this, slot);
    return action;
}

void MainWindow::buildRail()
{
    m_rail->addPlace(Place::board(), u"board"_s, tr("Board"), u"g b"_s);
    m_rail->addPlace(Place::alerts(), u"alerts"_s, tr("Alerts"), u"g a"_s);
    m_rail->addPlace(Place::overview(), u"overview"_s, tr("Overview"), u"g o"_s);
    m_rail->addPlace(Place::ofWorkflows(), u"workflows"_s, tr("Workflows"), u"g w"_s);
    m_rail->addPlace(Place::journal(), u"journal"_s, tr("Journal"), u"g j"_s);
    m_rail->addPlace(Place::handOver(), u"handover"_s, tr("Hand-over"), u"g h"_s);
    m_rail->addPlace(Place::runbook(), u"runbook"_s, tr("Runbook"), u"g d"_s);
    m_rail->addPlace(Place::recovery(), u"recovery"_s, tr("Recovery"), u"g r"_s);
}

void MainWindow::buildMenus()
{
    QMenuBar &bar = m_band->menus();
    buildSessionMenu(*bar.addMenu(tr("&File")));
    addAction(*bar.addMenu(tr("&Edit")), u"copy"_s, tr("&Copy"), {QKeySequence::Copy}, &MainWindow::copy);
    buildViewMenu(*bar.addMenu(tr("&View")));
    buildGoMenu(*bar.addMenu(tr("&Go")));
    buildHelpMenu(*bar.addMenu(tr("&Help")));

    auto *userMenu = new QMenu(this);
    userMenu->setObjectName(u"userMenuEntries"_s);
    userMenu->addActions({m_whoAmI, m_signIn, m_signOut});
    m_band->setUserMenu(userMenu);
}

void MainWindow::buildSessionMenu(QMenu &menu)
{
    m_signIn = addAction(menu, u"signInAction"_s, tr("Sign &in"), {}, &MainWindow::signInOrAgain);
    m_signOut = addAction(menu, u"signOut"_s, tr("Sign &out"), {}, &MainWindow::signOut);
    m_whoAmI = addAction(menu, u"whoAmI"_s, tr("&Who am I…"), {}, &MainWindow::showWhoAmI);
    menu.addSeparator();
    addAction(menu, u"watchQueue"_s, tr("W&atch a queue…"), {QKeySequence(u"Ctrl+D"_s)},
              &MainWindow::watchQueue);
    addAction(menu, u"newTenantAction"_s, tr("New &tenant…"), {QKeySequence(u"Ctrl+T"_s)},
              &MainWindow::newTenant);
    QAction *telling = menu.addAction(tr("Tell &dangers by the desktop"));
    telling->setObjectName(u"tellDangers"_s);
    telling->setCheckable(true);
    telling->setChecked(!isQuiet(m_services.profile.name));
    connect(telling, &QAction::triggered, this, &MainWindow::tellDangers);
    // Another window of the profile may have changed it.
    connect(&menu, &QMenu::aboutToShow, telling,
            [this, telling] { telling->setChecked(!isQuiet(m_services.profile.name)); });
    menu.addSeparator();
    QAction *closing = menu.addAction(tr("&Close window"));
    closing->setObjectName(u"closeWindow"_s);
    closing->setShortcut(QKeySequence(u"Ctrl+W"_s));
    connect(closing, &QAction::triggered, this, &QWidget::close);
    QAction *quitting = menu.addAction(tr("&Quit"));
    quitting->setObjectName(u"quit"_s);
    quitting->setShortcut(QKeySequence(u"Ctrl+Q"_s));
    connect(quitting, &QAction::triggered, qApp, &QApplication::closeAllWindows);
}

void MainWindow::buildViewMenu(QMenu &menu)
{
    addAction(menu, u"refresh"_s, tr("&Refresh"), {QKeySequence(Qt::Key_F5)}, &MainWindow::refreshPage);
    addAction(menu, u"filter"_s, tr("&Filter"), {QKeySequence(Qt::Key_Slash), QKeySequence(u"Ctrl+F"_s)},
              &MainWindow::filterPage);
    addZoomActions(menu, m_theme);
    buildGroupsMenu(*menu.addMenu(tr("&Group")));
    QMenu *themes = menu.addMenu(tr("&Theme"));
    auto *group = new QActionGroup(this);
    const std::pair<Theme::Choice, QString> choices[] = {{Theme::Choice::System, tr("As the &system")},
                                                         {Theme::Choice::Light, tr("&Light")},
                                                         {Theme::Choice::Dark, tr("&Dark")}};
    for (const auto &[choice, text] : choices) {
        QAction *action = themes->addAction(text);
        action->setObjectName(u"theme%1"_s.arg(static_cast<int>(choice)));
        action->setCheckable(true);
        action->setChecked(m_theme.choice() == choice);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, picked = choice] { m_theme.setChoice(picked); });
    }
}

void MainWindow::buildGroupsMenu(QMenu &menu)
{
    const std::tuple<BoardGroups, QString, QString> choices[] = {
        {BoardGroups::Namespaces, tr("Group by &namespace"), u"Alt+1"_s},
        {BoardGroups::Owners, tr("Group by &owner"), u"Alt+2"_s},
        {BoardGroups::Signals, tr("Group by &signal"), u"Alt+3"_s}};
    for (const auto &[by, text, keys] : choices) {
        QAction *action = menu.addAction(text);
        action->setObjectName(u"groupBy%1"_s.arg(static_cast<int>(by)));
        action->setShortcut(QKeySequence(keys));
        connect(action, &QAction::triggered, this, [this, picked = by] { groupBy(picked); });
    }
}

void MainWindow::buildGoMenu(QMenu &menu)
{
    addAction(menu, u"goBoard"_s, tr("&Board"), {QKeySequence(u"G, B"_s)}, &MainWindow::goToBoard);
    addAction(menu, u"goPast"_s, tr("Board at a &past moment"), {QKeySequence(u"G, P"_s)},
              &MainWindow::goToPast);
    addAction(menu, u"goAlerts"_s, tr("A&lerts"), {QKeySequence(u"G, A"_s)}, &MainWindow::goToAlerts);
    addAction(menu, u"goOverview"_s, tr("&Overview"), {QKeySequence(u"G, O"_s)}, &MainWindow::goToOverview);
    addAction(menu, u"goWorkflows"_s, tr("&Workflows"), {QKeySequence(u"G, W"_s)},
              &MainWindow::goToWorkflows);
    addAction(menu, u"goHandOver"_s, tr("&Hand-over"), {QKeySequence(u"G, H"_s)}, &MainWindow::goToHandOver);
    addAction(menu, u"goJournal"_s, tr("&Journal"), {QKeySequence(u"G, J"_s)}, &MainWindow::goToJournal);
    addAction(menu, u"goRunbook"_s, tr("&Runbook"), {QKeySequence(u"G, D"_s)}, &MainWindow::goToRunbook);
    addAction(menu, u"goRecovery"_s, tr("Reco&very"), {QKeySequence(u"G, R"_s)}, &MainWindow::goToRecovery);
    addAction(menu, u"goCleanUp"_s, tr("&Clean-up"), {QKeySequence(u"G, C"_s)}, &MainWindow::goToCleanUp);
    m_back = addAction(menu, u"goBack"_s, tr("B&ack"),
                       {QKeySequence(u"Alt+Left"_s), QKeySequence(Qt::Key_Backspace)}, &MainWindow::goBack);
    m_forward = addAction(menu, u"goForward"_s, tr("&Forward"), {QKeySequence(u"Alt+Right"_s)},
                          &MainWindow::goForward);
    menu.addSeparator();
    QAction *next = menu.addAction(tr("&Next pane"));
    next->setObjectName(u"nextPane"_s);
    next->setShortcut(QKeySequence(Qt::Key_F6));
    connect(next, &QAction::triggered, this, [this] { focusNextPane(*this, true); });
    QAction *previous = menu.addAction(tr("&Previous pane"));
    previous->setObjectName(u"previousPane"_s);
    previous->setShortcut(QKeySequence(u"Shift+F6"_s));
    connect(previous, &QAction::triggered, this, [this] { focusNextPane(*this, false); });
}

void MainWindow::buildHelpMenu(QMenu &menu)
{
    addAction(menu, u"showKeys"_s, tr("&Keys"), {QKeySequence(Qt::Key_Question), QKeySequence(Qt::Key_F1)},
              &MainWindow::showKeys);
    addAction(menu, u"spending"_s, tr("&What the console spends…"), {}, &MainWindow::showSpending);
    addAction(menu, u"about"_s, tr("&About Signalbox"), {}, &MainWindow::showAbout);
}

void MainWindow::copy()
{
    QWidget *const focus = QApplication::focusWidget();
    if (const auto *view = qobject_cast<QAbstractItemView *>(focus))
        return copySelectedRows(*view);
    if (!focus)
        return;
    // Fields take the key before this action does, labels don't, and the menu goes past both. Straight to the
    // widget: as an event of the application's it would come back here as this action's shortcut.
    QKeyEvent key(QEvent::KeyPress, Qt::Key_C, Qt::ControlModifier);
    static_cast<QObject *>(focus)->event(&key);
}

void MainWindow::refreshPage()
{
    if (m_pages->page())
        m_pages->page()->refresh();
}

void MainWindow::filterPage()
{
    if (m_pages->page())
        m_pages->page()->focusFilter();
}

void MainWindow::tellDangers(bool isOn)
{
    if (const Done done = setQuiet(m_services.profile.name, !isOn); !done)
        m_notices->add(done.error().detail);
}

void MainWindow::goToBoard()
{
    if (m_subject)
        m_pages->go(Place::board());
}

void MainWindow::open(const QueueKey &key)
{
    if (m_subject && !key.queue.isEmpty())
        m_pages->go(Place::ofQueue(key));
    else
        goToBoard();
}

void MainWindow::goToPast()
{
    if (m_subject)
        m_pages->go(Place::past());
}

void MainWindow::goToAlerts()
{
    if (m_subject)
        m_pages->go(Place::alerts());
}

void MainWindow::goToOverview()
{
    if (m_subject)
        m_pages->go(Place::overview());
}

void MainWindow::goToWorkflows()
{
    if (m_subject)
        m_pages->go(Place::ofWorkflows());
}

void MainWindow::goToHandOver()
{
    if (m_subject)
        m_pages->go(Place::handOver());
}

void MainWindow::goToRunbook()
{
    if (m_subject)
        m_pages->go(Place::runbook());
}

void MainWindow::goToRecovery()
{
    if (m_subject)
        m_pages->go(Place::recovery());
}

void MainWindow::goToCleanUp()
{
    if (m_subject)
        m_pages->go(Place::cleanUp());
}

void MainWindow::sayCleanUp(const CleanUpReport &report)
{
    m_notices->add(tr("clean up %1: %2").arg(displayText(report.order.ns, 120), report.sentence));
}

QStringList MainWindow::underWay() const
{
    QStringList names = m_services.desk.underWayNames();
    if (const CleanUpRun *const run = m_services.cleanUp.run())
        names << tr("clean up %1").arg(run->order().ns);
    return names;
}

void MainWindow::goToJournal()
{
    if (m_subject)
        m_pages->go(Place::journal());
}

/// On the board, where it is seen what comes of it; in the namespace that the page is about.
void MainWindow::watchQueue()
{
    const QString ns = m_pages->page() ? m_pages->page()->chosenNs() : QString();
    goToBoard();
    if (BoardPage *board = m_pages->board())
        board->watchQueue(ns);
}

/// On the runbook's page, whose entry it is held against.
void MainWindow::newTenant()
{
    goToRunbook();
    if (auto *runbook = qobject_cast<RunbookPage *>(m_pages->page()))
        runbook->askForTenant();
}

void MainWindow::groupBy(BoardGroups by)
{
    goToBoard();
    if (BoardPage *board = m_pages->board())
        board->groupBy(by);
}

void MainWindow::goBack()
{
    m_pages->back();
}

void MainWindow::goForward()
{
    m_pages->forward();
}

void MainWindow::signInOrAgain()
{
    m_services.tokens.signIn();
}

void MainWindow::signOut()
{
    m_services.tokens.signOut();
}

void MainWindow::showWhoAmI()
{
    const auto &user = m_services.tokens.user();
    if (!user)
        return;
    auto *dialog = new FactsDialog(
        u"whoAmIDialog"_s, tr("Who am I"),
        userFacts(*user, m_services.profile, m_services.desk.gate(), m_services.tokens.tokenExpiresAt()),
        this);
    dialog->open();
}

void MainWindow::showKeys()
{
    const Page *page = m_pages->page();
    auto *dialog = new ShortcutsDialog(keyHints(m_band->menus()), page ? page->title() : tr("Page"),
                                       page ? keyHints(*page) : std::vector<KeyHint>(), this);
    dialog->open();
}

/// As it goes on while somebody reads it.
void MainWindow::showSpending()
{
    const auto facts = [this] {
        return spendingFacts(m_services.client.trafficLastMinute(), m_services.watch.sweepInterval());
    };
    auto *dialog = new FactsDialog(u"spendingDialog"_s, tr("What the console spends"), facts(), this);
    connect(&m_tick, &QTimer::timeout, dialog, [dialog, facts] { dialog->setFacts(facts()); });
    dialog->open();
}

void MainWindow::showAbout()
{
    auto *dialog = new FactsDialog(u"aboutDialog"_s, tr("About Signalbox"),
                                   aboutFacts(m_services.profile, m_services.profilesFile), this);
    dialog->open();
}
} // namespace signalbox
