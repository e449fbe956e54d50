// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/navigator.h"

#include "models/metrics/metricclients.h"
#include "models/monitor/watch.h"
#include "ui/alerts/alertspage.h"
#include "ui/board/boardpage.h"
#include "ui/board/momentpage.h"
#include "ui/cleanup/cleanuppage.h"
#include "ui/handover/handoverpage.h"
#include "ui/journal/journalpage.h"
#include "ui/overview/overviewpage.h"
#include "ui/queue/pastqueuepage.h"
#include "ui/queue/queuepage.h"
#include "ui/recovery/recoverypage.h"
#include "ui/rules/rulespage.h"
#include "ui/runbook/runbookpage.h"
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

/// Of these a window has one page, whatever it shows.
bool isOnlyOne(Place::Page page)
{
    return page == Place::Page::Board || page == Place::Page::Past || page == Place::Page::Workflows ||
           page == Place::Page::Journal || page == Place::Page::HandOver || page == Place::Page::Overview ||
           page == Place::Page::Alerts || page == Place::Page::Rules || page == Place::Page::Runbook ||
           page == Place::Page::Recovery || page == Place::Page::CleanUp;
}

/// Whether one page shows both: a chart's range and a list's query are no other page.
bool isSamePage(const Place &a, const Place &b)
{
    return a.page == b.page && (isOnlyOne(a.page) || (a.ns == b.ns && a.queue == b.queue &&
                                                      a.workflow == b.workflow && a.run == b.run));
}

} // namespace

Navigator::Navigator(Services services, UiState &state, QWidget *parent)
    : QStackedWidget(parent)
    , m_services(std::move(services))
    , m_state(state)
{
    setObjectName(QStringLiteral("pages"));
}

Navigator::~Navigator() = default;

Page *Navigator::page() const
{
    return m_trail.empty() ? nullptr : m_trail.back();
}

Place Navigator::place() const
{
    return page() ? page()->place() : Place::board();
}

BoardPage *Navigator::board() const
{
    return qobject_cast<BoardPage *>(find(Place::board()));
}

void Navigator::go(const Place &asked)
{
    m_ahead.clear();
    const Place place = meantBy(asked);
    Page *next = find(place);
    if (next)
        next->setPlace(place);
    else
        next = make(place);
    open(next);
}

/// Whoever asks for "the workflows" means those of the namespace of the chosen row, or at first of the
/// queue's, if it may be read; the list stays as it was left where it is of that one.
Place Navigator::meantBy(const Place &place) const
{
    const QString ns = place == Place::ofWorkflows() && page() ? page()->chosenNs() : QString();
    const auto &all = m_services.watch.namespaces();
    const bool mayBeRead = std::any_of(all.begin(), all.end(), [&ns](const NamespaceSample &sample) {
        return sample.readable && sample.info.name == ns;
    });
    const Page *list = find(place);
    const bool isLeft = list && (list->place().ns == ns || this->place().page == Place::Page::Queue);
    if (!mayBeRead || isLeft)
        return place;
    return Place::ofWorkflows(ns, runningQuery());
}

void Navigator::back()
{
    if (!canGoBack())
        return;
    Page *left = m_trail.back();
    m_ahead.push_back(left->place());
    m_trail.pop_back();
    showTop();
    drop(left);
}

void Navigator::forward()
{
    if (!canGoForward())
        return;
    const Place place = m_ahead.back();
    m_ahead.pop_back();
    Page *next = find(place);
    open(next ? next : make(place));
}

void Navigator::setSeen(bool seen)
{
    m_seen = seen;
    showTop();
}

void Navigator::reset()
{
    m_trail.clear();
    m_ahead.clear();
    showTop();
    while (count() > 0) {
        QWidget *gone = widget(0);
        removeWidget(gone);
        gone->deleteLater();
    }
}

Page *Navigator::find(const Place &place) const
{
    for (int i = 0; i < count(); ++i)
        if (auto *page = static_cast<Page *>(widget(i)); isSamePage(page->place(), place))
            return page;
    return nullptr;
}

Page *Navigator::make(const Place &place)
{
    Page *page = makeFor(place);
    page->setPlace(place);
    addWidget(page);
    connect(page, &Page::go, this, &Navigator::go);
    connect(page, &Page::intervene, this, &Navigator::intervene);
    connect(page, &Page::readAtChanged, this, &Navigator::readAtChanged);
    connect(page, &Page::notice, this, &Navigator::notice);
    connect(page, &Page::titleChanged, this, &Navigator::pageChanged);
    connect(page, &Page::countChanged, this,
            [this, page](int count) { Q_EMIT countChanged(page->place(), count); });
    connect(page, &Page::placeChanged, this, &Navigator::pageChanged);
    return page;
}

Page *Navigator::makeFor(const Place &place)
{
    const Services &with = m_services;
    switch (place.page) {
    case Place::Page::Past:
        return new MomentPage(with.moments, with.runbook, this);
    case Place::Page::PastQueue:
        return new PastQueuePage({place.ns, place.queue}, with.moments, with.runbook, this);
    case Place::Page::Queue:
        return new QueuePage({place.ns, place.queue},
                             {with.watch, with.past, with.metrics.prometheus.get(), with.moments, with.client,
                              with.alerts, with.runbook, with.clock},
                             m_state, this);
    case Place::Page::Workflows:
        return new WorkflowsPage(with.client, with.watch, with.desk, with.profile, with.clock, m_state, this);
    case Place::Page::Workflow:
        return new WorkflowPage(with.client, with.desk, with.clock, m_state, place, this);
    case Place::Page::Journal:
        return new JournalPage(with.journal, with.desk, with.clock, m_state, this);
    case Place::Page::HandOver:
        return new HandOverPage(with.client, with.alerts, with.watch, with.past, with.moments, with.runbook,
                                with.clock, with.profile.name, m_state, this);
    case Place::Page::Overview:
        return new OverviewPage(with.past, with.watch, with.clock, m_state, this);
    case Place::Page::Alerts:
        return new AlertsPage(with.alerts, with.marks, with.watch, with.past, with.runbook, with.clock,
                              with.metrics, m_state, this);
    case Place::Page::Rules:
        return new RulesPage(with.rules, with.past, with.clock, m_state, this);
    case Place::Page::Runbook:
        return new RunbookPage(with.client, with.watch, with.runbook, with.expectations, with.desk,
                               with.clock, m_state, this);
    case Place::Page::Recovery:
        return new RecoveryPage(with.client, with.tokens, with.clock, with.profile.name, m_state, this);
    case Place::Page::CleanUp:
        return new CleanUpPage(with.cleanUp, with.desk, with.watch, with.profile, m_state, this);
    case Place::Page::Board:
        break;
    }
    auto *board = new BoardPage(with.board, with.watch, with.watchedByHand, m_state, this);
    board->offerLevers(with.desk, with.cleanUp);
    return board;
}

void Navigator::open(Page *page)
{
    std::erase(m_trail, page);
    m_trail.push_back(page);
    if (m_trail.size() > longestTrail) {
        Page *oldest = m_trail.front();
        m_trail.erase(m_trail.begin());
        drop(oldest);
    }
    showTop();
}

/// No longer on the way back: only what there is one of stays.
void Navigator::drop(Page *page)
{
    if (isOnlyOne(page->place().page))
        return;
    removeWidget(page);
    page->deleteLater();
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

} // namespace signalbox
