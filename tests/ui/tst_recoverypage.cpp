// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recovery/findinglistmodel.h"
#include "models/recovery/namespacelinemodel.h"
#include "tests/ui/look.h"
#include "tests/ui/shownwindow.h"
#include "ui/widgets/errorpanel.h"
#include "ui/widgets/page.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"
#include "ui/window/navigator.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QToolButton>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// A cluster with a few runs in prod, that a manifest is taken of and that is restored thereafter.
struct RestoredWorld : ConsoleWorld
{
    RestoredWorld()
    {
        for (const QString &ns : {tenant, staging})
            server.setExecutions(ns, {});
        for (const QString &id : {u"same"_s, u"behind"_s, u"ghost"_s, u"card"_s})
            lengths[id] = 10;
        serve();
    }
    void serve()
    {
        std::vector<Execution> rows;
        for (const auto &[id, length] : lengths) {
            ExecutionDescription one;
            one.execution.workflowId = id;
            one.execution.runId = u"run of "_s + id;
            one.execution.type = u"Order"_s;
            one.execution.taskQueue = ingest.queue;
            one.execution.status = ExecutionStatus::Running;
            one.execution.startTime = clock.utc() - 1h;
            one.execution.historyLength = length;
            if (id == u"card"_s) {
                PendingActivity activity;
                activity.activityId = u"1"_s;
                activity.type = u"charge"_s;
                activity.taskQueue = ingest.queue;
                activity.state = ActivityState::Started;
                activity.lastStartedTime = clock.utc();
                one.pendingActivities = {activity};
            }
            rows.push_back(one.execution);
            server.setDescription(prod, one);
        }
        server.setExecutions(prod, rows);
    }
    /// From an older snapshot, with a list of another moment, and other workers.
    void restore()
    {
        lengths[u"behind"_s] = 6;
        serve();
        server.loseRun(prod, u"ghost"_s, u"run of ghost"_s);
        setBacklog(ingest, 0, 0, 0s, 0, 0, 0);
    }

    std::map<QString, qint64> lengths;
};

struct ShownRecovery : ShownWindow
{
    explicit ShownRecovery(RestoredWorld &world, QSize size = {1360, 860})
        : ShownWindow(world)
        , file(world.home.filePath(u"prod.manifest"_s))
        , m_world(world)
    {
        window.resize(size);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_G);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_R);
    }
    [[nodiscard]] QToolButton *button(const QString &name) const { return find<QToolButton>(name); }
    [[nodiscard]] TableView *table() const { return find<TableView>(u"findingTable"_s); }
    [[nodiscard]] TableView *namespaces() const { return find<TableView>(u"recoveryNamespaces"_s); }
    [[nodiscard]] FindingListModel *model() const
    {
        return qobject_cast<FindingListModel *>(table()->model());
    }
    [[nodiscard]] QString text(const QString &label) const { return find<PlainLabel>(label)->text(); }
    [[nodiscard]] Place place() const { return find<Navigator>(u"pages"_s)->place(); }
    [[nodiscard]] bool isIdle() const { return button(u"manifestTake"_s)->isEnabled(); }
    /// Budgets fill with the world's time.
    void settle()
    {
        const bool came = QTest::qWaitFor(
            [this] {
                m_world.clock.advance(50ms);
                return isIdle() && !model()->isPlanning();
            },
            60'000);
        QVERIFY(came);
    }
    void pick(const QString &dialogName, const QString &path) const
    {
        auto *dialog = find<QFileDialog>(dialogName);
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
    }
    void take()
    {
        QTest::mouseClick(button(u"manifestTake"_s), Qt::LeftButton);
        pick(u"saveChartDialog"_s, file);
        settle(); // it is opened then
        settle();
        QCOMPARE(text(u"manifestFile"_s), file);
    }
    void verify()
    {
        QTest::keyClick(namespaces(), Qt::Key_F5);
        settle();
        QVERIFY(model()->rowCount() > 0);
    }
    void choose(const QString &subject) const
    {
        for (int row = 0; row < model()->rowCount(); ++row)
            if (model()->at(row).subject == subject) {
                table()->selectRow(row);
                return;
            }
        QFAIL(qPrintable(subject + u" was not found"_s));
    }

    const QString file;

private:
    RestoredWorld &m_world;
};

} // namespace

class TstRecoveryPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    static void initTestCase() { putOnLook(); }
    void aManifestIsTakenAndKnownAgain();
    void whatARestoreLostIsSaid();
    void aGhostHasALineForItsAdministrator();
    void aRunIsOneStepAway();
    void runsAreWatchedUntilTheyGoOn();
    void aFileThatIsNoneIsSaid();
    void aFileIsDropped();
    void itIsStopped();
    void everyControlHasAName();
    void pictures_data();
    void pictures();
};

void TstRecoveryPage::aManifestIsTakenAndKnownAgain()
{
    RestoredWorld world;
    QVERIFY(world.signIn());
    {
        ShownRecovery shown(world);
        QCOMPARE(shown.place(), Place::recovery());
        QCOMPARE(shown.text(u"manifestFile"_s), u"No manifest is open."_s);
        QVERIFY(!shown.button(u"manifestVerify"_s)->isEnabled());
        QVERIFY(!shown.button(u"manifestWatch"_s)->isEnabled());
        QVERIFY(shown.namespaces()->emptyText().startsWith(u"A manifest says what a cluster held"_s));
        shown.take();
        const QString head = shown.text(u"manifestHead"_s);
        QVERIFY2(head.contains(world.profile.name) && head.contains(u"3 namespaces, 4 open runs"_s),
                 qPrintable(head));
        QVERIFY(!shown.find<PlainLabel>(u"manifestForeign"_s)->isVisible());
        QVERIFY(shown.button(u"manifestVerify"_s)->isEnabled());
        QVERIFY(shown.namespaces()->emptyText().startsWith(u"Not held against this cluster yet"_s));
        shown.verify();
        QCOMPARE(shown.find<QWidget>(u"recoveryChip"_s)->accessibleName(), u"as it was"_s);
        QVERIFY2(shown.text(u"recoveryVerdict"_s).contains(u"Nothing is lost."_s),
                 qPrintable(shown.text(u"recoveryVerdict"_s)));
    }
    ShownRecovery again(world);
    again.settle();
    QCOMPARE(again.text(u"manifestFile"_s), again.file);
}

void TstRecoveryPage::whatARestoreLostIsSaid()
{
    RestoredWorld world;
    QVERIFY(world.signIn());
    ShownRecovery shown(world);
    shown.take();
    world.restore();
    shown.verify();
    const QAbstractItemModelTester tester(shown.model(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    QVERIFY2(shown.text(u"recoveryVerdict"_s).startsWith(u"Not all is as it was."_s),
             qPrintable(shown.text(u"recoveryVerdict"_s)));
    QCOMPARE(shown.find<QWidget>(u"recoveryChip"_s)->accessibleName(), u"something is lost"_s);
    const auto *lines = shown.namespaces()->model();
    QCOMPARE(lines->rowCount(), 4); // all, and three
    QCOMPARE(lines->index(1, NamespaceLineModel::NamespaceColumn).data().toString(), ConsoleWorld::prod);
    QCOMPARE(lines->index(1, NamespaceLineModel::BehindColumn).data().toString(), u"1"_s);
    QCOMPARE(lines->index(1, NamespaceLineModel::MissingColumn).data().toString(), u"1"_s);
    QCOMPARE(lines->index(1, NamespaceLineModel::WrongColumn).data().toString(), u"1"_s);
    QCOMPARE(lines->index(1, NamespaceLineModel::AgainColumn).data().toString(), u"1"_s);
    QVERIFY(lines->index(1, NamespaceLineModel::UnpolledColumn).data().toInt() > 0);
    shown.choose(u"charge"_s);
    QVERIFY2(
        shown.text(u"findingSentence"_s).startsWith(u"Begun before, and will be done again: charge on "_s),
        qPrintable(shown.text(u"findingSentence"_s)));
    // The namespace that is chosen narrows the findings, and so does what is typed.
    const int all = shown.model()->rowCount();
    shown.namespaces()->selectRow(2);
    QTRY_VERIFY(!shown.model()->isPlanning() && shown.model()->rowCount() < all);
    shown.namespaces()->selectRow(0);
    QTRY_COMPARE(shown.model()->rowCount(), all);
    QTest::keyClick(shown.table(), Qt::Key_Slash);
    QTRY_COMPARE(QApplication::focusWidget(), shown.find<QLineEdit>(u"findingText"_s));
    QTest::keyClicks(QApplication::focusWidget(), u"behind"_s);
    QTRY_COMPARE(shown.model()->rowCount(), 1);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_COMPARE(QApplication::focusWidget(), shown.table());
    QCOMPARE(shown.text(u"findingTitle"_s), u"behind in %1"_s.arg(ConsoleWorld::prod));
}

void TstRecoveryPage::aGhostHasALineForItsAdministrator()
{
    RestoredWorld world;
    QVERIFY(world.signIn());
    ShownRecovery shown(world);
    shown.take();
    world.restore();
    shown.verify();
    for (int row = 0; row < shown.model()->rowCount(); ++row)
        if (shown.model()->at(row).word == u"ghost"_s)
            shown.table()->selectRow(row);
    QTest::mouseClick(shown.button(u"findingCommandCopy"_s), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(),
             u"tdbg --namespace %1 workflow delete --workflow-id ghost --run-id 'run of ghost'"_s.arg(
                 ConsoleWorld::prod));
    shown.choose(u"behind"_s);
    QVERIFY(!shown.button(u"findingCommandCopy"_s)->isVisible());
}

void TstRecoveryPage::aRunIsOneStepAway()
{
    RestoredWorld world;
    QVERIFY(world.signIn());
    ShownRecovery shown(world);
    shown.take();
    world.restore();
    shown.verify();
    shown.choose(u"behind"_s);
    QTest::keyClick(shown.table(), Qt::Key_Return);
    QTRY_COMPARE(shown.place(), Place::ofWorkflow(ConsoleWorld::prod, u"behind"_s, u"run of behind"_s));
    QTest::keyClick(&shown.window, Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(shown.place(), Place::recovery());
    QVERIFY(shown.model()->rowCount() > 0);
}

void TstRecoveryPage::runsAreWatchedUntilTheyGoOn()
{
    RestoredWorld world;
    QVERIFY(world.signIn());
    ShownRecovery shown(world);
    shown.take();
    shown.verify();
    for (auto &[id, length] : world.lengths)
        length += id == u"card"_s ? 0 : 5;
    world.serve();
    QTest::mouseClick(shown.button(u"manifestWatch"_s), Qt::LeftButton);
    const bool told = QTest::qWaitFor(
        [&] {
            world.clock.advance(50ms);
            return shown.text(u"recoveryVerdict"_s).contains(u"3 of 4 runs have gone on"_s);
        },
        60'000);
    QVERIFY2(told, qPrintable(shown.text(u"recoveryVerdict"_s)));
    QTRY_VERIFY(!shown.model()->isPlanning());
    shown.choose(u"card"_s);
    QCOMPARE(shown.model()->at(shown.table()->currentIndex().row()).word, u"has not gone on"_s);
    world.lengths[u"card"_s] += 5;
    world.serve();
    shown.settle();
    QVERIFY(shown.text(u"recoveryVerdict"_s).contains(u"4 of 4 runs have gone on"_s));
    QVERIFY(!shown.button(u"manifestWatch"_s)->isEnabled());
}

void TstRecoveryPage::aFileThatIsNoneIsSaid()
{
    RestoredWorld world;
    QVERIFY(world.signIn());
    ShownRecovery shown(world);
    shown.take();
    const QString other = world.home.filePath(u"notes.txt"_s);
    QFile file(other);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no <b>manifest</b>\n") > 0);
    file.close();
    QTest::mouseClick(shown.button(u"manifestOpen"_s), Qt::LeftButton);
    shown.pick(u"openManifestDialog"_s, other);
    auto *error = shown.find<ErrorPanel>(u"recoveryError"_s);
    QTRY_VERIFY(error->isVisible());
    const QStringList texts = shownTexts(*error);
    QVERIFY2(texts.join(u'\n').contains(u"notes.txt cannot be used as a manifest: it is not a manifest"_s),
             qPrintable(texts.join(u'\n')));
    QCOMPARE(shown.text(u"manifestFile"_s), shown.file);
    shown.verify();
    QVERIFY(!error->isVisible());
}

void TstRecoveryPage::aFileIsDropped()
{
    RestoredWorld world;
    QVERIFY(world.signIn());
    ShownRecovery shown(world);
    shown.take();
    const QString copy = world.home.filePath(u"copy.manifest"_s);
    QVERIFY(QFile::copy(shown.file, copy));
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(copy)});
    auto *page = shown.find<Page>(u"recoveryPage"_s);
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(page, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(page, &drop);
    shown.settle();
    QTRY_COMPARE(shown.text(u"manifestFile"_s), copy);
    data.setUrls({QUrl(u"https://example.org/m"_s)});
    QDragEnterEvent foreign({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(page, &foreign);
    QVERIFY(!foreign.isAccepted());
}

void TstRecoveryPage::itIsStopped()
{
    RestoredWorld world;
    QVERIFY(world.signIn());
    ShownRecovery shown(world);
    shown.take();
    world.server.holdNext(u"DescribeWorkflowExecution"_s, fake::TemporalServer::always);
    QTest::mouseClick(shown.button(u"manifestVerify"_s), Qt::LeftButton);
    auto *stop = shown.find<QPushButton>(u"recoveryProgressStop"_s);
    QTRY_VERIFY(stop->isVisible());
    QVERIFY(!shown.button(u"manifestTake"_s)->isEnabled());
    QTRY_VERIFY(shown.text(u"recoveryProgressWords"_s).contains(u" runs compared"_s));
    QTest::mouseClick(stop, Qt::LeftButton);
    QVERIFY(!stop->isVisible() && shown.isIdle());
    QVERIFY(!shown.find<ErrorPanel>(u"recoveryError"_s)->isVisible());
    world.server.clearFaults();
    world.server.releaseHeld();
    shown.verify();
}

void TstRecoveryPage::everyControlHasAName()
{
    RestoredWorld world;
    QVERIFY(world.signIn());
    const ShownRecovery shown(world);
    const auto buttons = shown.find<Page>(u"recoveryPage"_s)->findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons) {
        if (!button->isVisible() || button->objectName().startsWith(u"qt_"_s) ||
            qobject_cast<QLineEdit *>(button->parentWidget()) ||
            button->metaObject()->className() == QByteArray("QTableCornerButton"))
            continue;
        QVERIFY2(!button->objectName().isEmpty(), qPrintable(button->text()));
        QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                 qPrintable(button->objectName()));
    }
}

void TstRecoveryPage::pictures_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("recovery-1024x700") << QSize(1024, 700);
    QTest::newRow("recovery-1440x900") << QSize(1440, 900);
}

void TstRecoveryPage::pictures()
{
    QFETCH(QSize, size);
    RestoredWorld world;
    QVERIFY(world.signIn());
    ShownRecovery shown(world, size);
    shown.take();
    world.restore();
    shown.verify();
    QCOMPARE(shown.window.size(), size);
    keepPictures(shown.window, QString::fromLatin1(QTest::currentDataTag()));
}

QTEST_MAIN(TstRecoveryPage)
#include "tst_recoverypage.moc"
