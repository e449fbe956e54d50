// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/desk.h"

#include "models/interventions/intentsettler.h"

#include <algorithm>

namespace signalbox {

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
    Private(Desk *desk, Client &calls, TokenService &service, Journal &book, const Clock &time,
            const Profile &of)
        : q(desk)
        , client(calls)
        , tokens(service)
        , journal(book)
        , clock(time)
        , profile(of)
        , settler(calls, book, time, of)
    {
    }

    [[nodiscard]] Intervention *on(const Lever &lever) const;
    /// It dies when the event loop turns, since it may be the caller.
    void release(Intervention *intervention);

    Desk *q;
    Client &client;
    TokenService &tokens;
    Journal &journal;
    const Clock &clock;
    const Profile &profile;
    IntentSettler settler;
    std::vector<std::unique_ptr<Intervention>> interventions;
    std::vector<std::unique_ptr<Intervention>> released;
};

Intervention *Desk::Private::on(const Lever &lever) const
{
    const Execution &run = lever.seen().execution;
    const auto found = std::find_if(interventions.begin(), interventions.end(), [&](const auto &each) {
        return isOn(*each, lever.ns(), run.workflowId, run.runId);
    });
    return found == interventions.end() ? nullptr : found->get();
}

void Desk::Private::release(Intervention *intervention)
{
    const auto found = std::find_if(interventions.begin(), interventions.end(),
                                    [&](const auto &each) { return each.get() == intervention; });
    if (found == interventions.end())
        return;
    released.push_back(std::move(*found));
    interventions.erase(found);
    QMetaObject::invokeMethod(
        q, [this] { released.clear(); }, Qt::QueuedConnection);
}

Desk::Desk(Client &client, TokenService &tokens, Journal &journal, const Clock &clock, const Profile &profile,
           QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, client, tokens, journal, clock, profile))
{
    connect(&tokens, &TokenService::userChanged, this, &Desk::gateChanged);
    connect(&d->settler, &IntentSettler::settled, this,
            [this](const QJsonObject &intent, const Settlement &settlement) {
                Q_EMIT recovered({intent, settlement});
            });
}

Desk::~Desk() = default;

Intervention *Desk::open(std::unique_ptr<Lever> lever)
{
    if (d->on(*lever))
        return nullptr;
    auto opened = std::make_unique<Intervention>(d->client, d->tokens, d->journal, d->clock, d->profile,
                                                 std::move(lever));
    Intervention *const intervention = opened.get();
    d->interventions.push_back(std::move(opened));
    connect(intervention, &Intervention::stateChanged, this, &Desk::underWayChanged);
    connect(intervention, &Intervention::finished, this, [this, intervention] {
        Q_EMIT finished(intervention);
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
    return leverGate(d->profile.oidc, d->tokens.user());
}

int Desk::underWay() const
{
    return static_cast<int>(std::count_if(d->interventions.begin(), d->interventions.end(),
                                          [](const auto &each) { return each->isUnderWay(); }));
}

QStringList Desk::underWayNames() const
{
    QStringList names;
    for (const auto &each : d->interventions)
        if (each->isUnderWay())
            names.append(each->lever().verb() + u' ' + each->lever().seen().execution.workflowId);
    return names;
}

bool Desk::isUnderWay(const QString &ns, const QString &workflowId, const QString &runId) const
{
    return std::any_of(d->interventions.begin(), d->interventions.end(), [&](const auto &each) {
        return each->isUnderWay() && isOn(*each, ns, workflowId, runId);
    });
}

void Desk::settleOpenIntents()
{
    if (!d->tokens.user())
        return;
    QStringList operations;
    for (const auto &intervention : d->interventions)
        operations.append(intervention->op());
    d->settler.start(*d->tokens.user(), operations);
}

} // namespace signalbox
