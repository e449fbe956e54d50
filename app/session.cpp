// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session.h"

#include "models/base/smallfile.h"
#include "models/base/text.h"
#include "models/interventions/records.h"
#include "models/store/storefile.h"

#include <utility>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(const User &user)
{
    return user.name.isEmpty() ? user.subject : user.name;
}

Result<QByteArray> sourceOf(const QString &path)
{
    const QString file = path.isEmpty() ? u":/runbook.toml"_s : path;
    auto source = readSmallFile(file);
    if (!source)
        return fail(ErrorKind::Configuration,
                    Text::tr("%1: cannot be read: %2").arg(file, source.error().detail));
    return source;
}

QString nameOf(const QString &path)
{
    return path.isEmpty() ? Text::tr("the built-in runbook") : path;
}

/// Without the rules of one's own.
Result<Runbook> readTeamRunbook(const QString &path)
{
    return sourceOf(path).and_then(
        [&](const QByteArray &toml) { return Runbook::parse(toml, nameOf(path)); });
}

} // namespace

Result<Runbook> readRunbook(const Profile &profile)
{
    auto runbook = readTeamRunbook(profile.runbookPath);
    const auto rules = readRulesFile(profile.rulesPath);
    if (!runbook || !rules)
        return tl::unexpected(!runbook ? runbook.error() : rules.error());
    if (const Done taken = *rules ? runbook->override(**rules, profile.rulesPath) : Done(); !taken)
        return tl::unexpected(taken.error());
    return runbook;
}

Result<Expectations> readExpectations(const QString &path)
{
    return sourceOf(path).and_then(
        [&](const QByteArray &toml) { return Expectations::parse(toml, nameOf(path)); });
}

Result<std::unique_ptr<Session>> Session::open(Profile profile, Keyring &keyring, const Clock &clock,
                                               const std::vector<Receiver> &receivers,
                                               const MetricSources &sources, const Limits &limits)
{
    auto rules = readTeamRunbook(profile.runbookPath).and_then([&](Runbook team) {
        return OwnRules::open(std::move(team), profile.rulesPath, clock);
    });
    auto expectations = readExpectations(profile.runbookPath);
    if (!rules || !expectations)
        return tl::unexpected(!rules ? rules.error() : expectations.error());

    std::unique_ptr<Session> session(
        new Session(std::move(profile), std::move(*rules), std::move(*expectations), keyring, clock));
    session->m_metrics = std::make_unique<MetricClients>(sources, session->m_profile.name, keyring, clock);
    auto client = Client::create(session->m_profile, *session->m_tokens, session->m_clock, limits);
    if (!client)
        return tl::unexpected(client.error());
    session->build(std::move(*client), keyring, receivers);
    return session;
}

Session::Session(Profile profile, std::unique_ptr<OwnRules> rules, Expectations expectations,
                 Keyring &keyring, const Clock &clock)
    : m_profile(std::move(profile))
    , m_clock(clock)
    , m_rules(std::move(rules))
    , m_expectations(std::move(expectations))
    , m_tokens(std::make_unique<TokenService>(m_profile, m_clock, keyring))
{
}

Session::~Session() = default;

void Session::build(std::unique_ptr<Client> client, Keyring &keyring, const std::vector<Receiver> &receivers)
{
    m_client = std::move(client);
    m_watch = std::make_unique<Watch>(*m_client, m_clock, m_profile);
    m_watchedByHand = std::make_unique<WatchedByHand>(watchedByHandPath(m_profile.name));
    for (const QueueKey &key : m_watchedByHand->queues())
        m_watch->watchByHand(key);
    const QString past = storefile::path(m_profile.name);
    m_recorder = std::make_unique<Recorder>(*m_watch, *m_client, m_clock, past);
    m_past = std::make_unique<Past>(*m_watch, past);
    m_alerts = std::make_unique<AlertEngine>(*m_watch, runbook(), m_clock, m_past.get());
    m_marks = std::make_unique<AlertMarks>(past, m_clock);
    TellElsewhere::Outboxes outboxes;
    for (const Receiver &receiver : receivers)
        outboxes.push_back(std::make_unique<Outbox>(
            receiver, m_profile.name, makeSender(receiver, m_profile.name, keyring, m_clock), m_clock));
    m_elsewhere = std::make_unique<TellElsewhere>(*m_recorder, *m_alerts, *m_marks, runbook(), m_clock,
                                                  m_profile.name, past, std::move(outboxes));
    m_present = std::make_unique<LiveBoard>(*m_watch, *m_alerts, m_clock);
    m_board = std::make_unique<BoardModel>(*m_present, runbook());
    m_journal = std::make_unique<Journal>(journalPath(m_profile.name));
    m_moments = std::make_unique<OwnPast>(*m_past, *m_watch, *m_journal, m_clock);
    m_desk = std::make_unique<Desk>(*m_client, *m_tokens, *m_journal, m_clock, m_profile);
    m_cleanUp =
        std::make_unique<CleanUpWork>(*m_client, *m_tokens, *m_journal, m_clock, m_profile, m_expectations);
    m_desk->keepNamespaces([this](const QString &ns) { return whyKept(m_expectations, ns); });

    connect(m_watchedByHand.get(), &WatchedByHand::added, m_watch.get(), &Watch::watchByHand);
    connect(m_watchedByHand.get(), &WatchedByHand::removed, m_watch.get(), &Watch::stopByHand);
    connect(&m_everySecond, &QTimer::timeout, m_rules.get(), &OwnRules::tick);
    connect(m_rules.get(), &OwnRules::changed, m_alerts.get(), &AlertEngine::takeRules);
    connect(&m_everySecond, &QTimer::timeout, m_alerts.get(), &AlertEngine::tick);
    connect(&m_everySecond, &QTimer::timeout, m_marks.get(), &AlertMarks::tick);
    connect(&m_everySecond, &QTimer::timeout, m_board.get(), &BoardModel::tick);
    connect(m_alerts.get(), &AlertEngine::changed, m_recorder.get(),
            qOverload<const Transition &>(&Recorder::note));
    connect(m_alerts.get(), &AlertEngine::showed, m_recorder.get(),
            qOverload<const Judgement &>(&Recorder::note));
    connect(&m_everySecond, &QTimer::timeout, m_elsewhere.get(), &TellElsewhere::tick);
    connect(m_watch.get(), &Watch::forgotten, m_elsewhere.get(), &TellElsewhere::forget);
    connect(m_tokens.get(), &TokenService::userChanged, this, &Session::followUser);
    connect(m_desk.get(), &Desk::finished, this,
            [this](const Intervention *ended) { followDeletions(*ended); });
    // Of one that was left unknown the proof comes later, here or from another run of the console.
    connect(m_desk.get(), &Desk::recovered, this, [this](const Desk::Recovered &settled) {
        if (settled.intent[u"verb"_s] == deleteNamespaceVerb && settled.settlement.outcome == Outcome::Done)
            m_watch->letGo(settled.intent[u"namespace"_s].toString());
    });
    m_everySecond.start(std::chrono::seconds(1));
}

void Session::followDeletions(const Intervention &ended)
{
    const InterventionTarget target = ended.lever().target();
    if (target.act == InterventionTarget::Act::DeleteNamespace && ended.receipt()->outcome == Outcome::Done)
        m_watch->letGo(target.ns);
}

void Session::followUser()
{
    const auto &user = m_tokens->user();
    m_marks->setPerson(user ? nameOf(*user) : QString());
    const bool isWatching = std::exchange(m_isWatching, user.has_value());
    if (!user)
        return m_watch->stop();
    const bool isSamePerson = user->subject == m_watchedFor.subject;
    // A refreshed token may bring other roles, and with them other namespaces.
    if (isWatching && isSamePerson && user->permissions == m_watchedFor.permissions)
        return;
    // What the last person could read must not stay on the board for the next.
    if (!isSamePerson)
        m_watch->forget();
    m_watchedFor = *user;
    m_watch->start(user->namespaces());
}

} // namespace signalbox
