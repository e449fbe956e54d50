// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/searchattribute.h"
#include "models/base/text.h"
#include "models/interventions/namespacelever.h"
#include "models/interventions/planlever.h"
#include "models/interventions/records.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Of a lever that does what a plan says.
class PlanKind : public NamespaceLeverKind
{
public:
    [[nodiscard]] NamespaceParts parts() const override { return {.attributes = true, .mayBeMissing = true}; }
    /// What was planned is shown anew with each reading, whoever made or removed the namespace meanwhile.
    [[nodiscard]] QString otherThan(const InterventionTarget &, const Seen &, const Seen &) const final
    {
        return {};
    }
};

/// Of what the runbook says of the namespace.
class SetUpKind final : public PlanKind
{
public:
    QString verb() const override { return setUpNamespaceVerb; }
    QString headline(const InterventionTarget &target) const override
    {
        return Text::tr("Set up %1 as the runbook says?").arg(target.ns);
    }
    QString actText(bool stepUp) const override
    {
        return stepUp ? Text::tr("Sign in and set it up") : Text::tr("Set it up");
    }
    QString keepText() const override { return Text::tr("Leave it as it is"); }
    QString obstacle(const InterventionTarget &target, const Seen &seen) const override
    {
        const auto &config = std::get<SeenConfig>(seen);
        if (config.isMissing && !target.mayMake)
            return Text::tr("There is no such namespace any more: check the runbook again.");
        const NamespacePlan plan = planOf(target.wish, config);
        if (!plan.obstacle.isEmpty())
            return plan.obstacle;
        return plan.hasSteps() ? QString() : Text::tr("There is nothing to do: %1.").arg(planTotals(plan));
    }
    Done unchanged(const InterventionTarget &target, const Seen &opened, const Seen &now) const override
    {
        return planOf(target.wish, std::get<SeenConfig>(opened)) ==
                       planOf(target.wish, std::get<SeenConfig>(now))
                   ? Done()
                   : fail(ErrorKind::LostRace, Text::tr("Something else is to be done."));
    }
    std::unique_ptr<Lever> make(const InterventionTarget &target, const Seen &seen,
                                LeverValues) const override
    {
        if (!obstacle(target, seen).isEmpty())
            return nullptr;
        return std::make_unique<PlanLever>(target, std::get<SeenConfig>(seen));
    }
};

/// Of one search attribute, whatever the runbook says.
class SearchAttributeKind final : public PlanKind
{
public:
    QString verb() const override { return addSearchAttributeVerb; }
    [[nodiscard]] NamespaceParts parts() const override { return {.attributes = true}; }
    QString headline(const InterventionTarget &target) const override
    {
        return Text::tr("Add a search attribute to %1?").arg(target.ns);
    }
    QString actText(bool stepUp) const override
    {
        return stepUp ? Text::tr("Sign in and add it") : Text::tr("Add it");
    }
    QString keepText() const override { return Text::tr("Leave it as it is"); }
    std::vector<LeverInput> inputs() const override
    {
        return {{u"attributeName"_s, Text::tr("Name")},
                {u"attributeType"_s, Text::tr("Type: %1").arg(searchAttributeTypes().join(u", "_s))}};
    }
    QStringList initial(const Seen &) const override { return {QString(), u"Keyword"_s}; }
    QStringList wanted(const InterventionTarget &target) const override
    {
        const SearchAttributes &all = target.wish.searchAttributes;
        return all.size() == 1 ? QStringList{all.begin()->first, all.begin()->second} : QStringList();
    }
    bool fulfils(const InterventionTarget &target) const override
    {
        const NamespaceWish one{.searchAttributes = target.wish.searchAttributes};
        return target.wish == one && one.searchAttributes.size() == 1;
    }
    QStringList missing(const Seen &read, const QStringList &lines) const override;
    Done unchanged(const InterventionTarget &, const Seen &opened, const Seen &now) const override
    {
        const auto &before = std::get<SeenConfig>(opened);
        const auto &after = std::get<SeenConfig>(now);
        if (Done same = sameNamespace(before.config.info, after.config.info); !same)
            return same;
        return before.attributes == after.attributes
                   ? Done()
                   : fail(ErrorKind::LostRace, Text::tr("Its search attributes are others now."));
    }
    std::unique_ptr<Lever> make(const InterventionTarget &target, const Seen &read,
                                LeverValues values) const override
    {
        if (!missing(read, values.lines).isEmpty())
            return nullptr;
        InterventionTarget aim = target;
        aim.wish.searchAttributes = {{values.lines[0].trimmed(), values.lines[1].trimmed()}};
        return std::make_unique<PlanLever>(std::move(aim), std::get<SeenConfig>(read));
    }
};

QStringList SearchAttributeKind::missing(const Seen &read, const QStringList &lines) const
{
    const auto &seen = std::get<SeenConfig>(read);
    QStringList words;
    const QString name = lines.value(0).trimmed();
    if (!isSearchAttributeName(name))
        words << Text::tr("a name of letters, digits and '_' that begins with a letter and is not Temporal's "
                          "own");
    if (!searchAttributeTypes().contains(lines.value(1).trimmed()))
        words << Text::tr("one of the types");
    if (!seen.attributes)
        words << Text::tr("what search attributes it has (%1)").arg(seen.attributesTrouble);
    else if (seen.attributes->contains(name))
        words << Text::tr("another name: it has one of this name");
    return words;
}

} // namespace

const NamespaceLeverKind &setUpKind()
{
    static const SetUpKind kind;
    return kind;
}

const NamespaceLeverKind &searchAttributeKind()
{
    static const SearchAttributeKind kind;
    return kind;
}

} // namespace signalbox
