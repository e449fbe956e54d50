// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/rowanchor.h"
#include "ui/widgets/tableview.h"

#include <QTimer>

namespace signalbox {

class RunDelegate;
class WorkflowTableModel;

/// The list of executions as it is looked at: its columns, what they are sorted by, which rows are in sight.
/// What is looked at stays in place while the list is read again. UI thread.
class RunTable final : public TableView
{
    Q_OBJECT

public:
    explicit RunTable(WorkflowTableModel &model, QWidget *parent = nullptr);

Q_SIGNALS:
    void sortedBy(const QString &column); ///< the header's word; empty: the server's own order

private:
    void buildHeader();
    void followRows();
    void lookAtRows();

    WorkflowTableModel &m_model;
    RunDelegate *m_runs;
    RowAnchor m_anchor{*this};
    QTimer m_lookSoon;
};

} // namespace signalbox
