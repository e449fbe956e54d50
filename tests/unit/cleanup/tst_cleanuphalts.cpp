// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/descriptor.h"
#include "tests/unit/cleanup/cleanupworld.h"

#include <fcntl.h>
#include <sys/file.h>

using namespace signalbox;

// What ends a clean-up before its end, and what is then known of it.

namespace {

/// As if by another process, which keeps it until this dies.
Descriptor heldFile(const QString &path)
{
    Descriptor file(::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    [&] { QCOMPARE(::flock(file.get(), LOCK_EX), 0); }();
    return file;
}

} // namespace

class TestCleanUpHalts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutTheRoleNothingIsSent();
    void theServerTakesTheRoleAwayInTheMiddle();
    void aServerThatGoesAwayEndsIt();
    void whatWasSentAndNotProvenIsNotCalledRefused();
    void aServerThatGoesAwayAfterTheFirstCallProvesNothing();
    void whatIsStoppedSaysWhatItDid();
    void stoppedInTheSignInNothingWasDone();
    void stoppedWhileTheIntentIsWrittenItHasAnOutcome();
    void stoppedWhileAGroupFailsToBeWrittenItEnds();
    void aSignInThatFailsDeletesNothing();
    void whatEndsInTheSignInLeavesIt();
    void manyFailuresInARowEndIt();
    void oneFailureDoesNot();
    void aJournalThatCannotBeWrittenDeletesNothing();
    void aFileThatCannotBeWrittenEndsIt();
    void whoSignsOutEndsIt();
    void aNamespaceThatIsGoneProvesNothing();
};

void TestCleanUpHalts::withoutTheRoleNothingIsSent()
{
    CleanUpWorld at;
    at.idp.writePermissions = {u"ns-b:write"_s};
    QVERIFY(at.begin(4));
    const auto report = at.cleaned(4);
    QVERIFY(report);
    QCOMPARE(report->outcome, Outcome::Refused);
    QVERIFY(report->error && report->error->kind == ErrorKind::Denied);
    QVERIFY2(report->sentence.startsWith(u"The sign-in for interventions lacks the role ns-a:write."_s),
             qPrintable(report->sentence));
    QCOMPARE(at.server.calls(deleteMethod), 0);
    QCOMPARE(at.outcomes(), QStringList{u"refused"_s});
}

void TestCleanUpHalts::theServerTakesTheRoleAwayInTheMiddle()
{
    CleanUpWorld at;
    QVERIFY(at.begin(30));
    const auto run = at.makeRun(30, oneAtATime());
    at.onceDeleted(*run, 5, [&] {
        at.server.failNext(deleteMethod, u"PERMISSION_DENIED"_s, u"Request unauthorized."_s,
                           fake::TemporalServer::always);
    });
    const auto report = at.cleaned(*run);
    QVERIFY(report);
    QCOMPARE(report->outcome, Outcome::Partly);
    QVERIFY(report->error && report->error->kind == ErrorKind::Denied);
    QCOMPARE(report->counts.failed, 1);
    QVERIFY2(report->sentence.contains(u"this needs the role ns-a:write"_s), qPrintable(report->sentence));
    QVERIFY2(report->sentence.contains(u"%1 are left."_s.arg(30 - report->counts.deleted)),
             qPrintable(report->sentence));
    QCOMPARE(at.remaining(run->order()), 30 - report->counts.deleted);
    QCOMPARE(at.outcomes(), QStringList{u"partly done"_s});
}

void TestCleanUpHalts::aServerThatGoesAwayEndsIt()
{
    CleanUpWorld at;
    QVERIFY(at.begin(30));
    const auto run = at.makeRun(30, oneAtATime());
    QTimer passing;
    QObject::connect(&passing, &QTimer::timeout, &at, [&at] { at.clock.advance(1s); });
    at.onceDeleted(*run, 5, [&] {
        at.server.stop();
        passing.start(50ms);
    });
    const auto report = at.cleaned(*run);
    QVERIFY(report);
    QCOMPARE(report->outcome, Outcome::Partly);
    QVERIFY(report->error && report->error->kind == ErrorKind::Unreachable);
    QVERIFY2(report->sentence.contains(u"How many are left is not known."_s), qPrintable(report->sentence));
    QVERIFY(!report->left);
}

/// Which the settler then finds in the file.
void TestCleanUpHalts::whatWasSentAndNotProvenIsNotCalledRefused()
{
    CleanUpWorld at;
    at.idp.lifeSeconds = 36'000;
    QVERIFY(at.begin(30));
    // Nobody knows whether it takes effect yet.
    at.server.failNext(deleteMethod, u"INTERNAL"_s, u"shard status unknown"_s, fake::TemporalServer::always);
    QTimer passing;
    QObject::connect(&passing, &QTimer::timeout, &at, [&at] { at.clock.advance(1s); });
    passing.start(50ms);
    const auto report = at.cleaned(30);
    QVERIFY(report);
    QCOMPARE(report->outcome, Outcome::Unknown);
    QVERIFY(report->counts.unproven >= 5);
    QCOMPARE(report->counts, (CleanUpCounts{0, 0, 0, 0, report->counts.unproven}));
    QCOMPARE(at.server.calls(deleteMethod), static_cast<int>(report->counts.unproven));
    QVERIFY2(report->sentence.contains(
                 u"%1 were sent and are not proven to be gone."_s.arg(report->counts.unproven)),
             qPrintable(report->sentence));
    QVERIFY2(!report->sentence.contains(u"Nothing was deleted"_s), qPrintable(report->sentence));
    QCOMPARE(at.outcomes(), QStringList{u"unknown"_s});
    const auto records = at.records();
    QCOMPARE(records.back()[u"unproven"_s].toInteger(), report->counts.unproven);
    QCOMPARE(openIntents(records, u"prod"_s).size(), std::size_t(1));
    const auto file = await(Deletions::read(records[0][u"deletions"_s].toString()));
    QVERIFY(file);
    QCOMPARE(static_cast<qint64>(file->unsettled.size()), report->counts.unproven);
}

void TestCleanUpHalts::aServerThatGoesAwayAfterTheFirstCallProvesNothing()
{
    CleanUpWorld at;
    at.idp.lifeSeconds = 36'000;
    QVERIFY(at.begin(30));
    at.server.failNext(deleteMethod, u"UNAVAILABLE"_s, u"connection reset"_s);
    QTimer passing;
    QObject::connect(&passing, &QTimer::timeout, &at, [&at] {
        if (at.server.calls(deleteMethod) == 0)
            return;
        at.server.stop();
        at.clock.advance(1s);
    });
    passing.start(50ms);
    const auto report = at.cleaned(30, oneAtATime());
    QVERIFY(report);
    QCOMPARE(report->outcome, Outcome::Unknown);
    QVERIFY(report->error && report->error->kind == ErrorKind::Unreachable);
    QCOMPARE(report->counts, (CleanUpCounts{0, 0, 0, 0, 1}));
    QCOMPARE(at.outcomes(), QStringList{u"unknown"_s});
}

void TestCleanUpHalts::whatIsStoppedSaysWhatItDid()
{
    CleanUpWorld at;
    QVERIFY(at.begin(30));
    const auto run = at.makeRun(30);
    QObject::connect(run.get(), &CleanUpRun::progressed, &at, [&] {
        if (run->counts().deleted >= 5)
            run->stop();
    });
    const auto report = at.cleaned(*run);
    QVERIFY(report);
    QCOMPARE(report->outcome, Outcome::Partly);
    QVERIFY(report->isStopped);
    QCOMPARE(at.server.calls(deleteMethod), static_cast<int>(report->counts.deleted)); // each was waited for
    QCOMPARE(report->left, std::optional<qint64>(30 - report->counts.deleted));
    QVERIFY2(report->sentence.startsWith(u"It was stopped."_s), qPrintable(report->sentence));
    // Of those that were to be next the file says so.
    const auto record = await(Deletions::read(at.records()[0][u"deletions"_s].toString()));
    QVERIFY(record && record->unsettled.empty());
    QCOMPARE(record->gone, report->counts.deleted);
}

void TestCleanUpHalts::stoppedInTheSignInNothingWasDone()
{
    CleanUpWorld at;
    QVERIFY(at.begin(3));
    at.followsBrowser = false;
    const auto run = at.makeRun(3);
    QObject::connect(run.get(), &CleanUpRun::browserOpened, run.get(), &CleanUpRun::stop);
    const auto report = at.cleaned(*run);
    QVERIFY(report);
    QCOMPARE(report->outcome, Outcome::GivenUp);
    QCOMPARE(at.server.calls(deleteMethod), 0);
    QCOMPARE(at.outcomes(), QStringList{u"given up"_s});
}

/// The line is on its way to the disk, so the journal has both or neither.
void TestCleanUpHalts::stoppedWhileTheIntentIsWrittenItHasAnOutcome()
{
    CleanUpWorld at;
    QVERIFY(at.begin(3));
    std::optional<Descriptor> held(heldFile(at.journalFile()));
    const auto run = at.makeRun(3);
    QTimer::singleShot(800ms, run.get(), [&] {
        run->stop();
        held.reset();
    });
    const auto report = at.cleaned(*run);
    QVERIFY(report);
    QCOMPARE(report->outcome, Outcome::GivenUp);
    QVERIFY(!report->op.isEmpty());
    const auto records = at.records();
    QCOMPARE(records.size(), std::size_t(2));
    QCOMPARE(records[0][u"kind"_s], u"intent"_s);
    QCOMPARE(records[1][u"outcome"_s], u"given up"_s);
    QVERIFY(openIntents(records, u"prod"_s).empty());
}

void TestCleanUpHalts::stoppedWhileAGroupFailsToBeWrittenItEnds()
{
    CleanUpWorld at;
    QVERIFY(at.begin(3));
    const auto run = at.makeRun(3);
    std::optional<Descriptor> held;
    QObject::connect(run.get(), &CleanUpRun::stageChanged, &at, [&] {
        if (run->stage() == CleanUpRun::Stage::SigningIn && !held) {
            const QString file = at.records()[0][u"deletions"_s].toString();
            QVERIFY(QDir().mkpath(QFileInfo(file).path()));
            held = heldFile(file);
        } else if (run->stage() == CleanUpRun::Stage::Deleting) {
            QTimer::singleShot(500ms, run.get(), &CleanUpRun::stop); // while it is waited for
        }
    });
    const auto report = at.cleaned(*run);
    QVERIFY(report);
    QCOMPARE(report->outcome, Outcome::GivenUp);
    QVERIFY(report->isStopped);
    QCOMPARE(at.server.calls(deleteMethod), 0);
    QCOMPARE(at.outcomes(), QStringList{u"given up"_s});
}

void TestCleanUpHalts::aSignInThatFailsDeletesNothing()
{
    CleanUpWorld at;
    QVERIFY(at.begin(3));
    at.idp.subject = u"sub-eve"_s; // another person finishes it
    const auto report = at.cleaned(3);
    QVERIFY(report);
    QCOMPARE(report->outcome, Outcome::Refused);
    QVERIFY2(report->sentence.startsWith(u"The sign-in for it failed:"_s), qPrintable(report->sentence));
    QCOMPARE(at.server.calls(deleteMethod), 0);
}

/// Whoever finishes it in the browser later wakes nothing.
void TestCleanUpHalts::whatEndsInTheSignInLeavesIt()
{
    CleanUpWorld at;
    at.idp.lifeSeconds = 3600;
    QVERIFY(at.begin(30));
    at.server.holdNext(deleteMethod); // the first one stays under way
    CleanUpPace pace = quickPace();
    pace.atOnce = 2;
    const auto run = at.makeRun(30, pace);
    QTimer passing;
    QObject::connect(&passing, &QTimer::timeout, &at, [&at] { at.clock.advance(1s); });
    QObject::connect(run.get(), &CleanUpRun::progressed, &at, [&] {
        if (run->counts().deleted == 10 && std::exchange(at.followsBrowser, false))
            at.clock.advance(119s); // of 120
    });
    QObject::connect(run.get(), &CleanUpRun::browserOpened, &at, [&] {
        if (at.browsers < 2)
            return;
        at.server.stop();
        passing.start(50ms);
    });
    const auto report = at.cleaned(*run);
    QVERIFY(report);
    QCOMPARE(report->outcome, Outcome::Partly);
    QCOMPARE(report->counts.unproven, 1);
    QCOMPARE(at.browsers, 2);
    at.browser.open(at.address);
    QTest::qWait(500);
    QCOMPARE(run->stage(), CleanUpRun::Stage::Over);
}

void TestCleanUpHalts::manyFailuresInARowEndIt()
{
    CleanUpWorld at;
    QVERIFY(at.begin(30));
    at.server.failNext(deleteMethod, u"INVALID_ARGUMENT"_s, u"no"_s, fake::TemporalServer::always);
    const CleanUpPace pace = oneAtATime();
    const auto report = at.cleaned(30, pace);
    QVERIFY(report);
    QCOMPARE(report->outcome, Outcome::Refused);
    QCOMPARE(report->counts.failed, pace.mostFailures);
    QVERIFY2(report->sentence.startsWith(u"5 in a row could not be deleted"_s), qPrintable(report->sentence));
}

void TestCleanUpHalts::oneFailureDoesNot()
{
    CleanUpWorld at;
    QVERIFY(at.begin(12));
    at.server.failNext(deleteMethod, u"INVALID_ARGUMENT"_s, u"no"_s);
    const auto report = at.cleaned(12);
    QVERIFY(report);
    QCOMPARE(report->outcome, Outcome::Partly);
    QCOMPARE(report->counts, (CleanUpCounts{11, 0, 0, 1}));
    QCOMPARE(report->keptRuns.size(), std::size_t(1));
    QVERIFY2(report->keptRuns[0].why.contains(u"no"_s), qPrintable(report->keptRuns[0].why));
    QCOMPARE(report->left, std::optional<qint64>(1));
}

void TestCleanUpHalts::aJournalThatCannotBeWrittenDeletesNothing()
{
    CleanUpWorld at;
    QVERIFY(at.begin(3));
    QVERIFY(QDir(at.home.path()).mkdir(u"journal.jsonl"_s)); // where the file should be
    const auto report = at.cleaned(3);
    QVERIFY(report);
    QCOMPARE(report->outcome, Outcome::Refused);
    QVERIFY2(report->sentence.startsWith(u"The journal cannot be written:"_s), qPrintable(report->sentence));
    QCOMPARE(at.server.calls(deleteMethod), 0);
    QCOMPARE(at.browsers, 0);
}

void TestCleanUpHalts::aFileThatCannotBeWrittenEndsIt()
{
    CleanUpWorld at;
    QVERIFY(at.begin(3));
    QFile inTheWay(at.home.filePath(u"cleanups"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly)); // where the folder should be
    const auto report = at.cleaned(3);
    QVERIFY(report);
    QCOMPARE(report->outcome, Outcome::Refused);
    QVERIFY2(report->sentence.contains(u"could not be written down"_s), qPrintable(report->sentence));
    QCOMPARE(at.server.calls(deleteMethod), 0);
}

void TestCleanUpHalts::whoSignsOutEndsIt()
{
    CleanUpWorld at;
    QVERIFY(at.begin(30));
    const auto run = at.makeRun(30, oneAtATime());
    at.onceDeleted(*run, 5, [&] { at.tokens->signOut(); });
    const auto report = at.cleaned(*run);
    QVERIFY(report);
    QCOMPARE(report->outcome, Outcome::Partly);
    QVERIFY2(report->sentence.startsWith(u"The person who began it is not signed in any more."_s),
             qPrintable(report->sentence));
    QVERIFY(at.server.calls(deleteMethod) <= 6);
}

void TestCleanUpHalts::aNamespaceThatIsGoneProvesNothing()
{
    CleanUpWorld at;
    QVERIFY(at.begin(30));
    const auto run = at.makeRun(30, oneAtATime());
    bool isGone = false;
    QObject::connect(run.get(), &CleanUpRun::progressed, &at, [&] {
        NamespaceInfo other;
        other.name = u"other"_s;
        if (run->counts().deleted == 5 && !std::exchange(isGone, true))
            at.server.setNamespaces({other});
    });
    const auto report = at.cleaned(*run);
    QVERIFY(report);
    QCOMPARE(report->outcome, Outcome::Partly);
    QCOMPARE(report->counts.goneBefore, 0);
    QVERIFY(report->counts.deleted <= 6);
}

QTEST_GUILESS_MAIN(TestCleanUpHalts)
#include "tst_cleanuphalts.moc"
