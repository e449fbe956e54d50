// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/qtkeyring.h"
#include "models/base/text.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QThreadPool>
#include <qt6keychain/keychain.h>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

const QString service = u"signalbox"_s;
constexpr int dbusTimeLimit = 1000;

Error errorOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        return {ErrorKind::NotFound, Text::tr("nothing is saved"), {}, {}, {}};
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return {ErrorKind::Denied, job.errorString(), {}, {}, {}};
    default:
        return {ErrorKind::Unreachable, job.errorString(), {}, {}, {}};
    }
}

/// Whether the Secret Service has a default collection and it is locked. QtKeychain 0.13 reads from a locked
/// one as if nothing were saved. On a pool thread: the connection to the bus is made synchronously.
Reply<bool> isLocked()
{
    const ReplyPromise<bool> promise;
    QThreadPool::globalInstance()->start([promise] {
        auto call = QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s,
                                                   u"/org/freedesktop/secrets/aliases/default"_s,
                                                   u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
        call << u"org.freedesktop.Secret.Collection"_s << u"Locked"_s;
        const QDBusMessage answer = QDBusConnection::sessionBus().call(call, QDBus::Block, dbusTimeLimit);
        const bool isGood = answer.type() == QDBusMessage::ReplyMessage && !answer.arguments().isEmpty();
        promise.finish(isGood && answer.arguments().constFirst().value<QDBusVariant>().variant().toBool());
    });
    return promise.reply();
}

void startRead(const QString &key, bool wasLocked, const ReplyPromise<Secret> &promise)
{
    auto *job = new QKeychain::ReadPasswordJob(service);
    job->setKey(key);
    QObject::connect(job, &QKeychain::Job::finished, job, [job, wasLocked, promise] {
        if (job->error() == QKeychain::NoError)
            return promise.finish(Secret(job->binaryData()));
        Error error = errorOf(*job);
        if (wasLocked && error.kind == ErrorKind::NotFound)
            error = {ErrorKind::Denied, Text::tr("it is locked"), {}, {}, {}};
        promise.finish(tl::unexpected(error));
    });
    job->start();
}

} // namespace

Reply<Secret> QtKeyring::read(const QString &key)
{
    const ReplyPromise<Secret> promise;
    // The job is started from a queued call, never from within another's end (Nheko found that to break).
    isLocked().deliver(&m_receiver, [key, promise](const Result<bool> &locked) {
        startRead(key, locked.value_or(false), promise);
    });
    return promise.reply();
}

Reply<bool> QtKeyring::write(const QString &key, const Secret &value)
{
    const ReplyPromise<bool> promise;
    auto *job = new QKeychain::WritePasswordJob(service);
    job->setKey(key);
    job->setBinaryData(value.view().toByteArray());
    QObject::connect(job, &QKeychain::Job::finished, job, [job, promise] {
        if (job->error() == QKeychain::NoError)
            return promise.finish(true);
        promise.finish(tl::unexpected(errorOf(*job)));
    });
    job->start();
    return promise.reply();
}

Reply<bool> QtKeyring::remove(const QString &key)
{
    const ReplyPromise<bool> promise;
    auto *job = new QKeychain::DeletePasswordJob(service);
    job->setKey(key);
    QObject::connect(job, &QKeychain::Job::finished, job, [job, promise] {
        if (job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound)
            return promise.finish(true);
        promise.finish(tl::unexpected(errorOf(*job)));
    });
    job->start();
    return promise.reply();
}

} // namespace signalbox
