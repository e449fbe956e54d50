// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QWidget>

class QProgressBar;
class QPushButton;

namespace signalbox {

class PlainLabel;
class WorkflowTableModel;

/// What the table holds, in honest words, and the ways to hold more. UI thread.
class LoadBar final : public QWidget
{
    Q_OBJECT

public:
    LoadBar(WorkflowTableModel &model, const Clock &clock, QWidget *parent = nullptr);

    /// The header's column the rows are sorted by; empty: the server's own order.
    void setSortedBy(const QString &column);
    void showState(); ///< ages; everything else follows the model by itself

private:
    void loadAll();
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QString whatIsHeld() const;
    [[nodiscard]] QString age() const;

    WorkflowTableModel &m_model;
    const Clock &m_clock;
    QString m_sortedBy;
    PlainLabel *m_sentence;
    QProgressBar *m_progress;
    QPushButton *m_more;
    QPushButton *m_all;
    QPushButton *m_stop;
};

} // namespace signalbox
