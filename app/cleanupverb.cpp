// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cleanupverb.h"

#include "app/status.h"
#include "app/terminal.h"
#include "models/base/displaytext.h"
#include "models/cleanup/cleanuptext.h"
#include "models/identity/levergate.h"

#include <QCoreApplication>
#include <QTextStream>

namespace signalbox {

CleanUpVerb::CleanUpVerb(Session &session, Request request, FILE *out, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_request(std::move(request))
    , m_out(out)
    , m_signIn(session.tokens())
    , m_surveyor(session.client(), session.clock())
{
    connect(&m_signals, &QuitSignals::asked, this, &CleanUpVerb::askedToStop);
    // Nobody looks at the board that the session would fill.
    connect(&session.tokens(), &TokenService::userChanged, &session.watch(), &Watch::stop);
    connect(&m_signIn, &VerbSignIn::done, this, &CleanUpVerb::begin);
    connect(&m_signIn, &VerbSignIn::failed, this,
            [this](const Error &error) { end(complain(exitSentence(error))); });
}

/// The cut-off is fixed here, before anybody signs in: of all namespaces alike.
void CleanUpVerb::start()
{
    const Expectations &expectations = m_session.expectations();
    m_sheet = {m_session.profile().name, expectations.file, m_session.clock().utc(), m_request.isApplied, {}};
    bool isAllowed = true;
    for (const QString &ns : m_request.namespaces) {
        const auto order = planCleanUp(expectations, ns, m_request.olderThan, m_sheet.time);
        if (order)
            m_sheet.namespaces.push_back({*order, {}, {}, {}});
        else
            tellTerminal(order.error().detail);
        isAllowed = isAllowed && order;
    }
    if (isAllowed)
        return m_signIn.start();
    // The event loop has yet to begin.
    QMetaObject::invokeMethod(
        this, [this] { end(errorExit); }, Qt::QueuedConnection);
}

void CleanUpVerb::begin()
{
    if (m_request.isApplied) {
        const LeverGate gate = leverGate(m_session.profile().oidc, m_session.tokens().user());
        if (!gate.allowed)
            return end(complain(tr("%1; %2. Nothing was deleted.").arg(gate.reason, gate.found)));
        // What an earlier one left that was killed.
        connect(&m_session.desk(), &Desk::recovered, this,
                [](const Desk::Recovered &settled) { tellTerminal(settled.notice()); });
        m_session.desk().settleOpenIntents();
    }
    surveyNext();
}

void CleanUpVerb::surveyNext()
{
    if (m_at == m_sheet.namespaces.size()) {
        m_at = 0;
        return m_request.isApplied ? deleteNext() : print();
    }
    const CleanUpOrder &order = m_sheet.namespaces[m_at].order;
    m_progress.show(tr("Counting in %1").arg(copyText(order.ns)));
    m_surveyor.survey(order).deliver(this,
                                     [this](const Result<CleanUpSurvey> &survey) { takeSurvey(survey); });
}

void CleanUpVerb::takeSurvey(const Result<CleanUpSurvey> &survey)
{
    CleanUpSheet::Namespace &ns = m_sheet.namespaces[m_at++];
    if (survey)
        ns.survey = *survey;
    else
        ns.unread = survey.error();
    surveyNext();
}

void CleanUpVerb::deleteNext()
{
    while (m_at < m_sheet.namespaces.size() &&
           (!m_sheet.namespaces[m_at].survey || m_sheet.namespaces[m_at].survey->count == 0))
        ++m_at;
    if (m_at == m_sheet.namespaces.size() || m_isStopping)
        return print();
    const CleanUpSheet::Namespace &ns = m_sheet.namespaces[m_at];
    const QString reason = m_request.reason.isEmpty() ? usualReason(ns.order) : m_request.reason;
    m_run = std::make_unique<CleanUpRun>(m_session.client(), m_session.tokens(), m_session.journal(),
                                         m_session.clock(), m_session.profile(), ns.order, ns.survey->count,
                                         reason);
    connect(m_run.get(), &CleanUpRun::progressed, this, [this] {
        m_progress.show(
            tr("%1: %2").arg(copyText(m_run->order().ns), progressText(m_run->counts(), m_run->expected())));
    });
    connect(m_run.get(), &CleanUpRun::over, this, &CleanUpVerb::takeReport);
    m_progress.clear();
    m_run->start();
}

void CleanUpVerb::takeReport(const CleanUpReport &report)
{
    m_run.release()->deleteLater(); // it tells
    m_sheet.namespaces[m_at++].report = report;
    // What is refused to all of a session is refused in the next namespace too.
    if (report.isStopped || (report.error && report.error->kind == ErrorKind::Unreachable))
        m_isStopping = true;
    deleteNext();
}

void CleanUpVerb::askedToStop()
{
    m_isStopping = true;
    if (!m_run)
        return end(complain(tr("stopped before anything was deleted")));
    m_progress.clear();
    tellTerminal(tr("stopping: what was sent is waited for"));
    m_run->stop();
}

void CleanUpVerb::print()
{
    m_progress.clear();
    QTextStream out(m_out);
    if (m_request.isJson)
        out << QString::fromUtf8(toJson(m_sheet));
    else
        out << toText(m_sheet);
    out.flush();
    end(exitCode(m_sheet));
}

void CleanUpVerb::end(int code)
{
    m_progress.clear();
    QCoreApplication::exit(code);
}

} // namespace signalbox
