// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runbookverb.h"

#include "app/runbookdiff.h"
#include "app/status.h"
#include "app/terminal.h"
#include "models/runbook/runbookdraft.h"

#include <QCoreApplication>
#include <QTextStream>

namespace signalbox {

RunbookVerb::RunbookVerb(Session &session, Output output, FILE *out, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_signIn(session.tokens())
    , m_sweep(session.watch())
    , m_look(session.client(), session.watch(), session.expectations(), session.clock())
    , m_output(output)
    , m_out(out)
{
    if (output == Output::Draft)
        m_look.askAllAttributes();
    connect(&m_signals, &QuitSignals::asked, this, &RunbookVerb::stop);
    connect(&m_signIn, &VerbSignIn::done, this,
            [this] { m_sweep.start(m_session.tokens().user()->namespaces()); });
    connect(&m_signIn, &VerbSignIn::failed, this,
            [](const Error &error) { QCoreApplication::exit(complain(exitSentence(error))); });
    connect(&m_sweep, &FirstSweep::progressed, this, [](int settled, int known) {
        tellProgress(tr("%1 of %2 namespaces and queues have been read").arg(settled).arg(known));
    });
    connect(&m_sweep, &FirstSweep::finished, &m_look, &ClusterLook::start);
    connect(&m_look, &ClusterLook::progressed, this, &RunbookVerb::tellAnswered);
    connect(&m_look, &ClusterLook::finished, this, &RunbookVerb::print);
}

void RunbookVerb::stop()
{
    m_sweep.cancel();
    m_look.cancel();
    QCoreApplication::exit(complain(tr("stopped before everything was seen; nothing was changed")));
}

void RunbookVerb::tellAnswered(int answered, int asked)
{
    constexpr qint64 pause = 5'000;
    if (!m_told.isValid())
        m_told.start();
    if (m_told.elapsed() < pause)
        return;
    m_told.start();
    tellProgress(tr("%1 of %2 questions have been answered").arg(answered).arg(asked));
}

void RunbookVerb::print(const SeenCluster &cluster)
{
    if (m_output != Output::Draft)
        return QCoreApplication::exit(printDiff(cluster));
    // Of a cluster of which nothing was seen there is nothing to write.
    if (const auto &failure = m_sweep.failure(); failure && !m_session.watch().namespacesKnown())
        return QCoreApplication::exit(complain(exitSentence(*failure)));
    QTextStream(m_out) << QString::fromUtf8(runbookDraft(cluster, m_session.profile().name));
    QCoreApplication::exit(0);
}

int RunbookVerb::printDiff(const SeenCluster &cluster) const
{
    const Expectations &expectations = m_session.expectations();
    const RunbookDiff diff{m_session.profile().name, expectations.file, cluster.time,
                           driftsOf(expectations, cluster)};
    QTextStream out(m_out);
    if (m_output == Output::Json)
        out << toJson(diff);
    else
        out << toText(diff);
    out.flush();
    if (const auto &failure = m_sweep.failure(); failure && !m_session.watch().namespacesKnown())
        tellTerminal(exitSentence(*failure));
    return exitCode(diff.drifts);
}

} // namespace signalbox
