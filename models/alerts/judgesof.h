// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/rulejudge.h"

#include <algorithm>
#include <array>
#include <type_traits>

/// What the judges of queues and those of namespaces and of the cluster share. For this room.
namespace signalbox {

template <class Seen, class... All>
constexpr std::size_t indexIn(const std::variant<All...> * /*sights*/)
{
    constexpr std::array isSame{std::is_same_v<Seen, All>...};
    return static_cast<std::size_t>(std::find(isSame.begin(), isSame.end(), true) - isSame.begin());
}

/// A judge of one kind of sight.
template <class Seen>
class JudgeOf : public RuleJudge
{
public:
    [[nodiscard]] std::size_t sight() const final
    {
        return indexIn<Seen>(static_cast<const Sight *>(nullptr));
    }
    [[nodiscard]] std::optional<qint64> judge(const Sight &sight, TaskType type) const final
    {
        return judgeSeen(std::get<Seen>(sight), type);
    }
    [[nodiscard]] std::optional<Milliseconds> lasting(const Sight &sight, TaskType type) const final
    {
        return lastingOf(std::get<Seen>(sight), type);
    }
    [[nodiscard]] QString detail(const Sight &sight) const final { return detailOf(std::get<Seen>(sight)); }

protected:
    [[nodiscard]] virtual std::optional<qint64> judgeSeen(const Seen &seen, TaskType type) const = 0;
    [[nodiscard]] virtual std::optional<Milliseconds> lastingOf(const Seen & /*seen*/,
                                                                TaskType /*type*/) const
    {
        return {};
    }
    [[nodiscard]] virtual QString detailOf(const Seen & /*seen*/) const { return {}; }
};

/// "for 40 s of 5 m" until it fires.
[[nodiscard]] QString lastingClause(const RuleStanding &standing);

/// The judges of what is no queue.
[[nodiscard]] const RuleJudge &scopeJudgeOf(RuleKind kind);

} // namespace signalbox
