// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/signal.h"
#include "models/recovery/verification.h"

namespace signalbox {

/// One thing that a verification found, as a list has it.
struct Finding
{
    enum class Kind { Gap, Setting, Run, Queue, Again, Standing };

    Kind kind = Kind::Run;
    Signal signal = Signal::Unknown; ///< how bad
    QString ns = {};                 ///< empty: the cluster
    QString word = {};               ///< "missing"
    QString subject = {};            ///< a workflow id, a queue, a setting, a type of activity
    QString then = {};
    QString now = {};
    QString sentence = {};
    QString workflowId = {}; ///< of a run that can be looked at; empty: none
    QString runId = {};      ///< empty: the current one
    QString queue = {};      ///< of one that can be looked at
    QString command = {};    ///< for an administrator of the server

    bool operator==(const Finding &) const = default;
};

/// The worst first, then by namespace. `standing`: what was watched and has not gone on; of those the first
/// thousand. Pure, any thread.
[[nodiscard]] std::vector<Finding> findingsOf(const Verification &found,
                                              const std::vector<Standing> &standing);

/// What a list of findings is narrowed to. Empty fields narrow nothing.
struct FindingFilter
{
    QString ns;
    bool onlyTrouble = false; ///< all but what is as it should be: what isn't known isn't
    QString text;             ///< words of any cell; none of those that begin with '-'

    [[nodiscard]] bool isEmpty() const { return *this == FindingFilter(); }
    bool operator==(const FindingFilter &) const = default;
};
[[nodiscard]] bool fits(const Finding &one, const FindingFilter &filter);

/// A namespace of a manifest, in numbers.
struct NamespaceLine
{
    QString name; ///< empty: all of them
    Signal signal = Signal::Clear;
    QString state; ///< that it is not there, or what there is
    qint64 missing = 0;
    qint64 behind = 0;
    qint64 reopened = 0;
    qint64 wrong = 0; ///< rows of the list
    qint64 changed = 0;
    qint64 unpolled = 0; ///< queues that were polled
    qint64 again = 0;    ///< activities
    qint64 advanced = 0;
    qint64 intact = 0;

    bool operator==(const NamespaceLine &) const = default;
};
/// First all of them, then those with trouble, then the others. Pure, any thread.
[[nodiscard]] std::vector<NamespaceLine> linesOf(const Verification &found);

[[nodiscard]] QByteArray csvOf(const std::vector<Finding> &findings);

} // namespace signalbox
