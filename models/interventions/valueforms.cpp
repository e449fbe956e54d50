// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/valueforms.h"

#include "models/base/displaytext.h"
#include "models/base/explain.h"
#include "models/base/text.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr auto plain = "json/plain"_L1;
constexpr auto protobufJson = "json/protobuf"_L1;
constexpr auto protobufBinary = "binary/protobuf"_L1;
constexpr auto nothing = "binary/null"_L1;

bool isProtobuf(const ValueForm &form)
{
    return form.encoding == protobufJson || form.encoding == protobufBinary;
}

/// Of no converter of Temporal's own: encrypted, packed, or something that only a codec reads.
bool isForeign(const ValueForm &form)
{
    constexpr std::array known{plain, protobufJson, protobufBinary, nothing, "binary/plain"_L1};
    return std::none_of(known.begin(), known.end(),
                        [&form](QLatin1StringView each) { return form.encoding == each; });
}

/// Whether a worker that reads the one reads the other too.
bool reads(const ValueForm &seen, const Payload &chosen)
{
    if (isProtobuf(seen))
        return chosen.encoding == protobufJson && chosen.messageType == seen.messageType;
    return chosen.encoding == plain && (seen.encoding == plain || seen.encoding == nothing);
}

void addOnce(std::vector<ValueForm> &forms, ValueForm form)
{
    const bool isKnown = std::any_of(forms.begin(), forms.end(), [&form](const ValueForm &each) {
        return each.encoding == form.encoding && each.messageType == form.messageType;
    });
    if (!isKnown)
        forms.push_back(std::move(form));
}

/// Search attributes are never encoded; headers by who adds them, whatever the run's converter is.
bool isOfTheConverter(const NamedPayload &value)
{
    return !value.name.startsWith("search_attributes"_L1) && !value.name.startsWith("header"_L1);
}

bool isByHand(const HistoryEvent &event)
{
    return event.identity.contains("@signalbox/"_L1);
}

QString nameOf(const QString &encoding, const QString &messageType)
{
    const QString name = encoding.isEmpty() ? Text::tr("of no named encoding") : displayText(encoding, 80);
    return messageType.isEmpty() ? name : Text::tr("%1 of %2").arg(name, displayText(messageType, 200));
}

QString nameOf(const ValueForm &form)
{
    return nameOf(form.encoding, form.messageType);
}

/// " (event 11 of bid-7)"
QString placeOf(const ValueForm &form)
{
    if (form.eventId == 0)
        return {};
    const QString event = Text::tr("event %1").arg(form.eventId);
    return u" (%1)"_s.arg(form.workflowId.isEmpty()
                              ? event
                              : Text::tr("%1 of %2").arg(event, displayText(form.workflowId, 120)));
}

const ValueForm *firstOf(const std::vector<ValueForm> &forms, bool (*is)(const ValueForm &))
{
    const auto found = std::find_if(forms.begin(), forms.end(), is);
    return found == forms.end() ? nullptr : &*found;
}

const ValueForm *firstForeign(const ValueForms &forms)
{
    const ValueForm *result = firstOf(forms.results, isForeign);
    return result ? result : firstOf(forms.others, isForeign);
}

/// The newest that says more than that there was no value, or null.
const ValueForm *tellingResult(const ValueForms &forms)
{
    return firstOf(forms.results, [](const ValueForm &form) { return form.encoding != nothing; });
}

} // namespace

void addForms(ValueForms &forms, const std::vector<HistoryEvent> &newestFirst, const QString &activityType,
              const QString &workflowId)
{
    QHash<qint64, QString> types; // by the event that scheduled it: only that one has the type
    for (const HistoryEvent &event : newestFirst)
        if (event.type == "ActivityTaskScheduled"_L1)
            types.insert(event.id, event.subject);
    for (const HistoryEvent &event : newestFirst) {
        const bool isResult = event.type == "ActivityTaskCompleted"_L1 &&
                              types.value(event.scheduledEventId) == activityType && !activityType.isEmpty();
        if (event.type == "ActivityTaskCompleted"_L1 && isByHand(event))
            continue;
        for (const NamedPayload &value : event.values)
            if (isOfTheConverter(value))
                addOnce(isResult ? forms.results : forms.others,
                        {value.payload.encoding, value.payload.messageType, event.id, workflowId});
        for (const FailureLink &link : event.failure.links)
            if (link.isEncrypted)
                addOnce(forms.others, {Text::tr("encrypted"), {}, event.id, workflowId});
    }
}

void addForms(ValueForms &forms, const std::vector<Payload> &values)
{
    for (const Payload &value : values)
        addOnce(forms.others, {value.encoding, value.messageType, 0, {}});
}

Payload proposedForm(const ValueForms &forms)
{
    const ValueForm *result = tellingResult(forms);
    if (result && isProtobuf(*result))
        return {protobufJson, result->messageType, {}};
    if (forms.results.empty() && firstOf(forms.others, isProtobuf))
        return {protobufJson, {}, {}}; // whose type is not the result's
    return {plain, {}, {}};
}

QStringList messageTypes(const ValueForms &forms)
{
    QStringList types;
    for (const auto *list : {&forms.results, &forms.others})
        for (const ValueForm &form : *list)
            if (isProtobuf(form) && !form.messageType.isEmpty() && !types.contains(form.messageType))
                types << form.messageType;
    return types;
}

QString groundOf(const ValueForms &forms, const QString &activityType)
{
    const QString activity = displayText(activityType, 120);
    if (!forms.results.empty()) {
        const ValueForm *telling = tellingResult(forms);
        const ValueForm &result = telling ? *telling : forms.results.front();
        return Text::tr("Results of %1 are %2%3.").arg(activity, nameOf(result), placeOf(result));
    }
    if (forms.failure)
        return {};
    QString none = Text::tr("No result of %1 is in this run or in the last runs of its type.").arg(activity);
    const ValueForm *protobuf = firstOf(forms.others, isProtobuf);
    if (protobuf)
        return none + u' ' +
               Text::tr("Other values are %1%2: name the message type of the result, or choose json/plain.")
                   .arg(nameOf(*protobuf), placeOf(*protobuf));
    return none;
}

QString caveatOf(const ValueForms &forms, const QString &activityType, const Payload &chosen)
{
    const QString fails = Text::tr("The workflow may fail at it again and again until it is reset.");
    if (const ValueForm *foreign = firstForeign(forms))
        return Text::tr(
                   "Values of this workflow are %1%2. This result would be stored unencrypted, as %3, for "
                   "everybody who may read the namespace.")
                   .arg(nameOf(*foreign), placeOf(*foreign), nameOf(chosen.encoding, chosen.messageType)) +
               u' ' + fails;
    if (forms.failure)
        return Text::tr("How this workflow's values are written could not be read: %1 If they are encrypted, "
                        "this result would not be.")
                   .arg(explain(*forms.failure).sentence()) +
               u' ' + fails;
    if (forms.results.empty())
        return {};
    const ValueForm *telling = tellingResult(forms);
    // Beside true values, a null says nothing of their form.
    const bool isRead = std::any_of(forms.results.begin(), forms.results.end(), [&](const ValueForm &form) {
        return reads(form, chosen) && (!telling || form.encoding != nothing);
    });
    if (isRead)
        return {};
    const ValueForm &result = telling ? *telling : forms.results.front();
    return Text::tr("Results of %1 are %2%3, and this one would be %4.")
               .arg(displayText(activityType, 120), nameOf(result), placeOf(result),
                    nameOf(chosen.encoding, chosen.messageType)) +
           u' ' + fails;
}

QStringList missingFrom(const Payload &chosen)
{
    QStringList words;
    if (chosen.encoding != protobufJson)
        return words;
    if (chosen.messageType.trimmed().isEmpty())
        words << Text::tr("the message type");
    // But for the well-known types, which may be any value.
    const bool isOwn = !chosen.messageType.startsWith("google.protobuf."_L1);
    if (isOwn && !chosen.data.isEmpty() && !chosen.data.trimmed().startsWith('{'))
        words << Text::tr("an object { } as the result, which is what a message is");
    return words;
}

} // namespace signalbox
