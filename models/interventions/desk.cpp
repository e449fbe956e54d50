// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/desk.h"

#include "models/base/displaytext.h"
#include "models/base/zonedtime.h"
#include "models/interventions/intentsettler.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

bool isOn(const Intervention &intervention, const QString &ns, const QString &workflowId,
          const QString &runId)
{
    const Lever &lever = intervention.lever();
    return lever.ns() == ns && lever.seen().execution.workflowId == workflowId &&
           lever.seen().execution.runId == runId;
}

} // namespace

class Desk::Private
{
public:
    Private(Desk *desk, Client &client, TokenService &tokens, Journal &journal, const Clock &clock,
            const Profile &profile)
        : q(desk)
        , m_client(client)
        , m_tokens(tokens)
        , m_journal(journal)
        , m_clock(clock)
        , m_profile(profile)
        , m_settler(client, tokens, journal, clock, profile)
    {
    }

    [[nodiscard]] Intervention *on(const Lever &lever) const;
    /// It dies when the event loop turns, since it may be the caller.
    void release(Intervention *intervention);
    void followUnknown(const Intervention &ended);

    Desk *q;
    Client &m_client;
    TokenService &m_tokens;
    Journal &m_journal;
    const Clock &m_clock;
    const Profile &m_profile;
    IntentSettler m_settler;
    QSet<QString> m_unknown; ///< operations that ended so here
    std::vector<std::unique_ptr<Intervention>> m_interventions;
    std::vector<std::unique_ptr<Intervention>> m_released;
};

Intervention *Desk::Private::on(const Lever &lever) const
{
    const Execution &run = lever.seen().execution;
    const auto found = std::find_if(m_interventions.begin(), m_interventions.end(), [&](const auto &each) {
        return isOn(*each, lever.ns(), run.workflowId, run.runId);
    });
    return found == m_interventions.end() ? nullptr : found->get();
}

void Desk::Private::release(Intervention *intervention)
{
    const auto found = std::find_if(m_interventions.begin(), m_interventions.end(),
                                    [&](const auto &each) { return each.get() == intervention; });
    if (found == m_interventions.end())
        return;
    m_released.push_back(std::move(*found));
    m_interventions.erase(found);
    QMetaObject::invokeMethod(
        q, [this] { m_released.clear(); }, Qt::QueuedConnection);
}

void Desk::Private::followUnknown(const Intervention &ended)
{
    if (ended.receipt()->outcome != Outcome::Unknown)
        return;
    m_unknown.insert(ended.op());
    m_settler.follow(ended.op());
}

QString Desk::Recovered::notice() const
{
    const auto text = [this](const QString &key) { return displayText(intent[key].toString(), 120); };
    const QString activity =
        intent.contains(u"activity_id"_s) ? u' ' + text(u"activity_id"_s) + tr(" of") : QString();
    const QDateTime begun = QDateTime::fromString(intent[u"time"_s].toString(), Qt::ISODateWithMs);
    const QString what =
        tr("%1%2 %3 in %4, begun %5: %6")
            .arg(text(u"verb"_s), activity, text(u"workflow_id"_s), text(u"namespace"_s),
                 begun.isValid() ? formatZonedTime(Instant(Milliseconds(begun.toMSecsSinceEpoch()))) : u"–"_s,
                 settlement.sentence);
    return wasPulledHere ? tr("Unknown until now: %1").arg(what)
                         : tr("Left open by an earlier run: %1").arg(what);
}

Desk::Desk(Client &client, TokenService &tokens, Journal &journal, const Clock &clock, const Profile &profile,
           QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, client, tokens, journal, clock, profile))
{
    connect(&tokens, &TokenService::userChanged, this, &Desk::gateChanged);
    connect(&d->m_settler, &IntentSettler::settled, this,
            [this](const QJsonObject &intent, const Settlement &settlement) {
                Q_EMIT recovered({intent, settlement, d->m_unknown.contains(intent[u"op"_s].toString())});
            });
    connect(&d->m_settler, &IntentSettler::notice, this, &Desk::notice);
}

Desk::~Desk() = default;

Intervention *Desk::open(std::unique_ptr<Lever> lever)
{
    if (d->on(*lever))
        return nullptr;
    auto opened = std::make_unique<Intervention>(d->m_client, d->m_tokens, d->m_journal, d->m_clock,
                                                 d->m_profile, std::move(lever));
    Intervention *const intervention = opened.get();
    d->m_interventions.push_back(std::move(opened));
    connect(intervention, &Intervention::stateChanged, this, &Desk::underWayChanged);
    connect(intervention, &Intervention::finished, this, [this, intervention] {
        Q_EMIT finished(intervention);
        d->followUnknown(*intervention);
        d->release(intervention);
        Q_EMIT underWayChanged();
    });
    return intervention;
}

void Desk::discard(Intervention *draft)
{
    if (draft && !draft->isUnderWay())
        d->release(draft);
}

LeverGate Desk::gate() const
{
    return leverGate(d->m_profile.oidc, d->m_tokens.user());
}

int Desk::underWay() const
{
    return static_cast<int>(std::count_if(d->m_interventions.begin(), d->m_interventions.end(),
                                          [](const auto &each) { return each->isUnderWay(); }));
}

QStringList Desk::underWayNames() const
{
    QStringList names;
    for (const auto &each : d->m_interventions)
        if (each->isUnderWay())
            names.append(each->lever().verb() + u' ' + each->lever().seen().execution.workflowId);
    return names;
}

bool Desk::isUnderWay(const QString &ns, const QString &workflowId, const QString &runId) const
{
    return std::any_of(d->m_interventions.begin(), d->m_interventions.end(), [&](const auto &each) {
        return each->isUnderWay() && isOn(*each, ns, workflowId, runId);
    });
}

void Desk::settleOpenIntents()
{
    d->m_settler.start();
}

} // namespace signalbox
