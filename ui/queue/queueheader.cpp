// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queueheader.h"

#include "models/base/format.h"
#include "models/monitor/queuewalk.h"
#include "models/policy/rulevalue.h"
#include "models/policy/runbook.h"
#include "ui/chart/rangebuttons.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/signalchip.h"
#include "ui/widgets/toolbuttons.h"

#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString breachText(const AlertRule &rule)
{
    switch (rule.kind) {
    case RuleKind::NoPollers:
        return QueueHeader::tr("not polled");
    case RuleKind::ActivityBacklog:
        return QueueHeader::tr("activity tasks over %1").arg(formatCount(rule.threshold));
    case RuleKind::OldestTask:
        return QueueHeader::tr("oldest task over %1")
            .arg(formatDuration(std::chrono::seconds(rule.threshold)));
    case RuleKind::ActivityFailure:
        return QueueHeader::tr("over %1 of its activities' attempts failed")
            .arg(formatRuleValue(rule.kind, rule.threshold));
    case RuleKind::WorkersGone:
        return QueueHeader::tr("its workers gone");
    case RuleKind::Backlog:
    case RuleKind::TaskFailures: // of no queue
    case RuleKind::HistoryLimit:
    case RuleKind::Retention:
    case RuleKind::ArchivalStuck:
    case RuleKind::RetentionWarning:
    case RuleKind::Unreachable:
        break;
    }
    return QueueHeader::tr("over %1").arg(formatCount(rule.threshold));
}

/// The breach begins at one moment and fires at another: both are named.
QString sinceText(const QueueAssessment &assessment, Instant now)
{
    if (!assessment.since || !assessment.rule)
        return {};
    const QString breach = breachText(*assessment.rule);
    const QString began = formatTimeOfDay(*assessment.since);
    const Instant fires = *assessment.since + assessment.rule->forDuration;
    if (assessment.signal == Signal::Danger)
        return QueueHeader::tr("firing since %1 (%2 since %3)")
            .arg(formatTimeOfDay(std::min(fires, now)), breach, began);
    if (fires > now)
        return QueueHeader::tr("%1 since %2, fires at %3").arg(breach, began, formatTimeOfDay(fires));
    return QueueHeader::tr("%1 since %2").arg(breach, began);
}

} // namespace

QueueHeader::QueueHeader(const QueueKey &key, const QString &owner, QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new FlowLayout(this);
    addTitle(*layout, key, owner);
    layout->addStretch();
    addButtons(*layout, key);
    addRanges(*layout);
    addChartButtons(*layout);
}

void QueueHeader::addTitle(FlowLayout &layout, const QueueKey &key, const QString &owner)
{
    QToolButton *board = makeLink(u"openBoard"_s, tr("Board ›"), tr("Back to the board"), this);
    connect(board, &QToolButton::clicked, this, &QueueHeader::boardClicked);
    auto *name = new ElidedLabel(this);
    name->setObjectName(u"queueName"_s);
    name->setFont(headingFont(font()));
    name->setText(shortQueueName(key));
    auto *place = new ElidedLabel(this, Qt::ElideRight);
    place->setObjectName(u"queuePlace"_s);
    place->setForegroundRole(QPalette::PlaceholderText);
    place->setText(owner.isEmpty() ? key.ns : u"%1 · %2"_s.arg(key.ns, owner));
    m_chip = new SignalChip(this);
    m_chip->setObjectName(u"queueSignal"_s);
    m_since = new PlainLabel(this);
    m_since->setObjectName(u"queueSince"_s);
    layout.addWidget(board);
    layout.addWidget(name);
    layout.addSpacing(4);
    layout.addWidget(place);
    layout.addWidget(m_chip);
    layout.addSpacing(4);
    layout.addWidget(m_since);
}

void QueueHeader::addRanges(FlowLayout &layout)
{
    m_ranges = new RangeButtons(u"range"_s, 15min, this);
    layout.addWidget(m_ranges);
    connect(m_ranges, &RangeButtons::clicked, this, &QueueHeader::rangeChosen);
    m_whole =
        makeToolButton(u"queueWhole"_s, tr("Whole range"), tr("Show the whole range again (Esc)"), this);
    m_whole->setVisible(false);
    layout.addWidget(m_whole);
    connect(m_whole, &QToolButton::clicked, this, &QueueHeader::rangeChosen);
}

void QueueHeader::addButtons(FlowLayout &layout, const QueueKey &key)
{
    m_workflows = makeToolButton(u"queueWorkflows"_s, tr("Running workflows"),
                                 tr("Open the running workflows of this queue"), this);
    m_workflows->setIcon(themedIcon(u"workflows"_s));
    if (!isMatchable(key.queue)) {
        m_workflows->setEnabled(false);
        setPlainToolTip(*m_workflows, tr("The server can't search for a queue with this name."));
    }
    layout.addWidget(m_workflows);
    connect(m_workflows, &QToolButton::clicked, this, &QueueHeader::workflowsClicked);
}

void QueueHeader::addChartButtons(FlowLayout &layout)
{
    m_log = makeToolButton(u"queueLog"_s, tr("Log"), tr("Show the backlog on a logarithmic scale"), this);
    m_table = makeToolButton(u"queueTable"_s, tr("As table"), tr("Show the chart as a table"), this);
    m_pause = makeToolButton(u"queuePause"_s, tr("Pause"), tr("Freeze what is shown (P)"), this);
    m_pause->setIcon(themedIcon(u"pause"_s));
    for (QToolButton *toggle : {m_log, m_table, m_pause}) {
        toggle->setCheckable(true);
        connect(toggle, &QToolButton::toggled, this, &QueueHeader::changed);
    }
    m_save = makeToolButton(u"queueSave"_s, tr("Save as"), tr("Save what is shown as a file"), this);
    m_save->setPopupMode(QToolButton::InstantPopup);
    auto *forms = new QMenu(m_save);
    forms->addAction(tr("Every look (CSV)…"), this, &QueueHeader::saveDataClicked)
        ->setObjectName(u"saveData"_s);
    forms->addAction(tr("Picture (PNG)…"), this, &QueueHeader::savePictureClicked)
        ->setObjectName(u"savePicture"_s);
    m_save->setMenu(forms);
    for (QToolButton *button : {m_log, m_table, m_save, m_pause})
        layout.addWidget(button);
}

void QueueHeader::setAssessment(const QueueAssessment &assessment, Instant now)
{
    m_chip->setSignal(assessment.signal);
    m_since->setText(sinceText(assessment, now));
    m_since->setTone(assessment.signal == Signal::Danger ? PlainLabel::Tone::Danger
                                                         : PlainLabel::Tone::Secondary);
}

void QueueHeader::setRunning(const std::optional<RunningCount> &running)
{
    m_workflows->setText(running ? tr("Running workflows: %1").arg(formatCount(running->count))
                                 : tr("Running workflows"));
}

void QueueHeader::setRange(std::chrono::minutes range)
{
    m_ranges->setRange(range);
}

std::chrono::minutes QueueHeader::range() const
{
    return m_ranges->range();
}

void QueueHeader::setZoomed(bool zoomed)
{
    m_whole->setVisible(zoomed);
}

void QueueHeader::setLog(bool isLog)
{
    m_log->setChecked(isLog);
}

bool QueueHeader::isLog() const
{
    return m_log->isChecked();
}

bool QueueHeader::isPaused() const
{
    return m_pause->isChecked();
}

bool QueueHeader::isTable() const
{
    return m_table->isChecked();
}

void QueueHeader::togglePause()
{
    m_pause->toggle();
}

void QueueHeader::resume()
{
    m_pause->setChecked(false);
}

} // namespace signalbox
