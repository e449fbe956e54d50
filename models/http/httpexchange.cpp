// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/http/httpexchange.h"
#include "models/base/text.h"

#include <QDateTime>
#include <QPointer>
#include <QSslError>
#include <QTimer>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

std::optional<Instant> dateOf(const QNetworkReply &reply)
{
    // "Tue, 24 Nov 2026 10:00:00 GMT": Qt reads RFC 2822, which wants the zone as a number.
    const QByteArray text = reply.rawHeader("Date").replace("GMT", "+0000");
    const QDateTime date = QDateTime::fromString(QString::fromLatin1(text), Qt::RFC2822Date);
    if (!date.isValid())
        return {};
    return Instant(Milliseconds(date.toMSecsSinceEpoch()));
}

/// An authority that this machine doesn't know is most often a company's own, and there is a key for that.
bool isUnknownAuthority(const QSslError &error)
{
    return QList{QSslError::SelfSignedCertificate, QSslError::SelfSignedCertificateInChain,
                 QSslError::UnableToGetLocalIssuerCertificate, QSslError::UnableToVerifyFirstCertificate,
                 QSslError::CertificateUntrusted}
        .contains(error.error());
}

QString refusal(const QList<QSslError> &errors, const QString &caCertKey)
{
    QStringList said;
    for (const QSslError &error : errors)
        said << error.errorString();
    QString why = Text::tr("the server's certificate is not accepted: %1").arg(said.join(u"; "_s));
    if (std::none_of(errors.begin(), errors.end(), isUnknownAuthority))
        return why;
    return Text::tr(
               "%1. If its authority is your company's own, name the file of that authority's certificate "
               "in %2")
        .arg(why, caCertKey);
}

} // namespace

Reply<HttpAnswer> HttpExchange::follow(QNetworkReply *reply, const HttpSettings &settings,
                                       const QString &what)
{
    const auto *exchange = new HttpExchange(reply, settings, what);
    exchange->m_promise.onCancel([reply = QPointer(reply)] {
        dispatcher::post([reply] {
            if (reply)
                reply->abort();
        });
    });
    return exchange->m_promise.reply();
}

HttpExchange::HttpExchange(QNetworkReply *reply, HttpSettings settings, QString what)
    : QObject(reply)
    , m_reply(reply)
    , m_settings(std::move(settings))
    , m_what(std::move(what))
{
    connect(reply, &QNetworkReply::readyRead, this, &HttpExchange::readBody);
    connect(reply, &QNetworkReply::sslErrors, this, &HttpExchange::keepTlsErrors);
    connect(reply, &QNetworkReply::finished, this, &HttpExchange::finish);
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    QTimer::singleShot(m_settings.timeLimit, this, [this] {
        stop(ErrorKind::Unreachable,
             Text::tr("no complete answer within %1 s").arg(m_settings.timeLimit.count() / 1000));
    });
}

HttpExchange::~HttpExchange()
{
    m_promise.finish(tl::unexpected(errorOf(ErrorKind::Cancelled, Text::tr("given up"))));
}

void HttpExchange::readBody()
{
    m_body += m_reply->read(m_settings.maxBodySize + 1 - m_body.size());
    if (m_body.size() > m_settings.maxBodySize)
        stop(ErrorKind::TooLarge,
             Text::tr("the answer is larger than %1 KiB").arg(m_settings.maxBodySize / 1024));
}

void HttpExchange::keepTlsErrors(const QList<QSslError> &errors)
{
    m_tlsErrors += errors;
}

void HttpExchange::stop(ErrorKind kind, const QString &why)
{
    m_stopped = errorOf(kind, why);
    if (!m_reply->isFinished())
        m_reply->abort(); // finish() runs within
}

void HttpExchange::finish()
{
    if (m_reply->isOpen()) // not after an abort
        readBody();
    if (m_stopped) {
        m_promise.finish(tl::unexpected(*m_stopped));
        return;
    }
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // Qt reports an answered request with a 4xx or 5xx status as an error as well; those begin at 201.
    const auto error = m_reply->error();
    if (status > 0 && (error == QNetworkReply::NoError || error >= QNetworkReply::ContentAccessDenied)) {
        m_promise.finish(HttpAnswer{status, m_body, dateOf(*m_reply)});
        return;
    }
    QString why = m_reply->errorString();
    if (!m_tlsErrors.isEmpty())
        why = refusal(m_tlsErrors, m_settings.caCertKey);
    m_promise.finish(tl::unexpected(errorOf(ErrorKind::Unreachable, why)));
}

Error HttpExchange::errorOf(ErrorKind kind, const QString &detail) const
{
    const QUrl url = m_reply->url();
    return {kind, detail, m_what, url.toString(QUrl::RemoveQuery | QUrl::RemoveUserInfo), {}};
}

} // namespace signalbox
