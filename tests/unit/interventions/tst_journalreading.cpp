// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/journal.h"

#include "tests/unit/temporal/await.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

const QString profile = u"p"_s;

QJsonObject intentOf(const QString &op)
{
    return {
        {u"kind"_s, u"intent"_s}, {u"op"_s, op}, {u"profile"_s, profile}, {u"reason"_s, QString(300, u'x')}};
}

QJsonObject outcomeOf(const QString &op)
{
    return {{u"kind"_s, u"outcome"_s}, {u"op"_s, op}, {u"outcome"_s, u"done"_s}};
}

QByteArray lineOf(const QJsonObject &record)
{
    return QJsonDocument(record).toJson(QJsonDocument::Compact) + '\n';
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QStringList openIn(const Journal &journal)
{
    QStringList ops;
    const auto open = await(journal.openIntents(profile));
    if (!open)
        return {open.error().detail};
    for (const QJsonObject &intent : open->intents)
        ops << intent[u"op"_s].toString();
    return ops;
}

/// What was read by read(2) and its kin so far: by this process, or by this thread.
qint64 bytesRead(const QString &whose)
{
    QFile file(u"/proc/%1/io"_s.arg(whose));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    return file.readLine().split(' ').last().trimmed().toLongLong(); // "rchar: 6976"
}

/// Another process of this program that carries out an intent until it is killed.
int beginInChild(const QString &path, const QString &op)
{
    Journal journal(path);
    const auto claim = await(journal.begin(intentOf(op)));
    std::printf(claim ? "begun\n" : "refused\n");
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace

class TestJournalReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsAHundredThousandRecordsOnce();
    void readsAFileAnewThatWasReplacedOrCut();
    void aLineThatIsStillBeingWrittenIsReadLater();
    void skipsALineOfMegabytes();
    void anIntentIsInOneHandAtATime();
    void anIntentThatEndedCannotBeClaimed();
    void aProcessThatIsKilledGivesItsIntentBack();
    void beginsNothingWithoutItsClaim();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

void TestJournalReading::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_path = m_dir->filePath(u"journal.jsonl"_s);
}

void TestJournalReading::readsAHundredThousandRecordsOnce()
{
    QByteArray bytes;
    for (int i = 0; i < 50'000; ++i) {
        const QString op = QString::number(i);
        bytes += lineOf(intentOf(op));
        if (i % 10'000 != 17)
            bytes += lineOf(outcomeOf(op));
    }
    QVERIFY(write(m_path, bytes));
    Journal journal(m_path);
    const qint64 before = bytesRead(u"self"_s);
    const qint64 ownerBefore = bytesRead(u"thread-self"_s);
    QCOMPARE(openIn(journal), (QStringList{u"17"_s, u"10017"_s, u"20017"_s, u"30017"_s, u"40017"_s}));
    QVERIFY(bytesRead(u"self"_s) - before >= bytes.size());
    QVERIFY(bytesRead(u"thread-self"_s) - ownerBefore < 10'000);

    QVERIFY(await(journal.append(outcomeOf(u"10017"_s))));
    QVERIFY(await(journal.append(intentOf(u"new"_s))));
    const qint64 later = bytesRead(u"self"_s);
    QCOMPARE(openIn(journal), (QStringList{u"17"_s, u"20017"_s, u"30017"_s, u"40017"_s, u"new"_s}));
    QVERIFY(bytesRead(u"self"_s) - later < 10'000);
}

void TestJournalReading::readsAFileAnewThatWasReplacedOrCut()
{
    Journal journal(m_path);
    QCOMPARE(openIn(journal), QStringList());
    QVERIFY(write(m_path, lineOf(intentOf(u"1"_s)) + lineOf(intentOf(u"2"_s)) + "torn"));
    QCOMPARE(openIn(journal), (QStringList{u"1"_s, u"2"_s}));
    QVERIFY(QFile(m_path).resize(lineOf(intentOf(u"1"_s)).size()));
    QCOMPARE(openIn(journal), QStringList{u"1"_s});
    QVERIFY(QFile::rename(m_path, m_path + u".old"_s));
    QCOMPARE(openIn(journal), QStringList());
    QVERIFY(await(journal.append(intentOf(u"3"_s))));
    QVERIFY(await(journal.append(intentOf(u"4"_s))));
    QCOMPARE(openIn(journal), (QStringList{u"3"_s, u"4"_s}));
    QCOMPARE(await(journal.openIntents(profile))->unreadableLines, 0);
}

void TestJournalReading::aLineThatIsStillBeingWrittenIsReadLater()
{
    const QByteArray line = lineOf(intentOf(u"1"_s));
    QVERIFY(write(m_path, line.first(100)));
    Journal journal(m_path);
    QCOMPARE(openIn(journal), QStringList());
    QCOMPARE(await(journal.openIntents(profile))->unreadableLines, 1);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::Append));
    file.write(line.sliced(100));
    file.close();
    QCOMPARE(openIn(journal), QStringList{u"1"_s});
    QCOMPARE(await(journal.openIntents(profile))->unreadableLines, 0);
}

void TestJournalReading::skipsALineOfMegabytes()
{
    QVERIFY(
        write(m_path, lineOf(intentOf(u"1"_s)) + QByteArray(5 << 20, 'x') + '\n' + lineOf(intentOf(u"2"_s))));
    Journal journal(m_path);
    QCOMPARE(openIn(journal), (QStringList{u"1"_s, u"2"_s}));
    QVERIFY(await(journal.openIntents(profile))->unreadableLines > 0);
}

void TestJournalReading::anIntentIsInOneHandAtATime()
{
    Journal here(m_path);
    Journal there(m_path);
    {
        const auto claim = await(here.begin(intentOf(u"1"_s)));
        QVERIFY(claim);
        QCOMPARE(openIn(there), QStringList{u"1"_s});
        QCOMPARE(await(there.claim(u"1"_s)).error().kind, ErrorKind::LostRace);
        QCOMPARE(await(here.claim(u"1"_s)).error().kind, ErrorKind::LostRace);
        QVERIFY(await(here.begin(intentOf(u"2"_s))));
    }
    const auto claim = await(there.claim(u"1"_s));
    QVERIFY(claim);
    QVERIFY(await(there.claim(u"2"_s))); // its own was dropped
}

void TestJournalReading::anIntentThatEndedCannotBeClaimed()
{
    Journal here(m_path);
    Journal there(m_path);
    QVERIFY(await(here.begin(intentOf(u"1"_s))));
    QCOMPARE(openIn(there), QStringList{u"1"_s});
    QVERIFY(await(here.append(outcomeOf(u"1"_s))));
    QCOMPARE(await(there.claim(u"1"_s)).error().kind, ErrorKind::LostRace);
    QCOMPARE(await(there.claim(u"never"_s)).error().kind, ErrorKind::LostRace);
}

void TestJournalReading::aProcessThatIsKilledGivesItsIntentBack()
{
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), {u"--begin"_s, m_path, u"1"_s});
    QVERIFY(child.waitForReadyRead(30'000));
    QCOMPARE(child.readAllStandardOutput(), QByteArray("begun\n"));
    Journal journal(m_path);
    QCOMPARE(openIn(journal), QStringList{u"1"_s});
    QCOMPARE(await(journal.claim(u"1"_s)).error().kind, ErrorKind::LostRace);
    child.kill();
    QVERIFY(child.waitForFinished());
    QVERIFY(await(journal.claim(u"1"_s)));
}

void TestJournalReading::beginsNothingWithoutItsClaim()
{
    QVERIFY(QDir(m_dir->path()).mkdir(u"underway.lock"_s)); // no file can be there
    Journal journal(m_path);
    const auto begun = await(journal.begin(intentOf(u"1"_s)));
    QVERIFY(!begun);
    QVERIFY2(begun.error().detail.contains(u"underway.lock"_s), qPrintable(begun.error().detail));
    QVERIFY(!QFileInfo::exists(m_path));
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    dispatcher::init();
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments[1] == u"--begin"_s)
        return beginInChild(arguments[2], arguments[3]);
    TestJournalReading test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_journalreading.moc"
