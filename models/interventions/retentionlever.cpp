// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/interventions/namespacelever.h"
#include "models/interventions/records.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// What a person may ask for: a hundred years is more than any clock of a database is tried with.
constexpr int mostDays = 36500;

/// Whole days, as the runbook counts; nothing for anything else.
std::optional<std::chrono::seconds> retentionIn(const QStringList &lines)
{
    bool isNumber = false;
    const int days = lines.value(0).trimmed().toInt(&isNumber);
    if (!isNumber || days < 1 || days > mostDays)
        return std::nullopt;
    return std::chrono::hours(24) * days;
}

/// As a person writes it; in words where it is of no whole days.
QString daysOf(std::chrono::seconds retention)
{
    constexpr qint64 day = 24 * 3600;
    return retention.count() % day == 0 ? QString::number(retention.count() / day)
                                        : formatRetention(retention);
}

/// The server fixes when a run is deleted as it closes: 3 runs closed under 45 s vanished at 45 s although
/// the retention had been a day since (seen on 1.32.1).
QString consequenceOf(const SeenConfig &seen, std::chrono::seconds wanted)
{
    const std::optional<std::chrono::seconds> now = seen.config.info.retention;
    QString text = Text::tr("Runs that close from now on are kept for %1 instead of %2.")
                       .arg(formatRetention(wanted), formatRetention(now));
    if (seen.closedRuns == 0)
        return text;
    const bool isLonger = now && wanted > *now;
    text += u' ';
    if (!seen.closedRuns)
        text += isLonger ? Text::tr("It rescues none of those that have closed: each is deleted when it was "
                                    "to be as it closed. How many there are is not known.")
                         : Text::tr("Those that have closed are kept as long as was set when they closed. "
                                    "How many there are is not known.");
    else if (isLonger)
        text +=
            Text::tr("It rescues none of the %1 that have closed: each is deleted when it was to be as it "
                     "closed.")
                .arg(formatCount(seen.closedRuns));
    else
        text += Text::tr("The %1 that have closed are kept as long as was set when they closed.")
                    .arg(formatCount(seen.closedRuns));
    return text;
}

class RetentionKind final : public NamespaceLeverKind
{
public:
    QString verb() const override { return changeRetentionVerb; }
    QString headline(const InterventionTarget &target) const override
    {
        return Text::tr("Change the retention of %1?").arg(target.ns);
    }
    QString actText(bool stepUp) const override
    {
        return stepUp ? Text::tr("Sign in and change it") : Text::tr("Change it");
    }
    QString keepText() const override { return Text::tr("Leave it as it is"); }
    bool losesClosedRuns() const override { return true; }
    std::vector<LeverInput> inputs() const override
    {
        return {{u"retentionDays"_s, Text::tr("Retention, in days")}};
    }
    QStringList initial(const Seen &seen) const override
    {
        const auto now = std::get<SeenConfig>(seen).config.info.retention;
        return {now ? daysOf(*now) : QString()};
    }
    QStringList wanted(const InterventionTarget &target) const override
    {
        return target.wish.retention ? QStringList{daysOf(*target.wish.retention)} : QStringList();
    }
    bool fulfils(const InterventionTarget &target) const override
    {
        const NamespaceWish whole{.retention = target.wish.retention};
        return whole.retention && target.wish == whole && retentionIn(wanted(target)) == whole.retention;
    }
    QStringList missing(const Seen &seen, const QStringList &lines) const override
    {
        const auto wanted = retentionIn(lines);
        if (!wanted)
            return {Text::tr("a retention of whole days, from 1 to %1").arg(mostDays)};
        if (wanted == std::get<SeenConfig>(seen).config.info.retention)
            return {Text::tr("another retention than it has")};
        return {};
    }
    std::unique_ptr<Lever> make(const InterventionTarget &target, const Seen &read,
                                LeverValues values) const override
    {
        const auto &seen = std::get<SeenConfig>(read);
        if (!missing(read, values.lines).isEmpty())
            return nullptr;
        NamespaceChange change;
        change.retention = retentionIn(values.lines);
        return std::make_unique<NamespaceLever>(target.act, seen.config, change,
                                                consequenceOf(seen, *change.retention));
    }
};

} // namespace

const NamespaceLeverKind &retentionKind()
{
    static const RetentionKind kind;
    return kind;
}

} // namespace signalbox
