// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/mark.h"

#include "models/store/schema.h"
#include "models/store/storereader.h"
#include "models/store/storewriter.h"
#include "tests/unit/store/looks.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

const Instant now = timeOf(aMinute) + 250ms;
const QueueKey queue{u"ns"_s, u"q"_s};

Mark mark(Mark::Kind kind, Instant time = now)
{
    Mark mark;
    mark.kind = kind;
    mark.alert = {u"backlog"_s, queue, TaskType::Activity};
    mark.since = time - 7min;
    mark.time = time;
    mark.person = u"ada"_s;
    return mark;
}

Transition endedAt(Instant time)
{
    return {time, u"backlog"_s, queue, TaskType::Activity, AlertState::Inactive, {}};
}

struct Store
{
    [[nodiscard]] std::vector<Mark> marks(Instant from = now - 24h) const
    {
        const auto read = readMarks(path, from);
        if (!read)
            qWarning("%s", qPrintable(read.error().detail));
        return read.value_or(std::vector<Mark>());
    }

    QTemporaryDir folder;
    QString path = folder.filePath(u"past.sqlite"_s);
};

} // namespace

class TestMark : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsReadAsItWasWritten()
    {
        const Store store;
        QVERIFY2(store.marks().empty(), "there is no store");
        Mark snoozed = mark(Mark::Kind::Snoozed);
        snoozed.until = now + 30min;
        Mark note = mark(Mark::Kind::Note, now - 1h);
        note.since.reset();
        note.words = u"it's <b>\u202e\n\"mine\"; DROP TABLE mark"_s;
        const std::vector<Mark> written{snoozed, note, mark(Mark::Kind::Acknowledged)};
        for (const Mark &one : written)
            QVERIFY(writeMark(store.path, one));
        QVERIFY2(store.marks() == written, "in the order in which they were written, not by their clocks");
        QCOMPARE(store.marks(now - 30min).size(), std::size_t(2));
        QCOMPARE(QFileInfo(store.path).permissions() & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
    }

    void whoeverRecords()
    {
        const Store store;
        auto recorder = StoreWriter::open(store.path, {}).value();
        QVERIFY(recorder.write({{rowAt(u"q"_s, aMinute, 3)}, {}}, aMinute));
        QVERIFY(writeMark(store.path, mark(Mark::Kind::Acknowledged)));
        QVERIFY(recorder.write({{rowAt(u"q"_s, aMinute + 10, 4)}, {}}, aMinute + 10));
        QVERIFY(writeMark(store.path, mark(Mark::Kind::Note)));
        QCOMPARE(store.marks().size(), std::size_t(2));
        const auto looks =
            readPast(store.path, {queue, timeOf(aMinute), timeOf(aMinute + 60), Series::everyLook});
        QCOMPARE(looks.value().points().size(), std::size_t(2));
    }

    void aStoreOfAnOlderProgramHasNone()
    {
        const Store store;
        {
            QVERIFY(
                StoreWriter::open(store.path, {}).value().write({{rowAt(u"q"_s, aMinute, 3)}, {}}, aMinute));
            const auto connection = SqlConnection::open(store.path, SqlConnection::Access::Write);
            QVERIFY(connection && connection->run(u"DROP TABLE mark"_s));
        }
        const auto read = readMarks(store.path, now - 1h);
        QVERIFY(read && read->empty());
        QVERIFY(writeMark(store.path, mark(Mark::Kind::Acknowledged)));
        QCOMPARE(store.marks().size(), std::size_t(1));
    }

    void whatItIsOfMayHaveEndedSince()
    {
        const Store store;
        auto recorder = StoreWriter::open(store.path, {}).value();
        const auto record = [&recorder](const Transition &transition) {
            QVERIFY(recorder.write({{}, {transition}}, storedTime(transition.time)));
        };
        record(endedAt(now - 10s));
        QVERIFY(writeMark(store.path, mark(Mark::Kind::Acknowledged)));
        Transition other = endedAt(now + 10s);
        other.type = TaskType::Workflow;
        record(other);
        other = endedAt(now + 20s);
        other.rule = u"no_pollers"_s;
        record(other);
        other = endedAt(now + 30s);
        other.state = AlertState::Firing;
        record(other);
        QVERIFY(!store.marks().front().isOfOver);
        record(endedAt(now + 40s));
        QVERIFY(store.marks().front().isOfOver);
    }

    void itIsKeptAsLongAsTheRest()
    {
        const Store store;
        Mark lasting = mark(Mark::Kind::Snoozed);
        lasting.until = now + 31 * 24h;
        QVERIFY(writeMark(store.path, mark(Mark::Kind::Note)));
        QVERIFY(writeMark(store.path, lasting));
        const auto sweepAfter = [&store](Milliseconds time) {
            const qint64 at = storedTime(now + time);
            QVERIFY(StoreWriter::open(store.path, {}).value().write({{}, {}}, at));
        };
        sweepAfter(29 * 24h);
        QCOMPARE(store.marks().size(), std::size_t(2));
        sweepAfter(30 * 24h + 1h);
        QVERIFY(store.marks() == std::vector<Mark>{lasting});
        sweepAfter(62 * 24h);
        QVERIFY(store.marks().empty());
    }

    void whereNothingCanBeWrittenItSaysSo()
    {
        const Store store;
        QFile file(store.folder.filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const Done done = writeMark(store.folder.filePath(u"file/past.sqlite"_s), mark(Mark::Kind::Note));
        QVERIFY(!done);
        QVERIFY2(done.error().detail.contains(u"/file"_s), qPrintable(done.error().detail));
    }
};

QTEST_GUILESS_MAIN(TestMark)
#include "tst_mark.moc"
