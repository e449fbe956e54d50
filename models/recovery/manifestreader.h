// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/recovery/manifestlines.h"

#include <QFile>

#include <memory>

namespace signalbox::manifest {

/// A run's id in little: what a hundred thousand of are looked up by.
using RunKey = std::array<quint64, 2>;
[[nodiscard]] RunKey keyOf(std::string_view runId);

/// What a file says of one namespace but for its runs, of which it has the keys.
struct Section
{
    Namespace ns;
    std::vector<Schedule> schedules;
    std::vector<Queue> queues;
    std::vector<Gap> gaps;
    std::vector<RunKey> keys; ///< sorted
    std::optional<Instant> newestStart;
    qint64 at = 0; ///< where its lines begin

    [[nodiscard]] bool has(const RunKey &key) const;
    [[nodiscard]] bool lacks(Part part) const;
};

/// A file that was read to its end once and found whole.
struct Contents
{
    Head head;
    End end;
    std::vector<Gap> gaps; ///< of the cluster
    std::vector<Section> sections;
};

/// Reads a manifest: first all of it, to see that it is one and whole, then the runs of a namespace bit by
/// bit. Blocks; any thread, one at a time.
class Reader
{
public:
    explicit Reader(const QString &path)
        : m_file(path)
    {
    }

    [[nodiscard]] Result<Contents> readAll();
    /// From the first run of the section on, unless it is the one that was read from last. None: the last one
    /// was read.
    [[nodiscard]] Result<std::vector<Run>> runsOf(const Section &section, int atMost);

private:
    [[nodiscard]] Result<QByteArray> readLine();
    [[nodiscard]] Result<Contents> readLines();
    [[nodiscard]] tl::unexpected<Error> refuse(const QString &why) const;

    QFile m_file;
    QByteArray m_line; ///< in which one is read
    LineForm m_form;
    std::optional<qint64> m_section; ///< whose runs are read, by its place
};

} // namespace signalbox::manifest
