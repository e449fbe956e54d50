// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/verdictpanel.h"

#include "models/diagnosis/verdicttext.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/toolbuttons.h"

#include <QHBoxLayout>
#include <QStringList>
#include <QToolButton>
#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

std::vector<Fact> factsOf(const std::vector<Evidence> &evidence)
{
    std::vector<Fact> facts;
    facts.reserve(evidence.size());
    for (const Evidence &line : evidence)
        facts.push_back({u"evidence%1"_s.arg(facts.size()), line.what, line.value, false,
                         verdicttext::source(line), false});
    return facts;
}

QString othersText(const Verdict &verdict)
{
    QStringList lines;
    if (!verdict.also.empty())
        lines << VerdictPanel::tr("Also: %1").arg(verdicttext::considered(verdict.also));
    if (!verdict.ruledOut.empty())
        lines << VerdictPanel::tr("Ruled out: %1").arg(verdicttext::considered(verdict.ruledOut));
    if (!verdict.open.empty())
        lines << VerdictPanel::tr("Not known: %1").arg(verdicttext::considered(verdict.open));
    return lines.join(u'\n');
}

} // namespace

VerdictPanel::VerdictPanel(QWidget *parent)
    : QFrame(parent)
    , m_next(new PlainLabel(this))
    , m_open(makeToolButton(u"verdictOpen"_s, tr("Show its workflows"),
                            tr("Open the workflows that this is about"), this))
    , m_evidence(new FactGrid(this))
    , m_others(new PlainLabel(this))
{
    setObjectName(u"verdictPanel"_s);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_next->setObjectName(u"verdictNext"_s);
    m_next->setSize(PlainLabel::Size::Strong);
    m_next->setWordWrap(true);
    m_others->setObjectName(u"verdictOthers"_s);
    m_others->setTone(PlainLabel::Tone::Secondary);
    m_others->setWordWrap(true);
    m_others->setSelectable(true);
    auto *head = new QHBoxLayout;
    head->addWidget(m_next, 1);
    head->addWidget(m_open);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 8, 14, 8);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addWidget(m_evidence);
    layout->addWidget(m_others);
    connect(m_open, &QToolButton::clicked, this, [this] { Q_EMIT workflowsClicked(m_query); });
}

void VerdictPanel::show(const Verdict &verdict)
{
    setVisible(verdict.cause != Cause::None);
    m_query = verdict.next.query;
    m_next->setText(tr("Next: %1").arg(verdict.next.text));
    m_open->setVisible(verdict.next.opens == NextStep::Opens::Workflows);
    m_evidence->setFacts(factsOf(verdict.evidence));
    const QString others = othersText(verdict);
    m_others->setText(others);
    m_others->setVisible(!others.isEmpty());
}

} // namespace signalbox
