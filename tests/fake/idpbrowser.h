// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkAccessManager>
#include <QNetworkReply>

namespace signalbox::fake {

/// Stands in for a person at a browser: opens the address and follows it to the loopback listener. The page
/// it ends on can be read.
class IdpBrowser final : public QObject
{
    Q_OBJECT

public:
    void open(const QUrl &address)
    {
        QNetworkRequest request(address);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                             QNetworkRequest::NoLessSafeRedirectPolicy);
        QNetworkReply *reply = m_network.get(request);
        connect(reply, &QNetworkReply::finished, this, [this, reply] {
            status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
            page = reply->readAll();
            reply->deleteLater();
            ++pages;
        });
    }

    int pages = 0;
    int status = 0;
    QByteArray page;

private:
    QNetworkAccessManager m_network;
};

} // namespace signalbox::fake
