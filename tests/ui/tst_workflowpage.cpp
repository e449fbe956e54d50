// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fake/failures.h"
#include "tests/ui/leverworld.h"
#include "tests/ui/look.h"
#include "tests/ui/openeddialog.h"
#include "ui/interventions/interventiondialog.h"
#include "ui/interventions/resultedit.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/tableview.h"
#include "ui/workflow/workflowpage.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using test::LeverWorld;

namespace {

/// The page in a window, and what a person sees of it and does to it.
class Shown
{
public:
    explicit Shown(LeverWorld &world, const QString &workflowId = LeverWorld::workflowId,
                   const QString &runId = LeverWorld::runId)
        : page(*world.client, *world.desk, world.clock, *world.state,
               Place::ofWorkflow(LeverWorld::ns, workflowId, runId))
    {
        test::openDialogsOf(page, world);
        page.resize(1272, 760);
        page.show();
        page.setActive(true);
    }

    template <class Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        return page.findChild<Widget *>(name);
    }
    [[nodiscard]] QPushButton *button(const QString &name) const { return find<QPushButton>(name); }
    [[nodiscard]] QString text(const QString &name) const { return find<QLabel>(name)->text(); }
    [[nodiscard]] TableView &pending() const { return *find<TableView>(u"pendingActivities"_s); }
    [[nodiscard]] TableView &history() const { return *find<TableView>(u"history"_s); }
    [[nodiscard]] bool isRead() const { return !text(u"status"_s).isEmpty(); }
    [[nodiscard]] InterventionDialog *dialog() const { return page.findChild<InterventionDialog *>(); }
    void click(const QString &name) const { QTest::mouseClick(find<QAbstractButton>(name), Qt::LeftButton); }

    WorkflowPage page;
};

} // namespace

class TestWorkflowPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::putOnLook(); }
    void saysWhatTheRunIsDoing();
    void followsTheCurrentRunAndStaysOnIt();
    void showsTheChosenEventAsPlainText();
    void valuesOfAnEventAreReadAndTaken();
    void showsAllOfTheChosenActivity();
    void olderEventsAreLoadedOnDemand();
    void completesTheChosenActivity();
    void terminatesFromTheHeader();
    void aViewersLeversNameTheClaim();
    void aClosedRunSaysSoBesideItsLevers();
    void aLeverUnderWayLocksTheOthers();
    void theFirstActivityIsChosenByItself();
    void choosingSurvivesARefresh();
    void nothingTakesThePlaceOfTheChosenOneThatEnded_data();
    void nothingTakesThePlaceOfTheChosenOneThatEnded();
    void queueAndListCanBeOpened();
    void aRunThatIsGoneKeepsItsLastState();
    void anUnknownRunSaysSo();
    void markupIsShownLiterally();
    void closingThePageGivesUpWhatWasNotSent();
    void everyFieldHasAName();
    void pictures();
};

void TestWorkflowPage::saysWhatTheRunIsDoing()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_VERIFY(shown.isRead());
    QCOMPARE(shown.text(u"status"_s), u"Running"_s);
    QCOMPARE(shown.find<ElidedLabel>(u"workflowId"_s)->text(), LeverWorld::workflowId);
    QCOMPARE(shown.find<ElidedLabel>(u"runId"_s)->text(), LeverWorld::runId);
    QCOMPARE(shown.find<CopyButton>(u"copyRunId"_s)->copied(), LeverWorld::runId);
    const QString now = shown.text(u"now"_s);
    QVERIFY2(now.startsWith("Now: Activity upsert_vector is on attempt 17"_L1), qPrintable(now));
    QVERIFY2(now.contains("503 from qdrant"_L1), qPrintable(now));
    QVERIFY2(shown.text(u"times"_s).endsWith("2 h 04 m"_L1), qPrintable(shown.text(u"times"_s)));
    QCOMPARE(shown.pending().model()->rowCount(), 2);
    QTRY_COMPARE(shown.history().model()->rowCount(), 6);
    QCOMPARE(shown.page.title(), LeverWorld::workflowId);
}

void TestWorkflowPage::followsTheCurrentRunAndStaysOnIt()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world, LeverWorld::workflowId, {});
    QVERIFY(!shown.button(u"terminate"_s)->isEnabled()); // no run to pin yet
    QTRY_COMPARE(shown.find<ElidedLabel>(u"runId"_s)->text(), LeverWorld::runId);
    QVERIFY(shown.button(u"terminate"_s)->isEnabled());
}

void TestWorkflowPage::showsTheChosenEventAsPlainText()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_COMPARE(shown.history().model()->rowCount(), 6);
    shown.history().selectRow(0);
    QTRY_VERIFY(!test::shownTexts(shown.page).filter(u"Event 6, ActivityTaskScheduled"_s).isEmpty());
    QVERIFY(shown.find<QPlainTextEdit>(u"event"_s)->toPlainText().contains("activity_id: \"13\""_L1));
    QVERIFY(shown.find<QPlainTextEdit>(u"event"_s)->isReadOnly());
}

void TestWorkflowPage::valuesOfAnEventAreReadAndTaken()
{
    LeverWorld world;
    const QByteArray large = "{\"rows\":[" + QByteArray("1234567,").repeated(10'000) + "7]}";
    HistoryEvent signal;
    signal.id = 1;
    signal.type = u"WorkflowExecutionSignaled"_s;
    signal.subject = u"approve"_s;
    signal.identity = u"eve"_s;
    signal.values = {{u"input"_s, {u"json/plain"_s, {}, R"({"by":"eve","budget":1.10})"}},
                     {u"input 2"_s, {u"json/plain"_s, {}, large}},
                     {u"input 3"_s, {u"binary/encrypted"_s, {}, QByteArray("\x01\x02\xff")}}};
    world.server.setHistory(LeverWorld::ns, LeverWorld::workflowId, LeverWorld::runId, {signal});
    QVERIFY(world.signIn());
    Shown shown(world);
    QTRY_COMPARE(shown.history().model()->rowCount(), 1);
    QCOMPARE(shown.history().model()->index(0, 4).data().toString(), u"signal approve"_s);
    const auto *whole = shown.button(u"showWhole"_s);
    QVERIFY(!whole->isVisible());
    shown.history().selectRow(0);
    const auto *text = shown.find<QPlainTextEdit>(u"event"_s);
    QVERIFY2(text->toPlainText().contains("{\n  \"by\": \"eve\",\n  \"budget\": 1.10\n}"_L1),
             qPrintable(text->toPlainText().left(2000)));
    QVERIFY(text->toPlainText().contains("input 3: binary/encrypted, 3 bytes\n000000  01 02 ff"_L1));
    QVERIFY(whole->isVisible() && !text->toPlainText().contains("7\n  ]\n}"_L1));
    test::keepPictures(shown.page, u"workflow-event"_s);
    shown.click(u"showWhole"_s);
    QVERIFY(text->toPlainText().contains("7\n  ]\n}"_L1) && !whole->isVisible());
    auto *value = shown.find<QComboBox>(u"value"_s);
    QCOMPARE(shown.find<CopyButton>(u"copyValue"_s)->copied(), uR"({"by":"eve","budget":1.10})"_s);
    value->setCurrentIndex(1);
    QCOMPARE(shown.find<CopyButton>(u"copyValue"_s)->copied(), QString::fromUtf8(large));
    value->setCurrentIndex(2);
    QCOMPARE(shown.find<CopyButton>(u"copyValue"_s)->copied(), u"0102ff"_s);
}

void TestWorkflowPage::showsAllOfTheChosenActivity()
{
    LeverWorld world;
    ExecutionDescription run = LeverWorld::ingest();
    PendingActivity &failing = run.pendingActivities.front();
    failing.lastFailure = fake::stepFailed();
    failing.lastFailure.links[1].stackTrace =
        u"File \"ingest.py\", line 31, in upsert\n  await pool.acquire()"_s;
    failing.heartbeatTimeout = std::chrono::seconds(30);
    failing.lastHeartbeatTime = world.clock.utc() - std::chrono::seconds(9);
    failing.heartbeatDetails = {{u"json/plain"_s, {}, R"({"row":1180})"}};
    world.serve(run);
    HistoryEvent scheduled;
    scheduled.id = 1;
    scheduled.type = u"ActivityTaskScheduled"_s;
    scheduled.activityId = failing.activityId;
    scheduled.values = {{u"input"_s, {u"json/plain"_s, {}, R"({"document":"d-41"})"}}};
    world.server.setHistory(LeverWorld::ns, LeverWorld::workflowId, LeverWorld::runId, {scheduled});
    QVERIFY(world.signIn());
    Shown shown(world);
    QTRY_COMPARE(shown.history().model()->rowCount(), 1);
    const auto *details = shown.find<QPlainTextEdit>(u"activityDetails"_s);
    for (const auto part : {"2. ConnectionError: db-7:5432 refused"_L1, "ingest.py"_L1, "\"row\": 1180"_L1,
                            "\"document\": \"d-41\""_L1, "attempt 17"_L1})
        QTRY_VERIFY2(details->toPlainText().contains(part), qPrintable(details->toPlainText()));
    QVERIFY(shown.find<ElidedLabel>(u"activityPulse"_s)->text().contains("last heartbeat "_L1));
    QVERIFY(details->isVisible() && (details->focusPolicy() & Qt::TabFocus));
    QCOMPARE(shown.find<CopyButton>(u"copyActivity"_s)->copied(), details->toPlainText());
    test::keepPictures(shown.page, u"workflow-activity"_s);
    shown.pending().selectRow(1);
    QVERIFY(!details->toPlainText().contains("ConnectionError"_L1));
    run.pendingActivities.clear();
    world.server.setDescription(LeverWorld::ns, run);
    shown.page.refresh();
    QTRY_VERIFY(!details->isVisible());
}

void TestWorkflowPage::olderEventsAreLoadedOnDemand()
{
    LeverWorld world;
    std::vector<HistoryEvent> events(100);
    for (std::size_t i = 0; i < events.size(); ++i) {
        events[i].id = static_cast<qint64>(i) + 1;
        events[i].type = u"WorkflowTaskScheduled"_s;
    }
    world.server.setHistory(LeverWorld::ns, LeverWorld::workflowId, LeverWorld::runId, events);
    world.server.setHistoryPageSize(60); // more than the table shows: it asks for more by itself otherwise
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_COMPARE(shown.history().model()->rowCount(), 60);
    QVERIFY(!test::shownTexts(shown.page).filter(u"History: the newest 60 events"_s).isEmpty());
    shown.click(u"loadOlder"_s);
    QTRY_COMPARE(shown.history().model()->rowCount(), 100);
    QTRY_VERIFY(!shown.button(u"loadOlder"_s)->isEnabled());
    QVERIFY(!test::shownTexts(shown.page).filter(u"History: 100 events"_s).isEmpty());
}

void TestWorkflowPage::completesTheChosenActivity()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_VERIFY(shown.isRead());
    shown.pending().selectRow(1);
    QCOMPARE(shown.button(u"complete"_s)->text(), u"Complete 13…"_s);
    shown.click(u"complete"_s);
    QVERIFY(shown.dialog());
    shown.dialog()->findChild<QLineEdit *>(u"reason"_s)->setText(u"INC-1182"_s);
    shown.dialog()->findChild<QLineEdit *>(u"typedId"_s)->setText(u"13"_s);
    shown.dialog()->findChild<ResultEdit *>()->setPlainText(u"{}"_s);
    auto *act = shown.dialog()->findChild<QPushButton *>(u"act"_s);
    QTRY_VERIFY(act->isEnabled());
    QTest::mouseClick(act, Qt::LeftButton);
    QTRY_COMPARE(world.writes(), 1);
    const auto call = world.server.recorded(u"RespondActivityTaskCompletedById"_s).front();
    QVERIFY2(call.request.contains("activity_id: \"13\""_L1), qPrintable(call.request));
    QTRY_COMPARE(shown.pending().model()->rowCount(), 1);
}

void TestWorkflowPage::terminatesFromTheHeader()
{
    LeverWorld world(Environment::Development);
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_VERIFY(shown.button(u"terminate"_s)->isEnabled());
    shown.click(u"terminate"_s);
    QVERIFY(shown.dialog());
    shown.dialog()->findChild<QLineEdit *>(u"reason"_s)->setText(u"INC-1182"_s);
    auto *act = shown.dialog()->findChild<QPushButton *>(u"act"_s);
    QTRY_VERIFY(act->isEnabled());
    QTest::mouseClick(act, Qt::LeftButton);
    QTRY_COMPARE(shown.text(u"status"_s), u"Terminated"_s);
    QTRY_VERIFY2(shown.text(u"now"_s).contains("INC-1182"_L1), qPrintable(shown.text(u"now"_s)));
    QVERIFY(!shown.button(u"terminate"_s)->isEnabled());
    QCOMPARE(shown.text(u"terminateReason"_s), u"the run is closed"_s);
}

void TestWorkflowPage::aViewersLeversNameTheClaim()
{
    LeverWorld world;
    world.idp.groups = {u"visitors"_s};
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_VERIFY(shown.isRead());
    for (const QString &lever : {u"terminate"_s, u"complete"_s}) {
        QVERIFY(shown.button(lever)->isVisible());
        QVERIFY(!shown.button(lever)->isEnabled());
        for (const QString &part : {world.profile.oidc.adminClaim, world.profile.oidc.adminValue}) {
            QVERIFY2(shown.button(lever)->toolTip().contains(part),
                     qPrintable(shown.button(lever)->toolTip()));
            QVERIFY(shown.text(lever + u"Reason"_s).contains(part));
        }
    }
    test::keepPictures(const_cast<WorkflowPage &>(shown.page), u"workflow-viewer"_s);
}

void TestWorkflowPage::aClosedRunSaysSoBesideItsLevers()
{
    LeverWorld world;
    ExecutionDescription closed = LeverWorld::ingest();
    closed.execution.status = ExecutionStatus::Failed;
    closed.execution.closeTime = world.clock.utc();
    closed.pendingActivities.clear();
    world.serve(closed);
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_VERIFY(shown.isRead());
    QVERIFY(!shown.button(u"terminate"_s)->isEnabled());
    QVERIFY(!shown.button(u"complete"_s)->isEnabled());
    QCOMPARE(shown.text(u"terminateReason"_s), u"the run is closed"_s);
}

void TestWorkflowPage::aLeverUnderWayLocksTheOthers()
{
    LeverWorld world(Environment::Development);
    QVERIFY(world.signIn());
    world.followsBrowser = false;
    const Shown shown(world);
    QTRY_VERIFY(shown.button(u"terminate"_s)->isEnabled());
    shown.click(u"terminate"_s);
    shown.dialog()->findChild<QLineEdit *>(u"reason"_s)->setText(u"first"_s);
    auto *act = shown.dialog()->findChild<QPushButton *>(u"act"_s);
    QTRY_VERIFY(act->isEnabled());
    QTest::mouseClick(act, Qt::LeftButton);
    QTRY_COMPARE(shown.text(u"completeReason"_s), u"an intervention is under way"_s);
    QVERIFY(!shown.button(u"complete"_s)->isEnabled());
    shown.dialog()->reject();
    QTRY_VERIFY(shown.button(u"complete"_s)->isEnabled());
}

void TestWorkflowPage::theFirstActivityIsChosenByItself()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_COMPARE(shown.button(u"complete"_s)->text(), u"Complete 12…"_s);
    QVERIFY(shown.button(u"complete"_s)->isEnabled());
}

void TestWorkflowPage::choosingSurvivesARefresh()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    Shown shown(world);
    QTRY_VERIFY(shown.isRead());
    shown.pending().selectRow(1);
    ExecutionDescription later = LeverWorld::ingest();
    later.pendingActivities.front().attempt = 18;
    PendingActivity another = later.pendingActivities.front();
    another.activityId = u"5"_s;
    later.pendingActivities.push_back(another);
    world.server.setDescription(LeverWorld::ns, later);
    shown.page.refresh();
    QTRY_COMPARE(shown.pending().model()->rowCount(), 3);
    QCOMPARE(shown.button(u"complete"_s)->text(), u"Complete 13…"_s);
}

void TestWorkflowPage::nothingTakesThePlaceOfTheChosenOneThatEnded_data()
{
    QTest::addColumn<int>("chosen");
    QTest::newRow("the first, chosen by itself") << 0;
    QTest::newRow("the last") << 1;
}

void TestWorkflowPage::nothingTakesThePlaceOfTheChosenOneThatEnded()
{
    QFETCH(const int, chosen);
    LeverWorld world;
    QVERIFY(world.signIn());
    Shown shown(world);
    QTRY_VERIFY(shown.isRead());
    if (chosen > 0)
        shown.pending().selectRow(chosen);
    QVERIFY(shown.button(u"complete"_s)->isEnabled());
    ExecutionDescription later = LeverWorld::ingest();
    later.pendingActivities.erase(later.pendingActivities.begin() + chosen);
    world.server.setDescription(LeverWorld::ns, later);
    shown.page.refresh();
    QTRY_COMPARE(shown.pending().model()->rowCount(), 1);
    QVERIFY(!shown.pending().selectionModel()->hasSelection());
    QVERIFY(!shown.button(u"complete"_s)->isEnabled());
    QCOMPARE(shown.button(u"complete"_s)->text(), u"Complete…"_s);
    QCOMPARE(shown.text(u"completeReason"_s), u"no activity is chosen"_s);
    // Nor does what comes next, also after none was left.
    later.pendingActivities.clear();
    world.server.setDescription(LeverWorld::ns, later);
    shown.page.refresh();
    QTRY_COMPARE(shown.pending().model()->rowCount(), 0);
    world.server.setDescription(LeverWorld::ns, LeverWorld::ingest());
    shown.page.refresh();
    QTRY_COMPARE(shown.pending().model()->rowCount(), 2);
    QVERIFY(!shown.button(u"complete"_s)->isEnabled());
    shown.pending().selectRow(0);
    QVERIFY(shown.button(u"complete"_s)->isEnabled());
}

void TestWorkflowPage::queueAndListCanBeOpened()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_VERIFY(shown.isRead());
    QSignalSpy opened(&shown.page, &Page::go);
    shown.click(u"openQueue"_s);
    QCOMPARE(opened.count(), 1);
    QVERIFY(opened[0][0].value<Place>() == Place::ofQueue({LeverWorld::ns, u"prod.knowledge_ingest"_s}));
    shown.click(u"openList"_s);
    QCOMPARE(opened.count(), 2);
    QVERIFY(opened[1][0].value<Place>() ==
            Place::ofWorkflows(LeverWorld::ns, u"ExecutionStatus='Running'"_s));
}

void TestWorkflowPage::aRunThatIsGoneKeepsItsLastState()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    Shown shown(world);
    QTRY_VERIFY(shown.isRead());
    world.server.failNext(u"DescribeWorkflowExecution"_s, u"NOT_FOUND"_s,
                          u"workflow not found for ID: ingest-2231"_s, 5);
    shown.page.refresh();
    QTRY_VERIFY2(shown.text(u"now"_s).contains("This run does not exist: "_L1),
                 qPrintable(shown.text(u"now"_s)));
    QCOMPARE(shown.text(u"terminateReason"_s), u"the run does not exist"_s);
    QVERIFY(!shown.button(u"terminate"_s)->isEnabled());
    QVERIFY(shown.history().isVisible());
}

void TestWorkflowPage::anUnknownRunSaysSo()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world, u"no-such-workflow"_s);
    QTRY_VERIFY(shown.button(u"errorAction"_s)->isVisible());
    QVERIFY(!shown.history().isVisible());
    QVERIFY(!shown.button(u"terminate"_s)->isEnabled());
    test::keepPictures(const_cast<WorkflowPage &>(shown.page), u"workflow-not-found"_s);
}

void TestWorkflowPage::markupIsShownLiterally()
{
    const QString canary = u"<b>CANARY</b><img src=/etc/hostname>"_s;
    LeverWorld world;
    ExecutionDescription run = LeverWorld::ingest();
    run.execution.workflowId = canary;
    run.execution.type = canary;
    run.execution.taskQueue = canary;
    run.pendingActivities.front().lastFailure = fake::failed({fake::link(canary)});
    run.pendingActivities.front().activityId = canary;
    run.pendingChildren.front().workflowId = canary;
    world.serve(run);
    QVERIFY(world.signIn());
    const Shown shown(world, canary);
    QTRY_VERIFY(shown.isRead());
    const auto labels = shown.page.findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QCOMPARE(label->textFormat(), Qt::PlainText);
    const auto widgets = shown.page.findChildren<QWidget *>();
    for (const QWidget *widget : widgets)
        QVERIFY2(!widget->toolTip().contains("<b>"_L1), qPrintable(widget->toolTip()));
    QVERIFY(test::shownTexts(shown.page).filter(canary).size() >= 5);
}

void TestWorkflowPage::closingThePageGivesUpWhatWasNotSent()
{
    LeverWorld world(Environment::Development);
    QVERIFY(world.signIn());
    world.followsBrowser = false;
    {
        const Shown shown(world);
        QTRY_VERIFY(shown.button(u"terminate"_s)->isEnabled());
        shown.click(u"terminate"_s);
        shown.dialog()->findChild<QLineEdit *>(u"reason"_s)->setText(u"tab closed"_s);
        auto *act = shown.dialog()->findChild<QPushButton *>(u"act"_s);
        QTRY_VERIFY(act->isEnabled());
        QTest::mouseClick(act, Qt::LeftButton);
        QTRY_COMPARE(world.addresses.size(), 2);
    }
    QTRY_COMPARE(world.desk->underWay(), 0);
    world.browser.open(world.addresses.last());
    QTRY_VERIFY(world.browser.pages > 1);
    QCOMPARE(world.writes(), 0);
}

void TestWorkflowPage::everyFieldHasAName()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_VERIFY(shown.isRead());
    const auto widgets = shown.page.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible())
            continue;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                 qPrintable(widget->objectName()));
    }
}

void TestWorkflowPage::pictures()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    Shown shown(world);
    QTRY_COMPARE(shown.history().model()->rowCount(), 6);
    shown.history().selectRow(0);
    test::keepPictures(shown.page, u"workflow"_s);
}

QTEST_MAIN(TestWorkflowPage)
#include "tst_workflowpage.moc"
