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
class Watch;
struct Profile;

/// Executions of one namespace by query text: the table, what is loaded of it, and the way into a run. Reads
/// again every 15 s while active what one call reads, whatever is chosen or scrolled to. UI thread; typed
/// text is never replaced but by a person's click.
class WorkflowsPage final : public Page
{
    Q_OBJECT

public:
    WorkflowsPage(Client &client, Watch &watch, Desk &desk, const Profile &profile, const Clock &clock,
                  UiState &state, QWidget *parent = nullptr);
    ~WorkflowsPage() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] Place place() const override;
    /// Puts the namespace and the query into the bar and runs it.
    void setPlace(const Place &place) override;
    void setActive(bool active) override;
    void refresh() override;
    void focusFilter() override;
    [[nodiscard]] std::optional<Instant> readAt() const override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox
