// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDeadlineTimer>
#include <QTreeView>

#include <map>

namespace signalbox {

/// The board's tree: a row's ground and line in one stroke, columns that keep their widths, Enter that folds
/// a namespace or opens a queue, and the knowledge whether the pointer is at rest elsewhere.
class BoardView final : public QTreeView
{
    Q_OBJECT

public:
    explicit BoardView(QWidget *parent = nullptr);

    /// The pointer is not over the rows, and hasn't been for 3 s.
    [[nodiscard]] bool isPointerAway() const;
    /// Widths for the widest usual value of each column in the view's font.
    void setDefaultWidths();
    /// Where nobody owns anything the column that would say so gives way.
    void setOwned(bool owned);
    /// Whether names stand beside their namespaces' and need the room.
    void setNamesWide(bool wide);
    /// Columns that are hidden because there is no room for them, not because a person hid them.
    [[nodiscard]] QStringList givenWay() const;
    void setGivenWay(const QStringList &columns);
    /// What an empty board means.
    void setEmptyText(const QString &text);
    [[nodiscard]] const QString &emptyText() const { return m_emptyText; }

Q_SIGNALS:
    void queueActivated(const QModelIndex &index);
    void controlClicked();     ///< with the Control key held, on the row that is chosen by it
    void visibleRowsChanged(); ///< scrolled, folded or resized
    void givenWayChanged();

protected:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &options,
                 const QModelIndex &index) const override;
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    void activate(const QModelIndex &index);
    [[nodiscard]] int usualWidth(int column) const;
    void makeRoom();

    std::map<int, int> m_givenWay; ///< with the width it had
    bool m_isOwned = true;
    bool m_areNamesWide = false;
    bool m_isResized = false; ///< a column, since what that leads to was painted
    QDeadlineTimer m_away{0};
    QString m_emptyText;
};

} // namespace signalbox
