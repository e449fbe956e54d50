// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/moments/blackboxpast.h"
#include "models/policy/runbook.h"
#include "ui/state/uistate.h"
#include "ui/theme/theme.h"

#include <QMainWindow>

class QMenu;
class QStackedWidget;

namespace signalbox {

class MomentPage;
class NoticeBar;
class Page;
struct Place;

/// A black box as a console: the board at each moment of the file, its queues, and all namespaces over time.
/// There is no cluster, nobody is signed in, and nothing can be done. Owner thread.
class ReplayWindow final : public QMainWindow
{
    Q_OBJECT

public:
    /// Both outlive it.
    ReplayWindow(BlackBoxPast &past, const Runbook &runbook, QWidget *parent = nullptr);
    ~ReplayWindow() override;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QWidget *makeBanner();
    void buildMenus();
    void addAction(QMenu &menu, const QString &objectName, const QString &text,
                   const QList<QKeySequence> &keys, void (ReplayWindow::*slot)());
    void go(const Place &place);
    void openNew(Page *next);
    void open(Page *next);
    void goBack();
    void goToOverview();
    void filterPage();
    void refreshPage();
    void nextPane();
    void previousPane();
    void showKeys();
    void showTitle();
    [[nodiscard]] Page *page() const;

    BlackBoxPast &m_past;
    const Runbook &m_runbook;
    UiState m_state{QString()}; ///< what windows of no profile remember
    Theme m_theme{m_state};
    QStackedWidget *m_pages = nullptr;
    NoticeBar *m_notices = nullptr;
    MomentPage *m_board = nullptr;
};

} // namespace signalbox
