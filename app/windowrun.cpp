// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/windowrun.h"

#include "app/logfile.h"
#include "app/singleinstance.h"
#include "app/tellinghere.h"
#include "app/terminal.h"
#include "app/windowservices.h"
#include "models/base/dispatcher.h"
#include "models/base/logging.h"
#include "models/base/text.h"
#include "models/identity/qtkeyring.h"
#include "models/moments/blackboxpast.h"
#include "models/profile/profilefolder.h"
#include "models/profile/profilereader.h"
#include "ui/theme/icons.h"
#include "ui/window/mainwindow.h"
#include "ui/window/profilechoice.h"
#include "ui/window/replaywindow.h"
#include "ui/window/startproblem.h"
#include "ui/window/windowfacts.h"

#include <QApplication>

#include <chrono>
#include <cstdlib>
#include <unistd.h>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// One that doesn't answer in this time hangs, and a person who looks for a window gets one.
constexpr std::chrono::seconds firstsPatience{3};

/// Qt ends a program that has no display by abort(), which looks like a crash and is reported as one.
void endWithASentence(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    if (type != QtFatalMsg)
        return tellTerminal(text);
    std::_Exit(complain(
        Text::tr("there is no display that a window could be shown on; `signalbox status` needs none")));
}

std::unique_ptr<QApplication> makeApplication(int &argc, char **argv)
{
    const QtMessageHandler usual = qInstallMessageHandler(endWithASentence);
    auto application = std::make_unique<QApplication>(argc, argv);
    qInstallMessageHandler(usual);
    QApplication::setWindowIcon(programIcon());
    QApplication::setDesktopFileName(u"signalbox"_s);
    return application;
}

/// Whether a sentence on stderr is seen by nobody and a window is: started from a menu.
bool isFromAMenu()
{
    const QString platform = QApplication::platformName();
    return isatty(STDERR_FILENO) == 0 && platform != "offscreen"_L1 && platform != "minimal"_L1;
}

int showUntilClosed(QDialog &dialog)
{
    QObject::connect(&dialog, &QDialog::finished, qApp, [](int result) { QApplication::exit(result); });
    dialog.show();
    return QApplication::exec();
}

int sayWhatIsWrong(const Error &error, const QString &file)
{
    if (isFromAMenu()) {
        StartProblem problem(error.detail, file);
        showUntilClosed(problem);
    }
    return complain(error.detail);
}

/// The only one, the one that was named, or the one that a person picks; nothing: nobody picked one.
Result<std::optional<Profile>> findProfile(const std::vector<Profile> &profiles, const QString &named)
{
    QString name = named;
    if (name.isEmpty() && profiles.size() > 1 && isFromAMenu()) {
        ProfileChoice choice(profiles);
        if (showUntilClosed(choice) != QDialog::Accepted)
            return std::nullopt;
        name = choice.chosen();
    }
    return chooseProfile(profiles, name);
}

QString wordsOf(const Client &client)
{
    switch (client.connection()) {
    case ConnectionState::Connecting:
        return Text::tr("connecting");
    case ConnectionState::Connected:
        return Text::tr("connected");
    case ConnectionState::Lost:
        break;
    }
    return client.lostBecause() ? Text::tr("no connection: %1").arg(client.lostBecause()->detail)
                                : Text::tr("no connection");
}

/// Straight into the file: it is no news for whoever sits at the terminal.
void logWhatHappens(LogFile &log, Session &s, const QString &profilesFile)
{
    const auto note = [&log](const QString &text) { log.write(QtInfoMsg, u"signalbox"_s, text); };
    note(Text::tr("started on %1 for %2 at %3")
             .arg(QApplication::platformName(), s.profile().name, s.profile().address));
    for (const Fact &fact : aboutFacts(s.profile(), profilesFile))
        note(u"%1: %2"_s.arg(fact.label, fact.value));
    QObject::connect(&s.client(), &Client::connectionChanged, &s,
                     [note, &s](ConnectionState) { note(wordsOf(s.client())); });
    QObject::connect(&s.tokens(), &TokenService::stateChanged, &s, [note, &s] {
        note(u"sign-in: %1"_s.arg(QVariant::fromValue(s.tokens().state()).toString()));
    });
    QObject::connect(&s.tokens(), &TokenService::notice, &s, note);
    QObject::connect(&s.recorder(), &Recorder::notice, &s, note);
    QObject::connect(&s.elsewhere(), &TellElsewhere::notice, &s, note);
    QObject::connect(&s.rules(), &OwnRules::notice, &s, note);
}

void showAgain(QWidget &window, const QByteArray &activationToken)
{
    if (!activationToken.isEmpty()) // where Qt looks for it
        qputenv("XDG_ACTIVATION_TOKEN", activationToken);
    window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
    window.show();
    window.raise();
    window.activateWindow();
    QApplication::alert(&window); // where the desktop does not let it come to the front
}

} // namespace

int runReplay(const Invocation &invocation, int &argc, char **argv)
{
    const auto application = makeApplication(argc, argv);
    dispatcher::init();
    auto label = readLabel(invocation.file);
    if (!label)
        return complain(label.error().detail);
    const auto runbook = readRunbook({});
    if (!runbook)
        return complain(runbook.error().detail);
    BlackBoxPast past(invocation.file, std::move(*label));
    ReplayWindow window(past, *runbook);
    window.show();
    return QApplication::exec();
}

int runWindow(const Invocation &invocation, int &argc, char **argv)
{
    const auto application = makeApplication(argc, argv);
    dispatcher::init();
    const QString file = profilesPath(invocation.configDir);
    const auto profiles = readProfiles(file);
    if (!profiles)
        return sayWhatIsWrong(profiles.error(), file);
    auto profile = findProfile(*profiles, invocation.profile);
    if (!profile)
        return sayWhatIsWrong(profile.error(), file);
    if (!*profile)
        return 0;
    const QString socket = instanceSocketPath(file, (*profile)->name);
    if (!invocation.newWindow && raiseFirst(socket, firstsPatience)) {
        tellTerminal(Text::tr("a window of this profile is open; --new-window opens another"));
        return 0;
    }
    SingleInstance instance(socket);
    const bool isRaised = instance.listen();
    LogFile log(logPath((*profile)->name));
    log.install();
    QtKeyring keyring;
    const SystemClock clock;
    const auto receivers = readReceivers(file, (*profile)->name);
    if (!receivers)
        return sayWhatIsWrong(receivers.error(), file);
    const auto sources = readMetricSources(file, (*profile)->name);
    if (!sources)
        return sayWhatIsWrong(sources.error(), file);
    auto session = Session::open(std::move(**profile), keyring, clock, *receivers, *sources);
    if (!session)
        return sayWhatIsWrong(session.error(), file);
    Session &s = **session;
    Services services = servicesOf(s);
    services.profilesFile = file;
    MainWindow window(services);
    logWhatHappens(log, s, file);
    if (!isRaised)
        qCInfo(lcUi) << "a later start will not raise this window";
    QObject::connect(&instance, &SingleInstance::raiseAsked, &window,
                     [&window](const QByteArray &token) { showAgain(window, token); });
    QObject::connect(application.get(), &QGuiApplication::applicationStateChanged, &s.rules(),
                     [&s](Qt::ApplicationState state) {
                         if (state == Qt::ApplicationActive)
                             s.rules().look();
                     });
    TellingHere telling(s);
    QObject::connect(&telling, &TellingHere::activated, &window,
                     [&window](const std::optional<QueueKey> &key, const QByteArray &token) {
                         window.open(key.value_or(theCluster));
                         showAgain(window, token);
                     });
    QObject::connect(&telling, &TellingHere::unavailable, &window,
                     [&log](const QString &text) { log.write(QtWarningMsg, u"signalbox"_s, text); });
    tellSignInAddresses(s.tokens(), &window);
    window.show();
    s.recorder().start();
    telling.start();
    s.tokens().restore();
    return QApplication::exec();
}

} // namespace signalbox
