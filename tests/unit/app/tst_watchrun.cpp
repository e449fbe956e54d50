// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/watchrun.h"

#include "app/alerttext.h"
#include "app/quitsignals.h"
#include "models/alerts/alertjson.h"
#include "tests/unit/alerts/alertworld.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

struct RunWorld : AlertWorld
{
    /// As the verb does, from before the watch has seen anything.
    void begin()
    {
        runbook = Runbook::parse("version = 1\n[[alert]]\nkind = 'oldest_task'\nenabled = false\n"
                                 "[[alert]]\nkind = 'no_pollers'\nenabled = false\n",
                                 u"r"_s)
                      .value();
        create();
        alerts = std::make_unique<AlertEngine>(*watch, runbook, clock);
        run = std::make_unique<WatchRun>(*watch, *alerts);
        QObject::connect(run.get(), &WatchRun::told, run.get(),
                         [this](const AlertChange &change) { told.push_back(change); });
        watch->start({});
        visible = {busy};
    }
    [[nodiscard]] QJsonObject json(std::size_t line) const
    {
        return QJsonDocument::fromJson(toJsonLine(told.at(line))).object();
    }

    std::unique_ptr<WatchRun> run;
    std::vector<AlertChange> told;
};

} // namespace

class TestWatchRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatStandsComesFirst()
    {
        RunWorld world;
        world.serve();
        world.setQueue(world.busy, 150, 0, 400s);
        world.begin();
        QSignalSpy begun(world.run.get(), &WatchRun::begun);
        QVERIFY(QTest::qWaitFor([&] { return !begun.isEmpty(); }, 10'000));
        QCOMPARE(begun[0][0].toInt(), 1);
        QCOMPARE(world.told.size(), std::size_t(1));
        const QJsonObject first = world.json(0);
        QCOMPARE(first.keys(),
                 QStringList({u"at"_s, u"cause"_s, u"from"_s, u"inferred"_s, u"namespace"_s, u"queue"_s,
                              u"reason"_s, u"rule"_s, u"since"_s, u"source"_s, u"state"_s, u"task_type"_s,
                              u"threshold"_s, u"to"_s, u"value"_s}));
        QVERIFY(first[u"from"_s].isNull());
        QCOMPARE(first[u"to"_s], u"firing"_s);
        QCOMPARE(first[u"rule"_s], u"backlog"_s);
        QCOMPARE(first[u"queue"_s], u"ns.busy"_s);
        QCOMPARE(first[u"source"_s], u"DescribeTaskQueue"_s);
        QCOMPARE(first[u"reason"_s], u"over 100, by the age of its oldest task (inferred)"_s);
        QVERIFY(first[u"cause"_s].isObject());
        QVERIFY(!toJsonLine(world.told[0]).contains('\n'));
        world.settle();
        world.setQueue(world.busy, 0, 0);
        world.live(60s);
        QCOMPARE(world.told.size(), std::size_t(2));
        const QJsonObject second = world.json(1);
        QCOMPARE(second[u"from"_s], u"firing"_s);
        QCOMPARE(second[u"to"_s], u"inactive"_s);
        QCOMPARE(second[u"since"_s], first[u"since"_s]);
        QVERIFY(second[u"value"_s].isNull() && second[u"reason"_s].isNull());
    }

    void lossOfTheServerIsALine()
    {
        RunWorld world;
        world.clock.setUtc(world.realClock.utc()); // by which the connection is lost
        world.serve();
        world.server.stop(); // from the beginning
        world.begin();
        QVERIFY(QTest::qWaitFor([&] { return world.client->connection() == ConnectionState::Lost; }, 20'000));
        for (int second = 0; second < 40; ++second) {
            world.clock.advance(1s);
            world.alerts->tick();
        }
        QCOMPARE(world.told.size(), std::size_t(1));
        const QJsonObject line = world.json(0);
        QCOMPARE(line[u"rule"_s], u"unreachable"_s);
        for (const QString &key : {u"namespace"_s, u"queue"_s, u"task_type"_s, u"cause"_s})
            QVERIFY2(line[key].isNull(), qPrintable(key));
        QVERIFY(line[u"reason"_s].toString().startsWith(u"no answer for "_s));
        const QString text = changeLine(world.told[0]);
        QVERIFY2(text.contains(u"firing    unreachable  the cluster  no answer for "_s), qPrintable(text));
    }

    void aLineIsSafeForATerminal()
    {
        AlertChange change;
        change.alert.rule = u"backlog"_s;
        change.alert.key = {u"ns"_s, u"q\x1b[31m\n"_s};
        change.alert.state = AlertState::Inactive;
        change.from = AlertState::Firing;
        const QString text = changeLine(change);
        QVERIFY(!text.contains(u'\x1b') && !text.contains(u'\n'));
        QVERIFY2(text.endsWith(u"has ended; it was firing"_s), qPrintable(text));
    }

    void aSignalAsksToEnd()
    {
        for (const int signal : {SIGINT, SIGTERM}) {
            QuitSignals quit;
            QSignalSpy asked(&quit, &QuitSignals::asked);
            QCOMPARE(std::raise(signal), 0);
            QTRY_COMPARE(asked.size(), 1);
        }
    }
};

QTEST_GUILESS_MAIN(TestWatchRun)
#include "tst_watchrun.moc"
