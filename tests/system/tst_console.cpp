// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/dispatcher.h"
#include "tests/system/console.h"
#include "ui/widgets/page.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QTemporaryDir>

// The console's real window on the real servers: what an operator does, and what is read back from history by
// the Python SDK.

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

const QString ns = u"stratmaster-prod"_s;

QJsonObject eventOf(const QList<QJsonObject> &events, const QString &type)
{
    for (const auto &event : events)
        if (event[u"eventType"_s].toString() == type)
            return event;
    return {};
}

} // namespace

class TstConsole : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theBoardShowsTheBacklog();
    void aQueueIsWatchedByHandOverARestart();
    void anAdminTerminatesAndHistoryProvesIt();
    void anAdminCompletesAStuckActivityByteForByte();
    void aKilledServerIsSaidAtOnceAndComesBackWithTheTypedTextKept();

private:
    QTemporaryDir m_home;
};

void TstConsole::initTestCase()
{
    QVERIFY2(RealStack::isThere(), "no stack: eval \"$(tests/stack/stack env)\" first");
    dispatcher::init();
    Console::keepStateIn(m_home.path());
}

void TstConsole::theBoardShowsTheBacklog()
{
    Console console(u"ada"_s);
    QVERIFY(console.signIn());
    auto &board = console.session->board();
    const QueueKey evals{ns, ns + u".evals"_s};
    QTRY_VERIFY_WITH_TIMEOUT(board.indexOf(evals).isValid(), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(board.indexOf(evals, BoardModel::WorkflowBacklogColumn).data().toString(),
                              u"150"_s, 20'000);
    const auto signal = Signal(board.indexOf(evals).data(BoardModel::SignalRole).toInt());
    QVERIFY(signal == Signal::Caution || signal == Signal::Danger);
    console.keepPicture(u"board"_s);
    console.openQueue(evals);
    QVERIFY(console.await<QWidget>(u"backlogChart"_s));
    QTest::qWait(3000);
    console.keepPicture(u"queue"_s);
}

void TstConsole::aQueueIsWatchedByHandOverARestart()
{
    const QString shortName = uniqueId(u"by-hand"_s);
    const QueueKey quiet{ns, u"%1.%2"_s.arg(ns, shortName)};
    const auto cell = [&quiet](const Console &console, int column) {
        return console.session->board().indexOf(quiet, column).data();
    };
    {
        Console console(u"ada"_s);
        QVERIFY(console.signIn());
        QTRY_VERIFY_WITH_TIMEOUT(console.session->board().indexOf({ns, {}}).isValid(), 20'000);
        QTest::keySequence(console.window.get(), QKeySequence(u"Ctrl+D"_s));
        auto *dialog = console.await<QDialog>(u"watchQueueDialog"_s);
        QVERIFY(dialog);
        auto *box = dialog->findChild<QComboBox *>(u"watchNamespace"_s);
        box->setCurrentIndex(box->findData(ns));
        dialog->findChild<QLineEdit *>(u"watchQueueName"_s)->setText(quiet.queue);
        QTest::mouseClick(dialog->findChild<QAbstractButton *>(u"watchAccept"_s), Qt::LeftButton);
        QVERIFY(console.session->board().indexOf(quiet).isValid());
        // What the server answers of a name that nobody uses is nothing seen.
        QTRY_VERIFY_WITH_TIMEOUT(console.session->watch().latest(quiet), 20'000);
        QCOMPARE(cell(console, BoardModel::SignalColumn).toString(), u"unknown"_s);
    }
    const QString id = uniqueId(u"review"_s);
    QVERIFY(!RealStack::start(ns, shortName, u"ReviewWorkflow"_s, id).isEmpty());
    Console again(u"ada"_s);
    QVERIFY(again.signIn());
    QTRY_COMPARE_WITH_TIMEOUT(cell(again, BoardModel::WorkflowBacklogColumn).toString(), u"1"_s, 30'000);
    QVERIFY(again.session->watch().isByHand(quiet));
    QVERIFY(again.session->watch().latest(quiet)->activityBacklog.has_value());
    again.session->watchedByHand().remove(quiet);
    QVERIFY(!again.session->watch().isByHand(quiet));
}

void TstConsole::anAdminTerminatesAndHistoryProvesIt()
{
    const QString id = uniqueId(u"review"_s);
    QVERIFY(!RealStack::start(ns, u"research_workflows"_s, u"ReviewWorkflow"_s, id).isEmpty());
    Console console(u"ada"_s);
    QVERIFY(console.signIn());
    console.openWorkflow(ns, id);
    auto *terminate = console.await<QAbstractButton>(u"terminate"_s);
    QVERIFY(terminate);
    QTRY_VERIFY_WITH_TIMEOUT(terminate->isEnabled(), 15'000);
    console.keepPicture(u"workflow"_s);
    QTest::mouseClick(terminate, Qt::LeftButton);
    auto *dialog = console.await<QDialog>(u"interventionDialog"_s);
    QVERIFY(dialog);
    Console::pull(*dialog, u"INC-1182 qdrant down"_s, id);
    auto *receipt = dialog->findChild<QWidget *>(u"receipt"_s);
    QTRY_VERIFY_WITH_TIMEOUT(receipt->isVisible(), 60'000);
    QVERIFY2(receipt->accessibleName().contains(u"Done"_s), qPrintable(receipt->accessibleName()));
    QVERIFY(dialog->grab().save(QDir(qEnvironmentVariable("SIGNALBOX_ARTEFACTS", QDir::tempPath()))
                                    .filePath(u"screenshots/system-receipt.png"_s)));

    const auto event = eventOf(RealStack::history(ns, id), u"EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED"_s);
    const auto attributes = event[u"workflowExecutionTerminatedEventAttributes"_s].toObject();
    QCOMPARE(attributes[u"reason"_s].toString(), u"INC-1182 qdrant down"_s);
    QVERIFY(attributes[u"identity"_s].toString().startsWith(u"ada@signalbox/"_s));
    QCOMPARE(event[u"principal"_s].toObject()[u"name"_s].toString(),
             console.session->tokens().user()->subject);
}

void TstConsole::anAdminCompletesAStuckActivityByteForByte()
{
    const QString id = uniqueId(u"review"_s);
    QVERIFY(!RealStack::start(ns, u"research_workflows"_s, u"ReviewWorkflow"_s, id).isEmpty());
    Console console(u"ada"_s);
    QVERIFY(console.signIn());
    console.openWorkflow(ns, id);
    auto *complete = console.await<QAbstractButton>(u"complete"_s);
    QVERIFY(complete);
    QTRY_VERIFY_WITH_TIMEOUT(complete->isEnabled(), 20'000);
    const auto *pending = console.await<QAbstractItemView>(u"pendingActivities"_s);
    QVERIFY(pending);
    const QString activity = pending->model()->index(0, 0).data().toString();
    QTest::mouseClick(complete, Qt::LeftButton);
    auto *dialog = console.await<QDialog>(u"interventionDialog"_s);
    QVERIFY(dialog);
    const QString result = u"{\"z\": 1.10, \"a\":18446744073709551615}"_s;
    QTest::keyClicks(dialog->findChild<QPlainTextEdit *>(u"result"_s), result);
    Console::pull(*dialog, u"approved by hand"_s, activity);
    auto *receipt = dialog->findChild<QWidget *>(u"receipt"_s);
    QTRY_VERIFY_WITH_TIMEOUT(receipt->isVisible(), 60'000);
    QVERIFY2(receipt->accessibleName().contains(u"Done"_s), qPrintable(receipt->accessibleName()));

    const auto event = eventOf(RealStack::history(ns, id), u"EVENT_TYPE_ACTIVITY_TASK_COMPLETED"_s);
    const auto attributes = event[u"activityTaskCompletedEventAttributes"_s].toObject();
    const auto payload = attributes[u"result"_s].toObject()[u"payloads"_s].toArray().at(0).toObject();
    QCOMPARE(QString::fromUtf8(QByteArray::fromBase64(payload[u"data"_s].toString().toLatin1())), result);
    QCOMPARE(event[u"principal"_s].toObject()[u"name"_s].toString(),
             console.session->tokens().user()->subject);
}

void TstConsole::aKilledServerIsSaidAtOnceAndComesBackWithTheTypedTextKept()
{
    const QString id = uniqueId(u"review"_s);
    QVERIFY(!RealStack::start(ns, u"research_workflows"_s, u"ReviewWorkflow"_s, id).isEmpty());
    Console console(u"ada"_s);
    QVERIFY(console.signIn());
    auto *filter = console.await<QLineEdit>(u"boardFilter"_s);
    QVERIFY(filter);
    QTest::keyClicks(filter, u"ingest"_s);

    // Something half done on every page: a query, and a reason over the run that is open above it.
    console.listWorkflows(ns, u"WorkflowId='%1'"_s.arg(id));
    auto *table = console.await<QAbstractItemView>(u"workflows"_s);
    QVERIFY(table);
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(*table->model(), id) >= 0, 30'000);
    auto *query = console.await<QLineEdit>(u"query"_s);
    QTest::keyClick(query, Qt::Key_End);
    QTest::keyClicks(query, u" AND half a th"_s);
    const QString typedQuery = u"WorkflowId='%1' AND half a th"_s.arg(id);
    QCOMPARE(query->text(), typedQuery);
    openRow(*table, table->model()->index(rowOf(*table->model(), id), 0));
    auto *terminate = console.await<QAbstractButton>(u"terminate"_s);
    QVERIFY(terminate);
    QTRY_VERIFY_WITH_TIMEOUT(terminate->isEnabled(), 15'000);
    QTest::mouseClick(terminate, Qt::LeftButton);
    const QPointer dialog = console.await<QDialog>(u"interventionDialog"_s);
    QVERIFY(dialog);
    auto *reason = dialog->findChild<QLineEdit *>(u"reason"_s);
    auto *typedId = dialog->findChild<QLineEdit *>(u"typedId"_s);
    QTest::keyClicks(reason, u"INC-1182 qd"_s);
    QTest::keyClicks(typedId, id.left(5));
    auto &client = console.session->client();
    QTRY_COMPARE_WITH_TIMEOUT(client.connection(), ConnectionState::Connected, 15'000);

    QVERIFY(RealStack::run({u"kill-temporal"_s}));
    QElapsedTimer sinceKill;
    sinceKill.start();
    QTRY_VERIFY_WITH_TIMEOUT(console.find<QWidget>(u"unreachable"_s), 2'000);
    qInfo() << "banner after" << sinceKill.elapsed() << "ms";
    console.keepPicture(u"unreachable"_s);

    QVERIFY(RealStack::run({u"start-temporal"_s}));
    const Instant answered = console.session->clock().utc();
    QElapsedTimer sinceAnswer;
    sinceAnswer.start();
    QTRY_VERIFY_WITH_TIMEOUT(!console.find<QWidget>(u"unreachable"_s), 5'000);
    qInfo() << "recovered after" << sinceAnswer.elapsed() << "ms";

    // What is shown is read again, and what was typed can be typed on.
    const auto isReadAgain = [&console, answered](const QString &page) {
        const auto *shown = console.find<Page>(page);
        return shown && shown->readAt() && *shown->readAt() > answered;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isReadAgain(u"workflowPage"_s), 30'000);
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(reason->text(), u"INC-1182 qd"_s);
    QCOMPARE(typedId->text(), id.left(5));
    QTest::keyClicks(typedId, id.mid(5));
    QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QAbstractButton *>(u"act"_s)->isEnabled(), 15'000);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTest::mouseClick(dialog->findChild<QAbstractButton *>(u"discard"_s), Qt::LeftButton);
    QTRY_VERIFY(!dialog);

    QTest::mouseClick(console.await<QAbstractButton>(u"rail-workflows"_s), Qt::LeftButton);
    QTRY_VERIFY(query->isVisible());
    QCOMPARE(query->text(), typedQuery);
    table->clearSelection(); // the list is not read again under a selection
    QTRY_VERIFY_WITH_TIMEOUT(isReadAgain(u"workflowsPage"_s), 30'000);
    QVERIFY(rowOf(*table->model(), id) >= 0);
    QTest::mouseClick(console.await<QAbstractButton>(u"rail-board"_s), Qt::LeftButton);
    QTRY_VERIFY(filter->isVisible());
    QCOMPARE(filter->text(), u"ingest"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isReadAgain(u"boardPage"_s), 30'000);
}

QTEST_MAIN(TstConsole)
#include "tst_console.moc"
