// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/storekeeper.h"

#include "models/store/storefile.h"
#include "models/store/storereader.h"
#include "tests/unit/store/looks.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

const QueueKey key{u"ns"_s, u"q"_s};

/// The newest backlogs of `q`, oldest first.
QList<qint64> backlogs(const QString &path)
{
    const auto series =
        readPast(path, {key, timeOf(aMinute - 60), timeOf(aMinute + 7200), Series::everyLook}).value();
    QList<qint64> values;
    for (const SeriesPoint &point : series.points())
        values << *point.sample.workflowBacklog;
    return values;
}

Kept keepOne(StoreKeeper &keeper, qint64 time, qint64 backlog)
{
    return keeper.keep({{rowAt(key.queue, time, backlog)}, {}}, timeOf(time));
}

/// No file may grow over so many bytes: what a full disk does, without one.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;

private:
    rlimit m_before{};
};

} // namespace

class TestStoreKeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneOfTwoRecords();
    void aFullDiskLosesNothingThatIsNotTooMuch();
    void whereNothingMayBeWrittenItSaysSo();
    void aDamagedFileIsSetAside_data();
    void aDamagedFileIsSetAside();
    void aNewerFileIsLeftAlone();
    void aKillLosesNothingThatWasCommitted();

private:
    QTemporaryDir m_folder;
    [[nodiscard]] QString path() const
    {
        return m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()) + u".sqlite"_s);
    }
};

void TestStoreKeeper::oneOfTwoRecords()
{
    auto first = std::make_unique<StoreKeeper>(path());
    StoreKeeper second(path());
    QCOMPARE(keepOne(*first, aMinute, 1).state, Kept::State::Recording);
    QCOMPARE(keepOne(second, aMinute + 1, 2).state, Kept::State::Elsewhere);
    QCOMPARE(keepOne(*first, aMinute + 5, 3).state, Kept::State::Recording);
    first.reset();
    QCOMPARE(keepOne(second, aMinute + 10, 4).state, Kept::State::Recording);
    QCOMPARE(backlogs(path()), QList<qint64>({1, 3, 4}));
}

void TestStoreKeeper::aFullDiskLosesNothingThatIsNotTooMuch()
{
    StoreKeeper keeper(path());
    QCOMPARE(keepOne(keeper, aMinute, 1).state, Kept::State::Recording);
    {
        const FullDisk full(1024);
        const Kept kept = keepOne(keeper, aMinute + 5, 2);
        QCOMPARE(kept.state, Kept::State::Failed);
        QVERIFY2(kept.failure->detail.contains(path()), qPrintable(kept.failure->detail));
        const Transition firing{timeOf(aMinute + 10), u"backlog"_s,       key,
                                TaskType::Workflow,   AlertState::Firing, 3};
        QCOMPARE(keeper.keep({{rowAt(key.queue, aMinute + 10, 3)}, {firing}}, firing.time).state,
                 Kept::State::Failed);
    }
    QCOMPARE(readTransitions(path(), timeOf(0), timeOf(aMinute + 60)).value(), std::vector<Transition>());
    const Kept kept = keepOne(keeper, aMinute + 15, 4);
    QVERIFY2(kept.state == Kept::State::Recording, kept.failure ? qPrintable(kept.failure->detail) : "");
    QVERIFY(!kept.setAside);
    QCOMPARE(backlogs(path()), QList<qint64>({1, 2, 3, 4}));
    QCOMPARE(readTransitions(path(), timeOf(0), timeOf(aMinute + 60))->size(), std::size_t(1));
}

void TestStoreKeeper::whereNothingMayBeWrittenItSaysSo()
{
    const QString folder = m_folder.filePath(u"readonly"_s);
    QVERIFY(QDir().mkpath(folder));
    const auto readOnly = QFile::ReadOwner | QFile::ExeOwner | QFile::ReadGroup | QFile::ExeGroup;
    QVERIFY(QFile::setPermissions(folder, readOnly));
    QVERIFY(QFile::setPermissions(m_folder.path(), readOnly | QFile::WriteOwner));
    QStringList arguments{folder + u"/past.sqlite"_s, QString::number(aMinute)};
    if (::geteuid() == 0)
        arguments << u"as nobody"_s;
    QProcess writer;
    writer.start(QStringLiteral(STOREWRITING), arguments);
    QVERIFY(writer.waitForFinished());
    QCOMPARE(writer.exitCode(), 1);
    QCOMPARE(QString::fromLocal8Bit(writer.readAllStandardOutput()).trimmed(),
             folder + u"/past.sqlite.lock: Permission denied"_s);
}

void TestStoreKeeper::aDamagedFileIsSetAside_data()
{
    QTest::addColumn<qint64>("from");
    QTest::newRow("none of SQLite's") << qint64(0);
    QTest::newRow("damaged inside") << qint64(200);
}

void TestStoreKeeper::aDamagedFileIsSetAside()
{
    QFETCH(const qint64, from);
    const QString path = m_folder.filePath(QString::number(from) + u"/past.sqlite"_s);
    {
        StoreKeeper keeper(path);
        QCOMPARE(keepOne(keeper, aMinute, 1).state, Kept::State::Recording);
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(from));
    file.write(QByteArray(static_cast<int>(file.size() - from), '\x5a'));
    file.close();

    StoreKeeper keeper(path);
    const Kept kept = keepOne(keeper, aMinute + 5, 2);
    QVERIFY2(kept.state == Kept::State::Recording, kept.failure ? qPrintable(kept.failure->detail) : "");
    QVERIFY(kept.setAside && QFile::exists(*kept.setAside));
    QVERIFY(kept.setAside->startsWith(path + u".damaged-"_s));
    QVERIFY(!keepOne(keeper, aMinute + 10, 3).setAside);
    QCOMPARE(backlogs(path), QList<qint64>({2, 3}));
}

void TestStoreKeeper::aNewerFileIsLeftAlone()
{
    {
        StoreKeeper keeper(path());
        std::ignore = keepOne(keeper, aMinute, 1);
        const auto connection = SqlConnection::open(path(), SqlConnection::Access::Write).value();
        QVERIFY(connection.run(u"UPDATE schema SET version = 9"_s));
    }
    StoreKeeper keeper(path());
    const Kept kept = keepOne(keeper, aMinute + 5, 2);
    QCOMPARE(kept.state, Kept::State::Failed);
    QVERIFY(kept.failure->detail.contains(u"a newer Signalbox made it"_s));
    const auto read = readPast(path(), {key, timeOf(aMinute), timeOf(aMinute), 1});
    QCOMPARE(read.error().kind, ErrorKind::Unsupported);
}

/// At as many random moments as SIGNALBOX_KILLS says, the store growing over all of them.
void TestStoreKeeper::aKillLosesNothingThatWasCommitted()
{
    bool isSet = false;
    const int asked = qEnvironmentVariableIntValue("SIGNALBOX_KILLS", &isSet);
    const int kills = isSet ? asked : 20;
    qint64 committed = aMinute;
    for (int i = 0; i < kills; ++i) {
        QProcess writer;
        writer.start(QStringLiteral(STOREWRITING), {path(), QString::number(committed + 1)});
        QVERIFY(writer.waitForReadyRead());
        QTest::qWait(static_cast<int>(QRandomGenerator::global()->bounded(150)));
        writer.kill(); // SIGKILL
        QVERIFY(writer.waitForFinished());
        const QList<QByteArray> lines = writer.readAllStandardOutput().split('\n');
        const qint64 told =
            lines.at(lines.size() - 2).toLongLong(); // what follows the last newline is cut off
        QVERIFY(told > committed);
        committed = told;

        const auto connection = SqlConnection::open(path(), SqlConnection::Access::Write).value();
        QCOMPARE(connection.value(u"PRAGMA integrity_check"_s).value().toString(), u"ok"_s);
        const auto kept = connection.value(u"SELECT count(*) FROM look WHERE time > ? AND time <= ?"_s,
                                           {aMinute, committed});
        QCOMPARE(kept.value().toLongLong(), (committed - aMinute) * 50);
    }
}

QTEST_GUILESS_MAIN(TestStoreKeeper)
#include "tst_storekeeper.moc"
