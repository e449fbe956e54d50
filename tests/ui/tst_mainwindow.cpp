// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/look.h"
#include "tests/ui/shownwindow.h"
#include "ui/board/boardpage.h"
#include "ui/board/boardview.h"
#include "ui/queue/queuepage.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/plainlabel.h"
#include "ui/window/closingdialog.h"
#include "ui/window/navigator.h"
#include "ui/workflow/workflowpage.h"
#include "ui/workflows/workflowspage.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// What a person reads and does there.
struct Shown : ShownWindow
{
    using ShownWindow::ShownWindow;

    [[nodiscard]] QString text(const QString &label) const { return find<PlainLabel>(label)->text(); }
    [[nodiscard]] Navigator *pages() const { return find<Navigator>(u"pages"_s); }
    void trigger(const QString &action) const { find<QAction>(action)->trigger(); }
};

/// Presses keys one after the other, as a person does.
void type(QWidget *widget, const QString &keys)
{
    for (const QChar key : keys)
        QTest::keyClick(widget, key.toLatin1());
}

} // namespace

class TstMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void signedOutAsksToSignIn();
    void frameAndTitleNameTheEnvironment();
    void boardLeadsToQueueAndBack();
    void keysGoToPlaces();
    void workflowsBeginInTheQueuesNamespace();
    void aNewPageHasTheKeyboardInItsList();
    void typedTextIsNoCommand();
    void statusLineIsTrust();
    void lostConnectionIsSaidAndGoes();
    void staleDataIsSaid();
    void leversSayWhyTheyAreOff();
    void manyGroupsLeaveTheWindowItsWidth();
    void levers_data();
    void levers();
    void signOutForgetsThePages();
    void endedSessionKeepsThePages();
    void whoAmITells();
    void keysAreListed();
    void f6GoesRoundThePanes();
    void f6GoesDownARun();
    void themeIsChosenInTheMenu();
    void geometryIsKept();
    void closingWithNothingUnderWayJustCloses();
    void everyControlHasAName();
    void pictures();
};

void TstMainWindow::initTestCase()
{
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
}

void TstMainWindow::signedOutAsksToSignIn()
{
    ConsoleWorld world;
    const Shown shown(world);
    QVERIFY(shown.find<QWidget>(u"signInPage"_s)->isVisible());
    QVERIFY(!shown.pages()->isVisible());
    QCOMPARE(shown.find<QToolButton>(u"userMenu"_s)->text(), u"not signed in"_s);
    shown.find<QAbstractButton>(u"signIn"_s)->click();
    QTRY_VERIFY(shown.pages()->isVisible());
    QCOMPARE(shown.find<QToolButton>(u"userMenu"_s)->text(), u"ada"_s);
    QCOMPARE(shown.text(u"statusUser"_s), u"ada · platform-team"_s);
}

void TstMainWindow::frameAndTitleNameTheEnvironment()
{
    for (const auto &[environment, word] :
         {std::pair(Environment::Production, u"PRODUCTION"_s), std::pair(Environment::Staging, u"STAGING"_s),
          std::pair(Environment::Development, u"DEVELOPMENT"_s)}) {
        ConsoleWorld world(environment);
        QVERIFY(world.signIn());
        Shown shown(world);
        QCOMPARE(shown.text(u"environment"_s), word);
        QVERIFY2(shown.window.windowTitle().startsWith(u"Board — stratmaster-prod-eu"_s),
                 qPrintable(shown.window.windowTitle()));
        QVERIFY(shown.window.windowTitle().contains(word));
        const QImage picture = shown.window.grab().toImage();
        const QColor frame = tokensFor(QApplication::palette()).frame(environment);
        for (const QPoint at : {QPoint(1, 1), QPoint(1, 500), QPoint(1358, 858), QPoint(400, 10)})
            QCOMPARE(picture.pixelColor(at), frame);
    }
}

void TstMainWindow::boardLeadsToQueueAndBack()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    auto *board = shown.find<BoardView>(u"boardView"_s);
    QVERIFY(board->isVisible());
    const QModelIndex prod = board->model()->index(0, 0);
    board->setCurrentIndex(board->model()->index(0, 0, prod));
    QTest::keyClick(board, Qt::Key_Return);
    QVERIFY(qobject_cast<QueuePage *>(shown.pages()->page()));
    QVERIFY(!board->isVisible());
    QVERIFY(shown.find<QAction>(u"goBack"_s)->isEnabled());

    shown.find<QAbstractButton>(u"queueWorkflows"_s)->click();
    QVERIFY(qobject_cast<WorkflowsPage *>(shown.pages()->page()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left, Qt::AltModifier);
    QVERIFY(qobject_cast<QueuePage *>(shown.pages()->page()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backspace);
    QVERIFY(board->isVisible());
    QCOMPARE(board->currentIndex().row(), 0);
    QVERIFY(!shown.find<QAction>(u"goBack"_s)->isEnabled());
}

void TstMainWindow::keysGoToPlaces()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    QVERIFY(shown.active);
    type(QApplication::focusWidget(), u"gw"_s);
    QVERIFY(qobject_cast<WorkflowsPage *>(shown.pages()->page()));
    QCOMPARE(shown.pages()->place().page, Place::Page::Workflows);
    shown.find<QAbstractButton>(u"rail-board"_s)->click();
    QCOMPARE(shown.pages()->place().page, Place::Page::Board);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Slash);
    QCOMPARE(QApplication::focusWidget()->objectName(), u"boardFilter"_s);
    shown.pages()->go(Place::ofQueue(ConsoleWorld::ingest));
    shown.find<QAbstractButton>(u"openBoard"_s)->click();
    QVERIFY(qobject_cast<BoardPage *>(shown.pages()->page()));
}

void TstMainWindow::workflowsBeginInTheQueuesNamespace()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    const QueueKey last{ConsoleWorld::tenant, u"tenant-acme.knowledge_ingest"_s}; // the first is prod
    shown.pages()->go(Place::ofQueue(last));
    shown.trigger(u"goWorkflows"_s);
    const auto *chosen = shown.pages()->page()->findChild<QComboBox *>(u"namespace"_s);
    QCOMPARE(chosen->currentData().toString(), last.ns);

    // Later it is where it was left.
    shown.pages()->go(Place::ofQueue(ConsoleWorld::ingest));
    shown.trigger(u"goWorkflows"_s);
    QCOMPARE(chosen->currentData().toString(), last.ns);
}

void TstMainWindow::aNewPageHasTheKeyboardInItsList()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    QVERIFY(shown.active);
    const auto focusIsInTable = [] {
        return qobject_cast<QTableView *>(QApplication::focusWidget()) != nullptr;
    };
    shown.pages()->go(Place::ofQueue(ConsoleWorld::ingest));
    QVERIFY(focusIsInTable());
    shown.trigger(u"goWorkflows"_s);
    QVERIFY(focusIsInTable());
    QVERIFY(shown.pages()->page()->isAncestorOf(QApplication::focusWidget()));

    // Whoever comes back goes on where he was.
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Slash);
    QWidget *const left = QApplication::focusWidget();
    QVERIFY(!focusIsInTable());
    shown.pages()->go(Place::ofWorkflow(ConsoleWorld::prod, u"ingest-2200"_s, {}));
    QTRY_VERIFY(focusIsInTable()); // once the run is described
    shown.pages()->back();
    QCOMPARE(QApplication::focusWidget(), left);
}

void TstMainWindow::typedTextIsNoCommand()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    auto *filter = shown.find<QLineEdit>(u"boardFilter"_s);
    filter->setFocus();
    type(filter, u"gw/pr?"_s);
    QTest::keyClick(filter, Qt::Key_Backspace);
    QCOMPARE(filter->text(), u"gw/pr"_s);
    QCOMPARE(shown.pages()->place().page, Place::Page::Board);
    QVERIFY(!shown.window.findChild<QDialog *>(u"shortcutsDialog"_s));
}

void TstMainWindow::statusLineIsTrust()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    const QRegularExpression latency(u"^connected \\d+ ms$"_s);
    QTRY_VERIFY2(latency.match(shown.text(u"connection"_s)).hasMatch(),
                 qPrintable(shown.text(u"connection"_s)));
    QTRY_VERIFY2(shown.text(u"serverVersion"_s).startsWith(u"Temporal "_s),
                 qPrintable(shown.text(u"serverVersion"_s)));
    QVERIFY(shown.text(u"calls"_s).endsWith(u" calls/min"_s));
    QVERIFY2(shown.text(u"dataAge"_s).startsWith(u"data "_s), qPrintable(shown.text(u"dataAge"_s)));
}

void TstMainWindow::lostConnectionIsSaidAndGoes()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    auto *banner = shown.find<Banner>(u"unreachable"_s);
    QVERIFY(banner->isHidden());
    auto *filter = shown.find<QLineEdit>(u"boardFilter"_s);
    filter->setText(u"prod"_s);
    world.server.stop();
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), 5000);
    QVERIFY2(banner->sentence().startsWith(u"No answer from "_s + world.profile.address + u" since "_s),
             qPrintable(banner->sentence()));
    QCOMPARE(shown.text(u"connection"_s), u"no answer"_s);
    QVERIFY(shown.pages()->isVisible());
    world.server.start();
    QTRY_VERIFY_WITH_TIMEOUT(banner->isHidden(), 5000);
    QCOMPARE(filter->text(), u"prod"_s);
}

void TstMainWindow::staleDataIsSaid()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    world.server.failNext({}, u"UNAVAILABLE"_s, {}, fake::TemporalServer::always);
    world.clock.advance(3min);
    QTRY_VERIFY2(shown.text(u"dataAge"_s).startsWith(u"data 3 m"_s), qPrintable(shown.text(u"dataAge"_s)));
    const QPalette palette = shown.pages()->page()->palette();
    QCOMPARE(palette.color(QPalette::Text), QApplication::palette().color(QPalette::PlaceholderText));
    world.server.clearFaults();
}

void TstMainWindow::leversSayWhyTheyAreOff()
{
    ConsoleWorld world;
    world.idp.groups = {u"viewers"_s};
    QVERIFY(world.signIn());
    const Shown shown(world);
    auto *levers = shown.find<QToolButton>(u"leverState"_s);
    QVERIFY2(levers->text().contains(u"groups"_s) && levers->text().contains(u"platform-team"_s),
             qPrintable(levers->text()));
    QVERIFY(levers->toolTip().contains(u"platform-team"_s));
    QCOMPARE(shown.text(u"statusLevers"_s), levers->text());
}

void TstMainWindow::manyGroupsLeaveTheWindowItsWidth()
{
    ConsoleWorld world;
    world.idp.groups.clear();
    for (int i = 0; i < 40; ++i)
        world.idp.groups << u"team-with-a-long-name-%1"_s.arg(i);
    QVERIFY(world.signIn());
    const Shown shown(world);
    QVERIFY(shown.text(u"statusUser"_s).startsWith(u"ada · team-with-a-long-name-0"_s));
    QVERIFY2(shown.find<QWidget>(u"statusLine"_s)->minimumSizeHint().width() < 1'360,
             qPrintable(shown.text(u"statusUser"_s)));
}

void TstMainWindow::levers_data()
{
    QTest::addColumn<bool>("hasInterveneClient");
    QTest::addColumn<QString>("text");
    QTest::newRow("step-up") << true << u"levers locked"_s;
    QTest::newRow("without an intervene client") << false << u"levers: by role only"_s;
}

void TstMainWindow::levers()
{
    QFETCH(const bool, hasInterveneClient);
    QFETCH(const QString, text);
    ConsoleWorld world;
    if (!hasInterveneClient)
        world.profile.oidc.interveneClientId.clear();
    world.build();
    QVERIFY(world.signIn());
    const Shown shown(world);
    QCOMPARE(shown.find<QToolButton>(u"leverState"_s)->text(), text);
    QCOMPARE(shown.text(u"statusLevers"_s), text);
}

void TstMainWindow::signOutForgetsThePages()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    shown.find<QLineEdit>(u"boardFilter"_s)->setText(u"secret"_s);
    shown.trigger(u"signOut"_s);
    QTRY_VERIFY(shown.find<QWidget>(u"signInPage"_s)->isVisible());
    QVERIFY(!shown.pages()->page());
    QVERIFY(!shown.find<QAction>(u"signOut"_s)->isEnabled());
    shown.trigger(u"signInAction"_s);
    QTRY_VERIFY(shown.pages()->isVisible());
    QCOMPARE(shown.pages()->page()->findChild<QLineEdit *>(u"boardFilter"_s)->text(), QString());
}

void TstMainWindow::endedSessionKeepsThePages()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    auto *filter = shown.find<QLineEdit>(u"boardFilter"_s);
    filter->setText(u"half a sentence"_s);
    world.idp.grantsNothing = true;
    world.clock.advance(11h);
    world.watch->refresh();
    QTRY_COMPARE(world.tokens->state(), TokenService::State::Expired);
    QVERIFY(shown.find<Banner>(u"sessionEnded"_s)->isVisible());
    QVERIFY(shown.pages()->isVisible());
    world.idp.grantsNothing = false;
    shown.find<Banner>(u"sessionEnded"_s)->findChild<QAbstractButton *>(u"bannerButton"_s)->click();
    QTRY_COMPARE(world.tokens->state(), TokenService::State::Fresh);
    QVERIFY(!shown.find<Banner>(u"sessionEnded"_s)->isVisible());
    QCOMPARE(shown.find<QLineEdit>(u"boardFilter"_s), filter);
    QCOMPARE(filter->text(), u"half a sentence"_s);
}

void TstMainWindow::whoAmITells()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    shown.trigger(u"whoAmI"_s);
    auto *dialog = shown.find<QDialog>(u"whoAmIDialog"_s);
    QVERIFY(dialog);
    const QStringList texts = shownTexts(*dialog);
    for (const QString &fact :
         {u"ada"_s, world.idp.subject, u"platform-team"_s, world.profile.oidc.issuer.toString()})
        QVERIFY2(texts.contains(fact), qPrintable(fact));
    QVERIFY(!texts.filter(u"stratmaster-prod:read"_s).isEmpty());
    keepPictures(*dialog, u"who-am-i"_s);
    dialog->accept();
}

void TstMainWindow::keysAreListed()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Question);
    auto *dialog = shown.find<QDialog>(u"shortcutsDialog"_s);
    QVERIFY(dialog);
    const QStringList texts = shownTexts(*dialog);
    for (const QString &expected : {u"Board"_s, u"F5"_s, u"G B"_s, u"Pause or resume"_s})
        QVERIFY2(texts.contains(expected), qPrintable(texts.join(u'|')));
    keepPictures(*dialog, u"keys"_s);
    dialog->accept();
}

void TstMainWindow::f6GoesRoundThePanes()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    QVERIFY(shown.active);
    QWidget *const start = QApplication::focusWidget();
    QList<QWidget *> visited{start};
    do {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
        visited << QApplication::focusWidget();
    } while (visited.last() != start && visited.size() < 10);
    QCOMPARE(visited.last(), start);
    QVERIFY2(visited.size() >= 5, qPrintable(QString::number(visited.size())));
    QTest::keyClick(start, Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget(), visited.at(visited.size() - 2));
}

void TstMainWindow::f6GoesDownARun()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    QVERIFY(shown.active);
    shown.pages()->go(Place::ofWorkflow(ConsoleWorld::prod, u"ingest-2200"_s, {}));
    const auto focus = [] { return QApplication::focusWidget()->objectName(); };
    QTRY_COMPARE(focus(), u"pendingActivities"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
    QCOMPARE(focus(), u"history"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(focus(), u"pendingActivities"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(focus(), u"openList"_s);
}

void TstMainWindow::themeIsChosenInTheMenu()
{
    ConsoleWorld world;
    const Shown shown(world);
    shown.trigger(u"theme2"_s);
    QCOMPARE(QApplication::palette().color(QPalette::Base), darkTokens().surface);
    shown.trigger(u"theme1"_s);
    QCOMPARE(QApplication::palette().color(QPalette::Base), lightTokens().surface);
}

void TstMainWindow::geometryIsKept()
{
    ConsoleWorld world;
    {
        Shown shown(world);
        shown.window.resize(1111, 777);
        shown.window.close();
    }
    const MainWindow again(world.services());
    QCOMPARE(again.size(), QSize(1111, 777));
}

void TstMainWindow::closingWithNothingUnderWayJustCloses()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    Shown shown(world);
    QVERIFY(shown.window.close());
    QVERIFY(!shown.window.findChild<ClosingDialog *>());
}

void TstMainWindow::everyControlHasAName()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    const auto buttons = shown.window.findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons) {
        if (button->focusPolicy() == Qt::NoFocus)
            continue;
        QVERIFY2(!button->objectName().isEmpty(), qPrintable(button->text()));
        if (!button->isHidden())
            QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->objectName()));
    }
    const auto actions = shown.window.findChildren<QAction *>();
    for (const QAction *action : actions)
        if (!action->shortcuts().isEmpty())
            QVERIFY2(!action->objectName().isEmpty(), qPrintable(action->text()));
}

void TstMainWindow::pictures()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    Shown shown(world);
    QVERIFY(world.liveThroughTrouble());
    QTest::keyClick(shown.find<BoardView>(u"boardView"_s), Qt::Key_R);
    auto *board = shown.find<BoardView>(u"boardView"_s);
    board->setCurrentIndex(board->model()->index(0, 0, board->model()->index(0, 0)));
    keepPictures(shown.window, u"window-board"_s);
    QTest::keyClick(board, Qt::Key_Return);
    keepPictures(shown.window, u"window-queue"_s);
    shown.find<QAbstractButton>(u"queueWorkflows"_s)->click();
    QTest::qWait(300);
    keepPictures(shown.window, u"window-workflows"_s);
    world.server.stop();
    QTRY_VERIFY_WITH_TIMEOUT(shown.find<Banner>(u"unreachable"_s)->isVisible(), 5000);
    shown.pages()->go(Place::board());
    keepPictures(shown.window, u"window-unreachable"_s);
}

QTEST_MAIN(TstMainWindow)
#include "tst_mainwindow.moc"
