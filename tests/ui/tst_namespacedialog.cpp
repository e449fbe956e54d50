// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/leverkind.h"
#include "tests/ui/consoleworld.h"
#include "tests/ui/look.h"
#include "tests/ui/shownwindow.h"
#include "ui/board/boardview.h"
#include "ui/interventions/interventiondialog.h"
#include "ui/interventions/interventionform.h"
#include "ui/interventions/receiptpanel.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/elidedlabel.h"

#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>

using namespace signalbox;
using namespace signalbox::test;
using namespace Qt::StringLiterals;

namespace {

const QString updateMethod = u"UpdateNamespace"_s;

/// The window with the board on a namespace's row, of a person whose sign-in for interventions grants `role`.
class OnNamespace
{
public:
    explicit OnNamespace(const QString &role = u"admin"_s)
    {
        world.idp.writePermissions = {ConsoleWorld::staging + u':' + role};
    }
    [[nodiscard]] bool show()
    {
        if (!world.signIn())
            return false;
        shown = std::make_unique<ShownWindow>(world);
        auto *view = shown->window.findChild<BoardView *>(u"boardView"_s);
        for (int row = 0; row < view->model()->rowCount(); ++row)
            if (const QModelIndex index = view->model()->index(row, 0);
                index.data(BoardModel::NamespaceRole) == ConsoleWorld::staging)
                view->setCurrentIndex(index);
        view->setFocus();
        return view->currentIndex().data(BoardModel::NamespaceRole) == ConsoleWorld::staging &&
               QTest::qWaitFor([view] { return view->hasFocus(); });
    }
    /// By the keyboard alone.
    [[nodiscard]] QMenu *menu() const
    {
        auto *view = shown->window.findChild<BoardView *>(u"boardView"_s);
        if (!QTest::qWaitFor([&] { return shown->window.isActiveWindow() && view->hasFocus(); }, 30'000))
            return nullptr;
        QTest::keyClick(view, Qt::Key_F10, Qt::ShiftModifier);
        return shown->window.findChild<QMenu *>(u"boardMenu"_s);
    }
    [[nodiscard]] static QAction *entry(const QMenu &menu, const QString &name)
    {
        return menu.findChild<QAction *>(name);
    }
    [[nodiscard]] InterventionDialog *open(const QString &name) const
    {
        QMenu *of = menu();
        if (!of)
            return nullptr;
        of->setActiveAction(entry(*of, name));
        QTest::keyClick(of, Qt::Key_Return);
        return shown->window.findChild<InterventionDialog *>();
    }

    ConsoleWorld world;
    std::unique_ptr<ShownWindow> shown;
};

QLineEdit *line(const InterventionDialog &dialog, const QString &name)
{
    return dialog.findChild<QLineEdit *>(name);
}

QString fact(const InterventionDialog &dialog, const QString &name)
{
    return dialog.findChild<ElidedLabel *>(u"fact."_s + name)->text();
}

QString needed(const InterventionDialog &dialog)
{
    return dialog.findChild<QLabel *>(u"needed"_s)->text();
}

QString receipt(const InterventionDialog &dialog)
{
    return dialog.findChild<CopyButton *>(u"copyReceipt"_s)->copied();
}

bool hasReceipt(const InterventionDialog &dialog)
{
    return dialog.findChild<ReceiptPanel *>(u"receipt"_s)->isVisible();
}

/// Into the field that has the focus, and on by Tab to the next one that is named.
void typeInto(InterventionDialog &dialog, const QString &name, const QString &text)
{
    QLineEdit *field = line(dialog, name);
    for (int i = 0; i < 20 && !field->hasFocus(); ++i)
        QTest::keyClick(dialog.focusWidget(), Qt::Key_Tab);
    QTest::keySequence(field, QKeySequence::SelectAll);
    QTest::keyClicks(field, text);
}

} // namespace

class TestNamespaceDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { putOnLook(); }
    void changesTheRetentionByTheKeyboard();
    void twoLinesMakeAChange_data();
    void twoLinesMakeAChange();
    void beginsWithWhatTheNamespaceSays();
    void aLineNobodyTouchedFollowsWhatIsRead();
    void aLineBeginsWithWhatIsWantedOfIt();
    void whoeverLacksTheRoleIsToldAndThenItIsOff();
    void whatChangesMeanwhileIsShownAndStopsIt();
    void aQueuesMenuHasNone();
};

void TestNamespaceDialog::changesTheRetentionByTheKeyboard()
{
    OnNamespace at;
    QVERIFY(at.show());
    InterventionDialog *dialog = at.open(u"changeRetention"_s);
    QVERIFY(dialog);
    QTRY_VERIFY(fact(*dialog, u"retention"_s) != u"–"_s);
    QCOMPARE(dialog->windowTitle(), u"Change the retention of stratmaster-staging?"_s);
    QTRY_VERIFY(line(*dialog, u"reason"_s)->hasFocus());
    QVERIFY2(needed(*dialog).contains(u"another retention than it has"_s), qPrintable(needed(*dialog)));
    QTest::keyClicks(line(*dialog, u"reason"_s), u"INC-7"_s);
    typeInto(*dialog, u"retentionDays"_s, u"a month"_s);
    QVERIFY2(needed(*dialog).contains(u"a retention of whole days"_s), qPrintable(needed(*dialog)));
    typeInto(*dialog, u"retentionDays"_s, u"30"_s);
    typeInto(*dialog, u"typedId"_s, u"stratmaster-stagin"_s);
    QVERIFY2(needed(*dialog).contains(u"the namespace's name, typed"_s), qPrintable(needed(*dialog)));
    typeInto(*dialog, u"typedId"_s, ConsoleWorld::staging);
    QCOMPARE(needed(*dialog), QString());
    keepPictures(*dialog, u"change-retention"_s);
    QCOMPARE(dialog->findChild<CopyButton *>(u"copyCommand"_s)->copied(),
             u"temporal operator namespace update --namespace stratmaster-staging --retention 720h"_s);
    QVERIFY(shownTexts(*dialog).join(u'\n').contains(u"Runs that close from now on are kept for 30 d"_s));
    auto *act = dialog->findChild<QPushButton *>(u"act"_s);
    for (int i = 0; i < 20 && !act->hasFocus(); ++i)
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QTest::keyClick(act, Qt::Key_Space);
    QTRY_VERIFY(hasReceipt(*dialog));
    QVERIFY2(receipt(*dialog).startsWith(u"Done: Its retention is 30 d."_s), qPrintable(receipt(*dialog)));
    QVERIFY(receipt(*dialog).contains(u"namespace: stratmaster-staging"_s));
    QCOMPARE(at.world.server.calls(updateMethod), 1);
    keepPictures(*dialog, u"retention-changed"_s);
}

void TestNamespaceDialog::twoLinesMakeAChange_data()
{
    QTest::addColumn<QStringList>("fields"); // of the form
    QTest::addColumn<QStringList>("bad");
    QTest::addColumn<QStringList>("good");
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("sent");
    QTest::newRow("changeNamespaceData")
        << QStringList{u"dataKey"_s, u"dataValue"_s} << QStringList{u"runbook = "_s, u"x"_s}
        << QStringList{u"runbook"_s, u"<b>page 7</b>"_s} << updateMethod << u"value: \"<b>page 7</b>\""_s;
    QTest::newRow("addSearchAttribute")
        << QStringList{u"attributeName"_s, u"attributeType"_s} << QStringList{u"CustomerId"_s, u"Number"_s}
        << QStringList{u"CustomerId"_s, u"Keyword"_s} << u"AddSearchAttributes"_s << u"CustomerId"_s;
}

void TestNamespaceDialog::twoLinesMakeAChange()
{
    QFETCH(const QStringList, fields);
    QFETCH(const QStringList, bad);
    QFETCH(const QStringList, good);
    QFETCH(const QString, method);
    QFETCH(const QString, sent);
    const QString action = QString::fromLatin1(QTest::currentDataTag());
    OnNamespace at;
    QVERIFY(at.show());
    InterventionDialog *dialog = at.open(action);
    QVERIFY(dialog);
    QTRY_VERIFY(fact(*dialog, u"retention"_s) != u"–"_s);
    QTRY_VERIFY(line(*dialog, u"reason"_s)->hasFocus());
    QTest::keyClicks(line(*dialog, u"reason"_s), u"INC-7"_s);
    for (int i = 0; i < 2; ++i)
        typeInto(*dialog, fields[i], bad[i]);
    typeInto(*dialog, u"typedId"_s, ConsoleWorld::staging);
    QVERIFY(!needed(*dialog).isEmpty());
    auto *act = dialog->findChild<QPushButton *>(u"act"_s);
    QVERIFY(!act->isEnabled());
    for (int i = 0; i < 2; ++i)
        typeInto(*dialog, fields[i], good[i]);
    QCOMPARE(needed(*dialog), QString());
    keepPictures(*dialog, action);
    for (int i = 0; i < 20 && !act->hasFocus(); ++i)
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QTest::keyClick(act, Qt::Key_Space);
    QTRY_VERIFY(hasReceipt(*dialog));
    QVERIFY2(receipt(*dialog).startsWith(u"Done: "_s), qPrintable(receipt(*dialog)));
    const auto calls = at.world.server.recorded(method);
    QCOMPARE(calls.size(), std::size_t(1));
    QVERIFY2(calls.front().request.contains(sent), qPrintable(calls.front().request));
}

void TestNamespaceDialog::beginsWithWhatTheNamespaceSays()
{
    OnNamespace at;
    QVERIFY(at.show());
    InterventionDialog *dialog = at.open(u"describeNamespace"_s);
    QVERIFY(dialog);
    QTRY_VERIFY(fact(*dialog, u"retention"_s) != u"–"_s);
    const QString description = line(*dialog, u"description"_s)->text();
    QCOMPARE(description.isEmpty() ? u"–"_s : description, fact(*dialog, u"description"_s));
    QVERIFY(!dialog->holdsText());
    typeInto(*dialog, u"ownerEmail"_s, u"<b>ops</b>@example.org"_s);
    QVERIFY(dialog->holdsText());
    keepPictures(*dialog, u"describe-namespace"_s);
}

/// So it is not sent, and nothing that somebody else changed meanwhile is set back.
void TestNamespaceDialog::aLineNobodyTouchedFollowsWhatIsRead()
{
    const InterventionTarget target{InterventionTarget::Act::DescribeNamespace, ConsoleWorld::staging};
    const auto read = [](const QString &description, const QString &owner) {
        SeenConfig seen;
        seen.config.info.description = description;
        seen.config.info.ownerEmail = owner;
        return Seen(seen);
    };
    InterventionForm form(target, Environment::Staging);
    auto *description = form.findChild<QLineEdit *>(u"description"_s);
    auto *owner = form.findChild<QLineEdit *>(u"ownerEmail"_s);
    QVERIFY(description && owner);
    owner->setText(u"ops@example.org"_s); // before it was read at all
    QVERIFY(form.hasText());
    form.setSeen(read(u"ours"_s, u"ada@example.org"_s));
    QCOMPARE(description->text(), u"ours"_s);
    QCOMPARE(owner->text(), u"ops@example.org"_s);
    const Seen later = read(u"theirs"_s, u"eve@example.org"_s);
    form.setSeen(later);
    QCOMPARE(description->text(), u"theirs"_s);
    QCOMPARE(owner->text(), u"ops@example.org"_s);
    const auto intent = [&] {
        QJsonObject made;
        if (const auto lever = kindOf(target.act).make(target, later, form.values()))
            lever->addTo(made);
        return made;
    };
    QCOMPARE(intent()[u"owner"_s].toString(), u"ops@example.org"_s);
    QVERIFY(!intent().contains(u"description"_s));
    description->setText(u"ours"_s); // as it was, but by hand
    QCOMPARE(intent()[u"description"_s].toString(), u"ours"_s);
    description->setText(u"theirs"_s);
    owner->setText(u"eve@example.org"_s);
    QVERIFY(!form.hasText());
}

void TestNamespaceDialog::aLineBeginsWithWhatIsWantedOfIt()
{
    InterventionTarget target{InterventionTarget::Act::DescribeNamespace, ConsoleWorld::staging};
    target.wish.ownerEmail = u"ops@example.org"_s;
    const auto read = [](const QString &description, const QString &owner) {
        SeenConfig seen;
        seen.config.info.description = description;
        seen.config.info.ownerEmail = owner;
        return Seen(seen);
    };
    InterventionForm form(target, Environment::Staging);
    auto *description = form.findChild<QLineEdit *>(u"description"_s);
    auto *owner = form.findChild<QLineEdit *>(u"ownerEmail"_s);
    QVERIFY(description && owner);
    QCOMPARE(owner->text(), QString()); // before it was read, nothing is promised
    form.setSeen(read(u"ours"_s, u"ada@example.org"_s));
    QCOMPARE(description->text(), u"ours"_s);
    QCOMPARE(owner->text(), u"ops@example.org"_s);
    QCOMPARE(form.values().lines, (QStringList{u"ours"_s, u"ops@example.org"_s}));
    QVERIFY(!form.hasText()); // nobody typed it
    owner->setText(u"mine@example.org"_s);
    QVERIFY(form.hasText());
    form.setSeen(read(u"theirs"_s, u"eve@example.org"_s));
    QCOMPARE(description->text(), u"theirs"_s);
    QCOMPARE(owner->text(), u"mine@example.org"_s); // once alone
    owner->setText(u"ops@example.org"_s);
    QVERIFY(!form.hasText());
}

void TestNamespaceDialog::whoeverLacksTheRoleIsToldAndThenItIsOff()
{
    OnNamespace at(u"write"_s);
    QVERIFY(at.show());
    InterventionDialog *dialog = at.open(u"deprecateNamespace"_s);
    QVERIFY(dialog);
    QTRY_VERIFY(fact(*dialog, u"retention"_s) != u"–"_s);
    QVERIFY(shownTexts(*dialog).join(u'\n').contains(u"It can't be taken back"_s));
    line(*dialog, u"reason"_s)->setText(u"INC-7"_s);
    line(*dialog, u"typedId"_s)->setText(ConsoleWorld::staging);
    keepPictures(*dialog, u"deprecate-namespace"_s);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"act"_s), Qt::LeftButton);
    QTRY_VERIFY(hasReceipt(*dialog));
    QVERIFY2(receipt(*dialog).contains(u"lacks the role stratmaster-staging:admin"_s),
             qPrintable(receipt(*dialog)));
    QCOMPARE(at.world.server.calls(updateMethod), 0);
    dialog->close();
    QMenu *menu = at.menu();
    QVERIFY(menu);
    const QAction *entry = OnNamespace::entry(*menu, u"deprecateNamespace"_s);
    QVERIFY(!entry->isEnabled());
    QVERIFY2(entry->text().startsWith(u"Deprecate stratmaster-staging… ("_s), qPrintable(entry->text()));
    QVERIFY2(entry->text().contains(u"needs the role stratmaster-staging:admin"_s),
             qPrintable(entry->text()));
    keepPictures(*menu, u"namespace-menu"_s);
    menu->close();
}

void TestNamespaceDialog::whatChangesMeanwhileIsShownAndStopsIt()
{
    OnNamespace at;
    QVERIFY(at.show());
    InterventionDialog *dialog = at.open(u"changeRetention"_s);
    QVERIFY(dialog);
    QTRY_VERIFY(fact(*dialog, u"retention"_s) != u"–"_s);
    line(*dialog, u"reason"_s)->setText(u"INC-7"_s);
    line(*dialog, u"retentionDays"_s)->setText(u"30"_s);
    line(*dialog, u"typedId"_s)->setText(ConsoleWorld::staging);
    at.world.server.setNamespaces({}); // deleted between look and click
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"act"_s), Qt::LeftButton);
    QTRY_VERIFY(hasReceipt(*dialog));
    QVERIFY2(receipt(*dialog).startsWith(u"Lost race: The namespace no longer exists; nothing was sent."_s),
             qPrintable(receipt(*dialog)));
    QCOMPARE(at.world.server.calls(updateMethod), 0);
}

void TestNamespaceDialog::aQueuesMenuHasNone()
{
    OnNamespace at;
    QVERIFY(at.show());
    auto *view = at.shown->window.findChild<BoardView *>(u"boardView"_s);
    const QModelIndex ns = view->currentIndex();
    view->expand(ns);
    QVERIFY(view->model()->rowCount(ns) > 0);
    view->setCurrentIndex(view->model()->index(0, 0, ns));
    QMenu *menu = at.menu();
    QVERIFY(menu);
    QVERIFY(!OnNamespace::entry(*menu, u"changeRetention"_s));
    menu->close();
}

QTEST_MAIN(TestNamespaceDialog)
#include "tst_namespacedialog.moc"
