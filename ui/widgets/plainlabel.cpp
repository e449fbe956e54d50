// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plainlabel.h"

#include "models/base/displaytext.h"
#include "ui/theme/fonts.h"

#include <QApplication>
#include <QEvent>

namespace signalbox {

using namespace Qt::StringLiterals;

PlainLabel::PlainLabel(QWidget *parent)
    : QLabel(parent)
{
    QLabel::setTextFormat(Qt::PlainText);
}

PlainLabel::PlainLabel(const QString &text, QWidget *parent)
    : PlainLabel(parent)
{
    setText(text);
}

void PlainLabel::setText(const QString &text)
{
    QLabel::setText(displayText(text));
}

void PlainLabel::setLines(const QStringList &lines)
{
    QStringList shown;
    for (const QString &line : lines)
        shown << displayText(line);
    QLabel::setText(shown.join(u'\n'));
}

void PlainLabel::setTone(Tone tone)
{
    setForegroundRole(tone == Tone::Danger      ? QPalette::BrightText
                      : tone == Tone::Secondary ? QPalette::PlaceholderText
                                                : QPalette::WindowText);
}

void PlainLabel::setSize(Size size)
{
    m_size = size;
    applyFont();
}

void PlainLabel::setSelectable(bool selectable)
{
    setTextInteractionFlags(selectable ? Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard
                                       : Qt::NoTextInteraction);
}

void PlainLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange)
        applyFont();
}

void PlainLabel::applyFont()
{
    const QFont base = QApplication::font();
    switch (m_size) {
    case Size::Text:
        setFont({});
        return;
    case Size::Strong:
        setFont(strong(base));
        return;
    case Size::Heading:
        setFont(headingFont(base));
        return;
    case Size::Figure:
        setFont(figureFont(base));
        return;
    case Size::Mono:
        setFont(monospaced(base));
        return;
    }
}

QString plainToolTip(const QString &text)
{
    return text.isEmpty() ? QString() : plainToolTip(QStringList{text});
}

QString plainToolTip(const QStringList &lines)
{
    QStringList shown;
    for (const QString &line : lines)
        shown << displayText(line).toHtmlEscaped();
    return u"<p style=\"white-space:pre-wrap\">%1</p>"_s.arg(shown.join(u'\n'));
}

void setPlainToolTip(QWidget &widget, const QString &text)
{
    widget.setToolTip(plainToolTip(text));
}

} // namespace signalbox
