// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertviews.h"

#include "models/metrics/metricclients.h"
#include "ui/alerts/alerthistorypane.h"
#include "ui/alerts/foreignalertspane.h"

namespace signalbox {

AlertViews::AlertViews(QWidget &now, Past &past, const Runbook &runbook, const Clock &clock,
                       MetricClients &metrics, UiState &state, QWidget *parent)
    : QStackedWidget(parent)
    , m_history(new AlertHistoryPane(past, runbook, clock, state, this))
{
    // In the order of AlertsBar::View.
    addWidget(&now);
    addWidget(m_history);
    connect(m_history, &AlertHistoryPane::go, this, &AlertViews::go);
    connect(m_history, &AlertHistoryPane::notice, this, &AlertViews::notice);
    connect(m_history, &AlertHistoryPane::readAtChanged, this, &AlertViews::readAtChanged);
    if (!metrics.alertmanager)
        return;
    m_foreign = new ForeignAlertsPane(*metrics.alertmanager, metrics.profileName, clock, state, this);
    addWidget(m_foreign);
    connect(m_foreign, &ForeignAlertsPane::readAtChanged, this, &AlertViews::readAtChanged);
}

void AlertViews::showView(AlertsBar::View view, bool isActive)
{
    setCurrentIndex(static_cast<int>(view));
    m_history->setActive(isActive && view == AlertsBar::View::History);
    if (m_foreign)
        m_foreign->setActive(isActive && view == AlertsBar::View::Elsewhere);
}

void AlertViews::stop()
{
    m_history->setActive(false);
    if (m_foreign)
        m_foreign->setActive(false);
}

void AlertViews::setOurs(const std::vector<ListedAlert> &ours)
{
    if (m_foreign)
        m_foreign->setOurs(ours);
}

void AlertViews::read()
{
    if (currentWidget() == m_history)
        m_history->read();
    else if (m_foreign && currentWidget() == m_foreign)
        m_foreign->read();
}

void AlertViews::focusTable()
{
    if (currentWidget() == m_history)
        m_history->focusTable();
    else if (m_foreign && currentWidget() == m_foreign)
        m_foreign->focusTable();
}

std::optional<Instant> AlertViews::readAt() const
{
    return currentWidget() == m_history ? m_history->readAt()
           : m_foreign                  ? m_foreign->readAt()
                                        : std::nullopt;
}

} // namespace signalbox
