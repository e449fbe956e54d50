// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/console.h"

#include "ui/state/uistate.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QUuid>

namespace signalbox {

using namespace Qt::StringLiterals;

void Console::keepStateIn(const QString &folder)
{
    for (const char *variable : {"XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"})
        qputenv(variable, folder.toLocal8Bit());
}

Console::Console(const QString &user)
{
    // What another person's window remembered is not what this one begins with.
    QFile::remove(uiStatePath(RealStack::profile().name));
    RealStack::signInAs(user);
    auto opened = Session::open(RealStack::profile(), keyring, clock);
    if (!opened)
        qFatal("%s", qPrintable(opened.error().detail));
    session = std::move(*opened);
    window = std::make_unique<MainWindow>(servicesOf(*session));
    window->resize(1360, 860);
    window->show();
}

bool Console::signIn()
{
    session->tokens().signIn();
    return QTest::qWaitFor([this] { return session->tokens().state() == TokenService::State::Fresh; },
                           40'000);
}

void Console::listWorkflows(const QString &ns, const QString &query) const
{
    auto *rail = await<QAbstractButton>(u"rail-workflows"_s);
    QVERIFY(rail);
    QTest::mouseClick(rail, Qt::LeftButton);
    auto *namespaces = await<QComboBox>(u"namespace"_s);
    QVERIFY(namespaces);
    QTRY_VERIFY_WITH_TIMEOUT(namespaces->findText(ns) >= 0, 20'000);
    QTest::keyClick(namespaces, Qt::Key_Home);
    while (namespaces->currentText() != ns && namespaces->currentIndex() + 1 < namespaces->count())
        QTest::keyClick(namespaces, Qt::Key_Down);
    QCOMPARE(namespaces->currentText(), ns);
    auto *text = await<QLineEdit>(u"query"_s);
    QVERIFY(text);
    QTest::keySequence(text, QKeySequence::SelectAll);
    QTest::keyClicks(text, query);
    QTest::keyClick(text, Qt::Key_Return);
}

void Console::openWorkflow(const QString &ns, const QString &id) const
{
    listWorkflows(ns, u"WorkflowId='%1'"_s.arg(id));
    auto *table = await<QAbstractItemView>(u"workflows"_s);
    QVERIFY(table);
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(*table->model(), id) >= 0, 30'000);
    openRow(*table, table->model()->index(rowOf(*table->model(), id), 0));
    QVERIFY(await<QWidget>(u"workflowPage"_s));
}

void Console::openQueue(const QueueKey &key) const
{
    auto *board = await<QAbstractItemView>(u"boardView"_s);
    QVERIFY(board);
    QModelIndexList rows;
    QTRY_VERIFY_WITH_TIMEOUT(
        !(rows = board->model()->match(board->model()->index(0, 0), BoardModel::QueueRole, key.queue, 1,
                                       Qt::MatchExactly | Qt::MatchRecursive))
             .isEmpty(),
        20'000);
    openRow(*board, rows.first());
    QVERIFY(await<QWidget>(u"queuePage"_s));
}

void Console::pull(QDialog &dialog, const QString &reason, const QString &id)
{
    QTest::keyClicks(dialog.findChild<QLineEdit *>(u"reason"_s), reason);
    QTest::keyClicks(dialog.findChild<QLineEdit *>(u"typedId"_s), id);
    auto *act = dialog.findChild<QAbstractButton *>(u"act"_s);
    QTRY_VERIFY_WITH_TIMEOUT(act->isEnabled(), 15'000);
    QTest::mouseClick(act, Qt::LeftButton);
}

void Console::keepPicture(const QString &name) const
{
    const QDir folder(qEnvironmentVariable("SIGNALBOX_ARTEFACTS", QDir::tempPath()));
    QVERIFY(folder.mkpath(u"screenshots"_s));
    QVERIFY(window->grab().save(folder.filePath(u"screenshots/system-%1.png"_s.arg(name))));
}

int rowOf(const QAbstractItemModel &model, const QString &text)
{
    for (int row = 0; row < model.rowCount(); ++row)
        for (int column = 0; column < model.columnCount(); ++column)
            if (model.index(row, column).data().toString() == text)
                return row;
    return -1;
}

void openRow(QAbstractItemView &view, const QModelIndex &row)
{
    view.scrollTo(row);
    view.setCurrentIndex(row);
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_Return);
}

QString uniqueId(const QString &what)
{
    return u"%1-%2"_s.arg(what, QUuid::createUuid().toString(QUuid::Id128).left(8));
}

} // namespace signalbox
