// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuefigures.h"

#include "models/base/format.h"
#include "models/board/boardtext.h"
#include "ui/queue/figurecard.h"
#include "ui/queue/queuesentence.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/plainlabel.h"

#include <QFrame>
#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int sentenceWidth = 300; // at 100 %

QFrame *makeSentenceCard(PlainLabel &sentence, QWidget *parent)
{
    auto *card = new QFrame(parent);
    card->setFrameShape(QFrame::StyledPanel);
    card->setAutoFillBackground(true);
    card->setBackgroundRole(QPalette::Base);
    // No width of its own, or the cards would change lines with the words.
    card->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    card->setMinimumWidth(metrics::scaled(sentenceWidth, card->fontMetrics()));
    auto *caption = new PlainLabel(QueueFigures::tr("What it says"), card);
    caption->setTone(PlainLabel::Tone::Secondary);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(14, 8, 14, 8);
    layout->setSpacing(2);
    layout->addWidget(&sentence);
    layout->addWidget(caption);
    layout->addStretch(1);
    return card;
}

std::optional<qint64> seconds(const std::optional<Milliseconds> &duration)
{
    return duration ? std::optional<qint64>(*duration / std::chrono::seconds(1)) : std::nullopt;
}

bool isOver(const std::vector<AlertRule> &rules, RuleKind kind, std::optional<qint64> value)
{
    const auto rule = ruleOf(rules, kind);
    return rule && value.value_or(0) > rule->threshold;
}

} // namespace

QueueFigures::QueueFigures(QWidget *parent)
    : QWidget(parent)
    , m_activity(new FigureCard(u"figureActivity"_s, tr("activity backlog"), u"00 000"_s, this))
    , m_workflow(new FigureCard(u"figureWorkflow"_s, tr("workflow backlog"), u"00 000"_s, this))
    , m_oldest(new FigureCard(u"figureOldest"_s, tr("oldest task"), u"00 m 00 s"_s, this))
    , m_rates(new FigureCard(u"figureRates"_s, tr("in / out per second"), u"000 / 000"_s, this))
    , m_drain(new FigureCard(u"figureDrain"_s, tr("time to drain"), u"00 m 00 s"_s, this))
    , m_pollers(new FigureCard(u"figurePollers"_s, tr("pollers alive"), tr("00 of 00"), this))
    , m_sentence(new PlainLabel(this))
{
    m_sentence->setObjectName(u"queueSentence"_s);
    m_sentence->setSize(PlainLabel::Size::Strong);
    m_sentence->setWordWrap(true);
    m_sentence->setSelectable(true);
    // Two lines from the start, so that nothing below moves when the second one comes.
    m_sentence->setMinimumHeight(2 * QFontMetrics(strong(font())).lineSpacing());
    m_sentence->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto *layout = new FlowLayout(this);
    layout->setSpacing(10);
    for (FigureCard *card : {m_activity, m_workflow, m_oldest, m_rates, m_drain, m_pollers})
        layout->addWidget(card);
    layout->addWidget(makeSentenceCard(*m_sentence, this));
}

void QueueFigures::show(const std::optional<QueueSample> &sample, const std::vector<AlertRule> &rules,
                        Milliseconds now)
{
    using Tone = FigureCard::Tone;
    const QueueSample known = sample.value_or(QueueSample());
    const bool old = sample && now - sample->sinceBoot > validity(sample->interval);
    const auto tone = [old](bool alarming) {
        return old ? Tone::Old : alarming ? Tone::Alarming : Tone::Normal;
    };
    const Drain drain = timeToDrain(known);
    m_activity->setFigure(formatCount(known.activityBacklog),
                          tone(isOver(rules, RuleKind::ActivityBacklog, known.activityBacklog)));
    m_workflow->setFigure(formatCount(known.workflowBacklog),
                          tone(isOver(rules, RuleKind::Backlog, known.workflowBacklog)));
    m_oldest->setFigure(boardtext::oldest(known),
                        tone(isOver(rules, RuleKind::OldestTask, seconds(known.oldestTask))));
    m_rates->setFigure(formatRates(known.addRate, known.dispatchRate), tone(false));
    m_drain->setFigure(boardtext::drain(known),
                       tone(drain.kind == Drain::Grows || drain.kind == Drain::Stays));
    m_pollers->setFigure(pollersAliveText(known), tone(false));
}

void QueueFigures::setSentence(const QString &sentence)
{
    m_sentence->setText(sentence.isEmpty() ? tr("Nothing is wrong.") : sentence);
}

} // namespace signalbox
