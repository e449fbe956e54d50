// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/storekeeper.h"

#include "models/store/storefile.h"

#include <iterator>

namespace signalbox {

namespace {

/// Of looks, of transitions, of judgements, of counts and of messages, that can't be written yet: ten minutes
/// of a watch that spends all it may. The oldest go first.
constexpr std::size_t mostWaiting = 20'000;

template <class T>
void append(std::vector<T> &all, std::vector<T> &more)
{
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

template <class T>
void cut(std::vector<T> &waiting)
{
    if (waiting.size() > mostWaiting)
        waiting.erase(waiting.begin(), std::prev(waiting.end(), mostWaiting));
}

} // namespace

StoreKeeper::StoreKeeper(QString path, Retention retention)
    : m_path(std::move(path))
    , m_retention(retention)
{
}

Kept StoreKeeper::keep(StoreBatch batch, Instant now)
{
    if (!m_lock) {
        auto lock = storefile::lock(m_path);
        if (lock && !*lock)
            return {Kept::State::Elsewhere, {}, {}, {}};
        if (lock)
            m_lock = std::move(*lock);
        else
            return {Kept::State::Failed, lock.error(), {}, {}};
    }
    append(m_waiting.looks, batch.looks);
    append(m_waiting.transitions, batch.transitions);
    append(m_waiting.judgements, batch.judgements);
    append(m_waiting.open, batch.open);
    append(m_waiting.closes, batch.closes);
    append(m_waiting.calls, batch.calls);
    append(m_waiting.messages, batch.messages);
    append(m_waiting.versions, batch.versions);
    const Done written = write(now);
    Kept kept;
    kept.setAside = std::exchange(m_setAside, {});
    if (written) {
        m_waiting = {};
        kept.dropped = m_writer->takeDropped();
        return kept;
    }
    m_writer.reset();
    cut(m_waiting.looks);
    cut(m_waiting.transitions);
    cut(m_waiting.judgements);
    cut(m_waiting.open);
    cut(m_waiting.closes);
    cut(m_waiting.calls);
    cut(m_waiting.messages);
    cut(m_waiting.versions);
    kept.state = Kept::State::Failed;
    kept.failure = written.error();
    return kept;
}

Done StoreKeeper::write(Instant now)
{
    Done written = tryWrite(now);
    if (written || !isDamaged(written.error()))
        return written;
    m_writer.reset();
    auto aside = storefile::setAside(m_path, now);
    if (!aside)
        return tl::unexpected(aside.error());
    m_setAside = std::move(*aside);
    return tryWrite(now);
}

Done StoreKeeper::tryWrite(Instant now)
{
    if (!m_writer) {
        auto writer = StoreWriter::open(m_path, m_retention);
        if (!writer)
            return tl::unexpected(writer.error());
        m_writer = std::move(*writer);
    }
    return m_writer->write(m_waiting, storedTime(now));
}

} // namespace signalbox
