// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/resultvalidator.h"
#include "tests/system/cuttingproxy.h"
#include "tests/system/hinderedlever.h"
#include "tests/system/operator.h"
#include "tests/unit/interventions/journalrecords.h"

#include <QJsonArray>
#include <QUuid>

// The lever protocol without a window, on the real servers: who may, what history keeps of it, and the races.

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

const QString ns = QStringLiteral("stratmaster-prod");
const QString queue = u"research_workflows"_s;
const QString terminatedEvent = u"EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED"_s;
const QString completedEvent = u"EVENT_TYPE_ACTIVITY_TASK_COMPLETED"_s;

QString started(const QString &workflow)
{
    const QString id = u"lever-%1"_s.arg(QUuid::createUuid().toString(QUuid::Id128).left(10));
    return RealStack::start(ns, queue, workflow, id).isEmpty() ? QString() : id;
}

QJsonObject eventOf(const QString &id, const QString &type)
{
    for (const QJsonObject &event : RealStack::history(ns, id))
        if (event[u"eventType"_s].toString() == type)
            return event;
    return {};
}

QString principalOf(const QJsonObject &event)
{
    return event[u"principal"_s].toObject()[u"name"_s].toString();
}

std::unique_ptr<Lever> completeLever(const ExecutionDescription &seen, const QByteArray &result)
{
    return makeCompleteActivityLever(ns, seen, seen.pendingActivities.front().activityId,
                                     {{u"json/plain"_s, {}, result}, {}});
}

} // namespace

class TstInterventions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anAdminTerminates();
    void anAdminCompletes();
    void aViewerIsRefusedByTheServer_data();
    void aViewerIsRefusedByTheServer();
    void aRunThatContinuedAsNewIsSeenBeforeSending();
    void aRunThatContinuesAsNewOnTheWayLosesNothingElse();
    void aRunClosedMeanwhileIsLost();
    void anActivityCompletedOnTheWayIsLost();
    void aLostReplyIsFoundInHistory();
    void aLostRequestIsUnknown();
    void theLargestResultIsTaken();
    void aResultOverTheServersLimitFailsTheActivity();

private:
    QTemporaryDir m_home;
};

void TstInterventions::initTestCase()
{
    QVERIFY2(RealStack::isThere(), "no stack: eval \"$(tests/stack/stack env)\" first");
    dispatcher::init();
    for (const char *variable : {"XDG_DATA_HOME", "XDG_STATE_HOME"})
        qputenv(variable, m_home.path().toLocal8Bit());
}

void TstInterventions::anAdminTerminates()
{
    const QString id = started(u"ReviewWorkflow"_s);
    Operator ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto seen = ada.look(ns, id, false);
    QVERIFY(seen);
    const Receipt receipt = ada.pull(makeTerminateLever(ns, *seen));
    QVERIFY2(receipt.outcome == Outcome::Done, qPrintable(receipt.sentence));
    QVERIFY(receipt.principalMatches);
    const QJsonObject event = eventOf(id, terminatedEvent);
    const QJsonObject attributes = event[u"workflowExecutionTerminatedEventAttributes"_s].toObject();
    QCOMPARE(attributes[u"reason"_s].toString(), u"INC-1182 qdrant down"_s);
    QCOMPARE(attributes[u"identity"_s].toString(), receipt.identity);
    QCOMPARE(principalOf(event), ada.tokens.user()->subject);
    QCOMPARE(event[u"eventId"_s].toString().toLongLong(), *receipt.eventId);
}

void TstInterventions::anAdminCompletes()
{
    const QString id = started(u"ReviewWorkflow"_s);
    Operator ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto seen = ada.look(ns, id, true);
    QVERIFY(seen);
    const QByteArray result = "{\"z\": 1.10, \"a\":18446744073709551615}";
    const Receipt receipt = ada.pull(completeLever(*seen, result));
    QVERIFY2(receipt.outcome == Outcome::Done, qPrintable(receipt.sentence));
    QVERIFY(receipt.principalMatches);
    const QJsonObject event = eventOf(id, completedEvent);
    const QJsonObject attributes = event[u"activityTaskCompletedEventAttributes"_s].toObject();
    const QJsonObject payload = attributes[u"result"_s][u"payloads"_s][0].toObject();
    QCOMPARE(QByteArray::fromBase64(payload[u"data"_s].toString().toLatin1()), result);
    QCOMPARE(attributes[u"identity"_s].toString(), receipt.identity);
    QCOMPARE(principalOf(event), ada.tokens.user()->subject);
}

void TstInterventions::aViewerIsRefusedByTheServer_data()
{
    QTest::addColumn<bool>("terminate");
    QTest::newRow("terminate") << true;
    QTest::newRow("complete") << false;
}

void TstInterventions::aViewerIsRefusedByTheServer()
{
    QFETCH(bool, terminate);
    const QString id = started(u"ReviewWorkflow"_s);
    Operator vic(u"vic"_s);
    QVERIFY(vic.signIn());
    const auto seen = vic.look(ns, id, true);
    QVERIFY(seen);
    const Receipt receipt =
        vic.pull(terminate ? makeTerminateLever(ns, *seen) : completeLever(*seen, "null"));
    QCOMPARE(receipt.outcome, Outcome::Refused);
    QCOMPARE(receipt.error->kind, ErrorKind::Denied);
    QVERIFY2(receipt.sentence.contains(u"stratmaster-prod:write"_s), qPrintable(receipt.sentence));
    QVERIFY(eventOf(id, terminatedEvent).isEmpty());
    QVERIFY(eventOf(id, completedEvent).isEmpty());
    const auto records = recordsIn(vic.home.filePath(u"journal.jsonl"_s));
    QCOMPARE(records.back()[u"outcome"_s].toString(), u"refused"_s);
}

void TstInterventions::aRunThatContinuedAsNewIsSeenBeforeSending()
{
    const QString id = started(u"CrawlWorkflow"_s);
    Operator ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto seen = ada.look(ns, id, false);
    QVERIFY(seen);
    QVERIFY(RealStack::signal(ns, id, u"next_page"_s));
    QTRY_VERIFY_WITH_TIMEOUT(ada.look(ns, id, false)->execution.runId != seen->execution.runId, 20'000);
    const Receipt receipt = ada.pull(makeTerminateLever(ns, *seen));
    QCOMPARE(receipt.outcome, Outcome::LostRace);
    QCOMPARE(receipt.sentence, u"The run has ended: Continued as new. Nothing was sent."_s);
    QCOMPARE(ada.look(ns, id, false)->execution.status, ExecutionStatus::Running);
}

void TstInterventions::aRunThatContinuesAsNewOnTheWayLosesNothingElse()
{
    const QString id = started(u"CrawlWorkflow"_s);
    Operator ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto seen = ada.look(ns, id, false);
    QVERIFY(seen);
    const auto hinder = [&] {
        QVERIFY(RealStack::signal(ns, id, u"next_page"_s));
        QTRY_VERIFY_WITH_TIMEOUT(ada.look(ns, id, false)->execution.runId != seen->execution.runId, 20'000);
    };
    const Receipt receipt = ada.pull(std::make_unique<HinderedLever>(makeTerminateLever(ns, *seen), hinder));
    QVERIFY2(receipt.outcome == Outcome::LostRace, qPrintable(receipt.sentence));
    const auto successor = ada.look(ns, id, false);
    QVERIFY2(receipt.sentence.contains(u"it continues as run %1"_s.arg(successor->execution.runId)),
             qPrintable(receipt.sentence));
    QCOMPARE(successor->execution.status, ExecutionStatus::Running);
}

void TstInterventions::aRunClosedMeanwhileIsLost()
{
    const QString id = started(u"ReviewWorkflow"_s);
    Operator ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto seen = ada.look(ns, id, false);
    QVERIFY(seen);
    const Receipt first = ada.pull(makeTerminateLever(ns, *seen));
    QCOMPARE(first.outcome, Outcome::Done);
    const Receipt late = ada.pull(makeTerminateLever(ns, *seen));
    QCOMPARE(late.outcome, Outcome::LostRace);
    QCOMPARE(late.sentence, u"The run has ended: Terminated. Nothing was sent."_s);
    const Receipt blind = ada.pull(std::make_unique<HinderedLever>(makeTerminateLever(ns, *seen), [] {}));
    QVERIFY2(blind.outcome == Outcome::LostRace, qPrintable(blind.sentence));
    QVERIFY2(blind.sentence.contains(first.identity), qPrintable(blind.sentence));
    QCOMPARE(blind.error->detail, u"workflow execution already completed"_s);
}

void TstInterventions::anActivityCompletedOnTheWayIsLost()
{
    const QString id = started(u"ReviewWorkflow"_s);
    Operator ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto seen = ada.look(ns, id, true);
    QVERIFY(seen);
    const Receipt first = ada.pull(completeLever(*seen, "{\"by\": \"first\"}"));
    QCOMPARE(first.outcome, Outcome::Done);
    const Receipt late = ada.pull(completeLever(*seen, "{\"by\": \"late\"}"));
    QCOMPARE(late.outcome, Outcome::LostRace);
    QVERIFY2(late.sentence.endsWith(u"Nothing was sent."_s), qPrintable(late.sentence));
    const Receipt blind =
        ada.pull(std::make_unique<HinderedLever>(completeLever(*seen, "{\"by\": \"blind\"}"), [] {}));
    QVERIFY2(blind.outcome == Outcome::LostRace, qPrintable(blind.sentence));
    QVERIFY2(blind.sentence.contains(u"was completed by "_s + first.identity), qPrintable(blind.sentence));
    QCOMPARE(blind.error->kind, ErrorKind::NotFound);
}

void TstInterventions::aLostReplyIsFoundInHistory()
{
    const QString id = started(u"ReviewWorkflow"_s);
    CuttingProxy proxy(RealStack::value("ADDRESS"));
    Operator ada(u"ada"_s, proxy.address());
    QVERIFY(ada.signIn());
    const auto seen = ada.look(ns, id, false);
    QVERIFY(seen);
    const Receipt receipt = ada.pull(std::make_unique<HinderedLever>(
        makeTerminateLever(ns, *seen), [&] { proxy.cut(CuttingProxy::Cut::NextReply); }));
    QVERIFY(proxy.hasCut());
    QVERIFY2(receipt.outcome == Outcome::Done, qPrintable(receipt.sentence));
    QCOMPARE(eventOf(id, terminatedEvent)[u"eventId"_s].toString().toLongLong(), *receipt.eventId);
}

void TstInterventions::aLostRequestIsUnknown()
{
    const QString id = started(u"ReviewWorkflow"_s);
    CuttingProxy proxy(RealStack::value("ADDRESS"));
    Operator ada(u"ada"_s, proxy.address());
    QVERIFY(ada.signIn());
    const auto seen = ada.look(ns, id, false);
    QVERIFY(seen);
    const Receipt receipt = ada.pull(std::make_unique<HinderedLever>(
        makeTerminateLever(ns, *seen), [&] { proxy.cut(CuttingProxy::Cut::NextRequest); }));
    QVERIFY(proxy.hasCut());
    QVERIFY2(receipt.outcome == Outcome::Unknown, qPrintable(receipt.sentence));
    QVERIFY2(receipt.sentence.contains(u"still running"_s), qPrintable(receipt.sentence));
    QVERIFY(eventOf(id, terminatedEvent).isEmpty());
}

void TstInterventions::theLargestResultIsTaken()
{
    const QString id = started(u"ReviewWorkflow"_s);
    Operator ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto seen = ada.look(ns, id, true);
    QVERIFY(seen);
    const QByteArray largest = "{\"a\":\"" + QByteArray(maxResultBytes - 8, 'x') + "\"}";
    QVERIFY(checkResult(largest));
    const Receipt receipt = ada.pull(completeLever(*seen, largest));
    QVERIFY2(receipt.outcome == Outcome::Done, qPrintable(receipt.sentence));
}

void TstInterventions::aResultOverTheServersLimitFailsTheActivity()
{
    const QString id = started(u"ReviewWorkflow"_s);
    Operator ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto seen = ada.look(ns, id, true);
    QVERIFY(seen);
    const QByteArray tooLarge = "{\"a\":\"" + QByteArray(2 * 1024 * 1024 - 8, 'x') + "\"}";
    QVERIFY(!checkResult(tooLarge));
    const Receipt receipt = ada.pull(completeLever(*seen, tooLarge));
    QVERIFY2(receipt.outcome == Outcome::Refused, qPrintable(receipt.sentence));
    QVERIFY2(receipt.sentence.contains(u"did not take the result"_s), qPrintable(receipt.sentence));
}

QTEST_GUILESS_MAIN(TstInterventions)
#include "tst_interventions.moc"
