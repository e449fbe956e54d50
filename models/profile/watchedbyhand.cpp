// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/profile/watchedbyhand.h"

#include "models/base/privatefolder.h"
#include "models/base/reply.h"
#include "models/base/smallfile.h"
#include "models/base/text.h"
#include "models/profile/profilefolder.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QMetaObject>
#include <QSaveFile>

#include <chrono>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Queues = std::set<QueueKey>;

constexpr auto namespaceKey = "namespace"_L1;
constexpr auto queueKey = "queue"_L1;
/// Another window writes a few hundred bytes.
constexpr std::chrono::milliseconds lockPatience = 2s;

tl::unexpected<Error> failed(const QString &path, const QString &why)
{
    return fail(ErrorKind::Configuration, u"%1: %2"_s.arg(path, why));
}

Result<Queues> parse(const QByteArray &source, const QString &path)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(source, &error);
    if (error.error != QJsonParseError::NoError || !document.isArray())
        return failed(path, error.error != QJsonParseError::NoError ? error.errorString()
                                                                    : Text::tr("it is no list of queues"));
    Queues queues;
    const QJsonArray rows = document.array();
    for (const auto &row : rows) {
        const QueueKey key{row[namespaceKey].toString(), row[queueKey].toString()};
        if (key.ns.isEmpty() || key.queue.isEmpty())
            return failed(path, Text::tr("it is no list of queues"));
        queues.insert(key);
    }
    return queues;
}

Result<Queues> read(const QString &path)
{
    if (!QFileInfo::exists(path))
        return Queues();
    const auto source = readSmallFile(path);
    return source ? parse(*source, path) : failed(path, source.error().detail);
}

QByteArray textOf(const Queues &queues)
{
    QJsonArray rows;
    for (const QueueKey &key : queues)
        rows.append(QJsonObject{{namespaceKey, key.ns}, {queueKey, key.queue}});
    return QJsonDocument(rows).toJson();
}

/// What the file holds then.
Result<Queues> change(const QString &path, const QueueKey &key, bool isWatched)
{
    const QString folder = QFileInfo(path).path();
    if (!makePrivateFolder(folder))
        return failed(folder, qt_error_string(errno));
    QLockFile lock(path + u".lock"_s);
    if (!lock.tryLock(lockPatience))
        return failed(path, Text::tr("another program holds it"));
    auto queues = read(path);
    if (!queues)
        return queues;
    if (isWatched)
        queues->insert(key);
    else
        queues->erase(key);
    QSaveFile file(path);
    const QByteArray text = textOf(*queues);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return failed(path, file.errorString());
    return queues;
}

} // namespace

WatchedByHand::WatchedByHand(QString path, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
{
    m_writer.setMaxThreadCount(1);
    const auto queues = read(m_path);
    if (queues) {
        m_queues = *queues;
        return;
    }
    // Nobody listens yet.
    QMetaObject::invokeMethod(
        this,
        [this, why = queues.error().detail] {
            Q_EMIT notice(Text::tr("The queues that are watched by hand can't be read: %1").arg(why));
        },
        Qt::QueuedConnection);
}

void WatchedByHand::add(const QueueKey &key)
{
    if (!m_queues.insert(key).second)
        return;
    write(key, true);
    Q_EMIT added(key);
}

void WatchedByHand::remove(const QueueKey &key)
{
    if (m_queues.erase(key) == 0)
        return;
    write(key, false);
    Q_EMIT removed(key);
}

void WatchedByHand::write(const QueueKey &key, bool isWatched)
{
    const ReplyPromise<Queues> promise;
    promise.reply().deliver(this, [this](const Result<Queues> &written) {
        if (!written)
            Q_EMIT notice(Text::tr("Which queues are watched by hand is forgotten with this window: %1")
                              .arg(written.error().detail));
    });
    m_writer.start(
        [promise, path = m_path, key, isWatched] { promise.finish(change(path, key, isWatched)); });
}

QString watchedByHandPath(const QString &profileName)
{
    return u"%1/%2/watched.json"_s.arg(stateFolder(), profileFolder(profileName));
}

} // namespace signalbox
