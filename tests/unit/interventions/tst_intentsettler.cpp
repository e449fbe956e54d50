// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/interventions/atdesk.h"

#include <QProcess>
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
        if (!QTest::qWaitFor([this] { return !recovered.empty(); }))
            return std::nullopt;
        return recovered.front().settlement.outcome;
    }
    /// Time goes on until it has come about. A look that is under way while the clock is moved sets the next
    /// one by the new time, so one move is not enough.
    template <class Condition>
    [[nodiscard]] bool passTimeUntil(Condition condition)
    {
        const auto isSo = [&] {
            clock.advance(200ms);
            return condition();
        };
        return QTest::qWaitFor(isSo, 30'000);
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
