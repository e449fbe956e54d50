// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alertlistmodel.h"
#include "ui/alerts/alertsbar.h"
#include "ui/widgets/page.h"
#include "ui/widgets/rowanchor.h"

#include <QTimer>

class QMenu;
class QSplitter;

namespace signalbox {

class AlertEngine;
class AlertListing;
class AlertMarks;
class AlertPanel;
class AlertReading;
class AlertViews;
class Past;
class PlainLabel;
class Runbook;
class SecondOpinion;
class TableView;
class UiState;
class Watch;
struct MetricClients;

/// What the rules say: what stands now with its cause and what people said of it, what was, and what else an
/// Alertmanager has. Acknowledging, snoozing and noting are local to the profile's store; the server is asked
/// for nothing. Owner thread.
class AlertsPage final : public Page
{
    Q_OBJECT

public:
    AlertsPage(const AlertEngine &engine, AlertMarks &marks, Watch &watch, Past &past, const Runbook &runbook,
               const Clock &clock, MetricClients &metrics, UiState &state, QWidget *parent = nullptr);
    ~AlertsPage() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] Place place() const override { return Place::alerts(); }
    [[nodiscard]] QString chosenNs() const override;
    void setActive(bool active) override;
    void refresh() override;
    void focusFilter() override;
    [[nodiscard]] std::optional<Instant> readAt() const override;

private:
    void arrange(Past &past, MetricClients &metrics);
    void connectParts();
    void addShortcuts();
    void tick();
    void takeList();
    void chooseWorst();
    void showChosen();
    void showUnknowns();
    void choose();
    void applyFilter();
    void showView();
    void toggleView(AlertsBar::View view);
    void showMenu(const QPoint &at);
    void addDeeds(QMenu &menu, const ListedAlert &one);
    /// The chosen alert as it is listed; null: none is, or it is listed no more.
    [[nodiscard]] const ListedAlert *chosen() const;
    [[nodiscard]] QString whyUnkept() const;
    void acknowledge();
    void snooze(Instant until);
    void endSnooze();
    void goToRules();
    void note(const QString &words);

    const AlertEngine &m_engine;
    AlertMarks &m_marks;
    Watch &m_watch;
    const Runbook &m_runbook;
    const Clock &m_clock;
    UiState &m_state;
    AlertListing *m_listing;
    AlertListModel *m_list;
    AlertReading *m_reading;
    SecondOpinion *m_opinion; ///< null: the profile names no Prometheus
    AlertsBar *m_bar;
    PlainLabel *m_trouble;
    QSplitter *m_splitter;
    TableView *m_table;
    RowAnchor m_anchor;
    AlertPanel *m_panel;
    AlertViews *m_views = nullptr;
    std::optional<AlertKey> m_chosen;
    bool m_isWorstWanted = false; ///< as soon as all are listed
    QTimer m_tick;
};

} // namespace signalbox
