// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/keyedrows.h"
#include "models/policy/runbook.h"

namespace signalbox {

/// A rule that can hold somewhere.
struct ListedRule
{
    Runbook::Rule rule;
    bool follows = false; ///< nobody says it: activity tasks are held to what is said of workflow tasks

    bool operator==(const ListedRule &other) const;
};

/// Those of a runbook without the ones that never hold, as a later one holds everywhere; by kind, and of a
/// kind the one that holds first.
[[nodiscard]] std::vector<ListedRule> listRules(const Runbook &runbook);

[[nodiscard]] QString originName(Runbook::Origin origin);
[[nodiscard]] QString whereOf(const Runbook::Rule &rule); ///< "tenant-* / evals", "everywhere"

/// The same as a table. Owner thread.
class RuleListModel final : public KeyedRowsModel<ListedRule>
{
    Q_OBJECT

public:
    enum Column { IdColumn, KindColumn, LimitColumn, ForColumn, SeverityColumn, WhereColumn, OriginColumn };
    static constexpr int columns = 7;

    using KeyedRowsModel::KeyedRowsModel;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void setRules(std::vector<ListedRule> rules);
    [[nodiscard]] const ListedRule &rule(int at) const { return row(at); }
    [[nodiscard]] int rowOf(const QString &id) const; ///< -1: none
};

} // namespace signalbox
