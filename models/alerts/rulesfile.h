// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/reply.h"
#include "models/policy/runbook.h"

#include <QByteArray>
#include <QThreadPool>

namespace signalbox {

/// The rules of one's own beside a profile (Runbook::override), as a file that a person writes too: one rule
/// of it is changed at a time, all at once or not at all, and nothing else is. Owner thread; the disk is read
/// and written by a thread of its own, which a dropped reply does not stop.
class RulesFile
{
public:
    /// What the file holds; nullopt: it is not there.
    using Contents = std::optional<QByteArray>;
    /// What it is to hold; nullopt: whatever it does.
    using Expected = std::optional<Contents>;
    struct Change
    {
        Contents before;
        QByteArray after;
    };

    explicit RulesFile(QString path);

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] Reply<Contents> read();
    /// In place of the rule of the same id, or as one more, if the file still is what the rule was made from;
    /// LostRace: it is not, and is left.
    [[nodiscard]] Reply<Change> save(const Runbook::Rule &rule, const Expected &expected);
    /// Brings back what was before, unless somebody changed the file since.
    [[nodiscard]] Reply<Contents> undo(const Change &change);

private:
    const QString m_path;
    QThreadPool m_disk;
};

/// The same at once. Blocking; any thread.
[[nodiscard]] Result<RulesFile::Contents> readRulesFile(const QString &path);

} // namespace signalbox
