// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/verdictpanel.h"

#include "models/diagnosis/verdicttext.h"
#include "ui/widgets/factcolumns.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/toolbuttons.h"

#include <QHBoxLayout>
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

void append(std::vector<Fact> &facts, const std::vector<Considered> &causes, const QString &outcome)
{
    for (const Considered &one : causes)
        facts.push_back({u"other%1"_s.arg(facts.size()), one.name, one.why, false, outcome, false});
}

std::vector<Fact> othersOf(const Verdict &verdict)
{
    std::vector<Fact> facts;
    append(facts, verdict.also, VerdictPanel::tr("also"));
    append(facts, verdict.ruledOut, VerdictPanel::tr("ruled out"));
    append(facts, verdict.open, VerdictPanel::tr("not known"));
    return facts;
}

} // namespace

VerdictPanel::VerdictPanel(QWidget *parent)
    : QFrame(parent)
    , m_next(new PlainLabel(this))
    , m_open(makeToolButton(u"verdictOpen"_s, tr("Show its workflows"),
                            tr("Open the workflows that this is about"), this))
    , m_facts(new FactColumns(this))
{
    setObjectName(u"verdictPanel"_s);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_next->setObjectName(u"verdictNext"_s);
    m_next->setSize(PlainLabel::Size::Strong);
    m_next->setWordWrap(true);
    auto *head = new QHBoxLayout;
    head->addWidget(m_next, 1);
    head->addWidget(m_open);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 8, 14, 8);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addWidget(m_facts);
    connect(m_open, &QToolButton::clicked, this, [this] { Q_EMIT workflowsClicked(m_query); });
}

void VerdictPanel::show(const Verdict &verdict)
{
    setVisible(verdict.cause != Cause::None);
    m_query = verdict.next.query;
    m_next->setText(tr("Next: %1").arg(verdict.next.text));
    m_open->setVisible(verdict.next.opens == NextStep::Opens::Workflows);
    m_facts->setFacts(factsOf(verdict.evidence), othersOf(verdict));
}

} // namespace signalbox
