// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/journal.h"
#include "models/interventions/journalfile.h"

#include "tests/unit/temporal/await.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <random>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

const QString profile = u"p"_s;

QJsonObject recordOf(const QString &op)
{
    return {{u"v"_s, 1},
            {u"kind"_s, u"intent"_s},
            {u"op"_s, op},
            {u"profile"_s, profile},
            {u"reason"_s, u"line\nbreak, \"quote\", é"_s}};
}

QStringList opsOf(const Journal::Open &contents)
{
    QStringList ops;
    for (const QJsonObject &record : contents.intents)
        ops << record[u"op"_s].toString();
    return ops;
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

mode_t modeOf(const QString &path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 07777 : 0;
}

/// Another process of this program that appends and says each record once it is acknowledged.
int appendInChild(const QString &path, const QString &prefix, int records)
{
    Journal journal(path);
    for (int i = 0; i < records; ++i) {
        const QString op = prefix + QString::number(i);
        if (!await(journal.append(recordOf(op))))
            return 1;
        std::printf("%s\n", qPrintable(op));
        std::fflush(stdout);
    }
    return 0;
}

void startChild(QProcess &process, const QString &path, const QString &prefix, int records)
{
    process.start(QCoreApplication::applicationFilePath(),
                  {u"--append"_s, path, prefix, QString::number(records)});
}

} // namespace

class TestJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isMadeOnTheFirstAppendForThisUserAlone();
    void tightensAFileThatOthersMayRead();
    void readsWhatWasAppendedInOrder();
    void setsOffATornLine();
    void countsUnreadableLines();
    void failsWithTheSystemsWords();
    void takesBackWhatADiskFullCut();
    void appendsThoughTheReplyIsDropped();
    void aJournalHeldByAnotherIsGivenUpInTwoSeconds();
    void aJournalHeldForAMomentIsWaitedFor();
    void keepsEveryAcknowledgedRecordThroughKill9();
    void takesWholeLinesFromTwoProcesses();
    void keepsProfilesApart_data();
    void keepsProfilesApart();

private:
    QTemporaryDir m_dir;
    [[nodiscard]] QString fresh() const
    {
        static int number = 0;
        return m_dir.filePath(u"%1/deeper/journal.jsonl"_s.arg(++number));
    }
};

void TestJournal::isMadeOnTheFirstAppendForThisUserAlone()
{
    const QString path = fresh();
    ::umask(0);
    Journal journal(path);
    QCOMPARE(await(journal.openIntents(profile))->intents.size(), std::size_t(0));
    QVERIFY(!QFileInfo::exists(path));
    QVERIFY(await(journal.append(recordOf(u"1"_s))));
    QCOMPARE(modeOf(path), mode_t(0600));
    QCOMPARE(modeOf(QFileInfo(path).path()), mode_t(0700));
    QCOMPARE(modeOf(QFileInfo(QFileInfo(path).path()).path()), mode_t(0700));
    QVERIFY(bytesOf(path).endsWith("}\n"));
    QCOMPARE(bytesOf(path).count('\n'), 1);
}

void TestJournal::tightensAFileThatOthersMayRead()
{
    const QString path = m_dir.filePath(u"open.jsonl"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    ::chmod(QFile::encodeName(path).constData(), 0644);
    Journal journal(path);
    QVERIFY(await(journal.append(recordOf(u"1"_s))));
    QCOMPARE(modeOf(path), mode_t(0600));
}

void TestJournal::readsWhatWasAppendedInOrder()
{
    const QString path = fresh();
    {
        Journal journal(path);
        std::vector<Reply<bool>> replies;
        replies.reserve(20);
        for (int i = 0; i < 20; ++i)
            replies.push_back(journal.append(recordOf(QString::number(i))));
        for (Reply<bool> &reply : replies)
            QVERIFY(await(std::move(reply)));
    }
    Journal again(path);
    const Journal::Open contents = *await(again.openIntents(profile));
    QCOMPARE(contents.unreadableLines, 0);
    QCOMPARE(contents.intents.size(), std::size_t(20));
    QCOMPARE(contents.intents[7], recordOf(u"7"_s));
}

void TestJournal::setsOffATornLine()
{
    const QString path = fresh();
    Journal journal(path);
    QVERIFY(await(journal.append(recordOf(u"1"_s))));
    QFile file(path);
    QVERIFY(file.open(QIODevice::Append));
    file.write("{\"v\":1,\"op\":\"to");
    file.close();
    QVERIFY(await(journal.append(recordOf(u"2"_s))));
    const Journal::Open contents = *await(journal.openIntents(profile));
    QCOMPARE(opsOf(contents), (QStringList{u"1"_s, u"2"_s}));
    QCOMPARE(contents.unreadableLines, 1);
}

void TestJournal::countsUnreadableLines()
{
    const QString path = m_dir.filePath(u"spoilt.jsonl"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray intent = R"({"kind":"intent","profile":"p","op":"%1"})";
    file.write('\n' + QByteArray(intent).replace("%1", "1") + "\nnonsense\n[1]\n\xFF\xFE\n" +
               QByteArray(intent).replace("%1", "2") + "\n\n{\"op\":");
    file.close();
    const Journal journal(path);
    const Journal::Open contents = *await(journal.openIntents(profile));
    QCOMPARE(opsOf(contents), (QStringList{u"1"_s, u"2"_s}));
    QCOMPARE(contents.unreadableLines, 4);
}

void TestJournal::failsWithTheSystemsWords()
{
    const QString file = m_dir.filePath(u"a-file"_s);
    QVERIFY(QFile(file).open(QIODevice::WriteOnly));
    Journal below(file + u"/journal.jsonl"_s);
    const Result<bool> notAFolder = await(below.append(recordOf(u"1"_s)));
    QVERIFY(!notAFolder);
    QVERIFY2(notAFolder.error().detail.contains(u"Not a directory"_s), qPrintable(notAFolder.error().detail));
    QCOMPARE(notAFolder.error().method, u"journal"_s);

    Journal folder(m_dir.path());
    QVERIFY(!await(folder.append(recordOf(u"1"_s))));
    QVERIFY(!await(folder.openIntents(profile)));
}

void TestJournal::takesBackWhatADiskFullCut()
{
    const QString path = fresh();
    Journal journal(path);
    QVERIFY(await(journal.append(recordOf(u"1"_s))));
    const qint64 size = QFileInfo(path).size();
    const auto oldHandler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit old = {};
    ::getrlimit(RLIMIT_FSIZE, &old);
    const rlimit tight{static_cast<rlim_t>(size) + 20, old.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &tight);
    const Result<bool> cut = await(journal.append(recordOf(u"2"_s)));
    ::setrlimit(RLIMIT_FSIZE, &old);
    std::signal(SIGXFSZ, oldHandler);
    QVERIFY(!cut);
    QCOMPARE(QFileInfo(path).size(), size);
    QVERIFY(await(journal.append(recordOf(u"3"_s))));
    const Journal::Open contents = *await(journal.openIntents(profile));
    QCOMPARE(opsOf(contents), (QStringList{u"1"_s, u"3"_s}));
    QCOMPARE(contents.unreadableLines, 0);
}

void TestJournal::appendsThoughTheReplyIsDropped()
{
    const QString path = fresh();
    {
        Journal journal(path);
        (void)journal.append(recordOf(u"1"_s));
    }
    QCOMPARE(opsOf(*await(Journal(path).openIntents(profile))), QStringList{u"1"_s});
}

/// The limit is the issue's two seconds, with room for a busy machine: before, it was for as long as it is
/// held.
void TestJournal::aJournalHeldByAnotherIsGivenUpInTwoSeconds()
{
    const QString path = fresh();
    QVERIFY(await(Journal(path).append(recordOf(u"1"_s))));
    Descriptor other(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
    QCOMPARE(::flock(other.get(), LOCK_EX), 0); // of the open file: as if by another process
    QElapsedTimer since;
    since.start();
    {
        Journal journal(path);
        const Reply<bool> dropped = journal.append(recordOf(u"2"_s)); // a queue of them waits no longer
        const Result<Claim> begun = await(journal.begin(recordOf(u"3"_s)));
        QVERIFY(!begun);
        QCOMPARE(begun.error().detail, path + u": another process keeps it locked"_s);
        QVERIFY(!await(journal.append(recordOf(u"4"_s))));
        QVERIFY(!await(journal.openIntents(profile)));
        for (int i = 0; i < 5; ++i) {
            (void)journal.append(recordOf(u"5"_s));
            (void)journal.claim(u"1"_s);
        }
    }
    QVERIFY2(since.elapsed() < 15'000, qPrintable(QString::number(since.elapsed())));
    other = Descriptor();
    QCOMPARE(opsOf(*await(Journal(path).openIntents(profile))), QStringList{u"1"_s});
}

void TestJournal::aJournalHeldForAMomentIsWaitedFor()
{
    const QString path = fresh();
    Journal journal(path);
    QVERIFY(await(journal.append(recordOf(u"1"_s))));
    Descriptor other(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
    QCOMPARE(::flock(other.get(), LOCK_EX), 0);
    Reply<bool> waiting = journal.append(recordOf(u"2"_s));
    QVERIFY(!waiting.takeFinished());
    other = Descriptor();
    QVERIFY(await(std::move(waiting)));
}

void TestJournal::keepsEveryAcknowledgedRecordThroughKill9()
{
    const QString path = fresh();
    std::mt19937 random(2026);
    QStringList acknowledged;
    for (int round = 0; round < 20; ++round) {
        QProcess child;
        startChild(child, path, u"r%1-"_s.arg(round), 1'000);
        QByteArray said;
        const auto lines = static_cast<qsizetype>(random() % 40);
        while (said.count('\n') < lines && child.waitForReadyRead(10'000))
            said += child.readAllStandardOutput();
        child.kill();
        QVERIFY(child.waitForFinished());
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);
        said += child.readAllStandardOutput();
        for (const QByteArray &line : said.left(said.lastIndexOf('\n') + 1).split('\n'))
            if (!line.isEmpty())
                acknowledged << QString::fromUtf8(line);
    }
    Journal journal(path);
    const QStringList kept = opsOf(*await(journal.openIntents(profile)));
    QVERIFY(acknowledged.size() > 100);
    for (const QString &op : acknowledged)
        QVERIFY2(kept.contains(op), qPrintable(op));
    QVERIFY(await(journal.append(recordOf(u"after"_s))));
    QCOMPARE(opsOf(*await(journal.openIntents(profile))).last(), u"after"_s);
}

void TestJournal::takesWholeLinesFromTwoProcesses()
{
    const QString path = fresh();
    QProcess first;
    QProcess second;
    startChild(first, path, u"a"_s, 200);
    startChild(second, path, u"b"_s, 200);
    QVERIFY(first.waitForFinished(60'000) && second.waitForFinished(60'000));
    QCOMPARE(first.exitCode(), 0);
    QCOMPARE(second.exitCode(), 0);
    const Journal journal(path);
    const Journal::Open contents = *await(journal.openIntents(profile));
    QCOMPARE(contents.unreadableLines, 0);
    const QStringList ops = opsOf(contents);
    QCOMPARE(ops.size(), 400);
    QCOMPARE(ops.filter(u"a"_s).last(), u"a199"_s);
    QCOMPARE(ops.filter(u"b"_s).first(), u"b0"_s);
}

void TestJournal::keepsProfilesApart_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("folder");
    QTest::newRow("plain") << u"prod-eu"_s << u"prod-eu"_s;
    QTest::newRow("upwards") << u".."_s << u"%2E%2E"_s;
    QTest::newRow("a path") << u"../a/b"_s << u"%2E%2E%2Fa%2Fb"_s;
    QTest::newRow("spaces") << u"prod eu"_s << u"prod%20eu"_s;
}

void TestJournal::keepsProfilesApart()
{
    QFETCH(QString, profile);
    QFETCH(QString, folder);
    qputenv("XDG_DATA_HOME", "/data");
    QCOMPARE(journalPath(profile), u"/data/signalbox/%1/journal.jsonl"_s.arg(folder));
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    dispatcher::init();
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 5 && arguments[1] == u"--append"_s)
        return appendInChild(arguments[2], arguments[3], arguments[4].toInt());
    TestJournal test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_journal.moc"
