// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/moments/momentsource.h"
#include "models/store/excerpt.h"

namespace signalbox {

/// What a black box has, all of it: who has the file may read it.
class BlackBoxPast final : public MomentSource
{
    Q_OBJECT

public:
    /// With what the file says of itself (readLabel).
    BlackBoxPast(QString file, ExcerptLabel label, QObject *parent = nullptr);

    [[nodiscard]] const QString &file() const { return m_file; }
    [[nodiscard]] const ExcerptLabel &label() const { return m_label; }

    [[nodiscard]] Span span() const override { return {m_label.from, m_label.to}; }
    [[nodiscard]] Reply<PastMoment> moment(Instant at, Milliseconds lineSpan) override;
    [[nodiscard]] Reply<std::vector<Transition>> alerts(Span span) override;
    [[nodiscard]] Reply<PastSpan> range(const QueueKey &key, Span span, int slices) override;
    [[nodiscard]] Reply<std::vector<Judgement>> judgements(const QueueKey &key, Span span) override;
    [[nodiscard]] Reply<Overview> overview(const OverviewQuery &query) override;
    [[nodiscard]] Reply<std::vector<VersionRow>> versions(const QueueKey &key, Span span) override;
    [[nodiscard]] Reply<std::vector<Mark>> marks(Span span) override;
    [[nodiscard]] Reply<std::vector<Act>> acts() override;

private:
    const QString m_file;
    const ExcerptLabel m_label;
    ReadingThread m_reader;
};

} // namespace signalbox
