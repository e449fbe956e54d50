// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/journal.h"

#include "models/interventions/journalfile.h"
#include "models/profile/profilefolder.h"

#include <QJsonDocument>
#include <QThreadPool>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

Journal::Contents parse(const QByteArray &bytes)
{
    Journal::Contents contents;
    for (const QByteArray &line : bytes.split('\n')) {
        if (line.isEmpty())
            continue;
        const QJsonDocument document = QJsonDocument::fromJson(line);
        if (document.isObject())
            contents.records.push_back(document.object());
        else
            ++contents.unreadableLines;
    }
    return contents;
}

} // namespace

class Journal::Private
{
public:
    explicit Private(QString path)
        : m_path(std::move(path))
    {
        m_worker.setMaxThreadCount(1); // in the order they were asked for
    }

    QString m_path;
    QThreadPool m_worker; ///< its destructor waits
};

Journal::Journal(QString path)
    : d(std::make_unique<Private>(std::move(path)))
{
}

Journal::~Journal() = default;

Reply<bool> Journal::append(const QJsonObject &record)
{
    const ReplyPromise<bool> promise;
    d->m_worker.start(
        [promise, path = d->m_path, line = QJsonDocument(record).toJson(QJsonDocument::Compact)] {
            promise.finish(journalfile::append(path, line).map([] { return true; }));
        });
    return promise.reply();
}

Reply<Journal::Contents> Journal::read() const
{
    const ReplyPromise<Contents> promise;
    d->m_worker.start([promise, path = d->m_path] { promise.finish(journalfile::read(path).map(parse)); });
    return promise.reply();
}

const QString &Journal::path() const
{
    return d->m_path;
}

QString journalPath(const QString &profileName)
{
    return u"%1/%2/journal.jsonl"_s.arg(dataFolder(), profileFolder(profileName));
}

} // namespace signalbox
