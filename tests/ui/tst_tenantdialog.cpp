// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/leverkind.h"
#include "tests/ui/look.h"
#include "tests/ui/shownwindow.h"
#include "tests/unit/temporal/await.h"
#include "ui/board/boardview.h"
#include "ui/interventions/interventiondialog.h"
#include "ui/interventions/receiptpanel.h"
#include "ui/runbook/tenantdialog.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/window/navigator.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>

using namespace signalbox;
using namespace signalbox::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString nova = u"tenant-nova"_s;
const QString registerMethod = u"RegisterNamespace"_s;
const QString deleteMethod = u"DeleteNamespace"_s;

/// The built-in runbook, and a person whose sign-in for interventions grants admin on these.
struct TenantWorld : ConsoleWorld
{
    TenantWorld() { idp.writePermissions = {nova + u":admin"_s, tenant + u":admin"_s}; }
};

struct ShownTenants : ShownWindow
{
    using ShownWindow::ShownWindow;

    [[nodiscard]] TenantDialog *open()
    {
        window.activateWindow();
        if (!QTest::qWaitFor([this] { return window.isActiveWindow() && QApplication::focusWidget(); },
                             30'000))
            return nullptr;
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_T, Qt::ControlModifier);
        auto *dialog = window.findChild<TenantDialog *>();
        return dialog && QTest::qWaitFor([dialog] { return line(*dialog)->hasFocus(); }) ? dialog : nullptr;
    }
    [[nodiscard]] static QLineEdit *line(const QWidget &dialog)
    {
        return dialog.findChild<QLineEdit *>(u"tenantId"_s);
    }
    [[nodiscard]] static QString text(const QWidget &dialog, const QString &name)
    {
        const auto *label = dialog.findChild<QLabel *>(name);
        return label->isVisible() ? label->text() : QString();
    }
    [[nodiscard]] static QPushButton *goOn(const QWidget &dialog)
    {
        return dialog.findChild<QPushButton *>(u"tenantGoOn"_s);
    }
    /// What the plan says of its line of this number.
    [[nodiscard]] static QString planned(const QWidget &dialog, int at)
    {
        const auto *value = dialog.findChild<ElidedLabel *>(u"fact.plan%1"_s.arg(at));
        return value ? value->text() : QString();
    }
    [[nodiscard]] InterventionDialog *lever() const { return window.findChild<InterventionDialog *>(); }
    [[nodiscard]] QModelIndex row(const QString &ns) const
    {
        const auto *view = find<BoardView>(u"boardView"_s);
        for (int at = 0; at < view->model()->rowCount(); ++at)
            if (const QModelIndex index = view->model()->index(at, 0);
                index.data(BoardModel::NamespaceRole) == ns)
                return index;
        return {};
    }
};

bool hasReceipt(const InterventionDialog &dialog)
{
    return dialog.findChild<ReceiptPanel *>(u"receipt"_s)->isVisible();
}

QString receipt(const InterventionDialog &dialog)
{
    return dialog.findChild<CopyButton *>(u"copyReceipt"_s)->copied();
}

} // namespace

class TestTenantDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { putOnLook(); }
    void setsUpATenantByTheKeyboard();
    void aBadIdIsSaidAtOnce();
    void ofOneThatIsThereOnlyWhatDiffersIsPlanned();
    void whatIsTypedMeanwhileIsPlannedAnew();
    void whoeverIsNoOperatorSeesItOff();
    void anOutageIsSaidAndTriedAgain();
    void aDeletedNamespaceLeavesTheBoard();
    void whatTheRunbookKeepsIsOff();
};

void TestTenantDialog::setsUpATenantByTheKeyboard()
{
    TenantWorld world;
    QVERIFY(world.signIn());
    ShownTenants shown(world);
    TenantDialog *dialog = shown.open();
    QVERIFY(dialog);
    QCOMPARE(shown.find<Navigator>(u"pages"_s)->place(), Place::runbook());
    QCOMPARE(ShownTenants::text(*dialog, u"tenantNeeded"_s), u"Still needed: an id."_s);
    QTest::keyClicks(ShownTenants::line(*dialog), u"nova"_s);
    QTRY_COMPARE(ShownTenants::text(*dialog, u"tenantTotals"_s), u"4 to add"_s);
    QCOMPARE(ShownTenants::planned(*dialog, 0), nova);
    QCOMPARE(ShownTenants::planned(*dialog, 1), u"30 d"_s);
    QCOMPARE(ShownTenants::planned(*dialog, 3), u"on, to s3://sm-nova-temporal-archive"_s);
    QVERIFY2(ShownTenants::text(*dialog, u"tenantRule"_s).contains(u"tenant-*"_s),
             qPrintable(ShownTenants::text(*dialog, u"tenantRule"_s)));
    keepPictures(*dialog, u"new-tenant"_s);
    QCOMPARE(world.server.calls(registerMethod), 0);
    QTest::keyClick(ShownTenants::line(*dialog), Qt::Key_Return);

    QTRY_VERIFY(shown.lever());
    InterventionDialog &lever = *shown.lever();
    QCOMPARE(lever.windowTitle(), u"Set up tenant-nova as the runbook says?"_s);
    QTRY_COMPARE(ShownTenants::planned(lever, 0), nova);
    auto *reason = lever.findChild<QLineEdit *>(u"reason"_s);
    QTRY_VERIFY(reason->hasFocus());
    QTest::keyClicks(reason, u"INC-7 new customer"_s);
    lever.findChild<QLineEdit *>(u"typedId"_s)->setText(nova);
    QVERIFY2(shownTexts(lever).join(u'\n').contains(u"The address of its archive can never be changed."_s),
             qPrintable(shownTexts(lever).join(u'\n')));
    keepPictures(lever, u"set-up-tenant"_s);
    auto *act = lever.findChild<QPushButton *>(u"act"_s);
    QTRY_VERIFY(act->isEnabled());
    QTest::mouseClick(act, Qt::LeftButton);
    QTRY_VERIFY(hasReceipt(lever));
    QVERIFY2(receipt(lever).startsWith(u"Done: The namespace is made, and is as it was to be."_s),
             qPrintable(receipt(lever)));
    keepPictures(lever, u"tenant-set-up"_s);
    QCOMPARE(world.server.calls(registerMethod), 1);
    lever.close();

    dialog = shown.open();
    QVERIFY(dialog);
    QTest::keyClicks(ShownTenants::line(*dialog), u"nova"_s);
    QTRY_COMPARE(ShownTenants::text(*dialog, u"tenantTotals"_s), u"nothing to do: it is as it is to be"_s);
    QVERIFY(!ShownTenants::goOn(*dialog)->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Escape);
}

void TestTenantDialog::aBadIdIsSaidAtOnce()
{
    TenantWorld world;
    QVERIFY(world.signIn());
    ShownTenants shown(world);
    TenantDialog *dialog = shown.open();
    QVERIFY(dialog);
    world.server.forgetCalls();
    const QStringList bad{u"<b>nova</b><img src=x>"_s, u"Nova"_s, nova, u"n\u202eova"_s, QString(44, u'a')};
    for (const QString &id : bad) {
        ShownTenants::line(*dialog)->setText(id);
        QVERIFY2(!ShownTenants::text(*dialog, u"tenantRefusal"_s).isEmpty(), qPrintable(id));
        QVERIFY(!ShownTenants::goOn(*dialog)->isEnabled());
        QTest::qWait(400); // longer than it waits for more letters
    }
    for (const fake::RecordedCall &call : world.server.recorded(u"DescribeNamespace"_s))
        QVERIFY2(!call.request.contains(u"nova"_s, Qt::CaseInsensitive) && !call.request.contains(bad.back()),
                 qPrintable(call.request));
    QCOMPARE(world.server.calls(u"ListSearchAttributes"_s) + world.server.calls(registerMethod), 0);
    ShownTenants::line(*dialog)->setText(bad.front());
    QVERIFY2(ShownTenants::text(*dialog, u"tenantRefusal"_s).contains(u"<b>nova</b>"_s), "markup is text");
    keepPictures(*dialog, u"new-tenant-refused"_s);
    QTest::keyClick(dialog, Qt::Key_Escape);
}

void TestTenantDialog::ofOneThatIsThereOnlyWhatDiffersIsPlanned()
{
    TenantWorld world;
    QVERIFY(world.signIn());
    world.server.setArchival(ConsoleWorld::tenant, {true, u"s3://another"_s});
    ShownTenants shown(world);
    TenantDialog *dialog = shown.open();
    QVERIFY(dialog);
    QTest::keyClicks(ShownTenants::line(*dialog), u"acme"_s);
    QTRY_COMPARE(ShownTenants::text(*dialog, u"tenantTotals"_s), u"1 to add, 1 impossible"_s);
    const QString all = shownTexts(*dialog).join(u'\n');
    QVERIFY2(all.contains(u"= retention"_s) && all.contains(u"+ description"_s) &&
                 all.contains(u"! archival"_s),
             qPrintable(all));
    QVERIFY(ShownTenants::goOn(*dialog)->isEnabled());
    keepPictures(*dialog, u"tenant-impossible"_s);
    QTest::keyClick(dialog, Qt::Key_Escape);
}

void TestTenantDialog::whatIsTypedMeanwhileIsPlannedAnew()
{
    TenantWorld world;
    QVERIFY(world.signIn());
    ShownTenants shown(world);
    TenantDialog *dialog = shown.open();
    QVERIFY(dialog);
    QTest::keyClicks(ShownTenants::line(*dialog), u"acme"_s);
    QTRY_VERIFY(ShownTenants::goOn(*dialog)->isEnabled());
    QTest::keyClicks(ShownTenants::line(*dialog), u"2"_s);
    QVERIFY(!ShownTenants::goOn(*dialog)->isEnabled()); // until that one was looked for
    QVERIFY(ShownTenants::text(*dialog, u"tenantTotals"_s).isEmpty());
    QTRY_COMPARE(ShownTenants::text(*dialog, u"tenantTotals"_s), u"4 to add"_s);
    QCOMPARE(ShownTenants::planned(*dialog, 0), u"tenant-acme2"_s);
    QTest::keyClick(dialog, Qt::Key_Escape);
}

void TestTenantDialog::whoeverIsNoOperatorSeesItOff()
{
    TenantWorld world;
    world.idp.groups = {u"guests"_s};
    QVERIFY(world.signIn());
    ShownTenants shown(world);
    TenantDialog *dialog = shown.open();
    QVERIFY(dialog);
    QTest::keyClicks(ShownTenants::line(*dialog), u"nova"_s);
    QTRY_COMPARE(ShownTenants::text(*dialog, u"tenantTotals"_s), u"4 to add"_s); // the plan may be read
    QVERIFY(!ShownTenants::goOn(*dialog)->isEnabled());
    QCOMPARE(ShownTenants::text(*dialog, u"tenantNeeded"_s), u"Off: needs groups = platform-team"_s);
    QTest::keyClick(dialog, Qt::Key_Escape);
}

void TestTenantDialog::anOutageIsSaidAndTriedAgain()
{
    TenantWorld world;
    QVERIFY(world.signIn());
    ShownTenants shown(world);
    TenantDialog *dialog = shown.open();
    QVERIFY(dialog);
    // However often the watch asks meanwhile.
    world.server.failNext(u"DescribeNamespace"_s, u"PERMISSION_DENIED"_s, u"no"_s,
                          fake::TemporalServer::always);
    QTest::keyClicks(ShownTenants::line(*dialog), u"nova"_s);
    QTRY_COMPARE(ShownTenants::text(*dialog, u"tenantNeeded"_s), u"The namespace could not be read."_s);
    QVERIFY(!ShownTenants::goOn(*dialog)->isEnabled());
    world.server.clearFaults();
    ShownTenants::line(*dialog)->setText(u"novae"_s);
    QTRY_VERIFY(ShownTenants::goOn(*dialog)->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Escape);
}

void TestTenantDialog::aDeletedNamespaceLeavesTheBoard()
{
    TenantWorld world;
    QVERIFY(world.signIn());
    const QString doomed = u"tenant-doomed"_s;
    NamespaceInfo info;
    info.name = doomed;
    info.id = u"d00d"_s;
    info.state = NamespaceState::Registered;
    info.retention = 720h;
    std::vector<NamespaceInfo> all = await(world.client->listNamespaces(Purpose::Operator)).value();
    all.push_back(info);
    world.server.setNamespaces(all);
    world.idp.writePermissions = {doomed + u":admin"_s};
    QVERIFY(world.look(61s));
    ShownTenants shown(world);
    QTRY_VERIFY(shown.row(doomed).isValid());
    auto *view = shown.find<BoardView>(u"boardView"_s);
    view->setCurrentIndex(shown.row(doomed));
    view->setFocus();
    QTest::keyClick(view, Qt::Key_F10, Qt::ShiftModifier);
    QPointer<QMenu> menu = shown.find<QMenu>(u"boardMenu"_s);
    QVERIFY(menu);
    auto *entry = menu->findChild<QAction *>(u"deleteNamespace"_s);
    QVERIFY2(entry && entry->isEnabled(), qPrintable(entry ? entry->text() : QString()));
    keepPictures(*menu, u"namespace-menu-all"_s);
    menu->setActiveAction(entry);
    QTest::keyClick(menu, Qt::Key_Return);
    QTRY_VERIFY(shown.lever());
    InterventionDialog &lever = *shown.lever();
    QTRY_COMPARE(lever.findChild<ElidedLabel *>(u"fact.schedules"_s)->text(), u"0"_s);
    lever.findChild<QLineEdit *>(u"reason"_s)->setText(u"INC-7 left"_s);
    lever.findChild<QLineEdit *>(u"typedId"_s)->setText(doomed);
    keepPictures(lever, u"delete-namespace"_s);
    auto *act = lever.findChild<QPushButton *>(u"act"_s);
    QTRY_VERIFY(act->isEnabled());
    QTest::mouseClick(act, Qt::LeftButton);
    QTRY_VERIFY(hasReceipt(lever));
    QVERIFY2(receipt(lever).startsWith(u"Done: It is deleted"_s), qPrintable(receipt(lever)));
    keepPictures(lever, u"namespace-deleted"_s);
    QCOMPARE(world.server.calls(deleteMethod), 1);
    lever.close();
    QTRY_VERIFY_WITH_TIMEOUT(!shown.row(doomed).isValid(), 20'000);
    QVERIFY(!world.watch->namespaceSample(doomed));
}

void TestTenantDialog::whatTheRunbookKeepsIsOff()
{
    TenantWorld world;
    world.idp.writePermissions = {ConsoleWorld::staging + u":admin"_s};
    QVERIFY(world.signIn());
    ShownTenants shown(world);
    auto *view = shown.find<BoardView>(u"boardView"_s);
    view->setCurrentIndex(shown.row(ConsoleWorld::staging));
    view->setFocus();
    QTest::keyClick(view, Qt::Key_F10, Qt::ShiftModifier);
    const QPointer<QMenu> menu = shown.find<QMenu>(u"boardMenu"_s);
    QVERIFY(menu);
    const auto *entry = menu->findChild<QAction *>(u"deleteNamespace"_s);
    QVERIFY(entry && !entry->isEnabled());
    QVERIFY2(entry->text().contains(u"the runbook wants it to exist"_s), qPrintable(entry->text()));
    QVERIFY(menu->findChild<QAction *>(u"deprecateNamespace"_s)->isEnabled());
    menu->close();
}

QTEST_MAIN(TestTenantDialog)
#include "tst_tenantdialog.moc"
