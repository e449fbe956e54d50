// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/statusverb.h"

#include "app/terminal.h"

#include <QCoreApplication>
#include <QTextStream>

namespace signalbox {

StatusVerb::StatusVerb(Session &session, bool json, bool why, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_signIn(session.tokens())
    , m_run(session.watch(), session.alerts(), session.runbook(), session.clock())
    , m_json(json)
    , m_why(why)
{
    connect(&m_signIn, &VerbSignIn::done, this, &StatusVerb::look);
    connect(&m_signIn, &VerbSignIn::failed, this,
            [](const Error &error) { QCoreApplication::exit(complain(exitSentence(error))); });
    connect(&m_run, &StatusRun::finished, this, &StatusVerb::take);
    connect(&session.marks(), &AlertMarks::changed, this, &StatusVerb::print);
    connect(&m_run, &StatusRun::progressed, this, [](int settled, int known) {
        tellTerminal(tr("%1 of %2 namespaces and queues have been read").arg(settled).arg(known));
    });
}

void StatusVerb::look()
{
    m_session.marks().tick();
    m_run.start(m_session.profile().name, *m_session.tokens().user());
}

void StatusVerb::take(const StatusReport &report)
{
    m_report = report;
    print();
}

/// Once both are known, what stands and what people said of it.
void StatusVerb::print()
{
    const AlertMarks &marks = m_session.marks();
    if (!m_report || !marks.isRead())
        return;
    StatusReport report = *std::exchange(m_report, std::nullopt);
    if (marks.failure())
        tellTerminal(tr("what was said of alerts can't be read: %1").arg(marks.failure()->detail));
    for (const Alert &alert : report.alerts)
        if (!marks.failure())
            report.said.emplace(keyOf(alert), marks.said(alert));
    QTextStream out(stdout);
    if (m_json)
        out << toJson(report);
    else
        out << toText(report) << (m_why ? whyText(report) : QString());
    out.flush();
    if (report.failure)
        tellTerminal(exitSentence(*report.failure));
    QCoreApplication::exit(exitCode(report));
}

} // namespace signalbox
