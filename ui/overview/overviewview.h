// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/overview.h"
#include "ui/chart/chartspan.h"

#include <QWidget>

class QStackedWidget;
class QVBoxLayout;

namespace signalbox {

class LinesChart;
class OverviewModel;
class PlainLabel;
class TableView;
class UiState;

/// What was counted of all namespaces, as three charts of one stretch of time or as a table. Owner thread.
class OverviewView final : public QWidget
{
    Q_OBJECT

public:
    /// `state` keeps the table's columns, and outlives it.
    explicit OverviewView(UiState &state, QWidget *parent = nullptr);

    /// Takes the place of what it showed.
    void setOverview(const Overview &overview, const ChartSpan &range);
    void setAsTable(bool asTable);

Q_SIGNALS:
    void spanChosen(const signalbox::ChartSpan &span); ///< to be looked at alone
    void wholeAsked();

private:
    struct Part
    {
        PlainLabel *sentence = nullptr;
        LinesChart *chart = nullptr;
    };

    [[nodiscard]] QWidget *makeCharts();
    [[nodiscard]] Part addPart(QVBoxLayout &column, const QString &name, const QString &heading,
                               QStringList (*at)(const Overview &, double));
    void showAll();

    Overview m_overview;
    ChartSpan m_range;
    OverviewModel *m_rows;
    TableView *m_table;
    QStackedWidget *m_stack;
    Part m_running;
    Part m_ends;
    Part m_calls;
};

} // namespace signalbox
