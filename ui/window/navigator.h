// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/queuekey.h"
#include "ui/window/services.h"

#include <QStackedWidget>

#include <vector>

namespace signalbox {

class BoardPage;
class Page;
class UiState;
class WorkflowsPage;

/// The pages of a window and the trail between them. Makes each page when it is first asked for; the board
/// and the workflows stay, a queue or a run lives as long as Back can lead to it. Only the page on top is
/// active, and only while the window is seen.
class Navigator final : public QStackedWidget
{
    Q_OBJECT

public:
    enum Place { BoardPlace, WorkflowsPlace };

    Navigator(const Services &services, UiState &state, QWidget *parent = nullptr);
    ~Navigator() override;

    void go(Place place);
    void back();
    [[nodiscard]] bool canGoBack() const { return m_trail.size() > 1; }
    [[nodiscard]] Page *page() const; ///< null before the first go()
    [[nodiscard]] Place place() const;
    /// Whether anybody can see the pages: signed in and not minimised.
    void setSeen(bool seen);
    /// Forgets every page: somebody else looks from now on.
    void reset();

    void openQueue(const QueueKey &key);
    void openWorkflows(const QString &ns, const QString &query);
    void openWorkflow(const QString &ns, const QString &workflowId, const QString &runId);

Q_SIGNALS:
    void pageChanged();
    void readAtChanged(); ///< of the page on top, or of one that is hidden

private:
    void adopt(Page *page);
    void open(Page *page);
    void showTop();
    void forgetOldest();
    [[nodiscard]] bool isRoot(const Page *page) const;
    [[nodiscard]] WorkflowsPage *workflows();

    Services m_services;
    UiState &m_state;
    BoardPage *m_board = nullptr;
    WorkflowsPage *m_workflows = nullptr;
    std::vector<Page *> m_trail; ///< the last one is on top; each page once
    Page *m_active = nullptr;
    bool m_seen = false;
};

} // namespace signalbox
