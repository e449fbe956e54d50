// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/interventions/pullworld.h"

#include <QTest>

#include <sys/file.h>

using namespace signalbox;
using namespace Qt::StringLiterals;

// An intervention whose journal another process holds.

class TestHeldJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsNothing_data();
    void sendsNothing();
};

void TestHeldJournal::sendsNothing_data()
{
    QTest::addColumn<bool>("stopped");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("waited for") << false << u"The journal cannot be written, so nothing was sent: "_s;
    QTest::newRow("stopped") << true << u"Cancelled; nothing was sent. "_s;
}

/// While it is held until the end: nothing but our own patience ends this.
void TestHeldJournal::sendsNothing()
{
    QFETCH(const bool, stopped);
    QFETCH(const QString, sentence);
    PullWorld world;
    QVERIFY(world.signIn());
    QFile held(world.journalFile());
    QVERIFY(held.open(QIODevice::WriteOnly));
    QCOMPARE(::flock(held.handle(), LOCK_EX), 0);
    const auto intervention = world.intervention(PullWorld::terminateLever());
    intervention->pull({u"INC-7"_s, {}});
    if (stopped)
        intervention->giveUp();
    QTRY_COMPARE_WITH_TIMEOUT(intervention->state(), Intervention::State::Finished, 10'000);
    QCOMPARE(intervention->receipt()->outcome, stopped ? Outcome::GivenUp : Outcome::Refused);
    const QString said = intervention->receipt()->sentence;
    QVERIFY2(said.startsWith(sentence), qPrintable(said));
    QVERIFY2(said.contains(u"another process keeps it locked"_s), qPrintable(said));
    QCOMPARE(world.writes(), 0);
    QCOMPARE(world.browsers, 0);
}

QTEST_GUILESS_MAIN(TestHeldJournal)
#include "tst_heldjournal.moc"
