// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/seen.h"
#include "models/temporal/namespacechange.h"

#include <QStringList>

#include <vector>

namespace signalbox {

/// One thing that a namespace is to be, held against what it is.
struct PlanLine
{
    enum class Kind {
        Same,
        Add,
        Change,
        Impossible, ///< it is otherwise, and no call of the server's puts it right
        Unknown     ///< it could not be read
    };

    Kind kind = Kind::Same;
    QString field;    ///< for people: "retention"
    QString before{}; ///< empty: nothing was there
    QString after{};
    QString reason{}; ///< why it is impossible or unknown

    bool operator==(const PlanLine &) const = default;
};

/// What is to be done so that a namespace is as it is wished: a value that says it line by line, and what is
/// sent for it. Made of what was read, so that it is empty once all is done and goes on where it stopped.
struct NamespacePlan
{
    QString obstacle{}; ///< why nothing can be done now, as a sentence; empty: nothing is in the way
    bool makes = false; ///< there is none of this name yet
    std::vector<PlanLine> lines{};
    NamespaceChange change{}; ///< what it is made with, or what of it is set
    SearchAttributes add{};   ///< after that

    [[nodiscard]] bool changes() const { return makes || change != NamespaceChange(); }
    [[nodiscard]] bool hasSteps() const { return obstacle.isEmpty() && (changes() || !add.empty()); }
    [[nodiscard]] int count(PlanLine::Kind kind) const;
    bool operator==(const NamespacePlan &) const = default;
};

[[nodiscard]] NamespacePlan planOf(const NamespaceWish &wish, const SeenConfig &seen);

[[nodiscard]] QString planSymbol(PlanLine::Kind kind); ///< "+", "~", "!", "?", "="
[[nodiscard]] QString planWord(PlanLine::Kind kind);   ///< for programs: "add"
/// Without its symbol and field: "7 d → 30 d (why it is impossible)".
/// "7 d → 30 d", and with the reason behind it.
[[nodiscard]] QString planChange(const PlanLine &line);
[[nodiscard]] QString planValue(const PlanLine &line);
/// "2 to add, 1 to change, 1 impossible", or that there is nothing to do.
[[nodiscard]] QString planTotals(const NamespacePlan &plan);
/// 1 if anything is to be done or impossible, else 3 if anything is not known, else 0.
[[nodiscard]] int planExitCode(const NamespacePlan &plan);
/// The lines for a shell that would do it, in their order.
[[nodiscard]] QStringList planCommands(const QString &ns, const NamespacePlan &plan);

} // namespace signalbox
