// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace signalbox {

class CellDelegate;
class CopyBar;
class UiState;

/// A table in the look: rows of one height, copy (Escape ends a long one), movable and hideable columns that
/// can be kept. `activated` means Enter or double click on a row. Says in its middle what an empty table
/// means.
class TableView : public QTableView
{
    Q_OBJECT

public:
    /// The name is for findChild and, as `accessibleName`, what a screen reader says.
    TableView(const QString &objectName, const QString &accessibleName, QWidget *parent = nullptr);
    ~TableView() override;

    /// The delegate it paints with; replace it with setItemDelegate for more.
    [[nodiscard]] CellDelegate &cells() { return *m_cells; }
    /// Shown while there are no rows: nothing yet, filtered out, not permitted, or the server can't tell.
    void setEmptyText(const QString &text);
    [[nodiscard]] const QString &emptyText() const { return m_emptyText; }

    /// Puts the columns back as they were left, and keeps them from then on. The last thing to call while a
    /// table is set up; `state` outlives it.
    void keepColumns(UiState &state, const QString &key);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    /// Where the current row goes, nothing takes its place: Enter must not open another one.
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;

private:
    void applyRowHeight();

    CellDelegate *m_cells;
    CopyBar *m_copyBar;
    QString m_emptyText;
    UiState *m_state = nullptr; ///< null: the columns are not kept
    QString m_stateKey;
};

} // namespace signalbox
