// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style.h"

#include "ui/theme/stylepaint.h"
#include "ui/theme/tokens.h"

#include <QAbstractItemView>
#include <QMenuBar>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyleOption>
#include <QToolButton>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace stylepaint;

namespace {

constexpr int fieldPadding = 6;
constexpr int buttonPadding = 13;

bool hasMenuArrow(const QStyleOption *option)
{
    const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
    return button && button->features.testFlag(QStyleOptionToolButton::HasMenu) &&
           !button->features.testFlag(QStyleOptionToolButton::MenuButtonPopup);
}

} // namespace

Style::Style()
    : QProxyStyle(u"Fusion"_s)
{
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        if (!button || !button->features.testFlag(QStyleOptionButton::Flat))
            paintButton(*painter, *option,
                        button && button->features.testFlag(QStyleOptionButton::DefaultButton));
        return;
    }
    case PE_PanelButtonTool:
        if (!option->state.testFlag(State_AutoRaise) || option->state.testFlag(State_MouseOver) ||
            option->state.testFlag(State_On))
            paintButton(*painter, *option, false);
        return;
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame && frame->lineWidth > 0)
            paintField(*painter, *option);
        return;
    case PE_Frame:
        if (qobject_cast<const QPlainTextEdit *>(widget)) {
            paintField(*painter, *option);
            return;
        }
        painter->setPen(QPen(option->palette.color(QPalette::Mid)));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_FrameFocusRect:
        if (const auto *button = qobject_cast<const QToolButton *>(widget); button && button->autoRaise()) {
            paintBox(*painter, button->rect(), Qt::NoBrush, QPen(tokensFor(option->palette).accent, 2));
            return;
        }
        // Other buttons and fields show it by their outline, item views by the row's ground and bar.
        if (qobject_cast<const QPushButton *>(widget) || qobject_cast<const QToolButton *>(widget) ||
            qobject_cast<const QAbstractItemView *>(widget))
            return;
        paintBox(*painter, option->rect, Qt::NoBrush, QPen(tokensFor(option->palette).accent, 1));
        return;
    case PE_IndicatorCheckBox:
        paintCheck(*painter, *option);
        return;
    case PE_PanelItemViewRow:
        return; // the delegates paint the row's ground
    case PE_IndicatorArrowDown:
        if (const auto *button = qobject_cast<const QToolButton *>(widget)) {
            // Fusion puts it into the corner, where it reads as dirt.
            const QRect whole = button->rect();
            paintArrow(*painter, {whole.right() - arrowWidth - 3, whole.top(), arrowWidth, whole.height()},
                       option->palette.color(QPalette::PlaceholderText));
            return;
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    switch (element) {
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        paintHeaderGround(*painter, *option);
        return;
    case CE_Header:
        // Whole, because QCommonStyle asks itself and not this proxy where label and arrow go.
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            QStyleOptionHeader part(*header);
            paintHeaderGround(*painter, part);
            part.rect = headerLabelRect(*header);
            paintHeaderLabel(*painter, part);
            part.rect = headerArrowRect(*header);
            if (header->sortIndicator != QStyleOptionHeader::None)
                QProxyStyle::drawPrimitive(PE_IndicatorHeaderArrow, &part, painter, widget);
        }
        return;
    case CE_ToolButtonLabel:
        if (hasMenuArrow(option)) {
            QStyleOptionToolButton label(*qstyleoption_cast<const QStyleOptionToolButton *>(option));
            label.rect.adjust(0, 0, -arrowWidth + 4, 0);
            QProxyStyle::drawControl(element, &label, painter, widget);
            return;
        }
        break;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, option->palette.brush(QPalette::Window));
        return;
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            paintMenuBarItem(*painter, *item);
        return;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    if (control != CC_ComboBox) {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        return;
    }
    const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    if (box && box->editable)
        paintField(*painter, *option);
    else
        paintButton(*painter, *option, false);
    paintArrow(*painter, subControlRect(control, option, SC_ComboBoxArrow, widget),
               option->palette.color(QPalette::PlaceholderText));
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    QRect rect = QProxyStyle::subElementRect(element, option, widget);
    if (element == SE_LineEditContents)
        rect.adjust(fieldPadding, 0, -fieldPadding, 0);
    return rect;
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    const auto scaled = [widget](int pixels) {
        return widget ? metrics::scaled(pixels, widget->fontMetrics()) : pixels;
    };
    switch (metric) {
    case PM_HeaderMargin:
        return 10;
    case PM_HeaderMarkSize:
        return scaled(8);
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize:
        return scaled(QProxyStyle::pixelMetric(metric, option, widget));
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_MenuBarPanelWidth:
    case PM_MenuBarVMargin:
        return 0;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    case PM_MenuButtonIndicator:
        return scaled(14);
    case PM_DefaultFrameWidth:
        // As wide as the line that tells where the keyboard is.
        if (qobject_cast<const QPlainTextEdit *>(widget))
            return 2;
        break;
    default:
        break;
    }
    return QProxyStyle::pixelMetric(metric, option, widget);
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                     QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_ItemView_ActivateItemOnSingleClick:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_EtchDisabledText:
    case SH_ComboBox_Popup:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                              const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    const auto tall = [option](int pixels) { return metrics::scaled(pixels, option->fontMetrics); };
    if (type == CT_PushButton || type == CT_LineEdit || type == CT_ComboBox || type == CT_ToolButton)
        result.setHeight(std::max(tall(28), size.height() + 6));
    if (type == CT_PushButton)
        result.setWidth(std::max(result.width(), size.width() + 2 * tall(buttonPadding)));
    if (type == CT_ToolButton)
        result.rwidth() += hasMenuArrow(option) ? arrowWidth : 6;
    if (type == CT_HeaderSection)
        result.setHeight(std::max(tall(metrics::header), size.height()));
    return result;
}

} // namespace signalbox
