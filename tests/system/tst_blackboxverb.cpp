// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/format.h"
#include "models/store/excerpt.h"
#include "models/store/momentreader.h"
#include "models/store/storekeeper.h"
#include "tests/system/program.h"

#include <QTest>

// `signalbox blackbox export` at the real stack: who signs in gets what the server lets them read.

using namespace signalbox;
using namespace std::chrono_literals;

namespace {

const Instant start{1'796'040'000s};

/// A store with ten minutes of a queue in each of these namespaces.
void writeStore(const QString &path, const QStringList &namespaces)
{
    StoreKeeper keeper(path);
    StoreBatch batch;
    for (Milliseconds at = 0s; at <= 10min; at += 10s)
        for (const QString &ns : namespaces) {
            QueueSample sample;
            sample.key = {ns, ns + u".evals"_s};
            sample.time = start + at;
            sample.sinceBoot = at;
            sample.interval = 10s;
            sample.workflowBacklog = at / 10s;
            for (const LookRow &row : rowsOf(sample))
                batch.looks.push_back(row);
        }
    QVERIFY(keeper.keep(std::move(batch), start + 10min).state == Kept::State::Recording);
}

} // namespace

class TestBlackBoxVerb : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;
    const QString m_file = m_home.filePath(u"night.blackbox"_s);

    Ended exportAs(const QString &user)
    {
        return runProgram(m_home, user, Settings().text(),
                          {u"blackbox"_s, u"export"_s, m_file, u"--from"_s, formatIso(start), u"--to"_s,
                           formatIso(start + 5min)});
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!RealStack::isThere())
            QFAIL("needs the environment of `tests/stack/stack env`");
        QVERIFY(m_home.isValid());
    }
    void init() { QFile::remove(m_file); }

    void withoutAStoreThereIsNothingToWrite()
    {
        const Ended ended = exportAs(u"ada"_s);
        QCOMPARE(ended.code, 4);
        QVERIFY2(ended.err.contains("nothing was kept of this profile yet"), ended.all().constData());
        QVERIFY(ended.out.isEmpty() && !QFile::exists(m_file));
    }

    void whatMayBeReadIsWritten_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<QStringList>("namespaces");
        QTest::newRow("operator") << u"ada"_s << QStringList{u"stratmaster-prod"_s, u"tenant-acme"_s};
        QTest::newRow("tenant") << u"tess"_s << QStringList{u"tenant-acme"_s};
    }
    void whatMayBeReadIsWritten()
    {
        QFETCH(QString, user);
        QFETCH(QStringList, namespaces);
        writeStore(m_home.filePath(u"signalbox/stratmaster/past.sqlite"_s),
                   {u"nowhere"_s, u"stratmaster-prod"_s, u"tenant-acme"_s});
        const Ended ended = exportAs(user);
        QVERIFY2(ended.code == 0, ended.all().constData());
        QVERIFY2(ended.out.contains("night.blackbox"), ended.out.constData());
        const auto moment = readMoment(m_file, start + 4min);
        QVERIFY(moment);
        QStringList found;
        for (const PastLook &look : moment->looks) {
            found << look.sample.key.ns;
            QCOMPARE(look.sample.workflowBacklog, 24);
        }
        QCOMPARE(found, namespaces);
        QCOMPARE(*readLabel(m_file), (ExcerptLabel{u"stratmaster"_s, start, start + 5min}));

        const Ended again = exportAs(user);
        QCOMPARE(again.code, 4);
        QVERIFY2(again.err.contains("there is a file of that name already"), again.all().constData());
    }
};

QTEST_GUILESS_MAIN(TestBlackBoxVerb)
#include "tst_blackboxverb.moc"
