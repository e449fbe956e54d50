// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/celldelegate.h"

namespace signalbox {

/// The board's cells: chip, sparkline, numbers over the threshold in bold, a namespace's facts beside its
/// name, and what is old in grey with its age. BoardView paints the rows' ground. Has no logic of its own.
class BoardDelegate final : public CellDelegate
{
    Q_OBJECT

public:
    explicit BoardDelegate(QObject *parent);

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
    void paintGround(QPainter &painter, const QStyleOptionViewItem &option,
                     const QModelIndex &index) const override;
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const override;

private:
    void paintNamespaceName(QPainter &painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const;
    void paintName(QPainter &painter, const QStyleOptionViewItem &option, QRect space,
                   const QString &detail) const;
};

} // namespace signalbox
