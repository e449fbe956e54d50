// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/rail.h"

#include "models/base/signal.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/toolbuttons.h"

#include <QButtonGroup>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Drawing over word, or the drawing alone where the window is low; the open place has the accent, a ground
/// and a bar.
class RailButton final : public QToolButton
{
public:
    using QToolButton::QToolButton;

    /// `words`: of the name and the count, for who does not see the badge.
    void setCount(int count, Signal signal, const QString &words)
    {
        m_count = count;
        m_signal = signal;
        setAccessibleName(count == 0 ? text() : words.arg(text()).arg(count));
        update();
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        const QFontMetrics of = fontMetrics();
        return {metrics::scaled(metrics::rail, of), metrics::scaled(56, of)};
    }
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return {sizeHint().width(), metrics::scaled(32, fontMetrics())};
    }

protected:
    /// QAbstractButton's takes the others of a group out of the Tab chain.
    // NOLINTNEXTLINE(bugprone-parent-virtual-call): past it on purpose
    void focusInEvent(QFocusEvent *event) override { QWidget::focusInEvent(event); }

    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Tokens &tokens = tokensFor(palette());
        if (isChecked() || underMouse())
            painter.fillRect(rect(), isChecked() ? tokens.accentGround : tokens.alternate);
        if (isChecked())
            painter.fillRect(0, 0, 3, height(), tokens.accent);
        if (hasFocus()) {
            painter.setPen(QPen(tokens.accent, 2));
            painter.drawRect(rect().adjusted(1, 1, -1, -1));
        }
        const int size = metrics::scaled(20, fontMetrics());
        const bool hasWord = height() >= metrics::scaled(46, fontMetrics());
        icon().paint(&painter, {(width() - size) / 2, (height() - (hasWord ? 2 : 1) * size) / 2, size, size},
                     Qt::AlignCenter, QIcon::Normal, isChecked() ? QIcon::On : QIcon::Off);
        painter.setFont(smallFont(font()));
        painter.setPen(isChecked() ? tokens.accent : tokens.secondary);
        if (hasWord)
            painter.drawText(rect().adjusted(0, height() / 2, 0, -4), Qt::AlignCenter | Qt::TextSingleLine,
                             painter.fontMetrics().elidedText(text(), Qt::ElideRight, width() - 4));
        if (m_count > 0)
            paintBadge(painter, tokens);
    }

private:
    /// At the drawing's upper right corner, as wide as its number.
    void paintBadge(QPainter &painter, const Tokens &tokens) const
    {
        const QString number = m_count < 100 ? QString::number(m_count) : u"99+"_s;
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setFont(strong(smallFont(font())));
        const int high = painter.fontMetrics().height();
        const int wide = std::max(high, painter.fontMetrics().horizontalAdvance(number) + high / 2);
        const QRect badge(width() / 2 + high / 3, 2, wide, high);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_signal == Signal::Danger ? tokens.danger : tokens.caution);
        painter.drawRoundedRect(badge, high / 2.0, high / 2.0);
        painter.setPen(m_signal == Signal::Danger ? tokens.onDanger : tokens.onCaution);
        painter.drawText(badge, Qt::AlignCenter, number);
    }

    int m_count = 0;
    Signal m_signal = Signal::Danger;
};

} // namespace

Rail::Rail(QWidget *parent)
    : QWidget(parent)
    , m_buttons(new QButtonGroup(this))
    , m_layout(new QVBoxLayout(this))
{
    setObjectName(u"rail"_s);
    setAccessibleName(tr("Places"));
    setFixedWidth(metrics::scaled(metrics::rail, fontMetrics()) + 1);
    m_layout->setContentsMargins(0, 8, 1, 0);
    m_layout->setSpacing(0);
    m_layout->addStretch(1);
    markPane(*this);
}

void Rail::addPlace(const Place &place, const QString &iconName, const QString &text, const QString &keys)
{
    auto *button = new RailButton(this);
    button->setObjectName(u"rail-"_s + iconName);
    button->setText(text);
    button->setAccessibleName(text);
    setPlainToolTip(*button, u"%1   %2"_s.arg(text, keys));
    button->setIcon(themedIcon(iconName));
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Maximum);
    connect(button, &QToolButton::clicked, this, [this, place] { Q_EMIT go(place); });
    m_buttons->addButton(button, static_cast<int>(place.page));
    m_layout->insertWidget(m_layout->count() - 1, button);
}

void Rail::setPlace(const Place &place)
{
    // A run is one of the list, a queue one of the board, whose past is its own.
    const Place::Page shown = place.page == Place::Page::Workflow    ? Place::Page::Workflows
                              : place.page == Place::Page::Queue     ? Place::Page::Board
                              : place.page == Place::Page::Past      ? Place::Page::Board
                              : place.page == Place::Page::PastQueue ? Place::Page::Board
                              : place.page == Place::Page::Rules     ? Place::Page::Alerts
                              : place.page == Place::Page::CleanUp   ? Place::Page::Runbook
                                                                     : place.page;
    m_buttons->button(static_cast<int>(shown))->setChecked(true);
}

void Rail::setDangers(const Place &place, int count)
{
    static_cast<RailButton *>(m_buttons->button(static_cast<int>(place.page)))
        ->setCount(count, Signal::Danger, tr("%1, %2 danger"));
}

void Rail::setDrifted(const Place &place, int count)
{
    static_cast<RailButton *>(m_buttons->button(static_cast<int>(place.page)))
        ->setCount(count, Signal::Caution, tr("%1, %2 drifted"));
}

void Rail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawLine(rect().topRight(), rect().bottomRight());
}

} // namespace signalbox
