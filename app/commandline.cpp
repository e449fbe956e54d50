// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "models/base/text.h"
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
const QString helpName = u"help"_s;
const QString versionName = u"version"_s;

void configure(QCommandLineParser &parser)
{
    parser.addOptions(
        {{configName, Text::tr("Read profiles.toml from DIR."), u"DIR"_s},
         {profileName, Text::tr("The profile to use; without it the only one."), u"NAME"_s},
         {jsonName, Text::tr("With status: print JSON.")},
         {whyName, Text::tr("With status: say of each queue that is not clear why, with evidence.")},
         {newWindowName, Text::tr("Open another window; else the profile's first one is raised.")},
         {{u"h"_s, helpName}, Text::tr("Show this text.")},
         {{u"v"_s, versionName}, Text::tr("Show the version.")}});
    parser.addPositionalArgument(u"verb"_s,
                                 Text::tr("status: print what the board knows; exit 0: clear, 1: caution, "
                                          "2: danger, 3: unknown, 4: error."),
                                 u"[status]"_s);
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
        "[profile.NAME.tls]\nand [profile.NAME.oidc]. Paths are relative to the file's folder. Without a "
        "table "
        "tls: TLS with the\nsystem's authorities, or plaintext if the address is loopback.\n");
    for (const ProfileKey &key : profileKeys())
        text += u"  %1  %2\n"_s.arg(key.name, -26).arg(key.text);
    return text +
           Text::tr(
               "\nFor bug reports each profile's windows keep a log, without tokens or payloads:\n  %1\n")
               .arg(stateFolder() + u"/PROFILE/signalbox.log"_s);
}

} // namespace

Result<Invocation> parseCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    configure(parser);
    if (!parser.parse(QStringList{u"signalbox"_s} + arguments))
        return usageError(parser.errorText());
    Invocation invocation{Verb::Window,           parser.value(configName), parser.value(profileName),
                          parser.isSet(jsonName), parser.isSet(whyName),    parser.isSet(newWindowName)};
    const QStringList words = parser.positionalArguments();
    if (parser.isSet(helpName))
        invocation.verb = Verb::Help;
    else if (parser.isSet(versionName))
        invocation.verb = Verb::Version;
    else if (words == QStringList{u"status"_s})
        invocation.verb = Verb::Status;
    else if (!words.isEmpty())
        return usageError(Text::tr("“%1” is not a verb of signalbox.").arg(words.join(u' ')));
    if (invocation.json && invocation.verb == Verb::Window)
        return usageError(Text::tr("--json belongs to status."));
    if (invocation.why && invocation.verb == Verb::Window)
        return usageError(Text::tr("--why belongs to status."));
    if (invocation.newWindow && invocation.verb == Verb::Status)
        return usageError(Text::tr("--new-window does not go with status."));
    for (const QString &name : {configName, profileName})
        if (parser.isSet(name) && parser.value(name).isEmpty())
            return usageError(Text::tr("--%1 needs a value.").arg(name));
    return invocation;
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
