// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/cleanuprecord.h"

#include "models/base/format.h"
#include "models/base/text.h"
#include "models/interventions/deletelever.h"
#include "models/interventions/deletions.h"
#include "models/interventions/records.h"

#include <deque>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// A console that is settling has other work.
constexpr int looksAtOnce = 8;

class LeftCleanUp final : public Provable
{
public:
    LeftCleanUp(QString ns, QString deletions)
        : m_ns(std::move(ns))
        , m_deletions(std::move(deletions))
    {
    }

    InterventionTarget target() const override { return {InterventionTarget::Act::DeleteRun, m_ns}; }
    Reply<Settlement> prove(Client &client, const QString &identity, const QString &madeRun,
                            Purpose purpose) override;

private:
    void ask();
    void take(const Result<ExecutionDescription> &now);
    [[nodiscard]] Settlement settlement() const;

    const QString m_ns;
    const QString m_deletions;
    Client *m_client = nullptr; ///< of the reading
    Purpose m_purpose = Purpose::Background;
    std::deque<RunName> m_toAsk;
    int m_inFlight = 0;
    qint64 m_gone = 0;
    qint64 m_found = 0; ///< gone, of those that were under way
    qint64 m_still = 0; ///< there, of those
    std::optional<ReplyPromise<Settlement>> m_promise;
    QObject m_receiver;
};

Reply<Settlement> LeftCleanUp::prove(Client &client, const QString &, const QString &, Purpose purpose)
{
    m_client = &client;
    m_purpose = purpose;
    m_gone = m_found = m_still = 0;
    m_inFlight = 0;
    m_toAsk.clear();
    m_promise.emplace();
    auto reply = m_promise->reply();
    Deletions::read(m_deletions).deliver(&m_receiver, [this](const Result<Deletions::Record> &record) {
        if (!record)
            return std::exchange(m_promise, std::nullopt)->finish(tl::unexpected(record.error()));
        m_gone = record->gone;
        for (const auto &[runId, workflowId] : record->unsettled)
            m_toAsk.push_back({workflowId, runId});
        ask();
    });
    return reply;
}

void LeftCleanUp::ask()
{
    if (m_toAsk.empty() && m_inFlight == 0)
        return std::exchange(m_promise, std::nullopt)->finish(settlement());
    for (; !m_toAsk.empty() && m_inFlight < looksAtOnce; ++m_inFlight) {
        const RunName run = m_toAsk.front();
        m_toAsk.pop_front();
        m_client->describeExecution(m_ns, run.workflowId, run.runId, m_purpose)
            .deliver(&m_receiver, [this](const Result<ExecutionDescription> &now) { take(now); });
    }
}

void LeftCleanUp::take(const Result<ExecutionDescription> &now)
{
    --m_inFlight;
    if (!m_promise)
        return; // it failed meanwhile
    if (now)
        ++m_still;
    else if (isRunGone(now.error()))
        ++m_found;
    else
        return std::exchange(m_promise, std::nullopt)->finish(tl::unexpected(now.error()));
    ask();
}

Settlement LeftCleanUp::settlement() const
{
    Settlement settled{m_gone + m_found > 0 ? Outcome::Partly : Outcome::Refused, {}, {}};
    settled.mayStillChange = m_still > 0;
    if (settled.outcome == Outcome::Refused) {
        settled.sentence = Text::tr("It was cut off before anything was deleted.");
        return settled;
    }
    settled.sentence =
        Text::tr("It was cut off when %1 runs were deleted.").arg(formatCount(m_gone + m_found));
    if (m_still > 0)
        settled.sentence +=
            u' ' + Text::tr("%1 more were about to be, and are still there.").arg(formatCount(m_still));
    settled.sentence += u' ' + Text::tr("Clean up again to go on with what is left.");
    return settled;
}

} // namespace

QJsonObject intentRecord(const QString &op, const Clock &clock, const User &user, const Profile &profile,
                         const CleanUpIntent &intent)
{
    QJsonObject record = intentHead(op, clock, user, profile, intent.ns, cleanUpVerb, intent.reason);
    record.insert(u"closed_before"_s, formatIso(intent.closedBefore));
    record.insert(u"older_than_s"_s, static_cast<qint64>(intent.olderThan.count()));
    record.insert(u"expected"_s, intent.expected);
    record.insert(u"deletions"_s, intent.deletions);
    return record;
}

QJsonObject outcomeRecord(const QString &op, Instant time, Outcome outcome, const QString &sentence,
                          const CleanUpCounts &counts, std::optional<qint64> left,
                          const std::optional<Error> &error)
{
    QJsonObject record = outcomeRecord(op, time, Settlement{outcome, sentence, {}}, error);
    record.insert(u"deleted"_s, counts.deleted);
    record.insert(u"gone_before"_s, counts.goneBefore);
    record.insert(u"kept"_s, counts.kept);
    record.insert(u"failed"_s, counts.failed);
    record.insert(u"unproven"_s, counts.unproven);
    if (left)
        record.insert(u"left"_s, *left);
    return record;
}

std::unique_ptr<Provable> cleanUpOf(const QJsonObject &intent)
{
    return std::make_unique<LeftCleanUp>(intent[u"namespace"_s].toString(),
                                         intent[u"deletions"_s].toString());
}

} // namespace signalbox
