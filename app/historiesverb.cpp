// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/historiesverb.h"

#include "app/status.h"
#include "app/terminal.h"
#include "models/histories/historytext.h"

#include <QCoreApplication>
#include <QTextStream>

namespace signalbox {

HistoriesVerb::HistoriesVerb(Session &session, const QString &folder, const QString &ns,
                             std::optional<Instant> closedBefore, FILE *out, QObject *parent)
    : QObject(parent)
    , m_signIn(session.tokens())
    , m_export(session.client(), session.clock(),
               HistoryOrder{ns, closedBefore.value_or(closedByNow(session.clock())), folder})
    , m_out(out)
{
    connect(&m_signals, &QuitSignals::asked, this, [this] {
        stop(tr("stopped; what is written stays, and the same command goes on with the rest"));
    });
    // Nobody looks at the board that the session would fill.
    connect(&session.tokens(), &TokenService::userChanged, &session.watch(), &Watch::stop);
    connect(&m_signIn, &VerbSignIn::done, &m_export, &HistoryExport::start);
    connect(&m_signIn, &VerbSignIn::failed, this,
            [](const Error &error) { QCoreApplication::exit(complain(exitSentence(error))); });
    connect(&m_export, &HistoryExport::progressed, this,
            [this] { m_progress.show(progressText(m_export.counts())); });
    connect(&m_export, &HistoryExport::ended, this, &HistoriesVerb::print);
    connect(&m_export, &HistoryExport::failed, this,
            [this](const Error &error) { stop(isOfTheFolder(error) ? error.detail : exitSentence(error)); });
}

void HistoriesVerb::print()
{
    m_progress.clear();
    tellFaults();
    QTextStream(m_out) << resultText(m_export.counts()) << Qt::endl;
    QCoreApplication::exit(m_export.counts().failed > 0 ? unknownExit : 0);
}

void HistoriesVerb::stop(const QString &why)
{
    m_progress.clear();
    tellFaults();
    if (m_export.counts().done() > 0)
        tellTerminal(resultText(m_export.counts()));
    QCoreApplication::exit(complain(why));
}

void HistoriesVerb::tellFaults()
{
    const auto &faults = m_export.faults();
    for (const HistoryFault &fault : faults)
        tellTerminal(faultText(fault));
    const qint64 more = m_export.counts().failed - static_cast<qint64>(faults.size());
    if (more > 0)
        tellTerminal(tr("and %1 more").arg(more));
}

} // namespace signalbox
