// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/workflow.h"
#include "tests/system/person.h"

#include <QTemporaryDir>
#include <QUuid>

// What the page of a run says of states that the real server brings about (tst_runstates has them all).

using namespace signalbox;
using namespace Qt::StringLiterals;

class TstRunSentences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aPausedRunSaysWhoPausedItAndWhy();
    void aRunThatAwaitsANexusOperationNamesIt();

private:
    QTemporaryDir m_home;
};

void TstRunSentences::initTestCase()
{
    QVERIFY2(RealStack::isThere(), "no stack: eval \"$(tests/stack/stack env)\" first");
    dispatcher::init();
    qputenv("XDG_STATE_HOME", m_home.path().toLocal8Bit());
}

void TstRunSentences::aPausedRunSaysWhoPausedItAndWhy()
{
    const QString ns = u"stratmaster-prod"_s;
    const QString id = u"paused-%1"_s.arg(QUuid::createUuid().toString(QUuid::Id128).left(10));
    const QString runId = RealStack::start(ns, u"research_workflows"_s, u"ReviewWorkflow"_s, id);
    QVERIFY(!runId.isEmpty());
    QVERIFY(RealStack::pause(ns, id, u"mallory"_s, u"INC-1182 hold"_s));
    Person vic(u"vic"_s);
    QVERIFY(vic.signIn());
    Workflow run(*vic.client, vic.clock, ns, id, runId);
    run.setActive(true);
    const auto sentence = [&run] { return run.nowSentence(); };
    QTRY_VERIFY_WITH_TIMEOUT(sentence().startsWith("Paused by mallory for "_L1), 30'000);
    qInfo().noquote() << sentence();
    QVERIFY2(sentence().contains(" (INC-1182 hold). "_L1), qPrintable(sentence()));
    QVERIFY2(sentence().contains("await_review"_L1), qPrintable(sentence()));
}

void TstRunSentences::aRunThatAwaitsANexusOperationNamesIt()
{
    const QString ns = u"stratmaster-prod"_s;
    const QString id = u"invoice-%1"_s.arg(QUuid::createUuid().toString(QUuid::Id128).left(10));
    const QString runId = RealStack::start(ns, u"research_workflows"_s, u"InvoiceWorkflow"_s, id);
    QVERIFY(!runId.isEmpty());
    Person vic(u"vic"_s);
    QVERIFY(vic.signIn());
    Workflow run(*vic.client, vic.clock, ns, id, runId);
    run.setActive(true);
    const auto sentence = [&run] { return run.nowSentence(); };
    QTRY_VERIFY_WITH_TIMEOUT(
        sentence().startsWith("Nexus operation Billing.charge at endpoint billing is "_L1), 30'000);
    qInfo().noquote() << sentence();
}

QTEST_GUILESS_MAIN(TstRunSentences)
#include "tst_runsentences.moc"
