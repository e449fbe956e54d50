// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/interventions/historiesdialog.h"

#include "tests/ui/leverworld.h"
#include "tests/ui/look.h"
#include "ui/interventions/interventiondialog.h"
#include "ui/widgets/errorpanel.h"
#include "ui/widgets/plainlabel.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>

// The histories of closed runs as files, from the lever that does not save them.

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const auto readHistory = u"GetWorkflowExecutionHistory"_s;

/// A namespace with four closed runs beside the running one, and the dialog that changes its retention.
struct RetentionOpened
{
    RetentionOpened()
    {
        std::vector<Execution> rows{LeverWorld::ingest().execution};
        for (int i = 0; i < 4; ++i) {
            Execution one = rows.front();
            one.workflowId = u"order-%1"_s.arg(i);
            one.runId = u"run-%1"_s.arg(i);
            one.status = ExecutionStatus::Completed;
            one.closeTime = world.clock.utc() - 1h;
            rows.push_back(one);
            ExecutionDescription description;
            description.execution = one;
            world.server.setDescription(LeverWorld::ns, description);
            HistoryEvent started, ended;
            started.id = 1;
            started.type = u"WorkflowExecutionStarted"_s;
            ended.id = 2;
            ended.type = u"WorkflowExecutionCompleted"_s;
            world.server.setHistory(LeverWorld::ns, one.workflowId, one.runId, {started, ended});
        }
        world.server.setExecutions(LeverWorld::ns, rows);
    }
    [[nodiscard]] bool open(InterventionTarget::Act act = InterventionTarget::Act::ChangeRetention)
    {
        if (!world.signIn())
            return false;
        window.resize(1000, 900);
        window.show();
        lever = new InterventionDialog(*world.client, *world.desk, world.profile, world.clock,
                                       {act, LeverWorld::ns}, &window);
        lever->show();
        auto *first = lever->findChild<QPushButton *>(u"exportFirst"_s);
        if (!first || !QTest::qWaitFor([first] { return first->isVisible(); }))
            return false;
        QTest::mouseClick(first, Qt::LeftButton);
        dialog = window.findChild<HistoriesDialog *>();
        return dialog != nullptr;
    }
    template <class Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        return dialog->findChild<Widget *>(name);
    }
    [[nodiscard]] QPushButton *button(const QString &name) const { return find<QPushButton>(name); }
    [[nodiscard]] QString text(const QString &name) const { return find<PlainLabel>(name)->text(); }
    void exportTo(const QString &path) const
    {
        find<QLineEdit>(u"historiesFolder"_s)->setText(path);
        QTest::mouseClick(button(u"historiesStart"_s), Qt::LeftButton);
    }
    [[nodiscard]] QString folder() const { return world.home.filePath(u"histories"_s); }
    [[nodiscard]] QStringList files() const { return QDir(folder()).entryList(QDir::Files); }

    LeverWorld world;
    QWidget window;
    QPointer<InterventionDialog> lever;
    QPointer<HistoriesDialog> dialog;
};

} // namespace

class TstHistoriesDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    static void initTestCase() { putOnLook(); }
    void whatWouldBeLostIsExportedFirst();
    void whereNothingClosedNothingIsOffered();
    void itIsStoppedAndGoesOn();
    void aDeletionWaitsForIt();
    void aDeletionThatIsUnderWayIsGivenUpForIt();
    void whatFailsSaysWhyAndWhatToDo();
    void everyControlHasAName();
};

void TstHistoriesDialog::whatWouldBeLostIsExportedFirst()
{
    RetentionOpened at;
    QVERIFY(at.open());
    QVERIFY(at.dialog->windowTitle().contains(LeverWorld::ns));
    QVERIFY(!at.button(u"historiesStart"_s)->isEnabled());
    QCOMPARE(at.text(u"historiesNeeded"_s), u"Still needed: a folder, from / on."_s);
    keepPictures(*at.lever, u"retention-export-first"_s);
    at.lever->close(); // which ends nothing of it
    QTRY_VERIFY(!at.lever);
    QTest::mouseClick(at.button(u"historiesChoose"_s), Qt::LeftButton);
    auto *files = at.find<QFileDialog>(u"historiesFolderDialog"_s);
    QVERIFY(files);
    Q_EMIT files->fileSelected(at.folder());
    files->close();
    QVERIFY(at.button(u"historiesStart"_s)->isEnabled());
    QTest::mouseClick(at.button(u"historiesStart"_s), Qt::LeftButton);
    QTRY_VERIFY2(at.text(u"historiesResult"_s).startsWith(u"Histories: 4 written ("_s),
                 qPrintable(at.text(u"historiesResult"_s)));
    QVERIFY(!at.find<QWidget>(u"historiesProgress"_s)->isVisible());
    QCOMPARE(at.files().size(), 4);
    QCOMPARE(at.world.writes(), 0);
    keepPictures(*at.dialog, u"histories-exported"_s);
}

void TstHistoriesDialog::whereNothingClosedNothingIsOffered()
{
    RetentionOpened at;
    at.world.server.setExecutions(LeverWorld::ns, {LeverWorld::ingest().execution});
    QVERIFY(at.world.signIn());
    InterventionDialog dialog(*at.world.client, *at.world.desk, at.world.profile, at.world.clock,
                              {InterventionTarget::Act::ChangeRetention, LeverWorld::ns}, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    QTRY_VERIFY(shownTexts(dialog).contains(u"0"_s)); // closed runs
    QVERIFY(!dialog.findChild<QPushButton *>(u"exportFirst"_s)->isVisible());
    InterventionDialog other(*at.world.client, *at.world.desk, at.world.profile, at.world.clock,
                             {InterventionTarget::Act::DescribeNamespace, LeverWorld::ns}, nullptr);
    other.setAttribute(Qt::WA_DeleteOnClose, false);
    other.show();
    QTRY_VERIFY(shownTexts(other).contains(u"0"_s));
    QVERIFY(!other.findChild<QPushButton *>(u"exportFirst"_s)->isVisible());
}

void TstHistoriesDialog::itIsStoppedAndGoesOn()
{
    RetentionOpened at;
    QVERIFY(at.open());
    at.world.server.holdNext(readHistory, fake::TemporalServer::always);
    at.exportTo(at.folder());
    QTRY_VERIFY(at.world.server.held() > 0);
    QVERIFY(at.find<QWidget>(u"historiesProgress"_s)->isVisible());
    QTRY_COMPARE(at.text(u"historiesProgressWords"_s), u"0 of 4 histories"_s);
    QVERIFY(!at.button(u"historiesStart"_s)->isEnabled());
    keepPictures(*at.dialog, u"histories-under-way"_s);
    QTest::mouseClick(at.button(u"historiesProgressStop"_s), Qt::LeftButton);
    QVERIFY(!at.find<QWidget>(u"historiesProgress"_s)->isVisible());
    QCOMPARE(at.text(u"historiesNeeded"_s), u"Stopped. “Export” goes on with the rest."_s);
    QVERIFY(at.files().isEmpty());
    at.world.server.clearFaults();
    at.world.server.releaseHeld();
    QTRY_VERIFY(at.button(u"historiesStart"_s)->isEnabled());
    // The folder is free again once what was under way has let go of it.
    QTRY_VERIFY_WITH_TIMEOUT(
        (at.exportTo(at.folder()), QTest::qWaitFor([&] { return at.files().size() == 4; }, 500)), 20'000);
    // And what is there is kept.
    QTRY_VERIFY(at.button(u"historiesStart"_s)->isEnabled());
    const int reads = at.world.server.calls(readHistory);
    at.exportTo(at.folder());
    QTRY_VERIFY2(at.text(u"historiesResult"_s).contains(u"4 there already"_s),
                 qPrintable(at.text(u"historiesResult"_s)));
    QCOMPARE(at.world.server.calls(readHistory), reads);
}

void TstHistoriesDialog::aDeletionWaitsForIt()
{
    RetentionOpened at;
    QVERIFY(at.open(InterventionTarget::Act::DeleteNamespace));
    at.world.server.holdNext(readHistory, fake::TemporalServer::always);
    at.exportTo(at.folder());
    QTRY_VERIFY(at.world.server.held() > 0);
    const auto needed = [&at] { return at.lever->findChild<QLabel *>(u"needed"_s)->text(); };
    QTRY_COMPARE(needed(), u"Its histories are being exported: stop that, or wait for its end."_s);
    QVERIFY(!at.lever->findChild<QPushButton *>(u"act"_s)->isEnabled());
    at.world.server.clearFaults();
    at.world.server.releaseHeld();
    QTRY_COMPARE(at.files().size(), 4);
    QTRY_VERIFY(needed() != u"Its histories are being exported: stop that, or wait for its end."_s);
}

/// It is begun while the sign-in waits in the browser.
void TstHistoriesDialog::aDeletionThatIsUnderWayIsGivenUpForIt()
{
    RetentionOpened at;
    QVERIFY(at.open(InterventionTarget::Act::DeleteNamespace));
    at.world.followsBrowser = false;
    at.world.idp.writePermissions = {LeverWorld::ns + u":admin"_s};
    const auto line = [&at](const QString &name) { return at.lever->findChild<QLineEdit *>(name); };
    line(u"reason"_s)->setText(u"INC-7"_s);
    line(u"typedId"_s)->setText(LeverWorld::ns);
    auto *act = at.lever->findChild<QPushButton *>(u"act"_s);
    QTRY_VERIFY(act->isEnabled());
    const auto asked = at.world.addresses.size();
    QTest::mouseClick(act, Qt::LeftButton);
    QTRY_COMPARE(at.world.addresses.size(), asked + 1);
    at.world.server.holdNext(readHistory, fake::TemporalServer::always);
    at.exportTo(at.folder());
    QTRY_VERIFY(at.world.server.held() > 0);
    at.world.browser.open(at.world.addresses.back());
    const auto why = u"Its histories are being exported: stop that, or wait for its end. Nothing was sent."_s;
    QTRY_VERIFY_WITH_TIMEOUT(shownTexts(*at.lever).contains(why), 30'000);
    keepPictures(*at.lever, u"deletion-given-up"_s);
    QCOMPARE(at.world.server.calls(u"DeleteNamespace"_s), 0);
    at.world.server.clearFaults();
    at.world.server.releaseHeld();
    QTRY_COMPARE(at.files().size(), 4);
}

void TstHistoriesDialog::whatFailsSaysWhyAndWhatToDo()
{
    RetentionOpened at;
    QVERIFY(at.open());
    QFile file(at.folder());
    QVERIFY(file.open(QIODevice::WriteOnly));
    at.exportTo(at.folder());
    QTRY_VERIFY2(at.text(u"historiesNeeded"_s).endsWith(u"Choose a folder that you may write into."_s),
                 qPrintable(at.text(u"historiesNeeded"_s)));
    QVERIFY(file.remove());
    at.world.server.failNext(readHistory, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
    at.exportTo(at.folder());
    auto *error = at.find<ErrorPanel>(u"historiesError"_s);
    QTRY_VERIFY(error->isVisible());
    QVERIFY(shownTexts(*error).join(u'\n').contains(u" refused this."_s));
    keepPictures(*at.dialog, u"histories-refused"_s);
    QTRY_VERIFY(at.button(u"historiesStart"_s)->isEnabled());
}

void TstHistoriesDialog::everyControlHasAName()
{
    RetentionOpened at;
    QVERIFY(at.open());
    const auto buttons = at.dialog->findChildren<QPushButton *>();
    for (const QPushButton *button : buttons)
        QVERIFY2(!button->isVisible() ||
                     (!button->objectName().isEmpty() && !button->accessibleName().isEmpty()),
                 qPrintable(button->text()));
    QVERIFY(!at.find<QLineEdit>(u"historiesFolder"_s)->accessibleName().isEmpty());
}

QTEST_MAIN(TstHistoriesDialog)
#include "tst_historiesdialog.moc"
