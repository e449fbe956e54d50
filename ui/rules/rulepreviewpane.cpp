// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/rulepreviewpane.h"

#include "models/base/displaytext.h"
#include "models/base/explain.h"
#include "models/base/format.h"
#include "models/policy/rulevalue.h"
#include "ui/widgets/plainlabel.h"

#include <QProgressBar>
#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto pause = 400ms;
constexpr auto worthShowing = 1s;
constexpr int progressSteps = 1000;
constexpr int mostQueues = 8;

QString lineOf(const PreviewedQueue &one, const AlertRule &rule)
{
    QString name = displayText(shortQueueName(one.key), 60);
    if (one.type == TaskType::Activity)
        name = RulePreviewPane::tr("%1, activities").arg(name);
    const QString often = one.times == 1 ? RulePreviewPane::tr("once")
                                         : RulePreviewPane::tr("%1 times").arg(formatCount(one.times));
    QString line = RulePreviewPane::tr("%1: %2, %3, last at %4")
                       .arg(name, often, formatRoughly(one.lasting), formatDateTime(one.last));
    if (one.isFiring)
        line += RulePreviewPane::tr(", and it fires now");
    if (one.threshold != rule.threshold)
        line +=
            RulePreviewPane::tr("; the runbook has %1 for it").arg(formatRuleValue(rule.kind, one.threshold));
    return line;
}

QStringList linesOf(const RulePreview &preview, const AlertRule &rule)
{
    QStringList lines;
    for (const PreviewedQueue &one : preview.shown)
        if (lines.size() < mostQueues)
            lines << lineOf(one, rule);
    return lines;
}

} // namespace

RulePreviewPane::RulePreviewPane(const Past &past, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_previewer(past, clock)
    , m_sentence(new PlainLabel(this))
    , m_doubts(new PlainLabel(this))
    , m_queues(new PlainLabel(this))
    , m_progress(new QProgressBar(this))
{
    auto *heading = new PlainLabel(tr("What it would have done"), this);
    heading->setTone(PlainLabel::Tone::Secondary);
    m_sentence->setObjectName(u"previewSentence"_s);
    m_sentence->setSize(PlainLabel::Size::Strong);
    m_doubts->setObjectName(u"previewDoubts"_s);
    m_doubts->setTone(PlainLabel::Tone::Secondary);
    m_queues->setObjectName(u"previewQueues"_s);
    m_progress->setObjectName(u"previewProgress"_s);
    m_progress->setAccessibleName(tr("How far history was looked through"));
    m_progress->setRange(0, progressSteps);
    m_progress->setVisible(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(heading);
    for (PlainLabel *label : {m_sentence, m_queues, m_doubts}) {
        label->setWordWrap(true);
        label->setSelectable(true);
        column->addWidget(label);
    }
    column->addWidget(m_progress);
    column->addStretch(1);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    m_showing.setInterval(worthShowing);
    connect(&m_pause, &QTimer::timeout, this, &RulePreviewPane::begin);
    connect(&m_showing, &QTimer::timeout, this, &RulePreviewPane::showProgress);
    connect(&m_previewer, &RulePreviewer::finished, this, &RulePreviewPane::show);
}

void RulePreviewPane::look(const Runbook &runbook, const Runbook::Rule &rule)
{
    lookSoon(runbook, rule);
    m_pause.stop();
    begin();
}

void RulePreviewPane::lookSoon(const Runbook &runbook, const Runbook::Rule &rule)
{
    m_runbook = runbook;
    m_rule = rule;
    m_previewer.stop();
    m_pause.start();
    // What stands there is of another rule.
    m_sentence->setTone(PlainLabel::Tone::Secondary);
}

void RulePreviewPane::showNone(const QString &why)
{
    stop();
    m_sentence->setTone(PlainLabel::Tone::Secondary);
    m_sentence->setText(why);
    m_doubts->setLines({});
    m_queues->setLines({});
}

void RulePreviewPane::stop()
{
    m_pause.stop();
    m_showing.stop();
    m_progress->setVisible(false);
    m_previewer.stop();
}

void RulePreviewPane::begin()
{
    m_previewer.look(m_runbook, m_rule);
    m_showing.start();
}

void RulePreviewPane::showProgress()
{
    const auto done = m_previewer.progress();
    m_progress->setVisible(true);
    m_progress->setValue(static_cast<int>(done.value_or(0) * progressSteps));
    m_sentence->setText(tr("History is looked through…"));
    m_doubts->setLines({});
    m_queues->setLines({});
}

void RulePreviewPane::show(const Result<RulePreview> &preview)
{
    stop();
    m_sentence->setTone(preview ? PlainLabel::Tone::Normal : PlainLabel::Tone::Danger);
    if (!preview)
        return m_sentence->setText(tr("History can't be read: %1").arg(explain(preview.error()).sentence()));
    QStringList doubts = previewDoubts(*preview, m_rule.rule);
    QString sentence = previewSentence(*preview);
    if (sentence.isEmpty())
        sentence = doubts.takeFirst();
    m_sentence->setText(sentence);
    m_doubts->setLines(doubts);
    m_queues->setLines(linesOf(*preview, m_rule.rule));
    m_queues->setVisible(!preview->shown.empty());
}

} // namespace signalbox
