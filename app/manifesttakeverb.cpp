// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/manifesttakeverb.h"

#include "app/manifesttext.h"
#include "app/status.h"
#include "app/terminal.h"
#include "models/recovery/recoverytext.h"

#include <QCoreApplication>
#include <QTextStream>

namespace signalbox {

ManifestTakeVerb::ManifestTakeVerb(Session &session, QString file, QStringList namespaces, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_file(std::move(file))
    , m_namespaces(std::move(namespaces))
    , m_signIn(session.tokens())
{
    connect(&m_signals, &QuitSignals::asked, this, [this] {
        QCoreApplication::exit(complain(tr("stopped before it was whole; %1 is as it was").arg(m_file)));
    });
    // Nobody looks at the board that the session would fill.
    connect(&session.tokens(), &TokenService::userChanged, &session.watch(), &Watch::stop);
    connect(&m_signIn, &VerbSignIn::done, this, &ManifestTakeVerb::take);
    connect(&m_signIn, &VerbSignIn::failed, this,
            [](const Error &error) { QCoreApplication::exit(complain(exitSentence(error))); });
}

void ManifestTakeVerb::take()
{
    m_taker = std::make_unique<ManifestTaker>(
        m_session.client(), m_session.clock(),
        TakeOrder{m_file, m_session.profile().name, m_namespaces, m_session.tokens().user()->namespaces()});
    connect(m_taker.get(), &ManifestTaker::progressed, this,
            [this](const TakeProgress &progress) { m_progress.show(progressText(progress)); });
    connect(m_taker.get(), &ManifestTaker::taken, this, &ManifestTakeVerb::print);
    connect(m_taker.get(), &ManifestTaker::failed, this, [this](const Error &error) {
        m_progress.clear();
        QCoreApplication::exit(complain(manifestFailure(error)));
    });
    m_taker->start();
}

void ManifestTakeVerb::print(const manifest::Counts &counts, const std::vector<Unread> &unread)
{
    m_progress.clear();
    for (const Unread &one : unread)
        tellTerminal(unreadText(one));
    QTextStream(stdout) << takenText(m_file, counts) << Qt::endl;
    QCoreApplication::exit(unread.empty() ? 0 : unknownExit);
}

} // namespace signalbox
