// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/desk.h"

#include "models/base/displaytext.h"
#include "models/base/zonedtime.h"
#include "models/interventions/intentsettler.h"
#include "models/interventions/leverkind.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

bool isOn(const Intervention &intervention, const QString &ns, const QString &workflowId,
          const QString &runId)
{
    const InterventionTarget target = intervention.lever().target();
    return target.ns == ns && target.workflowId == workflowId && target.runId == runId;
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
    void learnFrom(const Intervention &ended);

    Desk *q;
    Client &m_client;
    TokenService &m_tokens;
    Journal &m_journal;
    const Clock &m_clock;
    const Profile &m_profile;
    IntentSettler m_settler;
    QSet<QString> m_unknown; ///< operations that ended so here
    WhyKept m_whyKept = [](const QString &) { return QString(); };
    QSet<QString> m_lacking; ///< namespaces where the role admin was found to be missing
    std::vector<std::unique_ptr<Intervention>> m_interventions;
    std::vector<std::unique_ptr<Intervention>> m_released;
};

Intervention *Desk::Private::on(const Lever &lever) const
{
    const InterventionTarget target = lever.target();
    const auto found = std::find_if(m_interventions.begin(), m_interventions.end(), [&](const auto &each) {
        return isOn(*each, target.ns, target.workflowId, target.runId);
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

/// A lever that writes stays as it is: its role comes and goes with the group, and the server refuses it. A
/// sign-in that was denied in the browser, or was another person's, says nothing of the role.
void Desk::Private::learnFrom(const Intervention &ended)
{
    const InterventionTarget target = ended.lever().target();
    if (kindOf(target.act).role() != LeverRole::Admin)
        return;
    if (ended.receipt()->lacksRole)
        m_lacking.insert(target.ns);
}

QString Desk::Recovered::notice() const
{
    const auto text = [this](const QString &key) { return displayText(intent[key].toString(), 120); };
    const QString activity =
        intent.contains(u"activity_id"_s) ? u' ' + text(u"activity_id"_s) + tr(" of") : QString();
    const QDateTime begun = QDateTime::fromString(intent[u"time"_s].toString(), Qt::ISODateWithMs);
    const QString when =
        begun.isValid() ? formatZonedTime(Instant(Milliseconds(begun.toMSecsSinceEpoch()))) : u"–"_s;
    const QString what = intent.contains(u"workflow_id"_s)
                             ? tr("%1%2 %3 in %4, begun %5: %6")
                                   .arg(text(u"verb"_s), activity, text(u"workflow_id"_s),
                                        text(u"namespace"_s), when, settlement.sentence)
                             : tr("%1 of %2, begun %3: %4")
                                   .arg(text(u"verb"_s), text(u"namespace"_s), when, settlement.sentence);
    return wasPulledHere ? tr("Unknown until now: %1").arg(what)
                         : tr("Left open by an earlier run: %1").arg(what);
}

Desk::Desk(Client &client, TokenService &tokens, Journal &journal, const Clock &clock, const Profile &profile,
           QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, client, tokens, journal, clock, profile))
{
    connect(&tokens, &TokenService::userChanged, this, [this] {
        d->m_lacking.clear();
        Q_EMIT gateChanged();
    });
    connect(&d->m_settler, &IntentSettler::settled, this,
            [this](const QJsonObject &intent, const Settlement &settlement) {
                Q_EMIT recovered({intent, settlement, d->m_unknown.contains(intent[u"op"_s].toString())});
            });
    connect(&d->m_settler, &IntentSettler::notice, this, &Desk::notice);
}

Desk::~Desk() = default;

void Desk::keepNamespaces(WhyKept whyKept)
{
    d->m_whyKept = std::move(whyKept);
}

Intervention *Desk::open(std::unique_ptr<Lever> lever)
{
    const InterventionTarget target = lever->target();
    if (d->on(*lever) || (kindOf(target.act).deletes() && !d->m_whyKept(target.ns).isEmpty()))
        return nullptr;
    auto opened = std::make_unique<Intervention>(d->m_client, d->m_tokens, d->m_journal, d->m_clock,
                                                 d->m_profile, std::move(lever));
    Intervention *const intervention = opened.get();
    d->m_interventions.push_back(std::move(opened));
    connect(intervention, &Intervention::stateChanged, this, &Desk::underWayChanged);
    connect(intervention, &Intervention::finished, this, [this, intervention] {
        d->learnFrom(*intervention);
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

LeverGate Desk::gate(const LeverKind &kind, const QString &ns) const
{
    LeverGate gate = this->gate();
    if (gate.allowed && kind.role() == LeverRole::Admin && d->m_lacking.contains(ns))
        gate = {false, tr("needs the role %1:admin; sign in anew once you have it").arg(displayText(ns)), {}};
    if (gate.allowed && kind.deletes())
        if (const QString why = d->m_whyKept(ns); !why.isEmpty())
            gate = {false, why, {}};
    return gate;
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
            names.append(each->lever().verb() + u' ' + each->lever().target().id());
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
