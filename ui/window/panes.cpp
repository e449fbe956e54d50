// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/panes.h"

#include "ui/widgets/toolbuttons.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QKeyEvent>
#include <QTextBrowser>
#include <QWidget>

#include <algorithm>

namespace signalbox {

namespace {

bool takesFocus(const QWidget &widget)
{
    return widget.isVisible() && widget.isEnabled() && widget.focusPolicy() != Qt::NoFocus;
}

template <class Widget>
Widget *firstIn(const QWidget &root)
{
    const auto all = root.findChildren<Widget *>();
    const auto found = std::find_if(all.begin(), all.end(), [](Widget *w) { return takesFocus(*w); });
    return found == all.end() ? nullptr : *found;
}

/// What the keyboard goes to in a pane or a page: itself, or its list, or what there is to read, or the first
/// thing that takes it.
QWidget *targetIn(QWidget &pane)
{
    if (takesFocus(pane))
        return &pane;
    if (auto *list = firstIn<QAbstractItemView>(pane))
        return list;
    if (auto *document = firstIn<QTextBrowser>(pane))
        return document;
    return firstIn<QWidget>(pane);
}

/// As they lie, from the top down.
std::vector<QWidget *> panesOf(QWidget &root)
{
    std::vector<QWidget *> panes;
    const auto children = root.findChildren<QWidget *>();
    for (QWidget *child : children)
        if (isPane(*child) && child->isVisible() && targetIn(*child))
            panes.push_back(child);
    const auto place = [&root](const QWidget *pane) {
        const QPoint at = pane->mapTo(&root, QPoint(0, 0));
        return std::pair(at.y(), at.x());
    };
    std::stable_sort(panes.begin(), panes.end(),
                     [&](const QWidget *a, const QWidget *b) { return place(a) < place(b); });
    return panes;
}

} // namespace

void focusList(QWidget &page)
{
    if (QWidget *target = targetIn(page))
        target->setFocus(Qt::OtherFocusReason);
}

bool escapesToList(QWidget &page, const QKeyEvent &event)
{
    const QWidget *focus = QApplication::focusWidget();
    const bool leaves = event.key() == Qt::Key_Escape && page.isVisible() && focus &&
                        !qobject_cast<const QAbstractItemView *>(focus);
    if (leaves)
        focusList(page);
    return leaves;
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
