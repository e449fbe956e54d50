// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/convertvalues.h"

#include "models/temporal/convert.h"
#include "models/temporal/convertfailure.h"

#include <google/protobuf/message.h>
#include <temporal/api/common/v1/message.pb.h>
#include <temporal/api/failure/v1/message.pb.h>

namespace signalbox::convert {

using namespace Qt::StringLiterals;
namespace pb = google::protobuf;
namespace common = temporal::api::common::v1;
using FailureMessage = temporal::api::failure::v1::Failure;

namespace {

constexpr int deepest = 8; // attributes nest four deep at most
constexpr std::size_t mostValues = 1000;

/// By descriptor: sixty kinds of attributes hold payloads in forty fields, and kinds are to come.
class Collector
{
public:
    void take(const pb::Message &message, const QString &name, int depth);

    std::vector<NamedPayload> values;

private:
    void takeField(const pb::Message &message, const pb::FieldDescriptor *field, const QString &name,
                   int depth);
    void takeEntry(const pb::Message &entry, const QString &name, int depth);
};

void Collector::take(const pb::Message &message, const QString &name, int depth)
{
    if (message.GetDescriptor() == common::Payload::descriptor())
        return values.push_back({name, payload(static_cast<const common::Payload &>(message))});
    if (message.GetDescriptor() == FailureMessage::descriptor() || depth > deepest)
        return;
    std::vector<const pb::FieldDescriptor *> fields;
    message.GetReflection()->ListFields(message, &fields);
    for (const pb::FieldDescriptor *field : fields)
        if (field->message_type())
            takeField(message, field, depth == 0 ? text(field->name()) : name, depth);
}

void Collector::takeField(const pb::Message &message, const pb::FieldDescriptor *field, const QString &name,
                          int depth)
{
    const pb::Reflection *reflection = message.GetReflection();
    if (!field->is_repeated())
        return take(reflection->GetMessage(message, field), name, depth + 1);
    const int count = reflection->FieldSize(message, field);
    for (int i = 0; i < count && values.size() < mostValues; ++i) {
        const pb::Message &item = reflection->GetRepeatedMessage(message, field, i);
        if (field->is_map())
            takeEntry(item, name, depth);
        else
            take(item, i == 0 ? name : u"%1 %2"_s.arg(name, QString::number(i + 1)), depth + 1);
    }
}

/// One key of a map with its value.
void Collector::takeEntry(const pb::Message &entry, const QString &name, int depth)
{
    const pb::FieldDescriptor *key = entry.GetDescriptor()->map_key();
    const pb::FieldDescriptor *value = entry.GetDescriptor()->map_value();
    if (value->message_type() && key->cpp_type() == pb::FieldDescriptor::CPPTYPE_STRING)
        take(entry.GetReflection()->GetMessage(entry, value),
             name + u' ' + text(entry.GetReflection()->GetString(entry, key)), depth + 1);
}

} // namespace

std::vector<NamedPayload> valuesOf(const pb::Message &attributes)
{
    Collector collector;
    collector.take(attributes, {}, 0);
    return std::move(collector.values);
}

} // namespace signalbox::convert
