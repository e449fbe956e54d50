// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/watchverb.h"

#include "app/alerttext.h"
#include "app/status.h"
#include "app/terminal.h"
#include "models/alerts/alertjson.h"

#include <QCoreApplication>
#include <QProcess>
#include <QProcessEnvironment>

namespace signalbox {

namespace {
/// For whoever reads the last lines.
constexpr Milliseconds lastLinesPatience = std::chrono::seconds(1);
} // namespace

WatchVerb::WatchVerb(Session &session, bool json, int out, QStringList forWindow, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_out(out)
    , m_signIn(session.tokens())
    , m_run(session.watch(), session.alerts())
    , m_telling(session)
    , m_json(json)
    , m_forWindow(std::move(forWindow))
{
    connect(&m_signals, &QuitSignals::asked, this, [] { QCoreApplication::exit(0); });
    connect(&m_out, &LineOutput::broken, this,
            [] { QCoreApplication::exit(complain(tr("nobody reads what it tells any more"))); });
    connect(&m_signIn, &VerbSignIn::done, this, [this] {
        m_isWatching = true;
        tellProgress(tr("watching %1").arg(m_session.profile().name));
    });
    connect(&m_signIn, &VerbSignIn::failed, this,
            [](const Error &error) { QCoreApplication::exit(complain(exitSentence(error))); });
    connect(&session.tokens(), &TokenService::stateChanged, this, &WatchVerb::followState);
    connect(&session.recorder(), &Recorder::notice, this, &tellTerminal);
    connect(&session.elsewhere(), &TellElsewhere::notice, this, &tellTerminal);
    connect(&session.rules(), &OwnRules::notice, this, &tellTerminal);
    connect(&m_telling, &TellingHere::unavailable, this, &tellTerminal);
    connect(&m_telling, &TellingHere::activated, this,
            [this](const std::optional<QueueKey> &, const QByteArray &token) { openWindow(token); });
    connect(&m_run, &WatchRun::told, this, &WatchVerb::print);
    connect(&m_run, &WatchRun::begun, this, [this](int standing) {
        tellProgress(standing == 0 ? tr("no alert stands") : tr("%1 alerts stand").arg(standing));
    });
}

WatchVerb::~WatchVerb()
{
    m_out.finish(lastLinesPatience);
}

void WatchVerb::start()
{
    m_session.recorder().start();
    m_telling.start();
    m_signIn.start();
}

/// Nobody sits here who could sign in again.
void WatchVerb::followState(TokenService::State state)
{
    const bool isOver = state == TokenService::State::Expired || state == TokenService::State::SignedOut;
    if (m_isWatching && isOver)
        QCoreApplication::exit(complain(tr("the session has ended; start it again to sign in anew")));
}

/// Or raises the one that is open.
void WatchVerb::openWindow(const QByteArray &activationToken) const
{
    QProcess window;
    window.setProgram(QCoreApplication::applicationFilePath());
    window.setArguments(m_forWindow);
    if (!activationToken.isEmpty()) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_ACTIVATION_TOKEN"), QString::fromUtf8(activationToken));
        window.setProcessEnvironment(environment);
    }
    if (!window.startDetached())
        tellTerminal(tr("no window can be opened: %1").arg(window.errorString()));
}

void WatchVerb::print(const AlertChange &change)
{
    const AlertMarks &marks = m_session.marks();
    const auto said =
        marks.isRead() && !marks.failure() ? std::optional(marks.said(change.alert)) : std::nullopt;
    m_out.add(m_json ? toJsonLine(change, said)
                     : (changeLine(change) + saidText(said.value_or(AlertSaid()))).toUtf8());
}

} // namespace signalbox
