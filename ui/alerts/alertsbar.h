// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alertlistmodel.h"

#include <QWidget>

class QToolButton;

namespace signalbox {

class PlainLabel;

/// The bar over the alerts: those of now, what was or what others have, and what the list of now is narrowed
/// to. Filters act at once and are all undone by one button.
class AlertsBar final : public QWidget
{
    Q_OBJECT

public:
    enum class View { Now, History, Elsewhere };

    /// `hasElsewhere`: there is an Alertmanager to look at.
    explicit AlertsBar(bool hasElsewhere, QWidget *parent = nullptr);

    void setFilter(const AlertFilter &filter); ///< without filterChanged
    [[nodiscard]] AlertFilter filter() const { return m_filter; }
    /// What can be chosen.
    void setChoices(const QStringList &owners, const QStringList &namespaces);
    void setTotals(const QString &totals);
    void setView(View view); ///< without viewChosen
    [[nodiscard]] View view() const;
    void focusFilter();

Q_SIGNALS:
    void filterChanged();
    void viewChosen();
    void rulesClicked();

private:
    void buildViews(bool hasElsewhere);
    void buildFilters();
    void arrange();
    void choose(const AlertFilter &filter);
    void fill(QToolButton &button, const QString &all, const QStringList &names, QString AlertFilter::*field);
    void showChoices();

    AlertFilter m_filter;
    QStringList m_owners;
    QStringList m_namespaces;
    QToolButton *m_now = nullptr;
    QToolButton *m_history = nullptr;
    QToolButton *m_elsewhere = nullptr;
    QToolButton *m_stage = nullptr;
    QToolButton *m_owner = nullptr;
    QToolButton *m_namespace = nullptr;
    QToolButton *m_rules = nullptr;
    QToolButton *m_open = nullptr;
    QToolButton *m_clear = nullptr;
    PlainLabel *m_totals;
};

} // namespace signalbox
