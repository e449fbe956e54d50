// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/acts.h"
#include "models/store/transition.h"

namespace signalbox {

/// Something that happened, to be found again.
struct MomentMark
{
    enum class Kind { Alert, Intervention };

    Instant time; ///< in whole seconds
    Kind kind = Kind::Alert;
    QString text;

    bool operator==(const MomentMark &) const = default;
};

/// What happened, oldest first. Pure.
class MomentMarks
{
public:
    MomentMarks() = default;
    MomentMarks(const std::vector<Transition> &alerts, const std::vector<Act> &acts);

    [[nodiscard]] const std::vector<MomentMark> &all() const { return m_marks; }
    /// When the next thing happened, or the one before.
    [[nodiscard]] std::optional<Instant> after(Instant time) const;
    [[nodiscard]] std::optional<Instant> before(Instant time) const;
    /// What happened from `from` to `to`, most of it in one line.
    [[nodiscard]] QString within(Instant from, Instant to) const;

private:
    std::vector<MomentMark> m_marks;
};

} // namespace signalbox
