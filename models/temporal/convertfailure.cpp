// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/convertfailure.h"

#include "models/temporal/convert.h"

#include <temporal/api/failure/v1/message.pb.h>

#include <QJsonDocument>
#include <QJsonObject>

namespace signalbox::convert {

using namespace Qt::StringLiterals;
namespace common = temporal::api::common::v1;
namespace enums = temporal::api::enums::v1;
namespace api_failure = temporal::api::failure::v1;

namespace {

// SDKs wrap an error five or six times at most. A message takes what fits a page, a stack what is read of
// one.
constexpr std::size_t mostLinks = 20;
constexpr std::size_t mostMessageBytes = 16 * 1024;
constexpr std::size_t mostStackBytes = 64 * 1024;

QString cutText(const std::string &bytes, std::size_t most)
{
    return bytes.size() <= most ? text(bytes) : text(bytes.substr(0, most)) + u'…';
}

/// TIMEOUT_TYPE_START_TO_CLOSE -> StartToClose
QString timeoutName(enums::TimeoutType type)
{
    switch (type) {
    case enums::TIMEOUT_TYPE_START_TO_CLOSE:
        return u"StartToClose"_s;
    case enums::TIMEOUT_TYPE_SCHEDULE_TO_START:
        return u"ScheduleToStart"_s;
    case enums::TIMEOUT_TYPE_SCHEDULE_TO_CLOSE:
        return u"ScheduleToClose"_s;
    case enums::TIMEOUT_TYPE_HEARTBEAT:
        return u"Heartbeat"_s;
    default:
        return {};
    }
}

/// SDKs that encode failures leave "Encoded failure" as the message and put the real one, with the stack,
/// into a payload, which a codec may then encrypt.
void takeEncoded(FailureLink &link, const Payload &encoded)
{
    const QJsonDocument json = QJsonDocument::fromJson(encoded.data);
    const QJsonValue message = json.object()[u"message"_s];
    if (encoded.encoding == "json/plain"_L1 && message.isString()) {
        link.message = cutText(message.toString().toStdString(), mostMessageBytes);
        link.stackTrace = cutText(json.object()[u"stack_trace"_s].toString().toStdString(), mostStackBytes);
        return;
    }
    link.isEncrypted = true;
    link.message.clear();
    link.stackTrace.clear();
}

void takeApplication(FailureLink &link, const api_failure::ApplicationFailureInfo &info)
{
    link.kind = FailureKind::Application;
    link.type = cutText(info.type(), mostMessageBytes);
    link.isNonRetryable = info.non_retryable();
    link.details = payloads(info.details());
}

void takeTimeout(FailureLink &link, const api_failure::TimeoutFailureInfo &info)
{
    link.kind = FailureKind::Timeout;
    link.subject = timeoutName(info.timeout_type());
    link.details = payloads(info.last_heartbeat_details());
}

void takeNexusOperation(FailureLink &link, const api_failure::NexusOperationFailureInfo &info)
{
    link.kind = FailureKind::NexusOperation;
    link.subject = text(info.service()) + u'.' + text(info.operation());
}

void takeNexusHandler(FailureLink &link, const api_failure::NexusHandlerFailureInfo &info)
{
    link.kind = FailureKind::NexusHandler;
    link.type = text(info.type());
}

void takeInfo(FailureLink &link, const api_failure::Failure &message)
{
    switch (message.failure_info_case()) {
    case api_failure::Failure::kApplicationFailureInfo:
        return takeApplication(link, message.application_failure_info());
    case api_failure::Failure::kTimeoutFailureInfo:
        return takeTimeout(link, message.timeout_failure_info());
    case api_failure::Failure::kCanceledFailureInfo:
        link.kind = FailureKind::Canceled;
        link.details = payloads(message.canceled_failure_info().details());
        return;
    case api_failure::Failure::kTerminatedFailureInfo:
        link.kind = FailureKind::Terminated;
        return;
    case api_failure::Failure::kServerFailureInfo:
        link.kind = FailureKind::Server;
        link.isNonRetryable = message.server_failure_info().non_retryable();
        return;
    case api_failure::Failure::kResetWorkflowFailureInfo:
        link.kind = FailureKind::Reset;
        return;
    case api_failure::Failure::kActivityFailureInfo:
        link.kind = FailureKind::Activity;
        link.subject = text(message.activity_failure_info().activity_type().name());
        return;
    case api_failure::Failure::kChildWorkflowExecutionFailureInfo:
        link.kind = FailureKind::ChildWorkflow;
        link.subject = text(message.child_workflow_execution_failure_info().workflow_type().name());
        return;
    case api_failure::Failure::kNexusOperationExecutionFailureInfo:
        return takeNexusOperation(link, message.nexus_operation_execution_failure_info());
    case api_failure::Failure::kNexusHandlerFailureInfo:
        return takeNexusHandler(link, message.nexus_handler_failure_info());
    case api_failure::Failure::FAILURE_INFO_NOT_SET:
        break;
    }
}

FailureLink failureLink(const api_failure::Failure &message)
{
    FailureLink link;
    link.message = cutText(message.message(), mostMessageBytes);
    link.source = cutText(message.source(), mostMessageBytes);
    link.stackTrace = cutText(message.stack_trace(), mostStackBytes);
    takeInfo(link, message);
    if (message.has_encoded_attributes())
        takeEncoded(link, payload(message.encoded_attributes()));
    return link;
}

} // namespace

Payload payload(const common::Payload &message)
{
    const auto metadata = [&message](const char *key) {
        const auto found = message.metadata().find(key);
        return found == message.metadata().end() ? QString() : text(found->second);
    };
    return {metadata("encoding"), metadata("messageType"), QByteArray::fromStdString(message.data())};
}

std::vector<Payload> payloads(const common::Payloads &message)
{
    std::vector<Payload> result;
    result.reserve(static_cast<std::size_t>(message.payloads_size()));
    for (const auto &each : message.payloads())
        result.push_back(payload(each));
    return result;
}

Failure failure(const api_failure::Failure &message)
{
    Failure result;
    for (const auto *at = &message; at; at = at->has_cause() ? &at->cause() : nullptr) {
        // The last place is the innermost's, however deep it lies.
        if (result.links.size() == mostLinks) {
            result.links.pop_back();
            ++result.omitted;
        }
        result.links.push_back(failureLink(*at));
    }
    return result;
}

} // namespace signalbox::convert
