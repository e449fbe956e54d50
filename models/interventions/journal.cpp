// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/journal.h"

#include "models/base/text.h"
#include "models/interventions/journalfile.h"
#include "models/interventions/journalindex.h"
#include "models/profile/profilefolder.h"

#include <QJsonDocument>
#include <QThreadPool>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostActs = 10'000;
/// Counted from when it was asked for: however much is asked of a journal that another process holds, all of
/// it has its answer by then, and quitting waits no longer.
constexpr std::chrono::seconds patience{2};

QByteArray lineOf(const QJsonObject &record)
{
    return QJsonDocument(record).toJson(QJsonDocument::Compact);
}

} // namespace

class Journal::Private
{
public:
    explicit Private(QString path)
        : m_path(std::move(path))
        , m_index(m_path)
    {
        m_writer.setMaxThreadCount(1); // in the order they were asked for
        m_reader.setMaxThreadCount(1);
    }

    [[nodiscard]] Result<Open> read(const QString &profileName, QDeadlineTimer until);
    [[nodiscard]] Result<Claim> claimOpen(const QString &op, QDeadlineTimer until);

    const QString m_path;
    JournalIndex m_index; ///< the reader's
    // Their destructors wait. A long reading keeps no intent from being written.
    QThreadPool m_writer;
    QThreadPool m_reader;
};

Result<Journal::Open> Journal::Private::read(const QString &profileName, QDeadlineTimer until)
{
    return m_index.update(until).map([&] {
        return Open{m_index.openIntents().of(profileName), m_index.unreadableLines()};
    });
}

/// Claimed first: what is open then stays open until the claim is given back.
Result<Claim> Journal::Private::claimOpen(const QString &op, QDeadlineTimer until)
{
    auto claim = Claim::of(op, m_path);
    if (!claim)
        return claim;
    if (const Done updated = m_index.update(until); !updated)
        return tl::unexpected(updated.error());
    if (!m_index.openIntents().contains(op))
        return fail(ErrorKind::LostRace, Text::tr("its outcome is already recorded"));
    return claim;
}

Journal::Journal(QString path)
    : d(std::make_unique<Private>(std::move(path)))
{
}

Journal::~Journal() = default;

Reply<bool> Journal::append(const QJsonObject &record)
{
    const ReplyPromise<bool> promise;
    d->m_writer.start([promise, path = d->m_path, line = lineOf(record), until = QDeadlineTimer(patience)] {
        promise.finish(journalfile::append(path, line, until).map([] { return true; }));
    });
    return promise.reply();
}

Reply<Claim> Journal::begin(const QJsonObject &intent)
{
    const ReplyPromise<Claim> promise;
    d->m_writer.start([promise, path = d->m_path, op = intent[u"op"_s].toString(), line = lineOf(intent),
                       until = QDeadlineTimer(patience)] {
        auto claim = Claim::of(op, path);
        if (const Done written = claim ? journalfile::append(path, line, until) : Done(); !written)
            return promise.finish(tl::unexpected(written.error()));
        promise.finish(std::move(claim));
    });
    return promise.reply();
}

Reply<Claim> Journal::hold(const QString &what)
{
    const ReplyPromise<Claim> promise;
    d->m_writer.start([promise, path = d->m_path, what] { promise.finish(Claim::of(what, path)); });
    return promise.reply();
}

const QString &Journal::path() const
{
    return d->m_path;
}

Reply<Journal::Open> Journal::openIntents(const QString &profileName) const
{
    const ReplyPromise<Open> promise;
    d->m_reader.start([promise, journal = d.get(), profileName, until = QDeadlineTimer(patience)] {
        promise.finish(journal->read(profileName, until));
    });
    return promise.reply();
}

Reply<Acts> Journal::acts() const
{
    const ReplyPromise<Acts> promise;
    d->m_reader.start([promise, path = d->m_path, until = QDeadlineTimer(patience)] {
        promise.finish(readActs(path, mostActs, until));
    });
    return promise.reply();
}

Reply<Claim> Journal::claim(const QString &op) const
{
    const ReplyPromise<Claim> promise;
    d->m_reader.start([promise, journal = d.get(), op, until = QDeadlineTimer(patience)] {
        promise.finish(journal->claimOpen(op, until));
    });
    return promise.reply();
}

QString journalPath(const QString &profileName)
{
    return u"%1/%2/journal.jsonl"_s.arg(dataFolder(), profileFolder(profileName));
}

} // namespace signalbox
