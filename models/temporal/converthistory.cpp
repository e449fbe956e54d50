// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/converthistory.h"

#include "models/base/text.h"
#include "models/temporal/convert.h"
#include "models/temporal/convertfailure.h"
#include "models/temporal/convertvalues.h"

#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/text_format.h>
#include <temporal/api/history/v1/message.pb.h>

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace signalbox::convert {

using namespace Qt::StringLiterals;
namespace pb = google::protobuf;
namespace enums = temporal::api::enums::v1;
namespace history = temporal::api::history::v1;
using FailureMessage = temporal::api::failure::v1::Failure;

namespace {

/// ("EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED", "EVENT_TYPE_") -> WorkflowExecutionTerminated
QString camel(const std::string &name, QLatin1StringView prefix)
{
    QString result;
    for (const QString &word : text(name).mid(prefix.size()).split(u'_'))
        result += word.left(1) + word.mid(1).toLower();
    return result;
}

QString eventTypeName(int type)
{
    const std::string &name = enums::EventType_Name(type);
    return name.empty() ? Text::tr("EventType %1").arg(type) // of a newer server
                        : camel(name, "EVENT_TYPE_"_L1);
}

QString taskFailureName(enums::WorkflowTaskFailedCause cause)
{
    const std::string &name = enums::WorkflowTaskFailedCause_Name(cause);
    return cause == enums::WORKFLOW_TASK_FAILED_CAUSE_UNSPECIFIED
               ? QString()
               : camel(name, "WORKFLOW_TASK_FAILED_CAUSE_"_L1);
}

/// The one message that an event's `attributes` oneof holds, or null.
const pb::Message *attributesOf(const history::HistoryEvent &event)
{
    const pb::OneofDescriptor *oneof = history::HistoryEvent::GetDescriptor()->FindOneofByName("attributes");
    const pb::FieldDescriptor *field =
        history::HistoryEvent::GetReflection()->GetOneofFieldDescriptor(event, oneof);
    return field ? &history::HistoryEvent::GetReflection()->GetMessage(event, field) : nullptr;
}

// Sixty kinds of attributes share a few field names; by name is shorter than by type and serves kinds to
// come.
QString stringField(const pb::Message &message, const char *name)
{
    const pb::FieldDescriptor *field = message.GetDescriptor()->FindFieldByName(name);
    if (!field || field->cpp_type() != pb::FieldDescriptor::CPPTYPE_STRING || field->is_repeated())
        return {};
    return text(message.GetReflection()->GetString(message, field));
}

qint64 integerField(const pb::Message &message, const char *name)
{
    const pb::FieldDescriptor *field = message.GetDescriptor()->FindFieldByName(name);
    if (!field || field->cpp_type() != pb::FieldDescriptor::CPPTYPE_INT64 || field->is_repeated())
        return 0;
    return message.GetReflection()->GetInt64(message, field);
}

/// What an event is about: the name of the one thing that its attributes name.
QString subjectOf(const pb::Message &attributes)
{
    for (const char *name : {"activity_type", "workflow_type"}) {
        const pb::FieldDescriptor *field = attributes.GetDescriptor()->FindFieldByName(name);
        if (field && field->message_type() && !field->is_repeated())
            return stringField(attributes.GetReflection()->GetMessage(attributes, field), "name");
    }
    for (const char *name : {"signal_name", "marker_name", "operation"}) {
        QString subject = stringField(attributes, name);
        if (!subject.isEmpty())
            return subject;
    }
    return {};
}

qint32 attemptOf(const pb::Message &attributes)
{
    const pb::FieldDescriptor *field = attributes.GetDescriptor()->FindFieldByName("attempt");
    return field && field->cpp_type() == pb::FieldDescriptor::CPPTYPE_INT32 && !field->is_repeated()
               ? attributes.GetReflection()->GetInt32(attributes, field)
               : 0;
}

/// Whatever its field is called: what failed, what failed before, or how the run before this one ended.
Failure failureField(const pb::Message &message)
{
    const pb::Descriptor *type = message.GetDescriptor();
    for (int i = 0; i < type->field_count(); ++i) {
        const pb::FieldDescriptor *field = type->field(i);
        if (field->message_type() == FailureMessage::descriptor() && !field->is_repeated() &&
            message.GetReflection()->HasField(message, field))
            return failure(
                static_cast<const FailureMessage &>(message.GetReflection()->GetMessage(message, field)));
    }
    return {};
}

/// The attributes as proto text. Stops at the limit rather than print a 2 MiB payload and cut it.
QString summaryOf(const pb::Message &attributes)
{
    std::array<char, 4096> buffer{};
    pb::io::ArrayOutputStream stream(buffer.data(), int(buffer.size()));
    pb::TextFormat::Printer printer;
    printer.SetUseUtf8StringEscaping(true);
    printer.SetTruncateStringFieldLongerThan(1024);
    const bool whole = printer.Print(attributes, &stream);
    QString result = QString::fromUtf8(buffer.data(), qsizetype(stream.ByteCount()));
    if (!whole)
        result += u"…"_s;
    return result.trimmed();
}

/// The text of a single json/plain string, as this program and the CLI send it.
QString singleText(const temporal::api::common::v1::Payloads &payloads)
{
    if (payloads.payloads_size() != 1)
        return {};
    const std::string &data = payloads.payloads(0).data();
    return QJsonDocument::fromJson('[' + QByteArray::fromStdString(data) + ']').array().at(0).toString();
}

HistoryEvent historyEvent(const history::HistoryEvent &event)
{
    HistoryEvent result;
    result.id = event.event_id();
    if (event.has_event_time())
        result.time = instant(event.event_time());
    result.type = eventTypeName(event.event_type());
    result.principalType = text(event.principal().type());
    result.principalName = text(event.principal().name());
    const pb::Message *attributes = attributesOf(event);
    if (!attributes)
        return result;
    result.identity = stringField(*attributes, "identity");
    result.reason = stringField(*attributes, "reason");
    if (result.reason.isEmpty()) // of a request to cancel; elsewhere it is an enumeration
        result.reason = stringField(*attributes, "cause");
    result.activityId = stringField(*attributes, "activity_id");
    result.scheduledEventId = integerField(*attributes, "scheduled_event_id");
    result.initiatedEventId = integerField(*attributes, "initiated_event_id");
    if (event.has_workflow_execution_started_event_attributes())
        result.taskQueue = text(event.workflow_execution_started_event_attributes().task_queue().name());
    result.subject = subjectOf(*attributes);
    result.attempt = attemptOf(*attributes);
    result.startedEventId = integerField(*attributes, "started_event_id");
    result.timerId = stringField(*attributes, "timer_id");
    if (event.has_timer_started_event_attributes())
        result.timerLength = duration(event.timer_started_event_attributes().start_to_fire_timeout());
    result.newRunId = stringField(*attributes, "new_execution_run_id");
    result.baseRunId = stringField(*attributes, "base_run_id");
    if (!result.baseRunId.isEmpty())
        result.newRunId = stringField(*attributes, "new_run_id");
    result.failure = failureField(*attributes);
    if (event.has_workflow_task_failed_event_attributes())
        result.cause = taskFailureName(event.workflow_task_failed_event_attributes().cause());
    if (event.has_workflow_execution_terminated_event_attributes())
        result.details = singleText(event.workflow_execution_terminated_event_attributes().details());
    result.values = valuesOf(*attributes);
    result.summary = summaryOf(*attributes);
    return result;
}

} // namespace

std::vector<HistoryEvent> historyEvents(const history::History &history)
{
    std::vector<HistoryEvent> result;
    result.reserve(static_cast<std::size_t>(history.events_size()));
    QHash<qint64, QString> activities;
    for (const auto &event : history.events()) {
        result.push_back(historyEvent(event));
        if (event.has_activity_task_scheduled_event_attributes())
            activities.insert(result.back().id, result.back().activityId);
    }
    for (HistoryEvent &event : result)
        if (event.activityId.isEmpty())
            event.activityId = activities.value(event.scheduledEventId);
    return result;
}

} // namespace signalbox::convert
