// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recovery/manifestwork.h"

#include "models/base/text.h"
#include "models/recovery/recoverytext.h"

namespace signalbox {

namespace {

Result<ManifestWork::Opened> read(const QString &file)
{
    auto contents = manifest::Reader(file).readAll();
    if (!contents)
        return tl::unexpected(contents.error());
    return ManifestWork::Opened{file, contents->head, contents->end};
}

ManifestWork::Found completed(ManifestWork::Found found)
{
    // Before anybody watched, that a run stands where it stood is no trouble.
    const auto watched = found.resumption ? found.standing : std::vector<Standing>();
    found.findings = std::make_shared<const std::vector<Finding>>(findingsOf(*found.verification, watched));
    found.lines = linesOf(*found.verification);
    found.verdict = verdictOf(*found.verification, watched);
    return found;
}

/// It may be in the middle of telling.
template <class Worker>
void letGo(std::unique_ptr<Worker> &worker, const QObject &hearer)
{
    if (!worker)
        return;
    worker->disconnect(&hearer);
    worker.release()->deleteLater();
}

} // namespace

ManifestWork::ManifestWork(Client &client, const Clock &clock, const Pace &pace, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_pace(pace)
{
}

void ManifestWork::open(const QString &file)
{
    if (m_stage != Stage::None)
        return;
    begin(Stage::Opening, Text::tr("Reading %1").arg(file));
    m_reading = m_thread.read<Opened>([file] { return read(file); })
                    .deliver(this, [this](const Result<Opened> &opened) {
                        if (!opened)
                            return fail(opened.error());
                        m_opened = *opened;
                        m_found.reset();
                        end();
                    });
}

void ManifestWork::verify(const QStringList &ofToken)
{
    if (m_stage != Stage::None || !m_opened)
        return;
    begin(Stage::Verifying, Text::tr("Reading %1").arg(m_opened->file));
    m_verifier = std::make_unique<ManifestVerifier>(m_client, m_clock, m_opened->file, ofToken, m_pace);
    connect(m_verifier.get(), &ManifestVerifier::progressed, this, [this](const VerifyProgress &progress) {
        tell(progressText(progress), progress.runsCompared, progress.runs);
    });
    connect(m_verifier.get(), &ManifestVerifier::verified, this, &ManifestWork::takeVerification);
    connect(m_verifier.get(), &ManifestVerifier::failed, this, &ManifestWork::fail);
    m_verifier->start();
}

void ManifestWork::takeVerification(const Verification &result, const std::vector<Standing> &standing)
{
    // It may be another file by now, of the same name.
    m_opened->head = result.head;
    m_opened->end.ended = result.ended;
    Found found;
    found.time = m_clock.utc();
    found.verification = std::make_shared<const Verification>(result);
    found.standing = standing;
    findOut(std::move(found), true);
}

void ManifestWork::watch(Milliseconds patience)
{
    if (m_stage != Stage::None || !m_found)
        return;
    m_resumed = {static_cast<qint64>(m_found->standing.size()), 0};
    begin(Stage::Watching, progressText(m_resumed));
    m_resumption = std::make_unique<Resumption>(m_client, m_clock, m_pace);
    connect(m_resumption.get(), &Resumption::progressed, this, [this](const ResumptionState &state) {
        m_resumed = state;
        tell(progressText(state), state.resumed, state.runs);
    });
    connect(m_resumption.get(), &Resumption::stood, this,
            [this](const std::vector<Standing> &standing) { takeStanding(standing, false); });
    connect(m_resumption.get(), &Resumption::ended, this,
            [this](const ResumptionState &state, const std::vector<Standing> &standing) {
                m_resumed = state;
                takeStanding(standing, true);
            });
    connect(m_resumption.get(), &Resumption::failed, this, &ManifestWork::fail);
    m_resumption->start(m_found->standing, patience);
}

void ManifestWork::takeStanding(const std::vector<Standing> &standing, bool isLast)
{
    Found found = *m_found;
    found.standing = standing;
    found.resumption = m_resumed;
    findOut(std::move(found), isLast);
}

void ManifestWork::findOut(Found found, bool isLast)
{
    m_reading.cancel();
    m_reading = m_thread.read<Found>([found = std::move(found)] { return Result<Found>(completed(found)); })
                    .deliver(this, [this, isLast](const Result<Found> &ready) {
                        m_found = ready.value();
                        if (isLast)
                            end();
                        else
                            Q_EMIT changed();
                    });
}

void ManifestWork::take(const TakeOrder &order)
{
    if (m_stage != Stage::None)
        return;
    begin(Stage::Taking, Text::tr("Looking at the cluster"));
    m_taker = std::make_unique<ManifestTaker>(m_client, m_clock, order, m_pace);
    connect(m_taker.get(), &ManifestTaker::progressed, this, [this](const TakeProgress &progress) {
        tell(progressText(progress), progress.namespacesRead, progress.namespaces);
    });
    connect(m_taker.get(), &ManifestTaker::taken, this,
            [this, file = order.file](const manifest::Counts &counts, const std::vector<Unread> &unread) {
                QStringList lines;
                for (const Unread &one : unread)
                    lines << unreadText(one);
                end();
                Q_EMIT taken(file, takenText(file, counts), lines);
            });
    connect(m_taker.get(), &ManifestTaker::failed, this, &ManifestWork::fail);
    m_taker->start();
}

void ManifestWork::stop()
{
    if (m_stage != Stage::None)
        end();
}

void ManifestWork::begin(Stage stage, const QString &words)
{
    m_stage = stage;
    m_progress = {words, 0, 0};
    m_failure.reset();
    Q_EMIT changed();
}

void ManifestWork::end()
{
    m_stage = Stage::None;
    m_reading.cancel();
    letGo(m_verifier, *this);
    letGo(m_resumption, *this);
    letGo(m_taker, *this);
    Q_EMIT changed();
}

void ManifestWork::fail(const Error &error)
{
    m_failure = Failure{m_stage, error, m_clock.utc()};
    end();
}

void ManifestWork::tell(const QString &words, qint64 done, qint64 known)
{
    m_progress = {words, done, known};
    Q_EMIT progressed();
}

} // namespace signalbox
