// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbforms.h"

#include "models/base/text.h"
#include "models/base/zonedtime.h"
#include "models/policy/runbooktable.h"

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

/// At least a minute, at most a day.
Done readWatch(const QCommandLineParser &parser, Invocation &invocation)
{
    constexpr int mostMinutes = 24 * 60;
    if (!parser.isSet(names::watch))
        return {};
    bool isNumber = false;
    const int minutes = parser.value(names::watch).toInt(&isNumber);
    if (!isNumber || minutes < 1 || minutes > mostMinutes)
        return wrongValue(Text::tr("--watch: “%1” is no number of minutes from 1 to %2.")
                              .arg(parser.value(names::watch))
                              .arg(mostMinutes));
    invocation.watchFor = std::chrono::minutes(minutes);
    return {};
}

Done readMetrics(const QCommandLineParser &parser, Invocation &invocation)
{
    invocation.metricsFile = parser.value(names::metrics);
    return {};
}

Done readReason(const QCommandLineParser &parser, Invocation &invocation)
{
    invocation.reason = parser.value(names::reason);
    if (invocation.reason.trimmed().isEmpty())
        return wrongValue(Text::tr("--reason says nothing."));
    return {};
}

Done readNamespaces(const QCommandLineParser &parser, Invocation &invocation)
{
    invocation.namespaces = parser.values(names::ns);
    invocation.namespaces.removeDuplicates();
    return {};
}

Done readHistories(const QCommandLineParser &parser, Invocation &invocation)
{
    if (Done read = readNamespaces(parser, invocation); !read)
        return read;
    if (invocation.namespaces.size() != 1)
        return wrongValue(Text::tr("--namespace: histories are of one namespace at a time."));
    if (!parser.isSet(names::closedBefore))
        return {};
    Instant before;
    if (Done read = readTime(parser, names::closedBefore, before); !read)
        return read;
    invocation.closedBefore = before;
    return {};
}

Done readCleanUp(const QCommandLineParser &parser, Invocation &invocation)
{
    if (Done read = readNamespaces(parser, invocation); !read)
        return read;
    invocation.apply = parser.isSet(names::apply);
    invocation.reason = parser.value(names::reason);
    if (!parser.isSet(names::olderThan))
        return {};
    invocation.olderThan = runbooktable::parseDuration(parser.value(names::olderThan));
    if (!invocation.olderThan)
        return wrongValue(Text::tr("--older-than: “%1” is no duration as in 90s, 5m, 2h or 14d.")
                              .arg(parser.value(names::olderThan)));
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
    forms.push_back({Verb::TellList,
                     {u"tell"_s, u"list"_s},
                     {},
                     nullptr,
                     {},
                     Text::tr("list who is told of alerts elsewhere")});
    forms.push_back({Verb::TellTest,
                     {u"tell"_s, u"test"_s},
                     u"ID"_s,
                     &Invocation::receiver,
                     {},
                     Text::tr("send one of them a test message")});
    forms.push_back({Verb::TellSecret,
                     {u"tell"_s, u"secret"_s},
                     u"ID"_s,
                     &Invocation::receiver,
                     {},
                     Text::tr("put the secret that a webhook is signed with into the keyring, from the "
                              "terminal or stdin")});
    forms.push_back({Verb::MetricToken,
                     {u"metrics"_s, u"token"_s},
                     u"WHICH"_s,
                     &Invocation::receiver,
                     {},
                     Text::tr("put the token that prometheus or alertmanager is sent into the keyring, from "
                              "the terminal or stdin")});
    forms.push_back({Verb::CheckRunbook,
                     {u"runbook"_s, u"check"_s},
                     u"FILE"_s,
                     &Invocation::file,
                     {},
                     Text::tr("read a runbook, without a cluster; exit 0: it can be used, 4: it cannot"),
                     false});
    forms.push_back({Verb::DiffRunbook,
                     {u"runbook"_s, u"diff"_s},
                     {},
                     nullptr,
                     {{names::json}},
                     Text::tr("hold the cluster against the profile's runbook; exit 0: it is as the runbook "
                              "says, 1: it is not, 3: not all of it could be known, 4: error")});
    forms.push_back({Verb::DraftRunbook,
                     {u"runbook"_s, u"init"_s},
                     {},
                     nullptr,
                     {},
                     Text::tr("write a runbook of the cluster as it is")});
    forms.push_back(
        {Verb::PlanTenant,
         {u"tenant"_s, u"plan"_s},
         u"ID"_s,
         &Invocation::tenant,
         {{names::json}},
         Text::tr("hold the namespace tenant-ID against the profile's runbook; exit 0: it is as the "
                  "runbook says, 1: it is not, 3: not all of it could be known, 4: error")});
    forms.push_back(
        {Verb::ApplyTenant,
         {u"tenant"_s, u"apply"_s},
         u"ID"_s,
         &Invocation::tenant,
         {{names::reason, true}},
         Text::tr("make it so, after a sign-in for interventions; exit 0: it is as the runbook says, "
                  "1: but for what no call can change, 3: what came of it is not known, 4: error"),
         true,
         readReason});
    forms.push_back(
        {Verb::TakeManifest,
         {u"manifest"_s, u"take"_s},
         u"FILE"_s,
         &Invocation::file,
         {{names::ns}},
         Text::tr("write what the cluster holds; exit 0, 3: something could not be read, 4: error"),
         true,
         readNamespaces});
    forms.push_back({Verb::VerifyManifest,
                     {u"manifest"_s, u"verify"_s},
                     u"FILE"_s,
                     &Invocation::file,
                     {{names::json}, {names::watch}},
                     Text::tr("hold it against a restored one; exit 0: nothing is lost, 1: differences, "
                              "3: not all of it could be compared, 4: error"),
                     true,
                     readWatch});
    forms.push_back(
        {Verb::ExportHistories,
         {u"histories"_s, u"export"_s},
         u"DIR"_s,
         &Invocation::file,
         {{names::ns, true}, {names::closedBefore}},
         Text::tr("write the histories of closed workflows into a folder, one file a run; goes on "
                  "where an earlier one stopped; exit 0, 3: some could not be read, 4: error"),
         true,
         readHistories});
    forms.push_back({Verb::CleanUp,
                     {u"cleanup"_s},
                     {},
                     nullptr,
                     {{names::ns, true}, {names::olderThan}, {names::apply}, {names::reason}, {names::json}},
                     Text::tr("say which closed workflows would go where the runbook allows it, and with "
                              "--apply delete them; exit 0: nothing is left, 1: without --apply, some would "
                              "go, 3: not all of it could be done, 4: error, nothing was deleted"),
                     true,
                     readCleanUp});
    forms.push_back({Verb::ExportRules,
                     {u"rules"_s, u"export"_s},
                     {},
                     nullptr,
                     {{names::prometheus, true}},
                     Text::tr("print the runbook's rules as a rules file for Prometheus")});
    forms.push_back(
        {Verb::LintRules,
         {u"rules"_s, u"lint"_s},
         u"FILE"_s,
         &Invocation::file,
         {{names::metrics}},
         Text::tr("say which metrics a rules file asks for that the profile's Prometheus does not "
                  "have; exit 0: none, 1: some, 4: error"),
         true,
         readMetrics});
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
         {names::ns, Text::tr("Only this namespace; may be given several times."), u"NAME"_s},
         {names::watch, Text::tr("Watch for so long until runs go on, and name those that do not."),
          u"MINUTES"_s},
         {names::closedBefore, Text::tr("Closed before this, with its zone; else all that have by now."),
          u"TIME"_s},
         {names::olderThan, Text::tr("Closed for longer than this; else as the runbook has it."), u"AGE"_s},
         {names::apply, Text::tr("Delete them; else nothing is changed.")},
         {names::reason, Text::tr("Why, for the journal."), u"TEXT"_s},
         {names::metrics, Text::tr("Look in this text of a metrics endpoint instead."), u"FILE"_s},
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
