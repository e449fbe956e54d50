// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/intervention.h"

#include <QWidget>

#include <vector>

namespace signalbox {

class PlainLabel;

/// Where an intervention stands on its way: the steps of the protocol in one line, each with its mark. UI
/// thread.
class StepLine final : public QWidget
{
    Q_OBJECT

public:
    explicit StepLine(bool stepUp, QWidget *parent = nullptr);

    void setState(Intervention::State state);
    [[nodiscard]] QString current() const { return m_current; }

private:
    struct Step
    {
        Intervention::State reached; ///< the state that says it is done
        QString text;
        PlainLabel *label;
    };
    void add(Intervention::State reached, const QString &text);

    std::vector<Step> m_steps;
    QString m_current;
};

} // namespace signalbox
