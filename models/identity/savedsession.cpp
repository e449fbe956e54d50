// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/savedsession.h"
#include "models/base/text.h"

#include <QCborMap>
#include <QCryptographicHash>

namespace signalbox {

using namespace Qt::StringLiterals;

Secret SavedSession::toCbor() const
{
    const QCborMap map{{u"refresh"_s, refreshToken.view().toByteArray()},
                       {u"issuer"_s, issuer},
                       {u"sub"_s, subject},
                       {u"name"_s, name},
                       {u"created"_s, static_cast<qint64>(created.time_since_epoch().count())}};
    return Secret(map.toCborValue().toCbor());
}

Result<SavedSession> SavedSession::fromCbor(const Secret &blob, const QUrl &issuer)
{
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(blob.view().toByteArray(), &error);
    // Of an entry that was cut short Qt keeps what came before, as a map with a key and no value, and reads
    // past its end.
    const QCborMap map = error.error == QCborError::NoError ? value.toMap() : QCborMap();
    SavedSession session;
    session.refreshToken = Secret(map.value(u"refresh"_s).toByteArray());
    session.issuer = map.value(u"issuer"_s).toString();
    session.subject = map.value(u"sub"_s).toString();
    session.name = map.value(u"name"_s).toString();
    session.created = Instant(Milliseconds(map.value(u"created"_s).toInteger()));
    if (session.refreshToken.isEmpty() || session.issuer != issuer.toString(QUrl::FullyEncoded) ||
        session.subject.isEmpty())
        return fail(ErrorKind::NotFound, Text::tr("the saved entry is not a session"));
    return session;
}

QString sessionKey(const Profile &profile)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &part :
         {profile.oidc.issuer.toString(QUrl::FullyEncoded), profile.oidc.clientId, profile.name}) {
        hash.addData(part.toUtf8());
        hash.addData(QByteArrayView("\0", 1));
    }
    return u"v1/"_s + QString::fromLatin1(hash.result().toHex());
}

} // namespace signalbox
