// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QBoxLayout;
class QPushButton;
class QToolButton;

namespace signalbox {

class Clock;
class CopyButton;
class ElidedLabel;
class PlainLabel;
class Workflow;
struct LeverState;

/// The top of a run's page: which run, how it stands, since when, and the lever on the whole of it. UI
/// thread.
class WorkflowHeader final : public QWidget
{
    Q_OBJECT

public:
    WorkflowHeader(const Workflow &workflow, const Clock &clock, QWidget *parent = nullptr);

    void showState();
    /// A closed run that may be brought back has that lever in the other one's place.
    void setLevers(const LeverState &terminate, const LeverState &bringBack);

Q_SIGNALS:
    void openList();
    void openQueue();
    void terminate();
    void bringBack();

private:
    void buildTitle(QBoxLayout &row);
    void buildFacts(QBoxLayout &row);
    [[nodiscard]] QString timesText() const;

    const Workflow &m_workflow;
    const Clock &m_clock;
    ElidedLabel *m_id = nullptr;
    CopyButton *m_copyId = nullptr;
    PlainLabel *m_status = nullptr;
    PlainLabel *m_leverReason = nullptr;
    QPushButton *m_terminate = nullptr;
    QPushButton *m_bringBack = nullptr;
    PlainLabel *m_place = nullptr;
    ElidedLabel *m_run = nullptr;
    CopyButton *m_copyRun = nullptr;
    PlainLabel *m_times = nullptr;
    QToolButton *m_queue = nullptr;
    PlainLabel *m_now = nullptr;
};

} // namespace signalbox
