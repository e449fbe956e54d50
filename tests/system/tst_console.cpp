// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session.h"
#include "models/base/dispatcher.h"
#include "tests/system/realstack.h"
#include "ui/widgets/page.h"
#include "ui/window/mainwindow.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QDialog>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

// The console's real window on the real servers: what an operator does, and what is read back from history by
// the Python SDK.

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

const QString ns = u"stratmaster-prod"_s;

/// A session and its window, signed in through the browser.
class Console
{
public:
    explicit Console(const QString &user)
    {
        RealStack::signInAs(user);
        auto opened = Session::open(RealStack::profile());
        if (!opened)
            qFatal("%s", qPrintable(opened.error().detail));
        session = std::move(*opened);
        Session &s = *session;
        window =
            std::make_unique<MainWindow>(Services{s.profile(), s.clock(), s.runbook(), s.tokens(), s.client(),
                                                  s.watch(), s.board(), s.alerts(), s.desk()});
        window->resize(1360, 860);
        window->show();
    }

    [[nodiscard]] bool signIn()
    {
        session->tokens().signIn();
        return QTest::qWaitFor([this] { return session->tokens().state() == TokenService::State::Fresh; },
                               40'000);
    }

    template <class T>
    [[nodiscard]] T *find(const QString &name) const
    {
        for (T *widget : window->findChildren<T *>(name))
            if (widget->isVisible())
                return widget;
        return nullptr;
    }

    template <class T>
    [[nodiscard]] T *await(const QString &name) const
    {
        T *widget = nullptr;
        (void)QTest::qWaitFor([&] { return (widget = find<T>(name)) != nullptr; }, 20'000);
        return widget;
    }

    void openWorkflow(const QString &id)
    {
        auto *page = await<Page>(u"boardPage"_s);
        QVERIFY(page);
        Q_EMIT page->openWorkflow(ns, id, {});
        QVERIFY(await<QWidget>(u"workflowPage"_s));
    }

    void keepPicture(const QString &name) const
    {
        const QDir folder(qEnvironmentVariable("SIGNALBOX_ARTEFACTS", QDir::tempPath()));
        QVERIFY(folder.mkpath(u"screenshots"_s));
        QVERIFY(window->grab().save(folder.filePath(u"screenshots/system-%1.png"_s.arg(name))));
    }

    /// Types what the dialog asks for and pulls.
    void pull(QDialog &dialog, const QString &reason, const QString &id)
    {
        QTest::keyClicks(dialog.findChild<QLineEdit *>(u"reason"_s), reason);
        QTest::keyClicks(dialog.findChild<QLineEdit *>(u"typedId"_s), id);
        auto *act = dialog.findChild<QAbstractButton *>(u"act"_s);
        QTRY_VERIFY_WITH_TIMEOUT(act->isEnabled(), 15'000);
        QTest::mouseClick(act, Qt::LeftButton);
    }

    std::unique_ptr<Session> session;
    std::unique_ptr<MainWindow> window;
};

QString uniqueId(const QString &what)
{
    return u"%1-%2"_s.arg(what, QUuid::createUuid().toString(QUuid::Id128).left(8));
}

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
    void anAdminTerminatesAndHistoryProvesIt();
    void anAdminCompletesAStuckActivityByteForByte();
    void aViewersLeversNameTheMissingRole();
    void aTenantOperatorSeesTheTenantOnly();
    void aKilledServerIsSaidAtOnceAndComesBackWithTheTypedTextKept();

private:
    QTemporaryDir m_home;
};

void TstConsole::initTestCase()
{
    QVERIFY2(RealStack::isThere(), "no stack: eval \"$(tests/stack/stack env)\" first");
    dispatcher::init();
    for (const char *variable : {"XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"})
        qputenv(variable, m_home.path().toLocal8Bit());
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
    Q_EMIT console.find<Page>(u"boardPage"_s)->openQueue(evals);
    QVERIFY(console.await<QWidget>(u"backlogChart"_s));
    QTest::qWait(3000);
    console.keepPicture(u"queue"_s);
}

void TstConsole::anAdminTerminatesAndHistoryProvesIt()
{
    const QString id = uniqueId(u"review"_s);
    QVERIFY(!RealStack::start(ns, u"research_workflows"_s, u"ReviewWorkflow"_s, id).isEmpty());
    Console console(u"ada"_s);
    QVERIFY(console.signIn());
    console.openWorkflow(id);
    auto *terminate = console.await<QAbstractButton>(u"terminate"_s);
    QVERIFY(terminate);
    QTRY_VERIFY_WITH_TIMEOUT(terminate->isEnabled(), 15'000);
    console.keepPicture(u"workflow"_s);
    QTest::mouseClick(terminate, Qt::LeftButton);
    auto *dialog = console.await<QDialog>(u"interventionDialog"_s);
    QVERIFY(dialog);
    console.pull(*dialog, u"INC-1182 qdrant down"_s, id);
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
    console.openWorkflow(id);
    auto *complete = console.await<QAbstractButton>(u"complete"_s);
    QVERIFY(complete);
    QTRY_VERIFY_WITH_TIMEOUT(complete->isEnabled(), 20'000);
    QTest::mouseClick(complete, Qt::LeftButton);
    auto *dialog = console.await<QDialog>(u"interventionDialog"_s);
    QVERIFY(dialog);
    const QString result = u"{\"z\": 1.10, \"a\":18446744073709551615}"_s;
    QTest::keyClicks(dialog->findChild<QPlainTextEdit *>(u"result"_s), result);
    console.pull(*dialog, u"approved by hand"_s, id);
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

void TstConsole::aViewersLeversNameTheMissingRole()
{
    const QString id = uniqueId(u"review"_s);
    QVERIFY(!RealStack::start(ns, u"research_workflows"_s, u"ReviewWorkflow"_s, id).isEmpty());
    Console console(u"vic"_s);
    QVERIFY(console.signIn());
    console.openWorkflow(id);
    auto *terminate = console.await<QAbstractButton>(u"terminate"_s);
    QVERIFY(terminate);
    QTRY_VERIFY_WITH_TIMEOUT(terminate->toolTip().contains(u"platform-team"_s), 15'000);
    QVERIFY(!terminate->isEnabled());
    console.keepPicture(u"viewer"_s);
}

void TstConsole::aTenantOperatorSeesTheTenantOnly()
{
    Console console(u"tess"_s);
    QVERIFY(console.signIn());
    auto &board = console.session->board();
    const QueueKey queue{u"tenant-acme"_s, u"tenant-acme.knowledge_ingest"_s};
    QTRY_VERIFY_WITH_TIMEOUT(board.indexOf(queue).isValid(), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(board.indexOf(queue, BoardModel::WorkflowBacklogColumn).data().toString(),
                              u"0"_s, 20'000);
    QCOMPARE(board.rowCount(), 1);
}

void TstConsole::aKilledServerIsSaidAtOnceAndComesBackWithTheTypedTextKept()
{
    Console console(u"ada"_s);
    QVERIFY(console.signIn());
    auto *filter = console.await<QLineEdit>(u"boardFilter"_s);
    QVERIFY(filter);
    filter->setText(u"ingest"_s);
    auto &client = console.session->client();
    QTRY_COMPARE_WITH_TIMEOUT(client.connection(), ConnectionState::Connected, 15'000);

    QVERIFY(RealStack::run({u"kill-temporal"_s}));
    QElapsedTimer sinceKill;
    sinceKill.start();
    QTRY_VERIFY_WITH_TIMEOUT(console.find<QWidget>(u"unreachable"_s), 2'000);
    qInfo() << "banner after" << sinceKill.elapsed() << "ms";
    console.keepPicture(u"unreachable"_s);

    QVERIFY(RealStack::run({u"start-temporal"_s}));
    QElapsedTimer sinceAnswer;
    sinceAnswer.start();
    QTRY_VERIFY_WITH_TIMEOUT(!console.find<QWidget>(u"unreachable"_s), 5'000);
    qInfo() << "recovered after" << sinceAnswer.elapsed() << "ms";
    QCOMPARE(filter->text(), u"ingest"_s);
}

QTEST_MAIN(TstConsole)
#include "tst_console.moc"
