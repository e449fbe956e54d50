// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/policy/runbook.h"
#include "ui/queue/charthistory.h"
#include "ui/queue/chartsaver.h"
#include "ui/widgets/page.h"

#include <QTimer>

class QStackedWidget;

namespace signalbox {

class AlertEngine;
class BacklogChart;
class Client;
class MomentSource;
class PollerModel;
struct QueueAssessment;
class QueueDeeds;
class QueueDetails;
class QueueFigures;
class QueueHeader;
class Prometheus;
class QueuePast;
class SampleModel;
class TableView;
class UiState;
class VerdictPanel;
class Watch;

/// One queue: its backlog over time, its figures and its pollers, repainted once a second while active. Reads
/// what the watch saw and asks the server for the partitions alone; a second costs what is new in it.
class QueuePage final : public Page
{
    Q_OBJECT

public:
    /// What it shows is read from; all of it outlives it.
    struct Sources
    {
        Watch &watch;
        Past &past;
        Prometheus *prometheus; ///< remembers what the console does not; null: there is none
        MomentSource &moments;  ///< of what was done
        Client &client;         ///< asked for its partitions, once and for F5
        const AlertEngine &alerts;
        const Runbook &runbook;
        const Clock &clock;
    };
    QueuePage(const QueueKey &key, const Sources &sources, UiState &state, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] Place place() const override;
    [[nodiscard]] QString chosenNs() const override { return m_key.ns; }
    void setPlace(const Place &place) override;
    void setActive(bool active) override;
    void refresh() override;
    [[nodiscard]] std::optional<Instant> readAt() const override;

private:
    void arrange();
    void connectParts();
    void connectChart();
    void restore();
    void showNews();
    void tick();
    void askPartitions();
    void readDeeds();
    void takePast();
    void takeLook(const SeriesPoint &look);
    void showChart(Instant now);
    [[nodiscard]] QStringList linesAt(double time) const;
    void lookAt(std::optional<ChartSpan> span);
    /// What the chart shows: the stretch that was chosen in it, or the range up to now.
    [[nodiscard]] SavedSpan shown(Instant now) const;
    [[nodiscard]] QString sentence(const std::optional<QueueSample> &sample,
                                   const QueueAssessment &assessment) const;

    QueueKey m_key;
    Watch &m_watch;
    Client &m_client;
    const AlertEngine &m_alerts;
    const Runbook &m_runbook; ///< whose rules may change while the page is open
    const Clock &m_clock;
    UiState &m_state;
    QueuePast *m_past;
    ChartSaver *m_saver;
    std::optional<SavedSpan> m_zoom;
    ChartHistory m_history; ///< the same for the chart
    ChartData m_shown;
    PollerModel *m_pollers;
    SampleModel *m_rows;
    QueueHeader *m_header;
    QStackedWidget *m_stack;
    BacklogChart *m_chart;
    TableView *m_table;
    QueueFigures *m_figures;
    VerdictPanel *m_verdict;
    QueueDetails *m_details;
    TableView *m_pollerTable;
    QTimer m_tick;
    QueueDeeds *m_deeds;
    std::optional<Milliseconds> m_deedsRead; ///< since boot
    Delivery m_partitions;
    bool m_hasAskedPartitions = false;
};

} // namespace signalbox
