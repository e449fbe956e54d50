// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/records.h"
#include "models/interventions/runlever.h"
#include "tests/ui/consoleworld.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/plainlabel.h"
#include "ui/window/mainwindow.h"
#include "ui/window/noticebar.h"

#include <QTest>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// What a window asks for by itself once somebody is signed in.
class TstWindowSignedIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qunsetenv("DBUS_SESSION_BUS_ADDRESS"); }
    void tellsWhatAnEarlierRunLeftOpen();
    void asksTheServersVersionOncePerConnection();
};

void TstWindowSignedIn::tellsWhatAnEarlierRunLeftOpen()
{
    ConsoleWorld world;
    ExecutionDescription run;
    run.execution.workflowId = u"ingest-9"_s;
    run.execution.runId = u"b1f3a0c2-6f0e-4f7c-9a53-0c7d1e889c44"_s;
    run.execution.status = ExecutionStatus::Terminated;
    HistoryEvent end;
    end.id = 5;
    end.type = u"WorkflowExecutionTerminated"_s;
    end.identity = identityOf(u"ada"_s, u"op-1"_s);
    end.time = world.clock.utc();
    world.server.setDescription(ConsoleWorld::prod, run);
    world.server.setHistory(ConsoleWorld::prod, run.execution.workflowId, run.execution.runId, {end});
    User ada;
    ada.name = u"ada"_s;
    bool written = false;
    Journal journal(journalPath(world.profile.name));
    journal
        .append(intentRecord(u"op-1"_s, world.clock, ada, world.profile,
                             *makeTerminateLever(ConsoleWorld::prod, run), u"INC-7"_s))
        .deliver(&world, [&written](const Result<bool> &done) { written = done.has_value(); });
    QTRY_VERIFY(written);
    const MainWindow window(world.services());
    QVERIFY(world.signIn());
    auto *notices = window.findChild<NoticeBar *>(u"notices"_s)->findChild<Banner *>();
    QTRY_VERIFY(!notices->isHidden());
    QVERIFY2(notices->sentence().startsWith(u"Left open by an earlier run: "_s),
             qPrintable(notices->sentence()));
}

void TstWindowSignedIn::asksTheServersVersionOncePerConnection()
{
    const auto asked = u"GetSystemInfo"_s;
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const MainWindow window(world.services());
    QTRY_VERIFY(!window.findChild<PlainLabel *>(u"serverVersion"_s)->text().isEmpty());
    QCOMPARE(world.server.calls(asked), 1);
    QVERIFY(!world.server.recorded(asked).front().metadata.contains("caller-type"));
    // A token that is renewed is no new connection.
    world.clock.advance(11h);
    const int renewed = world.idp.refreshes;
    world.watch->refresh();
    QTRY_VERIFY(world.idp.refreshes > renewed);
    QTRY_COMPARE(world.tokens->state(), TokenService::State::Fresh);
    QVERIFY(world.look(1min));
    QCOMPARE(world.server.calls(asked), 1);
    world.server.stop();
    QTRY_COMPARE_WITH_TIMEOUT(world.client->connection(), ConnectionState::Lost, 5000);
    world.server.start();
    QTRY_COMPARE_WITH_TIMEOUT(world.server.calls(asked), 2, 5000);
}

QTEST_MAIN(TstWindowSignedIn)
#include "tst_windowsignedin.moc"
