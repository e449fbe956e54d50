// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/boarddelegate.h"

#include "models/base/format.h"
#include "models/base/signal.h"
#include "models/board/boardmodel.h"
#include "ui/board/sparkline.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/signalchip.h"

#include <QPainter>
#include <QTreeView>

#include <array>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Of a signal that is not known any more.
constexpr double lastKnownOpacity = 0.5;

bool isNamespace(const QModelIndex &index)
{
    return !index.parent().isValid();
}

QColor sparklineColor(const QModelIndex &index, const Tokens &tokens)
{
    const auto backlog = [&index](int column) {
        return index.siblingAtColumn(column).data(BoardModel::SortRole).toLongLong();
    };
    return backlog(BoardModel::ActivityBacklogColumn) > backlog(BoardModel::WorkflowBacklogColumn)
               ? tokens.activitySeries
               : tokens.workflowSeries;
}

/// Zeros of a queue the server has never seen draw no line.
bool isBacklogKnown(const QModelIndex &index)
{
    return index.siblingAtColumn(BoardModel::WorkflowBacklogColumn).data(BoardModel::SortRole).isValid() ||
           index.siblingAtColumn(BoardModel::ActivityBacklogColumn).data(BoardModel::SortRole).isValid();
}

/// "5 queues: 1 danger, 4 clear", for a namespace that is folded up.
QString foldedSummary(const QModelIndex &ns)
{
    std::array<int, 4> counts{};
    const int rows = ns.model()->rowCount(ns);
    for (int row = 0; row < rows; ++row)
        ++counts.at(static_cast<std::size_t>(
            ns.model()->index(row, 0, ns).data(BoardModel::ShownSignalRole).toInt()));
    QStringList parts;
    for (const Signal signal : {Signal::Danger, Signal::Caution, Signal::Unknown, Signal::Clear})
        if (const int count = counts.at(static_cast<std::size_t>(signal)); count > 0)
            parts << u"%1 %2"_s.arg(count).arg(signalName(signal));
    const QString count =
        rows == 1 ? BoardDelegate::tr("1 queue: ") : BoardDelegate::tr("%1 queues: ").arg(rows);
    return count + parts.join(u", "_s);
}

QString ageSentence(const QModelIndex &index)
{
    const qint64 age = index.data(BoardModel::AgeRole).toLongLong();
    if (age < 0 || !index.data(BoardModel::StaleRole).toBool())
        return {};
    return BoardDelegate::tr("read %1 ago").arg(formatDuration(Milliseconds(age)));
}

} // namespace

BoardDelegate::BoardDelegate(QObject *parent)
    : CellDelegate(parent)
{
    setSecondary({BoardModel::OwnerColumn, BoardModel::SentenceColumn});
}

QSize BoardDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = CellDelegate::sizeHint(option, index);
    if (isNamespace(index))
        size.setHeight(metrics::scaled(metrics::groupRow, QFontMetrics(option.font)));
    return size;
}

void BoardDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    CellDelegate::initStyleOption(option, index);
    const bool name = index.column() == BoardModel::NameColumn;
    if (name && !isNamespace(index))
        option->font = monospaced(option->font);
    if (index.data(BoardModel::EmphasisRole).toBool() ||
        (isNamespace(index) && (name || index.column() == BoardModel::RunningColumn)))
        option->font = strong(option->font);
    option->fontMetrics = QFontMetrics(option->font);
    if (index.data(BoardModel::StaleRole).toBool())
        option->palette.setColor(QPalette::Text, option->palette.color(QPalette::PlaceholderText));
    if (index.column() == BoardModel::SentenceColumn)
        option->textElideMode = Qt::ElideRight;
}

void BoardDelegate::paintGround(QPainter &, const QStyleOptionViewItem &, const QModelIndex &) const
{
    // The view does, a row at a time: a namespace's facts run across the cells beside its name.
}

void BoardDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    switch (index.column()) {
    case BoardModel::SignalColumn:
        if (index.data(BoardModel::ShownSignalRole) != index.data(BoardModel::SignalRole))
            painter.setOpacity(lastKnownOpacity);
        paintSignalChip(painter, option.rect,
                        static_cast<Signal>(index.data(BoardModel::ShownSignalRole).toInt()), option.palette,
                        option.font);
        painter.setOpacity(1);
        return;
    case BoardModel::NameColumn:
        if (isNamespace(index))
            paintNamespaceName(painter, option, index);
        else if (const QString detail = index.data(BoardModel::DetailRole).toString(); !detail.isEmpty())
            paintName(painter, option, option.rect, detail);
        else
            CellDelegate::paintContent(painter, option, index);
        return;
    case BoardModel::SparklineColumn:
        if (isBacklogKnown(index))
            paintSparkline(painter, option.rect.adjusted(0, 5, 0, -6),
                           index.data(BoardModel::SparklineRole).value<QList<double>>(),
                           index.data(BoardModel::ThresholdRole).toDouble(),
                           sparklineColor(index, tokensFor(option.palette)));
        return;
    case BoardModel::SentenceColumn:
        if (option.text.isEmpty()) {
            QStyleOptionViewItem aged(option);
            aged.text = ageSentence(index);
            CellDelegate::paintContent(painter, aged, index);
            return;
        }
        break;
    default:
        break;
    }
    CellDelegate::paintContent(painter, option, index);
}

void BoardDelegate::paintNamespaceName(QPainter &painter, const QStyleOptionViewItem &option,
                                       const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QTreeView *>(option.widget);
    const QModelIndex row = index.siblingAtColumn(0);
    const bool folded = view && !view->isExpanded(row) && index.model()->rowCount(row) > 0;
    const QString detail = folded ? foldedSummary(row) : index.data(BoardModel::DetailRole).toString();

    // The cells between the name and the running count are empty in these rows.
    QRect space = option.rect;
    if (view)
        space.setRight(view->columnViewportPosition(BoardModel::RunningColumn) - padding);
    paintName(painter, option, space, detail);
}

/// With the detail in lesser words beside it, as far as there is room.
void BoardDelegate::paintName(QPainter &painter, const QStyleOptionViewItem &option, QRect space,
                              const QString &detail) const
{
    const QString name = option.fontMetrics.elidedText(option.text, Qt::ElideMiddle, space.width());
    painter.setFont(option.font);
    painter.setPen(option.palette.color(QPalette::Text));
    painter.drawText(space, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, name);

    const QFont plain = option.widget ? option.widget->font() : option.font;
    space.setLeft(space.left() + option.fontMetrics.horizontalAdvance(name) + padding);
    painter.setFont(plain);
    painter.setPen(option.palette.color(QPalette::PlaceholderText));
    painter.drawText(space, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     QFontMetrics(plain).elidedText(detail, Qt::ElideRight, space.width()));
}

} // namespace signalbox
