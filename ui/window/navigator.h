// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/place.h"
#include "ui/window/services.h"

#include <QStackedWidget>

#include <vector>

namespace signalbox {

class BoardPage;
struct InterventionTarget;
class Page;
class UiState;

/// The pages of a window and its way through their places. Makes a page when it is first asked for; the board
/// and the workflows stay, a queue or a run lives as long as Back can lead to it, and Forward makes it again.
/// Only the page on top is active, and only while the window is seen.
class Navigator final : public QStackedWidget
{
    Q_OBJECT

public:
    Navigator(Services services, UiState &state, QWidget *parent = nullptr);
    ~Navigator() override;

    void go(const Place &asked);
    void back();
    void forward();
    [[nodiscard]] bool canGoBack() const { return m_trail.size() > 1; }
    [[nodiscard]] bool canGoForward() const { return !m_ahead.empty(); }
    [[nodiscard]] Page *page() const;       ///< null before the first go()
    [[nodiscard]] BoardPage *board() const; ///< null until it was gone to
    [[nodiscard]] Place place() const;      ///< of that page
    /// Whether anybody can see the pages: signed in and not minimised.
    void setSeen(bool seen);
    /// Forgets every page: somebody else looks from now on.
    void reset();

Q_SIGNALS:
    void pageChanged();
    void readAtChanged();                 ///< of the page on top, or of one that is hidden
    void notice(const QString &sentence); ///< likewise
    void countChanged(const signalbox::Place &place, int count); ///< likewise
    void intervene(const signalbox::InterventionTarget &target);

private:
    [[nodiscard]] Place meantBy(const Place &place) const;
    [[nodiscard]] Page *find(const Place &place) const; ///< null: not made
    [[nodiscard]] Page *make(const Place &place);
    [[nodiscard]] Page *makeFor(const Place &place);
    void open(Page *page);
    void showTop();
    void drop(Page *page);

    Services m_services;
    UiState &m_state;
    std::vector<Page *> m_trail; ///< the last one is on top; each page once
    std::vector<Place> m_ahead;  ///< left by Back, the last one first to return to
    Page *m_active = nullptr;
    bool m_seen = false;
};

} // namespace signalbox
