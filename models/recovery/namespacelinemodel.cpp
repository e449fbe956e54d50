// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recovery/namespacelinemodel.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"

#include <array>

namespace signalbox {

namespace {

constexpr qsizetype shownLength = 120;

struct Entry
{
    const char *title;
    qint64 NamespaceLine::*number;
};

/// From MissingColumn on.
constexpr std::array<Entry, 9> numbers{{
    {QT_TRANSLATE_NOOP("signalbox::Text", "Missing"), &NamespaceLine::missing},
    {QT_TRANSLATE_NOOP("signalbox::Text", "Behind"), &NamespaceLine::behind},
    {QT_TRANSLATE_NOOP("signalbox::Text", "Reopened"), &NamespaceLine::reopened},
    {QT_TRANSLATE_NOOP("signalbox::Text", "Listed wrongly"), &NamespaceLine::wrong},
    {QT_TRANSLATE_NOOP("signalbox::Text", "Settings"), &NamespaceLine::changed},
    {QT_TRANSLATE_NOOP("signalbox::Text", "Unpolled"), &NamespaceLine::unpolled},
    {QT_TRANSLATE_NOOP("signalbox::Text", "Done again"), &NamespaceLine::again},
    {QT_TRANSLATE_NOOP("signalbox::Text", "Gone on"), &NamespaceLine::advanced},
    {QT_TRANSLATE_NOOP("signalbox::Text", "Intact"), &NamespaceLine::intact},
}};

const Entry *numberOf(int column)
{
    const int at = column - NamespaceLineModel::MissingColumn;
    return at < 0 || at >= static_cast<int>(numbers.size()) ? nullptr
                                                            : &numbers.at(static_cast<std::size_t>(at));
}

QVariant cell(const NamespaceLine &line, int column)
{
    if (column == NamespaceLineModel::NamespaceColumn)
        return line.name.isEmpty() ? Text::tr("all") : displayText(line.name, shownLength);
    if (column == NamespaceLineModel::SignalColumn)
        return restoredText(line.signal);
    if (column == NamespaceLineModel::StateColumn)
        return line.state;
    const Entry *const entry = numberOf(column);
    return entry ? formatCount(line.*(entry->number)) : QVariant();
}

} // namespace

QString restoredText(Signal signal)
{
    switch (signal) {
    case Signal::Danger:
        return Text::tr("something is lost");
    case Signal::Caution:
        return Text::tr("differs");
    case Signal::Unknown:
        return Text::tr("not known");
    case Signal::Clear:
        break;
    }
    return Text::tr("as it was");
}

void NamespaceLineModel::setLines(std::vector<NamespaceLine> lines)
{
    merge(std::move(lines), [](const NamespaceLine &line) { return line.name; });
}

int NamespaceLineModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant NamespaceLineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const NamespaceLine &one = line(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return cell(one, index.column());
    case Qt::TextAlignmentRole:
        return numberOf(index.column()) ? int(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case SignalRole:
        return static_cast<int>(one.signal);
    default:
        return {};
    }
}

QVariant NamespaceLineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    if (section == NamespaceColumn)
        return tr("Namespace");
    if (section == SignalColumn)
        return tr("Verdict");
    if (section == StateColumn)
        return tr("In all");
    const Entry *const entry = numberOf(section);
    return entry ? Text::tr(entry->title) : QVariant();
}

} // namespace signalbox
