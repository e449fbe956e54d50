// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/page.h"

#include <memory>

namespace signalbox {

class Client;
class Clock;
class Desk;
class UiState;

/// One run: what it is doing now, its pending activities, its history, and the levers on it. Owns the
/// Workflow model it shows; polls only while active. UI thread.
class WorkflowPage final : public Page
{
    Q_OBJECT

public:
    /// An empty run id means the current run at the first answer, and that run from then on.
    WorkflowPage(Client &client, Desk &desk, const Clock &clock, UiState &state, const Place &place,
                 QWidget *parent = nullptr);
    ~WorkflowPage() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] Place place() const override;
    void setActive(bool active) override;
    void refresh() override;
    [[nodiscard]] std::optional<Instant> readAt() const override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox
