// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/tableview.h"

namespace signalbox {

class WorkflowTableModel;

/// The list of executions as it is looked at: its columns, and what they are sorted by. UI thread.
class RunTable final : public TableView
{
    Q_OBJECT

public:
    explicit RunTable(WorkflowTableModel &model, QWidget *parent = nullptr);

Q_SIGNALS:
    void sortedBy(const QString &column); ///< the header's word; empty: the server's own order

private:
    WorkflowTableModel &m_model;
};

} // namespace signalbox
