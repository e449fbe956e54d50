// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workflow/workflowpage.h"

#include "models/base/displaytext.h"
#include "models/interventions/desk.h"
#include "models/interventions/leverkind.h"
#include "models/interventions/leverstate.h"
#include "models/workflows/workflow.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/errorpanel.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/keepsplitter.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/queuequery.h"
#include "ui/widgets/toolbuttons.h"
#include "ui/workflow/activitypanel.h"
#include "ui/workflow/historyview.h"
#include "ui/workflow/pendingview.h"
#include "ui/workflow/runfacts.h"
#include "ui/workflow/runlinks.h"
#include "ui/workflow/workflowheader.h"

#include <QApplication>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int factsWidth = 360; // at 100 %, as the event beside the history
constexpr int pendingWidth = 820;
constexpr int pendingHeight = 130;
constexpr int activityHeight = 190;
constexpr int historyHeight = 290;

} // namespace

class WorkflowPage::Private
{
public:
    Private(WorkflowPage *page, Client &calls, Desk &levers, const Clock &time, const Place &place);

    [[nodiscard]] QWidget *makeFacts();
    void layOut();
    void showState();
    void showLevers();
    void tick();
    void intervene(InterventionTarget::Act act, const QString &activityId = {}) const;
    void settled(const Intervention &intervention);

    WorkflowPage *q;
    Desk &m_desk;
    const Clock &m_clock;
    Workflow m_workflow;
    WorkflowHeader *m_header;
    RunLinks *m_links;
    ErrorPanel *m_error;
    PendingView *m_pending;
    ActivityPanel *m_activity;
    FactGrid *m_facts;
    HistoryView *m_history;
    QSplitter *m_body = nullptr;
    QTimer m_seconds;
};

WorkflowPage::Private::Private(WorkflowPage *page, Client &calls, Desk &levers, const Clock &time,
                               const Place &place)
    : q(page)
    , m_desk(levers)
    , m_clock(time)
    , m_workflow(calls, time, place.ns, place.workflow, place.run)
    , m_header(new WorkflowHeader(m_workflow, time, page))
    , m_links(new RunLinks(m_workflow, page))
    , m_error(new ErrorPanel(page))
    , m_pending(new PendingView(m_workflow.pendingActivities(), page))
    , m_activity(new ActivityPanel(m_workflow.history(), time, page))
    , m_facts(new FactGrid(page))
    , m_history(new HistoryView(m_workflow.history(), page))
{
    m_error->setAction(WorkflowPage::tr("Read again"));
    layOut();
    for (QWidget *pane : std::initializer_list<QWidget *>{m_header, m_pending, m_history})
        markPane(*pane);
    m_seconds.setInterval(std::chrono::seconds(1));
    connect(&m_seconds, &QTimer::timeout, q, [this] { tick(); });
    connect(&m_workflow, &Workflow::changed, q, [this] {
        showState();
        Q_EMIT q->readAtChanged();
    });
    connect(m_error, &ErrorPanel::actionClicked, q, &WorkflowPage::refresh);
    connect(m_header, &WorkflowHeader::openList, q,
            [this] { Q_EMIT q->go(Place::ofWorkflows(m_workflow.ns(), runningQuery())); });
    connect(m_header, &WorkflowHeader::openQueue, q, [this] {
        if (m_workflow.description())
            Q_EMIT q->go(Place::ofQueue({m_workflow.ns(), m_workflow.description()->execution.taskQueue}));
    });
    connect(m_header, &WorkflowHeader::terminate, q,
            [this] { intervene(InterventionTarget::Act::Terminate); });
    connect(m_header, &WorkflowHeader::bringBack, q,
            [this] { intervene(InterventionTarget::Act::BringBack); });
    connect(m_links, &RunLinks::openRun, q, [this](const QString &runId) {
        Q_EMIT q->go(Place::ofWorkflow(m_workflow.ns(), m_workflow.workflowId(), runId));
    });
    connect(m_pending, &PendingView::complete, q,
            [this](const QString &id) { intervene(InterventionTarget::Act::CompleteActivity, id); });
    connect(m_pending, &PendingView::chosenChanged, q, [this] {
        m_activity->setActivity(m_pending->chosen());
        showLevers();
    });
    connect(&m_desk, &Desk::gateChanged, q, [this] { showLevers(); });
    connect(&m_desk, &Desk::underWayChanged, q, [this] { showLevers(); });
    connect(&m_desk, &Desk::finished, q, [this](const Intervention *done) { settled(*done); });
    showState();
}

QWidget *WorkflowPage::Private::makeFacts()
{
    auto *column = new QWidget(q);
    auto *title = new PlainLabel(WorkflowPage::tr("Run"), column);
    title->setSize(PlainLabel::Size::Strong);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 5, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(title);
    layout->addWidget(m_facts);
    layout->addStretch(1);
    return column;
}

void WorkflowPage::Private::layOut()
{
    const auto px = [this](int pixels) { return metrics::scaled(pixels, q->fontMetrics()); };
    auto *work = new QSplitter(Qt::Vertical, q);
    work->setObjectName(u"pendingAndActivity"_s);
    work->addWidget(m_pending);
    work->addWidget(m_activity);
    work->setSizes({px(pendingHeight), px(activityHeight)});
    auto *top = new QSplitter(Qt::Horizontal, q);
    top->addWidget(work);
    top->addWidget(makeFacts());
    top->setObjectName(u"pendingAndFacts"_s);
    top->setSizes({px(pendingWidth), px(factsWidth)});
    m_body = new QSplitter(Qt::Vertical, q);
    m_body->addWidget(top);
    m_body->addWidget(m_history);
    m_body->setObjectName(u"pendingAndHistory"_s);
    m_body->setSizes({px(pendingHeight + activityHeight), px(historyHeight)});
    for (QSplitter *splitter : {work, top, m_body}) {
        splitter->setChildrenCollapsible(false);
        splitter->setHandleWidth(12);
    }
    top->setStretchFactor(0, 1);
    m_body->setStretchFactor(1, 1);
    auto *layout = new QVBoxLayout(q);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(10);
    layout->addWidget(m_header);
    layout->addWidget(m_links);
    layout->addWidget(m_error);
    layout->addWidget(m_body, 1);
    // Holds the header at the top while there is nothing under it.
    layout->addStretch(0);
}

void WorkflowPage::Private::showState()
{
    m_header->showState();
    if (m_workflow.error())
        m_error->setError(*m_workflow.error(), m_clock.utc());
    else
        m_error->clear();
    const bool isFirstAnswer = m_body->isHidden() && m_workflow.description();
    m_body->setVisible(m_workflow.description().has_value());
    // Until then there was only the header for the keyboard.
    if (isFirstAnswer && q->isAncestorOf(QApplication::focusWidget()))
        m_pending->focusTable();
    if (m_workflow.description())
        m_facts->setFacts(runFacts(*m_workflow.description()));
    m_pending->setEmptyText(WorkflowPage::tr("No activity is pending."));
    m_activity->setActivity(m_pending->chosen()); // its input may have been read with the history
    showLevers();
}

void WorkflowPage::Private::showLevers()
{
    const auto &description = m_workflow.description();
    const bool isGone = m_workflow.isGone();
    if (!description || isGone || m_workflow.isArchived()) {
        const QString why = m_workflow.isArchived() ? WorkflowPage::tr("only the archive holds this run")
                            : isGone                ? WorkflowPage::tr("the run does not exist")
                                                    : QString();
        const LeverState none{false, why};
        m_header->setLevers(none, none);
        m_pending->setLever(none);
        return;
    }
    m_header->setLevers(leverState(m_desk, terminateKind(), m_workflow.ns(), description->execution),
                        leverState(m_desk, resetKind(), m_workflow.ns(), description->execution));
    m_pending->setLever(completeState(m_desk, m_workflow.ns(), *description, m_pending->chosen()));
}

void WorkflowPage::Private::tick()
{
    m_header->showState();
    m_pending->repaintTimes();
    m_activity->repaintTimes();
}

void WorkflowPage::Private::intervene(InterventionTarget::Act act, const QString &activityId) const
{
    // Never without a run to pin.
    if (!m_workflow.runId().isEmpty())
        Q_EMIT q->intervene({act, m_workflow.ns(), m_workflow.workflowId(), m_workflow.runId(), activityId});
}

void WorkflowPage::Private::settled(const Intervention &intervention)
{
    const InterventionTarget target = intervention.lever().target();
    if (target.ns != m_workflow.ns() || target.workflowId != m_workflow.workflowId() ||
        target.runId != m_workflow.runId())
        return;
    m_workflow.refresh();
}

WorkflowPage::WorkflowPage(Client &client, Desk &desk, const Clock &clock, UiState &state, const Place &place,
                           QWidget *parent)
    : Page(parent)
    , d(std::make_unique<Private>(this, client, desk, clock, place))
{
    setObjectName(u"workflowPage"_s);
    d->m_pending->keepColumns(state);
    d->m_history->keepColumns(state);
    const auto splitters = findChildren<QSplitter *>();
    for (QSplitter *splitter : splitters)
        keepSplitter(*splitter, state);
}

WorkflowPage::~WorkflowPage()
{
    // A dialog dies after our Private, gives up what was not sent, and the desk says so.
    d->m_desk.disconnect(this);
}

QString WorkflowPage::title() const
{
    return displayText(d->m_workflow.workflowId());
}

Place WorkflowPage::place() const
{
    return Place::ofWorkflow(d->m_workflow.ns(), d->m_workflow.workflowId(), d->m_workflow.runId());
}

void WorkflowPage::setActive(bool active)
{
    d->m_workflow.setActive(active);
    if (active)
        d->m_seconds.start();
    else
        d->m_seconds.stop();
}

void WorkflowPage::refresh()
{
    d->m_workflow.refresh();
}

std::optional<Instant> WorkflowPage::readAt() const
{
    return d->m_workflow.readAt();
}

} // namespace signalbox
