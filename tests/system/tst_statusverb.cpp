// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/program.h"

#include <QDateTime>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

// `signalbox status` as a program of its own, without a display and without a keyring, at the real stack.

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

const QString prod = u"stratmaster-prod"_s;
const QString evals = u"stratmaster-prod.evals"_s;

QStringList names(const QJsonObject &report)
{
    QStringList names;
    for (const auto &ns : report[u"namespaces"_s].toArray())
        names << ns[u"name"_s].toString();
    return names;
}

QList<QJsonObject> queues(const QJsonObject &report)
{
    QList<QJsonObject> queues;
    for (const auto &ns : report[u"namespaces"_s].toArray())
        for (const auto &queue : ns[u"queues"_s].toArray())
            queues << queue.toObject();
    return queues;
}

QJsonObject queueOf(const QJsonObject &report, const QString &name)
{
    const auto all = queues(report);
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto &queue) { return queue[u"name"_s] == name; });
    return found == all.end() ? QJsonObject() : *found;
}

/// The first of a queue: those of its namespace and of the cluster come before.
QJsonObject alertOf(const QJsonObject &report, const QString &queue)
{
    const QJsonArray all = report[u"alerts"_s].toArray();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const auto &alert) { return alert.toObject()[u"queue"_s] == queue; });
    return found == all.end() ? QJsonObject() : found->toObject();
}

bool hasEvent(const QList<QJsonObject> &history, const QString &type)
{
    return std::any_of(history.begin(), history.end(),
                       [&](const QJsonObject &event) { return event[u"eventType"_s] == type; });
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// The exit code as the handbook has it: 2 on any danger, else 3 on any unknown, else 1 on any caution.
int codeOf(const QJsonObject &report)
{
    QStringList signs;
    for (const auto &ns : report[u"namespaces"_s].toArray())
        signs << ns[u"signal"_s].toString();
    for (const QJsonObject &queue : queues(report))
        signs << queue[u"signal"_s].toString();
    if (signs.contains(u"danger"_s))
        return 2;
    if (signs.contains(u"unknown"_s))
        return 3;
    return signs.contains(u"caution"_s) ? 1 : 0;
}

} // namespace

class TestStatusVerb : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;

    Ended status(const QString &user, const QString &settings, const QStringList &arguments)
    {
        return runProgram(m_home, user, settings, QStringList{u"status"_s} + arguments);
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!RealStack::isThere())
            QFAIL("needs the environment of `tests/stack/stack env`");
        QVERIFY(m_home.isValid());
    }

    void tellsEveryoneWhatHeMayRead_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<bool>("admin");
        QTest::addColumn<QStringList>("namespaces");
        const QStringList all{u"stratmaster-dev"_s, u"stratmaster-prod"_s, u"stratmaster-staging"_s,
                              u"tenant-acme"_s};
        QTest::newRow("operator") << u"ada"_s << true << all;
        QTest::newRow("viewer") << u"vic"_s << false << all;
    }
    void tellsEveryoneWhatHeMayRead()
    {
        QFETCH(QString, user);
        QFETCH(bool, admin);
        QFETCH(QStringList, namespaces);
        const Ended ended = status(user, Settings().text(), {u"--json"_s});
        const QJsonObject report = ended.json();
        QVERIFY2(!report.isEmpty(), ended.all().constData());
        QCOMPARE(report[u"profile"_s].toString(), u"stratmaster"_s);
        QCOMPARE(report[u"identity"_s].toObject(), (QJsonObject{{u"user"_s, user}, {u"admin"_s, admin}}));
        QVERIFY2(std::all_of(namespaces.begin(), namespaces.end(),
                             [&](const QString &ns) { return names(report).contains(ns); }),
                 ended.out.constData());
        QVERIFY(!names(report).contains(u"temporal-system"_s));
        QCOMPARE(ended.code, codeOf(report));

        // Nobody works on this one.
        const QJsonObject queue = queueOf(report, evals);
        QVERIFY2(queue[u"workflow_backlog"_s].toInteger() > 100, compact(queue).constData());
        QCOMPARE(queue[u"workflow_pollers"_s], QJsonValue(0));
        const QJsonObject alert = alertOf(report, evals);
        QVERIFY2(!alert.isEmpty(), ended.out.constData());
        const bool firing = alert[u"state"_s].toString() == "firing"_L1;
        QCOMPARE(queue[u"signal"_s].toString(), firing ? u"danger"_s : u"caution"_s);
        QVERIFY(queueOf(report, u"stratmaster-prod.knowledge_ingest"_s)[u"workflow_pollers"_s].toInteger() >
                0);

        for (const QByteArray &line : ended.err.trimmed().split('\n'))
            QVERIFY2(line.startsWith("signalbox"), ended.err.constData());
        QVERIFY2(ended.err.contains("sign in at " + RealStack::value("ISSUER").toLatin1()),
                 ended.err.constData());
    }

    void tellsATenantOfItsOwnNamespace()
    {
        Settings settings;
        const Ended ended =
            status(u"tess"_s, settings.text().remove(QRegularExpression(u"queues = .*\n"_s)), {u"--json"_s});
        const QJsonObject report = ended.json();
        QCOMPARE(names(report), QStringList{u"tenant-acme"_s});
        QVERIFY2(!queueOf(report, u"tenant-acme.knowledge_ingest"_s).isEmpty(), ended.out.constData());
        QCOMPARE(ended.code, codeOf(report));
    }

    /// What the profile names and the person may not read is unknown, never 0.
    void aNamespaceThatMayNotBeReadIsUnknown()
    {
        const Ended ended = status(u"tess"_s, Settings().text(), {u"--json"_s});
        const QJsonObject report = ended.json();
        QCOMPARE(names(report), (QStringList{u"stratmaster-prod"_s, u"tenant-acme"_s}));
        const QJsonObject queue = queueOf(report, evals);
        QVERIFY2(queue[u"workflow_backlog"_s].isNull(), ended.out.constData());
        QCOMPARE(queue[u"signal"_s].toString(), u"unknown"_s);
        QCOMPARE(ended.code, 3);
    }

    void printsATable()
    {
        const Ended ended = status(u"ada"_s, Settings().text(), {});
        const QByteArray said = QByteArray::number(ended.code) + ": " + ended.all();
        QVERIFY2(ended.code == 1 || ended.code == 2, said.constData());
        QVERIFY2(ended.out.startsWith("stratmaster  "), ended.out.constData());
        QVERIFY2(ended.out.contains("  stratmaster-prod.evals  "), ended.out.constData());
        QVERIFY2(!ended.out.contains("signalbox: ") && !ended.out.contains("sign in at"),
                 ended.out.constData());
    }

    /// Nothing but the runs that wait there tells of it.
    void namesAQueueThatOnlyActivitiesUse()
    {
        const QString id = u"status-transcribe-%1"_s.arg(QDateTime::currentMSecsSinceEpoch());
        QVERIFY(!RealStack::start(prod, u"knowledge_ingest"_s, u"TranscribeWorkflow"_s, id).isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(
            hasEvent(RealStack::history(prod, id), u"EVENT_TYPE_ACTIVITY_TASK_SCHEDULED"_s), 60'000);
        const Ended ended = status(u"ada"_s, Settings().text(), {u"--json"_s});
        const QJsonObject queue = queueOf(ended.json(), u"stratmaster-prod.transcripts"_s);
        QVERIFY2(queue[u"activity_backlog"_s].toInteger() > 0, ended.all().constData());
        QCOMPARE(queue[u"activity_pollers"_s], QJsonValue(0));
        QVERIFY(queue[u"signal"_s] != u"clear"_s);
    }

    /// By the name that the worker really gave it.
    void refusesTheQueueOfOneWorker()
    {
        const QString id = u"status-sticky-%1"_s.arg(QDateTime::currentMSecsSinceEpoch());
        QVERIFY(!RealStack::start(prod, u"knowledge_ingest"_s, u"ReviewWorkflow"_s, id).isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(
            hasEvent(RealStack::history(prod, id), u"EVENT_TYPE_ACTIVITY_TASK_SCHEDULED"_s), 60'000);
        QVERIFY(RealStack::signal(prod, id, u"hurry"_s)); // the next task goes to the worker that has the run
        QString sticky;
        for (const QJsonObject &event : RealStack::history(prod, id)) {
            const QJsonObject queue =
                event[u"workflowTaskScheduledEventAttributes"_s].toObject()[u"taskQueue"_s].toObject();
            if (queue[u"kind"_s] == u"TASK_QUEUE_KIND_STICKY"_s)
                sticky = queue[u"name"_s].toString();
        }
        QVERIFY2(!sticky.isEmpty(), "no task went to the worker's own queue");
        const Ended ended = status(u"ada"_s, Settings().text().replace(evals, sticky), {u"--json"_s});
        QCOMPARE(ended.code, 4);
        QCOMPARE(ended.out, QByteArray());
        QVERIFY2(ended.err.contains("\"stratmaster-prod/" + sticky.toUtf8() +
                                    "\" is the queue of one worker alone, gone with it"),
                 ended.err.constData());
    }

    void refusesWhatItCannotUse_data()
    {
        QTest::addColumn<QString>("settings");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArrayList>("said");
        const QString good = Settings().text();
        QTest::newRow("an unknown key") << Settings{.more = u"colour = \"red\"\n"_s}.text() << QStringList{}
                                        << QByteArrayList{"profiles.toml:5: ", "colour"};
        QTest::newRow("no TOML") << u"[profile.stratmaster\naddress = 1\n"_s << QStringList{}
                                 << QByteArrayList{"profiles.toml:1: "};
        QTest::newRow("a profile that is not there")
            << good << QStringList{u"--profile"_s, u"eu"_s} << QByteArrayList{"eu", "stratmaster"};
        QTest::newRow("two to choose from") << good + Settings()
                                                          .text()
                                                          .replace(u"stratmaster]"_s, u"other]"_s)
                                                          .replace(u"stratmaster.oidc"_s, u"other.oidc"_s)
                                            << QStringList{} << QByteArrayList{"stratmaster", "other"};
        QTest::newRow("an unknown option") << good << QStringList{u"--colour"_s} << QByteArrayList{"colour"};
        QTest::newRow("an issuer that is not there")
            << Settings{.issuer = u"http://%1/realms/signalbox"_s.arg(closedPort())}.text()
            << QStringList{u"--json"_s} << QByteArrayList{"No answer from http://127.0.0.1:"};
    }
    void refusesWhatItCannotUse()
    {
        QFETCH(QString, settings);
        QFETCH(QStringList, arguments);
        QFETCH(QByteArrayList, said);
        const Ended ended = status(u"ada"_s, settings, arguments);
        QCOMPARE(ended.code, 4);
        QCOMPARE(ended.out, QByteArray());
        for (const QByteArray &words : said)
            QVERIFY2(ended.err.contains(words), ended.err.constData());
        QVERIFY2(!ended.err.contains("keeps trying"), ended.err.constData());
    }

    void aClusterThatDoesNotAnswerIsUnknown_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("json") << QStringList{u"--json"_s};
        QTest::newRow("table") << QStringList{};
    }
    void aClusterThatDoesNotAnswerIsUnknown()
    {
        QFETCH(QStringList, arguments);
        const QString address = closedPort();
        const Ended ended = status(u"ada"_s, Settings{.address = address}.text(), arguments);
        QCOMPARE(ended.code, 3);
        const QByteArray sentence = "signalbox: No answer from " + address.toLatin1();
        QVERIFY2(ended.err.contains(sentence), ended.err.constData());
        QVERIFY2(!ended.err.contains("keeps trying"), ended.err.constData());
        if (arguments.isEmpty()) {
            QVERIFY2(ended.out.startsWith("stratmaster  "), ended.out.constData());
            return;
        }
        const QJsonObject report = ended.json();
        QCOMPARE(report[u"identity"_s][u"user"_s].toString(), u"ada"_s);
        QVERIFY2(names(report).contains(u"stratmaster-prod"_s), ended.out.constData());
        for (const QJsonObject &queue : queues(report)) {
            QCOMPARE(queue[u"signal"_s].toString(), u"unknown"_s);
            QVERIFY2(queue[u"workflow_backlog"_s].isNull(), ended.out.constData());
        }
        QVERIFY(report[u"alerts"_s].toArray().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestStatusVerb)
#include "tst_statusverb.moc"
