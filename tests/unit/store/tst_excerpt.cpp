// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/excerpt.h"

#include "models/policy/alertrule.h"
#include "models/store/mark.h"
#include "models/store/momentreader.h"
#include "models/store/storereader.h"
#include "models/store/storewriter.h"
#include "tests/unit/store/looks.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 hour = 3600;

LookRow rowOf(const QString &ns, const QString &queue, TaskType type, qint64 time, qint64 backlog)
{
    LookRow row = rowAt(queue, time, backlog);
    row.key.ns = ns;
    row.type = type;
    return row;
}

Judgement judgementAt(const QString &queue, qint64 time, Signal signal)
{
    return {timeOf(time), {u"ns"_s, queue}, signal, true, {}, u"grows"_s, u"since %1"_s.arg(time)};
}

/// A store of three hours: one queue of each kind, one that is looked at seldom, one that nobody may read.
class Store
{
public:
    Store()
    {
        auto writer = StoreWriter::open(path, {}).value();
        for (qint64 time = aMinute; time <= aMinute + 3 * hour; time += 10) {
            const qint64 backlog = (time - aMinute) / 10 % 70;
            StoreBatch batch;
            if (time < aMinute + hour + 300 || time > aMinute + hour + 900) // nobody watched in between
                batch.looks = {rowOf(u"ns"_s, u"both"_s, TaskType::Workflow, time, backlog),
                               rowOf(u"ns"_s, u"both"_s, TaskType::Activity, time, 2 * backlog),
                               rowOf(u"secret"_s, u"hidden"_s, TaskType::Workflow, time, backlog)};
            if ((time - aMinute) % 1800 == 0)
                batch.looks.push_back(rowAt(u"seldom"_s, time, backlog, 3610));
            if ((time - aMinute) % 700 == 0) {
                batch.judgements = {
                    judgementAt(u"both"_s, time, backlog % 2 == 0 ? Signal::Danger : Signal::Clear)};
                batch.transitions = {{timeOf(time),
                                      u"backlog"_s,
                                      {u"ns"_s, u"both"_s},
                                      TaskType::Workflow,
                                      AlertState::Firing,
                                      backlog},
                                     {timeOf(time), u"unreachable"_s, theCluster, TaskType::Workflow,
                                      AlertState::Firing, backlog},
                                     {timeOf(time),
                                      u"task_failures"_s,
                                      {u"ns"_s, {}},
                                      TaskType::Workflow,
                                      AlertState::Firing,
                                      backlog}};
            }
            if ((time - aMinute) % 60 == 0) {
                for (const QString &ns : {u"ns"_s, u"secret"_s}) {
                    batch.open.push_back({ns, time + 3, 130, backlog, {}});
                    batch.closes.push_back({ns, time - 120, time - 60, time + 3, {}, aMinute, 0});
                }
                batch.calls = {{time, CallKind::Looks, 100 + backlog, 0}};
            }
            if ((time - aMinute) % 1000 == 0)
                for (const QString &ns : {u"ns"_s, u"secret"_s})
                    batch.versions.push_back({{ns, ns == u"ns"_s ? u"both"_s : u"hidden"_s},
                                              timeOf(time),
                                              {u"of-"_s + ns, {}, 0},
                                              {u"to-"_s + ns, u"ramp"_s, 12.5}});
            if (time == aMinute)
                batch.judgements.push_back(judgementAt(u"seldom"_s, time, Signal::Caution));
            QVERIFY(writer.write(batch, time));
        }
        for (qint64 time = aMinute; time <= aMinute + 3 * hour; time += hour / 2)
            for (const QueueKey &key :
                 {QueueKey{u"ns"_s, u"both"_s}, {u"secret"_s, u"hidden"_s}, theCluster}) {
                Mark mark;
                mark.alert = {u"backlog"_s, key, TaskType::Workflow};
                mark.time = timeOf(time) + 250ms;
                mark.person = key.ns + u"-person"_s;
                QVERIFY(writeMark(path, mark));
            }
    }

    [[nodiscard]] ExcerptOrder order() const
    {
        return {{u"eu"_s, timeOf(from), timeOf(to)},
                {u"ns"_s},
                {{timeOf(from + 60), u"{\"verb\":\"terminate\"}"_s}, {timeOf(from + 5), u"{}"_s}}};
    }
    [[nodiscard]] Result<ExcerptSize> write() const { return writeExcerpt(path, file, order()); }
    [[nodiscard]] static QByteArray bytes(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir folder;
    QString path = folder.filePath(u"past.sqlite"_s);
    QString file = folder.filePath(u"box.sqlite"_s);
    const qint64 from = aMinute + hour;
    const qint64 to = aMinute + 2 * hour;
};

PastMoment readableOf(PastMoment moment)
{
    std::erase_if(moment.looks, [](const PastLook &look) { return look.sample.key.ns != u"ns"_s; });
    std::erase_if(moment.namespaces, [](const PastCounts &counts) { return counts.ns != u"ns"_s; });
    return moment;
}

} // namespace

class TestExcerpt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anHourReopensToTheSameBoard();
    void aChartOfItIsTheSame();
    void whatWasCountedIsInIt();
    void anOlderStoreHasNoCounts();
    void whatWasSaidAndVersionsAreInIt();
    void anOlderStoreHasNeither();
    void whatMayNotBeReadIsNotInIt();
    void itSaysWhatItIs();
    void readingLeavesItAsItIs();
    void aFileThatIsThereIsRefused();
    void nothingIsLeftOfAnExportThatFails();
    void anExportThatWasKilledOrIsUnderWayIsLeftAlone();
    void otherFilesAreRefused();
    void aNewerFileIsRefused();
};

void TestExcerpt::anHourReopensToTheSameBoard()
{
    const Store store;
    const auto size = store.write();
    QVERIFY2(size, size ? "" : qPrintable(size.error().detail));
    QCOMPARE(size->queues, qint64(2));
    for (qint64 time = store.from; time <= store.to; time += 7) {
        const auto then = readMoment(store.path, timeOf(time), 15min);
        const auto again = readMoment(store.file, timeOf(time), 15min);
        QVERIFY(then && again);
        QCOMPARE(again->looks.size(), std::size_t(2));
        QVERIFY(again->namespaces.at(0).running && again->namespaces.at(0).closes);
        QVERIFY2(*again == readableOf(*then), qPrintable(QString::number(time - store.from)));
    }
}

void TestExcerpt::aChartOfItIsTheSame()
{
    const Store store;
    QVERIFY(store.write());
    const PastQuery query{{u"ns"_s, u"both"_s}, timeOf(store.from), timeOf(store.to), Series::everyLook};
    const auto then = readPast(store.path, query);
    const auto again = readPast(store.file, query);
    QVERIFY(then && again);
    const auto within = [&](const Series &series) { // but for what enters the picture from the left
        std::vector<SeriesPoint> points(series.points().begin(), series.points().end());
        std::erase_if(points, [&](const SeriesPoint &p) { return p.sample.time < timeOf(store.from); });
        return points;
    };
    QVERIFY(within(*then).size() > 200);
    QVERIFY(within(*then) == within(*again));
    QCOMPARE(*readTransitions(store.file, timeOf(0), timeOf(2 * aMinute)),
             *readTransitions(store.path, timeOf(store.from), timeOf(store.to)));
}

void TestExcerpt::whatWasCountedIsInIt()
{
    const Store store;
    QVERIFY(store.write());
    const auto number = [&](const QString &sql) {
        const auto connection = SqlConnection::open(store.file, SqlConnection::Access::Read);
        return connection->value(sql).value().toLongLong();
    };
    QCOMPARE(number(u"SELECT count(*) FROM namespace"_s), 1);
    for (const QString &table : {u"running"_s, u"closed"_s}) {
        const qint64 rows = number(u"SELECT count(*) FROM "_s + table);
        QVERIFY2(rows > 60 && rows < 90, qPrintable(QString::number(rows))); // of three hours
    }
    QCOMPARE(number(u"SELECT min(time) FROM calls"_s), store.from);
    QCOMPARE(number(u"SELECT max(time) FROM calls"_s), store.to);
}

void TestExcerpt::anOlderStoreHasNoCounts()
{
    const Store store;
    for (const QString &table : {u"running"_s, u"closed"_s, u"calls"_s, u"namespace"_s})
        QVERIFY(SqlConnection::open(store.path, SqlConnection::Access::Write)->run(u"DROP TABLE "_s + table));
    const auto size = store.write();
    QVERIFY2(size, size ? "" : qPrintable(size.error().detail));
    QVERIFY(size->looks > 0 && readMoment(store.file, timeOf(store.from)));
}

void TestExcerpt::whatWasSaidAndVersionsAreInIt()
{
    const Store store;
    QVERIFY(store.write());
    const QueueKey both{u"ns"_s, u"both"_s};
    const auto versions = readVersions(store.file, both, timeOf(0), timeOf(2 * aMinute));
    QVERIFY(versions);
    QCOMPARE(versions->size(), std::size_t(4)); // every 1,000 s of three hours, of the second one
    QVERIFY(*versions == *readVersions(store.path, both, timeOf(store.from), timeOf(store.to)));
    QCOMPARE(versions->front().time, timeOf(aMinute + 4000));
    QVERIFY((versions->front().to == QueueVersions{u"to-ns"_s, u"ramp"_s, 12.5}));
    const auto marks = readMarks(store.file, timeOf(0));
    QVERIFY(marks);
    QStringList persons;
    for (const Mark &mark : *marks)
        persons << mark.person;
    persons.sort();
    QCOMPARE(persons, QStringList({u"-person"_s, u"-person"_s, u"-person"_s, u"ns-person"_s, u"ns-person"_s,
                                   u"ns-person"_s})); // half-hourly, the last one of its last second
    QVERIFY(*marks == *readMarks(store.file, timeOf(store.from), timeOf(store.to) + 1s));
    QCOMPARE(readMarks(store.file, timeOf(store.from), timeOf(store.from) + 1s)->size(), std::size_t(2));
}

void TestExcerpt::anOlderStoreHasNeither()
{
    const Store store;
    for (const QString &table : {u"mark"_s, u"version"_s})
        QVERIFY(SqlConnection::open(store.path, SqlConnection::Access::Write)->run(u"DROP TABLE "_s + table));
    const auto size = store.write();
    QVERIFY2(size, size ? "" : qPrintable(size.error().detail));
    QVERIFY(size->looks > 0);
    QVERIFY(readMarks(store.file, timeOf(0))->empty());
    QVERIFY(readVersions(store.path, {u"ns"_s, u"both"_s}, timeOf(0), timeOf(2 * aMinute))->empty());
}

void TestExcerpt::whatMayNotBeReadIsNotInIt()
{
    const Store store;
    QVERIFY(store.write());
    const QByteArray bytes = Store::bytes(store.file);
    QVERIFY(bytes.contains("both") && bytes.contains("of-ns"));
    QVERIFY(!bytes.contains("of-secret") && !bytes.contains("secret-person"));
    QVERIFY(!bytes.contains("secret") && !bytes.contains("hidden"));
}

void TestExcerpt::itSaysWhatItIs()
{
    const Store store;
    QVERIFY(store.write());
    QCOMPARE(*readLabel(store.file), store.order().label);
    const auto notes = readNotes(store.file);
    QVERIFY(notes);
    QCOMPARE(notes->size(), std::size_t(2));
    QCOMPARE(notes->back(), store.order().notes.front()); // by time
}

void TestExcerpt::readingLeavesItAsItIs()
{
    const Store store;
    QVERIFY(store.write());
    QCOMPARE(QFile::permissions(store.file) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const QByteArray before = Store::bytes(store.file);
    const QStringList files = QDir(store.folder.path()).entryList({u"box*"_s});
    QCOMPARE(files, QStringList{u"box.sqlite"_s});
    QVERIFY(QFile::setPermissions(store.file, QFile::ReadOwner));
    QVERIFY(readMoment(store.file, timeOf(store.from)) && readLabel(store.file));
    QCOMPARE(Store::bytes(store.file), before);
    QCOMPARE(QDir(store.folder.path()).entryList({u"box*"_s}), files);
}

void TestExcerpt::aFileThatIsThereIsRefused()
{
    const Store store;
    QFile mine(store.file);
    QVERIFY(mine.open(QIODevice::WriteOnly) && mine.write("mine") == 4);
    mine.close();
    const auto size = store.write();
    QVERIFY(!size && size.error().detail.contains(u"there is a file of that name already"_s));
    QCOMPARE(Store::bytes(store.file), "mine"_ba);
}

void TestExcerpt::nothingIsLeftOfAnExportThatFails()
{
    QTemporaryDir folder;
    const QString damaged = folder.filePath(u"past.sqlite"_s);
    QFile file(damaged);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(8192, 'x')) > 0);
    file.close();
    QVERIFY(!writeExcerpt(damaged, folder.filePath(u"box"_s), {}));
    QVERIFY(!writeExcerpt(folder.filePath(u"none"_s), folder.filePath(u"box"_s), {}));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"past.sqlite"_s});
}

void TestExcerpt::anExportThatWasKilledOrIsUnderWayIsLeftAlone()
{
    const Store store;
    const QString others = store.file + u".partial"_s;
    QFile begun(others);
    QVERIFY(begun.open(QIODevice::WriteOnly));
    begun.write("half of it");
    begun.close();
    QVERIFY(store.write());
    QCOMPARE(Store::bytes(others), QByteArray("half of it"));
    QCOMPARE(QDir(store.folder.path()).entryList({u"box*"_s}),
             QStringList({u"box.sqlite"_s, u"box.sqlite.partial"_s}));
    QCOMPARE(QFile::permissions(store.file) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestExcerpt::otherFilesAreRefused()
{
    const Store store;
    QVERIFY(store.write());
    const auto said = [](const QString &path) {
        const auto label = readLabel(path);
        return label ? QString() : label.error().detail;
    };
    QVERIFY(said(store.folder.filePath(u"none"_s)).endsWith(u"there is no such file"_s));
    QVERIFY2(said(store.path).contains(u"no black box"_s), "a store is none");
    QFile text(store.folder.filePath(u"text"_s));
    QVERIFY(text.open(QIODevice::WriteOnly) && text.write(QByteArray(5000, 'x')) > 0);
    text.close();
    QVERIFY2(said(text.fileName()).contains(u"no black box"_s), qPrintable(said(text.fileName())));
    QFile cut(store.file);
    QVERIFY(cut.resize(2000));
    QVERIFY2(said(store.file).contains(u"no black box"_s), qPrintable(said(store.file)));
}

void TestExcerpt::aNewerFileIsRefused()
{
    const Store store;
    QVERIFY(store.write());
    QVERIFY(SqlConnection::open(store.file, SqlConnection::Access::Write)
                ->run(u"UPDATE schema SET version = 99"_s));
    const auto label = readLabel(store.file);
    QVERIFY(!label && label.error().detail.contains(u"a newer Signalbox made it"_s));
}

QTEST_GUILESS_MAIN(TestExcerpt)
#include "tst_excerpt.moc"
