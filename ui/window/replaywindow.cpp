// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/replaywindow.h"

#include "models/base/displaytext.h"
#include "models/base/zonedtime.h"
#include "ui/board/momentpage.h"
#include "ui/overview/pastoverviewpage.h"
#include "ui/queue/pastqueuepage.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/pastbanner.h"
#include "ui/widgets/toolbuttons.h"
#include "ui/window/noticebar.h"
#include "ui/window/panes.h"
#include "ui/window/shortcutsdialog.h"
#include "ui/window/zoomactions.h"

#include <QApplication>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMenuBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <memory>

namespace signalbox {

using namespace Qt::StringLiterals;

ReplayWindow::ReplayWindow(BlackBoxPast &past, const Runbook &runbook, QWidget *parent)
    : QMainWindow(parent)
    , m_past(past)
    , m_runbook(runbook)
{
    setObjectName(u"replayWindow"_s);
    // This widget is older than the theme: its parts would measure themselves in the font from before.
    setFont(QApplication::font());
    m_pages = new QStackedWidget(this);
    m_board = new MomentPage(past, runbook, this);
    m_board->setReplay();
    m_pages->addWidget(m_board);
    auto *centre = new QWidget(this);
    centre->setAutoFillBackground(true);
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_notices = new NoticeBar(centre);
    column->addWidget(makeBanner());
    column->addWidget(m_notices);
    column->addWidget(m_pages, 1);
    setCentralWidget(centre);
    buildMenus();
    connect(m_board, &Page::go, this, &ReplayWindow::go);
    connect(m_board, &Page::titleChanged, this, &ReplayWindow::showTitle);
    resize(metrics::scaled(1360, fontMetrics()), metrics::scaled(860, fontMetrics()));
    open(m_board);
}

ReplayWindow::~ReplayWindow()
{
    const std::unique_ptr<QWidget> centre(takeCentralWidget()); // pages go before what they read
}

QWidget *ReplayWindow::makeBanner()
{
    const ExcerptLabel &label = m_past.label();
    auto *banner = new PastBanner(u"replaySentence"_s, this);
    banner->setSentence(tr("Replay of %1: %2 from %3 to %4. There is no cluster behind it.")
                            .arg(displayText(m_past.file(), 256), displayText(label.profile, 80),
                                 formatZonedTime(label.from), formatZonedTime(label.to)));
    return banner;
}

void ReplayWindow::addAction(QMenu &menu, const QString &objectName, const QString &text,
                             const QList<QKeySequence> &keys, void (ReplayWindow::*slot)())
{
    QAction *action = menu.addAction(text);
    action->setObjectName(objectName);
    action->setShortcuts(keys);
    connect(action, &QAction::triggered, this, slot);
}

void ReplayWindow::buildMenus()
{
    QMenu &file = *menuBar()->addMenu(tr("&File"));
    QAction *closing = file.addAction(tr("&Close window"));
    closing->setObjectName(u"closeWindow"_s);
    closing->setShortcuts({QKeySequence(u"Ctrl+W"_s), QKeySequence(u"Ctrl+Q"_s)});
    connect(closing, &QAction::triggered, this, &QWidget::close);
    QMenu &view = *menuBar()->addMenu(tr("&View"));
    addAction(view, u"refresh"_s, tr("&Read again"), {QKeySequence(Qt::Key_F5)}, &ReplayWindow::refreshPage);
    addAction(view, u"filter"_s, tr("&Filter"), {QKeySequence(Qt::Key_Slash), QKeySequence(u"Ctrl+F"_s)},
              &ReplayWindow::filterPage);
    addZoomActions(view, m_theme);
    QMenu &going = *menuBar()->addMenu(tr("&Go"));
    addAction(going, u"goBack"_s, tr("B&ack to the board"),
              {QKeySequence(u"Alt+Left"_s), QKeySequence(Qt::Key_Backspace), QKeySequence(u"G, B"_s)},
              &ReplayWindow::goBack);
    addAction(going, u"goOverview"_s, tr("&Overview"), {QKeySequence(u"G, O"_s)},
              &ReplayWindow::goToOverview);
    addAction(going, u"nextPane"_s, tr("&Next pane"), {QKeySequence(Qt::Key_F6)}, &ReplayWindow::nextPane);
    addAction(going, u"previousPane"_s, tr("&Previous pane"), {QKeySequence(u"Shift+F6"_s)},
              &ReplayWindow::previousPane);
    QMenu &help = *menuBar()->addMenu(tr("&Help"));
    addAction(help, u"showKeys"_s, tr("&Keys"), {QKeySequence(Qt::Key_Question), QKeySequence(Qt::Key_F1)},
              &ReplayWindow::showKeys);
}

Page *ReplayWindow::page() const
{
    return static_cast<Page *>(m_pages->currentWidget());
}

/// To the queues, to the overview and back: there is no other place.
void ReplayWindow::go(const Place &place)
{
    if (place.page == Place::Page::Past)
        return open(m_board);
    if (place == Place::overview())
        return openNew(new PastOverviewPage(m_past, m_state, this));
    if (place.page != Place::Page::PastQueue)
        return;
    auto *queue = new PastQueuePage({place.ns, place.queue}, m_past, m_runbook, this);
    queue->setReplay();
    queue->setPlace(place);
    openNew(queue);
}

void ReplayWindow::openNew(Page *next)
{
    connect(next, &Page::go, this, &ReplayWindow::go);
    connect(next, &Page::notice, m_notices, &NoticeBar::add);
    m_pages->addWidget(next);
    open(next);
}

void ReplayWindow::open(Page *next)
{
    Page *before = page();
    if (before != next) {
        before->setActive(false);
        m_pages->setCurrentWidget(next);
        if (before != m_board) {
            m_pages->removeWidget(before);
            before->deleteLater();
        }
    }
    next->setActive(true);
    focusList(*next);
    showTitle();
}

void ReplayWindow::keyPressEvent(QKeyEvent *event)
{
    if (!escapesToList(*page(), *event))
        QMainWindow::keyPressEvent(event);
}

void ReplayWindow::goBack()
{
    open(m_board);
}

void ReplayWindow::goToOverview()
{
    go(Place::overview());
}

void ReplayWindow::filterPage()
{
    page()->focusFilter();
}

void ReplayWindow::refreshPage()
{
    page()->refresh();
}

void ReplayWindow::nextPane()
{
    focusNextPane(*this, true);
}

void ReplayWindow::previousPane()
{
    focusNextPane(*this, false);
}

void ReplayWindow::showKeys()
{
    auto *dialog = new ShortcutsDialog(keyHints(*menuBar()), page()->title(), keyHints(*page()), this);
    dialog->open();
}

void ReplayWindow::showTitle()
{
    setWindowTitle(tr("%1 — Replay of %2 — Signalbox")
                       .arg(page()->title(), displayText(QFileInfo(m_past.file()).fileName(), 80)));
}

} // namespace signalbox
