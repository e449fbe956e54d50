// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recovery/findingpanel.h"

#include "ui/widgets/plainlabel.h"
#include "ui/widgets/queuequery.h"
#include "ui/widgets/recipebox.h"
#include "ui/widgets/signalchip.h"
#include "ui/widgets/toolbuttons.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

Place placeOf(const Finding &finding)
{
    if (!finding.workflowId.isEmpty())
        return Place::ofWorkflow(finding.ns, finding.workflowId, finding.runId);
    if (!finding.queue.isEmpty())
        return Place::ofQueue({finding.ns, finding.queue});
    return finding.ns.isEmpty() ? Place::board() : Place::ofWorkflows(finding.ns, runningQuery());
}

FindingPanel::FindingPanel(QWidget *parent)
    : QFrame(parent)
    , m_chip(new SignalChip(this))
    , m_title(new PlainLabel(this))
    , m_sentence(new PlainLabel(this))
    , m_open(makeLink(u"findingOpen"_s, tr("Open"), tr("Where it is looked at"), this))
    , m_why(new PlainLabel(tr("Only an administrator of the server can put the list right:"), this))
    , m_command(new RecipeBox(u"findingCommand"_s, tr("As a command"), tr("Copy the command"), this))
{
    setObjectName(u"findingPanel"_s);
    setAccessibleName(tr("The chosen finding"));
    setFrameShape(QFrame::StyledPanel);
    m_title->setObjectName(u"findingTitle"_s);
    m_title->setSize(PlainLabel::Size::Strong);
    m_sentence->setObjectName(u"findingSentence"_s);
    m_sentence->setSelectable(true);
    for (PlainLabel *label : {m_title, m_sentence, m_why})
        label->setWordWrap(true);
    connect(m_open, &QToolButton::clicked, this, [this] { Q_EMIT openClicked(m_place); });
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(m_chip, 0, Qt::AlignTop);
    head->addWidget(m_title, 1);
    head->addWidget(m_open, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 8, 14, 8);
    column->setSpacing(6);
    column->addLayout(head);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_sentence, m_why, m_command})
        column->addWidget(widget);
    column->addStretch(1);
}

void FindingPanel::show(const Finding &finding)
{
    m_place = placeOf(finding);
    m_chip->setSignal(finding.signal, finding.word);
    m_title->setText(finding.ns.isEmpty() ? finding.subject
                                          : tr("%1 in %2").arg(finding.subject, finding.ns));
    m_sentence->setText(finding.sentence);
    m_open->setText(m_place.page == Place::Page::Workflow    ? tr("Open the workflow")
                    : m_place.page == Place::Page::Queue     ? tr("Open the queue")
                    : m_place.page == Place::Page::Workflows ? tr("Open the namespace")
                                                             : tr("Open the board"));
    m_open->setAccessibleName(m_open->text());
    m_command->setText(finding.command);
    m_why->setVisible(!finding.command.isEmpty());
    for (QWidget *widget : std::initializer_list<QWidget *>{m_chip, m_sentence, m_open})
        widget->setVisible(true);
}

void FindingPanel::showNone(const QString &why)
{
    m_title->setText(why);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_chip, m_sentence, m_open, m_why, m_command})
        widget->setVisible(false);
}

} // namespace signalbox
