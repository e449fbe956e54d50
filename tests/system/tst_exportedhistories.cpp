// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/program.h"

#include <QDateTime>
#include <QDir>
#include <QJsonArray>
#include <QTest>

// `signalbox histories export` at the real stack: what is written is what the Python SDK reads and replays.

using namespace signalbox;

namespace {

const QString prod = u"stratmaster-prod"_s;

} // namespace

class TestExportedHistories : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;

    [[nodiscard]] QString folder() const { return m_home.filePath(u"out"_s); }
    Ended run(const QString &user, const QString &ns)
    {
        return runProgram(m_home, user, Settings().text(),
                          {u"histories"_s, u"export"_s, folder(), u"--namespace"_s, ns});
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!RealStack::isThere())
            QFAIL("needs the environment of `tests/stack/stack env`");
        QVERIFY(m_home.isValid());
    }

    void whatIsWrittenIsReplayed()
    {
        const QString attempt = QString::number(QDateTime::currentSecsSinceEpoch());
        const QString id = u"export/"_s + attempt;
        const QString cancelled = RealStack::start(prod, u"research_workflows"_s, u"ReviewWorkflow"_s, id);
        const QString open =
            RealStack::start(prod, u"research_workflows"_s, u"ReviewWorkflow"_s, u"open-"_s + attempt);
        QVERIFY(!cancelled.isEmpty() && !open.isEmpty());
        QVERIFY(RealStack::cancel(prod, id));
        QTest::qWait(3'000); // until the list has it closed
        const Ended ended = run(u"vic"_s, prod);
        QVERIFY2(ended.code == 0, ended.all().constData());
        QVERIFY2(ended.out.startsWith("Histories: "), ended.out.constData());
        const QStringList names = QDir(folder()).entryList({u"*.json"_s}, QDir::Files);
        const QString file = u"export%2F"_s + attempt + u'_' + cancelled + u".json"_s;
        QVERIFY2(names.contains(file), qPrintable(names.join(u' ')));
        QVERIFY(!names.join(u' ').contains(open));
        QStringList paths;
        for (const QString &name : names)
            paths << QDir(folder()).filePath(name);
        const QList<QJsonObject> replays = RealStack::replay(paths);
        QCOMPARE(replays.size(), names.size());
        for (const QJsonObject &replay : replays)
            QVERIFY2(replay[u"failure"_s].isNull(), QJsonDocument(replay).toJson().constData());

        // Event by event it is what the SDK gets from the server.
        QFile written(QDir(folder()).filePath(file));
        QVERIFY(written.open(QIODevice::ReadOnly));
        const auto events = QJsonDocument::fromJson(written.readAll()).object()[u"events"_s].toArray();
        const QList<QJsonObject> asked = RealStack::history(prod, id);
        QCOMPARE(events.size(), asked.size());
        for (qsizetype i = 0; i < asked.size(); ++i)
            QCOMPARE(events[i].toObject(), asked[i]);

        // And who begins again reads nothing twice.
        const Ended again = run(u"vic"_s, prod);
        QVERIFY2(again.code == 0, again.all().constData());
        QVERIFY2(again.out.contains(QByteArray::number(names.size()) + " there already"),
                 again.out.constData());
        QVERIFY2(again.out.startsWith("Histories: 0 written"), again.out.constData());
    }

    void whoMayNotReadThemIsTold()
    {
        const Ended ended = run(u"tess"_s, prod);
        QCOMPARE(ended.code, 4);
        QVERIFY(ended.out.isEmpty());
        QVERIFY2(ended.err.contains("lacks") || ended.err.contains("may not") || ended.err.contains("refuse"),
                 ended.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestExportedHistories)
#include "tst_exportedhistories.moc"
