// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/memorykeyring.h"
#include "models/interventions/intervention.h"
#include "models/interventions/resultvalidator.h"
#include "tests/system/cuttingproxy.h"
#include "tests/system/realstack.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

// The lever protocol without a window, on the real servers: who may, what history keeps of it, and the races.

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

const QString ns = u"stratmaster-prod"_s;
const QString queue = u"research_workflows"_s;
const QString terminatedEvent = u"EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED"_s;
const QString completedEvent = u"EVENT_TYPE_ACTIVITY_TASK_COMPLETED"_s;

template <class T>
Result<T> wait(Reply<T> reply)
{
    std::optional<Result<T>> result;
    QObject context;
    reply.deliver(&context, [&](Result<T> value) { result.emplace(std::move(value)); });
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 60'000))
        return fail(ErrorKind::Internal, u"no answer"_s);
    return std::move(*result);
}

/// A signed-in operator without a window.
class Person
{
public:
    explicit Person(const QString &user, const QString &address = {})
        : profile(RealStack::profile())
    {
        RealStack::signInAs(user);
        if (!address.isEmpty())
            profile.address = address;
        tokens = std::make_unique<TokenService>(profile, clock, keyring);
        client = Client::create(profile, *tokens, clock).value();
    }

    [[nodiscard]] bool signIn()
    {
        tokens->signIn();
        return QTest::qWaitFor([this] { return tokens->state() == TokenService::State::Fresh; }, 60'000);
    }

    /// Waits until an activity of the run is with its worker, as an operator would find it.
    [[nodiscard]] std::optional<ExecutionDescription> look(const QString &id, bool forActivity)
    {
        std::optional<ExecutionDescription> seen;
        const bool found = QTest::qWaitFor(
            [&] {
                const auto answer = wait(client->describeExecution(ns, id, {}, Purpose::Operator));
                if (answer)
                    seen = *answer;
                return answer &&
                       (!forActivity || (answer->pendingActivities.size() == 1 &&
                                         answer->pendingActivities[0].state == ActivityState::Started));
            },
            30'000);
        return found ? seen : std::nullopt;
    }

    [[nodiscard]] Receipt pull(std::unique_ptr<Lever> lever)
    {
        Intervention intervention(*client, *tokens, journal, clock, profile, std::move(lever));
        intervention.pull(u"INC-1182 qdrant down"_s);
        if (!QTest::qWaitFor([&] { return intervention.state() == Intervention::State::Finished; }, 120'000))
            qFatal("the intervention never ended");
        return *intervention.receipt();
    }

    SystemClock clock;
    MemoryKeyring keyring;
    Profile profile;
    std::unique_ptr<TokenService> tokens;
    std::unique_ptr<Client> client;
    QTemporaryDir home;
    Journal journal{home.filePath(u"journal.jsonl"_s)};
};

/// Another lever with something put between look and send.
class HinderedLever final : public Lever
{
public:
    HinderedLever(std::unique_ptr<Lever> lever, std::function<void()> beforeSend)
        : m_lever(std::move(lever))
        , m_beforeSend(std::move(beforeSend))
    {
    }
    QString verb() const override { return m_lever->verb(); }
    const QString &ns() const override { return m_lever->ns(); }
    const ExecutionDescription &seen() const override { return m_lever->seen(); }
    QString taskQueue() const override { return m_lever->taskQueue(); }
    const PendingActivity *activity() const override { return m_lever->activity(); }
    QString consequence() const override { return m_lever->consequence(); }
    QString commandLine(const QString &reason) const override { return m_lever->commandLine(reason); }
    QByteArray payloadHash() const override { return m_lever->payloadHash(); }
    Done recheck(const ExecutionDescription &) const override { return {}; } ///< it changes only afterwards
    Reply<bool> send(Client &client, const WriteToken &token, const QString &reason,
                     const QString &identity) const override
    {
        m_beforeSend();
        return m_lever->send(client, token, reason, identity);
    }
    Settlement settle(const std::vector<HistoryEvent> &newestFirst, const ExecutionDescription &now,
                      const QString &identity) const override
    {
        return m_lever->settle(newestFirst, now, identity);
    }

private:
    std::unique_ptr<Lever> m_lever;
    std::function<void()> m_beforeSend;
};

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
    return makeCompleteActivityLever(ns, seen, seen.pendingActivities.front().activityId, result);
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
    Person ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto seen = ada.look(id, false);
    QVERIFY(seen);
    const Receipt receipt = ada.pull(makeTerminateLever(ns, *seen));
    QVERIFY2(receipt.outcome == Outcome::Done, qPrintable(receipt.sentence));
    QVERIFY(receipt.principalMatches);
    const QJsonObject event = eventOf(id, terminatedEvent);
    const QJsonObject attributes = event[u"workflowExecutionTerminatedEventAttributes"_s].toObject();
    QCOMPARE(attributes[u"reason"_s].toString(), u"INC-1182 qdrant down"_s);
    QCOMPARE(attributes[u"identity"_s].toString(), receipt.identity);
    QCOMPARE(principalOf(event), ada.tokens->user()->subject);
    QCOMPARE(event[u"eventId"_s].toString().toLongLong(), *receipt.eventId);
}

void TstInterventions::anAdminCompletes()
{
    const QString id = started(u"ReviewWorkflow"_s);
    Person ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto seen = ada.look(id, true);
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
    QCOMPARE(principalOf(event), ada.tokens->user()->subject);
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
    Person vic(u"vic"_s);
    QVERIFY(vic.signIn());
    const auto seen = vic.look(id, true);
    QVERIFY(seen);
    const Receipt receipt =
        vic.pull(terminate ? makeTerminateLever(ns, *seen) : completeLever(*seen, "null"));
    QCOMPARE(receipt.outcome, Outcome::Refused);
    QCOMPARE(receipt.error->kind, ErrorKind::Denied);
    QVERIFY2(receipt.sentence.contains(u"stratmaster-prod:write"_s), qPrintable(receipt.sentence));
    QVERIFY(eventOf(id, terminatedEvent).isEmpty());
    QVERIFY(eventOf(id, completedEvent).isEmpty());
    const auto records = wait(vic.journal.read());
    QCOMPARE(records->records.back()[u"outcome"_s].toString(), u"refused"_s);
}

void TstInterventions::aRunThatContinuedAsNewIsSeenBeforeSending()
{
    const QString id = started(u"CrawlWorkflow"_s);
    Person ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto seen = ada.look(id, false);
    QVERIFY(seen);
    QVERIFY(RealStack::signal(ns, id, u"next_page"_s));
    QTRY_VERIFY_WITH_TIMEOUT(ada.look(id, false)->execution.runId != seen->execution.runId, 20'000);
    const Receipt receipt = ada.pull(makeTerminateLever(ns, *seen));
    QCOMPARE(receipt.outcome, Outcome::LostRace);
    QCOMPARE(receipt.sentence, u"The run has ended: Continued as new. Nothing was sent."_s);
    QCOMPARE(ada.look(id, false)->execution.status, ExecutionStatus::Running);
}

void TstInterventions::aRunThatContinuesAsNewOnTheWayLosesNothingElse()
{
    const QString id = started(u"CrawlWorkflow"_s);
    Person ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto seen = ada.look(id, false);
    QVERIFY(seen);
    const auto hinder = [&] {
        QVERIFY(RealStack::signal(ns, id, u"next_page"_s));
        QTRY_VERIFY_WITH_TIMEOUT(ada.look(id, false)->execution.runId != seen->execution.runId, 20'000);
    };
    const Receipt receipt = ada.pull(std::make_unique<HinderedLever>(makeTerminateLever(ns, *seen), hinder));
    QVERIFY2(receipt.outcome == Outcome::LostRace, qPrintable(receipt.sentence));
    const auto successor = ada.look(id, false);
    QVERIFY2(receipt.sentence.contains(u"run %1 goes on"_s.arg(successor->execution.runId)),
             qPrintable(receipt.sentence));
    QCOMPARE(successor->execution.status, ExecutionStatus::Running);
}

void TstInterventions::anActivityCompletedOnTheWayIsLost()
{
    const QString id = started(u"ReviewWorkflow"_s);
    Person ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto seen = ada.look(id, true);
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
    Person ada(u"ada"_s, proxy.address());
    QVERIFY(ada.signIn());
    const auto seen = ada.look(id, false);
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
    Person ada(u"ada"_s, proxy.address());
    QVERIFY(ada.signIn());
    const auto seen = ada.look(id, false);
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
    Person ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto seen = ada.look(id, true);
    QVERIFY(seen);
    const QByteArray largest = "{\"a\":\"" + QByteArray(maxResultBytes - 8, 'x') + "\"}";
    QVERIFY(checkResult(largest));
    const Receipt receipt = ada.pull(completeLever(*seen, largest));
    QVERIFY2(receipt.outcome == Outcome::Done, qPrintable(receipt.sentence));
}

void TstInterventions::aResultOverTheServersLimitFailsTheActivity()
{
    const QString id = started(u"ReviewWorkflow"_s);
    Person ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto seen = ada.look(id, true);
    QVERIFY(seen);
    const QByteArray tooLarge = "{\"a\":\"" + QByteArray(2 * 1024 * 1024 - 8, 'x') + "\"}";
    QVERIFY(!checkResult(tooLarge));
    const Receipt receipt = ada.pull(completeLever(*seen, tooLarge));
    QVERIFY2(receipt.outcome == Outcome::Refused, qPrintable(receipt.sentence));
    QVERIFY2(receipt.sentence.contains(u"did not take the result"_s), qPrintable(receipt.sentence));
}

QTEST_GUILESS_MAIN(TstInterventions)
#include "tst_interventions.moc"
