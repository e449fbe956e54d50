// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/workflows/workflowtablemodel.h"
#include "tests/fake/fakeclock.h"
#include "tests/unit/temporal/fixture.h"
#include "tests/unit/workflows/executions.h"

#include <QAbstractItemModelTester>
#include <QTest>

namespace signalbox {

using namespace Qt::StringLiterals;

inline const QString ns = u"prod"_s;
inline const QString listMethod = u"ListWorkflowExecutions"_s;
inline const QString countMethod = u"CountWorkflowExecutions"_s;

inline Limits limits()
{
    Limits generous = quickLimits();
    generous.visibilityPerSecond = generous.visibilityOperatorPerSecond =
        generous.visibilityBackgroundPerSecond = generous.visibilityPagingPerSecond = 1e6;
    return generous;
}

/// A served namespace, the model and its tester.
struct Table : Fixture
{
    explicit Table(std::vector<Execution> executions)
        : Fixture(limits())
        , model(*client, clock)
        , tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal)
    {
        tester.setUseFetchMore(false); // it would page on at every signal
        NamespaceInfo info;
        info.name = ns;
        NamespaceInfo other = info;
        other.name = u"other"_s;
        server.setNamespaces({info, other});
        server.setExecutions(ns, std::move(executions));
    }

    [[nodiscard]] bool becomes(WorkflowTableModel::State state)
    {
        return QTest::qWaitFor([&] { return model.state() == state; });
    }
    [[nodiscard]] bool load(const QString &query = {})
    {
        model.load(ns, query);
        return becomes(WorkflowTableModel::State::Ready);
    }
    [[nodiscard]] QStringList runIds() const
    {
        QStringList ids;
        for (int row = 0; row < model.rowCount(); ++row)
            ids << model.index(row, 0).data(WorkflowTableModel::RunIdRole).toString();
        return ids;
    }

    fake::FakeClock clock;
    WorkflowTableModel model;
    QAbstractItemModelTester tester;
};

inline QStringList runIdsOf(const std::vector<Execution> &executions)
{
    QStringList ids;
    for (const Execution &each : executions)
        ids << each.runId;
    return ids;
}

} // namespace signalbox
