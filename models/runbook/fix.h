// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/policy/expectations.h"
#include "models/runbook/drift.h"

/// What could be done about a drift, in the words of `temporal` (1.x) and of Terraform. Names in it are
/// quoted for whoever reads them: a name may be anything. Pure, any thread.
namespace signalbox::fix {

/// With all that the entry says of it.
[[nodiscard]] Fix createNamespace(const QString &ns, const Expectations::Namespace &entry);
[[nodiscard]] Fix setRetention(const QString &ns, std::chrono::seconds retention);
[[nodiscard]] Fix enableArchival(const QString &ns, const QString &uri);
[[nodiscard]] Fix disableArchival(const QString &ns);
[[nodiscard]] Fix describe(const QString &ns, const QString &description);
[[nodiscard]] Fix setOwner(const QString &ns, const QString &owner);
[[nodiscard]] Fix addSearchAttributes(const QString &ns, const std::map<QString, QString> &attributes);
[[nodiscard]] Fix limitActivities(const QueueKey &queue, qint64 perSecond);
/// The runs that a query finds, to be looked at: what is done about them is another decision.
[[nodiscard]] Fix look(const QString &ns, const QString &query, const QString &words);

/// A string of Terraform's language.
[[nodiscard]] QString terraformQuoted(const QString &text);

} // namespace signalbox::fix
