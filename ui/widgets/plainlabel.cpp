// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plainlabel.h"

#include "models/base/displaytext.h"
#include "ui/theme/fonts.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// What a cut line keeps at the least, in average characters.
constexpr int leastCharacters = 8;
/// A word longer than that may be broken after each few characters.
constexpr qsizetype longestWord = 40;
constexpr qsizetype breakEvery = 8;
/// displayText() leaves none of a server's, so that each one in a label is ours.
constexpr QChar breakHere{0x200B};

/// A word that no line holds would make the label as wide as it is.
QString breakable(const QString &text)
{
    QString broken;
    broken.reserve(text.size());
    qsizetype run = 0;
    for (const QChar c : text) {
        run = c.isSpace() ? 0 : run + 1;
        const bool isInside = c.isLowSurrogate() || c.isMark();
        if (run > longestWord && run % breakEvery == 0 && !isInside)
            broken += breakHere;
        broken += c;
    }
    return broken;
}

} // namespace

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
    display(displayText(text));
}

void PlainLabel::display(const QString &text)
{
    m_text = text;
    QLabel::setText(breakable(text));
}

void PlainLabel::setLines(const QStringList &lines)
{
    QStringList shown;
    for (const QString &line : lines)
        shown << displayText(line);
    display(shown.join(u'\n'));
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

QSize PlainLabel::sizeHint() const
{
    QSize whole = QLabel::sizeHint();
    if (isOneLine()) // QLabel asks for the ink, which may be narrower than what is compared with its width
        whole.setWidth(std::max(whole.width(), fontMetrics().horizontalAdvance(m_text)));
    return whole;
}

QSize PlainLabel::minimumSizeHint() const
{
    QSize least = QLabel::minimumSizeHint();
    if (!wordWrap())
        least.setWidth(std::min(least.width(), fontMetrics().averageCharWidth() * leastCharacters));
    return least;
}

bool PlainLabel::isOneLine() const
{
    return !wordWrap() && !m_text.contains(u'\n') &&
           (textInteractionFlags() & Qt::TextSelectableByMouse) == 0;
}

bool PlainLabel::isCut() const
{
    return isOneLine() && fontMetrics().horizontalAdvance(m_text) > contentsRect().width();
}

bool PlainLabel::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || !toolTip().isEmpty() || !isCut())
        return QLabel::event(event);
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), plainToolTip(m_text), this);
    return true;
}

void PlainLabel::paintEvent(QPaintEvent *event)
{
    if (!isCut())
        return QLabel::paintEvent(event);
    QPainter painter(this);
    style()->drawItemText(
        &painter, contentsRect(), static_cast<int>(alignment()) | Qt::TextSingleLine, palette(), isEnabled(),
        fontMetrics().elidedText(m_text, Qt::ElideRight, contentsRect().width()), foregroundRole());
}

void PlainLabel::keyPressEvent(QKeyEvent *event)
{
    if (!event->matches(QKeySequence::Copy) || !hasSelectedText())
        return QLabel::keyPressEvent(event);
    copySelected(QClipboard::Clipboard);
}

/// What is taken out is what the server said: without the breaks.
void PlainLabel::copySelected(QClipboard::Mode mode) const
{
    QApplication::clipboard()->setText(selectedText().remove(breakHere), mode);
}

void PlainLabel::mouseReleaseEvent(QMouseEvent *event)
{
    QLabel::mouseReleaseEvent(event);
    if (isBroken() && hasSelectedText() && QApplication::clipboard()->supportsSelection())
        copySelected(QClipboard::Selection);
}

void PlainLabel::contextMenuEvent(QContextMenuEvent *event)
{
    if (!isBroken() || !hasSelectedText())
        return QLabel::contextMenuEvent(event);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy"), this, [this] { copySelected(QClipboard::Clipboard); });
    menu->popup(event->globalPos());
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
    // A screen reader that finds no description reads the tooltip, markup and all.
    widget.setAccessibleDescription(displayText(text));
}

} // namespace signalbox
