// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/figurecard.h"

#include "ui/theme/fonts.h"
#include "ui/widgets/plainlabel.h"

#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

FigureCard::FigureCard(const QString &objectName, const QString &caption, const QString &widestUsual,
                       QWidget *parent)
    : QFrame(parent)
    , m_figure(new PlainLabel(this))
    , m_caption(caption)
{
    setObjectName(objectName);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_figure->setObjectName(u"figure"_s);
    m_figure->setSize(PlainLabel::Size::Figure);
    auto *name = new PlainLabel(caption, this);
    name->setTone(PlainLabel::Tone::Secondary);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 8, 14, 8);
    layout->setSpacing(2);
    layout->addWidget(m_figure);
    layout->addWidget(name);
    layout->addStretch(1);
    m_figure->setMinimumWidth(QFontMetrics(figureFont(font())).horizontalAdvance(widestUsual));
}

void FigureCard::setFigure(const QString &figure, Tone tone)
{
    m_figure->setText(figure);
    m_figure->setTone(tone == Tone::Alarming ? PlainLabel::Tone::Danger
                      : tone == Tone::Old    ? PlainLabel::Tone::Secondary
                                             : PlainLabel::Tone::Normal);
    setAccessibleName(u"%1: %2"_s.arg(m_caption, figure));
}

} // namespace signalbox
