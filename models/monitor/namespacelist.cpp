// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/namespacelist.h"

#include "models/base/explain.h"
#include "models/monitor/watchtext.h"
#include "models/temporal/client.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Milliseconds listInterval = 60s;
/// A refused list is tried again this seldom: it takes a new role, and so a new token.
constexpr Milliseconds refusedInterval = 10min;
/// Of descriptions one by one: a handful of namespaces at once, a thousand in under a minute.
constexpr double describesPerSecond = 20;
constexpr double describesAtOnce = 40;
constexpr int describesInFlight = 8;
constexpr auto systemNamespace = "temporal-system"_L1;

NamespaceSample readable(const NamespaceInfo &info)
{
    NamespaceSample sample;
    sample.info = info;
    return sample;
}

NamespaceSample unreadable(const QString &name, const QString &why)
{
    NamespaceSample sample;
    sample.info.name = name;
    sample.readable = false;
    sample.error = why;
    return sample;
}

NamespaceSample denied(const QString &name)
{
    NamespaceSample sample = unreadable(name, watchtext::mayNotRead());
    sample.denied = true;
    return sample;
}

} // namespace

NamespaceList::NamespaceList(Client &client, const Clock &clock, QStringList configured, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_configured(std::move(configured))
    , m_budget(describesPerSecond, describesAtOnce)
{
}

void NamespaceList::setTokenNamespaces(const QStringList &names)
{
    const QStringList before = std::exchange(m_tokenNames, names);
    m_tokenNames.removeAll(systemNamespace);
    m_listRefused.reset();
    if (before == m_tokenNames)
        return;
    stop(); // what is under way asks for the old ones
    m_polls.hasten(m_clock.sinceBoot(), Milliseconds(0));
}

QStringList NamespaceList::names() const
{
    QStringList all = m_tokenNames + m_configured;
    all.removeDuplicates();
    all.sort();
    return all;
}

void NamespaceList::letGo(const QString &name)
{
    stop(); // a list that was asked for before may have it still
    m_read.erase(name);
    std::erase_if(m_samples,
                  [&name](const NamespaceSample &sample) { return sample.gone && sample.info.name == name; });
    m_polls.hasten(m_clock.sinceBoot(), Milliseconds(0), Purpose::Operator);
}

void NamespaceList::ask()
{
    const Milliseconds now = m_clock.sinceBoot();
    const Purpose purpose = m_polls.begin(now);
    m_deliveries.clear();
    if (m_listRefused && now - *m_listRefused < refusedInterval) {
        describeAll(purpose, Scope::Readable);
        return;
    }
    m_deliveries.push_back(m_client.listNamespaces(purpose).deliver(
        this, [this, purpose](const Result<std::vector<NamespaceInfo>> &list) { takeList(list, purpose); }));
}

void NamespaceList::takeList(const Result<std::vector<NamespaceInfo>> &list, Purpose purpose)
{
    // Refused, and no name to ask for: nothing is known, which must not look like an empty cluster.
    if (!list && list.error().kind == ErrorKind::Denied && !names().isEmpty()) {
        m_listRefused = m_clock.sinceBoot();
        describeAll(purpose, Scope::All);
        return;
    }
    if (!list) {
        fail(list.error());
        return;
    }
    m_listRefused.reset();
    m_described.clear();
    for (const QString &name : m_configured)
        m_described[name] = absent(name);
    for (const auto &[name, info] : m_read)
        m_described[name] = absent(name);
    for (const NamespaceInfo &info : *list)
        if (info.name != systemNamespace)
            m_described[info.name] = readable(info);
    finish();
}

/// A refused namespace is left alone between two tries of the list: each refusal costs a fresh token.
void NamespaceList::describeAll(Purpose purpose, Scope scope)
{
    QStringList asked = names();
    m_described.clear();
    m_roundError.reset();
    if (scope == Scope::All)
        m_refused.clear();
    for (const QString &name : std::as_const(m_refused)) {
        m_described[name] = denied(name);
        asked.removeAll(name);
    }
    m_toDescribe = asked;
    m_purpose = purpose;
    if (asked.isEmpty())
        finish();
    run();
}

void NamespaceList::run()
{
    const Milliseconds now = m_clock.sinceBoot();
    while (!m_toDescribe.isEmpty() && m_inFlight < describesInFlight && m_budget.take(1, now))
        describe(m_toDescribe.takeFirst());
}

std::optional<Milliseconds> NamespaceList::wakesAt(Milliseconds now) const
{
    if (m_toDescribe.isEmpty() || m_inFlight >= describesInFlight)
        return {};
    return m_budget.nextAt(now);
}

void NamespaceList::describe(const QString &name)
{
    ++m_inFlight;
    m_deliveries.push_back(
        m_client.describeNamespace(name, m_purpose)
            .deliver(this, [this, name](const Result<NamespaceInfo> &info) { takeDescription(name, info); }));
}

void NamespaceList::takeDescription(const QString &name, const Result<NamespaceInfo> &info)
{
    const bool saysSomething =
        info || info.error().kind == ErrorKind::Denied || info.error().kind == ErrorKind::NotFound;
    if (!saysSomething)
        m_roundError = info.error();
    else if (!info && info.error().kind == ErrorKind::Denied)
        m_refused << name;
    m_described[name] = sampleOf(name, info);
    --m_inFlight;
    run();
    if (m_inFlight > 0 || !m_toDescribe.isEmpty())
        return;
    if (m_roundError)
        fail(*m_roundError);
    else
        finish();
}

NamespaceSample NamespaceList::sampleOf(const QString &name, const Result<NamespaceInfo> &info) const
{
    if (info) {
        NamespaceSample sample = readable(*info);
        sample.info.name = name;
        return sample;
    }
    const bool isThere = info.error().kind != ErrorKind::NotFound;
    return isThere ? denied(name) : absent(name);
}

NamespaceSample NamespaceList::absent(const QString &name) const
{
    const auto before = m_read.find(name);
    if (before == m_read.end())
        return unreadable(name, watchtext::notOnCluster());
    NamespaceSample sample = unreadable(name, watchtext::isGone());
    sample.info = before->second;
    sample.gone = true;
    return sample;
}

void NamespaceList::finish()
{
    // Described one by one, only those are asked for that somebody names.
    for (NamespaceSample &sample : m_samples)
        if (sample.gone)
            m_described.try_emplace(sample.info.name, sample);
    m_samples.clear();
    for (auto &[name, sample] : m_described) {
        if (sample.readable)
            m_read[name] = sample.info;
        m_samples.push_back(std::move(sample));
    }
    m_described.clear();
    m_known = true;
    m_failure.reset();
    m_polls.succeed(m_clock.sinceBoot(), jittered(listInterval));
    Q_EMIT changed();
}

/// What was known stays; before the first answer the names we have stand there with the reason.
void NamespaceList::fail(const Error &error)
{
    m_described.clear();
    m_failure = error;
    m_polls.fail(m_clock.sinceBoot());
    if (!m_known) {
        m_samples.clear();
        for (const QString &name : names())
            m_samples.push_back(unreadable(name, explain(error).sentence()));
    }
    Q_EMIT failed(error);
    if (!m_known)
        Q_EMIT changed();
}

void NamespaceList::stop()
{
    for (const Delivery &delivery : m_deliveries)
        delivery.cancel();
    m_deliveries.clear();
    m_toDescribe.clear();
    m_inFlight = 0;
    m_polls.drop(m_clock.sinceBoot());
}

void NamespaceList::forget()
{
    stop();
    m_tokenNames.clear();
    m_polls = PollPace();
    m_known = false;
    m_listRefused.reset();
    m_refused.clear();
    m_failure.reset();
    m_read.clear();
    m_samples.clear();
    m_described.clear();
}

} // namespace signalbox
