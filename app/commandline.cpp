// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "models/profile/profilekeys.h"

#include <QCommandLineParser>
#include <QRegularExpression>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

const QCommandLineOption configOption(u"config"_s, u"Read profiles.toml from DIR."_s, u"DIR"_s);
const QCommandLineOption profileOption(u"profile"_s, u"The profile to use; without it the only one."_s,
                                       u"NAME"_s);
const QCommandLineOption jsonOption(u"json"_s, u"With status: print JSON."_s);
const QCommandLineOption helpOption({u"h"_s, u"help"_s}, u"Show this text."_s);
const QCommandLineOption versionOption({u"v"_s, u"version"_s}, u"Show the version."_s);

void configure(QCommandLineParser &parser)
{
    parser.addOptions({configOption, profileOption, jsonOption, helpOption, versionOption});
    parser.addPositionalArgument(
        u"verb"_s,
        u"status: print what the board knows; exit 0: clear, 1: caution, 2: danger, 3: unknown, 4: error."_s,
        u"[status]"_s);
    parser.setApplicationDescription(u"Operations console for Temporal."_s);
}

tl::unexpected<Error> usageError(const QString &sentence)
{
    return fail(ErrorKind::Configuration, sentence + u" Try signalbox --help."_s);
}

QString profileHelp()
{
    QString text =
        u"\nKeys of profiles.toml, in a table [profile.NAME] for each cluster; those with a dot in "
        "[profile.NAME.tls]\nand [profile.NAME.oidc]. Paths are relative to the file's folder. Without a "
        "table "
        "tls: TLS with the\nsystem's authorities, or plaintext if the address is loopback.\n"_s;
    for (const ProfileKey &key : profileKeys())
        text += u"  %1  %2\n"_s.arg(key.name, -26).arg(key.text);
    return text;
}

} // namespace

Result<Invocation> parseCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    configure(parser);
    if (!parser.parse(QStringList{u"signalbox"_s} + arguments))
        return usageError(parser.errorText());
    Invocation invocation{Verb::Window, parser.value(configOption), parser.value(profileOption),
                          parser.isSet(jsonOption)};
    const QStringList words = parser.positionalArguments();
    if (parser.isSet(helpOption))
        invocation.verb = Verb::Help;
    else if (parser.isSet(versionOption))
        invocation.verb = Verb::Version;
    else if (words == QStringList{u"status"_s})
        invocation.verb = Verb::Status;
    else if (!words.isEmpty())
        return usageError(u"“%1” is not a verb of signalbox."_s.arg(words.join(u' ')));
    if (invocation.json && invocation.verb == Verb::Window)
        return usageError(u"--json belongs to status."_s);
    for (const auto &option : {configOption, profileOption})
        if (parser.isSet(option) && parser.value(option).isEmpty())
            return usageError(u"--%1 needs a value."_s.arg(option.names().constFirst()));
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
