// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/moments/handoverreader.h"

#include "models/alerts/alertengine.h"
#include "models/base/text.h"
#include "models/moments/momentsource.h"
#include "models/monitor/watch.h"
#include "models/store/past.h"

#include <algorithm>
#include <set>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// What is not clear, though none of its own alerts is among those that fire.
std::vector<HandOver::Odd> oddOf(const Watch &watch, const AlertEngine &alerts,
                                 const std::vector<AlertChange> &open)
{
    std::set<QueueKey> told;
    for (const AlertChange &change : open)
        told.insert(change.alert.key);
    std::vector<HandOver::Odd> odd;
    const auto note = [&](const QueueKey &key, Signal signal, const QString &sentence) {
        if (signal != Signal::Clear && !told.contains(key))
            odd.push_back({key, signal, sentence});
    };
    for (const NamespaceSample &ns : watch.namespaces()) {
        const QString &name = ns.info.name;
        if (!ns.readable) {
            note({name, {}}, Signal::Unknown, ns.error.value_or(QString()));
            continue;
        }
        const NamespaceAssessment own = alerts.namespaceAssessment(name);
        note({name, {}}, ns.error ? worse(own.signal, Signal::Unknown) : own.signal,
             ns.error.value_or(own.sentence));
        for (const QueueKey &key : watch.queues(name)) {
            if (const Judgement *const shown = alerts.shown(key))
                note(key, shown->signal, shown->sentence);
            else
                note(key, Signal::Unknown, alerts.assessment(key).sentence);
        }
    }
    std::stable_sort(odd.begin(), odd.end(),
                     [](const HandOver::Odd &a, const HandOver::Odd &b) { return a.signal > b.signal; });
    return odd;
}

} // namespace

HandOverReader::HandOverReader(Client &client, const AlertEngine &alerts, const Watch &watch, Past &past,
                               MomentSource &moments, const Runbook &runbook, const Clock &clock,
                               QObject *parent)
    : QObject(parent)
    , m_alerts(alerts)
    , m_watch(watch)
    , m_past(past)
    , m_moments(moments)
    , m_runbook(runbook)
    , m_clock(clock)
    , m_others(client, watch)
{
}

void HandOverReader::read(const QString &profile, Instant since)
{
    m_delivery.cancel(); // what is under way must not finish this one
    m_isReading = true;
    m_underWay = {};
    m_underWay.profile = profile;
    m_underWay.since = since;
    m_underWay.now = m_clock.utc();
    m_delivery =
        m_past.transitions(since - handOverLooksBack, m_underWay.now)
            .deliver(this, [this](const Result<std::vector<Transition>> &all) { takeTransitions(all); });
}

void HandOverReader::takeTransitions(const Result<std::vector<Transition>> &transitions)
{
    m_transitions = transitions.value_or(std::vector<Transition>());
    if (!transitions)
        miss(Text::tr("What ended could not be read: %1").arg(transitions.error().detail));
    m_delivery =
        m_moments.acts().deliver(this, [this](const Result<std::vector<Act>> &acts) { takeActs(acts); });
}

void HandOverReader::takeActs(const Result<std::vector<Act>> &acts)
{
    m_underWay.acts = actsSince(acts.value_or(std::vector<Act>()), m_underWay.since);
    if (!acts)
        miss(Text::tr("What was done by hand could not be read: %1").arg(acts.error().detail));
    // What is asked of a cluster that does not answer keeps a person waiting; without the journal nobody
    // knows whose a deed is.
    if (m_watch.awaySince() || !acts) {
        m_underWay.others.unseen =
            acts ? Text::tr("The cluster does not answer, so it was not looked for.")
                 : Text::tr("Without the journal it can't be told from what was done here.");
        takeNow();
        return;
    }
    // What was done here since then is not among the acts.
    m_delivery = m_others.read(m_underWay.since, m_underWay.now, *acts)
                     .deliver(this, [this](const Result<OthersDeeds> &others) { takeOthers(others); });
}

void HandOverReader::takeOthers(const Result<OthersDeeds> &others)
{
    m_underWay.others = others.value_or(OthersDeeds());
    if (!others)
        m_underWay.others.unseen = others.error().detail;
    takeNow();
}

void HandOverReader::takeNow()
{
    m_underWay.ended = endedSince(m_transitions, m_underWay.since);
    m_underWay.open = firingOf(m_alerts.standing(), m_transitions, m_runbook);
    m_underWay.odd = oddOf(m_watch, m_alerts, m_underWay.open);
    if (m_watch.awaySince())
        miss(Text::tr("The cluster does not answer: what is now is not known."));
    else if (!m_watch.firstSweepDone())
        miss(Text::tr("Not everything was looked at yet."));
    m_transitions.clear();
    m_handOver = std::move(m_underWay);
    m_isReading = false;
    Q_EMIT finished();
}

void HandOverReader::miss(const QString &sentence)
{
    m_underWay.unknown += m_underWay.unknown.isEmpty() ? sentence : u' ' + sentence;
}

} // namespace signalbox
