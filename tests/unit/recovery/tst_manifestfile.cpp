// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/dispatcher.h"
#include "models/recovery/manifestreader.h"
#include "models/recovery/manifestwriter.h"
#include "tests/unit/temporal/await.h"

#include <QFileInfo>
#include <QTemporaryDir>

using namespace signalbox;
using namespace signalbox::manifest;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Instant begun{1'796'040'000s};

Run runOf(const QString &id, qint64 events)
{
    return {id, u"run of "_s + id, u"Order"_s, u"orders"_s, begun - 1h, events};
}

std::vector<Line> someLines()
{
    NamespaceConfig config;
    config.info.name = u"prod"_s;
    config.info.id = u"id"_s;
    config.info.state = NamespaceState::Registered;
    config.info.description = u"a \"quoted\"\nname \u202e with \U0001F600"_s;
    config.info.ownerEmail = u"ops@example.org"_s;
    config.info.retention = 30 * 24h;
    config.info.visibilityArchival = true;
    config.info.visibilityArchivalUri = u"s3://b"_s;
    config.visibility = {true, config.info.visibilityArchivalUri};
    config.data = {{u"k"_s, u"v"_s}};
    Run other = runOf(u"b"_s, 4);
    other.type = u"Refund"_s;
    Run unmeasured = runOf(u"c"_s, 0);
    unmeasured.historyLength.reset();
    unmeasured.started.reset();
    return {Head{u"eu"_s,
                 u"t:7233"_s,
                 begun,
                 ClusterInfo{u"c"_s, u"active"_s, u"1.32.1"_s, 4, u"p"_s, u"e"_s},
                 {}},
            Gap{Part::Namespaces, u"why"_s},
            Namespace{u"prod"_s, config, SearchAttributes{{u"Customer"_s, u"Keyword"_s}}},
            Schedule{u"nightly"_s, u"Sweep"_s, true},
            runOf(u"a"_s, 12),
            other,
            unmeasured,
            Queue{u"orders"_s, 2, {}},
            Namespace{u"denied"_s, {}, {}},
            Gap{Part::Configuration, u"refused"_s},
            Namespace{u"prod2"_s, {}, {}},
            runOf(u"d"_s, 5)};
}

} // namespace

class TestManifestFile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    const QString m_path = m_folder.filePath(u"cluster.manifest"_s);

    void writeSome(const std::vector<Line> &lines = someLines())
    {
        Writer writer(m_path);
        QVERIFY(await(writer.write(lines)));
        QVERIFY(await(writer.finish(begun + 5s)));
    }
    QByteArray bytes() const
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void setBytes(const QByteArray &bytes) const
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }

private Q_SLOTS:
    void initTestCase()
    {
        dispatcher::init();
        QVERIFY(m_folder.isValid());
    }
    void init() { QFile::remove(m_path); }

    void whatIsWrittenIsRead()
    {
        writeSome();
        Reader reader(m_path);
        const auto contents = reader.readAll();
        QVERIFY2(contents, contents ? "" : qPrintable(contents.error().detail));
        const std::vector<Line> lines = someLines();
        QCOMPARE(contents->head, std::get<Head>(lines[0]));
        QCOMPARE(contents->gaps, (std::vector<Gap>{std::get<Gap>(lines[1])}));
        QCOMPARE(contents->end.ended, begun + 5s);
        QCOMPARE(contents->end.counts, (Counts{3, 1, 4, 1, 2}));
        QCOMPARE(contents->sections.size(), std::size_t(3));
        const Section &first = contents->sections[0];
        QCOMPARE(first.ns, std::get<Namespace>(lines[2]));
        QCOMPARE(first.schedules, (std::vector<Schedule>{std::get<Schedule>(lines[3])}));
        QCOMPARE(first.queues, (std::vector<Queue>{std::get<Queue>(lines[7])}));
        QCOMPARE(first.newestStart, begun - 1h);
        QVERIFY(first.has(keyOf("run of a")) && !first.has(keyOf("run of d")));
        QVERIFY(contents->sections[1].lacks(Part::Configuration));
    }

    void theRunsOfANamespaceAreReadBitByBit()
    {
        writeSome();
        Reader reader(m_path);
        const auto contents = reader.readAll();
        QVERIFY(contents);
        const std::vector<Line> lines = someLines();
        QCOMPARE(*reader.runsOf(contents->sections[0], 2),
                 (std::vector<Run>{std::get<Run>(lines[4]), std::get<Run>(lines[5])}));
        QCOMPARE(*reader.runsOf(contents->sections[0], 2), (std::vector<Run>{std::get<Run>(lines[6])}));
        QVERIFY(reader.runsOf(contents->sections[0], 2)->empty());
        QVERIFY(reader.runsOf(contents->sections[1], 2)->empty());
        // Its type and queue are those of a run of another namespace, and are not taken from there.
        QCOMPARE(*reader.runsOf(contents->sections[2], 2), (std::vector<Run>{std::get<Run>(lines[11])}));
    }

    void aFileIsForItsOwnerAlone()
    {
        setBytes("old");
        QVERIFY(QFile::setPermissions(m_path, QFileDevice::ReadOwner | QFileDevice::ReadOther));
        writeSome();
        constexpr auto all =
            QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadUser | QFileDevice::WriteUser;
        QCOMPARE(QFileInfo(m_path).permissions(), all);
    }

    void oneThatIsNotFinishedLeavesWhatWasThere()
    {
        setBytes("old");
        {
            Writer writer(m_path);
            QVERIFY(await(writer.write(someLines())));
        }
        QCOMPARE(bytes(), "old");
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }

    void whereNothingCanBeWrittenThatIsSaid_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("folder") << m_folder.path();
        QTest::newRow("no such folder") << m_folder.filePath(u"none/file"_s);
        QTest::newRow("device") << u"/dev/null"_s;
    }
    void whereNothingCanBeWrittenThatIsSaid()
    {
        QFETCH(QString, path);
        Writer writer(path);
        const auto written = await(writer.write(someLines()));
        QVERIFY(!written);
        QVERIFY2(written.error().detail.contains(path), qPrintable(written.error().detail));
        QVERIFY(QFileInfo(u"/dev/null"_s).exists() && !QFileInfo(u"/dev/null"_s).isFile());
    }

    void anotherFileIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("why");
        writeSome();
        const QByteArray whole = bytes();
        const qsizetype lastLine = whole.lastIndexOf('\n', -2) + 1;
        QTest::newRow("empty") << QByteArray() << u"not a manifest"_s;
        QTest::newRow("text") << QByteArray("hello\n") << u"not a manifest"_s;
        QTest::newRow("binary") << QByteArray(100'000, '\xff') << u"not a manifest"_s;
        QTest::newRow("one endless line")
            << "{\"signalbox_manifest\":1,\"" + QByteArray(5'000'000, 'x') << u"too long"_s;
        QTest::newRow("its name in a text") << QByteArray("signalbox_manifest\n") << u"no JSON object"_s;
        QTest::newRow("newer") << QByteArray("{\"signalbox_manifest\":2}\n") << u"newer Signalbox"_s;
        QTest::newRow("without a time")
            << QByteArray("{\"signalbox_manifest\":1}\n") << u"when it was taken"_s;
        QTest::newRow("cut before its end") << whole.left(lastLine) << u"was cut"_s;
        QTest::newRow("cut in its end") << whole.left(whole.size() - 5) << u"was cut"_s;
        QTest::newRow("cut in a line") << whole.left(lastLine / 2) << u"was cut"_s;
        QTest::newRow("changed") << QByteArray(whole).replace("\"events\":12", "\"events\":13")
                                 << u"was changed"_s;
        const qsizetype secondLine = whole.indexOf('\n') + 1;
        QTest::newRow("a line less") << whole.left(secondLine) +
                                            whole.mid(whole.indexOf('\n', secondLine) + 1)
                                     << u"was changed"_s;
        QTest::newRow("a line more") << whole + "{}\n" << u"behind its last line"_s;
        QTest::newRow("a run before any namespace")
            << whole.left(secondLine) + "{\"run\":\"r\",\"id\":\"w\"}\n"
            << u"out of order"_s;
        QTest::newRow("of a kind unknown") << whole.left(secondLine) + "{\"colour\":1}\n" << u"a kind"_s;
        QTest::newRow("two heads") << whole.left(secondLine) + whole << u"out of order"_s;
    }
    void anotherFileIsRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, why);
        setBytes(bytes);
        const auto contents = Reader(m_path).readAll();
        QVERIFY(!contents);
        QVERIFY2(contents.error().detail.contains(why), qPrintable(contents.error().detail));
        QVERIFY(contents.error().detail.startsWith(m_path));
    }

    void aFileThatIsNotThereIsNamed()
    {
        const auto contents = Reader(m_path).readAll();
        QVERIFY(!contents && contents.error().detail.contains(m_path));
        QVERIFY(!Reader(m_folder.path()).readAll());
    }

    void aHundredThousandRunsAreSmall()
    {
        std::vector<Line> lines = someLines();
        for (int i = 0; i < 100'000; ++i)
            lines.emplace_back(Run{u"ingest-customer-%1"_s.arg(i, 24, 10, QChar(u'0')),
                                   u"00000000-0000-4000-8000-%1"_s.arg(i, 12, 10, QChar(u'0')), u"Ingest"_s,
                                   u"prod.ingest"_s, begun, i});
        writeSome(lines);
        QVERIFY2(QFileInfo(m_path).size() < 16'000'000,
                 qPrintable(QString::number(QFileInfo(m_path).size())));
        Reader reader(m_path);
        const auto contents = reader.readAll();
        QVERIFY(contents);
        qsizetype runs = 0;
        for (auto some = reader.runsOf(contents->sections[2], 1000); some && !some->empty();
             some = reader.runsOf(contents->sections[2], 1000))
            runs += static_cast<qsizetype>(some->size());
        QCOMPARE(runs, 100'001);
    }
};

QTEST_GUILESS_MAIN(TestManifestFile)
#include "tst_manifestfile.moc"
