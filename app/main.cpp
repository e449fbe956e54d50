// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/blackboxverb.h"
#include "app/cleanupverb.h"
#include "app/commandline.h"
#include "app/handoververb.h"
#include "app/historiesverb.h"
#include "app/lintverb.h"
#include "app/manifesttakeverb.h"
#include "app/manifestverifyverb.h"
#include "app/metrictoken.h"
#include "app/runbookcheck.h"
#include "app/runbookverb.h"
#include "app/session.h"
#include "app/statusverb.h"
#include "app/tellverb.h"
#include "app/tenantverb.h"
#include "app/terminal.h"
#include "app/watchverb.h"
#include "app/windowrun.h"
#include "models/base/dispatcher.h"
#include "models/base/text.h"
#include "models/identity/qtkeyring.h"
#include "models/policy/prometheusrules.h"
#include "models/profile/profilereader.h"

#include <QCoreApplication>
#include <QTextStream>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace signalbox;

namespace {

int say(const QString &text)
{
    QTextStream(stdout) << text << Qt::endl;
    return 0;
}

/// Tokens are in this process's memory: no core file, no debugger of the same user.
void keepMemoryPrivate()
{
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

Result<Profile> chosenProfile(const Invocation &invocation)
{
    const auto profiles = readProfiles(profilesPath(invocation.configDir));
    if (!profiles)
        return tl::unexpected(profiles.error());
    return chooseProfile(*profiles, invocation.profile);
}

Result<std::unique_ptr<Session>> openSession(const Invocation &invocation, Keyring &keyring,
                                             const Clock &clock)
{
    auto profile = chosenProfile(invocation);
    if (!profile)
        return tl::unexpected(profile.error());
    const auto receivers = readReceivers(profilesPath(invocation.configDir), profile->name);
    if (!receivers)
        return tl::unexpected(receivers.error());
    return Session::open(std::move(*profile), keyring, clock, *receivers);
}

/// A verb of a session, without a window; `make` makes it of the session.
template <class Make>
int runVerb(const Invocation &invocation, int argc, char **argv, Make make)
{
    QCoreApplication application(argc, argv);
    dispatcher::init();
    QtKeyring keyring;
    const SystemClock clock;
    auto session = openSession(invocation, keyring, clock);
    if (!session)
        return complain(session.error().detail);
    auto verb = make(**session);
    verb.start();
    return QCoreApplication::exec();
}

int runStatus(const Invocation &invocation, int argc, char **argv)
{
    return runVerb(invocation, argc, argv,
                   [&](Session &session) { return StatusVerb(session, invocation.json, invocation.why); });
}

int runWatch(const Invocation &invocation, int argc, char **argv)
{
    return runVerb(invocation, argc, argv, [&](Session &session) {
        QStringList forWindow{QStringLiteral("--profile"), session.profile().name};
        if (!invocation.configDir.isEmpty())
            forWindow << QStringLiteral("--config") << invocation.configDir;
        return WatchVerb(session, invocation.json, STDOUT_FILENO, forWindow);
    });
}

int runHandOver(const Invocation &invocation, int argc, char **argv)
{
    return runVerb(invocation, argc, argv,
                   [&](Session &session) { return HandOverVerb(session, invocation.from, invocation.json); });
}

int runExport(const Invocation &invocation, int argc, char **argv)
{
    return runVerb(invocation, argc, argv, [&](Session &session) {
        return BlackBoxVerb(session, invocation.file, invocation.from, invocation.to);
    });
}

/// Without signing in: it is of files alone.
int exportRules(const Invocation &invocation)
{
    const auto profile = chosenProfile(invocation);
    if (!profile)
        return complain(profile.error().detail);
    const auto runbook = readRunbook(*profile);
    if (!runbook)
        return complain(runbook.error().detail);
    QTextStream(stdout) << prometheusRules(*runbook);
    return 0;
}

/// Without signing in, likewise.
int runLint(const Invocation &invocation, int argc, char **argv)
{
    if (!invocation.metricsFile.isEmpty())
        return LintVerb::runOnFiles(invocation.file, invocation.metricsFile);
    const QCoreApplication application(argc, argv);
    dispatcher::init();
    const auto profile = chosenProfile(invocation);
    const auto sources = profile.and_then(
        [&](const Profile &one) { return readMetricSources(profilesPath(invocation.configDir), one.name); });
    if (!sources)
        return complain(sources.error().detail);
    if (!sources->prometheus)
        return complain(Text::tr(
            "the profile names no Prometheus; [profile.NAME.prometheus] does, or use --metrics FILE"));
    QtKeyring keyring;
    const SystemClock clock;
    LintVerb verb(invocation.file,
                  std::make_unique<Prometheus>(*sources->prometheus, profile->name, keyring, clock));
    return verb.start() ? QCoreApplication::exec() : errorExit;
}

int runMetricToken(const Invocation &invocation, int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    dispatcher::init();
    const auto profile = chosenProfile(invocation);
    if (!profile)
        return complain(profile.error().detail);
    QtKeyring keyring;
    MetricToken verb(profile->name, invocation.receiver, keyring);
    return verb.start() ? QCoreApplication::exec() : errorExit;
}

int runRunbook(const Invocation &invocation, RunbookVerb::Output output, int argc, char **argv)
{
    return runVerb(invocation, argc, argv,
                   [&](Session &session) { return RunbookVerb(session, output, stdout); });
}

int runTenant(const Invocation &invocation, std::optional<QString> reason, int argc, char **argv)
{
    return runVerb(invocation, argc, argv, [&](Session &session) {
        return TenantVerb(session, invocation.tenant, invocation.json, std::move(reason), stdout);
    });
}

int runTake(const Invocation &invocation, int argc, char **argv)
{
    return runVerb(invocation, argc, argv, [&](Session &session) {
        return ManifestTakeVerb(session, invocation.file, invocation.namespaces);
    });
}

int runVerify(const Invocation &invocation, int argc, char **argv)
{
    return runVerb(invocation, argc, argv, [&](Session &session) {
        return ManifestVerifyVerb(session, invocation.file, invocation.json, invocation.watchFor);
    });
}

int runHistories(const Invocation &invocation, int argc, char **argv)
{
    return runVerb(invocation, argc, argv, [&](Session &session) {
        return HistoriesVerb(session, invocation.file, invocation.namespaces.front(), invocation.closedBefore,
                             stdout);
    });
}

int runCleanUp(const Invocation &invocation, int argc, char **argv)
{
    return runVerb(invocation, argc, argv, [&](Session &session) {
        return CleanUpVerb(session,
                           {invocation.namespaces, invocation.olderThan, invocation.apply, invocation.reason,
                            invocation.json},
                           stdout);
    });
}

/// Without a session: nobody signs in for it.
int runTell(const Invocation &invocation, int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    dispatcher::init();
    const QString file = profilesPath(invocation.configDir);
    const auto profiles = readProfiles(file);
    const auto profile =
        profiles.and_then([&](const auto &all) { return chooseProfile(all, invocation.profile); });
    const auto receivers =
        profile.and_then([&](const Profile &one) { return readReceivers(file, one.name); });
    if (!receivers)
        return complain(receivers.error().detail);
    QtKeyring keyring;
    const SystemClock clock;
    TellVerb verb({invocation.verb, profile->name, *receivers, invocation.receiver}, keyring, clock);
    return verb.start() ? QCoreApplication::exec() : errorExit;
}

} // namespace

int main(int argc, char **argv)
{
    keepMemoryPrivate();
    QCoreApplication::setApplicationName(QStringLiteral("signalbox"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SIGNALBOX_VERSION));
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    const auto invocation = parseCommandLine(arguments);
    if (!invocation)
        return complain(invocation.error().detail);
    switch (invocation->verb) {
    case Verb::Help:
        return say(usageText());
    case Verb::Version:
        return say(QStringLiteral("signalbox " SIGNALBOX_VERSION));
    case Verb::Status:
        return runStatus(*invocation, argc, argv);
    case Verb::Watch:
        return runWatch(*invocation, argc, argv);
    case Verb::HandOver:
        return runHandOver(*invocation, argc, argv);
    case Verb::TellList:
    case Verb::TellTest:
    case Verb::TellSecret:
        return runTell(*invocation, argc, argv);
    case Verb::ExportBlackBox:
        return runExport(*invocation, argc, argv);
    case Verb::ExportRules:
        return exportRules(*invocation);
    case Verb::LintRules:
        return runLint(*invocation, argc, argv);
    case Verb::MetricToken:
        return runMetricToken(*invocation, argc, argv);
    case Verb::TakeManifest:
        return runTake(*invocation, argc, argv);
    case Verb::VerifyManifest:
        return runVerify(*invocation, argc, argv);
    case Verb::ExportHistories:
        return runHistories(*invocation, argc, argv);
    case Verb::CleanUp:
        return runCleanUp(*invocation, argc, argv);
    case Verb::Replay:
        return runReplay(*invocation, argc, argv);
    case Verb::CheckRunbook:
        return runbookcheck::run(invocation->file);
    case Verb::DiffRunbook:
        return runRunbook(*invocation,
                          invocation->json ? RunbookVerb::Output::Json : RunbookVerb::Output::Text, argc,
                          argv);
    case Verb::DraftRunbook:
        return runRunbook(*invocation, RunbookVerb::Output::Draft, argc, argv);
    case Verb::PlanTenant:
        return runTenant(*invocation, std::nullopt, argc, argv);
    case Verb::ApplyTenant:
        return runTenant(*invocation, invocation->reason, argc, argv);
    case Verb::Window:
        break;
    }
    return runWindow(*invocation, argc, argv);
}
