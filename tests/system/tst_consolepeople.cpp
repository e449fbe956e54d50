// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/dispatcher.h"
#include "tests/system/console.h"
#include "tests/unit/temporal/await.h"
#include "ui/widgets/elidedlabel.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QTemporaryDir>

// The real window on the real servers for those who may do less: what they see, and what they are told.

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

const QString prod = u"stratmaster-prod"_s;
const QString tenant = u"tenant-acme"_s;

QStringList namespacesOn(const BoardModel &board)
{
    QStringList names;
    for (int row = 0; row < board.rowCount(); ++row)
        names << board.index(row, 0).data(BoardModel::NamespaceRole).toString();
    return names;
}

/// The page of a ReviewWorkflow that waits for its reviewer.
void seesItWaiting(const Console &console)
{
    auto *status = console.await<QLabel>(u"status"_s);
    QVERIFY(status);
    QTRY_COMPARE_WITH_TIMEOUT(status->text(), u"Running"_s, 20'000);
    auto *pending = console.await<QAbstractItemView>(u"pendingActivities"_s);
    QVERIFY(pending);
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(*pending->model(), u"await_review"_s) >= 0, 20'000);
}

} // namespace

class TstConsolePeople : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aViewerSeesBoardAndWorkflow();
    void aViewersLeversAreThereAndNameTheMissingClaim();
    void aTenantsBoardIsTheTenantAlone();
    void aTenantOpensItsWorkflows();

private:
    QTemporaryDir m_home;
};

void TstConsolePeople::initTestCase()
{
    QVERIFY2(RealStack::isThere(), "no stack: eval \"$(tests/stack/stack env)\" first");
    dispatcher::init();
    Console::keepStateIn(m_home.path());
}

void TstConsolePeople::aViewerSeesBoardAndWorkflow()
{
    const QString id = uniqueId(u"review"_s);
    QVERIFY(!RealStack::start(prod, u"research_workflows"_s, u"ReviewWorkflow"_s, id).isEmpty());
    Console console(u"vic"_s);
    QVERIFY(console.signIn());
    auto &board = console.session->board();
    const QueueKey evals{prod, prod + u".evals"_s};
    QTRY_VERIFY_WITH_TIMEOUT(board.indexOf(evals).isValid(), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(
        board.indexOf(evals, BoardModel::WorkflowBacklogColumn).data().toString().toInt() > 100, 20'000);
    QCOMPARE(namespacesOn(board),
             (QStringList{u"stratmaster-dev"_s, prod, u"stratmaster-staging"_s, tenant}));

    console.openWorkflow(prod, id);
    seesItWaiting(console);
    QVERIFY(!console.find<QWidget>(u"errorPanel"_s));
}

void TstConsolePeople::aViewersLeversAreThereAndNameTheMissingClaim()
{
    const QString id = uniqueId(u"review"_s);
    QVERIFY(!RealStack::start(prod, u"research_workflows"_s, u"ReviewWorkflow"_s, id).isEmpty());
    Console console(u"vic"_s);
    QVERIFY(console.signIn());
    console.openWorkflow(prod, id);
    // With a pending activity chosen nothing but the role is missing.
    seesItWaiting(console);
    const QString reason =
        u"needs %1 = %2"_s.arg(RealStack::value("ADMIN_CLAIM"), RealStack::value("ADMIN_VALUE"));
    for (const auto &lever : {u"terminate"_s, u"complete"_s}) {
        auto *button = console.await<QAbstractButton>(lever);
        QVERIFY(button);
        QTRY_VERIFY_WITH_TIMEOUT(button->toolTip().contains(reason), 15'000);
        QCOMPARE(button->accessibleDescription(), reason);
        QVERIFY(button->isVisible() && !button->isEnabled());
        auto *beside = console.find<QLabel>(lever + u"Reason"_s);
        QVERIFY(beside);
        QCOMPARE(beside->text(), reason);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    QVERIFY(!console.find<QDialog>(u"interventionDialog"_s));
    auto *pill = console.find<QAbstractButton>(u"leverState"_s);
    QVERIFY(pill);
    QCOMPARE(pill->accessibleName(), u"levers off: "_s + reason);
    auto *history = console.find<QAbstractItemView>(u"history"_s);
    QVERIFY(history);
    QTRY_VERIFY_WITH_TIMEOUT(history->model()->rowCount() >= 5, 20'000);
    console.keepPicture(u"viewer"_s);
}

void TstConsolePeople::aTenantsBoardIsTheTenantAlone()
{
    Console console(u"tess"_s);
    QVERIFY(console.signIn());
    auto &board = console.session->board();
    const QueueKey queue{tenant, tenant + u".knowledge_ingest"_s};
    QTRY_VERIFY_WITH_TIMEOUT(board.indexOf(queue).isValid(), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(board.indexOf(queue, BoardModel::WorkflowBacklogColumn).data().toString(),
                              u"0"_s, 20'000);
    QCOMPARE(namespacesOn(board), QStringList{tenant});
    // All of it without the list of namespaces, which the server refuses her.
    const auto list = await(console.session->client().listNamespaces(Purpose::Operator));
    QVERIFY(!list);
    QCOMPARE(list.error().kind, ErrorKind::Denied);
    QTRY_COMPARE_WITH_TIMEOUT(Signal(board.indexOf(queue).data(BoardModel::SignalRole).toInt()),
                              Signal::Clear, 30'000);
    for (const auto &trouble : {u"errorPanel"_s, u"unreachable"_s, u"sessionEnded"_s})
        QVERIFY2(!console.find<QWidget>(trouble), qPrintable(trouble));
    console.keepPicture(u"tenant"_s);
}

void TstConsolePeople::aTenantOpensItsWorkflows()
{
    const QString id = uniqueId(u"review"_s);
    QVERIFY(!RealStack::start(tenant, u"knowledge_ingest"_s, u"ReviewWorkflow"_s, id).isEmpty());
    Console console(u"tess"_s);
    QVERIFY(console.signIn());
    QTRY_COMPARE_WITH_TIMEOUT(namespacesOn(console.session->board()), QStringList{tenant}, 20'000);
    QTest::mouseClick(console.await<QAbstractButton>(u"rail-workflows"_s), Qt::LeftButton);
    auto *namespaces = console.await<QComboBox>(u"namespace"_s);
    QVERIFY(namespaces);
    QCOMPARE(namespaces->count(), 1);
    QCOMPARE(namespaces->currentText(), tenant);
    auto *table = console.await<QAbstractItemView>(u"workflows"_s);
    QVERIFY(table);
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(*table->model(), id) >= 0, 30'000);
    console.keepPicture(u"tenant-workflows"_s);

    openRow(*table, table->model()->index(rowOf(*table->model(), id), 0));
    auto *shownId = console.await<ElidedLabel>(u"workflowId"_s);
    QVERIFY(shownId);
    QCOMPARE(shownId->text(), id);
    seesItWaiting(console);
    auto *history = console.await<QAbstractItemView>(u"history"_s);
    QVERIFY(history);
    QTRY_VERIFY_WITH_TIMEOUT(history->model()->rowCount() >= 5, 20'000);
    QVERIFY(!console.find<QWidget>(u"errorPanel"_s));
}

QTEST_MAIN(TstConsolePeople)
#include "tst_consolepeople.moc"
