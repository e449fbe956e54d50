// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recovery/verification.h"

#include <algorithm>

namespace signalbox {

bool isDifference(Fate fate)
{
    switch (fate) {
    case Fate::Missing:
    case Fate::Behind:
    case Fate::Reopened:
    case Fate::Ghost:
    case Fate::WrongStatus:
        return true;
    case Fate::ClosedSince:
    case Fate::Advanced:
    case Fate::Intact:
    case Fate::Uncompared:
    case Fate::Unread:
    case Fate::New:
        return false;
    }
    return false;
}

qint64 NamespaceVerification::count(Fate fate) const
{
    const auto found = counts.find(fate);
    return found == counts.end() ? 0 : found->second;
}

bool hasDifference(const NamespaceVerification &result)
{
    return result.state == NamespaceVerification::State::Missing || !result.changes.empty() ||
           std::any_of(fates.begin(), fates.end(),
                       [&](Fate one) { return isDifference(one) && result.count(one) > 0; }) ||
           std::any_of(result.queues.begin(), result.queues.end(),
                       [](const QueueFate &queue) { return queue.now == 0; });
}

bool hasDifference(const Verification &result)
{
    return !result.changes.empty() ||
           std::any_of(result.namespaces.begin(), result.namespaces.end(),
                       [](const NamespaceVerification &one) { return hasDifference(one); });
}

bool hasGap(const NamespaceVerification &result)
{
    return result.state == NamespaceVerification::State::Unread || !result.gaps.empty() ||
           result.count(Fate::Unread) > 0 || result.count(Fate::Uncompared) > 0;
}

bool hasGap(const Verification &result)
{
    return !result.gaps.empty() || std::any_of(result.namespaces.begin(), result.namespaces.end(),
                                               [](const NamespaceVerification &one) { return hasGap(one); });
}

} // namespace signalbox
