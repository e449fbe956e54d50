// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/base/reply.h"
#include "models/store/overview.h"
#include "ui/chart/chartspan.h"
#include "ui/widgets/page.h"

#include <QTimer>

class QToolButton;

namespace signalbox {

class FileSaver;
class OverviewView;
class Past;
class PlainLabel;
class RangeButtons;
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
    struct Span
    {
        Instant from;
        Instant to;
    };

    void arrange();
    [[nodiscard]] QWidget *makeHead();
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
    OverviewView *m_view;
    RangeButtons *m_ranges = nullptr;
    QToolButton *m_whole = nullptr;
    QToolButton *m_asTable = nullptr;
    PlainLabel *m_trouble;
    QTimer m_news;
    Delivery m_reading;
};

} // namespace signalbox
