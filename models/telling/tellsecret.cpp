// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telling/tellsecret.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

namespace signalbox {

using namespace Qt::StringLiterals;

QString tellSecretKey(const QString &profileName, const QString &receiver)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &part : {profileName, receiver}) {
        hash.addData(part.toUtf8());
        hash.addData(QByteArrayView("\0", 1));
    }
    return u"v1/tell/"_s + QString::fromLatin1(hash.result().toHex());
}

QByteArray signatureOf(const QByteArray &body, const Secret &secret)
{
    const QByteArray key = QByteArray::fromRawData(secret.view().data(), secret.view().size());
    return "sha256=" + QMessageAuthenticationCode::hash(body, key, QCryptographicHash::Sha256).toHex();
}

} // namespace signalbox
