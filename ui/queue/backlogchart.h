// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/chart/timechart.h"
#include "ui/queue/chartdata.h"

namespace signalbox {

class ChartOverlay;

/// The backlog of one queue over time: workflow tasks blue and dashed, activity tasks orange and solid, a
/// line for each unbroken stretch. Takes decimated data (600 points a series cost 29 ms, 3,600 cost 106 ms:
/// measured with 20 series) and replaces each series once a tick. Owner thread.
class BacklogChart final : public TimeChart
{
    Q_OBJECT

public:
    explicit BacklogChart(QWidget *parent = nullptr);

    void setData(const ChartData &shown);

protected:
    void paintGround(QPainter &painter) const override;
    void applyPalette() override;

private:
    void fillLines();

    ChartOverlay *m_overlay;
    ChartData m_shown;
    QPen m_workflowPen;
    QPen m_activityPen;
    Pool m_workflow;
    Pool m_activity;
};

} // namespace signalbox
