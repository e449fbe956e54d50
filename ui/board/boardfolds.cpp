// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/boardfolds.h"

#include "models/board/boardmodel.h"
#include "ui/state/uistate.h"

#include <QTreeView>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

const auto foldedKey = u"board/folded"_s;
const auto unfoldedKey = u"board/unfolded"_s; // of those that may not be read

/// No namespace is called like a group.
QString idOf(const QModelIndex &row)
{
    const QString group = row.data(BoardModel::GroupRole).toString();
    return group.isEmpty() ? row.data(BoardModel::NamespaceRole).toString() : group;
}

} // namespace

BoardFolds::BoardFolds(QTreeView &view, UiState &state)
    : QObject(&view)
    , m_view(view)
    , m_state(state)
    , m_folded(state.list(foldedKey))
    , m_unfolded(state.list(unfoldedKey))
{
    connect(&view, &QTreeView::collapsed, this, [this](const QModelIndex &row) { set(row, true); });
    connect(&view, &QTreeView::expanded, this, [this](const QModelIndex &row) { set(row, false); });
    connect(view.model(), &QAbstractItemModel::rowsInserted, this, &BoardFolds::takeInserted);
}

void BoardFolds::apply()
{
    takeInserted({}, 0, m_view.model()->rowCount() - 1);
}

void BoardFolds::set(const QModelIndex &row, bool folded)
{
    if (row.parent().isValid())
        return;
    const QString id = idOf(row);
    const bool isDenied = row.data(BoardModel::DeniedRole).toBool();
    QStringList &otherwise = isDenied ? m_unfolded : m_folded; // than it begins
    otherwise.removeAll(id);
    if (folded != isDenied)
        otherwise << id;
    m_state.set(foldedKey, m_folded);
    m_state.set(unfoldedKey, m_unfolded);
}

/// A row is unfolded as the first ones below it come: before them there is nothing to unfold.
void BoardFolds::takeInserted(const QModelIndex &parent, int first, int last)
{
    const bool isTop = parent.isValid() && !parent.parent().isValid();
    if (isTop && m_view.model()->rowCount(parent) == last - first + 1)
        applyTo(parent);
    for (int row = first; !parent.isValid() && row <= last; ++row)
        applyTo(m_view.model()->index(row, 0));
}

void BoardFolds::applyTo(const QModelIndex &row)
{
    const QString id = idOf(row);
    const bool isDenied = row.data(BoardModel::DeniedRole).toBool();
    m_view.setExpanded(row, isDenied ? m_unfolded.contains(id) : !m_folded.contains(id));
}

} // namespace signalbox
