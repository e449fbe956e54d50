// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/valueforms.h"

#include "models/interventions/confirmation.h"
#include "tests/fake/failures.h"
#include "tests/unit/interventions/lookedat.h"

#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

const QString type = u"review_bid"_s;
const Payload plainJson{u"json/plain"_s, {}, "{}"};
const Payload bid{u"json/protobuf"_s, u"ads.Bid"_s, "{}"};
const Payload binaryBid{u"binary/protobuf"_s, u"ads.Bid"_s, "\n"};
const Payload offer{u"json/protobuf"_s, u"ads.Offer"_s, "{}"};
const Payload sealed{u"binary/encrypted"_s, {}, "x"};
const Payload packed{u"binary/zlib"_s, {}, "x"};
const Payload bytes{u"binary/plain"_s, {}, "x"};
const Payload nothing{u"binary/null"_s, {}, {}};

HistoryEvent scheduled(qint64 id, const QString &activityType, std::vector<NamedPayload> values = {})
{
    HistoryEvent event = lookedat::activityEvent(id, u"ActivityTaskScheduled"_s, QString::number(id));
    event.subject = activityType;
    event.values = std::move(values);
    return event;
}

HistoryEvent completed(qint64 id, qint64 scheduledId, const Payload &result)
{
    HistoryEvent event = lookedat::runEvent(id, u"ActivityTaskCompleted"_s, u"812@ingest-7c9"_s);
    event.scheduledEventId = scheduledId;
    event.values = {{u"result"_s, result}};
    return event;
}

HistoryEvent begun(std::vector<NamedPayload> values)
{
    HistoryEvent event = lookedat::runEvent(1, u"WorkflowExecutionStarted"_s);
    event.values = std::move(values);
    return event;
}

ValueForms formsOf(const std::vector<HistoryEvent> &newestFirst)
{
    ValueForms forms;
    addForms(forms, newestFirst, type, {});
    return forms;
}

/// One result of the type, in a run of plain input.
std::vector<HistoryEvent> resultIs(const Payload &result)
{
    return {completed(7, 5, result), scheduled(5, type), begun({{u"input"_s, plainJson}})};
}

std::vector<HistoryEvent> inputIs(const Payload &input)
{
    return {scheduled(5, type), begun({{u"input"_s, input}})};
}

using Events = std::vector<HistoryEvent>;

} // namespace

Q_DECLARE_METATYPE(std::vector<signalbox::HistoryEvent>)
Q_DECLARE_METATYPE(signalbox::Payload)

class TestValueForms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsAsTheRunShows_data();
    void beginsAsTheRunShows();
    void saysWhatSpeaksAgainst_data();
    void saysWhatSpeaksAgainst();
    void whatCouldNotBeReadIsNoLeave();
    void otherRunsAreNamed();
    void whatWasDoneByHandIsNoEvidence();
    void anEncryptedFailureIsEvidence();
    void heartbeatsAreEvidence();
    void offersTheTypesThatWereSeen();
    void aMessageNeedsItsTypeAndIsAnObject();
    void aCaveatIsToBeAccepted();
};

void TestValueForms::beginsAsTheRunShows_data()
{
    QTest::addColumn<Events>("events");
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<QString>("messageType");
    QTest::addColumn<QString>("ground");
    const auto row = [](const char *name, const Events &events, const Payload &begins,
                        const QString &ground) {
        QTest::newRow(name) << events << begins.encoding << begins.messageType << ground;
    };
    const QString none = u"No result of review_bid is in this run or in the last runs of its type."_s;
    row("results are plain", resultIs(plainJson), plainJson,
        u"Results of review_bid are json/plain (event 7)."_s);
    row("results are messages", resultIs(bid), bid,
        u"Results of review_bid are json/protobuf of ads.Bid (event 7)."_s);
    row("results are messages in binary", resultIs(binaryBid), bid,
        u"Results of review_bid are binary/protobuf of ads.Bid (event 7)."_s);
    row("the last result was none, one before a message",
        {completed(11, 9, nothing), scheduled(9, type), completed(7, 5, bid), scheduled(5, type)}, bid,
        u"Results of review_bid are json/protobuf of ads.Bid (event 7)."_s);
    row("results are none", resultIs(nothing), plainJson,
        u"Results of review_bid are binary/null (event 7)."_s);
    row("the newest counts",
        {completed(11, 9, offer), scheduled(9, type), completed(7, 5, bid), scheduled(5, type)}, offer,
        u"Results of review_bid are json/protobuf of ads.Offer (event 11)."_s);
    row("another type's results are messages", {completed(7, 5, bid), scheduled(5, u"other"_s)},
        Payload{u"json/protobuf"_s, {}, {}},
        none + u" Other values are json/protobuf of ads.Bid (event 7): name the message type of the result, "
               "or choose json/plain."_s);
    row("the input is a message", inputIs(bid), Payload{u"json/protobuf"_s, {}, {}},
        none + u" Other values are json/protobuf of ads.Bid (event 1): name the message type of the result, "
               "or choose json/plain."_s);
    row("the input is plain", inputIs(plainJson), plainJson, none);
    row("nothing at all", {begun({})}, plainJson, none);
}

void TestValueForms::beginsAsTheRunShows()
{
    QFETCH(const Events, events);
    QFETCH(const QString, encoding);
    QFETCH(const QString, messageType);
    QFETCH(const QString, ground);
    const ValueForms forms = formsOf(events);
    QCOMPARE(proposedForm(forms), (Payload{encoding, messageType, {}}));
    QCOMPARE(groundOf(forms, type), ground);
    QCOMPARE(caveatOf(forms, type, proposedForm(forms)), QString());
}

void TestValueForms::saysWhatSpeaksAgainst_data()
{
    QTest::addColumn<Events>("events");
    QTest::addColumn<Payload>("chosen");
    QTest::addColumn<QString>("begins"); // empty: nothing speaks against it
    const QString sealedInput =
        u"Values of this workflow are binary/encrypted (event 1). This result would be "
        "stored unencrypted, as json/plain,"_s;
    const auto row = [](const char *name, const Events &events, const Payload &chosen,
                        const QString &begins) { QTest::newRow(name) << events << chosen << begins; };
    row("plain among plain", resultIs(plainJson), plainJson, {});
    row("plain where nothing came back", resultIs(nothing), plainJson, {});
    row("plain where messages come back", resultIs(bid), plainJson,
        u"Results of review_bid are json/protobuf of ads.Bid (event 7), and this one would be json/plain."_s);
    row("plain where binary messages come back", resultIs(binaryBid), plainJson,
        u"Results of review_bid are binary/protobuf of ads.Bid (event 7)"_s);
    row("plain where a message came back, and once nothing",
        {completed(11, 9, nothing), scheduled(9, type), completed(7, 5, bid), scheduled(5, type)}, plainJson,
        u"Results of review_bid are json/protobuf of ads.Bid (event 7)"_s);
    row("another message", resultIs(bid), offer,
        u"Results of review_bid are json/protobuf of ads.Bid (event 7), and this one would be json/protobuf "
        u"of "
        "ads.Offer."_s);
    row("one of two messages",
        {completed(11, 9, offer), scheduled(9, type), completed(7, 5, bid), scheduled(5, type)}, bid, {});
    row("a message where plain comes back", resultIs(plainJson), bid,
        u"Results of review_bid are json/plain (event 7)"_s);
    row("plain where bytes come back", resultIs(bytes), plainJson,
        u"Results of review_bid are binary/plain (event 7)"_s);
    row("a message, by the input alone", inputIs(bid), offer, {});
    row("encrypted input", inputIs(sealed), plainJson, sealedInput);
    row("encrypted results", resultIs(sealed), plainJson,
        u"Values of this workflow are binary/encrypted (event 7)"_s);
    row("a message among what is encrypted", inputIs(sealed), bid,
        u"Values of this workflow are binary/encrypted (event 1). This result would be stored unencrypted, "
        u"as "
        "json/protobuf of ads.Bid,"_s);
    row("packed values", inputIs(packed), plainJson, u"Values of this workflow are binary/zlib (event 1)"_s);
    row("of no encoding", inputIs({{}, {}, "x"}), plainJson,
        u"Values of this workflow are of no named encoding (event 1)"_s);
    row("an encrypted memo", {begun({{u"input"_s, plainJson}, {u"memo note"_s, sealed}})}, plainJson,
        sealedInput);
    row("a plain result among what is encrypted",
        {completed(7, 5, plainJson), scheduled(5, type), begun({{u"input"_s, sealed}})}, plainJson,
        sealedInput);
    row("search attributes and headers are nobody's evidence",
        {begun(
            {{u"input"_s, plainJson}, {u"search_attributes Owner"_s, sealed}, {u"header trace"_s, sealed}})},
        plainJson, {});
}

void TestValueForms::saysWhatSpeaksAgainst()
{
    QFETCH(const Events, events);
    QFETCH(const Payload, chosen);
    QFETCH(const QString, begins);
    const QString caveat = caveatOf(formsOf(events), type, chosen);
    QCOMPARE(caveat.isEmpty(), begins.isEmpty());
    QVERIFY2(caveat.startsWith(begins), qPrintable(caveat));
    QVERIFY2(caveat.isEmpty() || caveat.endsWith("again and again until it is reset."_L1),
             qPrintable(caveat));
}

void TestValueForms::whatCouldNotBeReadIsNoLeave()
{
    ValueForms forms = formsOf(inputIs(plainJson));
    forms.failure = Error{ErrorKind::Throttled, u"quota"_s, {}, {}, {}};
    const QString caveat = caveatOf(forms, type, plainJson);
    QVERIFY2(caveat.startsWith("How this workflow's values are written could not be read: "_L1),
             qPrintable(caveat));
    QCOMPARE(groundOf(forms, type), QString());
}

void TestValueForms::otherRunsAreNamed()
{
    ValueForms forms = formsOf(inputIs(plainJson));
    addForms(forms, resultIs(bid), type, u"bid-6"_s);
    QCOMPARE(proposedForm(forms), (Payload{u"json/protobuf"_s, u"ads.Bid"_s, {}}));
    QCOMPARE(groundOf(forms, type),
             u"Results of review_bid are json/protobuf of ads.Bid (event 7 of bid-6)."_s);
}

void TestValueForms::whatWasDoneByHandIsNoEvidence()
{
    HistoryEvent byHand = completed(11, 9, plainJson);
    byHand.identity = u"ada@signalbox/op-1"_s;
    const ValueForms forms = formsOf({byHand, scheduled(9, type), completed(7, 5, bid), scheduled(5, type)});
    QCOMPARE(forms.results.size(), std::size_t(1));
    QCOMPARE(proposedForm(forms).messageType, u"ads.Bid"_s);
}

void TestValueForms::anEncryptedFailureIsEvidence()
{
    HistoryEvent failed = lookedat::runEvent(7, u"ActivityTaskFailed"_s);
    FailureLink link;
    link.isEncrypted = true;
    failed.failure.links = {link};
    const QString caveat = caveatOf(formsOf({failed, begun({})}), type, plainJson);
    QVERIFY2(caveat.startsWith("Values of this workflow are encrypted (event 7)."_L1), qPrintable(caveat));
}

void TestValueForms::heartbeatsAreEvidence()
{
    ValueForms forms;
    addForms(forms, {sealed});
    QVERIFY(caveatOf(forms, type, plainJson).startsWith("Values of this workflow are binary/encrypted. "_L1));
}

void TestValueForms::offersTheTypesThatWereSeen()
{
    const ValueForms forms =
        formsOf({completed(7, 5, offer), scheduled(5, type),
                 begun({{u"input"_s, bid}, {u"input 2"_s, offer}, {u"input 3"_s, plainJson}})});
    QCOMPARE(messageTypes(forms), (QStringList{u"ads.Offer"_s, u"ads.Bid"_s}));
}

void TestValueForms::aMessageNeedsItsTypeAndIsAnObject()
{
    QCOMPARE(missingFrom(Payload{u"json/protobuf"_s, {}, "{}"}), QStringList{u"the message type"_s});
    QCOMPARE(missingFrom(Payload{u"json/protobuf"_s, u"ads.Bid"_s, " {}"}), QStringList());
    QCOMPARE(missingFrom(Payload{u"json/protobuf"_s, u"ads.Bid"_s, "null"}).size(), 1);
    QCOMPARE(missingFrom(Payload{u"json/protobuf"_s, u"google.protobuf.Duration"_s, "\"3s\""}),
             QStringList());
    QCOMPARE(missingFrom(Payload{u"json/plain"_s, {}, "null"}), QStringList());
}

void TestValueForms::aCaveatIsToBeAccepted()
{
    Confirmation given{u"INC-7"_s, u"12"_s};
    const auto missing = [&given](const QString &caveat) {
        return missingFrom(given, InterventionTarget{{}, {}, lookedat::workflowId, {}, u"12"_s},
                           Environment::Production, caveat);
    };
    QCOMPARE(missing({}), QStringList());
    QCOMPARE(missing(u"It may fail."_s), QStringList{u"your word that it may be sent in this form"_s});
    given.acceptsCaveat = true;
    QCOMPARE(missing(u"It may fail."_s), QStringList());
}

QTEST_GUILESS_MAIN(TestValueForms)
#include "tst_valueforms.moc"
