// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/moments/handover.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {

const QueueKey ingest{u"prod"_s, u"prod.ingest"_s};
const Instant night(1'796'000'000s);

Transition transition(Milliseconds after, AlertState state, const QString &rule = u"backlog"_s,
                      const QueueKey &key = ingest)
{
    return {night + after, rule, key, TaskType::Workflow, state, 1};
}

AlertChange change(const QString &rule, AlertState state, Signal signal, Instant since)
{
    AlertChange change;
    change.alert.rule = rule;
    change.alert.key = ingest;
    change.alert.state = state;
    change.alert.signal = signal;
    change.alert.since = since;
    change.reason = u"over 100 for 7 m"_s;
    return change;
}

} // namespace

class TestHandOver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("TZ", "Europe/Berlin");
        tzset();
    }

    void whatFiredAndEndedIsToldOnce()
    {
        const auto ended =
            endedSince({transition(0s, AlertState::Firing), transition(60s, AlertState::Unknown),
                        transition(90s, AlertState::Firing), transition(300s, AlertState::Inactive),
                        transition(400s, AlertState::Inactive)},
                       night);
        QCOMPARE(ended.size(), std::size_t(1));
        QCOMPARE(ended[0], (HandOver::Ended{u"backlog"_s, ingest, TaskType::Workflow, night, night + 300s}));
    }

    void whatBeganBeforeAndEndedSinceIsTold()
    {
        const std::vector<Transition> all{
            transition(-3h, AlertState::Firing), transition(-2h, AlertState::Inactive),
            transition(-1h, AlertState::Firing), transition(1h, AlertState::Inactive)};
        const auto ended = endedSince(all, night);
        QCOMPARE(ended.size(), std::size_t(1));
        QCOMPARE(ended[0].from, night - 1h);
        QCOMPARE(ended[0].to, night + 1h);
    }

    void whatFiresStillHasNotEnded()
    {
        QVERIFY(endedSince({transition(0s, AlertState::Firing)}, night).empty());
    }

    void whatWasOnlyPendingIsNoAlert()
    {
        QVERIFY(
            endedSince({transition(0s, AlertState::Pending), transition(60s, AlertState::Inactive)}, night)
                .empty());
    }

    void rulesQueuesAndTypesAreToldApart()
    {
        Transition other = transition(10s, AlertState::Inactive);
        other.type = TaskType::Activity;
        QVERIFY(endedSince({transition(0s, AlertState::Firing), other,
                            transition(20s, AlertState::Inactive, u"no_pollers"_s),
                            transition(30s, AlertState::Inactive, u"backlog"_s, {u"prod"_s, {}})},
                           night)
                    .empty());
    }

    void dangersComeFirst()
    {
        const auto firing = firingOf({change(u"a"_s, AlertState::Firing, Signal::Caution, night),
                                      change(u"b"_s, AlertState::Pending, Signal::Caution, night),
                                      change(u"c"_s, AlertState::Firing, Signal::Danger, night + 5s),
                                      change(u"d"_s, AlertState::Firing, Signal::Danger, night)},
                                     {}, Runbook());
        QStringList rules;
        for (const AlertChange &one : firing)
            rules << one.alert.rule;
        QCOMPARE(rules, (QStringList{u"d"_s, u"c"_s, u"a"_s}));
    }

    /// Who looks for the first time sees pending what has fired for an hour.
    void whatTheRecordHasFiringFires()
    {
        const std::vector<AlertChange> standing{
            change(u"backlog"_s, AlertState::Pending, Signal::Caution, night)};
        const auto firing = firingOf(standing, {transition(-1h, AlertState::Firing)}, Runbook());
        QCOMPARE(firing.size(), std::size_t(1));
        QCOMPARE(firing[0].alert.since, night - 1h);
        QCOMPARE(firing[0].alert.signal, Signal::Danger);
        QVERIFY(firingOf(standing,
                         {transition(-1h, AlertState::Firing), transition(-1min, AlertState::Inactive)},
                         Runbook())
                    .empty());
        QVERIFY(firingOf(standing, {}, Runbook()).empty());
    }

    void onlyActsSinceThenAreTold()
    {
        Act old, first, last;
        old.time = night - 1s;
        first.time = night;
        last.time = night + 1s;
        QCOMPARE(actsSince({last, first, old}, night), (std::vector<Act>{first, last}));
    }

    void nothingIsSaidToBeNothing()
    {
        HandOver quiet;
        quiet.profile = u"eu"_s;
        quiet.since = night;
        quiet.now = night + 8h;
        QCOMPARE(
            markdownOf(quiet),
            u"# Hand-over of eu, 2026-11-30 01:53:20+01:00 to 2026-11-30 09:53:20+01:00\n"
            "\n## Still open (0)\n\nNone.\n"
            "\n## Ended (0)\n\nNone.\n"
            "\n## Done by hand from here (0)\n\nNone.\n"
            "\n## Done from elsewhere (0)\n\nNone.\n"
            "\nAmong them are runs that were terminated, and resets that ended a run or brought back one "
            "that "
            "was terminated in this time. Other resets are not, nor what was completed or failed by hand: "
            "the server has no list of it, and a worker that answers late looks alike.\n"
            "\n## Not clear, without an alert (0)\n\nNone.\n"_s);
    }

    void aNightIsAPageOfMarkdown()
    {
        HandOver busy;
        busy.profile = u"eu"_s;
        busy.since = night;
        busy.now = night + 8h;
        busy.unknown = u"the store could not be read"_s;
        busy.open = {change(u"backlog"_s, AlertState::Firing, Signal::Danger, night - 1h)};
        busy.ended = {{u"no_pollers"_s, ingest, TaskType::Workflow, night, night + 7min + 55s}};
        busy.odd = {{{u"prod"_s, u"x"_s}, Signal::Unknown, u"no answer"_s}};
        busy.others.deeds = {{night + 5s, u"bob|b"_s, false, u"prod"_s, u"w-1"_s, u"r-1"_s, u"stuck"_s},
                             {night + 6s,
                              u"eve"_s,
                              true,
                              u"prod"_s,
                              u"w-2"_s,
                              u"r-2"_s,
                              {},
                              OthersDeed::Kind::Reset,
                              u"r-3"_s}};
        busy.others.unseen = u"Not looked at: 3 more namespaces."_s;
        const QString text = markdownOf(busy);
        QVERIFY(text.contains(u"\n**the store could not be read**\n"_s));
        QVERIFY2(
            text.contains(
                u"| 2026-11-30 00:53:20+01:00 | before | danger | backlog | prod/prod.ingest | over 100 for 7 m |  |\n"_s),
            qPrintable(text));
        QVERIFY(text.contains(u"| 7 m 55 s | no\\_pollers | prod/prod.ingest |\n"_s));
        QVERIFY(text.contains(u"| unknown | prod/x | no answer |\n"_s));
        QVERIFY2(
            text.contains(
                u"| 2026-11-30 01:53:25+01:00 | bob\\|b, by their own word | terminated | prod | w-1 | r-1 | "
                "stuck |\n| 2026-11-30 01:53:26+01:00 | eve | reset, which made run r-3 | prod | "
                "w-2 | r-2 |  |\n"_s),
            qPrintable(text));
        QVERIFY(text.contains(u"\nNot looked at: 3 more namespaces. Among them are "_s));
    }

    void serverTextStaysInItsCell()
    {
        HandOver hostile;
        hostile.odd = {{{u"a|b\n## c"_s, {}}, Signal::Unknown, u"<script> [x](y) `z` \u202e**"_s}};
        const QString text = markdownOf(hostile);
        QVERIFY2(text.contains(u"| unknown | a\\|b‹U+000A›## c | \\<script\\> \\[x\\](y) \\`z\\` "_s),
                 qPrintable(text));
        QVERIFY(!text.contains(u"\n## c"_s));
    }
};

QTEST_GUILESS_MAIN(TestHandOver)
#include "tst_handover.moc"
