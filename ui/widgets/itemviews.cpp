// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/itemviews.h"

#include "models/base/displaytext.h"
#include "models/base/rowtexts.h"
#include "models/base/zonedtime.h"
#include "ui/state/uistate.h"
#include "ui/widgets/copybar.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString title(const QHeaderView &header, int section)
{
    return header.model()->headerData(section, header.orientation(), Qt::DisplayRole).toString();
}

/// Of a flat model, from the top down. By ranges: a list of indexes of 100,000 rows costs more than their
/// texts.
std::vector<int> selectedRows(const QItemSelection &selection)
{
    std::vector<std::pair<int, int>> ranges;
    for (const QItemSelectionRange &range : selection)
        ranges.emplace_back(range.top(), range.bottom());
    std::sort(ranges.begin(), ranges.end());
    std::vector<int> rows;
    for (const auto &[top, bottom] : ranges)
        for (int row = rows.empty() ? top : std::max(top, rows.back() + 1); row <= bottom; ++row)
            rows.push_back(row);
    return rows;
}

QString copiedText(const QModelIndex &index)
{
    const QVariant copied = index.data(CopyRole);
    return (copied.isValid() ? copied : index.data()).toString();
}

void showColumnMenu(QHeaderView &header, const QPoint &at)
{
    auto *menu = new QMenu(&header);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool last = header.hiddenSectionCount() == header.count() - 1;
    for (int section = 0; section < header.count(); ++section) {
        QAction *action = menu->addAction(title(header, section));
        action->setCheckable(true);
        action->setChecked(!header.isSectionHidden(section));
        action->setEnabled(!last || header.isSectionHidden(section));
        QObject::connect(action, &QAction::toggled, &header,
                         [&header, section](bool shown) { header.setSectionHidden(section, !shown); });
    }
    menu->popup(header.mapToGlobal(at));
}

} // namespace

void setUpItemView(QAbstractItemView &view)
{
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
    view.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.setTextElideMode(Qt::ElideMiddle);
    view.setEditTriggers(QAbstractItemView::NoEditTriggers);
    view.setTabKeyNavigation(false); // Tab leaves the list, arrows move in it
    view.setMouseTracking(true);
    view.viewport()->setAttribute(Qt::WA_Hover);
}

void setUpHeader(QHeaderView &header)
{
    header.setHighlightSections(false);
    header.setSectionsMovable(true);
    header.setTextElideMode(Qt::ElideRight);
    header.setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header.setContextMenuPolicy(Qt::CustomContextMenu);
    QObject::connect(&header, &QHeaderView::customContextMenuRequested, &header,
                     [&header](const QPoint &at) { showColumnMenu(header, at); });
}

void keepHeader(QHeaderView &header, UiState &state, const QString &key)
{
    const QByteArray kept = state.bytes(key);
    if (!kept.isEmpty())
        header.restoreState(kept);
    const auto keep = [&header, &state, key] { state.set(key, header.saveState()); };
    QObject::connect(&header, &QHeaderView::sectionResized, &header, keep);
    QObject::connect(&header, &QHeaderView::sectionMoved, &header, keep);
    QObject::connect(&header, &QHeaderView::sortIndicatorChanged, &header, keep);
}

void leaveUnchosen(const QAbstractItemView &view)
{
    if (view.selectionModel())
        view.selectionModel()->clearCurrentIndex();
}

QString selectedRowsText(const QAbstractItemView &view)
{
    QModelIndexList rows = view.selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [&view](const QModelIndex &a, const QModelIndex &b) {
        return view.visualRect(a).top() < view.visualRect(b).top();
    });
    QStringList lines;
    for (const QModelIndex &row : rows) {
        QStringList cells;
        for (int column = 0; column < row.model()->columnCount(row.parent()); ++column)
            cells << copyText(copiedText(row.siblingAtColumn(column)));
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n');
}

void copySelectedRows(const QAbstractItemView &view)
{
    if (!view.selectionModel() || !view.selectionModel()->hasSelection())
        return;
    const auto *source = dynamic_cast<const RowTextSource *>(view.model());
    auto *bar = view.findChild<CopyBar *>();
    if (source && bar)
        bar->copy(source->textsOf(selectedRows(view.selectionModel()->selection())));
    else
        QGuiApplication::clipboard()->setText(selectedRowsText(view));
}

} // namespace signalbox
