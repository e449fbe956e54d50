// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/executionpage.h"

#include <memory>
#include <optional>
#include <vector>

namespace signalbox {

/// Executions in the order the server sent them, kept as the immutable pages they came in. A copy shares the
/// pages and costs 8 bytes a row, so that a worker can have its own.
class ExecutionRows
{
public:
    [[nodiscard]] std::size_t size() const { return m_refs.size(); }
    [[nodiscard]] const ExecutionPage::Row &row(std::size_t index) const
    {
        return page(index).row(m_refs[index].row);
    }
    [[nodiscard]] std::string_view workflowId(std::size_t index) const
    {
        return page(index).workflowId(m_refs[index].row);
    }
    [[nodiscard]] std::string_view runId(std::size_t index) const
    {
        return page(index).runId(m_refs[index].row);
    }
    [[nodiscard]] std::string_view type(std::size_t index) const
    {
        return page(index).type(m_refs[index].row);
    }
    [[nodiscard]] std::string_view taskQueue(std::size_t index) const
    {
        return page(index).taskQueue(m_refs[index].row);
    }
    [[nodiscard]] Execution execution(std::size_t index) const
    {
        return page(index).execution(m_refs[index].row);
    }

protected:
    struct Ref
    {
        quint32 page;
        quint32 row;
    };
    [[nodiscard]] const ExecutionPage &page(std::size_t index) const { return *m_pages[m_refs[index].page]; }

    std::vector<std::shared_ptr<const ExecutionPage>> m_pages;
    std::vector<Ref> m_refs;
};

/// Rows that are found by run id and held once: a run that closes while its list is paged is sent twice.
class ExecutionStore : public ExecutionRows
{
public:
    /// Appends the page's rows. A run held already takes the newer values in its old place; such places are
    /// returned. A run that has ended stays ended: what says otherwise is older, whenever it arrives.
    std::vector<std::size_t> append(std::shared_ptr<const ExecutionPage> newer);
    /// The rows without what finds them.
    [[nodiscard]] ExecutionRows rows() const
    {
        const ExecutionRows &all = *this;
        return all;
    }
    /// What is known to have ended stays so in this newer list: the server's index may lag behind the run.
    void keepEnded(const ExecutionRows &older);
    [[nodiscard]] std::optional<std::size_t> find(std::string_view wanted) const;

private:
    /// Open addressing by run id; no allocation a row. Empty where `place` is 0, else place - 1 in m_refs.
    struct Slot
    {
        quint32 hash = 0;
        quint32 place = 0;
    };
    [[nodiscard]] std::size_t slotOf(std::string_view wanted, quint32 hash) const;
    void growSlots(std::size_t rows);

    std::vector<Slot> m_slots;
};

/// A page of this one.
[[nodiscard]] std::shared_ptr<const ExecutionPage> pageOfRun(const Execution &execution);

} // namespace signalbox
