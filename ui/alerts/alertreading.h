// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alerthistorymodel.h"
#include "models/alerts/alertlist.h"
#include "models/monitor/series.h"
#include "ui/chart/chartspan.h"

namespace signalbox {

/// What is read of the alert that a person looks at: what its rule did in the last 24 hours, and the values
/// it went by since a while before it began. Asks anew every 10 s. Owner thread.
class AlertReading final : public QObject
{
    Q_OBJECT

public:
    AlertReading(Past &past, const Runbook &runbook, const Clock &clock, QObject *parent = nullptr);

    /// Once a second; of another one at once.
    void look(const ListedAlert &alert);
    /// Nothing more is read; what was is forgotten with the next look.
    void stop();

    [[nodiscard]] std::vector<PastChange> changes() const; ///< newest first
    [[nodiscard]] const Series &series() const { return m_series; }
    /// Of the series, up to now.
    [[nodiscard]] ChartSpan range() const;

Q_SIGNALS:
    void changed();

private:
    void readSeries(const ListedAlert &alert);

    Past &m_past;
    const Clock &m_clock;
    AlertHistoryModel m_day;
    std::optional<AlertKey> m_of;
    std::optional<Milliseconds> m_asked; ///< by Clock::sinceBoot
    Milliseconds m_span{0};
    Series m_series;
    Delivery m_delivery;
};

} // namespace signalbox
