// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/look.h"
#include "tests/ui/shownrunbook.h"
#include "ui/interventions/interventiondialog.h"
#include "ui/interventions/receiptpanel.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/elidedlabel.h"

#include <QLabel>
#include <QMenu>
#include <QPushButton>

// What puts a drift right, from its row on the page Runbook.

using namespace signalbox;
using namespace signalbox::test;

namespace {

/// Of staging another retention than the runbook's 7 d, and nothing archives the tenant yet.
struct WrongWorld : ConsoleWorld
{
    WrongWorld()
    {
        server.setNamespaces({registered(prod, 30), registered(tenant, 30), registered(staging, 5)});
        idp.writePermissions = {staging + u":admin"_s, tenant + u":admin"_s, dev + u":admin"_s};
    }

    static NamespaceInfo registered(const QString &name, int days)
    {
        NamespaceInfo info;
        info.name = name;
        info.state = NamespaceState::Registered;
        info.retention = std::chrono::hours(24 * days);
        return info;
    }

    static inline const QString dev = u"stratmaster-dev"_s;
};

struct ShownLevers : ShownRunbook
{
    using ShownRunbook::ShownRunbook;

    [[nodiscard]] InterventionDialog *dialog() const
    {
        InterventionDialog *found = nullptr;
        return QTest::qWaitFor([&] { return (found = window.findChild<InterventionDialog *>()); }) ? found
                                                                                                   : nullptr;
    }
    [[nodiscard]] QPushButton *lever() const { return find<QPushButton>(u"driftLever"_s); }
    /// By the keyboard.
    [[nodiscard]] QMenu *menu() const
    {
        QTest::keyClick(table(), Qt::Key_F10, Qt::ShiftModifier);
        return window.findChild<QMenu *>(u"driftMenu"_s);
    }
};

QString fact(const InterventionDialog &dialog, const QString &name)
{
    const auto *found = dialog.findChild<ElidedLabel *>(u"fact."_s + name);
    return found ? found->text() : QString();
}

QLineEdit *line(const InterventionDialog &dialog, const QString &name)
{
    return dialog.findChild<QLineEdit *>(name);
}

} // namespace

class TstDriftLever : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    static void initTestCase() { putOnLook(); }
    void enterChangesTheRetentionToWhatTheRunbookSays();
    void theButtonSwitchesArchivalOn();
    void theMenuMakesWhatIsMissing();
    void whoMayNotSeesItOff();
    void whatHoldsHasNone();
};

void TstDriftLever::enterChangesTheRetentionToWhatTheRunbookSays()
{
    WrongWorld world;
    QVERIFY(world.signIn());
    ShownLevers shown(world);
    shown.await();
    shown.choose(u"retention stratmaster-staging"_s);
    QCOMPARE(shown.lever()->text(), u"Change the retention…"_s);
    keepPictures(shown.window, u"drift-lever"_s);
    QTest::keyClick(shown.table(), Qt::Key_Return);
    InterventionDialog *dialog = shown.dialog();
    QVERIFY(dialog);
    QTRY_COMPARE(fact(*dialog, u"retention"_s), u"5 d"_s);
    QCOMPARE(dialog->windowTitle(), u"Change the retention of stratmaster-staging?"_s);
    QCOMPARE(line(*dialog, u"retentionDays"_s)->text(), u"7"_s);
    QVERIFY(!dialog->holdsText()); // nobody typed it: it goes without a question
    QVERIFY(shown.place() == Place::runbook());
    line(*dialog, u"reason"_s)->setText(u"INC-7"_s);
    line(*dialog, u"typedId"_s)->setText(ConsoleWorld::staging);
    QVERIFY(dialog->holdsText());
    keepPictures(*dialog, u"drift-lever-dialog"_s);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"act"_s), Qt::LeftButton);
    QTRY_VERIFY(dialog->findChild<ReceiptPanel *>(u"receipt"_s)->isVisible());
    const QString receipt = dialog->findChild<CopyButton *>(u"copyReceipt"_s)->copied();
    QVERIFY2(receipt.startsWith(u"Done: Its retention is 7 d."_s), qPrintable(receipt));
    dialog->close();
    QTest::mouseClick(shown.button(u"driftCheck"_s), Qt::LeftButton);
    QVERIFY(!shown.isChecked());
    shown.await();
    QTRY_COMPARE(shown.model()->rowCount(), 1);
    QTRY_COMPARE(shown.model()->at(0).drift.state, DriftState::Holds);
    QVERIFY(!shown.lever()->isVisible());
}

void TstDriftLever::theButtonSwitchesArchivalOn()
{
    WrongWorld world;
    QVERIFY(world.signIn());
    ShownLevers shown(world);
    shown.await();
    shown.choose(u"archival tenant-acme"_s);
    QCOMPARE(shown.lever()->text(), u"Switch archival on…"_s);
    QVERIFY(shown.lever()->isEnabled());
    QTest::mouseClick(shown.lever(), Qt::LeftButton);
    InterventionDialog *dialog = shown.dialog();
    QVERIFY(dialog);
    QCOMPARE(dialog->windowTitle(), u"Set up tenant-acme as the runbook says?"_s);
    const auto says = [dialog](const QString &words) {
        return shownTexts(*dialog).join(u'\n').contains(words);
    };
    QTRY_VERIFY(says(u"s3://sm-acme-temporal-archive"_s));
    QVERIFY(!says(u"Dedicated tenant workflows"_s)); // which is another row's
    line(*dialog, u"reason"_s)->setText(u"INC-7"_s);
    line(*dialog, u"typedId"_s)->setText(ConsoleWorld::tenant);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"act"_s), Qt::LeftButton);
    QTRY_VERIFY(dialog->findChild<ReceiptPanel *>(u"receipt"_s)->isVisible());
    const QString receipt = dialog->findChild<CopyButton *>(u"copyReceipt"_s)->copied();
    QVERIFY2(receipt.startsWith(u"Done: "_s), qPrintable(receipt));
}

void TstDriftLever::theMenuMakesWhatIsMissing()
{
    WrongWorld world;
    QVERIFY(world.signIn());
    ShownLevers shown(world);
    shown.await();
    shown.choose(u"stratmaster-dev exists"_s);
    QMenu *menu = shown.menu();
    QVERIFY(menu);
    keepPictures(*menu, u"drift-menu"_s);
    auto *entry = menu->findChild<QAction *>(u"driftMenuLever"_s);
    QVERIFY(entry && entry->isEnabled());
    QCOMPARE(entry->text(), u"Create the namespace…"_s);
    menu->setActiveAction(entry);
    QTest::keyClick(menu, Qt::Key_Return);
    InterventionDialog *dialog = shown.dialog();
    QVERIFY(dialog);
    QCOMPARE(dialog->target().act, InterventionTarget::Act::SetUpNamespace);
    QCOMPARE(dialog->target().wish.retention, std::optional<std::chrono::seconds>(72h));
    QTRY_VERIFY(shownTexts(*dialog).join(u'\n').contains(u"Local development"_s));
    dialog->close();
}

void TstDriftLever::whoMayNotSeesItOff()
{
    WrongWorld world;
    world.idp.groups = {u"visitors"_s};
    QVERIFY(world.signIn());
    ShownLevers shown(world);
    shown.await();
    shown.choose(u"retention stratmaster-staging"_s);
    QVERIFY(shown.lever()->isVisible() && !shown.lever()->isEnabled());
    QCOMPARE(shown.text(u"driftLeverOff"_s), u"Off: needs groups = platform-team"_s);
    QMenu *menu = shown.menu();
    QVERIFY(menu);
    const auto *entry = menu->findChild<QAction *>(u"driftMenuLever"_s);
    QVERIFY(entry && !entry->isEnabled());
    QCOMPARE(entry->text(), u"Change the retention… (needs groups = platform-team)"_s);
    menu->close();
    // Enter still leads to where it is looked into.
    QTest::keyClick(shown.table(), Qt::Key_Return);
    QTRY_COMPARE(shown.place().page, Place::Page::Workflows);
    QVERIFY(!shown.window.findChild<InterventionDialog *>());
}

void TstDriftLever::whatHoldsHasNone()
{
    WrongWorld world;
    QVERIFY(world.signIn());
    ShownLevers shown(world);
    shown.await();
    shown.choose(u"retention stratmaster-prod"_s);
    QCOMPARE(shown.model()->at(0).drift.state, DriftState::Holds);
    QVERIFY(!shown.lever()->isVisible());
    QMenu *menu = shown.menu();
    QVERIFY(menu);
    QVERIFY(!menu->findChild<QAction *>(u"driftMenuLever"_s));
    menu->close();
}

QTEST_MAIN(TstDriftLever)
#include "tst_driftlever.moc"
