// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

class QModelIndex;
class QTreeView;

namespace signalbox {

class UiState;

/// Which of the board's top rows, namespaces or groups, a person folded, kept in the window's memory. They
/// begin unfolded, but for what may not be read. Rows of many like names are folded each time they come.
class BoardFolds final : public QObject
{
    Q_OBJECT

public:
    /// The view has its model already.
    BoardFolds(QTreeView &view, UiState &state);

    void apply(); ///< to the rows there are

private:
    void set(const QModelIndex &row, bool folded);
    void takeInserted(const QModelIndex &parent, int first, int last);
    void applyTo(const QModelIndex &row);

    QTreeView &m_view;
    UiState &m_state;
    QStringList m_folded;   ///< by hand
    QStringList m_unfolded; ///< those of them that may not be read, which begin folded
};

} // namespace signalbox
