// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/panes.h"

#include "ui/widgets/toolbuttons.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QWidget>

#include <algorithm>

namespace signalbox {

namespace {

bool takesFocus(const QWidget &widget)
{
    return widget.isVisible() && widget.isEnabled() && widget.focusPolicy() != Qt::NoFocus;
}

/// The pane itself, or the first thing in it that the keyboard can use.
QWidget *targetIn(QWidget &pane)
{
    if (takesFocus(pane))
        return &pane;
    const auto children = pane.findChildren<QWidget *>();
    const auto found =
        std::find_if(children.begin(), children.end(), [](QWidget *w) { return takesFocus(*w); });
    return found == children.end() ? nullptr : *found;
}

std::vector<QWidget *> panesOf(QWidget &root)
{
    std::vector<QWidget *> panes;
    const auto children = root.findChildren<QWidget *>();
    for (QWidget *child : children)
        if (isPane(*child) && child->isVisible() && targetIn(*child))
            panes.push_back(child);
    return panes;
}

} // namespace

void focusList(QWidget &page)
{
    const auto views = page.findChildren<QAbstractItemView *>();
    const auto view = std::find_if(views.begin(), views.end(), [](QWidget *v) { return takesFocus(*v); });
    if (QWidget *target = view != views.end() ? *view : targetIn(page))
        target->setFocus(Qt::OtherFocusReason);
}

void focusNextPane(QWidget &window, bool forward)
{
    const std::vector<QWidget *> panes = panesOf(window);
    if (panes.empty())
        return;
    const QWidget *focus = QApplication::focusWidget();
    const auto holds = [focus](QWidget *pane) {
        return focus && (pane == focus || pane->isAncestorOf(focus));
    };
    const auto now = std::find_if(panes.begin(), panes.end(), holds);
    const auto count = static_cast<std::ptrdiff_t>(panes.size());
    const auto at = now == panes.end() ? (forward ? -1 : 0) : now - panes.begin();
    const auto next = (at + (forward ? 1 : -1) + count) % count;
    targetIn(*panes[static_cast<std::size_t>(next)])
        ->setFocus(forward ? Qt::TabFocusReason : Qt::BacktabFocusReason);
}

} // namespace signalbox
