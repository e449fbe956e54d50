// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/keyboardwalk.h"
#include "tests/ui/openeddialog.h"
#include "tests/ui/shownwindow.h"
#include "ui/board/boardview.h"
#include "ui/interventions/resultedit.h"
#include "ui/runbook/tenantdialog.h"
#include "ui/widgets/tableview.h"
#include "ui/window/navigator.h"

#include <QFile>
#include <QMenu>
#include <QTextBrowser>
#include <QToolButton>

// Every page and the dialogs that act, by the keyboard alone.

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Trouble on the board, drift from the runbook, and closed runs that it lets go.
struct WalkWorld : ConsoleWorld
{
    WalkWorld()
    {
        QFile file(home.filePath(u"our.toml"_s));
        if (!file.open(QIODevice::WriteOnly) ||
            file.write("version = 1\n[[namespace]]\nmatch = '*'\nretention = '21d'\n"
                       "[[clean_up]]\nnamespaces = ['*-staging', 'tenant-*']\nolder_than = '14d'\n") < 0)
            qFatal("no runbook");
        file.close();
        profile.runbookPath = file.fileName();
        idp.writePermissions = {staging + u":admin"_s, prod + u":write"_s};
        std::vector<Execution> closed(3);
        for (std::size_t i = 0; i < closed.size(); ++i) {
            closed[i].workflowId = u"evaluate-%1"_s.arg(i);
            closed[i].runId = u"c7f3a0c2-6f0e-4f7c-9a53-00000000000%1"_s.arg(i);
            closed[i].type = u"EvaluateWorkflow"_s;
            closed[i].taskQueue = u"stratmaster-staging.evals"_s;
            closed[i].status = ExecutionStatus::Completed;
            closed[i].startTime = clock.utc() - 24h * 16;
            closed[i].closeTime = clock.utc() - 24h * 15;
        }
        closed.push_back(closed.front());
        closed.back().workflowId = u"open"_s;
        closed.back().taskQueue = queue(staging, u"knowledge_ingest"_s).queue;
        closed.back().status = ExecutionStatus::Running;
        closed.back().closeTime.reset();
        server.setExecutions(staging, closed);
        build();
    }
};

struct Walk : ShownWindow
{
    explicit Walk(ConsoleWorld &world)
        : ShownWindow(world)
        , m_world(world)
    {
    }
    [[nodiscard]] Page *page() const { return find<Navigator>(u"pages"_s)->page(); }
    /// Budgets fill with the world's time; until what the page shows stands still.
    template <class Condition>
    [[nodiscard]] bool goes(const Condition &condition) const
    {
        return QTest::qWaitFor(
            [&] {
                m_world.clock.advance(50ms);
                return condition();
            },
            30'000);
    }
    [[nodiscard]] bool hasRows(const QString &table) const
    {
        const auto *view = page()->findChild<QAbstractItemView *>(table);
        return view && view->model() && view->model()->rowCount() > 0;
    }

private:
    ConsoleWorld &m_world;
};

/// What is wrong with the page for somebody who has no mouse; empty: nothing.
QString troublesOf(QWidget &window, QWidget &page)
{
    const std::initializer_list<std::pair<QString, QStringList>> all{
        {u"Tab misses"_s, missedBy(Qt::Key_Tab, window)},
        {u"Shift+Tab misses"_s, missedBy(Qt::Key_Backtab, window)},
        {u"for mice alone"_s, mouseOnly(window)},
        {u"without a name"_s, unnamed(window)},
        {u"Escape"_s, deadEnds(window, page)}};
    QStringList troubles;
    for (const auto &[what, names] : all)
        if (!names.isEmpty())
            troubles << what + u": "_s + names.join(u", "_s);
    return troubles.join(u"; "_s);
}

QString troublesOf(QWidget &dialog)
{
    const std::initializer_list<std::pair<QString, QStringList>> all{
        {u"Tab misses"_s, missedBy(Qt::Key_Tab, dialog)},
        {u"Shift+Tab misses"_s, missedBy(Qt::Key_Backtab, dialog)},
        {u"for mice alone"_s, mouseOnly(dialog)},
        {u"without a name"_s, unnamed(dialog)}};
    QStringList troubles;
    for (const auto &[what, names] : all)
        if (!names.isEmpty())
            troubles << what + u": "_s + names.join(u", "_s);
    return troubles.join(u"; "_s);
}

bool isActive(const QWidget &window)
{
    return QTest::qWaitFor([&] { return window.isActiveWindow() && QApplication::focusWidget(); }, 10'000);
}

} // namespace

Q_DECLARE_METATYPE(signalbox::Place)

class TstKeyboardWalk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qunsetenv("DBUS_SESSION_BUS_ADDRESS"); }
    void everyPage_data();
    void everyPage();
    void everyLever_data();
    void everyLever();
    void aNewTenant();
    void aNamespacesDeletion();
};

void TstKeyboardWalk::everyPage_data()
{
    QTest::addColumn<Place>("place");
    QTest::addColumn<QString>("table"); ///< whose rows are chosen
    QTest::newRow("board") << Place::board() << u"boardView"_s;
    QTest::newRow("moment") << Place::past() << QString();
    QTest::newRow("overview") << Place::overview() << QString();
    QTest::newRow("hand-over") << Place::handOver() << QString();
    QTest::newRow("alerts") << Place::alerts() << u"alertTable"_s;
    QTest::newRow("rules") << Place::rules() << u"ruleTable"_s;
    QTest::newRow("runbook") << Place::runbook() << u"driftTable"_s;
    QTest::newRow("recovery") << Place::recovery() << QString();
    QTest::newRow("clean-up") << Place::cleanUp(ConsoleWorld::staging) << u"cleanUpTable"_s;
    QTest::newRow("journal") << Place::journal() << QString();
    QTest::newRow("queue") << Place::ofQueue(ConsoleWorld::ingest) << QString();
    QTest::newRow("queue then") << Place::ofPastQueue(ConsoleWorld::ingest, {}) << QString();
    QTest::newRow("workflows") << Place::ofWorkflows(ConsoleWorld::prod) << u"workflows"_s;
    QTest::newRow("archive") << Place::ofArchive(ConsoleWorld::prod, {}) << QString();
    QTest::newRow("workflow") << Place::ofWorkflow(ConsoleWorld::prod, {}, {}) << QString();
}

void TstKeyboardWalk::everyPage()
{
    QFETCH(Place, place);
    QFETCH(const QString, table);
    WalkWorld world;
    QVERIFY(world.signIn() && world.liveThroughTrouble());
    if (place.page == Place::Page::Workflow) {
        const Execution run = world.serveRun();
        place = Place::ofWorkflow(ConsoleWorld::prod, run.workflowId, run.runId);
    }
    if (place.page == Place::Page::PastQueue)
        place.moment = world.clock.utc() - 1min;
    Walk walk(world);
    QVERIFY(walk.active);
    walk.find<Navigator>(u"pages"_s)->go(place);
    QVERIFY(walk.page()->isVisible());
    if (place.page == Place::Page::Workflow)
        QVERIFY(walk.goes([&] { return walk.find<QWidget>(u"pendingActivities"_s)->isVisible(); }));
    if (place.page == Place::Page::HandOver)
        QVERIFY(walk.goes([&] { return !walk.find<QTextBrowser>(u"handOver"_s)->toPlainText().isEmpty(); }));
    if (!table.isEmpty()) {
        QVERIFY(walk.goes([&] { return walk.hasRows(table); }));
        auto *view = walk.page()->findChild<QAbstractItemView *>(table);
        view->setCurrentIndex(view->model()->index(0, 0)); // what is chosen has controls of its own
    }
    QVERIFY(isActive(walk.window));
    const QString troubles = troublesOf(walk.window, *walk.page());
    QVERIFY2(troubles.isEmpty(), qPrintable(troubles));
    if (place.page == Place::Page::HandOver) // where the arrows turn pages, and not the span
        QCOMPARE(QApplication::focusWidget(), walk.find<QTextBrowser>(u"handOver"_s));
}

void TstKeyboardWalk::everyLever_data()
{
    QTest::addColumn<InterventionTarget::Act>("act");
    QTest::addColumn<QString>("activity");
    QTest::newRow("terminate") << terminateAct << QString();
    QTest::newRow("complete") << completeAct << u"12"_s;
    QTest::newRow("bring it back") << bringBackAct << QString();
}

/// As it is filled in, and with its receipt; Escape asks before what was typed goes, and leaves nothing open.
void TstKeyboardWalk::everyLever()
{
    QFETCH(const InterventionTarget::Act, act);
    QFETCH(const QString, activity);
    LeverWorld world;
    if (act == bringBackAct) {
        ExecutionDescription closed = LeverWorld::ingest();
        closed.execution.status = ExecutionStatus::Terminated;
        closed.execution.closeTime = SystemClock().utc();
        closed.pendingActivities.clear();
        world.serve(closed);
    }
    QVERIFY(world.signIn());
    const Opened opened(world, act, activity);
    QTRY_VERIFY(opened.isRead());
    QVERIFY(isActive(*opened.dialog));
    QString troubles = troublesOf(*opened.dialog);
    QVERIFY2(troubles.isEmpty(), qPrintable(u"empty: "_s + troubles));
    opened.line(u"reason"_s)->setFocus();
    QTest::keyClicks(opened.line(u"reason"_s), u"INC-1"_s);
    QTest::keyClick(opened.line(u"reason"_s), Qt::Key_Escape);
    QTRY_VERIFY(opened.button(u"discard"_s) && opened.button(u"discard"_s)->isVisible());
    QWidget *const question = opened.button(u"discard"_s)->window();
    QVERIFY(isActive(*question));
    troubles = troublesOf(*question);
    QVERIFY2(troubles.isEmpty(), qPrintable(u"question: "_s + troubles));
    QTest::keyClick(question, Qt::Key_Escape); // keeps what was typed
    QTRY_VERIFY(isActive(*opened.dialog));
    QCOMPARE(opened.line(u"reason"_s)->text(), u"INC-1"_s);
    if (auto *result = opened.find<ResultEdit>(u"result"_s))
        result->setPlainText(u"{}"_s);
    opened.fill(u"INC-1"_s, activity.isEmpty() ? LeverWorld::workflowId : activity);
    QTRY_VERIFY(opened.canAct());
    opened.act();
    QTRY_VERIFY(opened.hasReceipt());
    QVERIFY(isActive(*opened.dialog));
    troubles = troublesOf(*opened.dialog);
    QVERIFY2(troubles.isEmpty(), qPrintable(u"receipt: "_s + troubles));
    QTest::keyClick(opened.dialog, Qt::Key_Escape);
    QTRY_VERIFY(!opened.dialog || !opened.dialog->isVisible());
}

void TstKeyboardWalk::aNewTenant()
{
    ConsoleWorld world; // whose runbook says how a tenant is set up
    QVERIFY(world.signIn());
    const Walk walk(world);
    QVERIFY(walk.active);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_T, Qt::ControlModifier);
    auto *dialog = walk.find<TenantDialog>(u"tenantDialog"_s);
    QVERIFY(dialog && isActive(*dialog));
    QString troubles = troublesOf(*dialog);
    QVERIFY2(troubles.isEmpty(), qPrintable(u"empty: "_s + troubles));
    auto *id = dialog->findChild<QLineEdit *>(u"tenantId"_s);
    id->setFocus();
    QTest::keyClicks(id, u"nova"_s);
    QVERIFY(walk.goes([&] { return dialog->findChild<QWidget *>(u"fact.plan0"_s) != nullptr; }));
    troubles = troublesOf(*dialog);
    QVERIFY2(troubles.isEmpty(), qPrintable(u"planned: "_s + troubles));
    id->setFocus();
    const QPointer<TenantDialog> left(dialog);
    QTest::keyClick(id, Qt::Key_Escape);
    QTRY_VERIFY(!left || !left->isVisible());
    QTRY_VERIFY(walk.window.isActiveWindow());
    QVERIFY(walk.page()->isAncestorOf(QApplication::focusWidget()));
}

void TstKeyboardWalk::aNamespacesDeletion()
{
    WalkWorld world;
    QVERIFY(world.signIn());
    const Walk walk(world);
    QVERIFY(walk.active);
    auto *view = walk.find<BoardView>(u"boardView"_s);
    for (int row = 0; row < view->model()->rowCount(); ++row)
        if (const QModelIndex index = view->model()->index(row, 0);
            index.data(BoardModel::NamespaceRole) == ConsoleWorld::staging)
            view->setCurrentIndex(index);
    view->setFocus();
    QTest::keyClick(view, Qt::Key_F10, Qt::ShiftModifier);
    auto *menu = walk.find<QMenu>(u"boardMenu"_s);
    QVERIFY(menu);
    menu->setActiveAction(menu->findChild<QAction *>(u"deleteNamespace"_s));
    QTest::keyClick(menu, Qt::Key_Return);
    QPointer<InterventionDialog> dialog(walk.window.findChild<InterventionDialog *>());
    QVERIFY(dialog);
    QVERIFY(walk.goes([&] {
        return dialog->findChild<ElidedLabel *>(u"fact.retention"_s) &&
               dialog->findChild<ElidedLabel *>(u"fact.retention"_s)->text() != u"–"_s;
    }));
    QVERIFY(isActive(*dialog));
    const QString troubles = troublesOf(*dialog);
    QVERIFY2(troubles.isEmpty(), qPrintable(troubles));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog || !dialog->isVisible());
    QTRY_VERIFY(walk.window.isActiveWindow() && view->hasFocus());
}

QTEST_MAIN(TstKeyboardWalk)
#include "tst_keyboardwalk.moc"
