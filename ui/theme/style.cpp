// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style.h"

#include "ui/theme/tokens.h"

#include <QAbstractItemView>
#include <QMenuBar>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QStyleOption>
#include <QToolButton>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal radius = 3;
constexpr int fieldPadding = 6;
constexpr int buttonPadding = 13;

bool isOn(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

void paintBox(QPainter &painter, const QRect &rect, const QBrush &ground, const QPen &line)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(ground);
    painter.setPen(line);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.restore();
}

/// The line around what has the keyboard is the accent; it is 2 px wide, so that it isn't told by colour
/// alone.
QPen outline(const QStyleOption &option, const Tokens &tokens)
{
    if (isOn(option, QStyle::State_HasFocus) && isOn(option, QStyle::State_Enabled))
        return QPen(tokens.accent, 2);
    return {option.palette.color(QPalette::Mid)};
}

bool hasOwnGround(const QStyleOption &option, const Tokens &tokens)
{
    return option.palette.color(QPalette::Active, QPalette::Button) != tokens.surface;
}

QColor buttonGround(const QStyleOption &option, const Tokens &tokens)
{
    QColor ground = option.palette.color(QPalette::Active, QPalette::Button);
    if (hasOwnGround(option, tokens)) {
        if (!isOn(option, QStyle::State_Enabled))
            ground.setAlphaF(0.45F);
        else if (isOn(option, QStyle::State_Sunken) || isOn(option, QStyle::State_MouseOver))
            ground = ground.darker(115);
        return ground;
    }
    if (!isOn(option, QStyle::State_Enabled))
        return option.palette.color(QPalette::Window);
    if (isOn(option, QStyle::State_Sunken))
        return tokens.selection;
    if (isOn(option, QStyle::State_On) || isOn(option, QStyle::State_MouseOver))
        return tokens.accentGround;
    return ground;
}

void paintButton(QPainter &painter, const QStyleOption &option, bool isDefault)
{
    const Tokens &tokens = tokensFor(option.palette);
    QPen line = outline(option, tokens);
    if (hasOwnGround(option, tokens) && !isOn(option, QStyle::State_HasFocus))
        line = Qt::NoPen;
    else if ((isDefault || isOn(option, QStyle::State_On)) && isOn(option, QStyle::State_Enabled))
        line.setColor(tokens.accent);
    paintBox(painter, option.rect, buttonGround(option, tokens), line);
}

void paintField(QPainter &painter, const QStyleOption &option)
{
    const auto ground =
        option.palette.brush(isOn(option, QStyle::State_Enabled) ? QPalette::Base : QPalette::Window);
    paintBox(painter, option.rect, ground, outline(option, tokensFor(option.palette)));
}

void paintArrow(QPainter &painter, const QRect &rect, const QColor &color)
{
    const QPointF middle = QRectF(rect).center();
    QPainterPath path(middle + QPointF(-3.5, -1.5));
    path.lineTo(middle + QPointF(0, 2));
    path.lineTo(middle + QPointF(3.5, -1.5));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.5));
    painter.drawPath(path);
    painter.restore();
}

void paintHeaderGround(QPainter &painter, const QStyleOption &option)
{
    painter.fillRect(option.rect, option.palette.brush(QPalette::Base));
    painter.setPen(option.palette.color(QPalette::Mid));
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
}

/// The menu bar lies on the band in the environment's colour and takes both colours from its own palette.
void paintMenuBarItem(QPainter &painter, const QStyleOptionMenuItem &option)
{
    painter.fillRect(option.rect, option.palette.brush(QPalette::Window));
    if (isOn(option, QStyle::State_Selected)) {
        QColor shade = option.palette.color(QPalette::WindowText);
        shade.setAlphaF(0.18F);
        painter.fillRect(option.rect, shade);
    }
    painter.setPen(option.palette.color(QPalette::WindowText));
    painter.drawText(option.rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, option.text);
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
        if (!isOn(*option, State_AutoRaise) || isOn(*option, State_MouseOver) || isOn(*option, State_On))
            paintButton(*painter, *option, false);
        return;
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame && frame->lineWidth > 0)
            paintField(*painter, *option);
        return;
    case PE_Frame:
        painter->setPen(QPen(option->palette.color(QPalette::Mid)));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_FrameFocusRect:
        // Buttons and fields show it by their outline, item views by the row's ground and bar.
        if (qobject_cast<const QPushButton *>(widget) || qobject_cast<const QToolButton *>(widget) ||
            qobject_cast<const QAbstractItemView *>(widget))
            return;
        paintBox(*painter, option->rect, Qt::NoBrush, QPen(tokensFor(option->palette).accent, 1));
        return;
    case PE_PanelItemViewRow:
        return; // the delegates paint the row's ground
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
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            QStyleOptionHeader quiet(*header);
            quiet.state.setFlag(State_On, false); // no bold for the current column
            // The margin is meant for the sides; Fusion took it above and below too, which cuts the text.
            const int margin = pixelMetric(PM_HeaderMargin, option, widget);
            quiet.rect.adjust(0, -margin, 0, margin);
            quiet.palette.setColor(QPalette::ButtonText, header->palette.color(QPalette::PlaceholderText));
            QProxyStyle::drawControl(element, &quiet, painter, widget);
        }
        return;
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
    switch (metric) {
    case PM_HeaderMargin:
        return 10;
    case PM_HeaderMarkSize:
        return 8;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_MenuBarPanelWidth:
    case PM_MenuBarVMargin:
        return 0;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    case PM_MenuButtonIndicator:
        return 14;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
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
        result.rwidth() += 6;
    if (type == CT_HeaderSection)
        result.setHeight(std::max(tall(metrics::header), size.height()));
    return result;
}

} // namespace signalbox
