// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/lever.h"

#include <QStringList>

namespace signalbox {

// As in lever.h.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
/// What the server wants a person to hold on the namespace: "write", "admin".
enum class LeverRole { Write, Admin };
#pragma GCC diagnostic pop

/// What is read of a namespace beside its settings.
struct NamespaceParts
{
    bool attributes = false;
    bool mayBeMissing = false; ///< that there is none is an answer like any other
    bool schedules = false;    ///< how many there are
};

/// A line that a person writes for a lever beside the reason.
struct LeverInput
{
    QString name; ///< of the widget
    QString label;
};

/// What a person wrote beside the reason.
struct LeverValues
{
    WrittenResult result{}; ///< of a lever that takes one
    QStringList lines{};    ///< one an input
};

/// One kind of lever as a person meets it: its words, what it takes, when it is pointless, and how one is
/// made of what was read. A dialog shows any of them without knowing which. One object a kind, without state,
/// for ever.
class LeverKind
{
public:
    virtual ~LeverKind() = default;

    [[nodiscard]] virtual QString verb() const = 0;
    [[nodiscard]] virtual LeverRole role() const { return LeverRole::Write; }
    [[nodiscard]] virtual QString headline(const InterventionTarget &target) const = 0; ///< "Terminate x?"
    [[nodiscard]] virtual QString actText(bool stepUp) const = 0; ///< "Sign in and terminate"
    [[nodiscard]] virtual QString keepText() const = 0;           ///< "Keep running"
    [[nodiscard]] virtual QString reasonLabel() const = 0;        ///< says where the reason is kept
    [[nodiscard]] virtual bool takesResult() const { return false; }
    [[nodiscard]] virtual std::vector<LeverInput> inputs() const { return {}; }
    /// Whether its target is read with the way back.
    [[nodiscard]] virtual bool bringsBack() const { return false; }
    [[nodiscard]] virtual NamespaceParts parts() const { return {}; }
    /// Nothing is left of its target: the id is typed wherever that is, and one that is kept is refused.
    [[nodiscard]] virtual bool deletes() const { return false; }
    /// Runs that have closed go all the same, now or later: their histories may be wanted as files first.
    [[nodiscard]] virtual bool losesClosedRuns() const { return false; }
    /// What may be wanted once it was done.
    [[nodiscard]] virtual std::optional<InterventionTarget::Act> next() const { return std::nullopt; }

    /// Why the act is pointless on what was read; empty if it isn't.
    [[nodiscard]] virtual QString obstacle(const InterventionTarget &target, const Seen &seen) const = 0;
    /// Why what is read now is nothing that was opened; empty if it is.
    [[nodiscard]] virtual QString otherThan(const InterventionTarget &target, const Seen &opened,
                                            const Seen &now) const = 0;
    /// LostRace with a sentence if anything that matters changed since it was opened.
    [[nodiscard]] virtual Done unchanged(const InterventionTarget &target, const Seen &opened,
                                         const Seen &now) const = 0;
    /// What the inputs hold to begin with, one each.
    [[nodiscard]] virtual QStringList initial(const Seen &) const { return {}; }
    /// What they hold instead as the target has it, one each; an empty one holds what was seen.
    [[nodiscard]] virtual QStringList wanted(const InterventionTarget &) const { return {}; }
    /// Whether what a line was seen to hold stands, whatever the target has.
    [[nodiscard]] virtual bool keeps(qsizetype /*line*/, const QString & /*seen*/) const { return false; }
    /// Whether what wanted() says is all that the target's wish asks for.
    [[nodiscard]] virtual bool fulfils(const InterventionTarget &) const { return false; }
    /// What the lines lack to be sent, as words for a list; empty if nothing.
    [[nodiscard]] virtual QStringList missing(const Seen &, const QStringList & /*lines*/) const
    {
        return {};
    }
    /// Null where there is nothing to pull.
    [[nodiscard]] virtual std::unique_ptr<Lever> make(const InterventionTarget &target, const Seen &seen,
                                                      LeverValues values) const = 0;
};

/// Of a lever on a run.
class RunLeverKind : public LeverKind
{
public:
    /// Why a run of this status is none for it, short enough to stand beside the lever; empty if it is one.
    [[nodiscard]] virtual QString whyNot(ExecutionStatus status) const = 0;

    [[nodiscard]] QString otherThan(const InterventionTarget &target, const Seen &opened,
                                    const Seen &now) const final;
    [[nodiscard]] Done unchanged(const InterventionTarget &target, const Seen &opened,
                                 const Seen &now) const final;
};

/// Of a lever on a namespace.
class NamespaceLeverKind : public LeverKind
{
public:
    [[nodiscard]] LeverRole role() const final { return LeverRole::Admin; }
    [[nodiscard]] QString reasonLabel() const final;
    [[nodiscard]] QString obstacle(const InterventionTarget &target, const Seen &seen) const override;
    [[nodiscard]] QString otherThan(const InterventionTarget &target, const Seen &opened,
                                    const Seen &now) const override;
    [[nodiscard]] Done unchanged(const InterventionTarget &target, const Seen &opened,
                                 const Seen &now) const override;
};

[[nodiscard]] const LeverKind &kindOf(InterventionTarget::Act act);
[[nodiscard]] QString roleWord(LeverRole role); ///< "admin", as the server spells it

/// Of runs that are open.
[[nodiscard]] const RunLeverKind &terminateKind();
[[nodiscard]] const RunLeverKind &completeActivityKind();
/// Of closed runs.
[[nodiscard]] const RunLeverKind &resetKind();
[[nodiscard]] const RunLeverKind &deleteKind();
[[nodiscard]] const NamespaceLeverKind &retentionKind();
[[nodiscard]] const NamespaceLeverKind &describeKind();
[[nodiscard]] const NamespaceLeverKind &deprecateKind();
[[nodiscard]] const NamespaceLeverKind &namespaceDataKind();
[[nodiscard]] const NamespaceLeverKind &searchAttributeKind();
[[nodiscard]] const NamespaceLeverKind &setUpKind();
[[nodiscard]] const NamespaceLeverKind &deleteNamespaceKind();

/// The pending activity of that id, or null.
[[nodiscard]] const PendingActivity *findActivity(const ExecutionDescription &run, const QString &activityId);

} // namespace signalbox
