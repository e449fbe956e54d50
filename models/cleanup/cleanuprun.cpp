// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cleanup/cleanuprun.h"

#include "models/base/displaytext.h"
#include "models/base/explain.h"
#include "models/base/logging.h"
#include "models/cleanup/cleanuptext.h"
#include "models/identity/tokenservice.h"
#include "models/interventions/records.h"
#include "models/temporal/client.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Of all consoles of this person with this profile on this machine: the lock is beside its journal.
QString nameOfClaim(const Profile &profile, const CleanUpOrder &order)
{
    return u"clean-up/%1/%2"_s.arg(profile.address, order.ns);
}

Error plainError(ErrorKind kind)
{
    return {kind, {}, {}, {}, {}};
}

} // namespace

CleanUpRun::CleanUpRun(Client &client, TokenService &tokens, Journal &journal, const Clock &clock,
                       const Profile &profile, CleanUpOrder order, qint64 expected, QString reason,
                       const CleanUpPace &pace, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_tokens(tokens)
    , m_journal(journal)
    , m_clock(clock)
    , m_profile(profile)
    , m_order(std::move(order))
    , m_expected(expected)
    , m_reason(std::move(reason))
    , m_pace(pace)
    , m_op(newOperation())
{
    connect(&tokens, &TokenService::userChanged, this, [this] {
        if (m_stage != Stage::Draft && m_stage < Stage::Ending && !isOfThePerson())
            halt({tr("The person who began it is not signed in any more."), plainError(ErrorKind::Expired),
                  false});
    });
}

CleanUpRun::~CleanUpRun() = default;

const CleanUpCounts &CleanUpRun::counts() const
{
    static const CleanUpCounts none;
    return m_walk ? m_walk->counts() : none;
}

bool CleanUpRun::isOfThePerson() const
{
    return m_tokens.user() && m_tokens.user()->subject == m_subject;
}

void CleanUpRun::setStage(Stage stage)
{
    m_stage = stage;
    qCInfo(lcAct) << "clean-up" << m_op << m_stage;
    Q_EMIT stageChanged();
}

void CleanUpRun::start()
{
    if (m_stage != Stage::Draft)
        return;
    if (!m_tokens.user())
        return halt({tr("Nobody is signed in."), plainError(ErrorKind::Expired), false});
    m_subject = m_tokens.user()->subject;
    setStage(Stage::Preparing);
    m_step = m_journal.hold(nameOfClaim(m_profile, m_order)).deliver(this, [this](Result<Claim> held) {
        if (!held)
            return halt({held.error().kind == ErrorKind::LostRace
                             ? tr("Another console cleans up this namespace now.")
                             : tr("The journal cannot be written: %1.").arg(held.error().detail),
                         held.error(), false});
        m_namespace = std::move(*held);
        writeIntent();
    });
}

void CleanUpRun::writeIntent()
{
    const User &user = *m_tokens.user();
    const QString deletions = deletionsPath(m_journal.path(), m_op);
    const CleanUpIntent intent{m_order.ns, m_order.closedBefore, m_order.olderThan, m_expected, m_reason,
                               deletions};
    m_isIntentAsked = true;
    m_step = m_journal.begin(intentRecord(m_op, m_clock, user, m_profile, intent))
                 .deliver(this, [this, user, deletions](Result<Claim> begun) {
                     if (!begun) {
                         m_isIntentAsked = false;
                         return halt({tr("The journal cannot be written: %1.").arg(begun.error().detail),
                                      begun.error(), false});
                     }
                     m_claim = std::move(*begun);
                     m_walk = std::make_unique<CleanUpWalk>(m_client, m_clock, m_order,
                                                            identityOf(user.name, m_op), m_reason, deletions,
                                                            m_pace);
                     connect(m_walk.get(), &CleanUpWalk::progressed, this, &CleanUpRun::progressed);
                     connect(m_walk.get(), &CleanUpWalk::tokenNeeded, this, &CleanUpRun::stepUp);
                     connect(m_walk.get(), &CleanUpWalk::ended, this, [this](const CleanUpHalt &why) {
                         m_step.cancel(); // a sign-in that is waited for has nothing to go on with
                         disconnect(m_browserLink);
                         m_halt = why;
                         countLeft();
                     });
                     stepUp();
                 });
}

void CleanUpRun::stepUp()
{
    if (m_stage != Stage::SigningIn)
        setStage(Stage::SigningIn);
    if (m_tokens.isInBrowser()) // for a lever that somebody waits for
        return stepUpLater();
    m_browserLink = connect(&m_tokens, &TokenService::browserOpened, this, &CleanUpRun::browserOpened);
    m_step = m_tokens.stepUp().deliver(this, [this](Result<WriteToken> token) {
        disconnect(m_browserLink);
        takeToken(std::move(token));
    });
}

void CleanUpRun::stepUpLater()
{
    QTimer::singleShot(m_pace.renewAgainAfter, this, [this] {
        if (m_stage == Stage::SigningIn)
            stepUp();
    });
}

/// Without an intervene client the token is the everyday one, which its session renews; until that is done
/// it gives the old one, or none.
bool CleanUpRun::waitsForRenewal(const Result<WriteToken> &token)
{
    const bool isOld = token ? token->expiresAt() - m_clock.utc() <= m_pace.tokenLeft
                             : token.error().kind == ErrorKind::Expired;
    if (!m_profile.oidc.interveneClientId.isEmpty() || !isOld || ++m_renewals > m_pace.mostRenewals)
        return false;
    stepUpLater();
    return true;
}

void CleanUpRun::takeToken(Result<WriteToken> token)
{
    if (waitsForRenewal(token))
        return;
    // A lever's sign-in took the place of this one, which can be asked for again.
    if (!token && token.error().kind == ErrorKind::Cancelled && m_tokens.isInBrowser())
        return stepUpLater();
    if (!token)
        return halt({tr("The sign-in for it failed: %1").arg(explain(token.error()).sentence()),
                     token.error(), false});
    const bool gatedByRoleOnly = m_profile.oidc.interveneClientId.isEmpty();
    if (!gatedByRoleOnly && token->hasPermissions() && !token->mayWrite(m_order.ns))
        return halt(
            {tr("The sign-in for interventions lacks the role %1:write.").arg(displayText(m_order.ns)),
             plainError(ErrorKind::Denied), false});
    if (token->expiresAt() - m_clock.utc() <= m_pace.tokenLeft)
        return halt(
            {tr("The sign-in runs out, and there is no new one."), plainError(ErrorKind::Expired), false});
    m_renewals = 0;
    setStage(Stage::Deleting);
    m_walk->setToken(std::make_shared<const WriteToken>(std::move(*token)));
}

void CleanUpRun::stop()
{
    if (m_stage < Stage::Ending)
        halt({tr("It was stopped."), plainError(ErrorKind::Cancelled), true});
}

void CleanUpRun::halt(CleanUpHalt why)
{
    m_step.cancel();
    disconnect(m_browserLink);
    if (m_walk)
        return m_walk->halt(std::move(why));
    m_halt = std::move(why);
    setStage(Stage::Ending);
    conclude(std::nullopt);
}

/// The list lags: it is counted until two counts agree.
void CleanUpRun::countLeft()
{
    setStage(Stage::Ending);
    const bool isAway = m_halt.error && (m_halt.error->kind == ErrorKind::Unreachable ||
                                         m_halt.error->kind == ErrorKind::Expired);
    if (isAway)
        return conclude(std::nullopt);
    m_step = m_client.countExecutions(m_order.ns, m_order.query(), Purpose::Paging)
                 .deliver(this, [this](const Result<qint64> &count) { takeCount(count); });
}

void CleanUpRun::takeCount(const Result<qint64> &count)
{
    ++m_counts;
    const bool standsStill = count && (*count == 0 || m_lastCount == *count);
    if (!count || standsStill || m_counts >= m_pace.mostCounts)
        return conclude(count ? std::optional(*count) : std::nullopt);
    m_lastCount = *count;
    QTimer::singleShot(m_pace.countAgainAfter, this, &CleanUpRun::countLeft);
}

Outcome CleanUpRun::outcome() const
{
    const CleanUpCounts &done = counts();
    const bool isWhole = m_halt.sentence.isEmpty();
    if (isWhole && done.failed == 0 && done.unproven == 0)
        return Outcome::Done;
    if (done.deleted > 0)
        return Outcome::Partly;
    if (done.unproven > 0) // the intent stays open: it is settled from the file of deletions
        return Outcome::Unknown;
    return m_halt.isStopped ? Outcome::GivenUp : Outcome::Refused;
}

void CleanUpRun::conclude(std::optional<qint64> left)
{
    CleanUpReport report{m_order, m_expected,   outcome(),        {}, counts(),     {},
                         left,    m_halt.error, m_halt.isStopped, {}, m_clock.utc()};
    if (m_walk)
        report.keptRuns = m_walk->keptRuns();
    report.sentence = reportSentence(report, m_halt.sentence);
    // An intent that is being written can't be recalled; the writer keeps the order.
    if (!m_claim && !m_isIntentAsked)
        return finish(std::move(report));
    report.op = m_op;
    m_journal
        .append(outcomeRecord(m_op, report.ended, report.outcome, report.sentence, report.counts, left,
                              report.error))
        .deliver(this, [this, report](const Result<bool> &written) mutable {
            if (!written)
                report.sentence +=
                    u' ' +
                    tr("This outcome could not be written to the journal: %1.").arg(written.error().detail);
            finish(std::move(report));
        });
}

void CleanUpRun::finish(CleanUpReport report)
{
    m_claim.reset();
    m_namespace.reset();
    const CleanUpReport told = std::move(report); // whoever hears it may let this one die
    setStage(Stage::Over);
    Q_EMIT over(told);
}

} // namespace signalbox
