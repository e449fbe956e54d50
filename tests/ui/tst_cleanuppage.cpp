// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cleanup/cleanuplistmodel.h"
#include "models/cleanup/sampledrunsmodel.h"
#include "tests/ui/look.h"
#include "tests/ui/shownwindow.h"
#include "ui/board/boardview.h"
#include "ui/interventions/notebox.h"
#include "ui/widgets/page.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"
#include "ui/window/closingdialog.h"
#include "ui/window/navigator.h"

#include <QApplication>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QString deleteMethod = u"DeleteWorkflowExecution"_s;

/// The runbook lets go what has been closed for 14 days in staging, which has some, and in the tenant's.
struct CleanUpConsole : ConsoleWorld
{
    CleanUpConsole()
    {
        QFile file(home.filePath(u"our.toml"_s));
        if (!file.open(QIODevice::WriteOnly) ||
            file.write("version = 1\n[[namespace]]\nmatch = '*'\n"
                       "[[clean_up]]\nnamespaces = ['*-staging', 'tenant-*']\nolder_than = '14d'\n") < 0)
            qFatal("no runbook");
        file.close();
        profile.runbookPath = file.fileName();
        idp.writePermissions = {staging + u":write"_s, prod + u":write"_s};
        serveClosed(25);
        server.setExecutions(tenant, {});
        build();
    }
    void serveClosed(int count)
    {
        std::vector<Execution> rows;
        for (int i = 0; i < count; ++i) {
            Execution run;
            run.workflowId = u"evaluate-%1"_s.arg(100 + i);
            run.runId = u"c7f3a0c2-6f0e-4f7c-9a53-%1"_s.arg(i, 12, 16, QChar(u'0'));
            run.type = i % 3 == 0 ? u"EvaluateWorkflow"_s : u"KnowledgeIngestWorkflow"_s;
            run.taskQueue = u"stratmaster-staging.evals"_s;
            run.status = i % 5 == 0 ? ExecutionStatus::Failed : ExecutionStatus::Completed;
            run.closeTime = clock.utc() - 24h * 15 - i * 7h;
            run.startTime = *run.closeTime - 5min;
            rows.push_back(run);
        }
        server.setExecutions(staging, rows);
    }
};

struct ShownCleanUp : ShownWindow
{
    explicit ShownCleanUp(CleanUpConsole &world, QSize size = {1360, 860})
        : ShownWindow(world)
        , m_world(world)
    {
        window.resize(size);
    }
    void openByKey()
    {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_G);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_C);
        settle();
    }
    /// Budgets fill with the world's time.
    void settle()
    {
        const bool came = QTest::qWaitFor(
            [this] {
                m_world.clock.advance(50ms);
                return !work().isSurveying() && !work().run();
            },
            60'000);
        QVERIFY(came);
    }
    [[nodiscard]] CleanUpWork &work() const { return m_world.session->cleanUp(); }
    [[nodiscard]] TableView *table() const { return find<TableView>(u"cleanUpTable"_s); }
    [[nodiscard]] TableView *sample() const { return find<TableView>(u"cleanUpSample"_s); }
    [[nodiscard]] QPushButton *button() const { return find<QPushButton>(u"cleanUpStart"_s); }
    [[nodiscard]] QLineEdit *field(const QString &name) const { return find<QLineEdit>(name); }
    [[nodiscard]] QString text(const QString &label) const { return find<PlainLabel>(label)->text(); }
    [[nodiscard]] QString reportText() const
    {
        return shownTexts(*find<NoteBox>(u"cleanUpReport"_s)).join(u' ');
    }
    [[nodiscard]] Place place() const { return find<Navigator>(u"pages"_s)->place(); }
    void confirm() const
    {
        field(u"cleanUpReason"_s)->setText(u"INC-7"_s);
        field(u"cleanUpName"_s)->setText(ConsoleWorld::staging);
    }

private:
    CleanUpConsole &m_world;
};

} // namespace

class TstCleanUpPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    static void initTestCase() { putOnLook(); }
    void saysWhatWouldGo();
    void isReachedFromRunbookAndMenu();
    void aSampledRunIsOneStepAway();
    void whatIsNotTypedIsNotDeleted();
    void deletesAndSaysWhatItDid();
    void isStoppedAndGoesOn();
    void aViewerLearnsWhatIsMissing();
    void whatTheRunbookForbidsSaysSo();
    void closingTheWindowAsks();
    void everyControlHasAName();
    void pictures();
};

void TstCleanUpPage::saysWhatWouldGo()
{
    CleanUpConsole world;
    QVERIFY(world.signIn());
    ShownCleanUp shown(world);
    shown.openByKey();
    QCOMPARE(shown.place(), Place::cleanUp(ConsoleWorld::staging));
    QCOMPARE(shown.table()->model()->rowCount(), 2);
    QCOMPARE(shown.table()->model()->index(0, CleanUpListModel::NamespaceColumn).data().toString(),
             ConsoleWorld::staging);
    QCOMPARE(shown.table()->model()->index(0, CleanUpListModel::CountColumn).data().toString(), u"25"_s);
    QCOMPARE(shown.table()->model()->index(1, CleanUpListModel::CountColumn).data().toString(), u"0"_s);
    QVERIFY2(shown.text(u"cleanUpSentence"_s).startsWith(u"25 workflows would go"_s),
             qPrintable(shown.text(u"cleanUpSentence"_s)));
    QVERIFY(shown.text(u"cleanUpSentence"_s).endsWith(u"20 completed, 5 failed."_s));
    QCOMPARE(shown.text(u"cleanUpTypes"_s), u"By type: KnowledgeIngestWorkflow 16, EvaluateWorkflow 9"_s);
    QCOMPARE(shown.sample()->model()->rowCount(), 20); // ten of each end
    QCOMPARE(shown.text(u"cleanUpOthers"_s), u"Other namespaces, where the runbook allows none: 1"_s);
    QCOMPARE(shown.button()->text(), u"Sign in and delete 25 workflows"_s);
    // Where nothing would go there is nothing to press.
    shown.table()->selectRow(1);
    QVERIFY(shown.text(u"cleanUpSentence"_s).startsWith(u"Nothing would go"_s));
    QVERIFY(!shown.button()->isVisible());
}

void TstCleanUpPage::isReachedFromRunbookAndMenu()
{
    CleanUpConsole world;
    QVERIFY(world.signIn());
    ShownCleanUp shown(world);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_G);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_D);
    QTest::mouseClick(shown.find<QToolButton>(u"driftCleanUp"_s), Qt::LeftButton);
    QCOMPARE(shown.place().page, Place::Page::CleanUp);
    shown.settle();
    // A namespace's own menu chooses it.
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_G);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_B);
    auto *board = shown.find<BoardView>(u"boardView"_s);
    QVERIFY(board->isVisible());
    for (int at = 0; at < board->model()->rowCount(); ++at)
        if (const auto row = board->model()->index(at, 0);
            row.data(BoardModel::NamespaceRole) == ConsoleWorld::tenant)
            board->setCurrentIndex(row);
    board->setFocus();
    QTest::keyClick(board, Qt::Key_F10, Qt::ShiftModifier);
    auto *menu = shown.find<QMenu>(u"boardMenu"_s);
    QVERIFY(menu);
    auto *entry = menu->findChild<QAction *>(u"cleanUpNamespace"_s);
    QVERIFY(entry && entry->isEnabled());
    menu->setActiveAction(entry);
    QTest::keyClick(menu, Qt::Key_Return);
    QCOMPARE(shown.place().page, Place::Page::CleanUp);
    shown.settle();
    QCOMPARE(shown.place(), Place::cleanUp(ConsoleWorld::tenant));
    QVERIFY(shown.text(u"cleanUpSentence"_s).startsWith(u"Nothing would go"_s));
}

void TstCleanUpPage::aSampledRunIsOneStepAway()
{
    CleanUpConsole world;
    QVERIFY(world.signIn());
    ShownCleanUp shown(world);
    shown.openByKey();
    shown.sample()->setCurrentIndex(shown.sample()->model()->index(2, 0));
    QTest::keyClick(shown.sample(), Qt::Key_Return);
    QCOMPARE(shown.place(), Place::ofWorkflow(ConsoleWorld::staging, u"evaluate-102"_s,
                                              u"c7f3a0c2-6f0e-4f7c-9a53-000000000002"_s));
}

void TstCleanUpPage::whatIsNotTypedIsNotDeleted()
{
    CleanUpConsole world;
    QVERIFY(world.signIn());
    ShownCleanUp shown(world);
    shown.openByKey();
    QVERIFY(!shown.button()->isEnabled());
    QCOMPARE(shown.text(u"cleanUpMissing"_s), u"Still needed: a reason; the namespace's name, typed"_s);
    shown.field(u"cleanUpReason"_s)->setText(u"INC-7"_s);
    shown.field(u"cleanUpName"_s)->setText(u"stratmaster-stagin"_s);
    QVERIFY(!shown.button()->isEnabled());
    shown.field(u"cleanUpName"_s)->setText(ConsoleWorld::staging);
    QVERIFY(shown.button()->isEnabled());
    shown.table()->selectRow(1); // another namespace's is typed anew
    shown.table()->selectRow(0);
    QVERIFY(!shown.button()->isEnabled());
    QCOMPARE(shown.field(u"cleanUpReason"_s)->text(), u"INC-7"_s);
    QCOMPARE(world.server.calls(deleteMethod), 0);
}

void TstCleanUpPage::deletesAndSaysWhatItDid()
{
    CleanUpConsole world;
    QVERIFY(world.signIn());
    ShownCleanUp shown(world);
    shown.openByKey();
    shown.confirm();
    QTest::mouseClick(shown.button(), Qt::LeftButton);
    QVERIFY(shown.work().run());
    shown.settle();
    QCOMPARE(world.server.calls(deleteMethod), 25);
    QVERIFY2(shown.reportText().contains(u"25 workflows were deleted"_s), qPrintable(shown.reportText()));
    QVERIFY(shown.text(u"cleanUpSentence"_s).startsWith(u"Nothing would go"_s));
    QVERIFY(!shown.button()->isVisible());
    // It stands in the journal.
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_G);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_J);
    auto *journal = shown.find<TableView>(u"acts"_s);
    QVERIFY(journal);
    QTRY_COMPARE(journal->model()->rowCount(), 1);
    QVERIFY(shownTexts(*journal).join(u' ').contains(u"clean up"_s));
}

void TstCleanUpPage::isStoppedAndGoesOn()
{
    CleanUpConsole world;
    world.serveClosed(80);
    QVERIFY(world.signIn());
    ShownCleanUp shown(world);
    shown.openByKey();
    shown.confirm();
    world.server.holdNext(deleteMethod, fake::TemporalServer::always);
    QTest::mouseClick(shown.button(), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return world.server.held() > 0; }, 20'000));
    auto *progress = shown.find<QWidget>(u"cleanUpProgress"_s);
    QVERIFY(progress && progress->isVisible());
    QVERIFY(!shown.button()->isVisible());
    QTest::mouseClick(shown.find<QAbstractButton>(u"cleanUpProgressStop"_s), Qt::LeftButton);
    world.server.clearFaults();
    world.server.releaseHeld();
    shown.settle();
    QVERIFY2(shown.reportText().contains(u"It was stopped."_s), qPrintable(shown.reportText()));
    const int first = world.server.calls(deleteMethod);
    QVERIFY2(first > 0 && first < 80, qPrintable(QString::number(first)));
    shown.confirm();
    QTest::mouseClick(shown.button(), Qt::LeftButton);
    shown.settle();
    QCOMPARE(world.server.calls(deleteMethod), 80);
    QVERIFY2(shown.reportText().contains(u"%1 workflows were deleted"_s.arg(80 - first)),
             qPrintable(shown.reportText()));
}

void TstCleanUpPage::aViewerLearnsWhatIsMissing()
{
    CleanUpConsole world;
    world.idp.groups = {u"readers"_s};
    QVERIFY(world.signIn());
    ShownCleanUp shown(world);
    shown.openByKey();
    QVERIFY(shown.text(u"cleanUpSentence"_s).startsWith(u"25 workflows would go"_s));
    QVERIFY(!shown.button()->isEnabled());
    QVERIFY2(shown.text(u"cleanUpMissing"_s).contains(u"needs groups = platform-team"_s),
             qPrintable(shown.text(u"cleanUpMissing"_s)));
}

void TstCleanUpPage::whatTheRunbookForbidsSaysSo()
{
    CleanUpConsole world;
    QVERIFY(world.signIn());
    ShownCleanUp shown(world);
    shown.find<Navigator>(u"pages"_s)->go(Place::cleanUp(ConsoleWorld::prod));
    shown.settle();
    QVERIFY2(shown.text(u"cleanUpSentence"_s).contains(u"so nothing may be deleted there."_s),
             qPrintable(shown.text(u"cleanUpSentence"_s)));
    QVERIFY(!shown.button()->isVisible());
}

void TstCleanUpPage::closingTheWindowAsks()
{
    CleanUpConsole world;
    QVERIFY(world.signIn());
    ShownCleanUp shown(world);
    shown.openByKey();
    shown.confirm();
    world.server.holdNext(deleteMethod, 25);
    QTest::mouseClick(shown.button(), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return world.server.held() > 0; }, 20'000));
    QVERIFY(!shown.window.close());
    auto *dialog = shown.find<ClosingDialog>(u"closingDialog"_s);
    QVERIFY(dialog);
    QVERIFY(shownTexts(*dialog).join(u' ').contains(u"clean up stratmaster-staging"_s));
    dialog->reject();
    world.server.clearFaults();
    world.server.releaseHeld();
    shown.settle();
}

void TstCleanUpPage::everyControlHasAName()
{
    CleanUpConsole world;
    QVERIFY(world.signIn());
    ShownCleanUp shown(world);
    shown.openByKey();
    const auto *page = shown.find<Page>(u"cleanUpPage"_s);
    QVERIFY(page);
    for (const auto *button : page->findChildren<QAbstractButton *>())
        if (button->isVisible())
            QVERIFY2(!button->objectName().isEmpty() && !button->accessibleName().isEmpty(),
                     qPrintable(button->text()));
    for (const auto *line : page->findChildren<QLineEdit *>())
        QVERIFY(!line->objectName().isEmpty() && !line->accessibleName().isEmpty());
}

void TstCleanUpPage::pictures()
{
    CleanUpConsole world;
    QVERIFY(world.signIn());
    ShownCleanUp shown(world);
    shown.openByKey();
    keepPictures(shown.window, u"cleanup"_s);
    shown.confirm();
    world.followsBrowser = false;
    QTest::mouseClick(shown.button(), Qt::LeftButton);
    QTRY_VERIFY(!world.addresses.isEmpty() &&
                world.addresses.last().toString().contains(u"console-intervene"_s));
    keepPictures(shown.window, u"cleanup-signin"_s);
    world.server.failNext(deleteMethod, u"INVALID_ARGUMENT"_s, u"<b>no</b>"_s, 2);
    world.browser.open(world.addresses.last());
    shown.settle();
    keepPictures(shown.window, u"cleanup-done"_s);
    shown.window.resize(1024, 700);
    keepPictures(shown.window, u"cleanup-small"_s);
}

QTEST_MAIN(TstCleanUpPage)
#include "tst_cleanuppage.moc"
