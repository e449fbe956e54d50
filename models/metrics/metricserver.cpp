// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/metricserver.h"

#include "models/base/displaytext.h"
#include "models/base/text.h"
#include "models/identity/keyring.h"
#include "models/identity/keyringanswer.h"

#include <QCryptographicHash>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// A rules file's worth of alerts, or a day of one queue by the minute; some 100,000 names of metrics.
constexpr qsizetype mostBody = qsizetype(8) * 1024 * 1024;
/// Of what it says as it refuses.
constexpr qsizetype wordsShown = 300;

HttpSettings settingsOf(const MetricSource &source, const QString &title)
{
    HttpSettings settings;
    settings.host = source.url.host();
    settings.caCertPath = source.caCertPath;
    settings.caCertKey = title.toLower() + u".ca_cert_path"_s;
    settings.maxBodySize = mostBody;
    return settings;
}

} // namespace

QString metricTokenKey(const QString &profileName, const QString &what)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &part : {profileName, what}) {
        hash.addData(part.toUtf8());
        hash.addData(QByteArrayView("\0", 1));
    }
    return u"v1/metrics/"_s + QString::fromLatin1(hash.result().toHex());
}

MetricServer::MetricServer(const MetricSource &source, QString title, QString tokenKey, Keyring &keyring)
    : m_source(source)
    , m_title(std::move(title))
    , m_tokenKey(std::move(tokenKey))
    , m_keyring(keyring)
    , m_http(settingsOf(source, m_title))
{
    m_worker.setMaxThreadCount(1);
}

QUrl MetricServer::address(const QString &path, const FormFields &query) const
{
    QUrl url = m_source.url;
    const QString base = url.path();
    url.setPath((base.endsWith(u'/') ? base.chopped(1) : base) + path);
    url.setQuery(QString::fromLatin1(formEncoded(query)), QUrl::StrictMode);
    return url;
}

Reply<HttpAnswer> MetricServer::get(const QString &path, const FormFields &query)
{
    const QUrl url = address(path, query);
    if (!m_source.hasToken)
        return m_http.get(url, m_title);
    const ReplyPromise<HttpAnswer> promise;
    keyringAnswer(m_keyring.read(m_tokenKey), &m_http)
        .deliver(&m_http, [this, promise, url](const Result<Secret> &token) {
            if (!token)
                return promise.finish(fail(
                    ErrorKind::Configuration,
                    Text::tr("the keyring gives no token for it (%1); `signalbox metrics token %2` puts it "
                             "there")
                        .arg(token.error().detail, m_title.toLower())));
            m_http.get(url, m_title, {{"Authorization", "Bearer " + token->view().toByteArray()}})
                .deliver(&m_http,
                         [promise](Result<HttpAnswer> answer) { promise.finish(std::move(answer)); });
        });
    return promise.reply();
}

Error refusalOf(const HttpAnswer &answer, const QString &said)
{
    QString why = Text::tr("it answered %1").arg(answer.status);
    if (answer.status >= 300 && answer.status < 400)
        why += Text::tr(", which leads elsewhere and is not followed; name the address it leads to in "
                        "profiles.toml");
    else if (!said.isEmpty())
        why += u": "_s + displayText(said.simplified(), wordsShown);
    const bool isDenied = answer.status == 401 || answer.status == 403;
    return {isDenied ? ErrorKind::Denied : ErrorKind::Internal, why, {}, {}, u"HTTP %1"_s.arg(answer.status)};
}

} // namespace signalbox
