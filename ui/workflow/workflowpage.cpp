// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workflow/workflowpage.h"

#include "models/base/displaytext.h"
#include "models/interventions/desk.h"
#include "models/workflows/workflow.h"
#include "ui/interventions/leverstate.h"
#include "ui/interventions/target.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/errorpanel.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/queuequery.h"
#include "ui/widgets/toolbuttons.h"
#include "ui/workflow/historyview.h"
#include "ui/workflow/pendingview.h"
#include "ui/workflow/runfacts.h"
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
constexpr int pendingHeight = 190;
constexpr int historyHeight = 420;

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
    Desk &desk;
    const Clock &clock;
    Workflow workflow;
    WorkflowHeader *header;
    ErrorPanel *error;
    PendingView *pending;
    FactGrid *facts;
    HistoryView *history;
    QSplitter *body = nullptr;
    QTimer seconds;
};

WorkflowPage::Private::Private(WorkflowPage *page, Client &calls, Desk &levers, const Clock &time,
                               const Place &place)
    : q(page)
    , desk(levers)
    , clock(time)
    , workflow(calls, time, place.ns, place.workflow, place.run)
    , header(new WorkflowHeader(workflow, time, page))
    , error(new ErrorPanel(page))
    , pending(new PendingView(workflow.pendingActivities(), page))
    , facts(new FactGrid(page))
    , history(new HistoryView(workflow.history(), page))
{
    error->setAction(WorkflowPage::tr("Read again"));
    layOut();
    for (QWidget *pane : std::initializer_list<QWidget *>{header, pending, history})
        markPane(*pane);
    seconds.setInterval(std::chrono::seconds(1));
    connect(&seconds, &QTimer::timeout, q, [this] { tick(); });
    connect(&workflow, &Workflow::changed, q, [this] {
        showState();
        Q_EMIT q->readAtChanged();
    });
    connect(error, &ErrorPanel::actionClicked, q, &WorkflowPage::refresh);
    connect(header, &WorkflowHeader::openList, q,
            [this] { Q_EMIT q->go(Place::ofWorkflows(workflow.ns(), runningQuery())); });
    connect(header, &WorkflowHeader::openQueue, q, [this] {
        if (workflow.description())
            Q_EMIT q->go(Place::ofQueue({workflow.ns(), workflow.description()->execution.taskQueue}));
    });
    connect(header, &WorkflowHeader::terminate, q, [this] { intervene(InterventionTarget::Act::Terminate); });
    connect(pending, &PendingView::complete, q,
            [this](const QString &id) { intervene(InterventionTarget::Act::CompleteActivity, id); });
    connect(pending, &PendingView::chosenChanged, q, [this] { showLevers(); });
    connect(&desk, &Desk::gateChanged, q, [this] { showLevers(); });
    connect(&desk, &Desk::underWayChanged, q, [this] { showLevers(); });
    connect(&desk, &Desk::finished, q, [this](const Intervention *done) { settled(*done); });
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
    layout->addWidget(facts);
    layout->addStretch(1);
    return column;
}

void WorkflowPage::Private::layOut()
{
    const auto px = [this](int pixels) { return metrics::scaled(pixels, q->fontMetrics()); };
    auto *top = new QSplitter(Qt::Horizontal, q);
    top->addWidget(pending);
    top->addWidget(makeFacts());
    top->setSizes({px(pendingWidth), px(factsWidth)});
    body = new QSplitter(Qt::Vertical, q);
    body->addWidget(top);
    body->addWidget(history);
    body->setSizes({px(pendingHeight), px(historyHeight)});
    for (QSplitter *splitter : {top, body}) {
        splitter->setChildrenCollapsible(false);
        splitter->setHandleWidth(12);
    }
    top->setStretchFactor(0, 1);
    body->setStretchFactor(1, 1);
    auto *layout = new QVBoxLayout(q);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(10);
    layout->addWidget(header);
    layout->addWidget(error);
    layout->addWidget(body, 1);
    // Holds the header at the top while there is nothing under it.
    layout->addStretch(0);
}

void WorkflowPage::Private::showState()
{
    header->showState();
    if (workflow.error())
        error->setError(*workflow.error(), clock.utc());
    else
        error->clear();
    const bool isFirstAnswer = body->isHidden() && workflow.description();
    body->setVisible(workflow.description().has_value());
    // Until then there was only the header for the keyboard.
    if (isFirstAnswer && q->isAncestorOf(QApplication::focusWidget()))
        pending->setFocus(Qt::OtherFocusReason);
    if (workflow.description())
        facts->setFacts(runFacts(*workflow.description()));
    pending->setEmptyText(WorkflowPage::tr("No activity is pending."));
    showLevers();
}

void WorkflowPage::Private::showLevers()
{
    const auto &description = workflow.description();
    const bool isGone = workflow.error() && workflow.error()->kind == ErrorKind::NotFound;
    if (!description || isGone) {
        const LeverState none{false, isGone ? WorkflowPage::tr("the run does not exist") : QString()};
        header->setLever(none);
        pending->setLever(none);
        return;
    }
    header->setLever(terminateState(desk, workflow.ns(), description->execution));
    pending->setLever(completeState(desk, workflow.ns(), description->execution, pending->chosen()));
}

void WorkflowPage::Private::tick()
{
    header->showState();
    pending->repaintTimes();
}

void WorkflowPage::Private::intervene(InterventionTarget::Act act, const QString &activityId) const
{
    // Never without a run to pin.
    if (!workflow.runId().isEmpty())
        Q_EMIT q->intervene({act, workflow.ns(), workflow.workflowId(), workflow.runId(), activityId});
}

void WorkflowPage::Private::settled(const Intervention &intervention)
{
    const Lever &lever = intervention.lever();
    const Execution &run = lever.seen().execution;
    if (lever.ns() != workflow.ns() || run.workflowId != workflow.workflowId() ||
        run.runId != workflow.runId())
        return;
    workflow.refresh();
}

WorkflowPage::WorkflowPage(Client &client, Desk &desk, const Clock &clock, UiState &state, const Place &place,
                           QWidget *parent)
    : Page(parent)
    , d(std::make_unique<Private>(this, client, desk, clock, place))
{
    setObjectName(u"workflowPage"_s);
    d->pending->keepColumns(state);
    d->history->keepColumns(state);
}

WorkflowPage::~WorkflowPage()
{
    // A dialog dies after our Private, gives up what was not sent, and the desk says so.
    d->desk.disconnect(this);
}

QString WorkflowPage::title() const
{
    return displayText(d->workflow.workflowId());
}

Place WorkflowPage::place() const
{
    return Place::ofWorkflow(d->workflow.ns(), d->workflow.workflowId(), d->workflow.runId());
}

void WorkflowPage::setActive(bool active)
{
    d->workflow.setActive(active);
    if (active)
        d->seconds.start();
    else
        d->seconds.stop();
}

void WorkflowPage::refresh()
{
    d->workflow.refresh();
}

std::optional<Instant> WorkflowPage::readAt() const
{
    return d->workflow.readAt();
}

} // namespace signalbox
