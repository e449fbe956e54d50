// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/assess.h"

#include <QWidget>

class QToolButton;

namespace signalbox {

class FlowLayout;
class PlainLabel;
class RangeButtons;
class SignalChip;

/// The queue page's head: which queue, whose, its signal and since when; on the right the way to its
/// workflows, the chart's range, its scale, its forms as table and file, and pause.
class QueueHeader final : public QWidget
{
    Q_OBJECT

public:
    QueueHeader(const QueueKey &key, const QString &owner, QWidget *parent = nullptr);

    void setAssessment(const QueueAssessment &assessment, Instant now);
    void setRunning(const std::optional<RunningCount> &running);
    void setRange(std::chrono::minutes range);
    [[nodiscard]] std::chrono::minutes range() const;
    /// Whether the chart shows a stretch that was chosen in it: then there is a way back.
    void setZoomed(bool zoomed);
    void setLog(bool isLog);
    [[nodiscard]] bool isLog() const;
    [[nodiscard]] bool isPaused() const;
    [[nodiscard]] bool isTable() const;
    void togglePause();
    void resume();

Q_SIGNALS:
    void changed(); ///< scale, table or pause
    void rangeChosen();
    void saveDataClicked();
    void savePictureClicked();
    void boardClicked();
    void workflowsClicked();

private:
    void addTitle(FlowLayout &layout, const QueueKey &key, const QString &owner);
    void addRanges(FlowLayout &layout);
    void addButtons(FlowLayout &layout, const QueueKey &key);
    void addChartButtons(FlowLayout &layout);

    SignalChip *m_chip = nullptr;
    PlainLabel *m_since = nullptr;
    RangeButtons *m_ranges = nullptr;
    QToolButton *m_workflows = nullptr;
    QToolButton *m_whole = nullptr;
    QToolButton *m_log = nullptr;
    QToolButton *m_save = nullptr;
    QToolButton *m_table = nullptr;
    QToolButton *m_pause = nullptr;
};

} // namespace signalbox
