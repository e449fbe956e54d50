// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/workflowtablemodel.h"
#include "tests/ui/look.h"
#include "tests/ui/shownwindow.h"
#include "ui/state/uistate.h"
#include "ui/widgets/errorpanel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"
#include "ui/window/navigator.h"

#include <QAbstractItemView>
#include <QAction>
#include <QDialog>
#include <QScreen>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// No line holds it and nothing in it says where to break.
QString hostile(const QString &what, int letters = 400)
{
    return what + QString(letters, u'W');
}

/// Everything that somebody else names has the longest name there is.
struct HostileWorld
{
    HostileWorld()
    {
        NamespaceInfo info;
        info.name = key.ns;
        info.state = NamespaceState::Registered;
        info.description = hostile(u"description"_s);
        world.profile.name = hostile(u"profile"_s);
        world.profile.queues = {key};
        world.idp.groups = {u"platform-team"_s, hostile(u"group"_s)};
        world.idp.permissions = {key.ns + u":read"_s};
        world.server.setNamespaces({info});
        world.setBacklog(key, 1'234'567, 1'234'567, 59min, 12345, 12345, 40);
        serveRun();
        world.build();
    }

    void serveRun()
    {
        run.workflowId = hostile(u"workflow"_s);
        run.runId = hostile(u"run"_s);
        run.type = hostile(u"type"_s);
        run.taskQueue = key.queue;
        run.status = ExecutionStatus::Running;
        run.startTime = world.clock.utc() - 1h;
        ExecutionDescription described;
        described.execution = run;
        PendingActivity activity;
        activity.activityId = hostile(u"activity"_s);
        activity.type = hostile(u"activityType"_s);
        described.pendingActivities = {activity};
        HistoryEvent started;
        started.id = 1;
        started.type = u"WorkflowExecutionStarted"_s;
        started.time = world.clock.utc();
        world.server.setExecutions(key.ns, {run});
        world.server.setDescription(key.ns, described);
        world.server.setHistory(key.ns, run.workflowId, run.runId, {started});
    }

    ConsoleWorld world;
    QueueKey key{hostile(u"namespace"_s), hostile(u"queue"_s)};
    Execution run;
};

struct Walked : ShownWindow
{
    Walked(ConsoleWorld &world, QSize size)
        : ShownWindow(world)
    {
        window.resize(size);
    }

    [[nodiscard]] Navigator *pages() const { return find<Navigator>(u"pages"_s); }

    /// The parts that can't be narrower, the worst first.
    [[nodiscard]] QString widest() const
    {
        std::vector<std::pair<int, QString>> parts;
        const auto widgets = window.findChildren<QWidget *>();
        for (const QWidget *widget : widgets)
            if (widget->isVisible())
                parts.emplace_back(widget->minimumSizeHint().expandedTo(widget->minimumSize()).width(),
                                   widget->objectName() + u' ' +
                                       QString::fromLatin1(widget->metaObject()->className()));
        std::sort(parts.rbegin(), parts.rend());
        QStringList names;
        for (std::size_t i = 0; i < std::min<std::size_t>(parts.size(), 12); ++i)
            names << u"%1: %2"_s.arg(parts[i].second).arg(parts[i].first);
        return names.join(u", "_s);
    }

    /// Why the window does not fit as it is now; empty: it does.
    [[nodiscard]] QString misfit(QSize size)
    {
        QTest::qWait(50); // layouts settle
        const QSize least = window.minimumSizeHint().expandedTo(window.minimumSize());
        if (least.width() > size.width() || least.height() > size.height())
            return u"needs %1 × %2, as %3"_s.arg(least.width()).arg(least.height()).arg(widest());
        window.resize(size);
        QTest::qWait(50);
        for (const QString &name : {u"userMenu"_s, u"leverState"_s, u"terminate"_s, u"boardPause"_s,
                                    u"queuePause"_s, u"runQuery"_s, u"loadAll"_s}) {
            const auto *control = find<QWidget>(name);
            if (!control || !control->isVisible())
                continue;
            const QRect at(control->mapTo(&window, QPoint(0, 0)), control->size());
            if (!window.rect().contains(at))
                return u"%1 lies outside"_s.arg(name);
        }
        return {};
    }
};

} // namespace

class TstWindowFits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void noTextWidensAPage_data();
    void noTextWidensAPage();
    void aServersErrorWidensNothing();
    void whyARunFailedIsSeenWithoutScrolling();
    void theFirstSizeIsTheScreens();
    void zoomChangesWhatIsThere();
    void aCutLineSaysSo();
    void pictures_data();
    void pictures();
};

void TstWindowFits::initTestCase()
{
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
}

void TstWindowFits::noTextWidensAPage_data()
{
    QTest::addColumn<int>("zoom");
    QTest::addColumn<QSize>("size");
    QTest::newRow("1024 x 700") << 100 << QSize(1024, 700);
    QTest::newRow("1920 x 1080 at 200 %") << 200 << QSize(1920, 1080);
}

void TstWindowFits::noTextWidensAPage()
{
    QFETCH(const int, zoom);
    QFETCH(const QSize, size);
    HostileWorld hostile;
    ConsoleWorld &world = hostile.world;
    UiState(world.profile.name).set(u"zoom"_s, zoom);
    Walked shown(world, size);
    QCOMPARE(shown.misfit(size), QString());
    QVERIFY(world.signIn());
    QVERIFY(shown.pages()->isVisible());
    QCOMPARE(shown.misfit(size), QString());
    shown.pages()->go(Place::ofQueue(hostile.key));
    QCOMPARE(shown.misfit(size), QString());
    const auto *figures = shown.find<QWidget>(u"figureActivity"_s);
    const auto *chart = shown.find<QWidget>(u"backlogChart"_s);
    QVERIFY(chart->mapToGlobal(chart->rect().bottomLeft()).y() <= figures->mapToGlobal(QPoint()).y());
    shown.pages()->go(Place::ofWorkflows(hostile.key.ns));
    QTRY_COMPARE(shown.find<QAbstractItemView>(u"workflows"_s)->model()->rowCount(), 1);
    QCOMPARE(shown.misfit(size), QString());
    shown.pages()->go(Place::ofWorkflow(hostile.key.ns, hostile.run.workflowId, hostile.run.runId));
    QTRY_VERIFY(shown.find<QWidget>(u"pendingActivities"_s)->isVisible());
    QCOMPARE(shown.misfit(size), QString());
    shown.pages()->go(Place::runbook());
    const auto *rules = shown.find<QAbstractItemView>(u"driftTable"_s);
    const bool isChecked = QTest::qWaitFor(
        [&] {
            world.clock.advance(50ms); // budgets fill with time
            return rules->model()->rowCount() > 0;
        },
        60'000);
    QVERIFY(isChecked);
    QCOMPARE(shown.misfit(size), QString());
    shown.pages()->go(Place::recovery());
    QCOMPARE(shown.misfit(size), QString());
}

void TstWindowFits::aServersErrorWidensNothing()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const QSize size(1024, 700);
    Walked shown(world, size);
    shown.pages()->go(Place::ofWorkflows(ConsoleWorld::prod));
    for (const QString &code : {u"INTERNAL"_s, u"INVALID_ARGUMENT"_s, u"PERMISSION_DENIED"_s}) {
        world.server.failNext(u"ListWorkflowExecutions"_s, code, hostile(u"error"_s));
        const int before = world.server.calls(u"ListWorkflowExecutions"_s);
        shown.find<QAction>(u"refresh"_s)->trigger();
        QTRY_VERIFY(world.server.calls(u"ListWorkflowExecutions"_s) > before);
        QTest::qWait(200);
        QCOMPARE(shown.misfit(size), QString());
        const auto panels = shown.window.findChildren<ErrorPanel *>();
        for (const ErrorPanel *panel : panels)
            if (panel->isVisible())
                panel->findChild<QToolButton *>(u"detailsToggle"_s)->setChecked(true);
        QCOMPARE(shown.misfit(size), QString());
    }
}

void TstWindowFits::whyARunFailedIsSeenWithoutScrolling()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    Walked shown(world, {1180, 800});
    shown.pages()->go(Place::ofWorkflows(ConsoleWorld::prod));
    const auto *list = shown.find<TableView>(u"workflows"_s);
    QTRY_VERIFY(list->model()->rowCount() > 0);
    QTRY_COMPARE(list->horizontalScrollBar()->maximum(), 0);
    const int why = list->columnViewportPosition(WorkflowTableModel::WhyColumn);
    QVERIFY2(list->viewport()->width() - why > 120, qPrintable(QString::number(why)));
}

void TstWindowFits::theFirstSizeIsTheScreens()
{
    ConsoleWorld world;
    UiState(world.profile.name).set(u"zoom"_s, 300);
    const MainWindow window(world.services());
    const QSize there = window.screen()->availableGeometry().size();
    QVERIFY(window.width() <= there.width() && window.height() <= there.height());
}

void TstWindowFits::zoomChangesWhatIsThere()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    Walked shown(world, {1360, 860});
    const auto heights = [&shown] {
        return std::array{shown.find<QWidget>(u"statusLine"_s)->height(),
                          shown.find<QWidget>(u"rail"_s)->width(),
                          shown.find<QWidget>(u"userMenu"_s)->fontMetrics().height()};
    };
    const auto before = heights();
    for (int i = 0; i < 5; ++i)
        shown.find<QAction>(u"zoomIn"_s)->trigger();
    QTest::qWait(50);
    for (std::size_t i = 0; i < before.size(); ++i)
        QVERIFY2(heights().at(i) > before.at(i) * 1.3, qPrintable(QString::number(i)));
    shown.find<QAction>(u"zoomReset"_s)->trigger();
    QTest::qWait(50);
    QCOMPARE(heights(), before);
}

void TstWindowFits::aCutLineSaysSo()
{
    PlainLabel label(u"MMMMMMMMMMMMMMMMMMMMMMMMMMMMMM"_s);
    label.resize(label.sizeHint().width() / 3, label.sizeHint().height());
    PlainLabel same(QFontMetrics(label.font()).elidedText(label.text(), Qt::ElideRight, label.width()));
    same.resize(label.size());
    QVERIFY(same.text().endsWith(u'…'));
    QCOMPARE(label.grab().toImage(), same.grab().toImage());
}

void TstWindowFits::pictures_data()
{
    QTest::addColumn<int>("zoom");
    QTest::addColumn<QSize>("size");
    QTest::newRow("1024x700") << 100 << QSize(1024, 700);
    QTest::newRow("1440x900") << 100 << QSize(1440, 900);
    QTest::newRow("1920x1080-200") << 200 << QSize(1920, 1080);
}

void TstWindowFits::pictures()
{
    QFETCH(const int, zoom);
    QFETCH(const QSize, size);
    const QString name = QString::fromLatin1(QTest::currentDataTag()) + u'-';
    ConsoleWorld world;
    const Execution run = world.serveRun();
    UiState(world.profile.name).set(u"zoom"_s, zoom);
    Walked shown(world, size);
    keepPictures(shown.window, name + u"signin"_s);
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    keepPictures(shown.window, name + u"board"_s);
    shown.pages()->go(Place::ofQueue(ConsoleWorld::ingest));
    keepPictures(shown.window, name + u"queue"_s);
    shown.pages()->go(Place::ofWorkflows(ConsoleWorld::prod));
    QTRY_COMPARE(shown.find<QAbstractItemView>(u"workflows"_s)->model()->rowCount(), 1);
    keepPictures(shown.window, name + u"workflows"_s);
    shown.pages()->go(Place::ofWorkflow(ConsoleWorld::prod, run.workflowId, run.runId));
    QTRY_VERIFY(shown.find<QWidget>(u"pendingActivities"_s)->isVisible());
    keepPictures(shown.window, name + u"workflow"_s);
    QTRY_VERIFY(shown.find<QAbstractButton>(u"terminate"_s)->isEnabled());
    QTest::mouseClick(shown.find<QAbstractButton>(u"terminate"_s), Qt::LeftButton);
    auto *lever = shown.find<QDialog>(u"interventionDialog"_s);
    QVERIFY(lever);
    QTRY_VERIFY(lever->findChild<QWidget *>(u"consequence"_s)->isVisible());
    keepPictures(*lever, name + u"terminate"_s);
    QVERIFY2(shown.window.screen()->availableGeometry().contains(lever->frameGeometry()), "the dialog");
    lever->close();
    shown.pages()->go(Place::journal());
    keepPictures(shown.window, name + u"journal"_s);
    for (const QString &action : {u"about"_s, u"whoAmI"_s, u"showKeys"_s}) {
        shown.find<QAction>(action)->trigger();
        const auto dialogs = shown.window.findChildren<QDialog *>(QString(), Qt::FindDirectChildrenOnly);
        const auto dialog = std::find_if(dialogs.begin(), dialogs.end(),
                                         [](const QDialog *each) { return each->isVisible(); });
        QVERIFY2(dialog != dialogs.end(), qPrintable(action));
        keepPictures(**dialog, name + action);
        if (action == "showKeys"_L1)
            for (const PlainLabel *label : (*dialog)->findChildren<PlainLabel *>())
                QVERIFY2(label->width() >= label->sizeHint().width(), qPrintable(label->text()));
        (*dialog)->close();
    }
}

QTEST_MAIN(TstWindowFits)
#include "tst_windowfits.moc"
