// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/moments/momentsource.h"

namespace signalbox {

class Journal;
class Watch;

/// The last 30 days of a profile, as far as the person who is signed in may read them now. Outlived by all it
/// is made of.
class OwnPast final : public MomentSource
{
    Q_OBJECT

public:
    static constexpr Milliseconds kept = std::chrono::hours(30 * 24); ///< as Retention has it

    OwnPast(Past &past, const Watch &watch, const Journal &journal, const Clock &clock,
            QObject *parent = nullptr);

    [[nodiscard]] Span span() const override;
    [[nodiscard]] Reply<PastMoment> moment(Instant at, Milliseconds lineSpan) override;
    [[nodiscard]] Reply<std::vector<Transition>> alerts(Span span) override;
    [[nodiscard]] Reply<PastSpan> range(const QueueKey &key, Span span, int slices) override;
    [[nodiscard]] Reply<std::vector<Judgement>> judgements(const QueueKey &key, Span span) override;
    [[nodiscard]] Reply<Overview> overview(const OverviewQuery &query) override;
    [[nodiscard]] Reply<std::vector<VersionRow>> versions(const QueueKey &key, Span span) override;
    [[nodiscard]] Reply<std::vector<Mark>> marks(Span span) override;
    [[nodiscard]] Reply<std::vector<Act>> acts() override;

private:
    Past &m_past;
    const Journal &m_journal;
    const Clock &m_clock;
};

} // namespace signalbox
