// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "models/base/text.h"
#include "models/base/zonedtime.h"
#include "models/profile/profilefolder.h"
#include "models/profile/profilekeys.h"

#include <QCommandLineParser>
#include <QRegularExpression>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

const QString configName = u"config"_s;
const QString profileName = u"profile"_s;
const QString jsonName = u"json"_s;
const QString whyName = u"why"_s;
const QString newWindowName = u"new-window"_s;
const QString fromName = u"from"_s;
const QString toName = u"to"_s;
const QString replayName = u"replay"_s;
const QString helpName = u"help"_s;
const QString versionName = u"version"_s;

void configure(QCommandLineParser &parser)
{
    parser.addOptions(
        {{configName, Text::tr("Read profiles.toml from DIR."), u"DIR"_s},
         {profileName, Text::tr("The profile to use; without it the only one."), u"NAME"_s},
         {jsonName, Text::tr("With status and watch: print JSON.")},
         {whyName, Text::tr("With status: say of each queue that is not clear why, with evidence.")},
         {newWindowName, Text::tr("Open another window; else the profile's first one is raised.")},
         {fromName,
          Text::tr("With blackbox export: its beginning, with its zone: 2026-11-30T02:00:00+01:00."),
          u"TIME"_s},
         {toName, Text::tr("With blackbox export: its end, likewise."), u"TIME"_s},
         {replayName, Text::tr("Open a black box, without a cluster and without signing in."), u"FILE"_s},
         {{u"h"_s, helpName}, Text::tr("Show this text.")},
         {{u"v"_s, versionName}, Text::tr("Show the version.")}});
    parser.addPositionalArgument(u"verb"_s,
                                 Text::tr("status: print what the board knows; exit 0: clear, 1: caution, "
                                          "2: danger, 3: unknown, 4: error. blackbox export FILE: write "
                                          "what was seen, judged and done from --from to --to. watch: "
                                          "record, and print each change of an alert as it happens. tell: "
                                          "list who is told elsewhere, send ID a test message, or put the "
                                          "secret that a webhook is signed with into the keyring, from "
                                          "the terminal or stdin."),
                                 Text::tr("[status | watch | tell list | tell test ID | tell secret ID | "
                                          "blackbox export FILE]"));
    parser.setApplicationDescription(Text::tr("Operations console for Temporal."));
}

tl::unexpected<Error> usageError(const QString &sentence)
{
    return fail(ErrorKind::Configuration, sentence + u' ' + Text::tr("Try signalbox --help."));
}

QString profileHelp()
{
    QString text = Text::tr(
        "\nKeys of profiles.toml, in a table [profile.NAME] for each cluster; those with a dot in "
        "[profile.NAME.tls]\nand [profile.NAME.oidc], and in [[profile.NAME.tell]], of which there may be "
        "many. Paths are relative to the\nfile's folder. Without a table tls: TLS with the system's "
        "authorities, or plaintext if the address is loopback.\n");
    for (const ProfileKey &key : profileKeys())
        text += u"  %1  %2\n"_s.arg(key.name, -26).arg(key.text);
    return text +
           Text::tr(
               "\nFor bug reports each profile's windows keep a log, without tokens or payloads:\n  %1\n")
               .arg(stateFolder() + u"/PROFILE/signalbox.log"_s);
}

/// The end of a stretch of time that an option names.
Result<Instant> timeOption(const QCommandLineParser &parser, const QString &name)
{
    const QString text = parser.value(name);
    if (text.isEmpty())
        return usageError(Text::tr("blackbox export needs --%1 with a time.").arg(name));
    const auto time = parseZonedTime(text);
    if (!time)
        return usageError(
            Text::tr("--%1: “%2” is no time with its zone; write it as 2026-11-30T02:00:00+01:00 or "
                     "2026-11-30T01:00:00Z.")
                .arg(name, text));
    return *time;
}

Result<Invocation> takeExport(const QCommandLineParser &parser, Invocation invocation)
{
    const QStringList words = parser.positionalArguments();
    if (words.size() != 3 || words[1] != u"export"_s || words[2].isEmpty())
        return usageError(Text::tr("blackbox is followed by export and the file to write."));
    const auto from = timeOption(parser, fromName);
    const auto to = timeOption(parser, toName);
    if (!from || !to)
        return tl::unexpected(!from ? from.error() : to.error());
    if (*from >= *to)
        return usageError(Text::tr("--from is not before --to."));
    invocation.verb = Verb::ExportBlackBox;
    invocation.file = words[2];
    invocation.from = *from;
    invocation.to = *to;
    return invocation;
}

Result<Invocation> takeTell(const QStringList &words, Invocation invocation)
{
    const QString what = words.value(1);
    const bool isList = what == "list"_L1;
    const bool isTest = what == "test"_L1;
    if (!isList && !isTest && what != "secret"_L1)
        return usageError(Text::tr("tell is followed by list, test or secret."));
    if (words.size() != (isList ? 2 : 3) || words.back().isEmpty())
        return usageError(isList ? Text::tr("tell list is followed by nothing.")
                                 : Text::tr("tell %1 is followed by the id of one receiver.").arg(what));
    invocation.verb = isList ? Verb::TellList : isTest ? Verb::TellTest : Verb::TellSecret;
    invocation.receiver = isList ? QString() : words[2];
    return invocation;
}

Result<Invocation> takeReplay(const QCommandLineParser &parser, Invocation invocation)
{
    if (parser.optionNames().size() > 1 || !parser.positionalArguments().isEmpty())
        return usageError(Text::tr("--replay goes with nothing else."));
    invocation.verb = Verb::Replay;
    invocation.file = parser.value(replayName);
    return invocation;
}

} // namespace

Result<Invocation> parseCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    configure(parser);
    if (!parser.parse(QStringList{u"signalbox"_s} + arguments))
        return usageError(parser.errorText());
    Invocation invocation{Verb::Window,
                          parser.value(configName),
                          parser.value(profileName),
                          parser.isSet(jsonName),
                          parser.isSet(whyName),
                          parser.isSet(newWindowName),
                          {},
                          {},
                          {},
                          {}};
    for (const QString &name : {configName, profileName, replayName})
        if (parser.isSet(name) && parser.value(name).isEmpty())
            return usageError(Text::tr("--%1 needs a value.").arg(name));
    const QStringList words = parser.positionalArguments();
    if (parser.isSet(helpName))
        invocation.verb = Verb::Help;
    else if (parser.isSet(versionName))
        invocation.verb = Verb::Version;
    else if (parser.isSet(replayName))
        return takeReplay(parser, invocation);
    else if (words == QStringList{u"status"_s})
        invocation.verb = Verb::Status;
    else if (words == QStringList{u"watch"_s})
        invocation.verb = Verb::Watch;
    else if (!words.isEmpty() && words.front() == u"blackbox"_s)
        invocation.verb = Verb::ExportBlackBox;
    else if (!words.isEmpty() && words.front() == u"tell"_s)
        invocation.verb = Verb::TellList;
    else if (!words.isEmpty())
        return usageError(Text::tr("“%1” is not a verb of signalbox.").arg(words.join(u' ')));
    const bool isStatus = invocation.verb == Verb::Status;
    const bool isWatch = invocation.verb == Verb::Watch;
    const bool isOfStatus = isStatus || invocation.verb == Verb::Help || invocation.verb == Verb::Version;
    if (invocation.json && !isOfStatus && !isWatch)
        return usageError(Text::tr("--json belongs to status and watch."));
    if (invocation.why && !isOfStatus)
        return usageError(Text::tr("--why belongs to status."));
    const bool isTell = invocation.verb == Verb::TellList;
    if (invocation.newWindow && (isStatus || isWatch || isTell))
        return usageError(Text::tr("--new-window does not go with status, watch or tell."));
    if (invocation.verb == Verb::ExportBlackBox)
        return takeExport(parser, invocation);
    for (const QString &name : {fromName, toName})
        if (parser.isSet(name))
            return usageError(Text::tr("--%1 belongs to blackbox export.").arg(name));
    return isTell ? takeTell(words, std::move(invocation)) : invocation;
}

QString usageText()
{
    QCommandLineParser parser;
    configure(parser);
    // Qt writes the path it was started by, or a placeholder where there is no application object.
    static const QRegularExpression program(u"^Usage: .* (?=\\[options\\])"_s);
    return parser.helpText().replace(program, u"Usage: signalbox "_s) + profileHelp();
}

} // namespace signalbox
