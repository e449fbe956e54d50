// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include <QRegularExpression>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TstCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understands_data();
    void understands();
    void refuses_data();
    void refuses();
    void usageNamesEveryOption();
    void eachOptionIsNamedOnce();
};

void TstCommandLine::understands_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<Invocation>("invocation");
    QTest::newRow("nothing") << QStringList{} << Invocation{};
    QTest::newRow("profile") << QStringList{u"--profile"_s, u"eu"_s}
                             << Invocation{Verb::Window, {}, u"eu"_s, false};
    QTest::newRow("status") << QStringList{u"status"_s} << Invocation{Verb::Status, {}, {}, false};
    QTest::newRow("options after the verb")
        << QStringList{u"status"_s, u"--json"_s, u"--config"_s, u"/c"_s, u"--profile=eu"_s}
        << Invocation{Verb::Status, u"/c"_s, u"eu"_s, true};
    QTest::newRow("why") << QStringList{u"status"_s, u"--why"_s}
                         << Invocation{Verb::Status, {}, {}, false, true};
    QTest::newRow("watch") << QStringList{u"watch"_s, u"--json"_s} << Invocation{Verb::Watch, {}, {}, true};
    QTest::newRow("tell list") << QStringList{u"tell"_s, u"list"_s}
                               << Invocation{Verb::TellList, {}, {}, false};
    QTest::newRow("tell test") << QStringList{u"tell"_s, u"test"_s, u"pager"_s, u"--profile=eu"_s}
                               << Invocation{Verb::TellTest, {}, u"eu"_s, false, false,
                                             false,          {}, {},      {},    u"pager"_s};
    QTest::newRow("tell secret") << QStringList{u"tell"_s, u"secret"_s, u"pager"_s}
                                 << Invocation{Verb::TellSecret, {}, {}, false, false, false, {}, {}, {},
                                               u"pager"_s};
    QTest::newRow("help") << QStringList{u"--help"_s} << Invocation{Verb::Help, {}, {}, false};
    QTest::newRow("another window") << QStringList{u"--new-window"_s}
                                    << Invocation{Verb::Window, {}, {}, false, false, true};
    QTest::newRow("black box")
        << QStringList{u"blackbox"_s,
                       u"export"_s,
                       u"--from"_s,
                       u"2026-11-30T13:00:00+01:00"_s,
                       u"--to=2026-11-30T13:00Z"_s,
                       u"night"_s,
                       u"--profile=eu"_s}
        << Invocation{
               Verb::ExportBlackBox,   {}, u"eu"_s, false, false, false, u"night"_s, Instant(1'796'040'000s),
               Instant(1'796'043'600s)};
    QTest::newRow("replay") << QStringList{u"--replay"_s, u"night"_s}
                            << Invocation{Verb::Replay, {}, {}, false, false, false, u"night"_s};
    QTest::newRow("rules") << QStringList{u"rules"_s, u"export"_s, u"--prometheus"_s, u"--profile"_s, u"eu"_s}
                           << Invocation{Verb::ExportRules, {}, u"eu"_s, false};
    QTest::newRow("handover") << QStringList{u"handover"_s, u"--since"_s, u"2026-11-24T10:00Z"_s, u"--json"_s}
                              << Invocation{Verb::HandOver, {},    {}, true,
                                            false,          false, {}, Instant(1795514400s)};
    QTest::newRow("check of a runbook")
        << QStringList{u"runbook"_s, u"check"_s, u"our.toml"_s}
        << Invocation{Verb::CheckRunbook, {}, {}, false, false, false, u"our.toml"_s};
    QTest::newRow("runbook against the cluster")
        << QStringList{u"runbook"_s, u"diff"_s, u"--json"_s, u"--profile=eu"_s}
        << Invocation{Verb::DiffRunbook, {}, u"eu"_s, true};
    QTest::newRow("first runbook") << QStringList{u"runbook"_s, u"init"_s}
                                   << Invocation{Verb::DraftRunbook, {}, {}, false};
    Invocation tenant;
    tenant.verb = Verb::PlanTenant;
    tenant.tenant = u"nova"_s;
    tenant.json = true;
    QTest::newRow("plan of a tenant")
        << QStringList{u"tenant"_s, u"plan"_s, u"nova"_s, u"--json"_s} << tenant;
    tenant.verb = Verb::ApplyTenant;
    tenant.json = false;
    tenant.reason = u"INC-7 new customer"_s;
    QTest::newRow("a tenant applied")
        << QStringList{u"tenant"_s, u"apply"_s, u"nova"_s, u"--reason=INC-7 new customer"_s} << tenant;
    Invocation take;
    take.verb = Verb::TakeManifest;
    take.profile = u"eu"_s;
    take.file = u"f"_s;
    QTest::newRow("manifest take") << QStringList{u"manifest"_s, u"take"_s, u"f"_s, u"--profile"_s, u"eu"_s}
                                   << take;
    take.namespaces = {u"a"_s, u"b"_s};
    QTest::newRow("manifest of some")
        << QStringList{u"manifest"_s,     u"take"_s,        u"f"_s, u"--profile"_s,
                       u"eu"_s,           u"--namespace"_s, u"a"_s, u"--namespace=b"_s,
                       u"--namespace=a"_s}
        << take;
    Invocation histories;
    histories.verb = Verb::ExportHistories;
    histories.file = u"out"_s;
    histories.namespaces = {u"a"_s};
    QTest::newRow("histories export")
        << QStringList{u"histories"_s, u"export"_s, u"out"_s, u"--namespace=a"_s} << histories;
    histories.closedBefore = Instant(1'795'310'400s);
    QTest::newRow("histories of a time")
        << QStringList{u"histories"_s, u"export"_s, u"out"_s, u"--namespace=a"_s,
                       u"--closed-before=2026-11-22T02:20:00+01:00"_s}
        << histories;
    Invocation verify;
    verify.verb = Verb::VerifyManifest;
    verify.file = u"f"_s;
    verify.json = true;
    QTest::newRow("manifest verify") << QStringList{u"manifest"_s, u"verify"_s, u"f"_s, u"--json"_s}
                                     << verify;
    verify.watchFor = 10min;
    QTest::newRow("manifest watched")
        << QStringList{u"manifest"_s, u"verify"_s, u"f"_s, u"--json"_s, u"--watch"_s, u"10"_s} << verify;
    Invocation cleanUp;
    cleanUp.verb = Verb::CleanUp;
    cleanUp.namespaces = {u"a"_s, u"b"_s};
    QTest::newRow("clean-up") << QStringList{u"cleanup"_s, u"--namespace"_s, u"a"_s, u"--namespace=b"_s}
                              << cleanUp;
    cleanUp.olderThan = 24h * 14;
    cleanUp.apply = true;
    cleanUp.reason = u"INC-7"_s;
    cleanUp.json = true;
    QTest::newRow("clean-up that deletes")
        << QStringList{u"cleanup"_s, u"--namespace"_s, u"a"_s,      u"--namespace=b"_s, u"--older-than"_s,
                       u"14d"_s,     u"--apply"_s,     u"--json"_s, u"--reason"_s,      u"INC-7"_s}
        << cleanUp;
    Invocation lint;
    lint.verb = Verb::LintRules;
    lint.file = u"f.yml"_s;
    QTest::newRow("lint of rules") << QStringList{u"rules"_s, u"lint"_s, u"f.yml"_s} << lint;
    lint.metricsFile = u"m.txt"_s;
    QTest::newRow("lint by an endpoint's text")
        << QStringList{u"rules"_s, u"lint"_s, u"f.yml"_s, u"--metrics"_s, u"m.txt"_s} << lint;
    Invocation token;
    token.verb = Verb::MetricToken;
    token.receiver = u"prometheus"_s;
    QTest::newRow("token for Prometheus") << QStringList{u"metrics"_s, u"token"_s, u"prometheus"_s} << token;
    QTest::newRow("version") << QStringList{u"-v"_s} << Invocation{Verb::Version, {}, {}, false};
}

void TstCommandLine::understands()
{
    QFETCH(QStringList, arguments);
    QFETCH(Invocation, invocation);
    const auto parsed = parseCommandLine(arguments);
    QVERIFY(parsed);
    QCOMPARE(*parsed, invocation);
}

void TstCommandLine::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    QTest::newRow("verb") << QStringList{u"stauts"_s} << u"stauts"_s;
    QTest::newRow("option") << QStringList{u"--colour"_s} << u"colour"_s;
    QTest::newRow("two verbs") << QStringList{u"status"_s, u"status"_s} << u"status status"_s;
    QTest::newRow("why without status") << QStringList{u"--why"_s} << u"--why"_s;
    QTest::newRow("why with watch") << QStringList{u"watch"_s, u"--why"_s} << u"--why"_s;
    QTest::newRow("a window with watch") << QStringList{u"watch"_s, u"--new-window"_s} << u"--new-window"_s;
    QTest::newRow("json without status") << QStringList{u"--json"_s} << u"--json"_s;
    QTest::newRow("profile without a name") << QStringList{u"status"_s, u"--profile"_s} << u"profile"_s;
    const QString time = u"2026-11-30T12:00Z"_s;
    QTest::newRow("export without a file")
        << QStringList{u"blackbox"_s, u"export"_s, u"--from"_s, time, u"--to"_s, time} << u"FILE"_s;
    QTest::newRow("black box without export")
        << QStringList{u"blackbox"_s, u"night"_s, u"--from"_s, time, u"--to"_s, time} << u"export"_s;
    QTest::newRow("export without its end")
        << QStringList{u"blackbox"_s, u"export"_s, u"night"_s, u"--from"_s, time} << u"--to"_s;
    QTest::newRow("export of no time")
        << QStringList{u"blackbox"_s, u"export"_s, u"night"_s, u"--from"_s, time, u"--to"_s, time}
        << u"--from is not before --to"_s;
    QTest::newRow("time without a zone")
        << QStringList{u"blackbox"_s,         u"export"_s, u"night"_s, u"--from"_s,
                       u"2026-11-30T12:00"_s, u"--to"_s,   time}
        << u"zone"_s;
    QTest::newRow("time of nothing") << QStringList{u"--from"_s, time} << u"--from"_s;
    QTest::newRow("replay with a profile")
        << QStringList{u"--replay"_s, u"f"_s, u"--profile=eu"_s} << u"--replay"_s;
    QTest::newRow("replay with a verb") << QStringList{u"status"_s, u"--replay"_s, u"f"_s} << u"--replay"_s;
    QTest::newRow("handover alone") << QStringList{u"handover"_s} << u"--since"_s;
    QTest::newRow("handover of no time") << QStringList{u"handover"_s, u"--since"_s, u"dusk"_s} << u"22:00"_s;
    QTest::newRow("handover of tomorrow")
        << QStringList{u"handover"_s, u"--since"_s, u"2199-01-01T00:00:00Z"_s} << u"future"_s;
    QTest::newRow("since with status") << QStringList{u"status"_s, u"--since"_s, u"22:00"_s} << u"--since"_s;
    QTest::newRow("a word too many") << QStringList{u"watch"_s, u"extra"_s} << u"watch extra"_s;
    QTest::newRow("a tenant without an id")
        << QStringList{u"tenant"_s, u"plan"_s} << u"tenant plan is followed by one ID."_s;
    QTest::newRow("a tenant without a reason")
        << QStringList{u"tenant"_s, u"apply"_s, u"nova"_s} << u"tenant apply needs --reason."_s;
    QTest::newRow("a reason that says nothing")
        << QStringList{u"tenant"_s, u"apply"_s, u"nova"_s, u"--reason"_s, u" "_s}
        << u"--reason says nothing."_s;
    QTest::newRow("a plan as JSON applied")
        << QStringList{u"tenant"_s, u"apply"_s, u"nova"_s, u"--reason=x"_s, u"--json"_s}
        << u"--json belongs to"_s;
    QTest::newRow("rules alone") << QStringList{u"rules"_s} << u"rules is followed by export"_s;
    QTest::newRow("rules of no kind") << QStringList{u"rules"_s, u"export"_s} << u"--prometheus"_s;
    QTest::newRow("rules as JSON") << QStringList{u"rules"_s, u"export"_s, u"--prometheus"_s, u"--json"_s}
                                   << u"--json"_s;
    QTest::newRow("prometheus with status")
        << QStringList{u"status"_s, u"--prometheus"_s} << u"--prometheus"_s;
    QTest::newRow("json with export") << QStringList{u"blackbox"_s, u"export"_s, u"night"_s, u"--from"_s,
                                                     time,          u"--to"_s,   time,       u"--json"_s}
                                      << u"--json"_s;
    QTest::newRow("runbook alone") << QStringList{u"runbook"_s} << u"check"_s;
    QTest::newRow("check of nothing") << QStringList{u"runbook"_s, u"check"_s} << u"one FILE"_s;
    QTest::newRow("check of two") << QStringList{u"runbook"_s, u"check"_s, u"a"_s, u"b"_s} << u"one FILE"_s;
    QTest::newRow("check with a profile")
        << QStringList{u"runbook"_s, u"check"_s, u"a"_s, u"--profile=eu"_s} << u"--profile"_s;
    QTest::newRow("check with json") << QStringList{u"runbook"_s, u"check"_s, u"a"_s, u"--json"_s}
                                     << u"--json"_s;
    QTest::newRow("draft with json") << QStringList{u"runbook"_s, u"init"_s, u"--json"_s} << u"--json"_s;
    QTest::newRow("diff of a file") << QStringList{u"runbook"_s, u"diff"_s, u"a"_s} << u"runbook diff a"_s;
    QTest::newRow("a window with diff")
        << QStringList{u"runbook"_s, u"diff"_s, u"--new-window"_s} << u"--new-window"_s;
    QTest::newRow("manifest alone") << QStringList{u"manifest"_s} << u"take FILE or verify FILE"_s;
    QTest::newRow("manifest of another word")
        << QStringList{u"manifest"_s, u"give"_s, u"f"_s} << u"take FILE or verify FILE"_s;
    QTest::newRow("manifest without a file") << QStringList{u"manifest"_s, u"take"_s} << u"one FILE"_s;
    QTest::newRow("a namespace of verify")
        << QStringList{u"manifest"_s, u"verify"_s, u"f"_s, u"--namespace"_s, u"a"_s} << u"--namespace"_s;
    QTest::newRow("a namespace of nothing") << QStringList{u"--namespace"_s, u"a"_s} << u"--namespace"_s;
    QTest::newRow("a namespace without a name")
        << QStringList{u"manifest"_s, u"take"_s, u"f"_s, u"--namespace="_s} << u"--namespace"_s;
    QTest::newRow("take watched") << QStringList{u"manifest"_s, u"take"_s, u"f"_s, u"--watch"_s, u"1"_s}
                                  << u"--watch"_s;
    QTest::newRow("take as json") << QStringList{u"manifest"_s, u"take"_s, u"f"_s, u"--json"_s}
                                  << u"--json"_s;
    for (const auto &minutes : {u"0"_s, u"-1"_s, u"ten"_s, u"1441"_s, u""_s})
        QTest::addRow("watched for “%s”", qPrintable(minutes))
            << QStringList{u"manifest"_s, u"verify"_s, u"f"_s, u"--watch="_s + minutes} << u"--watch"_s;
    QTest::newRow("clean-up of nothing") << QStringList{u"cleanup"_s, u"--apply"_s} << u"--namespace"_s;
    for (const auto &age : {u"14"_s, u"d"_s, u"-1d"_s, u"2w"_s, u""_s})
        QTest::addRow("clean-up older than “%s”", qPrintable(age))
            << QStringList{u"cleanup"_s, u"--namespace"_s, u"a"_s, u"--older-than="_s + age}
            << u"--older-than"_s;
    QTest::newRow("apply of nothing") << QStringList{u"status"_s, u"--apply"_s} << u"--apply"_s;
    QTest::newRow("a window with manifest")
        << QStringList{u"manifest"_s, u"verify"_s, u"f"_s, u"--new-window"_s} << u"--new-window"_s;
    QTest::newRow("tell of nothing") << QStringList{u"tell"_s} << u"list or test ID or secret ID"_s;
    QTest::newRow("tell what") << QStringList{u"tell"_s, u"pager"_s} << u"list or test ID or secret ID"_s;
    QTest::newRow("tell nobody") << QStringList{u"tell"_s, u"test"_s} << u"one ID"_s;
    QTest::newRow("tell two") << QStringList{u"tell"_s, u"secret"_s, u"a"_s, u"b"_s} << u"one ID"_s;
    QTest::newRow("tell list of one") << QStringList{u"tell"_s, u"list"_s, u"a"_s} << u"tell list a"_s;
    QTest::newRow("a window with tell")
        << QStringList{u"tell"_s, u"list"_s, u"--new-window"_s} << u"--new-window"_s;
    QTest::newRow("empty profile") << QStringList{u"--profile="_s} << u"--profile"_s;
}

void TstCommandLine::refuses()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const auto parsed = parseCommandLine(arguments);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().kind, ErrorKind::Configuration);
    QVERIFY2(parsed.error().detail.contains(named), qPrintable(parsed.error().detail));
}

void TstCommandLine::usageNamesEveryOption()
{
    for (const auto &word : {u"--config"_s, u"--profile"_s, u"--json"_s, u"status"_s,
                             u"blackbox export FILE --from --to"_s, u"handover --since [--json]"_s})
        QVERIFY2(usageText().contains(word), qPrintable(word));
    QVERIFY(usageText().startsWith(u"Usage: signalbox "_s));
}

/// Of one that is added twice Qt warns, in everybody's terminal.
void TstCommandLine::eachOptionIsNamedOnce()
{
    QTest::failOnWarning(QRegularExpression(u"option"_s));
    QVERIFY(parseCommandLine({u"status"_s}));
    QVERIFY(!usageText().isEmpty());
}

QTEST_GUILESS_MAIN(TstCommandLine)
#include "tst_commandline.moc"
