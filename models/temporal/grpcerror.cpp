// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/grpcerror.h"
#include "models/base/text.h"

#include <google/rpc/status.pb.h>
#include <grpcpp/support/status.h>
#include <temporal/api/errordetails/v1/message.pb.h>

#include <QRegularExpression>
#include <QStringList>

#include <array>

namespace signalbox {

using namespace Qt::StringLiterals;
namespace details = temporal::api::errordetails::v1;
namespace enums = temporal::api::enums::v1;

namespace {

struct Code
{
    QLatin1StringView name;
    ErrorKind kind;
};

/// By gRPC's number, 0 (OK) to 16.
constexpr std::array codes{
    Code{"OK"_L1, ErrorKind::Internal},
    Code{"CANCELLED"_L1, ErrorKind::Cancelled},
    Code{"UNKNOWN"_L1, ErrorKind::Internal},
    Code{"INVALID_ARGUMENT"_L1, ErrorKind::Invalid},
    Code{"DEADLINE_EXCEEDED"_L1, ErrorKind::Unreachable},
    Code{"NOT_FOUND"_L1, ErrorKind::NotFound},
    Code{"ALREADY_EXISTS"_L1, ErrorKind::LostRace},
    Code{"PERMISSION_DENIED"_L1, ErrorKind::Denied},
    Code{"RESOURCE_EXHAUSTED"_L1, ErrorKind::Throttled},
    Code{"FAILED_PRECONDITION"_L1, ErrorKind::Internal},
    Code{"ABORTED"_L1, ErrorKind::Internal},
    Code{"OUT_OF_RANGE"_L1, ErrorKind::Internal},
    Code{"UNIMPLEMENTED"_L1, ErrorKind::Unsupported},
    Code{"INTERNAL"_L1, ErrorKind::Internal},
    Code{"UNAVAILABLE"_L1, ErrorKind::Unreachable},
    Code{"DATA_LOSS"_L1, ErrorKind::Internal},
    Code{"UNAUTHENTICATED"_L1, ErrorKind::Denied},
};

QString text(const std::string &bytes)
{
    return QString::fromStdString(bytes);
}

/// "RESOURCE_EXHAUSTED_CAUSE_RPS_LIMIT" -> "rps limit"
QString words(const std::string &enumName, qsizetype prefix)
{
    return text(enumName).mid(prefix).toLower().replace(u'_', u' ');
}

/// What Temporal says beside the message, in brackets; empty if nothing.
QString failureText(const google::protobuf::Any &any)
{
    if (details::PermissionDeniedFailure denied; any.UnpackTo(&denied) && !denied.reason().empty())
        return text(denied.reason());
    if (details::ResourceExhaustedFailure exhausted; any.UnpackTo(&exhausted))
        return u"%1, %2"_s.arg(
            words(enums::ResourceExhaustedCause_Name(exhausted.cause()), sizeof("RESOURCE_EXHAUSTED_CAUSE")),
            words(enums::ResourceExhaustedScope_Name(exhausted.scope()), sizeof("RESOURCE_EXHAUSTED_SCOPE")));
    if (details::NamespaceNotFoundFailure missing; any.UnpackTo(&missing) && !missing.namespace_().empty())
        return Text::tr("namespace %1").arg(text(missing.namespace_()));
    if (details::NamespaceNotActiveFailure passive; any.UnpackTo(&passive))
        return Text::tr("namespace %1 is active in cluster %2")
            .arg(text(passive.namespace_()), text(passive.active_cluster()));
    if (details::NamespaceInvalidStateFailure state; any.UnpackTo(&state))
        return Text::tr("namespace %1 is %2")
            .arg(text(state.namespace_()),
                 words(enums::NamespaceState_Name(state.state()), sizeof("NAMESPACE_STATE")));
    if (details::ClientVersionNotSupportedFailure version; any.UnpackTo(&version))
        return u"supported: %1"_s.arg(text(version.supported_versions()));
    if (details::SystemWorkflowFailure failure; any.UnpackTo(&failure))
        return text(failure.workflow_error());
    return {};
}

QString decodedDetails(const std::string &bytes)
{
    google::rpc::Status status;
    if (bytes.empty() || !status.ParseFromString(bytes))
        return {};
    QStringList texts;
    for (const auto &any : status.details())
        if (const QString one = failureText(any); !one.isEmpty())
            texts << one;
    return texts.join("; "_L1);
}

/// A web server's refusal (seen with Keycloak's 404), for which gRPC makes up a code that Temporal never
/// sent.
constexpr auto webAnswer = "Received http2 header with status: 4"_L1;

/// The way to the proxy, and what it answered to CONNECT.
QString proxyCause(const QString &message, const QString &proxy)
{
    if (message.contains("HTTP proxy returned response code"_L1))
        return Text::tr("The proxy %1, which this machine's settings name, does not let it through")
            .arg(proxy);
    if (message.contains("Connection refused"_L1))
        return Text::tr("Nothing listens at the proxy %1, which this machine's settings name").arg(proxy);
    if (message.contains("DNS resolution failed"_L1))
        return Text::tr("The name of the proxy %1, which this machine's settings name, is unknown")
            .arg(proxy);
    return {};
}

/// gRPC reports every other fault of the transport as UNAVAILABLE. Its texts tell them apart: seen with 1.51
/// on OpenSSL against closed ports and servers in Go, C++ and Python.
QString transportCause(const QString &message, const Endpoint &endpoint)
{
    const auto says = [&](QLatin1StringView text) { return message.contains(text); };
    if (!endpoint.proxy.isEmpty())
        if (QString cause = proxyCause(message, endpoint.proxy); !cause.isEmpty())
            return cause;
    if (says("Connection refused"_L1))
        return Text::tr("Nothing listens there");
    if (says("DNS resolution failed"_L1))
        return Text::tr("The host's name is unknown");
    if (says("is not in peer certificate"_L1))
        return Text::tr("The server's certificate is for another name");
    if (says("certificate verify failed"_L1))
        return Text::tr("The server's certificate is not from an authority this profile trusts");
    if (says("wrong version number"_L1))
        return Text::tr("The server answers without TLS, or is not a gRPC server");
    if (says("Failed parsing HTTP/2"_L1) || says("http1.x server"_L1) || says(webAnswer))
        return Text::tr("What answers there is not a gRPC server");
    if (says("keepalive watchdog timeout"_L1))
        return Text::tr("The server stopped answering");
    const bool whileConnecting = says("failed to connect"_L1);
    if (whileConnecting && (says("Socket closed"_L1) || says("Endpoint read failed"_L1)))
        return endpoint.tls
                   ? Text::tr("The server ended the connection at once; it may want a client certificate")
                   : Text::tr("The server ended the connection at once; it probably expects TLS");
    return {};
}

/// Without gRPC's preamble, which repeats the address: "failed to connect to all addresses; last error:
/// UNKNOWN: ipv4:127.0.0.1:7233: Failed to connect to remote host: Connection refused".
QString lastError(const QString &message)
{
    static const QRegularExpression preamble(
        u"^failed to connect to all addresses; last error: ([A-Z_]+: )?(ipv[46]:[^ ]+: )?"_s);
    return QString(message).remove(preamble);
}

/// What goes with a call is small but for its token.
bool isTokenTooLarge(const QString &message)
{
    return message.contains("http2 header with status: 431"_L1) ||
           message.contains("metadata size exceeds peer limit"_L1);
}

bool isTooLarge(const QString &message)
{
    return message.contains("larger than max"_L1) || message.contains("Blob data size exceeds limit"_L1);
}

} // namespace

Error toError(const grpc::Status &status, const QString &method, const Endpoint &endpoint,
              qsizetype tokenBytes)
{
    const auto number = static_cast<std::size_t>(status.error_code());
    const Code code = number < codes.size() ? codes[number] : codes[grpc::StatusCode::UNKNOWN];
    Error error{code.kind, text(status.error_message()), method, endpoint.address, code.name};
    if (isTokenTooLarge(error.detail)) {
        error.kind = ErrorKind::TooLarge;
        error.code = u"HTTP 431"_s;
        error.detail = Text::tr("It has %1 bytes (%2)").arg(tokenBytes).arg(error.detail);
        return error;
    }
    if (isTooLarge(error.detail))
        error.kind = ErrorKind::TooLarge;
    const bool isWebAnswer = error.detail.contains(webAnswer);
    if (isWebAnswer)
        error.kind = ErrorKind::Unreachable;
    if (status.error_code() == grpc::StatusCode::UNAVAILABLE || isWebAnswer) {
        const QString cause = transportCause(error.detail, endpoint);
        error.detail = lastError(error.detail);
        if (!cause.isEmpty())
            error.detail = u"%1 (%2)"_s.arg(cause, error.detail);
    } else if (const QString failure = decodedDetails(status.error_details()); !failure.isEmpty()) {
        error.detail = u"%1 (%2)"_s.arg(error.detail, failure);
    }
    return error;
}

bool isOfHandshake(const grpc::Status &status)
{
    const QString message = text(status.error_message());
    const auto says = [&](QLatin1StringView text) { return message.contains(text, Qt::CaseInsensitive); };
    return status.error_code() == grpc::StatusCode::UNAVAILABLE && says("failed to connect"_L1) &&
           (says("handshake"_L1) || says("certificate"_L1) || says("Socket closed"_L1) ||
            says("Endpoint read failed"_L1));
}

} // namespace signalbox
