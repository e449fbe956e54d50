// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/channel.h"

#include "models/base/logging.h"
#include "models/base/smallfile.h"
#include "models/base/text.h"
#include "models/temporal/answerguard.h"

#include <grpc/support/log.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>
#include <grpcpp/support/client_interceptor.h>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// gRPC writes to stderr by itself, where the verbs put their one sentence.
void logFromGrpc(gpr_log_func_args *arguments)
{
    qCDebug(lcRpc) << "gRPC:" << arguments->message;
}

Result<std::string> pem(const QString &path, const QString &data, const QString &key)
{
    if (path.isEmpty() && data.isEmpty())
        return std::string();
    QByteArray bytes = data.toUtf8();
    if (!path.isEmpty()) {
        auto read = readSmallFile(path);
        if (!read)
            return fail(ErrorKind::Configuration,
                        Text::tr("%1: can't read %2: %3").arg(key, path, read.error().detail));
        bytes = std::move(*read);
    }
    if (!bytes.contains("-----BEGIN "))
        return fail(ErrorKind::Configuration,
                    Text::tr("%1: %2 is not in PEM form").arg(key, path.isEmpty() ? key : path));
    return bytes.toStdString();
}

Result<std::shared_ptr<grpc::ChannelCredentials>> tlsCredentials(const TlsSettings &tls)
{
    const auto ca = pem(tls.serverCaCertPath, tls.serverCaCertData, u"server_ca_cert"_s);
    const auto certificate = pem(tls.clientCertPath, tls.clientCertData, u"client_cert"_s);
    const auto privateKey = pem(tls.clientKeyPath, tls.clientKeyData, u"client_key"_s);
    for (const auto *part : {&ca, &certificate, &privateKey})
        if (!*part)
            return tl::unexpected<Error>(part->error());
    if (certificate->empty() != privateKey->empty())
        return fail(ErrorKind::Configuration, Text::tr("client_cert and client_key are needed together"));
    grpc::SslCredentialsOptions options;
    options.pem_root_certs = *ca; // empty: the system's
    options.pem_cert_chain = *certificate;
    options.pem_private_key = *privateKey;
    return grpc::SslCredentials(options);
}

grpc::ChannelArguments channelArguments(const Profile &profile, const Limits &limits)
{
    const auto ms = [](Milliseconds time) { return static_cast<int>(time.count()); };
    grpc::ChannelArguments arguments;
    arguments.SetMaxReceiveMessageSize(limits.receiveBytes);
    arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, ms(limits.keepaliveEvery));
    arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, ms(limits.keepaliveTimeout));
    arguments.SetInt(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
    arguments.SetInt(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);
    arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, ms(limits.reconnectFirst));
    // By its name a wait, by its use the patience with one attempt: name lookup to the server's first
    // settings.
    arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, ms(limits.connectPatience));
    arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, ms(limits.reconnectMax));
    arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);            // a write leaves this program once
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1); // no back-off inherited from another client
    if (!profile.usesTls())
        arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0); // "to this machine" must not be a proxy elsewhere
    if (profile.usesTls() && profile.tls && !profile.tls->serverName.isEmpty())
        arguments.SetSslTargetNameOverride(profile.tls->serverName.toStdString());
    return arguments;
}

} // namespace

void prepareGrpc()
{
    gpr_set_log_function(logFromGrpc);
}

Result<std::shared_ptr<grpc::Channel>> openChannel(const Profile &profile, const Limits &limits)
{
    prepareGrpc();
    std::shared_ptr<grpc::ChannelCredentials> credentials;
    if (profile.usesTls()) {
        auto made = tlsCredentials(profile.tls.value_or(TlsSettings{}));
        if (!made)
            return tl::unexpected<Error>(made.error());
        credentials = *made;
    } else if (isLoopbackHost(hostOf(profile.address))) {
        credentials = grpc::InsecureChannelCredentials();
    } else {
        return fail(
            ErrorKind::Configuration,
            Text::tr("%1 is not this machine, and a token is sent unencrypted to this machine only: give the "
                     "profile a [tls] section")
                .arg(profile.address));
    }
    std::vector<std::unique_ptr<grpc::experimental::ClientInterceptorFactoryInterface>> interceptors;
    interceptors.push_back(makeAnswerGuard());
    return grpc::experimental::CreateCustomChannelWithInterceptors(
        "dns:///" + profile.address.toStdString(), credentials, channelArguments(profile, limits),
        std::move(interceptors));
}

} // namespace signalbox
