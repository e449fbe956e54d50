// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workflow/workflowheader.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/interventions/leverkind.h"
#include "models/interventions/leverstate.h"
#include "models/workflows/executiontext.h"
#include "models/workflows/workflow.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/toolbuttons.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype buttonTextLength = 80;

void showLever(QPushButton &button, const LeverState &lever)
{
    button.setEnabled(lever.enabled);
    setPlainToolTip(button, lever.reason);
    button.setAccessibleDescription(lever.reason);
}

} // namespace

WorkflowHeader::WorkflowHeader(const Workflow &workflow, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_workflow(workflow)
    , m_clock(clock)
{
    auto *title = new QHBoxLayout;
    auto *facts = new QHBoxLayout;
    buildTitle(*title);
    buildFacts(*facts);
    m_now = new PlainLabel(this);
    m_now->setObjectName(u"now"_s);
    m_now->setWordWrap(true);
    m_now->setSelectable(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(title);
    layout->addLayout(facts);
    layout->addWidget(m_now);
    showState();
}

void WorkflowHeader::buildTitle(QBoxLayout &row)
{
    QToolButton *list = makeLink(u"openList"_s, tr("Workflows ›"), tr("Back to the list of workflows"), this);
    m_id = new ElidedLabel(this);
    m_id->setObjectName(u"workflowId"_s);
    m_id->setFont(headingFont(monospaced(font())));
    m_id->setText(m_workflow.workflowId());
    m_copyId = new CopyButton(u"copyWorkflowId"_s, tr("Copy the workflow id"), this);
    m_copyId->setCopied(copyText(m_workflow.workflowId()));
    m_status = new PlainLabel(this);
    m_status->setObjectName(u"status"_s);
    m_leverReason = new PlainLabel(this);
    m_leverReason->setObjectName(u"terminateReason"_s);
    m_leverReason->setTone(PlainLabel::Tone::Secondary);
    m_terminate = new QPushButton(tr("Terminate…"), this);
    m_terminate->setObjectName(u"terminate"_s);
    m_terminate->setAccessibleName(tr("Terminate this run"));
    row.addWidget(list);
    row.addWidget(m_id);
    row.addWidget(m_copyId);
    row.addSpacing(8);
    row.addWidget(m_status);
    row.addStretch(1);
    row.addWidget(m_leverReason);
    m_bringBack = new QPushButton(tr("Bring it back…"), this);
    m_bringBack->setObjectName(u"bringBack"_s);
    m_bringBack->setAccessibleName(tr("Bring this run back"));
    m_bringBack->setVisible(false);
    row.addWidget(m_terminate);
    row.addWidget(m_bringBack);
    connect(list, &QToolButton::clicked, this, &WorkflowHeader::openList);
    connect(m_terminate, &QPushButton::clicked, this, &WorkflowHeader::terminate);
    connect(m_bringBack, &QPushButton::clicked, this, &WorkflowHeader::bringBack);
}

void WorkflowHeader::buildFacts(QBoxLayout &row)
{
    m_place = new PlainLabel(this);
    m_place->setObjectName(u"place"_s);
    m_place->setTone(PlainLabel::Tone::Secondary);
    auto *runLabel = new PlainLabel(tr("run"), this);
    runLabel->setTone(PlainLabel::Tone::Secondary);
    m_run = new ElidedLabel(this);
    m_run->setObjectName(u"runId"_s);
    m_run->setMonospaced(true);
    m_copyRun = new CopyButton(u"copyRunId"_s, tr("Copy the run id"), this);
    m_times = new PlainLabel(this);
    m_times->setObjectName(u"times"_s);
    m_times->setTone(PlainLabel::Tone::Secondary);
    m_queue = makeLink(u"openQueue"_s, {}, {}, this);
    row.addWidget(m_place);
    row.addSpacing(8);
    row.addWidget(runLabel);
    row.addWidget(m_run);
    row.addWidget(m_copyRun);
    row.addSpacing(8);
    row.addWidget(m_times);
    row.addWidget(m_queue);
    row.addStretch(1);
    connect(m_queue, &QToolButton::clicked, this, &WorkflowHeader::openQueue);
}

void WorkflowHeader::showState()
{
    const auto &description = m_workflow.description();
    m_now->setText(tr("Now: %1").arg(m_workflow.nowSentence()));
    m_now->setVisible(description || !m_workflow.error()); // the page shows the error itself
    m_run->setText(m_workflow.runId().isEmpty() ? u"–"_s : m_workflow.runId());
    m_copyRun->setCopied(copyText(m_workflow.runId()));
    m_times->setText(timesText());
    m_queue->setVisible(description.has_value());
    if (!description) {
        m_place->setText(m_workflow.ns());
        m_status->setText({});
        return;
    }
    const Execution &run = description->execution;
    m_place->setText(m_workflow.ns() + u" · "_s + run.type);
    m_status->setText(statusName(run.status));
    m_status->setTone(wentWrong(run.status) ? PlainLabel::Tone::Danger : PlainLabel::Tone::Normal);
    m_status->setSize(wentWrong(run.status) ? PlainLabel::Size::Strong : PlainLabel::Size::Text);
    m_queue->setText(tr("%1 ›").arg(displayText(run.taskQueue, buttonTextLength).replace(u'&', u"&&"_s)));
    m_queue->setAccessibleName(tr("Open the queue %1").arg(displayText(run.taskQueue)));
    setPlainToolTip(*m_queue, tr("Open the queue %1").arg(run.taskQueue));
}

QString WorkflowHeader::timesText() const
{
    if (!m_workflow.description())
        return {};
    const Execution &run = m_workflow.description()->execution;
    const auto end = run.closeTime ? run.closeTime : std::optional(m_clock.utc());
    const auto lasted =
        run.startTime ? std::optional(std::max(*end - *run.startTime, Milliseconds(0))) : std::nullopt;
    QString text = tr("started %1").arg(formatDateTime(run.startTime));
    if (run.closeTime)
        text += u" · "_s + tr("closed %1").arg(formatDateTime(run.closeTime));
    return text + u" · "_s + formatDuration(lasted);
}

void WorkflowHeader::setLevers(const LeverState &terminate, const LeverState &bringBack)
{
    const auto &description = m_workflow.description();
    const bool canComeBack = description && resetKind().whyNot(description->execution.status).isEmpty();
    m_terminate->setVisible(!canComeBack);
    m_bringBack->setVisible(canComeBack);
    showLever(*m_terminate, terminate);
    showLever(*m_bringBack, bringBack);
    const bool saysTerminate = !canComeBack || bringBack.reason.isEmpty();
    const QString &reason = saysTerminate ? terminate.reason : bringBack.reason;
    m_leverReason->setText(reason);
    m_leverReason->setVisible(!reason.isEmpty());
}

} // namespace signalbox
