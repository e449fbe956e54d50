// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/format.h"
#include "models/cleanup/cleanuptext.h"
#include "models/interventions/desk.h"
#include "models/interventions/records.h"
#include "tests/unit/cleanup/cleanupworld.h"

using namespace signalbox;

// What a console leaves that ends in the middle of a clean-up, and what the next one makes of it.

namespace {

struct Left : CleanUpWorld
{
    Left() { idp.lifeSeconds = 36'000; }

    /// As a kill leaves it: with an intent, and what its file says.
    [[nodiscard]] bool leave()
    {
        User ada;
        ada.name = u"ada"_s;
        const CleanUpIntent intent{lookedat::ns, order().closedBefore, order().olderThan,
                                   40,           u"tidy up"_s,         file()};
        return await(journal->append(intentRecord(op, clock, ada, profile, intent))).has_value();
    }
    [[nodiscard]] QString file() const { return deletionsPath(journalFile(), op); }
    [[nodiscard]] std::optional<Settlement> settled()
    {
        std::optional<Desk::Recovered> recovered;
        const auto link =
            connect(&desk, &Desk::recovered, this, [&](const Desk::Recovered &told) { recovered = told; });
        desk.settleOpenIntents();
        const bool isTold = QTest::qWaitFor([&recovered] { return recovered.has_value(); }, 20'000);
        disconnect(link);
        if (!isTold)
            return std::nullopt;
        notice = recovered->notice();
        return recovered->settlement;
    }

    const QString op = u"op-1"_s;
    Desk desk{*client, *tokens, *journal, clock, profile}; ///< of the next console
    QString notice;
};

} // namespace

class TestCleanUpLeft : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsWhatWasDeleted();
    void looksForWhatWasUnderWay();
    void whatMayStillGoIsLookedAtAgain();
    void nothingWasDeletedBeforeTheSignIn();
    void aTornLineIsSetOff();
    void oneThatIsKilledIsSettled();
    void saysItInWords();
};

void TestCleanUpLeft::countsWhatWasDeleted()
{
    Left at;
    QVERIFY(at.signIn());
    QVERIFY(at.leave());
    Deletions file(at.file());
    QVERIFY(await(file.going({{u"a"_s, u"1"_s}, {u"b"_s, u"2"_s}, {u"c"_s, u"3"_s}})));
    QVERIFY(await(file.ended({u"1"_s, u"2"_s}, {{u"3"_s, u"it is open"_s}})));
    const auto settled = at.settled();
    QVERIFY(settled);
    QCOMPARE(settled->outcome, Outcome::Partly);
    QCOMPARE(settled->sentence,
             u"It was cut off when 2 runs were deleted. Clean up again to go on with what is left."_s);
    QVERIFY2(at.notice.contains(u"clean up of ns-a"_s), qPrintable(at.notice));
    QCOMPARE(at.outcomes(), QStringList{u"partly done"_s});
}

void TestCleanUpLeft::looksForWhatWasUnderWay()
{
    Left at;
    QVERIFY(at.begin(3));
    QVERIFY(at.leave());
    Deletions file(at.file());
    std::vector<RunName> going;
    for (const Execution &row : at.rows)
        going.push_back({row.workflowId, row.runId});
    QVERIFY(await(file.going(going)));
    for (const Execution &row : at.rows)
        at.server.loseRun(lookedat::ns, row.workflowId, row.runId);
    const auto settled = at.settled();
    QVERIFY(settled);
    QCOMPARE(settled->outcome, Outcome::Partly);
    QVERIFY2(settled->sentence.startsWith(u"It was cut off when 3 runs were deleted."_s),
             qPrintable(settled->sentence));
}

void TestCleanUpLeft::whatMayStillGoIsLookedAtAgain()
{
    Left at;
    QVERIFY(at.begin(2));
    QVERIFY(at.leave());
    Deletions file(at.file());
    QVERIFY(await(file.going({{at.rows[0].workflowId, at.rows[0].runId}, {u"wf"_s, u"gone"_s}})));
    at.clock.advance(3h); // it was at work for long, and ended just now
    const auto early = at.settled();
    QVERIFY(early);
    QCOMPARE(early->outcome, Outcome::Unknown); // its call may be on its way
    QVERIFY(at.outcomes().isEmpty());
    at.clock.advance(11min);
    const auto late = at.settled();
    QVERIFY(late);
    QCOMPARE(late->outcome, Outcome::Partly);
    QVERIFY2(late->sentence.contains(u"1 more were about to be, and are still there."_s),
             qPrintable(late->sentence));
    QCOMPARE(at.outcomes(), QStringList{u"partly done"_s});
}

void TestCleanUpLeft::nothingWasDeletedBeforeTheSignIn()
{
    Left at;
    QVERIFY(at.signIn());
    QVERIFY(at.leave());
    const auto settled = at.settled();
    QVERIFY(settled);
    QCOMPARE(settled->outcome, Outcome::Refused);
    QCOMPARE(settled->sentence, u"It was cut off before anything was deleted."_s);
}

void TestCleanUpLeft::aTornLineIsSetOff()
{
    Left at;
    Deletions file(at.file());
    QVERIFY(await(file.going({{u"a"_s, u"1"_s}})));
    QFile torn(at.file());
    QVERIFY(torn.open(QIODevice::Append));
    torn.write("{\"gone\":[\"1");
    torn.close();
    QVERIFY(await(file.ended({u"1"_s}, {})));
    const auto record = await(Deletions::read(at.file()));
    QVERIFY(record);
    QCOMPARE(record->gone, 1);
    QCOMPARE(record->unreadableLines, 1);
}

/// In the middle, as far as a process can end within a test: nobody waits for what was sent.
void TestCleanUpLeft::oneThatIsKilledIsSettled()
{
    Left at;
    QVERIFY(at.begin(40));
    auto run = at.makeRun(40);
    QObject::connect(run.get(), &CleanUpRun::progressed, &at, [&] {
        if (run && run->counts().deleted >= 12)
            run.release()->deleteLater();
    });
    run->start();
    QVERIFY(QTest::qWaitFor([&run] { return !run; }, 20'000));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(QTest::qWaitFor([&at] { return at.server.inProgress() == 0; }));
    const auto gone = static_cast<qint64>(at.rows.size()) - at.remaining(at.order());
    QVERIFY(at.outcomes().isEmpty());
    auto settled = at.settled();
    if (settled && settled->outcome == Outcome::Unknown) { // some may be under way still
        at.clock.advance(11min);
        settled = at.settled();
    }
    QVERIFY(settled);
    QCOMPARE(settled->outcome, Outcome::Partly);
    QVERIFY2(settled->sentence.startsWith(u"It was cut off when %1 runs were deleted."_s.arg(gone)),
             qPrintable(settled->sentence + u" of "_s + QString::number(gone)));
    const auto report = at.cleaned(40 - gone);
    QVERIFY(report);
    QCOMPARE(report->outcome, Outcome::Done);
    QCOMPARE(report->counts.deleted, 40 - gone);
}

void TestCleanUpLeft::saysItInWords()
{
    CleanUpSurvey survey;
    survey.order = {u"ns"_s, std::chrono::seconds(14 * 24h), Instant(1'800'000'000s)};
    survey.count = 1'205;
    survey.byStatus = {{ExecutionStatus::Completed, 1'200}, {ExecutionStatus::Failed, 5}};
    survey.types = {{u"Ingest"_s, 1'000}, {u"<b>"_s, 200}};
    survey.otherTypes = 5;
    QVERIFY(surveySentence(survey).startsWith(formatCount(1'205) + u" workflows would go"_s));
    QVERIFY(surveySentence(survey).contains(u"more than 14 d ago"_s));
    QVERIFY(surveySentence(survey).endsWith(u"completed, 5 failed."_s));
    QCOMPARE(typesText(survey), u"Ingest %1, <b> 200, other types 5"_s.arg(formatCount(1'000)));
    QCOMPARE(progressText({3, 1, 0, 2}, 9), u"3 of 9 deleted, 1 were gone already, 2 failed"_s);
    QCOMPARE(progressText({0, 0, 0, 0, 4}, 9),
             u"0 of 9 deleted, 4 were sent and are not proven to be gone"_s);
}

QTEST_GUILESS_MAIN(TestCleanUpLeft)
#include "tst_cleanupleft.moc"
