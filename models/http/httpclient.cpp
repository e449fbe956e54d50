// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/http/httpclient.h"

#include "models/base/smallfile.h"
#include "models/base/text.h"
#include "models/http/httpexchange.h"
#include "models/profile/profile.h"

#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QSslCertificate>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

Result<QSslConfiguration> tlsConfiguration(const QString &caPath, const QString &key)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    if (caPath.isEmpty())
        return tls;
    const auto pem = readSmallFile(caPath);
    if (!pem)
        return fail(ErrorKind::Configuration,
                    Text::tr("%1: %2 cannot be read: %3").arg(key, caPath, pem.error().detail));
    const auto certificates = QSslCertificate::fromData(*pem, QSsl::Pem);
    if (certificates.isEmpty())
        return fail(ErrorKind::Configuration, Text::tr("%1: %2 holds no PEM certificate").arg(key, caPath));
    tls.setCaCertificates(certificates);
    return tls;
}

} // namespace

HttpClient::HttpClient(HttpSettings settings, QObject *parent)
    : QObject(parent)
    , m_settings(std::move(settings))
    , m_tls(tlsConfiguration(m_settings.caCertPath, m_settings.caCertKey))
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    if (isLoopbackHost(m_settings.host))
        m_network.setProxy(QNetworkProxy::NoProxy);
}

QNetworkRequest HttpClient::request(const QUrl &url, const HttpHeaders &headers) const
{
    QNetworkRequest request(url);
    request.setSslConfiguration(*m_tls);
    request.setRawHeader("Accept", "application/json");
    request.setHeader(QNetworkRequest::UserAgentHeader, u"signalbox/" SIGNALBOX_VERSION ""_s);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    // Qt 6.4 mends none of the faults found since in its HTTP/2, and a sign-in gains nothing by it.
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    for (const auto &[name, value] : headers)
        request.setRawHeader(name, value);
    return request;
}

Reply<HttpAnswer> HttpClient::get(const QUrl &url, const QString &what, const HttpHeaders &headers)
{
    if (!m_tls)
        return finishedReply<HttpAnswer>(tl::unexpected(m_tls.error()));
    return HttpExchange::follow(m_network.get(request(url, headers)), m_settings, what);
}

Reply<HttpAnswer> HttpClient::post(const QUrl &url, const FormFields &form, const QString &what)
{
    if (!m_tls)
        return finishedReply<HttpAnswer>(tl::unexpected(m_tls.error()));
    QNetworkRequest formRequest = request(url);
    formRequest.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
    return HttpExchange::follow(m_network.post(formRequest, formEncoded(form)), m_settings, what);
}

Reply<HttpAnswer> HttpClient::post(const QUrl &url, const QByteArray &json, const HttpHeaders &headers,
                                   const QString &what)
{
    if (!m_tls)
        return finishedReply<HttpAnswer>(tl::unexpected(m_tls.error()));
    QNetworkRequest jsonRequest = request(url, headers);
    jsonRequest.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    return HttpExchange::follow(m_network.post(jsonRequest, json), m_settings, what);
}

QByteArray formEncoded(const FormFields &fields)
{
    QByteArray text;
    for (const auto &[name, value] : fields) {
        if (!text.isEmpty())
            text += '&';
        text += name.toPercentEncoding() + '=' + value.toPercentEncoding();
    }
    return text;
}

} // namespace signalbox
