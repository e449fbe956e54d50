// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/observations.h"
#include "models/policy/alertrule.h"

#include <QWidget>

namespace signalbox {

class FigureCard;
class PlainLabel;

/// The row of figures under the chart, and what they say in words. Figures that are no longer current are
/// grey.
class QueueFigures final : public QWidget
{
    Q_OBJECT

public:
    explicit QueueFigures(QWidget *parent = nullptr);

    /// `now` by Clock::sinceBoot.
    void show(const std::optional<QueueSample> &sample, const std::vector<AlertRule> &rules,
              Milliseconds now);
    void setSentence(const QString &sentence);

private:
    FigureCard *m_activity;
    FigureCard *m_workflow;
    FigureCard *m_oldest;
    FigureCard *m_rates;
    FigureCard *m_drain;
    FigureCard *m_pollers;
    PlainLabel *m_sentence;
};

} // namespace signalbox
