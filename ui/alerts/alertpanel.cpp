// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertpanel.h"

#include "models/alerts/alertmarks.h"
#include "models/alerts/ruletext.h"
#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/zonedtime.h"
#include "models/diagnosis/verdicttext.h"
#include "models/policy/runbook.h"
#include "ui/alerts/alertchart.h"
#include "ui/alerts/snoozemenu.h"
#include "ui/chart/lineschart.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/signalchip.h"
#include "ui/widgets/toolbuttons.h"

#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostNotes = 5;
/// Of a day's changes; the history has all.
constexpr int mostChanges = 8;
constexpr qsizetype shownLength = 120;
constexpr int chartHeight = 130; // at 100 %

QString placeText(const QueueKey &key)
{
    switch (scopeOf(key)) {
    case RuleScope::Cluster:
        return AlertPanel::tr("the cluster");
    case RuleScope::Namespace:
        return displayText(key.ns, shownLength);
    case RuleScope::Queue:
        break;
    }
    return u"%1 / %2"_s.arg(displayText(key.ns, shownLength), displayText(shortQueueName(key), shownLength));
}

QString sentenceOf(const AlertPanel::Shown &shown)
{
    if (!shown.verdict.sentence.isEmpty())
        return shown.verdict.sentence;
    if (!shown.listed.reason.isEmpty())
        return shown.listed.reason;
    return AlertPanel::tr("what was seen last is too old to judge by");
}

QString markLine(const Mark &mark, const QString &what)
{
    return AlertPanel::tr("%1 at %2").arg(what, formatDateTime(mark.time));
}

/// How it stands, and what people said of that.
QString stateOf(const ListedAlert &one)
{
    QStringList parts;
    if (one.stage == AlertStage::Muted)
        parts << AlertPanel::tr("muted: the cluster does not answer, which has an alert of its own");
    else if (one.alert.since)
        parts << AlertPanel::tr("%1 for %2, since %3")
                     .arg(stageName(one.stage), one.age, formatDateTime(one.alert.since));
    else
        parts << stageName(one.stage);
    const auto person = [](const Mark &mark) { return displayText(mark.person, 60); };
    if (one.acknowledged)
        parts << markLine(*one.acknowledged,
                          AlertPanel::tr("acknowledged by %1").arg(person(*one.acknowledged)));
    if (one.snoozed)
        parts << AlertPanel::tr("snoozed by %1 until %2")
                     .arg(person(*one.snoozed), formatDateTime(one.snoozed->until));
    else if (one.snoozeEnded)
        parts << AlertPanel::tr("its snooze ended at %1; it can be snoozed again")
                     .arg(formatDateTime(one.snoozeEnded->until));
    return parts.join(u" · "_s);
}

/// The last few, newest first.
QStringList noteLines(const std::vector<Mark> &notes)
{
    QStringList lines;
    for (auto note = notes.rbegin(); note != notes.rend() && lines.size() < mostNotes; ++note)
        lines << AlertPanel::tr("%1, %2: %3")
                     .arg(formatDateTime(note->time), displayText(note->person, 60),
                          displayText(note->words));
    if (const auto older = static_cast<qsizetype>(notes.size()) - lines.size(); older > 0)
        lines << AlertPanel::tr("and %1 older ones").arg(older);
    return lines;
}

std::vector<Fact> evidenceOf(const AlertPanel::Shown &shown)
{
    const ListedAlert &one = shown.listed;
    std::vector<Fact> facts{{u"alertValue"_s,
                             AlertPanel::tr("value"),
                             ruleValueAndLimit(one.rule, one.alert.value),
                             false,
                             {},
                             false}};
    for (const Evidence &line : shown.verdict.evidence)
        facts.push_back({u"alertEvidence%1"_s.arg(facts.size()), line.what, line.value, false,
                         verdicttext::source(line), false});
    if (!shown.verdict.next.text.isEmpty())
        facts.push_back({u"alertNext"_s, AlertPanel::tr("next"), shown.verdict.next.text, false, {}, false});
    return facts;
}

std::vector<Fact> changesOf(const AlertPanel::Shown &shown)
{
    std::vector<Fact> facts;
    const auto changes = std::min(shown.past.size(), static_cast<std::size_t>(mostChanges));
    for (std::size_t i = 0; i < changes; ++i) {
        const PastChange &one = shown.past[i];
        const QString lasted = one.lasted.isEmpty() ? QString() : AlertPanel::tr("after %1").arg(one.lasted);
        facts.push_back({u"alertChange%1"_s.arg(i), formatDateTime(one.change.time), one.what, false,
                         one.change.value ? one.value : lasted, false});
    }
    if (shown.past.size() > changes)
        facts.push_back({u"alertChanges"_s,
                         AlertPanel::tr("before"),
                         AlertPanel::tr("%1 more in the history").arg(shown.past.size() - changes),
                         false,
                         {},
                         false});
    if (facts.empty())
        facts.push_back({u"alertChanges"_s,
                         AlertPanel::tr("last 24 h"),
                         AlertPanel::tr("nothing is recorded"),
                         false,
                         {},
                         false});
    return facts;
}

/// A difference is to be seen; it is the console's word that holds.
PlainLabel::Tone toneOf(Opinion::Stance stance)
{
    return stance == Opinion::Stance::Differs ? PlainLabel::Tone::Normal : PlainLabel::Tone::Secondary;
}

/// Enabled, or with the reason why not.
void setOffer(QToolButton &button, const QString &what, const QString &whyNot)
{
    button.setEnabled(whyNot.isEmpty());
    setPlainToolTip(button, whyNot.isEmpty() ? what : whyNot);
    button.setAccessibleDescription(whyNot);
}

} // namespace

AlertPanel::AlertPanel(const Clock &clock, QWidget *parent)
    : QFrame(parent)
    , m_chip(new SignalChip(this))
    , m_title(new PlainLabel(this))
    , m_sentence(new PlainLabel(this))
    , m_state(new PlainLabel(this))
    , m_opinion(new PlainLabel(this))
    , m_notes(new PlainLabel(this))
    , m_definition(new PlainLabel(this))
    , m_noteTrouble(new PlainLabel(this))
    , m_deeds(new QWidget(this))
    , m_facts(new QWidget(this))
    , m_evidence(new FactGrid(this))
    , m_changes(new FactGrid(this))
    , m_columns(new QBoxLayout(QBoxLayout::LeftToRight, m_facts))
    , m_chart(new LinesChart(u"alertChart"_s, tr("What the rule judges over time; arrow keys read it"), this))
{
    setObjectName(u"alertPanel"_s);
    setAccessibleName(tr("The chosen alert"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_title->setObjectName(u"alertTitle"_s);
    m_title->setSize(PlainLabel::Size::Strong);
    m_title->setWordWrap(true);
    m_sentence->setObjectName(u"alertSentence"_s);
    m_sentence->setWordWrap(true);
    m_sentence->setSelectable(true);
    m_state->setObjectName(u"alertState"_s);
    m_opinion->setObjectName(u"alertOpinion"_s);
    m_opinion->setWordWrap(true);
    m_opinion->setSelectable(true);
    m_definition->setObjectName(u"alertDefinition"_s);
    for (PlainLabel *label : {m_state, m_definition}) {
        label->setTone(PlainLabel::Tone::Secondary);
        label->setWordWrap(true);
    }
    m_notes->setObjectName(u"alertNotes"_s);
    m_notes->setWordWrap(true);
    m_notes->setSelectable(true);
    m_noteTrouble->setObjectName(u"alertNoteTrouble"_s);
    m_noteTrouble->setTone(PlainLabel::Tone::Danger);
    m_noteTrouble->setWordWrap(true);
    m_noteTrouble->setVisible(false);
    m_chart->setMinimumHeight(metrics::scaled(chartHeight, fontMetrics()));
    m_chart->setReader([this](double time) {
        return alertchart::at(m_shown.series, m_shown.listed.rule, m_shown.listed.alert.type, time);
    });
    buildButtons(clock);
    arrange();
}

void AlertPanel::buildButtons(const Clock &clock)
{
    m_open = makeToolButton(u"alertOpen"_s, {}, tr("Open where the cause is seen"), m_deeds);
    m_acknowledge = makeToolButton(u"alertAcknowledge"_s, {}, tr("Acknowledge"), m_deeds);
    m_snooze = makeToolButton(u"alertSnooze"_s, tr("Snooze   S"), tr("Snooze"), m_deeds);
    m_snooze->setPopupMode(QToolButton::InstantPopup);
    m_snoozeMenu = new SnoozeMenu(clock, m_snooze);
    m_snooze->setMenu(m_snoozeMenu);
    m_endSnooze = makeToolButton(u"alertEndSnooze"_s, tr("End snooze"), tr("End the snooze now"), m_deeds);
    m_note = new QLineEdit(m_deeds);
    m_note->setObjectName(u"alertNote"_s);
    m_note->setAccessibleName(tr("Note"));
    m_note->setPlaceholderText(tr("Note   N, Enter keeps it"));
    m_note->setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    m_note->setMaximumWidth(fontMetrics().averageCharWidth() * 60);
    connect(m_open, &QToolButton::clicked, this, [this] { Q_EMIT openClicked(m_next.place); });
    connect(m_acknowledge, &QToolButton::clicked, this, &AlertPanel::acknowledgeClicked);
    connect(m_snoozeMenu, &SnoozeMenu::chosen, this, &AlertPanel::snoozeChosen);
    connect(m_endSnooze, &QToolButton::clicked, this, &AlertPanel::endSnoozeClicked);
    connect(m_note, &QLineEdit::returnPressed, this, &AlertPanel::takeNote);
    connect(m_note, &QLineEdit::textEdited, m_noteTrouble, &QWidget::hide);
}

void AlertPanel::arrange()
{
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(m_chip, 0, Qt::AlignTop);
    head->addWidget(m_title, 1);
    auto *deeds = new FlowLayout(m_deeds);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_open, m_acknowledge, m_snooze, m_endSnooze, m_note})
        deeds->addWidget(widget);
    m_columns->setContentsMargins(0, 0, 0, 0);
    m_columns->setSpacing(24);
    m_columns->addWidget(m_evidence, 1, Qt::AlignTop);
    auto *right = new QVBoxLayout;
    right->setSpacing(8);
    right->addWidget(m_changes);
    right->addWidget(m_chart);
    right->addStretch(1);
    m_columns->addLayout(right, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 8, 14, 8);
    layout->setSpacing(6);
    layout->addLayout(head);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_sentence, m_state, m_opinion, m_notes, m_deeds,
                                                            m_noteTrouble, m_definition, m_facts})
        layout->addWidget(widget);
    layout->addStretch(1);
}

void AlertPanel::show(const Shown &shown)
{
    const ListedAlert &one = shown.listed;
    keepDraft(keyOf(one.alert));
    m_next = nextPlace(one.alert, shown.verdict);
    m_chip->setSignal(one.alert.signal);
    m_title->setText(tr("%1 on %2").arg(ruleWords(one.rule, one.alert.type), placeText(one.alert.key)));
    m_sentence->setText(sentenceOf(shown));
    m_state->setText(stateOf(one));
    m_definition->setText(ruleDefinition(one.rule, one.alert.type));
    m_evidence->setFacts(evidenceOf(shown));
    m_changes->setFacts(changesOf(shown));
    m_notes->setLines(noteLines(shown.notes));
    m_notes->setVisible(!shown.notes.empty());
    m_opinion->setVisible(shown.opinion.has_value());
    if (shown.opinion) {
        m_opinion->setTone(toneOf(shown.opinion->stance));
        m_opinion->setText(shown.opinion->sentence);
    }
    showDeeds(shown);
    showChart(shown);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_chip, m_state, m_definition, m_facts, m_deeds})
        widget->setVisible(true);
    m_sentence->setVisible(true);
    arrangeColumns();
}

void AlertPanel::showDeeds(const Shown &shown)
{
    const ListedAlert &one = shown.listed;
    const QString local = tr("Kept on this machine, for this profile's consoles.");
    m_open->setText(m_next.text);
    m_acknowledge->setText(one.acknowledged ? tr("Acknowledge no more   A") : tr("Acknowledge   A"));
    m_acknowledge->setAccessibleName(one.acknowledged ? tr("Acknowledge no more") : tr("Acknowledge"));
    setOffer(*m_acknowledge, tr("Says that somebody sees to it, until it ends. %1").arg(local), shown.unkept);
    setOffer(*m_snooze,
             tr("No notification of this rule here before the snooze ends, whatever happens. %1").arg(local),
             shown.unkept);
    setOffer(*m_endSnooze, tr("Notifications of this rule here come again."),
             !shown.unkept.isEmpty() ? shown.unkept
             : one.snoozed           ? QString()
                                     : tr("It is not snoozed."));
    m_note->setEnabled(shown.unkept.isEmpty());
    setPlainToolTip(
        *m_note, shown.unkept.isEmpty()
                     ? tr("What the next one should know; kept with the alert until it ends. %1").arg(local)
                     : shown.unkept);
}

void AlertPanel::showChart(const Shown &shown)
{
    m_shown = shown;
    const ListedAlert &one = shown.listed;
    const bool isCharted = alertchart::isCharted(one.alert.kind);
    m_chart->setVisible(isCharted);
    if (isCharted)
        m_chart->setData(alertchart::lines(shown.series, one.rule, one.alert.type, shown.range));
}

void AlertPanel::showNone(const QString &why)
{
    keepDraft({});
    m_title->setText(why);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_chip, m_sentence, m_state, m_opinion, m_notes, m_definition,
                                          m_facts, m_deeds, m_noteTrouble, m_chart})
        widget->setVisible(false);
}

/// What was begun of one alert's note is not another's.
void AlertPanel::keepDraft(const std::optional<AlertKey> &next)
{
    if (next == m_key)
        return;
    if (m_key && !m_note->text().isEmpty())
        m_drafts[*m_key] = m_note->text();
    else if (m_key)
        m_drafts.erase(*m_key);
    m_key = next;
    const auto draft = next ? m_drafts.find(*next) : m_drafts.end();
    m_note->setText(draft != m_drafts.end() ? draft->second : QString());
    m_noteTrouble->setVisible(false);
}

void AlertPanel::takeNote()
{
    const QString why = AlertMarks::whyNoNote(m_note->text());
    m_noteTrouble->setText(why);
    m_noteTrouble->setVisible(!why.isEmpty());
    if (!why.isEmpty())
        return;
    Q_EMIT noteWritten(m_note->text());
}

void AlertPanel::noteKept(const Mark &note)
{
    m_drafts.erase(note.alert);
    if (m_key == note.alert && m_note->text().trimmed() == note.words)
        m_note->clear();
}

void AlertPanel::focusNote()
{
    if (m_note->isVisible())
        m_note->setFocus(Qt::ShortcutFocusReason);
}

void AlertPanel::openSnooze()
{
    if (m_snooze->isVisible() && m_snooze->isEnabled())
        m_snoozeMenu->popup(m_snooze->mapToGlobal(m_snooze->rect().bottomLeft()));
}

void AlertPanel::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    arrangeColumns();
}

/// Beside each other only where that cuts no value.
void AlertPanel::arrangeColumns()
{
    const QMargins margins = layout()->contentsMargins();
    const int half = (contentsRect().width() - margins.left() - margins.right() - m_columns->spacing()) / 2;
    const int widest = std::max(m_evidence->sizeHint().width(), m_changes->sizeHint().width());
    m_columns->setDirection(widest <= half ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

} // namespace signalbox
