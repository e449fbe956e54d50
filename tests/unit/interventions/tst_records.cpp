// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/records.h"

#include "tests/fake/fakeclock.h"
#include "tests/unit/interventions/journalrecords.h"
#include "tests/unit/interventions/lookedat.h"

#include <QSet>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

const Instant when{Milliseconds(1'800'000'000'007)};

fake::FakeClock clockAt(Instant time)
{
    fake::FakeClock clock;
    clock.setUtc(time);
    return clock;
}

Profile profileOf(const QString &name)
{
    Profile profile;
    profile.name = name;
    profile.address = u"127.0.0.1:7233"_s;
    profile.oidc.issuer = QUrl(u"http://127.0.0.1/realms/x"_s);
    return profile;
}

User ada()
{
    User user;
    user.name = u"ada"_s;
    user.subject = u"sub-ada"_s;
    return user;
}

QJsonObject intentOf(const QString &op, const QString &profile = u"prod"_s)
{
    const auto lever = makeTerminateLever(lookedat::ns, lookedat::run());
    return intentRecord(op, clockAt(when), ada(), profileOf(profile), *lever, u"INC-7"_s);
}

QJsonObject outcomeOf(const QString &op, Outcome outcome, std::optional<ErrorKind> kind = {})
{
    std::optional<Error> error;
    if (kind)
        error = Error{*kind, {}, {}, {}, {}};
    return outcomeRecord(op, when, {outcome, u"said"_s, {}}, error);
}

} // namespace

class TestRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void operationsAreUniqueAndInTheIdentity();
    void anIntentHasEveryKey();
    void anActivitysIntentHasItsKeysToo();
    void anOutcomeNamesItsProof();
    void openIntentsAreThoseNothingEnds();
    void anIntentGivesItsLeverBack();
    void anIntentsAgeIsKnownSinceTheMachinesStart();
};

void TestRecords::operationsAreUniqueAndInTheIdentity()
{
    QSet<QString> operations;
    for (int i = 0; i < 1'000; ++i)
        operations << newOperation();
    QCOMPARE(operations.size(), 1'000);
    const QString op = newOperation();
    QCOMPARE(op.size(), 36);
    QCOMPARE(identityOf(u"ada"_s, op), u"ada@signalbox/"_s + op);
    QCOMPARE(operationOf(identityOf(u"o/d@d"_s, op)), op);
}

void TestRecords::anIntentHasEveryKey()
{
    const QJsonObject expected{{u"v"_s, 1},
                               {u"kind"_s, u"intent"_s},
                               {u"op"_s, u"op-1"_s},
                               {u"time"_s, u"2027-01-15T08:00:00.007Z"_s},
                               {u"boot"_s, QString::fromLatin1(QSysInfo::bootUniqueId())},
                               {u"boot_ms"_s, 3'600'000},
                               {u"user"_s, u"ada"_s},
                               {u"subject"_s, u"sub-ada"_s},
                               {u"issuer"_s, u"http://127.0.0.1/realms/x"_s},
                               {u"profile"_s, u"prod"_s},
                               {u"address"_s, u"127.0.0.1:7233"_s},
                               {u"namespace"_s, u"ns-a"_s},
                               {u"workflow_id"_s, lookedat::workflowId},
                               {u"run_id"_s, lookedat::runId},
                               {u"type"_s, u"KnowledgeIngest"_s},
                               {u"verb"_s, u"terminate"_s},
                               {u"task_queue"_s, u"ns-a.ingest"_s},
                               {u"history_length"_s, 4},
                               {u"reason"_s, u"INC-7"_s}};
    QCOMPARE(intentOf(u"op-1"_s), expected);
}

void TestRecords::anActivitysIntentHasItsKeysToo()
{
    const auto lever = makeCompleteActivityLever(lookedat::ns, lookedat::run(), u"13"_s,
                                                 {{u"json/plain"_s, {}, "null"}, {}});
    const QJsonObject intent =
        intentRecord(u"op-1"_s, clockAt(when), ada(), profileOf(u"prod"_s), *lever, u"r"_s);
    QCOMPARE(intent[u"verb"_s].toString(), u"complete activity"_s);
    QCOMPARE(intent[u"activity_id"_s].toString(), u"13"_s);
    QCOMPARE(intent[u"activity_task_queue"_s].toString(), u"ns-a.vectors"_s);
    QCOMPARE(intent[u"task_queue"_s].toString(), u"ns-a.ingest"_s);
    QCOMPARE(intent[u"attempt"_s].toInt(), 2);
    QCOMPARE(intent[u"payload_sha256"_s].toString().size(), 64);
    QCOMPARE(intent[u"payload_encoding"_s].toString(), u"json/plain"_s);
    QVERIFY(!intent.contains(u"payload_message_type"_s) && !intent.contains(u"accepted"_s));

    const auto odd = makeCompleteActivityLever(lookedat::ns, lookedat::run(), u"13"_s,
                                               {{u"json/protobuf"_s, u"ads.Bid"_s, "{}"}, u"It may fail."_s});
    const QJsonObject record =
        intentRecord(u"op-1"_s, clockAt(when), ada(), profileOf(u"prod"_s), *odd, u"r"_s);
    QCOMPARE(record[u"payload_encoding"_s].toString(), u"json/protobuf"_s);
    QCOMPARE(record[u"payload_message_type"_s].toString(), u"ads.Bid"_s);
    QCOMPARE(record[u"accepted"_s].toString(), u"It may fail."_s);
}

void TestRecords::anOutcomeNamesItsProof()
{
    Settlement settlement{Outcome::Done, u"said"_s,
                          lookedat::runEvent(215, u"WorkflowExecutionTerminated"_s)};
    settlement.event->principalName = u"sub-ada"_s;
    const QJsonObject expected{{u"v"_s, 1},
                               {u"kind"_s, u"outcome"_s},
                               {u"op"_s, u"op-1"_s},
                               {u"time"_s, u"2027-01-15T08:00:00.007Z"_s},
                               {u"outcome"_s, u"done"_s},
                               {u"sentence"_s, u"said"_s},
                               {u"event_id"_s, 215},
                               {u"principal"_s, u"sub-ada"_s}};
    QCOMPARE(outcomeRecord(u"op-1"_s, when, settlement, std::nullopt), expected);
    QCOMPARE(outcomeOf(u"op-1"_s, Outcome::Refused, ErrorKind::Denied)[u"error"_s].toString(), u"denied"_s);
}

void TestRecords::openIntentsAreThoseNothingEnds()
{
    const std::vector<QJsonObject> records{
        intentOf(u"done"_s),
        intentOf(u"crashed"_s),
        intentOf(u"elsewhere"_s, u"staging"_s),
        intentOf(u"refused"_s),
        intentOf(u"unknown"_s),
        intentOf(u"gone"_s),
        intentOf(u"later"_s),
        QJsonObject{{u"v"_s, 1}},
        outcomeOf(u"done"_s, Outcome::Done),
        outcomeOf(u"refused"_s, Outcome::Refused, ErrorKind::Denied),
        outcomeOf(u"unknown"_s, Outcome::Unknown, ErrorKind::Unreachable),
        outcomeOf(u"gone"_s, Outcome::Unknown, ErrorKind::NotFound),
        outcomeOf(u"later"_s, Outcome::Unknown),
        outcomeOf(u"later"_s, Outcome::LostRace),
    };
    QStringList open;
    for (const QJsonObject &intent : openIntents(records, u"prod"_s))
        open << intent[u"op"_s].toString();
    QCOMPARE(open, (QStringList{u"crashed"_s, u"unknown"_s}));
}

void TestRecords::anIntentGivesItsLeverBack()
{
    const auto terminate = runLeverOf(intentOf(u"op-1"_s));
    QVERIFY(terminate);
    QCOMPARE(terminate->verb(), u"terminate"_s);
    QCOMPARE(terminate->seen().execution.runId, lookedat::runId);
    QCOMPARE(terminate->seen().execution.historyLength, 4);

    const auto lever = makeCompleteActivityLever(lookedat::ns, lookedat::run(), u"13"_s,
                                                 {{u"json/plain"_s, {}, "null"}, {}});
    const auto complete =
        runLeverOf(intentRecord(u"op-1"_s, clockAt(when), ada(), profileOf(u"prod"_s), *lever, u"r"_s));
    QVERIFY(complete);
    QCOMPARE(complete->activity()->activityId, u"13"_s);
    QCOMPARE(complete->ns(), u"ns-a"_s);

    QJsonObject unknown = intentOf(u"op-1"_s);
    unknown[u"verb"_s] = u"levitate"_s;
    QVERIFY(!leverOf(unknown));
}

/// The wall clock may be set meanwhile.
void TestRecords::anIntentsAgeIsKnownSinceTheMachinesStart()
{
    fake::FakeClock clock;
    const auto lever = makeTerminateLever(lookedat::ns, lookedat::run());
    QJsonObject intent = intentRecord(u"op-1"_s, clock, ada(), profileOf(u"prod"_s), *lever, u"r"_s);
    clock.advance(std::chrono::minutes(3));
    clock.setUtc(clock.utc() - std::chrono::hours(24));
    QCOMPARE(ageOf(intent, clock), std::optional<Milliseconds>(std::chrono::minutes(3)));
    intent[u"boot"_s] = u"another"_s;
    QVERIFY(!ageOf(intent, clock));
    intent.remove(u"boot"_s); // of version 0.1
    QVERIFY(!ageOf(intent, clock));
}

QTEST_APPLESS_MAIN(TestRecords)
#include "tst_records.moc"
