// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/diagnosis/diagnose.h"

#include "models/base/format.h"
#include "models/base/text.h"
#include "models/diagnosis/causes.h"
#include "models/diagnosis/evidence.h"
#include "models/diagnosis/wholequeue.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

struct CauseKind
{
    Cause cause;
    const char *code; ///< for programs
    const char *name; ///< for people, untranslated
    bool needsCure;   ///< else time alone mends it
    Finding (*examine)(const Side &side);
};

/// In the order in which they are to be cured. What comes earlier holds tasks whatever comes later does.
constexpr CauseKind kinds[] = {
    {Cause::Held, "held", QT_TRANSLATE_NOOP("signalbox::Text", "held"), true, &causes::held},
    {Cause::Ghosts, "ghosts", QT_TRANSLATE_NOOP("signalbox::Text", "ghosts"), false, &causes::ghosts},
    {Cause::RunsPaused, "runs_paused", QT_TRANSLATE_NOOP("signalbox::Text", "runs paused"), true,
     &causes::runsPaused},
    {Cause::NobodyPolls, "nobody_polls", QT_TRANSLATE_NOOP("signalbox::Text", "nobody polls"), true,
     &causes::nobodyPolls},
    {Cause::PollersSilent, "pollers_silent", QT_TRANSLATE_NOOP("signalbox::Text", "pollers silent"), true,
     &causes::pollersSilent},
    {Cause::VersionUnpolled, "version_unpolled",
     QT_TRANSLATE_NOOP("signalbox::Text", "the current version is not polled"), true,
     &causes::versionUnpolled},
    {Cause::RateLimited, "rate_limited", QT_TRANSLATE_NOOP("signalbox::Text", "limited"), true,
     &causes::rateLimited},
    {Cause::ActivitiesFail, "activities_fail",
     QT_TRANSLATE_NOOP("signalbox::Text", "activities fail and back off"), true, &causes::activitiesFail},
    {Cause::PriorityStarves, "priority_starves", QT_TRANSLATE_NOOP("signalbox::Text", "a priority starves"),
     true, &causes::priorityStarves},
    {Cause::SlotsBusy, "slots_busy", QT_TRANSLATE_NOOP("signalbox::Text", "all slots busy"), true,
     &causes::slotsBusy},
    {Cause::JustLoaded, "just_loaded", QT_TRANSLATE_NOOP("signalbox::Text", "just loaded, too early to say"),
     false, &causes::justLoaded},
    {Cause::Grows, "grows", QT_TRANSLATE_NOOP("signalbox::Text", "grows faster than it drains"), true,
     &causes::grows},
    {Cause::Drains, "drains", QT_TRANSLATE_NOOP("signalbox::Text", "drains"), false, &causes::drains},
};

struct Examined
{
    const CauseKind *kind = nullptr;
    TaskType type = TaskType::Workflow;
    Finding finding;

    [[nodiscard]] bool holds() const { return finding.answer == Finding::Answer::Yes; }
};

/// Each cause on each type, in the order of cure.
std::vector<Examined> examineAll(const Observed &seen)
{
    const Side sides[] = {{seen, TaskType::Workflow}, {seen, TaskType::Activity}};
    std::vector<Examined> all;
    for (const CauseKind &kind : kinds)
        for (const Side &side : sides)
            all.push_back({&kind, side.type(), kind.examine(side)});
    return all;
}

/// What holds a type's tasks is the first that does; of both types' that which time does not mend.
const Examined *chosen(const std::vector<Examined> &all)
{
    const auto firstOf = [&](TaskType type) {
        return std::find_if(all.begin(), all.end(),
                            [type](const Examined &one) { return one.type == type && one.holds(); });
    };
    const auto workflow = firstOf(TaskType::Workflow);
    const auto activity = firstOf(TaskType::Activity);
    if (workflow == all.end() || activity == all.end())
        return workflow == all.end() && activity == all.end() ? nullptr : &*std::min(workflow, activity);
    if (workflow->kind->needsCure != activity->kind->needsCure)
        return workflow->kind->needsCure ? &*workflow : &*activity;
    return &*std::min(workflow, activity);
}

QString nameOf(const Examined &one)
{
    const QString name = Text::tr(one.kind->name);
    return one.type == TaskType::Workflow ? name : Text::tr("%1 (activities)").arg(name);
}

void addOther(Verdict &verdict, const Examined &one)
{
    const Considered considered{one.kind->cause, nameOf(one), one.finding.text};
    const bool isAsked = !verdict.type || verdict.type == one.type;
    if (one.holds())
        verdict.also.push_back(considered);
    else if (one.finding.answer == Finding::Answer::No && isAsked)
        verdict.ruledOut.push_back(considered);
    else if (one.finding.answer == Finding::Answer::Open && isAsked)
        verdict.open.push_back(considered);
}

/// What holds either type as well, and of the type in question what does not.
void addOthers(Verdict &verdict, const std::vector<Examined> &all, const Examined *chosen)
{
    for (const Examined &one : all)
        if (&one != chosen)
            addOther(verdict, one);
}

Verdict held(const std::vector<Examined> &all, const Examined &chosen)
{
    const Finding &finding = chosen.finding;
    Verdict verdict{chosen.kind->cause,
                    QString::fromLatin1(chosen.kind->code),
                    Text::tr(chosen.kind->name),
                    chosen.type,
                    chosen.kind->needsCure,
                    finding.signal,
                    finding.text,
                    finding.next,
                    finding.evidence,
                    {},
                    {},
                    {}};
    addOthers(verdict, all, &chosen);
    return verdict;
}

} // namespace

bool Verdict::holds(Cause other) const
{
    return cause == other || std::any_of(also.begin(), also.end(),
                                         [other](const Considered &one) { return one.cause == other; });
}

Verdict diagnose(const Observed &seen)
{
    if (auto verdict = wholeQueue(seen))
        return *std::move(verdict);
    const std::vector<Examined> all = examineAll(seen);
    if (const Examined *const found = chosen(all))
        return held(all, *found);
    Verdict verdict = unheld(seen);
    addOthers(verdict, all, nullptr);
    return verdict;
}

} // namespace signalbox
