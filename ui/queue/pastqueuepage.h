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
class ChartSaver;
class PastBanner;
class PlainLabel;
class QueueDeeds;
class SampleModel;
class SignalChip;
class TableView;

/// One queue as it was known around a moment of the past: how it was judged then, and its backlog as a chart
/// and as a table. To be read alone.
class PastQueuePage final : public Page
{
    Q_OBJECT

public:
    PastQueuePage(const QueueKey &key, MomentSource &past, const Runbook &runbook, QWidget *parent = nullptr);
    ~PastQueuePage() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] Place place() const override { return Place::ofPastQueue(m_key, m_moment); }
    [[nodiscard]] QString chosenNs() const override { return m_key.ns; }
    /// Of a past of more than a day the hours around the moment are shown at first.
    void setPlace(const Place &place) override;
    void setActive(bool active) override;
    void refresh() override;
    [[nodiscard]] bool isOfThePast() const override { return true; }

    /// There is no present to go to.
    void setReplay();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void arrange();
    [[nodiscard]] PastBanner *makeBanner();
    [[nodiscard]] QWidget *makeHead();
    [[nodiscard]] QToolButton *makeSave(QWidget *parent);
    void addShortcut();
    [[nodiscard]] MomentSource::Span firstSpan() const;
    void read();
    void take(const Result<PastSpan> &past);
    void takeJudgements(const Result<std::vector<Judgement>> &judgements);
    void showJudgement();
    void showSpan(MomentSource::Span span, bool isWhole);
    void lookAt(std::optional<ChartSpan> span);
    void showChart();

    const QueueKey m_key;
    MomentSource &m_past;
    const Runbook &m_runbook; ///< whose rules may change while the page is open
    ChartSaver *m_saver;
    Instant m_moment;
    MomentSource::Span m_shownSpan; ///< all of it, or a stretch
    Series m_series;
    std::vector<Judgement> m_judgements; ///< of that stretch
    ChartData m_shown;
    PastBanner *m_banner;
    BacklogChart *m_chart;
    SampleModel *m_rows;
    TableView *m_table;
    SignalChip *m_signal;
    PlainLabel *m_judged;
    PlainLabel *m_said;
    QToolButton *m_whole = nullptr;
    QToolButton *m_log = nullptr;
    Delivery m_reading;
    Delivery m_judging;
    QueueDeeds *m_deeds;
    bool m_wasKnown = false; ///< at the moment, as far as it was shown
    bool m_isActive = false;
    bool m_isReplay = false;
};

} // namespace signalbox
