// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tenantverb.h"

#include "app/status.h"
#include "app/tenanttext.h"
#include "app/terminal.h"
#include "models/base/displaytext.h"
#include "models/interventions/leverkind.h"

#include <QCoreApplication>
#include <QTextStream>
#include <QTimer>

namespace signalbox {

using namespace Qt::StringLiterals;

TenantVerb::TenantVerb(Session &session, const QString &id, bool json, std::optional<QString> reason,
                       FILE *out, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_tenant(tenantOf(session.expectations(), id))
    , m_json(json)
    , m_reason(std::move(reason))
    , m_out(out)
    , m_signIn(session.tokens())
{
    connect(&m_signals, &QuitSignals::asked, this, &TenantVerb::stop);
    // Nobody looks at the board that the session would fill.
    connect(&session.tokens(), &TokenService::userChanged, &session.watch(), &Watch::stop);
    connect(&m_signIn, &VerbSignIn::done, this, &TenantVerb::look);
    connect(&m_signIn, &VerbSignIn::failed, this,
            [](const Error &error) { QCoreApplication::exit(complain(exitSentence(error))); });
}

void TenantVerb::start()
{
    if (m_tenant)
        return m_signIn.start();
    QTimer::singleShot(0, this, [this] {
        QCoreApplication::exit(complain(m_tenant.error().detail + u' ' + tr("Nothing was sent.")));
    });
}

void TenantVerb::look()
{
    m_look = std::make_unique<TargetLook>(m_session.client(),
                                          InterventionTarget::setUp(m_tenant->ns, m_tenant->wish));
    m_look->read(Purpose::Operator).deliver(this, [this](const Result<Seen> &seen) {
        if (seen)
            take(*seen);
        else
            QCoreApplication::exit(complain(exitSentence(seen.error())));
    });
}

void TenantVerb::take(const Seen &seen)
{
    m_look->cancel();
    const TenantReport report{m_session.profile().name, m_session.expectations().file,
                              m_session.clock().utc(), *m_tenant,
                              planOf(m_tenant->wish, std::get<SeenConfig>(seen))};
    QTextStream out(m_out);
    if (m_json)
        out << toJson(report);
    else
        out << toText(report);
    out.flush();
    const int code = planExitCode(report.plan);
    if (!report.plan.obstacle.isEmpty())
        return QCoreApplication::exit(m_reason ? complain(report.plan.obstacle) : 1);
    if (!m_reason || !report.plan.hasSteps())
        return QCoreApplication::exit(code);
    apply(seen, report.plan.count(PlanLine::Kind::Impossible) > 0 ? 1
                : report.plan.count(PlanLine::Kind::Unknown) > 0  ? unknownExit
                                                                  : 0);
}

void TenantVerb::apply(const Seen &seen, int codeOfPlan)
{
    const InterventionTarget target = InterventionTarget::setUp(m_tenant->ns, m_tenant->wish);
    const LeverKind &kind = kindOf(target.act);
    if (const LeverGate gate = m_session.desk().gate(kind, target.ns); !gate.allowed)
        return QCoreApplication::exit(
            complain(tr("the lever is off: %1; nothing was sent").arg(displayText(gate.reason))));
    m_intervention = m_session.desk().open(kind.make(target, seen, {}));
    connect(m_intervention, &Intervention::stateChanged, this, &TenantVerb::tellState);
    connect(m_intervention, &Intervention::finished, this, [this, codeOfPlan] { finish(codeOfPlan); });
    m_intervention->pull({*m_reason, target.ns});
}

void TenantVerb::tellState() const
{
    using State = Intervention::State;
    if (m_intervention->state() == State::IntentWritten)
        tellProgress(tr("a sign-in for this intervention is waited for in the browser"));
    else if (m_intervention->state() == State::Sent)
        tellProgress(tr("it is being sent and read back"));
}

void TenantVerb::finish(int codeOfPlan)
{
    const Receipt receipt = *m_intervention->receipt();
    m_intervention = nullptr;
    if (receipt.outcome == Outcome::Done) {
        QTextStream(m_out) << copyText(receipt.sentence) << Qt::endl;
        return QCoreApplication::exit(codeOfPlan);
    }
    const int code = complain(copyText(receipt.sentence));
    const bool mayBeSome = receipt.outcome == Outcome::Unknown || receipt.outcome == Outcome::Partly;
    QCoreApplication::exit(mayBeSome ? unknownExit : code);
}

/// What was sent can't be recalled: what came of it is still waited for.
void TenantVerb::stop()
{
    if (m_intervention && m_intervention->state() >= Intervention::State::Sent)
        return tellTerminal(tr("it was sent already; what comes of it is waited for"));
    if (m_intervention)
        return m_intervention->giveUp();
    QCoreApplication::exit(complain(tr("stopped; nothing was changed")));
}

} // namespace signalbox
