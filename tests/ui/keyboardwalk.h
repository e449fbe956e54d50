// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/chart/timechart.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>

#include <set>

/// A window as it is used by the keyboard alone.
namespace signalbox::test {

inline QString nameOf(const QWidget *widget)
{
    if (!widget)
        return QStringLiteral("(nothing)");
    return widget->objectName().isEmpty() ? QString::fromLatin1(widget->metaObject()->className())
                                          : widget->objectName();
}

/// Everything that Tab should stop at.
inline std::set<QWidget *> stops(QWidget &window)
{
    std::set<QWidget *> found;
    const auto widgets = window.findChildren<QWidget *>();
    for (QWidget *widget : widgets)
        if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0 &&
            !widget->focusProxy() && widget->window() == &window)
            found.insert(widget);
    return found;
}

/// What that key alone never comes to, by name.
inline QStringList missedBy(Qt::Key key, QWidget &window)
{
    std::set<QWidget *> missed = stops(window);
    const auto most = missed.size() * 2 + 10;
    for (std::size_t i = 0; i < most && QApplication::focusWidget(); ++i) {
        missed.erase(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), key);
    }
    QStringList names;
    for (const QWidget *widget : missed)
        names << nameOf(widget);
    return names;
}

/// What a mouse can press, write in or push that Tab does not stop at, by name. What belongs to another
/// control, as the button in a field, is reached by that one's keys.
inline QStringList mouseOnly(QWidget &window)
{
    QStringList names;
    const auto widgets = window.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const bool isControl =
            qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget) ||
            qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractSlider *>(widget);
        const bool isPart = qobject_cast<const QScrollBar *>(widget) ||
                            qobject_cast<const QLineEdit *>(widget->parentWidget()) ||
                            qobject_cast<const QComboBox *>(widget->parentWidget()) ||
                            qobject_cast<const QAbstractItemView *>(widget->parentWidget()) ||
                            widget->objectName().startsWith(QStringLiteral("qt_"));
        if (isControl && !isPart && widget->isVisible() && widget->isEnabled() && !widget->focusProxy() &&
            widget->window() == &window && (widget->focusPolicy() & Qt::TabFocus) == 0)
            names << nameOf(widget);
    }
    return names;
}

/// What a screen reader has no name for.
inline QStringList unnamed(QWidget &window)
{
    QStringList names;
    for (QWidget *widget : stops(window)) {
        const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        if (!accessible || accessible->text(QAccessible::Name).trimmed().isEmpty())
            names << nameOf(widget);
    }
    return names;
}

/// Stops from which Escape does not lead to the page's one place, its list or what is read there. A list
/// keeps the keyboard, and so does a chart, of which Escape shows the whole range.
inline QStringList deadEnds(QWidget &window, QWidget &page)
{
    QStringList names;
    std::set<QWidget *> ends;
    for (QWidget *widget : stops(window)) {
        widget->setFocus(Qt::TabFocusReason);
        QTest::keyClick(widget, Qt::Key_Escape);
        QWidget *const now = QApplication::focusWidget();
        if (!window.isVisible() || !now || !page.isAncestorOf(now))
            names << nameOf(widget) + QStringLiteral(" -> ") + nameOf(now);
        else if (!qobject_cast<QAbstractItemView *>(now) && !qobject_cast<TimeChart *>(now))
            ends.insert(now);
    }
    if (ends.size() > 1)
        for (const QWidget *end : ends)
            names << QStringLiteral("ends at ") + nameOf(end);
    return names;
}

} // namespace signalbox::test
