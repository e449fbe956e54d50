// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/queuekey.h"
#include "models/board/boardgroup.h"
#include "ui/state/uistate.h"
#include "ui/theme/theme.h"
#include "ui/window/services.h"

#include <QMainWindow>
#include <QTimer>

class QMenu;
class QStackedWidget;

namespace signalbox {

class Band;
struct CleanUpReport;
class Intervention;
struct InterventionTarget;
class Navigator;
class NoticeBar;
class Rail;
class StatusLine;
class UnreachableBar;
struct User;

/// The window of one profile: frame and band in the environment's colour, the rail, the pages or the page to
/// sign in, and the status line. Shows pages only while somebody is signed in; keeps them, with what was
/// typed, when a session ends by itself. Owner thread.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const Services &services, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// The queue's page; of a namespace or the cluster the board. Nothing while nobody is signed in.
    void open(const QueueKey &key);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void moveEvent(QMoveEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *buildCentre();
    [[nodiscard]] bool closeDialogs(); ///< false: one is in the way
    void buildRail();
    void buildMenus();
    void buildSessionMenu(QMenu &menu);
    void buildViewMenu(QMenu &menu);
    void buildGroupsMenu(QMenu &menu);
    void buildGoMenu(QMenu &menu);
    void buildHelpMenu(QMenu &menu);
    QAction *addAction(QMenu &menu, const QString &objectName, const QString &text,
                       const QList<QKeySequence> &keys, void (MainWindow::*slot)());
    void connectServices();

    void keepGeometry();
    void showUser();
    void goWhereItWasLeft(const User &user);
    void showSeen();
    void showTitle();
    void showPage();
    void tick();
    void showAge();
    void showOpenDangers();
    void askServerVersion();
    void intervene(const InterventionTarget &target);
    void sayOutcome(const Intervention &ended);
    void sayCleanUp(const CleanUpReport &report);
    [[nodiscard]] QStringList underWay() const; ///< what closing the window would leave

    void copy();
    void refreshPage();
    void filterPage();
    void goToBoard();
    void goToPast();
    void goToAlerts();
    void goToOverview();
    void goToWorkflows();
    void goToJournal();
    void goToHandOver();
    void goToRunbook();
    void goToRecovery();
    void goToCleanUp();
    void watchQueue();
    void newTenant();
    void tellDangers(bool isOn);
    void groupBy(BoardGroups by);
    void goBack();
    void goForward();
    void signInOrAgain();
    void signOut();
    void showWhoAmI();
    void showKeys();
    void showSpending();
    void showAbout();

    Services m_services;
    UiState m_state;
    Theme m_theme;
    bool m_remembersPlace = false; ///< once it was gone to where the last window was left
    Band *m_band = nullptr;
    Rail *m_rail = nullptr;
    Navigator *m_pages = nullptr;
    StatusLine *m_status = nullptr;
    UnreachableBar *m_unreachable = nullptr;
    NoticeBar *m_notices = nullptr;
    QStackedWidget *m_body = nullptr; ///< to sign in, or the pages
    QAction *m_signIn = nullptr;
    QAction *m_signOut = nullptr;
    QAction *m_whoAmI = nullptr;
    QAction *m_back = nullptr;
    QAction *m_forward = nullptr;
    QTimer m_tick;
    int m_ticks = 0;
    std::optional<QString> m_subject; ///< who the pages are for
    bool m_askedVersion = false;      ///< of the server at the other end of this connection
    bool m_closesAnyway = false;
};

} // namespace signalbox
