// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/historiesverb.h"

#include "models/histories/historydraft.h"
#include "tests/unit/app/openedsession.h"

#include <QDir>
#include <QTemporaryFile>

#include <csignal>
#include <unistd.h>

// `signalbox histories export` in this process, but for its command line.

using namespace signalbox;
using namespace signalbox::test;

namespace {

struct Ended
{
    int code = -1;
    QByteArray out;
};

/// A session whose namespace has three runs that have closed, an hour ago where nothing else is said.
struct ClosedSession : OpenedSession
{
    explicit ClosedSession(Milliseconds ago = 1h)
    {
        std::vector<Execution> rows;
        for (int i = 0; i < 3; ++i) {
            Execution one = run();
            one.workflowId = u"order-%1"_s.arg(i);
            one.runId = u"run-%1"_s.arg(i);
            one.status = ExecutionStatus::Completed;
            one.startTime = utcNow() - 2h;
            one.closeTime = utcNow() - ago;
            rows.push_back(one);
            ExecutionDescription description;
            description.execution = one;
            server.setDescription(ns, description);
            HistoryEvent started, ended;
            started.id = 1;
            started.type = u"WorkflowExecutionStarted"_s;
            ended.id = 2;
            ended.type = u"WorkflowExecutionCompleted"_s;
            server.setHistory(ns, one.workflowId, one.runId, {started, ended});
        }
        server.setExecutions(ns, rows);
    }

    Ended runVerb(std::optional<Instant> closedBefore = {}, const std::function<void()> &meanwhile = {})
    {
        QTemporaryFile out;
        Ended ended;
        [&] { QVERIFY(out.open()); }();
        {
            const std::unique_ptr<FILE, int (*)(FILE *)> file(::fdopen(::dup(out.handle()), "w"), &::fclose);
            HistoriesVerb verb(*session, folder(), ns, closedBefore, file.get());
            verb.start();
            QTimer soon;
            if (meanwhile)
                QObject::connect(&soon, &QTimer::timeout, meanwhile);
            soon.start(50);
            ended.code = QCoreApplication::exec();
        }
        out.seek(0);
        ended.out = out.readAll();
        return ended;
    }
    [[nodiscard]] QString folder() const { return home.filePath(u"histories"_s); }
    [[nodiscard]] QStringList files(const QString &pattern = u"*"_s) const
    {
        return QDir(folder()).entryList({pattern}, QDir::Files);
    }
};

} // namespace

class TestHistoriesVerb : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesThemAndKeepsThem()
    {
        ClosedSession opened;
        const Ended ended = opened.runVerb();
        QCOMPARE(ended.code, 0);
        QVERIFY2(ended.out.startsWith("Histories: 3 written ("), ended.out.constData());
        QCOMPARE(opened.files(),
                 (QStringList{u"order-0_run-0.json"_s, u"order-1_run-1.json"_s, u"order-2_run-2.json"_s}));
    }

    void aClockThatIsBehindLeavesOutNothing()
    {
        ClosedSession opened(-5min);
        const Ended ended = opened.runVerb();
        QCOMPARE(ended.code, 0);
        QCOMPARE(opened.files().size(), 3);
    }

    void theTimeIsTheirs()
    {
        ClosedSession opened;
        const Ended ended = opened.runVerb(utcNow() - 90min);
        QCOMPARE(ended.code, 0);
        QVERIFY2(ended.out.startsWith("Histories: 0 written ("), ended.out.constData());
        QVERIFY(opened.files().isEmpty());
    }

    void whatCouldNotBeReadIsTold()
    {
        ClosedSession opened;
        HistoryEvent started;
        started.id = 1;
        started.type = u"WorkflowExecutionStarted"_s;
        opened.server.setHistory(OpenedSession::ns, u"order-1"_s, u"run-1"_s, {started});
        const Ended ended = opened.runVerb();
        QCOMPARE(ended.code, 3);
        QVERIFY2(ended.out.contains("1 not exported"), ended.out.constData());
        QCOMPARE(opened.files().size(), 2);
    }

    /// Two are whole and of the third the first half was read.
    void aSignalKeepsWhatIsWhole()
    {
        ClosedSession opened;
        opened.server.setHistoryPageSize(1);
        opened.server.padNext(u"GetWorkflowExecutionHistory"_s, 1, 5);
        opened.server.holdNext(u"GetWorkflowExecutionHistory"_s, fake::TemporalServer::always);
        QStringList whole;
        const Ended ended = opened.runVerb({}, [&] {
            if (opened.server.held() == 1 && opened.files().size() == 2 &&
                std::exchange(whole, opened.files()).isEmpty())
                QCOMPARE(std::raise(SIGINT), 0);
        });
        QCOMPARE(ended.code, 4);
        QCOMPARE(ended.out, QByteArray());
        QCOMPARE(whole.size(), 2);
        QCOMPARE(opened.files(), whole);
        for (const QString &name : std::as_const(whole))
            QCOMPARE(historyAt(opened.folder() + u'/' + name), HistoryThere::Whole);
    }

    void aFolderThatCannotBeMadeIsAnError()
    {
        ClosedSession opened;
        QFile file(opened.folder());
        QVERIFY(file.open(QIODevice::WriteOnly));
        const Ended ended = opened.runVerb();
        QCOMPARE(ended.code, 4);
        QCOMPARE(opened.server.calls(u"GetWorkflowExecutionHistory"_s), 0);
    }
};

QTEST_GUILESS_MAIN(TestHistoriesVerb)
#include "tst_historiesverb.moc"
