// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/moments/momentsource.h"
#include "ui/chart/chartspan.h"
#include "ui/widgets/page.h"

class QToolButton;

namespace signalbox {

class FileSaver;
class OverviewView;
class PlainLabel;
class UiState;

/// All namespaces over a stretch of the past that is over, as in a black box: charts and table of what was
/// counted and called then. To be read alone. Owner thread.
class PastOverviewPage final : public Page
{
    Q_OBJECT

public:
    /// Both outlive it.
    PastOverviewPage(MomentSource &past, UiState &state, QWidget *parent = nullptr);
    ~PastOverviewPage() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] Place place() const override { return Place::overview(); }
    void setActive(bool active) override;
    void refresh() override { read(); }
    [[nodiscard]] bool isOfThePast() const override { return true; }

private:
    [[nodiscard]] QWidget *makeHead();
    void lookAt(std::optional<ChartSpan> span);
    void read();
    void take(const Result<Overview> &read);
    void save();

    MomentSource &m_past;
    FileSaver *m_saver;
    MomentSource::Span m_span; ///< all of it, or a stretch
    Overview m_overview;
    OverviewView *m_view;
    PlainLabel *m_said;
    QToolButton *m_whole = nullptr;
    Delivery m_reading;
};

} // namespace signalbox
