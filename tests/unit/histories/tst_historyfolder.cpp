// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/histories/historyfolder.h"

#include "models/base/dispatcher.h"
#include "tests/unit/temporal/await.h"

#include <QDir>
#include <QTemporaryDir>

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QStringList filesOf(const QString &folder)
{
    return QDir(folder).entryList(QDir::Files); // but for hidden ones
}

} // namespace

class TestHistoryFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    static void initTestCase() { dispatcher::init(); }

    void aHistoryIsThereOnceItIsWhole()
    {
        const QTemporaryDir home;
        const QString path = home.filePath(u"a/b"_s);
        HistoryFolder folder(path);
        QVERIFY(await(folder.open()));
        QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        {
            const HistoryFolder::Draft draft = folder.begin(u"w_r.json"_s);
            QVERIFY(await(folder.append(draft, "{\"eventId\":\"1\"}")));
            QVERIFY(await(folder.append(draft, "")));
            QVERIFY(await(folder.append(draft, "{\"eventId\":\"2\"}")));
            QVERIFY(!QFile::exists(path + u"/w_r.json"_s));
            const Result<qint64> bytes = await(folder.finish(draft));
            QVERIFY(bytes);
            QCOMPARE(*bytes, contents(path + u"/w_r.json"_s).size());
        }
        QCOMPARE(contents(path + u"/w_r.json"_s),
                 QByteArray("{\"events\":[\n{\"eventId\":\"1\"},\n{\"eventId\":\"2\"}\n]}\n"));
        QCOMPARE(QFile::permissions(path + u"/w_r.json"_s) & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
        QCOMPARE(filesOf(path), QStringList{u"w_r.json"_s});
        QCOMPARE(await(folder.look({u"w_r.json"_s, u"no.json"_s})).value(),
                 (std::vector{HistoryThere::Whole, HistoryThere::Nothing}));
    }

    void whatIsGivenUpLeavesNothing()
    {
        const QTemporaryDir home;
        HistoryFolder folder(home.path());
        QVERIFY(await(folder.open()));
        {
            const HistoryFolder::Draft draft = folder.begin(u"w_r.json"_s);
            QVERIFY(await(folder.append(draft, "{}")));
            QVERIFY(filesOf(home.path()).filter(QRegularExpression(u"json$"_s)).isEmpty());
        }
        QVERIFY(QTest::qWaitFor([&] { return filesOf(home.path()).isEmpty(); }));
    }

    void whatAKillLeftGoesAndWhatIsOfOthersStays()
    {
        const QTemporaryDir home;
        put(home.filePath(u"w_r.json.Ab3dEf.partial"_s), "{\"events\":[\n{");
        put(home.filePath(u"mine.partial"_s), "x");
        put(home.filePath(u"w_r.json"_s), "another's");
        put(home.filePath(u"cut_r.json"_s), "{\"events\":[\n{}");
        QVERIFY(QFile::link(home.filePath(u"nowhere"_s), home.filePath(u"link_r.json"_s)));
        HistoryFolder folder(home.path());
        QVERIFY(await(folder.open()));
        QVERIFY(!QFile::exists(home.filePath(u"w_r.json.Ab3dEf.partial"_s)));
        QVERIFY(QFile::exists(home.filePath(u"mine.partial"_s)));
        QCOMPARE(await(folder.look({u"w_r.json"_s, u"cut_r.json"_s, u"link_r.json"_s})).value(),
                 (std::vector{HistoryThere::Another, HistoryThere::Another, HistoryThere::Another}));
        // One that came while a history was written is not replaced either.
        const HistoryFolder::Draft draft = folder.begin(u"w_r.json"_s);
        QVERIFY(await(folder.append(draft, "{}")));
        const Result<qint64> bytes = await(folder.finish(draft));
        QVERIFY(!bytes);
        QVERIFY2(bytes.error().detail.contains(u"w_r.json cannot be written: "_s),
                 qPrintable(bytes.error().detail));
        QCOMPARE(contents(home.filePath(u"w_r.json"_s)), QByteArray("another's"));
    }

    void oneExportWritesAtATime()
    {
        const QTemporaryDir home;
        {
            HistoryFolder first(home.path());
            QVERIFY(await(first.open()));
            HistoryFolder second(home.path());
            const Result<bool> opened = await(second.open());
            QVERIFY(!opened);
            QVERIFY2(opened.error().detail.contains(u"another export writes into it now"_s),
                     qPrintable(opened.error().detail));
        }
        HistoryFolder third(home.path());
        QVERIFY(await(third.open()));
    }

    void whatCannotBeWrittenSaysWhyAndWhatToDo()
    {
        const QTemporaryDir home;
        put(home.filePath(u"file"_s), "x");
        for (const QString &path : {home.filePath(u"file"_s), home.filePath(u"file/below"_s)}) {
            HistoryFolder folder(path);
            const Result<bool> opened = await(folder.open());
            QVERIFY(!opened);
            QCOMPARE(opened.error().kind, ErrorKind::Invalid);
            QVERIFY2(opened.error().detail.contains(path) &&
                         opened.error().detail.endsWith(u"Choose a folder that you may write into."_s),
                     qPrintable(opened.error().detail));
        }
        QCOMPARE(contents(home.filePath(u"file"_s)), QByteArray("x"));
    }

    void anyIdIsAName_data()
    {
        QTest::addColumn<QString>("workflowId");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << u"ingest-2231.a_b"_s << u"ingest-2231.a_b_r.json"_s;
        QTest::newRow("path") << u"../../etc/passwd"_s << u"%2E.%2F..%2Fetc%2Fpasswd_r.json"_s;
        QTest::newRow("hidden") << u".x"_s << u"%2Ex_r.json"_s;
        QTest::newRow("lines") << u"a\nb\tc ~"_s << u"a%0Ab%09c%20%7E_r.json"_s;
        QTest::newRow("words") << u"é%2F"_s << u"%C3%A9%252F_r.json"_s;
        QTest::newRow("none") << QString() << u"_r.json"_s;
    }
    void anyIdIsAName()
    {
        QFETCH(const QString, workflowId);
        QFETCH(const QString, name);
        QCOMPARE(historyFileName(workflowId, u"r"_s), name);
    }

    void aLongIdIsCutAndTheRunIsWhole()
    {
        const QString run = u"b1f3a0c2-6f0e-4f7c-9a53-0c7d1e889c44"_s;
        const QString name = historyFileName(QString(1000, u'ü'), run);
        QVERIFY(name.size() < 220); // and a draft's suffix
        QVERIFY(name.endsWith(u'_' + run + u".json"_s));
    }
};

QTEST_GUILESS_MAIN(TestHistoryFolder)
#include "tst_historyfolder.moc"
