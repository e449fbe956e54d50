// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/messages.h"

#include "models/store/storekeeper.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;
using Step = Message::Step;
using What = MessageNote::What;

namespace {

const Instant now{std::chrono::sys_days{std::chrono::year(2026) / 11 / 24} + 10h};

Message message(const QString &receiver, const QString &occurrence, Step step)
{
    return {receiver, occurrence, step, now, "{\"queue\":\"\u00e9\"}", false};
}

} // namespace

class TestMessages : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    [[nodiscard]] QString path() const
    {
        return m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()) + u".sqlite"_s);
    }
    void keep(const std::vector<MessageNote> &notes) const
    {
        StoreKeeper keeper(path());
        StoreBatch batch;
        batch.messages = notes;
        QCOMPARE(keeper.keep(std::move(batch), now).state, Kept::State::Recording);
    }

private Q_SLOTS:
    void areReadInTheOrderOfTheirDecision()
    {
        const Message first = message(u"z"_s, u"2"_s, Step::Fired);
        const Message second = message(u"a"_s, u"1"_s, Step::Fired);
        const Message third = message(u"z"_s, u"2"_s, Step::Ended);
        keep({{What::Decided, first}, {What::Decided, second}, {What::Decided, third}});
        QCOMPARE(readMessages(path()).value(), (std::vector<Message>{first, second, third}));
    }

    void areToldAndOverForOneReceiver()
    {
        Message mine = message(u"mine"_s, u"1"_s, Step::Fired);
        const Message yours = message(u"yours"_s, u"1"_s, Step::Fired);
        keep({{What::Decided, mine}, {What::Decided, yours}, {What::Told, mine}});
        mine.isTold = true;
        QCOMPARE(readMessages(path()).value(), (std::vector<Message>{mine, yours}));
        keep({{What::Over, message(u"mine"_s, u"1"_s, Step::Ended)}});
        QCOMPARE(readMessages(path()).value(), std::vector<Message>{yours});
    }

    void areDecidedOnce()
    {
        const Message one = message(u"a"_s, u"1"_s, Step::Fired);
        keep({{What::Decided, one}, {What::Decided, one}});
        QCOMPARE(readMessages(path())->size(), std::size_t(1));
    }

    void anOlderStoreHasNone()
    {
        keep({});
        {
            const auto connection = SqlConnection::open(path(), SqlConnection::Access::Write).value();
            QVERIFY(connection.run(u"DROP TABLE message"_s));
        }
        QVERIFY(readMessages(path())->empty());
        const Message one = message(u"a"_s, u"1"_s, Step::Fired);
        keep({{What::Decided, one}}); // and the next writer makes the table
        QCOMPARE(readMessages(path()).value(), std::vector<Message>{one});
    }

    void whereThereIsNoStoreThereAreNone() { QVERIFY(readMessages(path())->empty()); }
};

QTEST_GUILESS_MAIN(TestMessages)
#include "tst_messages.moc"
