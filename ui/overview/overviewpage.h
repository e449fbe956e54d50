// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/base/reply.h"
#include "models/store/overview.h"
#include "ui/chart/chartspan.h"
#include "ui/widgets/page.h"

#include <QTimer>

class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace signalbox {

class FileSaver;
class LinesChart;
class OverviewModel;
class Past;
class PlainLabel;
class RangeButtons;
class TableView;
class UiState;
class Watch;

/// All namespaces over time: how many executions run, how they end, and what the console itself calls. Read
/// from the profile's store, and once a minute what is new. While it is active, ends are counted in the
/// namespaces that it names. Owner thread.
class OverviewPage final : public Page
{
    Q_OBJECT

public:
    OverviewPage(Past &past, Watch &watch, const Clock &clock, UiState &state, QWidget *parent = nullptr);
    ~OverviewPage() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] Place place() const override { return Place::overview(); }
    void setActive(bool active) override;
    void refresh() override;
    [[nodiscard]] std::optional<Instant> readAt() const override { return m_readAt; }

    [[nodiscard]] const Overview &shown() const { return m_overview; }

private:
    struct Part
    {
        PlainLabel *sentence = nullptr;
        LinesChart *chart = nullptr;
    };
    struct Span
    {
        Instant from;
        Instant to;
    };

    void arrange();
    [[nodiscard]] QWidget *makeHead();
    [[nodiscard]] QWidget *makeCharts();
    void addPart(QVBoxLayout &column, const QString &name, const QString &heading, Part &part);
    void connectPart(Part &part, QStringList (*at)(const Overview &, double));
    [[nodiscard]] std::chrono::minutes range() const;
    [[nodiscard]] Span span() const;
    void read();
    void readNews();
    void take(const Result<Overview> &read, bool isNews);
    void showAll();
    void watchLargest();
    void lookAt(std::optional<ChartSpan> span);
    void save();

    Past &m_past;
    Watch &m_watch;
    const Clock &m_clock;
    UiState &m_state;
    FileSaver *m_saver;
    Overview m_overview;
    std::optional<Span> m_zoom; ///< a stretch that stands still
    std::optional<Error> m_failure;
    std::optional<Instant> m_readAt;
    OverviewModel *m_rows;
    TableView *m_table;
    QStackedWidget *m_stack;
    RangeButtons *m_ranges = nullptr;
    QToolButton *m_whole = nullptr;
    QToolButton *m_asTable = nullptr;
    PlainLabel *m_trouble;
    Part m_running;
    Part m_ends;
    Part m_calls;
    QTimer m_news;
    Delivery m_reading;
};

} // namespace signalbox
