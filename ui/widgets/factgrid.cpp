// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/factgrid.h"

#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

FactGrid::FactGrid(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QGridLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(16);
    m_layout->setVerticalSpacing(5);
    m_layout->setColumnStretch(1, 1);
}

FactGrid::Line FactGrid::makeLine(int row)
{
    Line line{new PlainLabel(this), new ElidedLabel(this), new PlainLabel(this)};
    line.label->setTone(PlainLabel::Tone::Secondary);
    auto *content = new QHBoxLayout;
    content->setSpacing(12);
    content->addWidget(line.value, 0, Qt::AlignTop);
    content->addWidget(line.aside, 0, Qt::AlignTop);
    content->addStretch(1);
    m_layout->addWidget(line.label, row, 0, Qt::AlignTop);
    m_layout->addLayout(content, row, 1);
    return line;
}

void FactGrid::setFacts(const std::vector<Fact> &facts)
{
    while (m_lines.size() < facts.size())
        m_lines.push_back(makeLine(static_cast<int>(m_lines.size())));
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const Line &line = m_lines[i];
        const Fact fact = i < facts.size() ? facts[i] : Fact();
        line.label->setText(fact.label);
        line.value->setObjectName(fact.name.isEmpty() ? QString() : u"fact."_s + fact.name);
        line.value->setMonospaced(fact.isId);
        line.value->setText(fact.value);
        line.aside->setText(fact.aside);
        // What keeps something from being done is to be read to its end.
        line.aside->setWordWrap(fact.isAsideAlarming);
        line.aside->setTone(fact.isAsideAlarming ? PlainLabel::Tone::Danger : PlainLabel::Tone::Secondary);
        line.label->setVisible(i < facts.size());
        line.value->setVisible(i < facts.size());
        line.aside->setVisible(!fact.aside.isEmpty());
    }
}

} // namespace signalbox
