// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toolbuttons.h"

#include <QToolButton>
#include <QVariant>

namespace signalbox {

namespace {
constexpr auto paneProperty = "signalboxPane";
}

QToolButton *makeToolButton(const QString &objectName, const QString &text, const QString &accessibleName,
                            QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(objectName);
    button->setText(text);
    button->setAccessibleName(accessibleName);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QToolButton *makeLink(const QString &objectName, const QString &text, const QString &accessibleName,
                      QWidget *parent)
{
    QToolButton *button = makeToolButton(objectName, text, accessibleName, parent);
    button->setAutoRaise(true);
    return button;
}

void markPane(QWidget &widget)
{
    widget.setProperty(paneProperty, true);
}

bool isPane(const QWidget &widget)
{
    return widget.property(paneProperty).toBool();
}

} // namespace signalbox
