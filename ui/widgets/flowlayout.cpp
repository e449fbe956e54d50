// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/flowlayout.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace signalbox {

namespace {

constexpr int gap = 6; // between parts and between lines

bool isSpace(QLayoutItem &item)
{
    return item.spacerItem();
}

/// What asks for room, and what has no width of its own.
bool expands(QLayoutItem &item)
{
    const QWidget *widget = item.widget();
    return item.expandingDirections().testFlag(Qt::Horizontal) ||
           (widget && widget->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored);
}

int widthOf(const QLayoutItem &item)
{
    return std::max(item.sizeHint().width(), item.minimumSize().width());
}

int heightOf(const QLayoutItem &item, int width)
{
    return item.hasHeightForWidth() ? item.heightForWidth(width) : item.sizeHint().height();
}

} // namespace

FlowLayout::FlowLayout(QWidget *parent)
    : QLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(gap);
}

FlowLayout::~FlowLayout() = default;

void FlowLayout::addSpacing(int pixels)
{
    addItem(new QSpacerItem(pixels, 0, QSizePolicy::Fixed, QSizePolicy::Minimum));
}

void FlowLayout::addStretch()
{
    addItem(new QSpacerItem(0, 0, QSizePolicy::Expanding, QSizePolicy::Minimum));
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.emplace_back(item);
    invalidate();
}

int FlowLayout::count() const
{
    return static_cast<int>(m_items.size());
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)].get() : nullptr;
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    if (!itemAt(index))
        return nullptr;
    QLayoutItem *taken = m_items[static_cast<std::size_t>(index)].release();
    m_items.erase(m_items.begin() + index);
    return taken;
}

Qt::Orientations FlowLayout::expandingDirections() const
{
    return Qt::Horizontal;
}

int FlowLayout::heightForWidth(int width) const
{
    return arrange({0, 0, width, 0}, false);
}

QSize FlowLayout::sizeHint() const
{
    QSize size;
    for (const auto &item : m_items) {
        if (item->isEmpty() && !isSpace(*item))
            continue;
        size.rwidth() += item->sizeHint().width() + (isSpace(*item) ? 0 : spacing());
        size.setHeight(std::max(size.height(), item->sizeHint().height()));
    }
    return size.grownBy(contentsMargins());
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const auto &item : m_items)
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    return size.grownBy(contentsMargins());
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

/// A space is wanted only between two parts, but one that expands pushes to the right from wherever it is.
std::vector<FlowLayout::Line> FlowLayout::linesFor(int width) const
{
    std::vector<Line> lines(1);
    for (const auto &item : m_items) {
        const bool space = isSpace(*item);
        if (item->isEmpty() && !space)
            continue;
        const int wanted = widthOf(*item);
        const int added = wanted + (space || lines.back().items.empty() ? 0 : spacing());
        if (!space && lines.back().width > 0 && lines.back().width + added > width)
            lines.push_back({});
        Line &line = lines.back();
        line.width += line.items.empty() ? wanted : added;
        line.items.push_back(item.get());
    }
    return lines;
}

std::vector<int> FlowLayout::widthsIn(const Line &line, int width) const
{
    std::vector<int> widths;
    widths.reserve(line.items.size());
    for (const QLayoutItem *item : line.items)
        widths.push_back(std::min(widthOf(*item), width));
    int left = width - line.width;
    auto expanding =
        std::count_if(line.items.begin(), line.items.end(), [](auto *item) { return expands(*item); });
    for (std::size_t i = 0; i < widths.size() && left > 0; ++i) {
        if (!expands(*line.items[i]))
            continue;
        const int share = left / static_cast<int>(expanding--);
        const int more = std::min(share, line.items[i]->maximumSize().width() - widths[i]);
        widths[i] += std::max(more, 0);
        left -= std::max(more, 0);
    }
    return widths;
}

int FlowLayout::arrange(const QRect &rect, bool place) const
{
    const QRect inside = rect.marginsRemoved(contentsMargins());
    const auto direction = parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    int top = inside.top();
    for (const Line &line : linesFor(inside.width())) {
        const std::vector<int> widths = widthsIn(line, inside.width());
        int height = 0;
        for (std::size_t i = 0; i < widths.size(); ++i)
            height = std::max(height, heightOf(*line.items[i], widths[i]));
        int x = inside.left();
        for (std::size_t i = 0; place && i < widths.size(); ++i) {
            QLayoutItem &item = *line.items[i];
            const int tall = std::min(height, item.maximumSize().height());
            const QRect at(x, top + (height - tall) / 2, widths[i], tall);
            item.setGeometry(QStyle::visualRect(direction, inside, at));
            x += widths[i] + (isSpace(item) ? 0 : spacing());
        }
        top += height + spacing();
    }
    return top - spacing() - rect.top() + contentsMargins().bottom();
}

} // namespace signalbox
