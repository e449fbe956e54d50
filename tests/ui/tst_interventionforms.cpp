// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/look.h"
#include "tests/ui/openeddialog.h"
#include "ui/interventions/resultedit.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QToolButton>

// The form in which a result is sent, and what must be accepted before.

using namespace signalbox;
using namespace Qt::StringLiterals;
using test::LeverWorld;
using test::Opened;

namespace {

const Payload plainJson{u"json/plain"_s, {}, "{}"};
const Payload bid{u"json/protobuf"_s, u"ads.Bid"_s, "{}"};
const Payload sealed{u"binary/encrypted"_s, {}, "x"};

/// Its run had this input, and this result of activity 12's type before.
void serveValues(LeverWorld &world, const Payload &input, const std::optional<Payload> &result)
{
    const auto event = [](qint64 id, const QString &type) {
        HistoryEvent made;
        made.id = id;
        made.time = LeverWorld::ingest().execution.startTime;
        made.type = type;
        return made;
    };
    std::vector<HistoryEvent> events{event(1, u"WorkflowExecutionStarted"_s),
                                     event(2, u"ActivityTaskScheduled"_s)};
    events[0].values = {{u"input"_s, input}};
    events[1].subject = u"upsert_vector"_s;
    if (result) {
        events.push_back(event(3, u"ActivityTaskCompleted"_s));
        events[2].scheduledEventId = 2;
        events[2].values = {{u"result"_s, *result}};
    }
    world.server.setHistory(LeverWorld::ns, LeverWorld::workflowId, LeverWorld::runId, events);
}

QString shownCaveat(const Opened &opened)
{
    const auto *caveat = opened.find<QWidget>(u"caveat"_s);
    return caveat->isVisible() ? caveat->findChild<PlainLabel *>(u"noteSentence"_s)->text() : QString();
}

void choose(const Opened &opened, const QString &encoding)
{
    auto *box = opened.find<QComboBox>(u"resultEncoding"_s);
    QTest::keyClick(box, encoding == u"json/plain"_s ? Qt::Key_Home : Qt::Key_End);
    QCOMPARE(box->currentText(), encoding);
}

} // namespace

class TestInterventionForms final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::putOnLook(); }
    void aMessageIsProposedShownAndSent();
    void plainInItsPlaceWantsAWord();
    void amongWhatIsEncryptedNothingGoesWithoutAWord();
    void anAcceptanceIsOfWhatWasSaid();
    void aMessageTypeCanBeNamed();
    void historyThatCannotBeReadIsSaid();
    void pictures();
};

void TestInterventionForms::aMessageIsProposedShownAndSent()
{
    LeverWorld world(Environment::Staging);
    serveValues(world, plainJson, bid);
    QVERIFY(world.signIn());
    const Opened opened(world, test::completeAct, u"12"_s);
    QTRY_VERIFY(opened.isRead());
    QCOMPARE(opened.find<QComboBox>(u"resultEncoding"_s)->currentText(), u"json/protobuf"_s);
    QCOMPARE(opened.find<QComboBox>(u"messageType"_s)->currentText(), u"ads.Bid"_s);
    QCOMPARE(opened.text(u"formGround"_s),
             u"Results of upsert_vector are json/protobuf of ads.Bid (event 3)."_s);
    QCOMPARE(shownCaveat(opened), QString());
    opened.fill(u"INC-7"_s, {});
    opened.find<ResultEdit>(u"result"_s)->setPlainText(u"7"_s);
    QVERIFY(!opened.canAct()); // no message is a number
    opened.find<ResultEdit>(u"result"_s)->setPlainText(u"{\"bid\": 7}"_s);
    QVERIFY(opened.canAct());
    QTest::mouseClick(opened.find<QToolButton>(u"whatIsSent"_s), Qt::LeftButton);
    QVERIFY2(opened.text(u"sentAs"_s)
                 .startsWith("The result goes as json/protobuf of ads.Bid, 10 bytes; SHA-256 "_L1),
             qPrintable(opened.text(u"sentAs"_s)));
    QVERIFY(opened.find<CopyButton>(u"copyCommand"_s)->copied().startsWith("grpcurl -d '{"_L1));
    opened.act();
    QTRY_VERIFY(opened.hasReceipt());
    QVERIFY2(test::outcomeLine(opened).startsWith("Done"_L1), qPrintable(opened.receipt()));
    const QString sent = world.server.recorded(u"RespondActivityTaskCompletedById"_s).front().request;
    for (const QString &part : {u"\"json/protobuf\""_s, u"\"ads.Bid\""_s})
        QVERIFY2(sent.contains(part), qPrintable(sent));
}

void TestInterventionForms::plainInItsPlaceWantsAWord()
{
    LeverWorld world(Environment::Staging);
    serveValues(world, plainJson, bid);
    QVERIFY(world.signIn());
    const Opened opened(world, test::completeAct, u"12"_s);
    QTRY_VERIFY(opened.isRead());
    opened.fill(u"INC-7"_s, {});
    opened.find<ResultEdit>(u"result"_s)->setPlainText(u"{}"_s);
    choose(opened, u"json/plain"_s);
    QVERIFY2(shownCaveat(opened).startsWith("Results of upsert_vector are json/protobuf of ads.Bid"_L1),
             qPrintable(shownCaveat(opened)));
    QVERIFY(!opened.find<QCheckBox>(u"acceptCaveat"_s)->isChecked());
    QVERIFY(!opened.canAct());
    QCOMPARE(opened.text(u"needed"_s), u"Still needed: your word that it may be sent in this form."_s);
    choose(opened, u"json/protobuf"_s);
    QCOMPARE(shownCaveat(opened), QString());
    QVERIFY(opened.canAct());
}

void TestInterventionForms::amongWhatIsEncryptedNothingGoesWithoutAWord()
{
    LeverWorld world(Environment::Staging);
    serveValues(world, sealed, std::nullopt);
    QVERIFY(world.signIn());
    const Opened opened(world, test::completeAct, u"12"_s);
    QTRY_VERIFY(opened.isRead());
    opened.fill(u"INC-7"_s, {});
    opened.find<ResultEdit>(u"result"_s)->setPlainText(u"{}"_s);
    QVERIFY2(
        shownCaveat(opened).startsWith("Values of this workflow are binary/encrypted (event 1). This result "
                                       "would be stored unencrypted, as json/plain"_L1),
        qPrintable(shownCaveat(opened)));
    QVERIFY(!opened.canAct());
    opened.act();
    QCOMPARE(world.writes(), 0);
    QTest::mouseClick(opened.find<QCheckBox>(u"acceptCaveat"_s), Qt::LeftButton, {}, {8, 8});
    QVERIFY(opened.canAct());
    opened.act();
    QTRY_VERIFY(opened.hasReceipt());
    QCOMPARE(world.writes(), 1);
}

void TestInterventionForms::anAcceptanceIsOfWhatWasSaid()
{
    LeverWorld world(Environment::Staging);
    serveValues(world, sealed, std::nullopt);
    QVERIFY(world.signIn());
    const Opened opened(world, test::completeAct, u"12"_s);
    QTRY_VERIFY(opened.isRead());
    auto *accept = opened.find<QCheckBox>(u"acceptCaveat"_s);
    accept->setChecked(true);
    choose(opened, u"json/protobuf"_s);
    QVERIFY(!accept->isChecked());
}

void TestInterventionForms::aMessageTypeCanBeNamed()
{
    LeverWorld world(Environment::Staging);
    serveValues(world, bid, std::nullopt);
    QVERIFY(world.signIn());
    const Opened opened(world, test::completeAct, u"12"_s);
    QTRY_VERIFY(opened.isRead());
    opened.fill(u"INC-7"_s, {});
    opened.find<ResultEdit>(u"result"_s)->setPlainText(u"{}"_s);
    QCOMPARE(opened.text(u"needed"_s), u"Still needed: the message type."_s);
    auto *type = opened.find<QComboBox>(u"messageType"_s);
    QCOMPARE(type->itemText(0), u"ads.Bid"_s);
    QTest::keyClicks(type->lineEdit(), u"ads.Offer"_s);
    QVERIFY(opened.canAct());
    opened.act();
    QTRY_VERIFY(opened.hasReceipt());
    QVERIFY(world.server.recorded(u"RespondActivityTaskCompletedById"_s)
                .front()
                .request.contains(u"ads.Offer"_s));
}

void TestInterventionForms::historyThatCannotBeReadIsSaid()
{
    LeverWorld world(Environment::Staging);
    serveValues(world, plainJson, plainJson);
    QVERIFY(world.signIn());
    world.server.failNext(u"GetWorkflowExecutionHistoryReverse"_s, u"INTERNAL"_s, u"shard lost"_s);
    const Opened opened(world, test::completeAct, u"12"_s);
    QTRY_VERIFY(opened.isRead());
    QVERIFY2(shownCaveat(opened).contains("could not be read"_L1), qPrintable(shownCaveat(opened)));
    QTRY_COMPARE_WITH_TIMEOUT(shownCaveat(opened), QString(), 15'000); // with the next reading of the run
}

void TestInterventionForms::pictures()
{
    LeverWorld world(Environment::Staging);
    serveValues(world, plainJson, bid);
    QVERIFY(world.signIn());
    {
        const Opened opened(world, test::completeAct, u"12"_s);
        QTRY_VERIFY(opened.isRead());
        opened.fill(u"INC-1182 chosen by hand"_s, {});
        opened.find<ResultEdit>(u"result"_s)->setPlainText(u"{\n  \"bid\": 40\n}"_s);
        opened.find<QToolButton>(u"whatIsSent"_s)->click();
        test::keepPictures(*opened.dialog, u"complete-message"_s);
        choose(opened, u"json/plain"_s);
        test::keepPictures(*opened.dialog, u"complete-caveat"_s);
        opened.dialog->setMaximumHeight(652);
        test::keepPictures(*opened.dialog, u"complete-caveat-700"_s);
    }
    LeverWorld other(Environment::Staging);
    serveValues(other, sealed, std::nullopt);
    QVERIFY(other.signIn());
    const Opened opened(other, test::completeAct, u"12"_s);
    QTRY_VERIFY(opened.isRead());
    opened.fill(u"INC-1182 chosen by hand"_s, {});
    opened.find<ResultEdit>(u"result"_s)->setPlainText(u"{\n  \"bid\": 40\n}"_s);
    test::keepPictures(*opened.dialog, u"complete-encrypted"_s);
}

QTEST_MAIN(TestInterventionForms)
#include "tst_interventionforms.moc"
