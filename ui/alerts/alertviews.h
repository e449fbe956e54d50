// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/alerts/alertsbar.h"
#include "ui/widgets/place.h"

#include <QStackedWidget>

namespace signalbox {

class AlertHistoryPane;
class ForeignAlertsPane;
class Past;
class Runbook;
class UiState;
struct MetricClients;

/// The page's views, of which one is seen: what stands now, which is the page's own, what was, and what an
/// Alertmanager has. Only the one that is seen reads. UI thread.
class AlertViews final : public QStackedWidget
{
    Q_OBJECT

public:
    AlertViews(QWidget &now, Past &past, const Runbook &runbook, const Clock &clock, MetricClients &metrics,
               UiState &state, QWidget *parent = nullptr);

    [[nodiscard]] bool hasElsewhere() const { return m_foreign != nullptr; }
    void showView(AlertsBar::View view, bool isActive);
    void stop();
    /// What the page lists itself.
    void setOurs(const std::vector<ListedAlert> &ours);
    // Of the one that is seen, unless it is the page's own.
    void read();
    void focusTable();
    [[nodiscard]] std::optional<Instant> readAt() const;

Q_SIGNALS:
    void go(const signalbox::Place &place);
    void notice(const QString &sentence);
    void readAtChanged();

private:
    AlertHistoryPane *m_history;
    ForeignAlertsPane *m_foreign = nullptr; ///< null: the profile names no Alertmanager
};

} // namespace signalbox
