// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/board/boardgroup.h"
#include "ui/widgets/page.h"

#include <QTimer>

#include <memory>

namespace signalbox {

class BoardBar;
class BoardFolds;
class BoardGrouping;
class BoardModel;
class BoardProxy;
class BoardView;
class CleanUpWork;
class Desk;
class HandWatchBar;
class UiState;
class Watch;
class WatchedByHand;

/// Every namespace and queue with its signal, worst first. Sorts only while the pointer is away or on R, so
/// that no row moves under it. While active it tells the watch which rows are seen.
class BoardPage final : public Page
{
    Q_OBJECT

public:
    BoardPage(BoardModel &board, Watch &watch, WatchedByHand &byHand, UiState &state,
              QWidget *parent = nullptr);
    ~BoardPage() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] Place place() const override;
    [[nodiscard]] QString chosenNs() const override;
    void setActive(bool active) override;
    void refresh() override;
    void focusFilter() override;
    [[nodiscard]] std::optional<Instant> readAt() const override;
    /// Asks which queue is to be watched by hand, in this namespace unless another is chosen.
    void watchQueue(const QString &ns);
    /// In the menu of a namespace's row; without it there are none.
    void offerLevers(const Desk &desk, const CleanUpWork &cleanUp);
    /// The chosen row, filter and order stay.
    void groupBy(BoardGroups by);

private:
    void addShortcuts();
    void tick();
    void settle();
    void announceVisible();
    void setPaused(bool paused);
    void applyFilter();
    void showOwners();
    void showEmptyText();
    void restore();
    void showMenu(const QModelIndex &index, const QPoint &at);
    void showMenuOfCurrent();
    void choose(const QModelIndex &ofBoard);
    [[nodiscard]] QModelIndex boardIndex(const QModelIndex &shown) const;
    [[nodiscard]] static QueueKey keyAt(const QModelIndex &index);

    BoardModel &m_board;
    Watch &m_watch;
    UiState &m_state;
    BoardProxy *m_proxy;
    BoardBar *m_bar;
    HandWatchBar *m_byHand;
    BoardView *m_view;
    BoardFolds *m_folds = nullptr;
    const Desk *m_desk = nullptr;
    const CleanUpWork *m_cleanUp = nullptr; ///< with the levers
    BoardGroups m_by = BoardGroups::Namespaces;
    std::unique_ptr<BoardGrouping> m_grouping; ///< none by namespaces: the board itself is shown
    QTimer m_tick;
    QTimer m_visibleSoon;
    QTimer m_ownersSoon;
};

} // namespace signalbox
