// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/zoom.h"

#include <QApplication>
#include <QHeaderView>
#include <QTreeView>

#include <utility>
#include <vector>

namespace signalbox {

namespace {

QFont scaled(QFont font, double ratio)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * ratio);
    else
        font.setPixelSize(qRound(font.pixelSize() * ratio));
    return font;
}

int scaledLimit(int pixels, double ratio)
{
    return pixels == 0 || pixels >= QWIDGETSIZE_MAX ? pixels : qRound(pixels * ratio);
}

void scaleLimits(QWidget &widget, double ratio)
{
    const QSize least = widget.minimumSize();
    const QSize most = widget.maximumSize();
    widget.setMinimumSize(scaledLimit(least.width(), ratio), scaledLimit(least.height(), ratio));
    widget.setMaximumSize(scaledLimit(most.width(), ratio), scaledLimit(most.height(), ratio));
}

void scaleColumns(QHeaderView &header, double ratio)
{
    if (header.orientation() != Qt::Horizontal)
        return;
    for (int section = 0; section < header.count(); ++section)
        if (!header.isSectionHidden(section))
            header.resizeSection(section, qRound(header.sectionSize(section) * ratio));
}

} // namespace

void zoomTo(const QFont &font)
{
    const double ratio = QFontInfo(font).pointSizeF() / QFontInfo(QApplication::font()).pointSizeF();
    std::vector<std::pair<QWidget *, QFont>> ownFonts;
    const auto widgets = QApplication::allWidgets();
    for (QWidget *widget : widgets)
        if (widget->testAttribute(Qt::WA_SetFont))
            ownFonts.emplace_back(widget, widget->font());
    QApplication::setFont(font);
    for (const auto &[widget, before] : ownFonts)
        if (widget->font() == before) // else it has followed by itself
            widget->setFont(scaled(before, ratio));
    for (QWidget *widget : widgets) {
        if (!widget->isWindow())
            scaleLimits(*widget, ratio);
        if (auto *header = qobject_cast<QHeaderView *>(widget))
            scaleColumns(*header, ratio);
        if (auto *tree = qobject_cast<QTreeView *>(widget))
            tree->setIndentation(qRound(tree->indentation() * ratio));
    }
}

} // namespace signalbox
