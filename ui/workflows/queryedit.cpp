// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workflows/queryedit.h"

#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype remembered = 100;

void paintWave(QPainter &painter, int left, int right, int y)
{
    QPainterPath wave(QPointF(left, y));
    bool up = true;
    for (int x = left + 2; x <= right; x += 2, up = !up)
        wave.lineTo(x, up ? y - 2 : y);
    painter.drawPath(wave);
}

void paintCaret(QPainter &painter, int x, int bottom)
{
    const QPolygonF triangle{QPointF(x - 4, bottom), QPointF(x + 4, bottom), QPointF(x, bottom - 5)};
    painter.setPen(Qt::NoPen);
    painter.drawPolygon(triangle);
}

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

} // namespace

QueryEdit::QueryEdit(QWidget *parent)
    : QLineEdit(parent)
{
    setFont(monospaced(font()));
    connect(this, &QLineEdit::textChanged, this, [this] { setErrorPosition(-1); });
    connect(this, &QLineEdit::textEdited, this, [this] { m_at = m_history.size(); });
}

void QueryEdit::remember(const QString &query)
{
    if (!query.isEmpty()) {
        m_history.removeAll(query);
        m_history.append(query);
        if (m_history.size() > remembered)
            m_history.removeFirst();
    }
    m_at = m_history.size();
}

void QueryEdit::replaceText(const QString &query)
{
    remember(text());
    setText(query);
}

void QueryEdit::setErrorPosition(int position)
{
    m_errorPosition = position;
    setAccessibleDescription(position < 0 ? QString() : tr("Error at character %1").arg(position + 1));
    update();
}

QString QueryEdit::errorWord() const
{
    if (m_errorPosition < 0 || m_errorPosition >= text().size())
        return {};
    const QString query = text();
    int end = m_errorPosition;
    while (end < query.size() && isWordCharacter(query[end]))
        ++end;
    return query.mid(m_errorPosition, std::max(end - m_errorPosition, 1));
}

void QueryEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
        walk(event->key() == Qt::Key_Up ? -1 : 1);
        event->accept();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void QueryEdit::walk(int step)
{
    const qsizetype to = std::clamp<qsizetype>(m_at + step, 0, m_history.size());
    if (to == m_at)
        return;
    if (m_at == m_history.size())
        m_beingTyped = text();
    m_at = to;
    setText(to == m_history.size() ? m_beingTyped : m_history[to]);
}

int QueryEdit::xOf(int position) const
{
    // The one place QLineEdit tells is that of the cursor; the text may be scrolled.
    const auto advance = [this](int upTo) { return fontMetrics().horizontalAdvance(text().left(upTo)); };
    return cursorRect().center().x() - advance(cursorPosition()) + advance(position);
}

void QueryEdit::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (m_errorPosition < 0)
        return;
    QPainter painter(this);
    const QColor colour = tokensFor(palette()).dangerText;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(rect().adjusted(3, 0, -3, 0));
    painter.setPen(QPen(colour, 1.2));
    painter.setBrush(Qt::NoBrush);
    const int left = xOf(m_errorPosition);
    const int wide = std::max(fontMetrics().horizontalAdvance(errorWord()), fontMetrics().averageCharWidth());
    paintWave(painter, left, left + wide, height() / 2 + fontMetrics().ascent() / 2 + 3);
    painter.setBrush(colour);
    paintCaret(painter, left + fontMetrics().averageCharWidth() / 2, height() - 1);
}

} // namespace signalbox
