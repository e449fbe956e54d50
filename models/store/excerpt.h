// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/error.h"

#include <QStringList>

#include <vector>

namespace signalbox {

/// Something else that belongs to the time of an excerpt: a JSON object in one line.
struct ExcerptNote
{
    Instant time;
    QString record;

    bool operator==(const ExcerptNote &) const = default;
};

/// What a file with a stretch of a store says of itself.
struct ExcerptLabel
{
    QString profile;
    Instant from;
    Instant to;

    bool operator==(const ExcerptLabel &) const = default;
};

struct ExcerptOrder
{
    ExcerptLabel label;
    QStringList namespaces; ///< whose queues go into it
    std::vector<ExcerptNote> notes;
};

struct ExcerptSize
{
    qint64 queues = 0;
    qint64 looks = 0;
    qint64 minutes = 0;
    qint64 transitions = 0;
    qint64 judgements = 0;
};

/// Writes the stretch of a store into a new file (0600) of the same tables, by which any moment of it can be
/// read as from the store itself: `readMoment`, `readPast`, `readTransitions`. So what spoke when it begins
/// is in it too. It gets its name when it is whole; a file that is there is refused, and so is a store that
/// isn't. Blocking; any thread.
[[nodiscard]] Result<ExcerptSize> writeExcerpt(const QString &store, const QString &file,
                                               const ExcerptOrder &order);

/// Of a file, which it never changes. Unsupported: it is none, or a newer Signalbox made it. Blocking; any
/// thread.
[[nodiscard]] Result<ExcerptLabel> readLabel(const QString &file);
/// By time.
[[nodiscard]] Result<std::vector<ExcerptNote>> readNotes(const QString &file);

} // namespace signalbox
