// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/rulepreview.h"
#include "models/base/reply.h"
#include "models/store/readingthread.h"

namespace signalbox {

class Past;

/// Tries rules on what the store remembers of the last week, one after the other on a thread of its own; the
/// later wish takes the place of the earlier one. Owner thread.
class RulePreviewer final : public QObject
{
    Q_OBJECT

public:
    static constexpr Milliseconds span = std::chrono::hours(7 * 24);

    RulePreviewer(const Past &past, const Clock &clock, QObject *parent = nullptr);
    ~RulePreviewer() override;

    /// `runbook` is the one in which the rule stands.
    void look(const Runbook &runbook, const Runbook::Rule &rule);
    void stop();
    /// How much of it is done, of 1; nullopt: nothing is under way, or that isn't known yet.
    [[nodiscard]] std::optional<double> progress() const;
    [[nodiscard]] bool isLooking() const { return m_progress != nullptr; }

Q_SIGNALS:
    void finished(const signalbox::Result<signalbox::RulePreview> &preview);

private:
    const Past &m_past;
    const Clock &m_clock;
    std::shared_ptr<PreviewProgress> m_progress; ///< the thread's too
    Delivery m_delivery;
    ReadingThread m_reader;
};

} // namespace signalbox
