// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbforms.h"

#include "models/base/text.h"
#include "models/base/zonedtime.h"

#include <QCommandLineParser>

namespace signalbox {

using namespace Qt::StringLiterals;
namespace names = optionnames;

namespace {

tl::unexpected<Error> wrongValue(const QString &sentence)
{
    return fail(ErrorKind::Configuration, sentence);
}

Done readTime(const QCommandLineParser &parser, const QString &name, Instant &taken)
{
    const QString text = parser.value(name);
    const auto time = parseZonedTime(text);
    if (!time)
        return wrongValue(
            Text::tr("--%1: “%2” is no time with its zone; write it as 2026-11-30T02:00:00+01:00 or "
                     "2026-11-30T01:00:00Z.")
                .arg(name, text));
    taken = *time;
    return {};
}

Done readStretch(const QCommandLineParser &parser, Invocation &invocation)
{
    if (Done from = readTime(parser, names::from, invocation.from); !from)
        return from;
    if (Done to = readTime(parser, names::to, invocation.to); !to)
        return to;
    if (invocation.from >= invocation.to)
        return wrongValue(Text::tr("--from is not before --to."));
    return {};
}

Done readSince(const QCommandLineParser &parser, Invocation &invocation)
{
    const Instant now = SystemClock().utc();
    const QString text = parser.value(names::since);
    const auto since = parseMoment(text, now);
    if (!since)
        return wrongValue(
            Text::tr("--since: “%1” is no time; write it as 22:00 or 2026-11-29T22:00:00+01:00.").arg(text));
    if (*since > now)
        return wrongValue(Text::tr("--since is in the future."));
    invocation.from = *since;
    return {};
}

std::vector<VerbForm> makeForms()
{
    std::vector<VerbForm> forms;
    forms.push_back({Verb::Status,
                     {u"status"_s},
                     {},
                     nullptr,
                     {{names::json}, {names::why}},
                     Text::tr("print what the board knows; exit 0: clear, 1: caution, 2: danger, "
                              "3: unknown, 4: error")});
    forms.push_back({Verb::Watch,
                     {u"watch"_s},
                     {},
                     nullptr,
                     {{names::json}},
                     Text::tr("record, and print each change of an alert as it happens")});
    forms.push_back({Verb::HandOver,
                     {u"handover"_s},
                     {},
                     nullptr,
                     {{names::since, true}, {names::json}},
                     Text::tr("print what the next one on duty is to know"),
                     true,
                     readSince});
    forms.push_back({Verb::ExportBlackBox,
                     {u"blackbox"_s, u"export"_s},
                     u"FILE"_s,
                     &Invocation::file,
                     {{names::from, true}, {names::to, true}},
                     Text::tr("write what was seen, judged and done in that time into one file"),
                     true,
                     readStretch});
    forms.push_back({Verb::ExportRules,
                     {u"rules"_s, u"export"_s},
                     {},
                     nullptr,
                     {{names::prometheus, true}},
                     Text::tr("print the runbook's rules as a rules file for Prometheus")});
    return forms;
}

} // namespace

const std::vector<VerbForm> &verbForms()
{
    static const std::vector<VerbForm> forms = makeForms();
    return forms;
}

void addOptions(QCommandLineParser &parser)
{
    parser.addOptions(
        {{names::config, Text::tr("Read profiles.toml from DIR."), u"DIR"_s},
         {names::profile, Text::tr("The profile to use; without it the only one."), u"NAME"_s},
         {names::json, Text::tr("Print JSON.")},
         {names::why, Text::tr("Say of each queue that is not clear why, with evidence.")},
         {names::newWindow, Text::tr("Open another window; else the profile's first one is raised.")},
         {names::from, Text::tr("The beginning, with its zone: 2026-11-30T02:00:00+01:00."), u"TIME"_s},
         {names::to, Text::tr("The end, likewise."), u"TIME"_s},
         {names::since, Text::tr("22:00, or a time with its date."), u"TIME"_s},
         {names::prometheus, Text::tr("For Prometheus.")},
         {names::replay, Text::tr("Open a black box, without a cluster and without signing in."), u"FILE"_s},
         {{u"h"_s, names::help}, Text::tr("Show this text.")},
         {{u"v"_s, names::version}, Text::tr("Show the version.")}});
}

QString formText(const VerbForm &form)
{
    QStringList words = form.words;
    if (!form.argument.isEmpty())
        words << form.argument;
    return words.join(u' ');
}

} // namespace signalbox
