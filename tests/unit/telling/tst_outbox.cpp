// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telling/outbox.h"

#include "tests/fake/fakeclock.h"
#include "tests/unit/telling/saidalerts.h"

#include <QJsonArray>
#include <QTest>

// What one receiver is sent and when, by a sender that does as the test says.

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

using What = MessageNote::What;

struct Script
{
    std::vector<std::vector<Message>> sent;
    std::optional<Error> fails;
    bool hangs = false;
    std::vector<ReplyPromise<bool>> hanging;
};

class ScriptedSender final : public Sender
{
public:
    ScriptedSender(Script &script, bool wantsWhatStands)
        : m_script(script)
        , m_wantsWhatStands(wantsWhatStands)
    {
    }
    [[nodiscard]] Reply<bool> send(const std::vector<Message> &messages) override
    {
        m_script.sent.push_back(messages);
        if (m_script.hangs) {
            m_script.hanging.emplace_back();
            return m_script.hanging.back().reply();
        }
        return finishedReply<bool>(m_script.fails ? Result<bool>(tl::unexpected(*m_script.fails)) : true);
    }
    [[nodiscard]] bool wantsWhatStands() const override { return m_wantsWhatStands; }

private:
    Script &m_script;
    const bool m_wantsWhatStands;
};

struct OutboxWorld
{
    explicit OutboxWorld(bool wantsWhatStands = false)
        : outbox({u"pager"_s, Receiver::Kind::Webhook, {}, {}, {}, {Signal::Danger}, {}, {}}, u"eu"_s,
                 std::make_unique<ScriptedSender>(script, wantsWhatStands), clock)
    {
        QObject::connect(&outbox, &Outbox::became, &outbox, [this](const MessageNote &note) {
            notes.push_back(note);
            if (note.what == What::Decided) // as the recorder has it after a moment
                outbox.add(note.message);
        });
        QObject::connect(&outbox, &Outbox::notice, &outbox,
                         [this](const QString &sentence) { notices << sentence; });
    }
    /// Of the program: a tick comes every second, and answers come in between.
    void live(Milliseconds duration)
    {
        for (Milliseconds at = 0ms; at < duration; at += 1s) {
            clock.advance(1s);
            outbox.tick();
            QCoreApplication::processEvents();
        }
    }
    void addFired(int count)
    {
        for (int i = 0; i < count; ++i)
            outbox.add(firedOf(i, clock.utc()));
    }
    [[nodiscard]] QStringList sentIds() const
    {
        QStringList ids;
        for (const auto &messages : script.sent)
            for (const Message &message : messages)
                ids << message.id();
        return ids;
    }
    [[nodiscard]] auto count(What what) const
    {
        return std::count_if(notes.begin(), notes.end(),
                             [what](const MessageNote &note) { return note.what == what; });
    }

    fake::FakeClock clock;
    Script script;
    Outbox outbox;
    std::vector<MessageNote> notes;
    QStringList notices;
};

const Error refused{ErrorKind::Internal, u"it answered 500"_s, {}, {}, {}};

} // namespace

class TestOutbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachIsSentOnceInItsOrder()
    {
        OutboxWorld world;
        const Message fired = firedOf(1, world.clock.utc());
        const Message ended = endedMessage(fired, world.clock.utc(), {});
        world.outbox.add(fired);
        world.outbox.add(ended);
        world.live(1h);
        QCOMPARE(world.sentIds(), (QStringList{fired.id(), ended.id()}));
        QCOMPARE(world.notes, (std::vector<MessageNote>{{What::Told, fired}, {What::Over, ended}}));
        QVERIFY(world.notices.isEmpty());
    }

    void whatWasToldBeforeIsNotSentAgain()
    {
        OutboxWorld world;
        Message fired = firedOf(1, world.clock.utc());
        fired.isTold = true;
        world.outbox.add(fired);
        world.live(5min);
        QVERIFY(world.script.sent.empty());
    }

    void oneAtATime()
    {
        OutboxWorld world;
        world.script.hangs = true;
        world.addFired(3);
        world.live(1min);
        QCOMPARE(world.script.sent.size(), std::size_t(1));
        world.script.hangs = false;
        world.script.hanging.front().finish(true);
        world.live(1min);
        QCOMPARE(world.count(What::Told), 3);
    }

    void downForAnHour()
    {
        OutboxWorld world;
        world.script.fails = refused;
        const Message fired = firedOf(1, world.clock.utc());
        world.outbox.add(fired);
        world.live(1h);
        // 5, 10, 20 ... 600 s, each a fifth more or less.
        const auto attempts = world.script.sent.size();
        QVERIFY2(attempts >= 10 && attempts <= 16, qPrintable(QString::number(attempts)));
        QVERIFY(world.notes.empty());
        QCOMPARE(
            world.notices,
            QStringList{u"pager can't be told of alerts: it answered 500. It is tried again, for a day."_s});
        world.script.fails.reset();
        world.live(13min);
        QCOMPARE(world.script.sent.size(), attempts + 1);
        QCOMPARE(world.sentIds().removeDuplicates(), qsizetype(attempts)); // its id stays
        QCOMPARE(world.notes, (std::vector<MessageNote>{{What::Told, fired}}));
        QCOMPARE(world.notices.mid(1), QStringList{u"pager is told of alerts again"_s});
    }

    void anEndWaitsForItsBeginning()
    {
        OutboxWorld world;
        world.script.fails = refused;
        const Message fired = firedOf(1, world.clock.utc());
        world.outbox.add(fired);
        world.live(1min);
        world.outbox.add(endedMessage(fired, world.clock.utc(), {}));
        world.live(10min);
        QVERIFY(!world.sentIds().contains(fired.occurrence + u"-ended"_s));
        world.script.fails.reset();
        world.live(15min);
        QCOMPARE(world.sentIds().last(), fired.occurrence + u"-ended"_s);
        QCOMPARE(world.sentIds().count(fired.occurrence + u"-ended"_s), 1);
    }

    void oneThatFailsLetsOthersBy()
    {
        OutboxWorld world;
        world.addFired(2);
        world.script.fails = refused;
        world.live(2s);
        world.live(10s);
        QCOMPARE(world.sentIds().removeDuplicates(), 0);
        QCOMPARE(world.sentIds().size(), 2);
    }

    void whatCouldNotBeToldInADayIsGivenUpAndSaid()
    {
        OutboxWorld world;
        world.script.fails = refused;
        const Message fired = firedOf(1, world.clock.utc());
        world.outbox.add(fired);
        world.live(10s);
        world.clock.advance(24h);
        world.live(1s);
        QCOMPARE(world.notes, (std::vector<MessageNote>{{What::Over, fired}}));
        QCOMPARE(
            world.notices.last(),
            u"pager could not be told of 1 changes of alerts for a day; they are given up: it answered 500"_s);
        const auto sent = world.script.sent.size();
        world.live(1h);
        QCOMPARE(world.script.sent.size(), sent);
    }

    void aStormIsCounted()
    {
        OutboxWorld world;
        world.addFired(500);
        world.live(59s);
        QCOMPARE(world.script.sent.size(), std::size_t(10));
        const Message &group = world.script.sent.back().front();
        QCOMPARE(group.step, Message::Step::Grouped);
        QCOMPARE(objectOf(group.body)[u"grouped"_s].toInt(), 491);
        QCOMPARE(objectOf(group.body)[u"fired"_s].toInt(), 491);
        QCOMPARE(world.count(What::Told), 500); // none of them is told again
        QCOMPARE(world.notes.back(), (MessageNote{What::Over, group}));
        world.live(1h);
        QCOMPARE(world.script.sent.size(), std::size_t(10));
    }

    void aGroupThatFailsIsSentAgainAsItWas()
    {
        OutboxWorld world;
        world.addFired(100);
        world.live(10s);
        world.script.fails = refused;
        world.live(3min);
        world.addFired(1);
        world.script.fails.reset();
        world.live(10min);
        QSet<QString> groups;
        for (const QString &id : world.sentIds())
            if (id.endsWith(u"-grouped"_s))
                groups << id;
        QCOMPARE(groups.size(), 1);
        QCOMPARE(world.count(What::Told), 101);
    }

    void whoWantsWhatStandsIsToldEachMinute()
    {
        OutboxWorld world(true);
        const Message fired = firedOf(1, world.clock.utc());
        const Message other = firedOf(2, world.clock.utc());
        world.outbox.add(fired);
        world.outbox.add(other);
        world.live(3min);
        QCOMPARE(world.script.sent.size(), std::size_t(3));
        QCOMPARE(world.script.sent[1].size(), std::size_t(2));
        QCOMPARE(world.count(What::Told), 2);
        const Message ended = endedMessage(fired, world.clock.utc(), {});
        world.outbox.add(ended);
        world.live(10s);
        QCOMPARE(world.script.sent[3].back(), ended);
        QCOMPARE(world.notes.back(), (MessageNote{What::Over, ended}));
        world.script.sent.clear();
        world.live(2min);
        for (const QString &id : world.sentIds())
            QCOMPARE(id, other.id());
        QCOMPARE(world.script.sent.size(), std::size_t(2));
    }

    void whatStoodBeforeAStartIsSaidAgain()
    {
        OutboxWorld world(true);
        Message fired = firedOf(1, world.clock.utc() - 48h);
        fired.isTold = true;
        world.outbox.add(fired);
        world.live(90s);
        QCOMPARE(world.script.sent.size(), std::size_t(2));
        QVERIFY(world.notes.empty());
    }

    void manyThatStandGoInParts()
    {
        OutboxWorld world(true);
        world.addFired(1200);
        world.live(30s);
        QCOMPARE(world.script.sent.size(), std::size_t(3));
        QCOMPARE(world.count(What::Told), 1200);
        QCOMPARE(world.script.sent[0].size(), std::size_t(500));
    }
};

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
