// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/program.h"

#include <QJsonArray>
#include <QTest>

#include <csignal>

// `signalbox manifest` at the real stack: what is changed after a manifest was taken is told, each by itself.

using namespace signalbox;

namespace {

const QString prod = u"stratmaster-prod"_s;

QJsonObject namespaceOf(const QJsonObject &report, const QString &name)
{
    for (const auto &ns : report.value(u"namespaces"_s).toArray())
        if (ns.toObject().value(u"name"_s) == name)
            return ns.toObject();
    return {};
}

/// What became of a workflow; empty: it is not named.
QString fateOf(const QJsonObject &ns, const QString &workflowId)
{
    for (const auto &run : ns.value(u"runs"_s).toArray())
        if (run.toObject().value(u"workflow_id"_s) == workflowId)
            return run.toObject().value(u"fate"_s).toString();
    return {};
}

} // namespace

class TestManifestVerb : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;
    const QString m_file = m_home.filePath(u"cluster.manifest"_s);

    Ended run(const QString &user, const QStringList &words)
    {
        return runProgram(m_home, user, Settings().text(), QStringList{u"manifest"_s} + words);
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!RealStack::isThere())
            QFAIL("needs the environment of `tests/stack/stack env`");
        QVERIFY(m_home.isValid());
    }

    void whatChangesAfterwardsIsToldEachByItself()
    {
        for (const QString &id : {u"kept-1"_s, u"kept-2"_s, u"ended-1"_s})
            QVERIFY(!RealStack::start(prod, u"research_workflows"_s, u"ReviewWorkflow"_s, id).isEmpty());
        QTest::qWait(3'000); // until the list has them, and their activity is a worker's
        const Ended taken = run(u"ada"_s, {u"take"_s, m_file});
        QVERIFY2(taken.code == 0, taken.all().constData());
        QVERIFY2(taken.out.contains("4 namespaces"), taken.out.constData());

        QVERIFY(RealStack::cancel(prod, u"ended-1"_s));
        QVERIFY(!RealStack::start(prod, u"research_workflows"_s, u"ReviewWorkflow"_s, u"new-1"_s).isEmpty());
        QVERIFY(RealStack::setRetention(prod, 9));
        QTest::qWait(3'000);
        const Ended verified = run(u"ada"_s, {u"verify"_s, m_file, u"--json"_s});
        QVERIFY(RealStack::setRetention(prod, 30));
        QVERIFY2(verified.code == 1, verified.all().constData());
        const QJsonObject report = verified.json();
        QCOMPARE(report.value(u"outcome"_s), u"different"_s);
        const QJsonObject ns = namespaceOf(report, prod);
        const QByteArray said = QJsonDocument(ns).toJson();
        QVERIFY2(fateOf(ns, u"ended-1"_s) == u"closed_since"_s, said.constData());
        QVERIFY2(fateOf(ns, u"new-1"_s) == u"new"_s, said.constData());
        QVERIFY2(fateOf(ns, u"kept-1"_s).isEmpty() && fateOf(ns, u"kept-2"_s).isEmpty(), said.constData());
        const QJsonArray changes = ns.value(u"changes"_s).toArray();
        QVERIFY2(changes.size() == 1, said.constData());
        QCOMPARE(changes[0].toObject().value(u"part"_s), u"retention"_s);
        QCOMPARE(changes[0].toObject().value(u"then"_s), u"30 d"_s);
        QCOMPARE(changes[0].toObject().value(u"now"_s), u"9 d"_s);
        for (const auto &fate : {u"missing"_s, u"behind"_s, u"ghost"_s, u"wrong_status"_s, u"reopened"_s})
            QVERIFY2(ns.value(u"counts"_s).toObject().value(fate) == 0, said.constData());
        // The activity that both wait in was begun.
        bool isTold = false;
        for (const auto &again : ns.value(u"run_again"_s).toArray())
            isTold = isTold || again.toObject().value(u"type"_s) == u"await_review"_s;
        QVERIFY2(isTold, said.constData());
    }

    void whoMayNotReadSomeOfItIsToldWhat()
    {
        const Ended taken = run(u"tess"_s, {u"take"_s, m_file});
        QVERIFY2(taken.code == 3, taken.all().constData());
        QVERIFY2(taken.err.contains("not read: the list of namespaces"), taken.err.constData());
        QVERIFY2(taken.out.contains("1 namespaces"), taken.out.constData());
        const Ended other = run(u"tess"_s, {u"take"_s, m_file, u"--namespace"_s, prod});
        QVERIFY2(other.code == 3, other.all().constData());
        QVERIFY2(other.err.contains("not read: stratmaster-prod: the configuration"), other.err.constData());
    }

    void oneThatIsStoppedLeavesWhatWasThere()
    {
        QFile old(m_file);
        QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
        old.close();
        QProcess program;
        QVERIFY(prepareProgram(program, m_home, u"ada"_s, Settings().text()));
        program.start(QStringLiteral(SIGNALBOX_PROGRAM),
                      {u"manifest"_s, u"take"_s, m_file, u"--config"_s, m_home.path()});
        QByteArray said;
        program.setReadChannel(QProcess::StandardError);
        while (!said.contains("sign in at") && program.waitForReadyRead(30'000))
            said += program.readAllStandardError();
        QVERIFY2(said.contains("sign in at"), said.constData());
        ::kill(static_cast<pid_t>(program.processId()), SIGINT);
        QVERIFY(program.waitForFinished(30'000));
        said += program.readAllStandardError();
        QCOMPARE(program.exitCode(), 4);
        QVERIFY2(said.contains("is as it was"), said.constData());
        QVERIFY(old.open(QIODevice::ReadOnly));
        QCOMPARE(old.readAll(), "old");
    }

    void aFileThatIsNoneIsRefused()
    {
        const Ended verified = run(u"ada"_s, {u"verify"_s, m_home.filePath(u"profiles.toml"_s)});
        QCOMPARE(verified.code, 4);
        QVERIFY2(verified.err.contains("it is not a manifest"), verified.err.constData());
        QVERIFY(verified.out.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestManifestVerb)
#include "tst_manifestverb.moc"
