// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/identity/tokens.h"
#include "models/interventions/lever.h"
#include "models/profile/profile.h"

/// What the journal keeps of a clean-up, which is one intervention on many runs: pure functions. Keys: see
/// journal.h.
namespace signalbox {

struct CleanUpIntent
{
    QString ns;
    Instant closedBefore; ///< the cut-off: what closed at it or later stays
    std::chrono::seconds olderThan{0};
    qint64 expected = 0; ///< how many there were when it was asked for
    QString reason;
    QString deletions; ///< the path of the file that has each run (deletions.h)
};

/// Of the runs that were met so far.
struct CleanUpCounts
{
    qint64 deleted = 0;
    qint64 goneBefore = 0; ///< listed, and the server had them no more
    qint64 kept = 0;       ///< open, or closed too late, when they were looked at again
    qint64 failed = 0;     ///< refused by the server
    qint64 unproven = 0;   ///< sent, and not proven to be gone

    [[nodiscard]] qint64 met() const { return deleted + goneBefore + kept + failed + unproven; }
    bool operator==(const CleanUpCounts &) const = default;
};

[[nodiscard]] QJsonObject intentRecord(const QString &op, const Clock &clock, const User &user,
                                       const Profile &profile, const CleanUpIntent &intent);
/// `left`: how many there still are by the list; nothing where that could not be asked.
[[nodiscard]] QJsonObject outcomeRecord(const QString &op, Instant time, Outcome outcome,
                                        const QString &sentence, const CleanUpCounts &counts,
                                        std::optional<qint64> left, const std::optional<Error> &error);

/// What a console that ended in the middle left: counted from the file of deletions, where each run that was
/// under way is looked for once more.
[[nodiscard]] std::unique_ptr<Provable> cleanUpOf(const QJsonObject &intent);

} // namespace signalbox
