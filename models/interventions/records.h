// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/identity/tokens.h"
#include "models/interventions/lever.h"
#include "models/profile/profile.h"

#include <QJsonObject>

/// The journal's two kinds of record, and what ties them to history: pure functions. Keys: see journal.h.
namespace signalbox {

inline const QString terminateVerb = QStringLiteral("terminate");
inline const QString completeActivityVerb = QStringLiteral("complete activity");
inline const QString resetVerb = QStringLiteral("reset");
inline const QString changeRetentionVerb = QStringLiteral("change retention");
inline const QString changeDescriptionVerb = QStringLiteral("change description");
inline const QString deprecateNamespaceVerb = QStringLiteral("deprecate namespace");
inline const QString deleteVerb = QStringLiteral("delete");
inline const QString cleanUpVerb = QStringLiteral("clean up");
inline const QString changeDataVerb = QStringLiteral("change namespace data");
inline const QString addSearchAttributeVerb = QStringLiteral("add search attribute");
inline const QString setUpNamespaceVerb = QStringLiteral("set up namespace");
inline const QString deleteNamespaceVerb = QStringLiteral("delete namespace");

/// 128 random bits as a UUID without braces: names one attempt everywhere.
[[nodiscard]] QString newOperation();
/// "<user>@signalbox/<op>": the `identity` of a write, by which a lost reply is settled from history.
[[nodiscard]] QString identityOf(const QString &user, const QString &op);
[[nodiscard]] QString operationOf(const QString &identity);
/// "(signalbox op <op>)": stands in the reason of a reset, as nothing else of its caller is kept.
[[nodiscard]] QString operationMark(const QString &op);

/// The event by which a run says of which other one a reset made it, the last one first, or null.
[[nodiscard]] const HistoryEvent *resetEvent(const std::vector<HistoryEvent> &newestFirst,
                                             const QString &baseRunId);

[[nodiscard]] QString outcomeWord(Outcome outcome); ///< "lost race", for the journal

/// What every intent begins with, whatever it is about.
[[nodiscard]] QJsonObject intentHead(const QString &op, const Clock &clock, const User &user,
                                     const Profile &profile, const QString &ns, const QString &verb,
                                     const QString &reason);
[[nodiscard]] QJsonObject intentRecord(const QString &op, const Clock &clock, const User &user,
                                       const Profile &profile, const Lever &lever, const QString &reason);
[[nodiscard]] QJsonObject outcomeRecord(const QString &op, Instant time, const Settlement &settlement,
                                        const std::optional<Error> &error);

/// Whether nothing is left to settle: an "unknown" outcome ends nothing, unless the run is gone for good, or
/// what would prove it is.
[[nodiscard]] bool endsIntent(const QJsonObject &outcome);
/// How long ago an intent was written: nothing unless that was since this machine's last start. The wall
/// clock has no part in it.
[[nodiscard]] std::optional<Milliseconds> ageOf(const QJsonObject &intent, const Clock &clock);
/// What an intent was about, as far as settling needs it; null for a verb this version doesn't know.
[[nodiscard]] std::unique_ptr<Provable> leverOf(const QJsonObject &intent);

} // namespace signalbox
