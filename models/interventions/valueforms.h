// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/temporal/history.h"

#include <QStringList>

#include <optional>
#include <vector>

/// In which form a result is written by hand, so that the workflow can read it: pure functions over what a
/// run shows. Nothing here is decided by a window.
namespace signalbox {

/// How a value is written, and where that was seen.
struct ValueForm
{
    QString encoding;
    QString messageType; ///< of the two protobuf encodings
    qint64 eventId = 0;
    QString workflowId; ///< of another run; empty: of this one

    bool operator==(const ValueForm &) const = default;
};

/// What was seen of an activity's run, and where that had no result of its type, of the last runs like it.
struct ValueForms
{
    std::vector<ValueForm> results; ///< of that activity type, the newest first, each form once
    std::vector<ValueForm> others;  ///< inputs, other results, heartbeats, memo, failures; each form once
    std::optional<Error> failure;   ///< set: not all could be read

    bool operator==(const ValueForms &) const = default;
};

/// A result that a person wrote.
struct WrittenResult
{
    Payload payload;
    QString caveat; ///< what must be accepted before it is sent; empty if nothing

    bool operator==(const WrittenResult &) const = default;
};

/// Adds what these events of one run show; `workflowId` as in ValueForm. What this console completed by hand
/// is no evidence of how workers write.
void addForms(ValueForms &forms, const std::vector<HistoryEvent> &newestFirst, const QString &activityType,
              const QString &workflowId);
void addForms(ValueForms &forms, const std::vector<Payload> &values); ///< of this run, of no event

/// Encoding and message type to begin with, without data. No message type: it is for a person to name.
[[nodiscard]] Payload proposedForm(const ValueForms &forms);
/// Those that were seen, of results first.
[[nodiscard]] QStringList messageTypes(const ValueForms &forms);
/// "Results of review_bid are json/protobuf of ads.Bid (event 11)."
[[nodiscard]] QString groundOf(const ValueForms &forms, const QString &activityType);
/// Why this payload might be what the workflow can't read, or stand unencrypted among what is encrypted;
/// empty if nothing speaks against it.
[[nodiscard]] QString caveatOf(const ValueForms &forms, const QString &activityType, const Payload &chosen);
/// What `chosen` lacks to be a value of its encoding, as words for a list. Its data is valid JSON.
[[nodiscard]] QStringList missingFrom(const Payload &chosen);

} // namespace signalbox
