// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/rulepreviewer.h"

#include "models/store/past.h"

namespace signalbox {

RulePreviewer::RulePreviewer(const Past &past, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_past(past)
    , m_clock(clock)
{
}

RulePreviewer::~RulePreviewer()
{
    stop(); // or its thread would be waited for until it is through
}

void RulePreviewer::look(const Runbook &runbook, const Runbook::Rule &rule)
{
    stop();
    const auto progress = std::make_shared<PreviewProgress>();
    m_progress = progress;
    const Instant now = m_clock.utc();
    PreviewQuery query{m_past.path(), runbook, rule, m_past.readable(), now - span, now};
    m_delivery =
        m_reader
            .read<RulePreview>([query = std::move(query), progress] { return previewRule(query, *progress); })
            .deliver(this, [this](const Result<RulePreview> &preview) {
                m_progress = nullptr;
                Q_EMIT finished(preview);
            });
}

void RulePreviewer::stop()
{
    if (!m_progress)
        return;
    m_progress->isUnwanted = true;
    m_delivery.cancel();
    m_progress = nullptr;
}

std::optional<double> RulePreviewer::progress() const
{
    const std::size_t all = m_progress ? m_progress->all.load() : 0;
    return all > 0 ? std::optional(static_cast<double>(m_progress->done) / static_cast<double>(all))
                   : std::nullopt;
}

} // namespace signalbox
