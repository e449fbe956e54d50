// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/valuereader.h"
#include "tests/system/operator.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QUuid>

#include <algorithm>

// Results written by hand on the real servers, for workers that exchange messages or encrypt what they write.

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

const QString ns = u"stratmaster-prod"_s;
const QString message = u"temporal.api.common.v1.WorkflowExecution"_s;

QString started(const QString &queue, const QString &workflow)
{
    const QString id = u"form-%1"_s.arg(QUuid::createUuid().toString(QUuid::Id128).left(10));
    return RealStack::start(ns, queue, workflow, id).isEmpty() ? QString() : id;
}

std::optional<ValueForms> formsOf(Client &client, const ExecutionDescription &seen)
{
    ValueReader reader(client, ns);
    const QSignalSpy changed(&reader, &ValueReader::changed);
    reader.read(seen, seen.pendingActivities.front().activityId);
    return QTest::qWaitFor([&] { return changed.count() > 0; }, 30'000) ? reader.forms() : std::nullopt;
}

/// As the dialog makes it: the form is chosen, and what speaks against it goes along.
std::unique_ptr<Lever> leverWith(const ExecutionDescription &seen, const ValueForms &forms, Payload chosen,
                                 const QByteArray &json)
{
    const PendingActivity &activity = seen.pendingActivities.front();
    chosen.data = json;
    return makeCompleteActivityLever(ns, seen, activity.activityId,
                                     {chosen, caveatOf(forms, activity.type, chosen)});
}

QStringList encodingsIn(const QList<QJsonObject> &history, const QString &type)
{
    QStringList encodings;
    for (const QJsonObject &event : history)
        if (event[u"eventType"_s].toString() == type)
            for (const auto &payload :
                 event[u"activityTaskCompletedEventAttributes"_s][u"result"_s][u"payloads"_s].toArray())
                encodings << QString::fromUtf8(
                    QByteArray::fromBase64(payload[u"metadata"_s][u"encoding"_s].toString().toLatin1()));
    return encodings;
}

const QString completedEvent = u"EVENT_TYPE_ACTIVITY_TASK_COMPLETED"_s;

} // namespace

class TstResultForms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void aMessageByHandLetsTheRunComplete();
    void plainJsonInItsPlaceIsNotSent();
    void nothingPlainGoesAmongWhatIsEncrypted();

private:
    QTemporaryDir m_home;
};

void TstResultForms::initTestCase()
{
    QVERIFY2(RealStack::isThere(), "no stack: eval \"$(tests/stack/stack env)\" first");
    dispatcher::init();
    for (const char *variable : {"XDG_DATA_HOME", "XDG_STATE_HOME"})
        qputenv(variable, m_home.path().toLocal8Bit());
    QVERIFY(RealStack::run({u"workers"_s, u"start"_s, ns, u"sealed_reviews"_s}));
}

void TstResultForms::cleanupTestCase()
{
    RealStack::run({u"workers"_s, u"stop"_s, ns, u"sealed_reviews"_s});
}

void TstResultForms::aMessageByHandLetsTheRunComplete()
{
    const QString id = started(u"research_workflows"_s, u"ChoiceWorkflow"_s);
    Operator ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto seen = ada.look(ns, id, true, u"2"_s);
    QVERIFY(seen);
    const auto forms = formsOf(*ada.client, *seen);
    QVERIFY(forms && !forms->failure);
    const Payload proposed = proposedForm(*forms);
    QCOMPARE(proposed, (Payload{u"json/protobuf"_s, message, {}}));
    const Receipt receipt = ada.pull(
        leverWith(*seen, *forms, proposed, "{\"workflowId\": \"chosen by hand\", \"runId\": \"2\"}"));
    QVERIFY2(receipt.outcome == Outcome::Done, qPrintable(receipt.sentence));
    QTRY_COMPARE_WITH_TIMEOUT(ada.look(ns, id, false)->execution.status, ExecutionStatus::Completed, 30'000);
    const auto history = RealStack::history(ns, id);
    QCOMPARE(encodingsIn(history, completedEvent), (QStringList{u"json/protobuf"_s, u"json/protobuf"_s}));
    const auto result =
        history.back()[u"workflowExecutionCompletedEventAttributes"_s][u"result"_s][u"payloads"_s][0];
    QCOMPARE(QByteArray::fromBase64(result[u"data"_s].toString().toLatin1()), "\"chosen by hand 2\""_ba);
}

void TstResultForms::plainJsonInItsPlaceIsNotSent()
{
    const QString id = started(u"research_workflows"_s, u"ChoiceWorkflow"_s);
    Operator ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto seen = ada.look(ns, id, true, u"2"_s);
    QVERIFY(seen);
    const auto forms = formsOf(*ada.client, *seen);
    QVERIFY(forms);
    const auto plain = [&] {
        return leverWith(*seen, *forms, {u"json/plain"_s, {}, {}}, "{\"runId\": \"2\"}");
    };
    QCOMPARE(ada.pull(plain()).outcome, Outcome::Refused);
    QCOMPARE(encodingsIn(RealStack::history(ns, id), completedEvent), QStringList{u"json/protobuf"_s});

    // What the caveat says is so: the worker can't read it, and the run fails at it until somebody ends that.
    QCOMPARE(ada.pull(plain(), true).outcome, Outcome::Done);
    const auto fails = [&id] {
        const auto history = RealStack::history(ns, id);
        return std::any_of(history.begin(), history.end(), [](const QJsonObject &event) {
            return event[u"eventType"_s].toString() == "EVENT_TYPE_WORKFLOW_TASK_FAILED"_L1;
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(fails(), 30'000);
    const auto stuck = ada.look(ns, id, false);
    QCOMPARE(stuck->execution.status, ExecutionStatus::Running);
    QCOMPARE(ada.pull(makeTerminateLever(ns, *stuck)).outcome, Outcome::Done);
}

void TstResultForms::nothingPlainGoesAmongWhatIsEncrypted()
{
    const QString id = started(u"sealed_reviews"_s, u"ReviewWorkflow"_s);
    Operator ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto seen = ada.look(ns, id, true);
    QVERIFY(seen);
    const auto forms = formsOf(*ada.client, *seen);
    QVERIFY(forms && !forms->failure);
    const Payload plain = proposedForm(*forms);
    QCOMPARE(plain.encoding, u"json/plain"_s);
    const QString caveat = caveatOf(*forms, u"await_review"_s, plain);
    QVERIFY2(caveat.startsWith("Values of this workflow are binary/encrypted"_L1), qPrintable(caveat));
    const QByteArray json = "{\"verdict\": \"by hand\"}";
    const Receipt refused = ada.pull(leverWith(*seen, *forms, plain, json));
    QCOMPARE(refused.outcome, Outcome::Refused);
    QCOMPARE(encodingsIn(RealStack::history(ns, id), completedEvent), QStringList());

    const Receipt accepted = ada.pull(leverWith(*seen, *forms, plain, json), true);
    QVERIFY2(accepted.outcome == Outcome::Done, qPrintable(accepted.sentence));
    QCOMPARE(encodingsIn(RealStack::history(ns, id), completedEvent), QStringList{u"json/plain"_s});
    QTRY_COMPARE_WITH_TIMEOUT(ada.look(ns, id, false)->execution.status, ExecutionStatus::Completed, 30'000);
}

QTEST_GUILESS_MAIN(TstResultForms)
#include "tst_resultforms.moc"
