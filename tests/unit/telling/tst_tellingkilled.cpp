// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/error.h"
#include "tests/fake/httpreceiver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <set>

// A console that is killed at random moments, and what its webhook was told in the end.

using namespace Qt::StringLiterals;
using namespace signalbox;

class TestTellingKilled : public QObject
{
    Q_OBJECT

    fake::HttpReceiver m_http;
    QTemporaryDir m_folder;

    void start(QProcess &console, int from, const QStringList &more = {})
    {
        console.start(QStringLiteral(TELLINGELSEWHERE),
                      QStringList{m_folder.filePath(u"eu/past.sqlite"_s), m_http.url().toString(),
                                  QString::number(from)} +
                          more);
    }
    /// Which messages told that of each queue.
    [[nodiscard]] std::map<QString, std::set<QByteArray>> told(const QString &state) const
    {
        std::map<QString, std::set<QByteArray>> ids;
        for (const auto &request : m_http.requests) {
            const QJsonObject object = QJsonDocument::fromJson(request.body).object();
            if (object[u"to"_s] == state && object[u"queue"_s].toString().startsWith(u'q'))
                ids[object[u"queue"_s].toString()].insert(request.headers["x-signalbox-delivery"]);
        }
        return ids;
    }

private Q_SLOTS:
    void eachArrivesOnceAndItsEndOnce()
    {
        bool isSet = false;
        const int asked = qEnvironmentVariableIntValue("SIGNALBOX_KILLS", &isSet);
        const int kills = isSet ? asked : 10;
        int fired = 0;
        for (int i = 0; i < kills; ++i) {
            QProcess console;
            start(console, fired);
            QVERIFY(QTest::qWaitFor([&] { return console.bytesAvailable() > 0; }, 60'000));
            QTest::qWait(static_cast<int>(QRandomGenerator::global()->bounded(1500)));
            console.kill(); // SIGKILL
            QVERIFY(console.waitForFinished());
            const QList<QByteArray> lines = console.readAllStandardOutput().split('\n');
            const int said = lines.at(lines.size() - 2).toInt(); // what follows the last newline is cut off
            QVERIFY(said > fired);
            fired = said;
        }
        QProcess rest;
        start(rest, fired, {u"rest"_s});
        const auto isOver = [&] { return told(u"inactive"_s).size() == std::size_t(fired); };
        [[maybe_unused]] const bool all = QTest::qWaitFor(isOver, 120'000);
        QTest::qWait(1000); // for what should not come
        rest.kill();
        QVERIFY(rest.waitForFinished());

        for (const QString &state : {u"firing"_s, u"inactive"_s}) {
            const auto ids = told(state);
            QCOMPARE(ids.size(), std::size_t(fired));
            for (const auto &[queue, each] : ids)
                QVERIFY2(each.size() == 1, qPrintable(queue + u' ' + state));
        }
        // Only what was under way as the console was killed comes again, with the id that it had.
        std::map<QByteArray, int> times;
        for (const auto &request : m_http.requests)
            ++times[request.headers["x-signalbox-delivery"]];
        const auto again = static_cast<int>(m_http.requests.size() - times.size());
        qInfo("%d alerts over %d kills; %d messages came twice, with the same id", fired, kills, again);
    }
};

QTEST_GUILESS_MAIN(TestTellingKilled)
#include "tst_tellingkilled.moc"
