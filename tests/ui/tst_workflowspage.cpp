// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/format.h"
#include "tests/ui/look.h"
#include "tests/ui/shownworkflows.h"
#include "ui/widgets/plainlabel.h"
#include "ui/workflows/quickfilters.h"

#include <QComboBox>
#include <QHeaderView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace signalbox;
using namespace Qt::StringLiterals;
using test::LeverWorld;
using test::manyRuns;
using Shown = test::ShownWorkflows;

namespace {

QString textInTable(const TableView &table)
{
    return table.accessibleDescription();
}

} // namespace

class TestWorkflowsPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::putOnLook(); }
    void opensWithWhatRuns();
    void enterRunsTheQuery();
    void aQueryErrorIsShownWhereTheServerSawIt();
    void typedTextSurvivesFailures();
    void quickFiltersWriteTheQuery();
    void showPutsNamespaceAndQuery();
    void theArchiveIsListedWhereThereIsOne();
    void enterOnARowOpensIt();
    void saysHonestlyWhatIsLoaded();
    void loadingAllCanBeStopped();
    void sortingSaysWhatItCovers();
    void columnsAreKept();
    void emptyMeansFourThings();
    void aLostServerKeepsTheRows();
    void markupIsShownLiterally();
    void everyFieldHasAName();
    void pictures();
};

void TestWorkflowsPage::opensWithWhatRuns()
{
    LeverWorld world;
    world.server.setExecutions(LeverWorld::ns, manyRuns(12));
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_COMPARE(shown.rows(), 11);
    QCOMPARE(shown.query().text(), u"ExecutionStatus='Running'"_s);
    QCOMPARE(shown.find<QComboBox>(u"namespace"_s)->currentText(), LeverWorld::ns);
}

void TestWorkflowsPage::enterRunsTheQuery()
{
    LeverWorld world;
    world.server.setExecutions(LeverWorld::ns, manyRuns(12));
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_COMPARE(shown.rows(), 11);
    shown.run(u"WorkflowType='EvalWorkflow'"_s);
    QTRY_COMPARE(shown.rows(), 3);
    shown.query().clear();
    shown.click(u"runQuery"_s);
    QTRY_COMPARE(shown.rows(), 12);
}

void TestWorkflowsPage::aQueryErrorIsShownWhereTheServerSawIt()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_COMPARE(shown.rows(), 1);
    const QString typed = u"ExecutionStatus='Running' ANDX WorkflowType='a'"_s;
    // 27 hidden characters, and one behind the end of the word: as server 1.32.1 says it.
    world.server.failNext(u"ListWorkflowExecutions"_s, u"INVALID_ARGUMENT"_s,
                          u"invalid query: unable to parse query: syntax error at position 58 near 'ANDX'"_s,
                          2);
    world.server.failNext(u"CountWorkflowExecutions"_s, u"INVALID_ARGUMENT"_s, {}, 2);
    shown.run(typed);
    QTRY_VERIFY(!shown.queryError().isEmpty());
    QCOMPARE(shown.query().errorPosition(), typed.indexOf("ANDX"_L1));
    QCOMPARE(shown.query().errorWord(), u"ANDX"_s);
    QVERIFY2(shown.queryError().contains("ANDX"_L1) && shown.queryError().contains("character 27"_L1),
             qPrintable(shown.queryError()));
    QCOMPARE(shown.query().text(), typed);
    QCOMPARE(shown.rows(), 1); // the rows read before stay
    test::keepPictures(const_cast<WorkflowsPage &>(shown.page), u"workflows-query-error"_s);

    QTest::keyClicks(&shown.query(), u" "_s);
    QVERIFY(shown.queryError().isEmpty());
}

void TestWorkflowsPage::typedTextSurvivesFailures()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_COMPARE(shown.rows(), 1);
    shown.query().setText(u"WorkflowId = 'half"_s);
    world.server.stop();
    shown.page.findChild<QueryEdit *>()->setFocus();
    QTest::keyClick(&shown.query(), Qt::Key_Return);
    QTest::keyClicks(&shown.query(), u" a thought'"_s);
    QTRY_COMPARE(world.client->connection(), ConnectionState::Lost);
    QCOMPARE(shown.query().text(), u"WorkflowId = 'half a thought'"_s);
    world.server.start();
    QTRY_COMPARE(world.client->connection(), ConnectionState::Connected);
    QCOMPARE(shown.query().text(), u"WorkflowId = 'half a thought'"_s);
}

void TestWorkflowsPage::quickFiltersWriteTheQuery()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_COMPARE(shown.rows(), 1);
    shown.query().setText(u"unsent thought"_s);
    shown.click(u"filter.failedToday"_s);
    QVERIFY2(shown.query().text().startsWith("ExecutionStatus='Failed' AND CloseTime >= '"_L1),
             qPrintable(shown.query().text()));
    QVERIFY(shown.query().history().contains(u"unsent thought"_s));
    shown.click(u"filter.everything"_s);
    QVERIFY(shown.query().text().isEmpty());
    QTRY_COMPARE(shown.rows(), 1);
}

void TestWorkflowsPage::showPutsNamespaceAndQuery()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    Shown shown(world);
    QTRY_COMPARE(shown.rows(), 1);
    world.server.forgetCalls();
    shown.page.setPlace(Place::ofWorkflows(u"tenant-acme"_s, u"TaskQueue='q'"_s));
    QCOMPARE(shown.find<QComboBox>(u"namespace"_s)->currentText(), u"tenant-acme"_s);
    QCOMPARE(shown.query().text(), u"TaskQueue='q'"_s);
    QTRY_VERIFY(!test::listRequests(world.server).isEmpty());
    QVERIFY(test::listRequests(world.server).front().contains("tenant-acme"_L1));
}

void TestWorkflowsPage::theArchiveIsListedWhereThereIsOne()
{
    LeverWorld world;
    NamespaceInfo with;
    with.name = LeverWorld::ns;
    with.state = NamespaceState::Registered;
    with.visibilityArchival = true;
    NamespaceInfo without = with;
    without.name = u"tenant-acme"_s;
    without.visibilityArchival = false;
    world.server.setNamespaces({with, without});
    ExecutionDescription old = LeverWorld::ingest();
    old.execution.workflowId = u"ingest-7"_s;
    old.execution.runId = u"old"_s;
    old.execution.status = ExecutionStatus::Failed;
    world.server.setDescription(LeverWorld::ns, old);
    world.server.archiveRun(LeverWorld::ns, u"ingest-7"_s, u"old"_s);
    world.idp.permissions << u"tenant-acme:read"_s;
    QVERIFY(world.signIn());
    Shown shown(world);
    QTRY_COMPARE(shown.rows(), 1);
    auto *archive = shown.find<QAbstractButton>(u"archive"_s);
    QTRY_VERIFY(archive->isEnabled());

    shown.click(u"archive"_s);
    QCOMPARE(shown.query().text(), QString());
    QTRY_COMPARE(shown.rows(), 1);
    QTRY_COMPARE(shown.table().model()->index(0, 0).data().toString(), u"Failed"_s);
    QVERIFY2(shown.loaded().startsWith("in the archive"_L1), qPrintable(shown.loaded()));
    QCOMPARE(shown.page.place(), Place::ofArchive(LeverWorld::ns, {}));
    test::keepPictures(shown.page, u"workflows-archive"_s);
    // What is shown of it is what the archive says: nobody asks the server why each of them failed.
    QCOMPARE(world.server.calls(u"GetWorkflowExecutionHistoryReverse"_s), 0);

    shown.run(u"nobody-has-this-id"_s);
    QTRY_COMPARE(shown.rows(), 0);
    shown.run(u"ingest-7"_s);
    QTRY_COMPARE(shown.rows(), 1);

    shown.click(u"archive"_s);
    QTRY_COMPARE(shown.table().model()->index(0, 0).data().toString(), u"Running"_s);
    shown.page.setPlace(Place::ofArchive(LeverWorld::ns, {}));
    QVERIFY(archive->isChecked());
    QTRY_COMPARE(shown.table().model()->index(0, 0).data().toString(), u"Failed"_s);
    shown.page.setPlace(Place::ofWorkflows(u"tenant-acme"_s, {}));
    QVERIFY(!archive->isChecked());
    QVERIFY(!archive->isEnabled());
}

void TestWorkflowsPage::enterOnARowOpensIt()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_COMPARE(shown.rows(), 1);
    QSignalSpy opened(&shown.page, &Page::go);
    shown.table().selectRow(0);
    QTest::keyClick(&shown.table(), Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    const Place run = Place::ofWorkflow(LeverWorld::ns, LeverWorld::workflowId, LeverWorld::runId);
    QVERIFY(opened[0][0].value<Place>() == run);
}

void TestWorkflowsPage::saysHonestlyWhatIsLoaded()
{
    LeverWorld world;
    world.server.setExecutions(LeverWorld::ns, manyRuns(2500));
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_VERIFY2(shown.rows() == 200, qPrintable(shown.loaded()));
    QTRY_VERIFY2(
        shown.loaded().startsWith(formatCount(2222) + u" running · "_s + formatCount(200) + u" loaded · "_s),
        qPrintable(shown.loaded()));
    shown.click(u"loadMore"_s);
    QTRY_COMPARE(shown.rows(), 1200);
    shown.click(u"loadAll"_s);
    QTRY_COMPARE(shown.rows(), 2222);
    QTRY_VERIFY(!shown.find<QPushButton>(u"loadMore"_s)->isEnabled());
    QVERIFY(!shown.find<QPushButton>(u"loadAll"_s)->isEnabled());
}

void TestWorkflowsPage::loadingAllCanBeStopped()
{
    LeverWorld world;
    world.server.setExecutions(LeverWorld::ns, manyRuns(5000));
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_COMPARE(shown.rows(), 200);
    QTRY_VERIFY(shown.find<QPushButton>(u"loadAll"_s)->isEnabled());
    world.server.holdNext(u"ListWorkflowExecutions"_s);
    shown.click(u"loadAll"_s);
    QTRY_COMPARE(world.server.held(), 1);
    QVERIFY(!shown.find<QPushButton>(u"loadAll"_s)->isVisible());
    shown.click(u"stopLoading"_s);
    world.server.releaseHeld();
    QTRY_COMPARE(shown.rows(), 1200); // the page under way still comes
    QTRY_VERIFY(shown.find<QPushButton>(u"loadAll"_s)->isVisible());
    QCOMPARE(world.server.held(), 0);
}

void TestWorkflowsPage::sortingSaysWhatItCovers()
{
    LeverWorld world;
    world.server.setExecutions(LeverWorld::ns, manyRuns(30));
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_VERIFY(shown.rows() > 20);
    QVERIFY2(shown.loaded().contains("in the server's order"_L1), qPrintable(shown.loaded()));
    QHeaderView *header = shown.table().horizontalHeader();
    QTest::mouseClick(header->viewport(), Qt::LeftButton, Qt::NoModifier,
                      QPoint(header->sectionViewportPosition(2) + 40, header->height() / 2));
    QVERIFY2(shown.loaded().contains("sorted by type within loaded rows"_L1), qPrintable(shown.loaded()));
    QTRY_COMPARE(shown.table().model()->index(0, 2).data().toString(), u"EvalWorkflow"_s);
}

void TestWorkflowsPage::columnsAreKept()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    int width = 0;
    {
        const Shown shown(world);
        QHeaderView *header = shown.table().horizontalHeader();
        width = header->sectionSize(1) + 77;
        header->resizeSection(1, width);
        header->setSectionHidden(3, true);
        header->moveSection(2, 0);
    }
    const Shown again(world);
    const QHeaderView *header = again.table().horizontalHeader();
    QCOMPARE(header->sectionSize(1), width);
    QVERIFY(header->isSectionHidden(3));
    QCOMPARE(header->visualIndex(2), 0);
}

void TestWorkflowsPage::emptyMeansFourThings()
{
    LeverWorld world;
    world.server.setExecutions(LeverWorld::ns, {});
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_VERIFY2(textInTable(shown.table()).startsWith("No workflow is running in prod."_L1),
                 qPrintable(textInTable(shown.table())));
    shown.click(u"filter.everything"_s);
    QTRY_VERIFY(textInTable(shown.table()).startsWith("Nothing here yet"_L1));
    shown.run(u"WorkflowType='X'"_s);
    QTRY_VERIFY(textInTable(shown.table()).contains("matches this query"_L1));
    world.server.failNext({}, u"PERMISSION_DENIED"_s, u"Request unauthorized."_s, 20);
    shown.page.findChild<QPushButton *>(u"runQuery"_s)->click();
    QTRY_VERIFY2(textInTable(shown.table()).contains("prod:read"_L1), qPrintable(textInTable(shown.table())));
    world.server.clearFaults();
    world.server.failNext(u"ListWorkflowExecutions"_s, u"INTERNAL"_s, u"shard lost"_s, 20);
    shown.page.findChild<QPushButton *>(u"runQuery"_s)->click();
    QTRY_VERIFY2(textInTable(shown.table()).contains("could not list"_L1),
                 qPrintable(textInTable(shown.table())));
}

void TestWorkflowsPage::aLostServerKeepsTheRows()
{
    LeverWorld world;
    world.server.setExecutions(LeverWorld::ns, manyRuns(12));
    QVERIFY(world.signIn());
    Shown shown(world);
    QTRY_COMPARE(shown.rows(), 11);
    world.server.stop();
    shown.page.refresh();
    QTRY_VERIFY2_WITH_TIMEOUT(shown.loaded().contains("the last read failed"_L1), qPrintable(shown.loaded()),
                              20'000);
    QVERIFY(test::shownTexts(shown.page).contains(u"No answer from %1."_s.arg(world.server.address())));
    QCOMPARE(shown.rows(), 11);
}

void TestWorkflowsPage::markupIsShownLiterally()
{
    const QString canary = u"<b>CANARY</b>\u202e\n"_s;
    LeverWorld world;
    ExecutionDescription run = LeverWorld::ingest();
    run.execution.workflowId = canary;
    run.execution.type = canary;
    world.server.setExecutions(LeverWorld::ns, {run.execution});
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_COMPARE(shown.rows(), 1);
    QCOMPARE(shown.table().model()->index(0, 1).data().toString(), u"<b>CANARY</b>‹U+202E›‹U+000A›"_s);
    QCOMPARE(shown.table().model()->index(0, 2).data().toString(), u"<b>CANARY</b>‹U+202E›‹U+000A›"_s);
}

void TestWorkflowsPage::everyFieldHasAName()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    const auto widgets = shown.page.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible())
            continue;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
}

void TestWorkflowsPage::pictures()
{
    LeverWorld world;
    world.server.setExecutions(LeverWorld::ns, manyRuns(1204));
    QVERIFY(world.signIn());
    Shown shown(world);
    QTRY_COMPARE(shown.rows(), 200);
    shown.table().selectRow(1);
    test::keepPictures(shown.page, u"workflows"_s);
    world.server.setExecutions(LeverWorld::ns, {});
    shown.run(u"WorkflowType='Nothing'"_s);
    QTRY_COMPARE(shown.rows(), 0);
    test::keepPictures(shown.page, u"workflows-empty"_s);
}

QTEST_MAIN(TestWorkflowsPage)
#include "tst_workflowspage.moc"
