// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/ownrules.h"
#include "tests/fake/fakeclock.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

// The rules beside a profile as they hold, while people and other consoles write there.

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct World
{
    World() { own = std::move(OwnRules::open(team, path, clock).value()); }

    void write(const QByteArray &text) const
    {
        QFile out(path);
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(text) == text.size());
    }
    void writeLimit(int backlog) const
    {
        write("version = 1\n[[alert]]\nkind = 'backlog'\nthreshold = " + QByteArray::number(backlog) + '\n');
    }
    [[nodiscard]] qint64 limit() const { return own->runbook().rule(RuleKind::Backlog, key)->threshold; }

    QTemporaryDir folder;
    QString path = folder.filePath(u"rules-eu.toml"_s);
    fake::FakeClock clock;
    Runbook team;
    std::unique_ptr<OwnRules> own;
    const QueueKey key{u"ns"_s, u"q"_s};
};

} // namespace

class TestOwnRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dispatcher::init(); }

    void anotherFileHoldsWithinAMinute()
    {
        World world;
        QCOMPARE(world.limit(), 100);
        const Runbook *const held = &world.own->runbook();
        const QSignalSpy changed(world.own.get(), &OwnRules::changed);
        const QSignalSpy notices(world.own.get(), &OwnRules::notice);
        world.writeLimit(7);
        world.clock.advance(59s);
        world.own->tick();
        QTest::qWait(50);
        QCOMPARE(world.limit(), 100);
        world.clock.advance(1s);
        world.own->tick();
        QTRY_COMPARE(world.limit(), 7);
        QCOMPARE(&world.own->runbook(), held); // who has it sees it
        QCOMPARE(changed.size(), 1);
        QCOMPARE(notices.size(), 1);
        world.own->look(); // it is the same
        QTest::qWait(50);
        QCOMPARE(changed.size(), 1);
        QVERIFY(QFile::remove(world.path));
        QTRY_VERIFY((world.own->look(), world.limit() == 100));
        QCOMPARE(notices.size(), 2);
    }

    void aFileThatIsAwayForAMomentStillHolds()
    {
        World world;
        world.writeLimit(7);
        world.own->look();
        QTRY_COMPARE(world.limit(), 7);
        const QSignalSpy changed(world.own.get(), &OwnRules::changed);
        for (int i = 0; i < 2; ++i) { // each time is a first one
            QVERIFY(QFile::remove(world.path));
            world.own->look();
            QTest::qWait(200);
            QCOMPARE(world.limit(), 7 + i);
            world.writeLimit(8 + i);
            QTRY_VERIFY((world.own->look(), world.limit() == 8 + i));
        }
        QCOMPARE(changed.size(), 2);
        QVERIFY(world.own->take(std::nullopt)); // a person says so here
        QCOMPARE(world.limit(), 100);
    }

    void aFaultChangesNothingAndIsSaidOnce()
    {
        World world;
        world.writeLimit(7);
        world.own->look();
        QTRY_COMPARE(world.limit(), 7);
        QSignalSpy notices(world.own.get(), &OwnRules::notice);
        notices.clear();
        world.write("version = 1\n[[alert]]\nkind = 'backlg'\n");
        QTRY_VERIFY((world.own->look(), !notices.isEmpty()));
        for (int i = 0; i < 3; ++i) {
            world.own->look();
            QTest::qWait(100);
        }
        QCOMPARE(notices.size(), 1);
        QVERIFY(notices.front().front().toString().contains(u"rules-eu.toml:3: alert.kind: "_s));
        QCOMPARE(world.limit(), 7);
        world.writeLimit(8);
        QTRY_VERIFY((world.own->look(), world.limit() == 8));
        world.write("version = 1\n[[alert]]\nkind = 'backlg'\n");
        const auto saidAgain = [&notices] {
            return std::count_if(notices.begin(), notices.end(), [](const QList<QVariant> &notice) {
                return notice.front().toString().contains(u"rules-eu.toml:3: alert.kind: "_s);
            });
        };
        QTRY_COMPARE((world.own->look(), saidAgain()), 2); // it is a fault anew
        QCOMPARE(world.limit(), 8);
    }

    void whatIsSavedHereHoldsAtOnceAndIsNoNews()
    {
        World world;
        const QSignalSpy changed(world.own.get(), &OwnRules::changed);
        const QSignalSpy notices(world.own.get(), &OwnRules::notice);
        world.writeLimit(7);
        const auto contents = readRulesFile(world.path);
        QVERIFY(contents && world.own->take(*contents));
        QCOMPARE(world.limit(), 7);
        QCOMPARE(changed.size(), 1);
        world.own->look();
        QTest::qWait(50);
        QCOMPARE(changed.size(), 1);
        QVERIFY(notices.isEmpty());
        QVERIFY(!world.own->take(RulesFile::Contents("version = 2\n")));
        QCOMPARE(world.limit(), 7);
    }

    void aFaultAtTheStartIsAnError()
    {
        World world;
        world.write("version = 1\n[[alert]]\nkind = 'backlg'\n");
        const auto refused = OwnRules::open(world.team, world.path, world.clock);
        QVERIFY(!refused && refused.error().detail.contains(u"rules-eu.toml:3: "_s));
        QVERIFY(OwnRules::open(world.team, {}, world.clock)); // a profile that stands in no file
    }
};

QTEST_GUILESS_MAIN(TestOwnRules)
#include "tst_ownrules.moc"
