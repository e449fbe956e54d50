// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runbook/driftpanel.h"

#include "models/base/zonedtime.h"
#include "models/runbook/drifttext.h"
#include "ui/runbook/driftcells.h"
#include "ui/runbook/driftplace.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/recipebox.h"
#include "ui/widgets/signalchip.h"
#include "ui/widgets/toolbuttons.h"

#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString titleOf(const ListedDrift &one)
{
    const QString place = driftPlaceText(one.drift.subject);
    const QString rule = driftRuleText(one.drift.rule);
    return one.drift.subject.queue.isEmpty()
               ? DriftPanel::tr("%1: %2").arg(place, rule)
               : DriftPanel::tr("%1 in %2: %3").arg(one.drift.subject.queue, place, rule);
}

QString sentenceOf(const Drift &drift)
{
    const QString found = drift.found.isEmpty()
                              ? DriftPanel::tr("expected %1; nothing was found").arg(drift.expected)
                              : DriftPanel::tr("expected %1, found %2").arg(drift.expected, drift.found);
    return drift.since ? DriftPanel::tr("%1; since %2").arg(found, formatZonedTime(drift.since)) : found;
}

} // namespace

DriftPanel::DriftPanel(QWidget *parent)
    : QFrame(parent)
    , m_chip(new SignalChip(this))
    , m_title(new PlainLabel(this))
    , m_sentence(new PlainLabel(this))
    , m_reason(new PlainLabel(this))
    , m_fix(new PlainLabel(this))
    , m_lever(new QPushButton(this))
    , m_leverOff(new PlainLabel(this))
    , m_open(makeLink(u"driftOpen"_s, tr("Open"), tr("Where it is looked into"), this))
    , m_command(new RecipeBox(u"driftCommand"_s, tr("As a command"), tr("Copy the command"), this))
    , m_terraform(
          new RecipeBox(u"driftTerraform"_s, tr("As Terraform"), tr("Copy the lines of Terraform"), this))
{
    setObjectName(u"driftPanel"_s);
    setAccessibleName(tr("The chosen rule"));
    setFrameShape(QFrame::StyledPanel);
    m_title->setObjectName(u"driftTitle"_s);
    m_title->setSize(PlainLabel::Size::Strong);
    m_sentence->setObjectName(u"driftSentence"_s);
    m_reason->setObjectName(u"driftReason"_s);
    m_fix->setObjectName(u"driftFix"_s);
    m_lever->setObjectName(u"driftLever"_s);
    m_leverOff->setObjectName(u"driftLeverOff"_s);
    m_leverOff->setTone(PlainLabel::Tone::Secondary);
    for (PlainLabel *label : {m_title, m_sentence, m_reason, m_fix, m_leverOff}) {
        label->setWordWrap(true);
        label->setSelectable(true);
    }
    connect(m_open, &QToolButton::clicked, this, [this] { Q_EMIT openClicked(m_place); });
    connect(m_lever, &QPushButton::clicked, this, [this] { Q_EMIT leverClicked(m_target); });
    arrange();
}

void DriftPanel::arrange()
{
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(m_chip, 0, Qt::AlignTop);
    head->addWidget(m_title, 1);
    head->addWidget(m_open, 0, Qt::AlignTop);
    auto *lever = new QHBoxLayout;
    lever->setSpacing(10);
    lever->addWidget(m_lever, 0, Qt::AlignLeft | Qt::AlignTop);
    lever->addWidget(m_leverOff, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 8, 14, 8);
    column->setSpacing(6);
    column->addLayout(head);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_sentence, m_reason, m_fix})
        column->addWidget(widget);
    column->addLayout(lever);
    column->addWidget(m_command);
    column->addWidget(m_terraform);
    column->addStretch(1);
}

void DriftPanel::show(const ListedDrift &one, const std::optional<DriftLever> &lever)
{
    const Drift &drift = one.drift;
    const DriftPlace next = placeOf(one);
    m_place = next.place;
    m_chip->setSignal(signalOf(drift.state), driftStateText(drift.state));
    m_title->setText(titleOf(one));
    m_sentence->setText(sentenceOf(drift));
    m_reason->setText(drift.reason);
    m_fix->setText(drift.fix.words);
    m_open->setText(next.text);
    m_open->setAccessibleName(next.text);
    m_command->setText(drift.fix.command);
    m_terraform->setText(drift.fix.terraform);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_chip, m_sentence, m_open})
        widget->setVisible(true);
    m_reason->setVisible(!drift.reason.isEmpty());
    m_fix->setVisible(!drift.fix.words.isEmpty());
    showLever(lever, drift.fix.noLever);
}

void DriftPanel::showLever(const std::optional<DriftLever> &lever, const QString &noLever)
{
    const QString off = lever && !lever->state.enabled ? tr("Off: %1").arg(lever->state.reason) : noLever;
    m_lever->setVisible(lever.has_value());
    m_leverOff->setVisible(!off.isEmpty());
    m_leverOff->setText(off);
    if (!lever)
        return;
    m_target = lever->target;
    m_lever->setText(lever->text);
    m_lever->setAccessibleName(lever->text);
    m_lever->setEnabled(lever->state.enabled);
    setPlainToolTip(*m_lever, lever->state.reason);
    m_lever->setAccessibleDescription(lever->state.reason);
}

void DriftPanel::showNone(const QString &why)
{
    m_title->setText(why);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_chip, m_sentence, m_reason, m_fix, m_lever,
                                                            m_leverOff, m_open, m_command, m_terraform})
        widget->setVisible(false);
}

} // namespace signalbox
