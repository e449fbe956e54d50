// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/cleanup/cleanupworld.h"

using namespace signalbox;

class TestCleanUpRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deletesExactlyWhatIsOldAndClosed();
    void keepsEachRunInAFileBesideTheJournal();
    void whatIsNotBegunInTimeIsWrittenDownAnew();
    void theListMayForgetLate();
    void aRunThatIsOpenByNowIsLeft();
    void aRunThatIsGoneIsNoFailure();
    void asksForAnotherSignInWhenTheTokenRunsOut();
    void goesOnWithTheEverydayTokenByItself();
    void givesWayToASignInForALever_data();
    void givesWayToASignInForALever();
    void givesWayToRefusalsOfTheMoment();
    void twoConsolesDoNotCleanUpTheSame();
    void goesOnWithWhatAnEarlierOneLeft();
    void nothingToDoIsDone();
};

void TestCleanUpRun::deletesExactlyWhatIsOldAndClosed()
{
    CleanUpWorld at;
    QVERIFY(at.signIn());
    at.addClosed(5, 13 * 24h);
    at.addClosed(37, 15 * 24h);
    at.add(u"Ingest"_s, ExecutionStatus::Running, {});
    at.add(u"Ingest"_s, ExecutionStatus::Paused, at.clock.utc() - 41 * 24h);
    QStringList old;
    for (const Execution &row : at.rows)
        if (row.status == ExecutionStatus::Completed && *row.closeTime < at.clock.utc() - 14 * 24h)
            old << row.runId;
    old.sort();
    at.serveRows();
    const auto report = at.cleaned(37);
    QVERIFY(report);
    QVERIFY2(report->outcome == Outcome::Done, qPrintable(report->sentence));
    QCOMPARE(report->counts, (CleanUpCounts{37, 0, 0, 0}));
    QCOMPARE(report->left, std::optional<qint64>(0));
    QCOMPARE(at.deletedRuns(), old);
    QCOMPARE(at.browsers, 1);

    const auto records = at.records();
    QCOMPARE(records.size(), std::size_t(2));
    QCOMPARE(records[0][u"verb"_s], u"clean up"_s);
    QCOMPARE(records[0][u"namespace"_s], lookedat::ns);
    QCOMPARE(records[0][u"closed_before"_s], u"2026-11-10T10:00:00Z"_s);
    QCOMPARE(records[0][u"older_than_s"_s], 14 * 86400);
    QCOMPARE(records[0][u"expected"_s], 37);
    QCOMPARE(records[0][u"reason"_s], u"tidy up"_s);
    QCOMPARE(records[0][u"user"_s], u"ada"_s);
    QCOMPARE(records[1][u"outcome"_s], u"done"_s);
    QCOMPARE(records[1][u"deleted"_s], 37);
    QCOMPARE(records[1][u"left"_s], 0);
    QVERIFY(openIntents(records, u"prod"_s).empty());
}

void TestCleanUpRun::keepsEachRunInAFileBesideTheJournal()
{
    CleanUpWorld at;
    QVERIFY(at.begin(12));
    // Nothing is sent before it is on disk.
    std::atomic<int> unwritten = 0, looked = 0; // told by the server's threads
    const auto run = at.makeRun(12);
    for (int i = 0; i < 12; ++i)
        at.server.before(deleteMethod, [&] {
            const QStringList sent = at.deletedRuns();
            const QDir folder(at.home.filePath(u"cleanups"_s));
            QByteArray written;
            for (const QString &name : folder.entryList(QDir::Files))
                written += bytesOf(folder.filePath(name));
            unwritten += static_cast<int>(std::count_if(sent.begin(), sent.end(), [&](const QString &runId) {
                return !written.contains("\"" + runId.toUtf8() + "\"]");
            }));
            ++looked;
        });
    const auto report = at.cleaned(*run);
    QVERIFY(report && report->outcome == Outcome::Done);
    QCOMPARE(looked, 12);
    QCOMPARE(unwritten, 0);
    const QString file = at.records()[0][u"deletions"_s].toString();
    QCOMPARE(file, at.home.filePath(u"cleanups/%1.jsonl"_s.arg(report->op)));
    const auto record = await(Deletions::read(file));
    QVERIFY(record);
    QCOMPARE(record->gone, 12);
    QVERIFY(record->unsettled.empty());
    QCOMPARE(record->unreadableLines, 0);
    const QByteArray all = bytesOf(file);
    for (const Execution &row : at.rows)
        QVERIFY(all.contains("[\"" + row.workflowId.toUtf8() + "\",\"" + row.runId.toUtf8() + "\"]"));
}

/// A machine that slept meanwhile: until then the file says that they were left.
void TestCleanUpRun::whatIsNotBegunInTimeIsWrittenDownAnew()
{
    CleanUpWorld at;
    at.idp.lifeSeconds = 36'000;
    QVERIFY(at.begin(12));
    const auto run = at.makeRun(12, oneAtATime());
    at.onceDeleted(*run, 3, [&] { // of a group of 5
        at.clock.advance(9min);
    });
    const auto report = at.cleaned(*run);
    QVERIFY(report);
    QVERIFY2(report->outcome == Outcome::Done, qPrintable(report->sentence));
    QCOMPARE(report->counts, (CleanUpCounts{12, 0, 0, 0}));
    const auto file = await(Deletions::read(at.records()[0][u"deletions"_s].toString()));
    QVERIFY(file);
    QCOMPARE(file->gone, 12);
    QVERIFY(file->kept >= 2);
    QVERIFY(file->unsettled.empty());
}

void TestCleanUpRun::theListMayForgetLate()
{
    CleanUpWorld at;
    QVERIFY(at.begin(25));
    at.server.setListForgets(false);
    CleanUpPace pace = quickPace();
    pace.countAgainAfter = 200ms;
    const auto run = at.makeRun(25, pace);
    QObject::connect(run.get(), &CleanUpRun::stageChanged, &at, [&] {
        if (run->stage() == CleanUpRun::Stage::Ending)
            QTimer::singleShot(50, &at, [&] { at.server.setListForgets(true); });
    });
    const auto report = at.cleaned(*run);
    QVERIFY(report);
    QVERIFY2(report->outcome == Outcome::Done, qPrintable(report->sentence));
    QCOMPARE(report->counts.deleted, 25);
    QCOMPARE(report->left, std::optional<qint64>(0));
    QCOMPARE(at.server.calls(deleteMethod), 25); // none twice
}

void TestCleanUpRun::aRunThatIsOpenByNowIsLeft()
{
    CleanUpWorld at;
    QVERIFY(at.begin(6));
    // The list is of another moment than the runs, as after a restore.
    ExecutionDescription open;
    open.execution = at.rows[2];
    open.execution.status = ExecutionStatus::Running;
    open.execution.closeTime.reset();
    at.server.setDescription(lookedat::ns, open);
    ExecutionDescription young;
    young.execution = at.rows[4];
    young.execution.closeTime = at.clock.utc() - 1h;
    at.server.setDescription(lookedat::ns, young);
    const auto report = at.cleaned(6);
    QVERIFY(report);
    QVERIFY2(report->outcome == Outcome::Done, qPrintable(report->sentence));
    QCOMPARE(report->counts, (CleanUpCounts{4, 0, 2, 0}));
    QCOMPARE(report->left, std::optional<qint64>(2));
    const QStringList deleted = at.deletedRuns();
    QCOMPARE(deleted.size(), 4);
    QVERIFY(!deleted.contains(at.rows[2].runId));
    QVERIFY(!deleted.contains(at.rows[4].runId));
    QCOMPARE(report->keptRuns.size(), std::size_t(2));
    QVERIFY(report->sentence.contains(u"2 were left: open or too young"_s));
    QCOMPARE(at.records().back()[u"kept"_s], 2);
}

void TestCleanUpRun::aRunThatIsGoneIsNoFailure()
{
    CleanUpWorld at;
    QVERIFY(at.begin(4));
    at.server.loseRun(lookedat::ns, at.rows[1].workflowId, at.rows[1].runId);            // of the list alone
    at.server.failNext(deleteMethod, u"NOT_FOUND"_s, u"workflow not found for ID: x"_s); // deleted meanwhile
    const auto report = at.cleaned(4);
    QVERIFY(report);
    QCOMPARE(report->counts.goneBefore, 1);
    QCOMPARE(report->counts.met(), 4);
    QCOMPARE(at.server.calls(deleteMethod), 3); // nobody asks to delete what is gone
}

void TestCleanUpRun::asksForAnotherSignInWhenTheTokenRunsOut()
{
    CleanUpWorld at;
    at.idp.lifeSeconds = 3600;
    QVERIFY(at.begin(30));
    const auto run = at.makeRun(30, oneAtATime());
    at.onceDeleted(*run, 10, [&] {
        at.clock.advance(119s); // of 120
    });
    const auto report = at.cleaned(*run);
    QVERIFY(report);
    QVERIFY2(report->outcome == Outcome::Done, qPrintable(report->sentence));
    QCOMPARE(report->counts.deleted, 30);
    QCOMPARE(at.browsers, 2);
}

void TestCleanUpRun::goesOnWithTheEverydayTokenByItself()
{
    CleanUpWorld at;
    at.idp.permissions = {u"ns-a:write"_s};
    at.profile.oidc.interveneClientId.clear();
    at.tokens = std::make_unique<TokenService>(at.profile, at.clock, at.keyring);
    QObject::connect(at.tokens.get(), &TokenService::browserOpened, &at,
                     [&at](const QUrl &opened) { at.browser.open(opened); });
    Limits limits = quickLimits();
    limits.visibilityPerSecond = limits.visibilityPagingPerSecond = 1e6;
    at.client = Client::create(at.profile, *at.tokens, at.clock, limits).value();
    QVERIFY(at.begin(30));
    const auto run = at.makeRun(30, oneAtATime());
    at.onceDeleted(*run, 10, [&] {
        at.clock.advance(298s); // of 300
    });
    const auto report = at.cleaned(*run);
    QVERIFY(report);
    QVERIFY2(report->outcome == Outcome::Done, qPrintable(report->sentence));
    QCOMPARE(report->counts.deleted, 30);
    QVERIFY(at.idp.refreshes >= 1);
}

void TestCleanUpRun::givesWayToASignInForALever_data()
{
    QTest::addColumn<bool>("wasFirst");
    QTest::newRow("which was there first") << true;
    QTest::newRow("which came later") << false;
}

void TestCleanUpRun::givesWayToASignInForALever()
{
    QFETCH(const bool, wasFirst);
    CleanUpWorld at;
    QVERIFY(at.begin(4));
    at.followsBrowser = false;
    bool hasToken = false;
    const auto pull = [&] {
        at.tokens->stepUp().deliver(
            &at, [&hasToken](const Result<WriteToken> &token) { hasToken = token.has_value(); });
    };
    const auto run = at.makeRun(4);
    std::optional<CleanUpReport> report;
    QObject::connect(run.get(), &CleanUpRun::over, &at, [&](const CleanUpReport &told) { report = told; });
    if (wasFirst) {
        pull();
        QTRY_COMPARE(at.browsers, 1);
    }
    run->start();
    QTRY_COMPARE(run->stage(), CleanUpRun::Stage::SigningIn);
    if (!wasFirst) {
        QTRY_COMPARE(at.browsers, 1);
        pull();
        QTRY_COMPARE(at.browsers, 2);
    }
    const int before = at.browsers;
    QTest::qWait(100);
    QCOMPARE(run->stage(), CleanUpRun::Stage::SigningIn);
    QCOMPARE(at.browsers, before);
    at.followsBrowser = true;
    at.browser.open(at.address); // the lever's
    QTRY_VERIFY(hasToken);
    QTRY_VERIFY_WITH_TIMEOUT(report.has_value(), 20'000);
    QVERIFY2(report->outcome == Outcome::Done, qPrintable(report->sentence));
    QCOMPARE(at.browsers, before + 1);
}

void TestCleanUpRun::givesWayToRefusalsOfTheMoment()
{
    CleanUpWorld at;
    QVERIFY(at.begin(8));
    at.server.failNext(deleteMethod, u"RESOURCE_EXHAUSTED"_s, u"namespace rate limit exceeded"_s, 3);
    const auto run = at.makeRun(8);
    // What it gives way by is time.
    QTimer passing;
    QObject::connect(&passing, &QTimer::timeout, &at, [&at] { at.clock.advance(50ms); });
    passing.start(1ms);
    const auto report = at.cleaned(*run);
    QVERIFY(report);
    QVERIFY2(report->outcome == Outcome::Done, qPrintable(report->sentence));
    QCOMPARE(report->counts, (CleanUpCounts{8, 0, 0, 0}));
    QCOMPARE(at.server.calls(deleteMethod), 11);
}

void TestCleanUpRun::twoConsolesDoNotCleanUpTheSame()
{
    CleanUpWorld at;
    QVERIFY(at.begin(4));
    at.server.holdNext(deleteMethod, 4);
    const auto first = at.makeRun(4);
    first->start();
    QVERIFY(QTest::qWaitFor([&at] { return at.server.held() == 4; }));
    const auto second = at.cleaned(4);
    QVERIFY(second);
    QCOMPARE(second->outcome, Outcome::Refused);
    QVERIFY2(second->sentence.startsWith(u"Another console cleans up this namespace now."_s),
             qPrintable(second->sentence));
    QVERIFY(second->op.isEmpty()); // nothing in the journal
    std::optional<CleanUpReport> report;
    QObject::connect(first.get(), &CleanUpRun::over, &at, [&](const CleanUpReport &told) { report = told; });
    at.server.releaseHeld();
    QVERIFY(QTest::qWaitFor([&report] { return report.has_value(); }, 20'000));
    QCOMPARE(report->counts.deleted, 4);
}

void TestCleanUpRun::goesOnWithWhatAnEarlierOneLeft()
{
    CleanUpWorld at;
    QVERIFY(at.begin(40));
    const auto run = at.makeRun(40, oneAtATime());
    QObject::connect(run.get(), &CleanUpRun::progressed, &at, [&] {
        if (run->counts().deleted == 7)
            run->stop();
    });
    const auto stopped = at.cleaned(*run);
    QVERIFY(stopped);
    QCOMPARE(stopped->outcome, Outcome::Partly);
    const auto report = at.cleaned(40 - stopped->counts.deleted);
    QVERIFY(report);
    QCOMPARE(report->outcome, Outcome::Done);
    QCOMPARE(stopped->counts.deleted + report->counts.deleted, 40);
    QCOMPARE(at.server.calls(deleteMethod), 40);
}

void TestCleanUpRun::nothingToDoIsDone()
{
    CleanUpWorld at;
    QVERIFY(at.signIn());
    const auto report = at.cleaned(0);
    QVERIFY(report);
    QCOMPARE(report->outcome, Outcome::Done);
    QCOMPARE(report->counts, CleanUpCounts());
    QVERIFY(report->sentence.startsWith(u"Nothing was deleted"_s));
}

QTEST_GUILESS_MAIN(TestCleanUpRun)
#include "tst_cleanuprun.moc"
