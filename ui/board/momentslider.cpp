// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/momentslider.h"

#include "models/base/format.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/plainlabel.h"

#include <QMouseEvent>
#include <QPainter>
#include <QSignalBlocker>

#include <algorithm>
#include <set>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int height100 = 34; // at 100 %, as all sizes here
constexpr int margin = 9;
constexpr int markSize = 5;
constexpr int pageMinutes = 60;
constexpr int nearPixels = 4; ///< of a mark, to be told of it

QPolygon triangle(int x, int tip, int size)
{
    const int base = tip + 2 * size;
    return QPolygon({{x, tip}, {x - std::abs(size), base}, {x + std::abs(size), base}});
}

} // namespace

MomentSlider::MomentSlider(QWidget *parent)
    : QSlider(Qt::Horizontal, parent)
{
    setObjectName(u"momentSlider"_s);
    setAccessibleName(tr("Moment of the past"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSingleStep(1);
    setPageStep(pageMinutes);
    connect(this, &QSlider::valueChanged, this,
            [this](int minutes) { Q_EMIT momentChosen(std::clamp(m_from + minutes * 1min, m_begin, m_to)); });
}

void MomentSlider::setSpan(Instant from, Instant to)
{
    m_begin = from;
    m_from = std::chrono::floor<std::chrono::minutes>(from);
    m_to = to;
    const QSignalBlocker blocked(this);
    setRange(0, static_cast<int>(std::chrono::floor<std::chrono::minutes>(to - m_from).count()));
    update();
}

void MomentSlider::setMarks(const MomentMarks &marks)
{
    m_marks = marks;
    update();
}

void MomentSlider::setMoment(Instant moment)
{
    const QSignalBlocker blocked(this);
    setValue(static_cast<int>(std::chrono::floor<std::chrono::minutes>(moment - m_from).count()));
    setAccessibleDescription(formatDateTime(moment));
    update();
}

QSize MomentSlider::sizeHint() const
{
    return {metrics::scaled(400, fontMetrics()), metrics::scaled(height100, fontMetrics())};
}

QSize MomentSlider::minimumSizeHint() const
{
    return {metrics::scaled(160, fontMetrics()), metrics::scaled(height100, fontMetrics())};
}

QRect MomentSlider::groove() const
{
    const int thick = metrics::scaled(4, fontMetrics());
    const int side = metrics::scaled(margin, fontMetrics());
    return {side, (height() - thick) / 2, width() - 2 * side, thick};
}

int MomentSlider::xOf(Instant time) const
{
    const QRect line = groove();
    const double part = m_to > m_from ? static_cast<double>((time - m_from).count()) /
                                            static_cast<double>((m_to - m_from).count())
                                      : 1;
    return line.left() + qRound(std::clamp(part, 0.0, 1.0) * line.width());
}

Instant MomentSlider::timeAt(int x) const
{
    const QRect line = groove();
    const double part =
        std::clamp(static_cast<double>(x - line.left()) / std::max(line.width(), 1), 0.0, 1.0);
    return m_from + Milliseconds(qRound64(part * static_cast<double>((m_to - m_from).count())));
}

void MomentSlider::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = tokensFor(palette());
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.line);
    painter.drawRoundedRect(groove(), 2, 2);
    paintHandle(painter);
    paintMarks(painter); // over it: the newest ones lie together at the end
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(tokens.accent, 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

/// One of each kind for a pixel, however many lie there.
void MomentSlider::paintMarks(QPainter &painter) const
{
    const Tokens &tokens = tokensFor(palette());
    const int size = metrics::scaled(markSize, fontMetrics());
    const QRect line = groove();
    std::set<std::pair<int, MomentMark::Kind>> drawn;
    for (const MomentMark &mark : m_marks.all()) {
        if (mark.time < m_from || mark.time > m_to || !drawn.emplace(xOf(mark.time), mark.kind).second)
            continue;
        const bool isAlert = mark.kind == MomentMark::Kind::Alert;
        painter.setBrush(isAlert ? tokens.dangerText : tokens.accent);
        painter.drawPolygon(isAlert ? triangle(xOf(mark.time), line.top() - 1, -size)
                                    : triangle(xOf(mark.time), line.bottom() + 1, size));
    }
}

void MomentSlider::paintHandle(QPainter &painter) const
{
    const Tokens &tokens = tokensFor(palette());
    const int x = xOf(m_from + value() * 1min);
    const int wide = metrics::scaled(8, fontMetrics());
    painter.setBrush(tokens.past);
    painter.setPen(QPen(tokens.surface, 1));
    painter.drawRoundedRect(x - wide / 2, 2, wide, height() - 4, 3, 3);
    painter.setPen(Qt::NoPen);
}

void MomentSlider::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton) {
        setSliderDown(true);
        mouseMoveEvent(event);
    }
}

void MomentSlider::mouseMoveEvent(QMouseEvent *event)
{
    const int x = event->position().toPoint().x();
    if (isSliderDown())
        setValue(static_cast<int>(std::chrono::round<std::chrono::minutes>(timeAt(x) - m_from).count()));
    showHint(x);
}

void MomentSlider::mouseReleaseEvent(QMouseEvent *)
{
    setSliderDown(false);
}

void MomentSlider::showHint(int x)
{
    const QString marks = m_marks.within(timeAt(x - nearPixels), timeAt(x + nearPixels));
    const QString time = formatDateTime(timeAt(x));
    setPlainToolTip(*this, marks.isEmpty() ? time : time + u" · "_s + marks);
}

} // namespace signalbox
