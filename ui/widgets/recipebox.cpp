// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/recipebox.h"

#include "ui/widgets/copybutton.h"
#include "ui/widgets/plainlabel.h"

#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

RecipeBox::RecipeBox(const QString &objectName, const QString &title, const QString &copying, QWidget *parent)
    : QWidget(parent)
    , m_lines(new PlainLabel(this))
    , m_copy(new CopyButton(objectName + u"Copy"_s, copying, this))
{
    m_lines->setObjectName(objectName);
    m_lines->setAccessibleName(title);
    m_lines->setSize(PlainLabel::Size::Mono);
    m_lines->setWordWrap(true);
    m_lines->setSelectable(true);
    auto *heading = new PlainLabel(title, this);
    heading->setTone(PlainLabel::Tone::Secondary);
    auto *head = new QHBoxLayout;
    head->addWidget(heading);
    head->addWidget(m_copy);
    head->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(head);
    column->addWidget(m_lines);
}

void RecipeBox::setText(const QString &text)
{
    setVisible(!text.isEmpty());
    m_lines->setLines(text.split(u'\n'));
    m_copy->setCopied(text);
}

} // namespace signalbox
