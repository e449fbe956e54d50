// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/journalindex.h"

#include <QJsonDocument>

namespace signalbox {

namespace {

/// Of about 1,500 records. A longer line is no record of ours.
constexpr qint64 pieceSize = 1 << 20;

} // namespace

JournalIndex::JournalIndex(QString path)
    : m_path(std::move(path))
{
}

Done JournalIndex::update(QDeadlineTimer patience)
{
    const auto extent = journalfile::look(m_path, patience);
    if (!extent)
        return tl::unexpected(extent.error());
    if (!*extent) { // not made yet, or moved away
        *this = JournalIndex(m_path);
        return {};
    }
    follow(**extent);
    for (m_endsTorn = false; m_read < (*extent)->size;) {
        const auto piece = journalfile::read(**extent, m_read, pieceSize);
        if (!piece)
            return tl::unexpected(piece.error());
        const qsizetype lines = piece->lastIndexOf('\n') + 1;
        m_endsTorn = lines == 0 && piece->size() < pieceSize;
        if (m_endsTorn)
            break; // it may become a line yet
        takeLines(lines > 0 ? piece->first(lines) : *piece);
    }
    return {};
}

void JournalIndex::follow(const journalfile::Extent &extent)
{
    const bool isSame = extent.device == m_device && extent.inode == m_inode && extent.size >= m_read;
    if (!isSame)
        *this = JournalIndex(m_path);
    m_device = extent.device;
    m_inode = extent.inode;
}

void JournalIndex::takeLines(const QByteArray &bytes)
{
    for (const QByteArray &line : bytes.split('\n')) {
        if (line.isEmpty())
            continue;
        const QJsonDocument document = QJsonDocument::fromJson(line);
        if (document.isObject())
            m_open.take(document.object());
        else
            ++m_unreadable;
    }
    m_read += bytes.size();
}

} // namespace signalbox
