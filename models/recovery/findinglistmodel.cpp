// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recovery/findinglistmodel.h"

#include "models/base/displaytext.h"
#include "models/base/text.h"

namespace signalbox {

namespace {

constexpr qsizetype shownLength = 200;

QString rawCell(const Finding &one, int column)
{
    switch (column) {
    case FindingListModel::WhatColumn:
        return one.word;
    case FindingListModel::NamespaceColumn:
        return one.ns.isEmpty() ? Text::tr("the cluster") : one.ns;
    case FindingListModel::SubjectColumn:
        return one.subject;
    case FindingListModel::ThenColumn:
        return one.then;
    case FindingListModel::NowColumn:
        return one.now;
    default:
        return {};
    }
}

} // namespace

void FindingListModel::setFilter(const FindingFilter &filter)
{
    m_filter = filter;
    plan();
}

FindingListModel::Choose FindingListModel::chooser() const
{
    return [filter = m_filter](const std::vector<Finding> &all) {
        RowOrder rows;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (fits(all[i], filter))
                rows.push_back(static_cast<quint32>(i));
        return rows;
    };
}

FindingListModel::Copy FindingListModel::copier() const
{
    return &rawCell;
}

FindingListModel::KeyOf FindingListModel::keying() const
{
    return [](const Finding &one) {
        return Key{QString::number(static_cast<int>(one.kind)), one.ns, one.subject, one.runId, one.word};
    };
}

int FindingListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FindingListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Finding &one = at(index.row());
    if (role == Qt::DisplayRole)
        return displayText(rawCell(one, index.column()), shownLength);
    if (role == SignalRole)
        return static_cast<int>(one.signal);
    return {};
}

QVariant FindingListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case WhatColumn:
        return tr("What");
    case NamespaceColumn:
        return tr("Namespace");
    case SubjectColumn:
        return tr("Of what");
    case ThenColumn:
        return tr("In the manifest");
    case NowColumn:
        return tr("Now");
    default:
        return {};
    }
}

} // namespace signalbox
