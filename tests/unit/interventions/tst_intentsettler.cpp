// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/zonedtime.h"
#include "tests/unit/interventions/atdesk.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <cstdio>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// What the desk does with an intent that has no outcome and left no trace. What history shows is in tst_desk.

namespace {

const QString op = u"op-1"_s;

struct Abandoned : AtDesk
{
    Abandoned() { idp.lifeSeconds = 36'000; }
    /// As another version, or before the machine's last start.
    [[nodiscard]] bool leaveIntentOfBoot(const QString &boot)
    {
        QJsonObject intent = intentOf(*terminateLever(), op);
        intent.remove(u"boot"_s);
        if (!boot.isEmpty())
            intent[u"boot"_s] = boot;
        return await(journal->append(intent)).has_value();
    }
    /// How it stands after a look.
    [[nodiscard]] std::optional<Outcome> look()
    {
        recovered.clear();
        desk.settleOpenIntents();
        if (!QTest::qWaitFor([this] { return !recovered.empty(); }, 20'000))
            return std::nullopt;
        return recovered.front().settlement.outcome;
    }
    /// Time goes on until it has come about. A look that is under way while the clock is moved sets the next
    /// one by the new time, so one move is not enough.
    template <class Condition>
    [[nodiscard]] bool passTimeUntil(Condition condition)
    {
        const auto isSo = [&] {
            clock.advance(500ms);
            return condition();
        };
        return QTest::qWaitFor(isSo, 60'000);
    }
};

/// Another process of this program that has an intent under way until it is killed.
int beginInChild(const QString &path, const QByteArray &intent)
{
    Journal journal(path);
    const auto claim = await(journal.begin(QJsonDocument::fromJson(intent).object()));
    std::printf(claim ? "begun\n" : "refused\n");
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace

class TestIntentSettler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aClockSetForwardIsNoVerdict();
    void aClockSetBackKeepsNothingOpen();
    void whatIsOlderThanTheMachinesStartIsWatchedFirst_data();
    void whatIsOlderThanTheMachinesStartIsWatchedFirst();
    void looksAgainByItself();
    void saysOnceThatSomethingIsOpen();
    void looksNoMoreWhenNobodyIsSignedIn();
    void anIntentUnderWayInAnotherProcessIsLeftAlone();
    void twoConsolesSettleAnIntentOnce();
    void whatWasMadeForAnotherClusterIsLeftOpen_data();
    void whatWasMadeForAnotherClusterIsLeftOpen();
    void whatIsUnknownHereIsFollowed();
    void looksAfterOneTwoFiveAndTenMinutes();
    void looksAgainWhenTheConnectionIsBack();
    void saysWhatOfTheJournalCannotBeRead();
    void theNoticeNamesRunAndTime();
};

void TestIntentSettler::aClockSetForwardIsNoVerdict()
{
    Abandoned at;
    QVERIFY(at.signIn());
    QVERIFY(at.leaveIntent(*PullWorld::terminateLever(), op));
    at.clock.setUtc(at.clock.utc() + 24h);
    QCOMPARE(at.look(), Outcome::Unknown);
    QVERIFY(at.outcomes().isEmpty());
    at.clock.advance(9min); // it may be sent up to the eighth, and take 30 s
    QCOMPARE(at.look(), Outcome::Unknown);
    QVERIFY(at.outcomes().isEmpty());
}

void TestIntentSettler::aClockSetBackKeepsNothingOpen()
{
    Abandoned at;
    QVERIFY(at.signIn());
    QVERIFY(at.leaveIntent(*PullWorld::terminateLever(), op));
    at.clock.advance(11min);
    at.clock.setUtc(at.clock.utc() - 24h);
    QCOMPARE(at.look(), Outcome::Refused);
    QCOMPARE(at.outcomes(), QStringList{u"refused"_s});
}

void TestIntentSettler::whatIsOlderThanTheMachinesStartIsWatchedFirst_data()
{
    QTest::addColumn<QString>("boot");
    QTest::newRow("before the last start") << u"3f0c4d0e-0000-4000-8000-000000000000"_s;
    QTest::newRow("of version 0.1") << QString();
}

/// How long ago that was only wall clocks say.
void TestIntentSettler::whatIsOlderThanTheMachinesStartIsWatchedFirst()
{
    QFETCH(QString, boot);
    Abandoned at;
    QVERIFY(at.signIn());
    QVERIFY(at.leaveIntentOfBoot(boot));
    at.clock.advance(1h);
    QCOMPARE(at.look(), Outcome::Unknown);
    at.clock.advance(9min);
    QCOMPARE(at.look(), Outcome::Unknown);
    QVERIFY(at.outcomes().isEmpty());
    at.clock.advance(2min);
    QCOMPARE(at.look(), Outcome::Refused);
    QCOMPARE(at.outcomes(), QStringList{u"refused"_s});
}

void TestIntentSettler::looksAgainByItself()
{
    Abandoned at;
    QVERIFY(at.signIn());
    QVERIFY(at.leaveIntent(*PullWorld::terminateLever(), op));
    QCOMPARE(at.look(), Outcome::Unknown);
    at.clock.advance(11min);
    QTRY_COMPARE(at.outcomes(), QStringList{u"refused"_s});
    QTRY_COMPARE(at.recovered.size(), std::size_t(2));
    QCOMPARE(at.recovered.back().settlement.outcome, Outcome::Refused);
}

void TestIntentSettler::saysOnceThatSomethingIsOpen()
{
    Abandoned at;
    QVERIFY(at.signIn());
    QVERIFY(at.leaveIntent(*PullWorld::terminateLever(), op));
    QCOMPARE(at.look(), Outcome::Unknown);
    at.server.forgetCalls();
    QVERIFY(at.passTimeUntil([&at] { return at.server.calls(historyMethod) == 1; }));
    QVERIFY(at.passTimeUntil([&at] { return at.server.calls(historyMethod) == 2; }));
    QCOMPARE(at.recovered.size(), std::size_t(1));
}

void TestIntentSettler::looksNoMoreWhenNobodyIsSignedIn()
{
    Abandoned at;
    QVERIFY(at.signIn());
    QVERIFY(at.leaveIntent(*PullWorld::terminateLever(), op));
    QCOMPARE(at.look(), Outcome::Unknown);
    at.tokens->signOut();
    at.clock.advance(11min);
    at.server.forgetCalls();
    at.desk.settleOpenIntents();
    // Once somebody is, that one look is all there is.
    QVERIFY(at.signIn());
    at.desk.settleOpenIntents();
    QTRY_COMPARE(at.outcomes(), QStringList{u"refused"_s});
    QCOMPARE(at.server.calls(historyMethod), 1);
}

void TestIntentSettler::anIntentUnderWayInAnotherProcessIsLeftAlone()
{
    Abandoned at;
    QVERIFY(at.signIn());
    const QByteArray intent = QJsonDocument(at.intentOf(*PullWorld::terminateLever(), op)).toJson();
    QProcess other;
    other.start(QCoreApplication::applicationFilePath(),
                {u"--begin"_s, at.journalFile(), QString::fromUtf8(intent)});
    QVERIFY(other.waitForReadyRead(30'000));
    QCOMPARE(other.readAllStandardOutput(), QByteArray("begun\n"));
    at.clock.advance(1h);
    QVERIFY(at.leaveIntent(*PullWorld::completeLever(), u"op-2"_s)); // looked at after it
    QCOMPARE(at.look(), Outcome::Unknown);
    QCOMPARE(at.recovered.front().intent[u"op"_s].toString(), u"op-2"_s);
    QCOMPARE(at.server.calls(describeMethod), 1);
    at.clock.advance(1h);
    QTRY_COMPARE(at.outcomes(), QStringList{u"refused"_s});
    QCOMPARE(at.records().back()[u"op"_s].toString(), u"op-2"_s);

    other.kill();
    QVERIFY(other.waitForFinished());
    QVERIFY(at.passTimeUntil([&at] { return at.outcomes().size() == 2; }));
    QCOMPARE(at.records().back()[u"op"_s].toString(), op);
}

void TestIntentSettler::twoConsolesSettleAnIntentOnce()
{
    Abandoned at;
    QVERIFY(at.signIn());
    QVERIFY(at.leaveIntent(*PullWorld::terminateLever(), op));
    at.clock.advance(11min);
    Journal journal(at.journalFile());
    Desk other(*at.client, *at.tokens, journal, at.clock, at.profile);
    at.desk.settleOpenIntents();
    other.settleOpenIntents();
    QTRY_COMPARE(at.outcomes().size(), 1);
    at.clock.advance(2min); // the other one looks once more, and finds it settled
    QVERIFY(at.leaveIntent(*PullWorld::completeLever(), u"op-2"_s));
    other.settleOpenIntents();
    QVERIFY(QTest::qWaitFor([&at] { return at.server.calls(describeMethod) == 2; }));
    QCOMPARE(at.outcomes().size(), 1);
}

void TestIntentSettler::whatWasMadeForAnotherClusterIsLeftOpen_data()
{
    QTest::addColumn<QString>("key");
    QTest::newRow("another server") << u"address"_s;
    QTest::newRow("another issuer") << u"issuer"_s;
}

/// The profile names a cluster now that has a run of the same ids, ended by the same identity.
void TestIntentSettler::whatWasMadeForAnotherClusterIsLeftOpen()
{
    QFETCH(const QString, key);
    Abandoned at;
    QVERIFY(at.signIn());
    QJsonObject intent = at.intentOf(*PullWorld::terminateLever(), op);
    intent[key] = u"https://elsewhere.example:7233"_s;
    QVERIFY(await(at.journal->append(intent)));
    at.terminatedBy(identityOf(u"ada"_s, op));
    at.clock.advance(1h);
    QCOMPARE(at.look(), Outcome::Unknown);
    const QString said = at.recovered.front().settlement.sentence;
    QVERIFY2(said.contains(u"https://elsewhere.example:7233"_s), qPrintable(said));
    QVERIFY(at.outcomes().isEmpty());
    QCOMPARE(at.server.calls(describeMethod), 0);
}

void TestIntentSettler::whatIsUnknownHereIsFollowed()
{
    Abandoned at;
    QVERIFY(at.signIn());
    at.server.failNext(terminateMethod, u"UNAVAILABLE"_s, u"connection reset"_s);
    QPointer<Intervention> pulled = at.desk.open(PullWorld::terminateLever());
    const QString own = pulled->op();
    pulled->pull({u"INC-7"_s, {}});
    QTRY_VERIFY(at.server.calls(historyMethod) >= 1);
    at.clock.advance(16s);
    QTRY_COMPARE(at.outcomes(), QStringList{u"unknown"_s});
    QTRY_VERIFY(!pulled);
    at.terminatedBy(identityOf(u"ada"_s, own)); // it was on its way for so long
    at.clock.advance(61s);
    QTRY_COMPARE(at.outcomes(), (QStringList{u"unknown"_s, u"done"_s}));
    QTRY_COMPARE(at.recovered.size(), std::size_t(1));
    const QString said = at.recovered.front().notice();
    QVERIFY2(said.startsWith(u"Unknown until now: terminate ingest-2231 in ns-a, begun "_s),
             qPrintable(said));
}

void TestIntentSettler::looksAfterOneTwoFiveAndTenMinutes()
{
    Abandoned at;
    QVERIFY(at.signIn());
    ExecutionDescription now = lookedat::run();
    now.pendingActivities.erase(now.pendingActivities.begin()); // it stays open: an event is to come
    at.serve(now, lookedat::history());
    QVERIFY(at.leaveIntent(*PullWorld::completeLever(), op));
    QCOMPARE(at.look(), Outcome::Unknown);
    const Milliseconds begun = at.clock.sinceBoot();
    for (const auto minute : {1min, 2min, 5min, 10min, 20min}) {
        const int looks = at.server.calls(historyMethod);
        QVERIFY(at.passTimeUntil([&] { return at.server.calls(historyMethod) > looks; }));
        const Milliseconds passed = at.clock.sinceBoot() - begun;
        // Each look takes a moment, in which this test's clock runs on.
        QVERIFY2(passed >= minute && passed < minute + minute / 2 + 50s,
                 qPrintable(QString::number(passed.count())));
    }
}

void TestIntentSettler::looksAgainWhenTheConnectionIsBack()
{
    Abandoned at;
    QVERIFY(at.signIn());
    QVERIFY(at.leaveIntent(*PullWorld::terminateLever(), op));
    QVERIFY(await(at.client->systemInfo()));
    at.server.stop();
    QCOMPARE(at.look(), Outcome::Unknown);
    QTRY_COMPARE_WITH_TIMEOUT(at.client->connection(), ConnectionState::Lost, 20'000);
    at.server.start();
    at.terminatedBy(identityOf(u"ada"_s, op));
    QTRY_COMPARE_WITH_TIMEOUT(at.outcomes(), QStringList{u"done"_s}, 20'000); // no minute passed
}

void TestIntentSettler::saysWhatOfTheJournalCannotBeRead()
{
    Abandoned at;
    QVERIFY(at.signIn());
    QVERIFY(at.leaveIntent(*PullWorld::terminateLever(), op));
    QFile file(at.journalFile());
    QVERIFY(file.open(QIODevice::Append));
    file.write("nonsense\n[1]\n");
    file.close();
    QStringList notices;
    connect(&at.desk, &Desk::notice, this, [&notices](const QString &sentence) { notices << sentence; });
    QCOMPARE(at.look(), Outcome::Unknown);
    QCOMPARE(at.look(), Outcome::Unknown); // said once
    QCOMPARE(notices,
             QStringList{u"2 lines of the interventions' journal can't be read: what they recorded is "
                         "not known here."_s});
}

void TestIntentSettler::theNoticeNamesRunAndTime()
{
    Abandoned at;
    QJsonObject intent = at.intentOf(*PullWorld::completeLever(), op);
    const QString when = formatZonedTime(at.clock.utc());
    QCOMPARE(
        Desk::Recovered({intent, {Outcome::Done, u"It is done."_s, {}}}).notice(),
        u"Left open by an earlier run: complete activity 12 of ingest-2231 in ns-a, begun %1: It is done."_s
            .arg(when));
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    dispatcher::init();
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments[1] == u"--begin"_s)
        return beginInChild(arguments[2], arguments[3].toUtf8());
    TestIntentSettler test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_intentsettler.moc"
