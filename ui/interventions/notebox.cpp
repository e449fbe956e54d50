// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/interventions/notebox.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/plainlabel.h"

#include <QPainter>
#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

NoteBox::NoteBox(QWidget *parent)
    : QWidget(parent)
    , m_heading(new PlainLabel(this))
    , m_sentence(new PlainLabel(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(13, 6, 10, 7);
    layout->setSpacing(4);
    layout->addWidget(m_heading);
    layout->addWidget(m_sentence);
    m_heading->setObjectName(u"noteHeading"_s);
    m_heading->setSize(PlainLabel::Size::Strong);
    m_heading->setVisible(false);
    m_sentence->setObjectName(u"noteSentence"_s);
    m_sentence->setWordWrap(true);
    m_sentence->setSelectable(true);
    m_sentence->setAccessibleName(tr("What will happen"));
}

void NoteBox::setNote(Kind kind, const QString &sentence)
{
    m_kind = kind;
    m_sentence->setText(sentence);
    m_sentence->setAccessibleName(sentence);
    update();
}

void NoteBox::setHeading(const QString &heading)
{
    m_heading->setText(heading);
    m_heading->setVisible(!heading.isEmpty());
}

void NoteBox::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensFor(palette());
    const QColor bar = m_kind == Kind::Danger    ? tokens.danger
                       : m_kind == Kind::Caution ? tokens.caution
                       : m_kind == Kind::Clear   ? tokens.clear
                                                 : tokens.secondary;
    QPainter painter(this);
    painter.fillRect(rect(), tokens.alternate);
    painter.fillRect(0, 0, 3, height(), bar);
}

} // namespace signalbox
