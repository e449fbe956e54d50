// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/deletions.h"

#include "models/interventions/journalfile.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds patience{2};
constexpr qint64 pieceSize = 1 << 20;

QByteArray lineOf(const QString &key, const QJsonArray &runs)
{
    return QJsonDocument(QJsonObject{{key, runs}}).toJson(QJsonDocument::Compact);
}

void take(const QByteArray &line, Deletions::Record &record)
{
    if (line.isEmpty())
        return;
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    if (object.isEmpty())
        ++record.unreadableLines;
    const QJsonArray going = object["going"_L1].toArray();
    const QJsonArray gone = object["gone"_L1].toArray();
    const QJsonArray kept = object["kept"_L1].toArray();
    for (const auto &run : going)
        record.unsettled[run.toArray().at(1).toString()] = run.toArray().at(0).toString();
    for (const auto &run : gone)
        record.gone += static_cast<qint64>(record.unsettled.erase(run.toString()));
    for (const auto &run : kept)
        record.kept += static_cast<qint64>(record.unsettled.erase(run.toArray().at(0).toString()));
}

Result<Deletions::Record> readRecord(const QString &path)
{
    const auto extent = journalfile::look(path, QDeadlineTimer(patience));
    if (!extent)
        return tl::unexpected(extent.error());
    Deletions::Record record;
    QByteArray rest;
    for (qint64 at = 0; *extent && at < (*extent)->size;) {
        const auto piece = journalfile::read(**extent, at, pieceSize);
        if (!piece)
            return tl::unexpected(piece.error());
        if (piece->isEmpty())
            break;
        at += piece->size();
        rest += *piece;
        const qsizetype end = rest.lastIndexOf('\n') + 1;
        for (const QByteArray &line : rest.first(end).split('\n'))
            take(line, record);
        rest.remove(0, end);
    }
    take(rest, record); // a torn last line
    return record;
}

} // namespace

Deletions::Deletions(QString path)
    : m_path(std::move(path))
{
    m_writer.setMaxThreadCount(1); // in the order they were asked for
}

Deletions::~Deletions() = default;

Reply<bool> Deletions::append(const QList<QByteArray> &lines)
{
    const ReplyPromise<bool> promise;
    m_writer.start([promise, path = m_path, lines, until = QDeadlineTimer(patience)] {
        for (const QByteArray &line : lines)
            if (const Done written = journalfile::append(path, line, until); !written)
                return promise.finish(tl::unexpected(written.error()));
        promise.finish(true);
    });
    return promise.reply();
}

Reply<bool> Deletions::going(const std::vector<RunName> &runs)
{
    QJsonArray names;
    for (const RunName &run : runs)
        names.append(QJsonArray{run.workflowId, run.runId});
    return append({lineOf(u"going"_s, names)});
}

Reply<bool> Deletions::ended(const QStringList &gone, const std::vector<Kept> &kept)
{
    QList<QByteArray> lines;
    if (!gone.isEmpty())
        lines << lineOf(u"gone"_s, QJsonArray::fromStringList(gone));
    QJsonArray left;
    for (const Kept &run : kept)
        left.append(QJsonArray{run.runId, run.why});
    if (!left.isEmpty())
        lines << lineOf(u"kept"_s, left);
    return append(lines);
}

Reply<Deletions::Record> Deletions::read(const QString &path)
{
    const ReplyPromise<Record> promise;
    QThreadPool::globalInstance()->start([promise, path] { promise.finish(readRecord(path)); });
    return promise.reply();
}

QString deletionsPath(const QString &journal, const QString &op)
{
    return u"%1/cleanups/%2.jsonl"_s.arg(QFileInfo(journal).path(), op);
}

} // namespace signalbox
