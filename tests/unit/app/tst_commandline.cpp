// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

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
        << QStringList{u"blackbox"_s, u"export"_s, u"--from"_s, time, u"--to"_s, time} << u"file"_s;
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
    QTest::newRow("json with export") << QStringList{u"blackbox"_s, u"export"_s, u"night"_s, u"--from"_s,
                                                     time,          u"--to"_s,   time,       u"--json"_s}
                                      << u"--json"_s;
    QTest::newRow("tell of nothing") << QStringList{u"tell"_s} << u"list, test or secret"_s;
    QTest::newRow("tell what") << QStringList{u"tell"_s, u"pager"_s} << u"list, test or secret"_s;
    QTest::newRow("tell nobody") << QStringList{u"tell"_s, u"test"_s} << u"id of one receiver"_s;
    QTest::newRow("tell two") << QStringList{u"tell"_s, u"secret"_s, u"a"_s, u"b"_s}
                              << u"id of one receiver"_s;
    QTest::newRow("tell list of one") << QStringList{u"tell"_s, u"list"_s, u"a"_s} << u"nothing"_s;
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
    for (const auto &word : {u"--config"_s, u"--profile"_s, u"--json"_s, u"status"_s})
        QVERIFY2(usageText().contains(word), qPrintable(word));
    QVERIFY(usageText().startsWith(u"Usage: signalbox "_s));
}

QTEST_GUILESS_MAIN(TstCommandLine)
#include "tst_commandline.moc"
