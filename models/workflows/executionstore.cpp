// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/executionstore.h"

#include "models/workflows/executiontext.h"

#include <algorithm>
#include <bit>
#include <functional>

namespace signalbox {

namespace {

quint32 hashOf(std::string_view runId)
{
    return static_cast<quint32>(std::hash<std::string_view>{}(runId));
}

bool hasEnded(const ExecutionPage::Row &row)
{
    return row.status != ExecutionStatus::Unspecified && !isOpen(row.status);
}

} // namespace

std::size_t ExecutionStore::slotOf(std::string_view wanted, quint32 hash) const
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t at = hash & mask;
    while (m_slots[at].place != 0 && (m_slots[at].hash != hash || runId(m_slots[at].place - 1) != wanted))
        at = (at + 1) & mask;
    return at;
}

void ExecutionStore::growSlots(std::size_t rows)
{
    const std::size_t wanted = std::bit_ceil(std::max<std::size_t>(rows * 2, 64));
    if (wanted <= m_slots.size())
        return;
    const std::size_t mask = wanted - 1;
    std::vector<Slot> grown(wanted);
    for (const Slot &slot : m_slots) {
        if (slot.place == 0)
            continue;
        std::size_t at = slot.hash & mask;
        while (grown[at].place != 0)
            at = (at + 1) & mask;
        grown[at] = slot;
    }
    m_slots = std::move(grown);
}

std::vector<std::size_t> ExecutionStore::append(std::shared_ptr<const ExecutionPage> newer)
{
    const ExecutionPage &added = *newer;
    const auto pageIndex = static_cast<quint32>(m_pages.size());
    m_pages.push_back(std::move(newer));
    growSlots(m_refs.size() + added.size());
    std::vector<std::size_t> replaced;
    for (quint32 i = 0; i < added.size(); ++i) {
        const quint32 hash = hashOf(added.runId(i));
        Slot &slot = m_slots[slotOf(added.runId(i), hash)];
        if (slot.place != 0) {
            if (hasEnded(row(slot.place - 1)) && !hasEnded(added.row(i)))
                continue;
            m_refs[slot.place - 1] = {pageIndex, i};
            replaced.push_back(slot.place - 1);
            continue;
        }
        m_refs.push_back({pageIndex, i});
        slot = {hash, static_cast<quint32>(m_refs.size())};
    }
    return replaced;
}

void ExecutionStore::keepEnded(const ExecutionRows &older)
{
    for (std::size_t i = 0; i < older.size(); ++i) {
        if (!hasEnded(older.row(i)))
            continue;
        const auto place = find(older.runId(i));
        if (place && !hasEnded(row(*place)))
            append(pageOfRun(older.execution(i)));
    }
}

std::optional<std::size_t> ExecutionStore::find(std::string_view wanted) const
{
    if (m_slots.empty())
        return std::nullopt;
    const Slot &slot = m_slots[slotOf(wanted, hashOf(wanted))];
    return slot.place == 0 ? std::nullopt : std::optional<std::size_t>(slot.place - 1);
}

std::shared_ptr<const ExecutionPage> pageOfRun(const Execution &execution)
{
    const auto ms = [](std::optional<Instant> time) { return time ? time->time_since_epoch().count() : 0; };
    ExecutionPage::Row row;
    row.status = execution.status;
    row.startMs = ms(execution.startTime);
    row.closeMs = ms(execution.closeTime);
    row.historyLength = execution.historyLength;
    row.historySizeBytes = execution.historySizeBytes;
    auto page = std::make_shared<ExecutionPage>();
    page->append(row, execution.workflowId.toStdString(), execution.runId.toStdString(),
                 execution.type.toStdString(), execution.taskQueue.toStdString());
    return page;
}

} // namespace signalbox
