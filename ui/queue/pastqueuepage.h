// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/reply.h"
#include "models/moments/momentsource.h"
#include "models/monitor/series.h"
#include "models/policy/runbook.h"
#include "ui/queue/chartdata.h"
#include "ui/widgets/page.h"

class QToolButton;

namespace signalbox {

class BacklogChart;
class PlainLabel;
class SampleModel;
class TableView;

/// One queue of a black box: its backlog over the file's time, as a chart and as a table. To be read alone.
class PastQueuePage final : public Page
{
    Q_OBJECT

public:
    PastQueuePage(const QueueKey &key, MomentSource &past, const Runbook &runbook, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] Place place() const override { return Place::ofQueue(m_key); }
    [[nodiscard]] QString chosenNs() const override { return m_key.ns; }
    void setActive(bool active) override;
    void refresh() override { read(); }
    [[nodiscard]] bool isOfThePast() const override { return true; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    void read();
    void take(const Result<PastSpan> &past);
    void lookAt(std::optional<ChartSpan> span);
    void setLog(bool isLog);

    const QueueKey m_key;
    MomentSource &m_past;
    const std::vector<AlertRule> m_rules;
    MomentSource::Span m_shownSpan; ///< all of it, or what was chosen in the chart
    Series m_series;
    ChartData m_shown;
    BacklogChart *m_chart;
    SampleModel *m_rows;
    TableView *m_table;
    PlainLabel *m_said;
    QToolButton *m_whole = nullptr;
    QToolButton *m_log = nullptr;
    Delivery m_reading;
    bool m_isActive = false;
};

} // namespace signalbox
