// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/channel.h"

#include "models/base/logging.h"
#include "models/base/text.h"
#include "models/temporal/answerguard.h"
#include "models/temporal/tlsmaterial.h"

#include <grpc/support/log.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>
#include <grpcpp/support/client_interceptor.h>

#include <QNetworkProxy>
#include <QUrl>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// gRPC writes to stderr by itself, where the verbs put their one sentence.
void logFromGrpc(gpr_log_func_args *arguments)
{
    qCDebug(lcRpc) << "gRPC:" << arguments->message;
}

/// By which proxy this machine's settings send a TLS connection there: the desktop's, or https_proxy and
/// no_proxy in either case. As sign-in asks, so that both go the same way; to this machine there is none.
QNetworkProxy proxyTo(const QString &address)
{
    if (isLoopbackHost(hostOf(address)))
        return QNetworkProxy::NoProxy;
    QUrl url;
    url.setScheme(u"https"_s);
    url.setAuthority(address);
    return QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url))
        .value(0, QNetworkProxy::NoProxy);
}

bool isInUse(const QNetworkProxy &proxy)
{
    return proxy.type() != QNetworkProxy::NoProxy;
}

/// gRPC reads its own environment, in lower case and without networks in no_proxy: it is told instead.
void setProxy(grpc::ChannelArguments &arguments, const QNetworkProxy &proxy)
{
    const bool isHttp =
        proxy.type() == QNetworkProxy::HttpProxy || proxy.type() == QNetworkProxy::HttpCachingProxy;
    if (isInUse(proxy) && !isHttp)
        qCWarning(lcRpc) << "gRPC goes by HTTP proxies only, not by" << proxy.hostName();
    if (!isHttp)
        return arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
    QUrl address;
    address.setScheme(u"http"_s);
    address.setHost(proxy.hostName());
    address.setPort(proxy.port());
    address.setUserName(proxy.user());
    address.setPassword(proxy.password());
    arguments.SetString(GRPC_ARG_HTTP_PROXY, address.toString(QUrl::FullyEncoded).toStdString());
}

grpc::ChannelArguments channelArguments(const Profile &profile, const QNetworkProxy &proxy,
                                        const Limits &limits)
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
    setProxy(arguments, proxy);
    if (profile.usesTls() && profile.tls && !profile.tls->serverName.isEmpty())
        arguments.SetSslTargetNameOverride(profile.tls->serverName.toStdString());
    return arguments;
}

} // namespace

void prepareGrpc()
{
    gpr_set_log_function(logFromGrpc);
}

Result<OpenedChannel> openChannel(const Profile &profile, const Limits &limits)
{
    prepareGrpc();
    OpenedChannel opened;
    opened.endpoint = {profile.address, profile.usesTls(), profile.oidc.issuer.toString()};
    std::shared_ptr<grpc::ChannelCredentials> credentials;
    QNetworkProxy proxy = QNetworkProxy::NoProxy; // "to this machine" must not be a proxy elsewhere
    if (profile.usesTls()) {
        const auto material = readTlsMaterial(profile.tls.value_or(TlsSettings{}));
        if (!material)
            return tl::unexpected<Error>(material.error());
        credentials = grpc::SslCredentials({material->authorities, material->key, material->certificates});
        proxy = proxyTo(profile.address);
        if (isInUse(proxy))
            opened.endpoint.proxy = u"%1:%2"_s.arg(proxy.hostName()).arg(proxy.port());
        opened.probe = std::make_unique<TlsProbe>(profile, *material, proxy);
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
    opened.channel = grpc::experimental::CreateCustomChannelWithInterceptors(
        "dns:///" + profile.address.toStdString(), credentials, channelArguments(profile, proxy, limits),
        std::move(interceptors));
    return opened;
}

} // namespace signalbox
