// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/navigator.h"

#include "ui/board/boardpage.h"
#include "ui/queue/queuepage.h"
#include "ui/state/uistate.h"
#include "ui/widgets/queuequery.h"
#include "ui/window/panes.h"
#include "ui/workflow/workflowpage.h"
#include "ui/workflows/workflowspage.h"

#include <QApplication>

#include <algorithm>

namespace signalbox {

namespace {
/// Pages behind the present one that Back can lead to; each keeps a model.
constexpr std::size_t longestTrail = 20;
} // namespace

Navigator::Navigator(const Services &services, UiState &state, QWidget *parent)
    : QStackedWidget(parent)
    , m_services(services)
    , m_state(state)
{
    setObjectName(QStringLiteral("pages"));
}

Navigator::~Navigator() = default;

Page *Navigator::page() const
{
    return m_trail.empty() ? nullptr : m_trail.back();
}

Navigator::Place Navigator::place() const
{
    const bool aboutRuns = qobject_cast<WorkflowsPage *>(page()) || qobject_cast<WorkflowPage *>(page());
    return aboutRuns ? WorkflowsPlace : BoardPlace;
}

void Navigator::go(Place place)
{
    if (place == WorkflowsPlace) {
        // Whoever comes from a queue means its namespace, not the first by name.
        const auto *queue = qobject_cast<QueuePage *>(page());
        if (!m_workflows && queue)
            return openWorkflows(queue->key().ns, runningQuery());
        open(workflows());
        return;
    }
    if (!m_board) {
        m_board = new BoardPage(m_services.board, m_services.watch, m_services.runbook, m_state, this);
        adopt(m_board);
    }
    open(m_board);
}

void Navigator::back()
{
    if (!canGoBack())
        return;
    Page *left = m_trail.back();
    m_trail.pop_back();
    showTop();
    if (isRoot(left))
        return;
    removeWidget(left);
    left->deleteLater();
}

void Navigator::setSeen(bool seen)
{
    m_seen = seen;
    showTop();
}

void Navigator::reset()
{
    m_trail.clear();
    showTop();
    while (count() > 0) {
        QWidget *gone = widget(0);
        removeWidget(gone);
        gone->deleteLater();
    }
    m_board = nullptr;
    m_workflows = nullptr;
}

void Navigator::openQueue(const QueueKey &key)
{
    const auto isIt = [&key](Page *each) {
        const auto *queue = qobject_cast<QueuePage *>(each);
        return queue && queue->key() == key;
    };
    if (const auto found = std::find_if(m_trail.begin(), m_trail.end(), isIt); found != m_trail.end()) {
        open(*found);
        return;
    }
    auto *page = new QueuePage(key, m_services.watch, m_services.alerts, m_services.runbook, m_services.clock,
                               m_state, this);
    adopt(page);
    open(page);
}

void Navigator::openWorkflows(const QString &ns, const QString &query)
{
    workflows()->show(ns, query);
    open(workflows());
}

void Navigator::openWorkflow(const QString &ns, const QString &workflowId, const QString &runId)
{
    auto *page = new WorkflowPage(m_services.client, m_services.desk, m_services.profile, m_services.clock,
                                  m_state, ns, workflowId, runId, this);
    adopt(page);
    open(page);
}

WorkflowsPage *Navigator::workflows()
{
    if (!m_workflows) {
        m_workflows = new WorkflowsPage(m_services.client, m_services.watch, m_services.desk,
                                        m_services.profile, m_services.clock, m_state, this);
        adopt(m_workflows);
    }
    return m_workflows;
}

void Navigator::adopt(Page *page)
{
    addWidget(page);
    connect(page, &Page::openBoard, this, [this] { go(BoardPlace); });
    connect(page, &Page::openQueue, this, &Navigator::openQueue);
    connect(page, &Page::openWorkflows, this, &Navigator::openWorkflows);
    connect(page, &Page::openWorkflow, this, &Navigator::openWorkflow);
    connect(page, &Page::readAtChanged, this, &Navigator::readAtChanged);
    connect(page, &Page::titleChanged, this, &Navigator::pageChanged);
}

void Navigator::open(Page *page)
{
    std::erase(m_trail, page);
    m_trail.push_back(page);
    if (m_trail.size() > longestTrail)
        forgetOldest();
    showTop();
}

void Navigator::forgetOldest()
{
    Page *oldest = m_trail.front();
    m_trail.erase(m_trail.begin());
    if (isRoot(oldest))
        return;
    removeWidget(oldest);
    oldest->deleteLater();
}

void Navigator::showTop()
{
    Page *const top = m_seen ? page() : nullptr;
    if (m_active != top && m_active)
        m_active->setActive(false);
    // A page that was left has the keyboard where it was. Qt would give a new one's to whatever comes first
    // in it.
    const bool isNew = top && !top->focusWidget();
    if (page())
        setCurrentWidget(page());
    if (m_active != top && top) {
        top->setActive(true);
        if (isNew || !top->isAncestorOf(QApplication::focusWidget()))
            focusList(*top);
    }
    m_active = top;
    Q_EMIT pageChanged();
}

bool Navigator::isRoot(const Page *page) const
{
    return page == m_board || page == m_workflows;
}

} // namespace signalbox
