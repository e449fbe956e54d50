// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "app/verbforms.h"
#include "models/base/text.h"
#include "models/profile/profilefolder.h"
#include "models/profile/profilekeys.h"

#include <QCommandLineParser>
#include <QRegularExpression>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;
namespace names = optionnames;

namespace {

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

QString optionText(const VerbForm::Option &option)
{
    return option.isNeeded ? u" --"_s + option.name : u" [--%1]"_s.arg(option.name);
}

QString verbHelp()
{
    QString text = Text::tr("\nVerbs, which open no window:\n");
    for (const VerbForm &form : verbForms()) {
        QString line = u"  "_s + formText(form);
        for (const VerbForm::Option &option : form.options)
            line += optionText(option);
        text += line + u"\n      "_s + form.text + u'\n';
    }
    return text;
}

/// The form whose words these begin with.
const VerbForm *formOf(const QStringList &words)
{
    const auto &forms = verbForms();
    const auto found = std::find_if(forms.begin(), forms.end(), [&words](const VerbForm &form) {
        return words.mid(0, form.words.size()) == form.words;
    });
    return found == forms.end() ? nullptr : &*found;
}

/// "manifest is followed by take FILE or verify FILE." Of no verb: that it is none.
QString followingText(const QStringList &words)
{
    QStringList following;
    for (const VerbForm &form : verbForms())
        if (form.words.front() == words.front() && form.words.size() > 1)
            following << formText(form).section(u' ', 1);
    if (following.isEmpty())
        return Text::tr("“%1” is not a verb of signalbox.").arg(words.join(u' '));
    return Text::tr("%1 is followed by %2.").arg(words.front(), following.join(Text::tr(" or ")));
}

QString ownersOf(const QString &option)
{
    QStringList owners;
    for (const VerbForm &form : verbForms())
        if (std::any_of(form.options.begin(), form.options.end(),
                        [&option](const VerbForm::Option &one) { return one.name == option; }))
            owners << form.words.join(u' ');
    return owners.join(u", "_s);
}

/// Options that do not go with what was asked for, and those that are missing. Null: a window.
Done checkOptions(const QCommandLineParser &parser, const VerbForm *form)
{
    const auto isOwn = [form](const QString &name) {
        if (name == names::config || name == names::profile)
            return !form || form->isOfProfile;
        return form ? std::any_of(form->options.begin(), form->options.end(),
                                  [&name](const VerbForm::Option &one) { return one.name == name; })
                    : name == names::newWindow;
    };
    for (const QString &name : parser.optionNames()) {
        if (isOwn(name))
            continue;
        const QString owners = ownersOf(name);
        return owners.isEmpty() || (form && (name == names::config || name == names::profile))
                   ? usageError(Text::tr("--%1 does not go with %2.").arg(name, form->words.join(u' ')))
                   : usageError(Text::tr("--%1 belongs to %2.").arg(name, owners));
    }
    if (form)
        for (const VerbForm::Option &option : form->options)
            if (option.isNeeded && !parser.isSet(option.name))
                return usageError(Text::tr("%1 needs --%2.").arg(form->words.join(u' '), option.name));
    return {};
}

Done takeArgument(const QStringList &words, const VerbForm &form, Invocation &invocation)
{
    const QStringList rest = words.mid(form.words.size());
    if (form.argument.isEmpty() && !rest.isEmpty())
        return usageError(Text::tr("“%1” is not a verb of signalbox.").arg(words.join(u' ')));
    if (form.argument.isEmpty())
        return {};
    if (rest.size() != 1 || rest[0].isEmpty())
        return usageError(Text::tr("%1 is followed by one %2.").arg(form.words.join(u' '), form.argument));
    invocation.*form.takes = rest[0];
    return {};
}

Result<Invocation> takeVerb(const QCommandLineParser &parser, const VerbForm &form, Invocation invocation)
{
    if (Done taken = takeArgument(parser.positionalArguments(), form, invocation); !taken)
        return tl::unexpected(taken.error());
    if (Done checked = checkOptions(parser, &form); !checked)
        return tl::unexpected(checked.error());
    if (Done read = form.read ? form.read(parser, invocation) : Done(); !read)
        return usageError(read.error().detail);
    invocation.verb = form.verb;
    return invocation;
}

Result<Invocation> takeReplay(const QCommandLineParser &parser, Invocation invocation)
{
    if (parser.optionNames().size() > 1 || !parser.positionalArguments().isEmpty())
        return usageError(Text::tr("--replay goes with nothing else."));
    invocation.verb = Verb::Replay;
    invocation.file = parser.value(names::replay);
    return invocation;
}

} // namespace

Result<Invocation> parseCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(QStringList{u"signalbox"_s} + arguments))
        return usageError(parser.errorText());
    Invocation invocation;
    invocation.configDir = parser.value(names::config);
    invocation.profile = parser.value(names::profile);
    invocation.json = parser.isSet(names::json);
    invocation.why = parser.isSet(names::why);
    invocation.newWindow = parser.isSet(names::newWindow);
    for (const QString &name : parser.optionNames())
        if (parser.values(name).contains(QString()))
            return usageError(Text::tr("--%1 needs a value.").arg(name));
    if (parser.isSet(names::help) || parser.isSet(names::version)) {
        invocation.verb = parser.isSet(names::help) ? Verb::Help : Verb::Version;
        return invocation;
    }
    if (parser.isSet(names::replay))
        return takeReplay(parser, invocation);
    const QStringList words = parser.positionalArguments();
    if (words.isEmpty()) {
        if (Done checked = checkOptions(parser, nullptr); !checked)
            return tl::unexpected(checked.error());
        return invocation;
    }
    const VerbForm *const form = formOf(words);
    if (!form)
        return usageError(followingText(words));
    return takeVerb(parser, *form, std::move(invocation));
}

QString usageText()
{
    QCommandLineParser parser;
    addOptions(parser);
    parser.addPositionalArgument(u"verb"_s, Text::tr("One of those below; without it a window opens."),
                                 u"[VERB]"_s);
    parser.setApplicationDescription(Text::tr("Operations console for Temporal."));
    // Qt writes the path it was started by, or a placeholder where there is no application object.
    static const QRegularExpression program(u"^Usage: .* (?=\\[options\\])"_s);
    return parser.helpText().replace(program, u"Usage: signalbox "_s) + verbHelp() + profileHelp();
}

} // namespace signalbox
