// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cleanupverb.h"

#include "tests/unit/app/openedsession.h"
#include "tests/unit/interventions/journalrecords.h"

#include <QJsonArray>
#include <QTemporaryFile>

#include <csignal>
#include <unistd.h>

// `signalbox cleanup` in this process, but for its command line.

using namespace signalbox;
using namespace signalbox::test;

namespace {

const QString deleteMethod = u"DeleteWorkflowExecution"_s;
const QByteArray runbook = "version = 1\n[[namespace]]\nmatch = 'ns-*'\n"
                           "[[clean_up]]\nnamespaces = ['ns-a', 'ns-c']\nolder_than = '14d'\n";

struct Ended
{
    int code = -1;
    QByteArray out;

    [[nodiscard]] QJsonObject first() const
    {
        return QJsonDocument::fromJson(out).object()[u"namespaces"_s].toArray()[0].toObject();
    }
};

struct OpenedCleanUp : OpenedSession
{
    explicit OpenedCleanUp(int closed = 30)
        : OpenedSession(runbook)
    {
        serve({ns, u"ns-b"_s, u"ns-c"_s});
        std::vector<Execution> rows{run()};
        for (int i = 0; i < closed; ++i) {
            Execution one = run();
            one.workflowId = u"old-%1"_s.arg(i);
            one.runId = u"run-%1"_s.arg(i);
            one.status = ExecutionStatus::Completed;
            one.closeTime = utcNow() - 24h * 15 - i * 1h;
            rows.push_back(one);
        }
        server.setExecutions(ns, rows);
    }
    Ended clean(CleanUpVerb::Request request, const std::function<void()> &meanwhile = {})
    {
        request.isJson = true;
        QTemporaryFile out;
        Ended ended;
        [&] { QVERIFY(out.open()); }();
        {
            const std::unique_ptr<FILE, int (*)(FILE *)> file(::fdopen(::dup(out.handle()), "w"), &::fclose);
            CleanUpVerb verb(*session, std::move(request), file.get());
            verb.start();
            QTimer soon;
            if (meanwhile)
                QObject::connect(&soon, &QTimer::timeout, meanwhile);
            soon.start(20);
            ended.code = QCoreApplication::exec();
        }
        out.seek(0);
        ended.out = out.readAll();
        return ended;
    }
    [[nodiscard]] std::vector<QJsonObject> records() const { return recordsIn(session->journal().path()); }
};

} // namespace

class TestCleanUpVerb : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutApplyItDeletesNothing()
    {
        OpenedCleanUp opened;
        const Ended ended = opened.clean({{OpenedSession::ns}, {}, false, {}, true});
        QVERIFY2(ended.code == 1, ended.out.constData());
        QCOMPARE(ended.first()[u"count"_s], 30);
        QVERIFY(ended.first()[u"result"_s].isNull());
        QCOMPARE(opened.server.calls(deleteMethod), 0);
        QVERIFY(opened.records().empty());
    }

    void withApplyItDeletes()
    {
        OpenedCleanUp opened;
        const Ended ended = opened.clean({{OpenedSession::ns, u"ns-c"_s}, {}, true, {}, true});
        QVERIFY2(ended.code == 0, ended.out.constData());
        QCOMPARE(ended.first()[u"result"_s].toObject()[u"deleted"_s], 30);
        QCOMPARE(opened.server.calls(deleteMethod), 30);
        const auto records = opened.records();
        QCOMPARE(records.size(), std::size_t(2)); // of ns-c there was nothing to do
        QCOMPARE(records[0][u"reason"_s],
                 u"clean-up of what has been closed for more than 14 d, as the runbook allows"_s);
        opened.session->tokens().signOut(); // each run of the program signs in
        const Ended again = opened.clean({{OpenedSession::ns}, {}, true, {}, true});
        QCOMPARE(again.code, 0);
        QCOMPARE(opened.records().size(), std::size_t(2));
    }

    void whatIsNotAllowedIsRefusedBeforeTheSignIn()
    {
        OpenedCleanUp opened;
        const Ended other = opened.clean({{OpenedSession::ns, u"ns-b"_s}, {}, true, {}, true});
        QCOMPARE(other.code, 4);
        const Ended young = opened.clean({{OpenedSession::ns}, 13 * 24h, true, {}, true});
        QCOMPARE(young.code, 4);
        QVERIFY(other.out.isEmpty() && young.out.isEmpty());
        QVERIFY(!opened.session->tokens().user());
        QCOMPARE(opened.server.calls(deleteMethod), 0);
    }

    void anInterruptEndsItInOrder()
    {
        OpenedCleanUp opened(300);
        bool isSent = false;
        const Ended ended = opened.clean({{OpenedSession::ns}, {}, true, u"INC-7"_s, true}, [&] {
            if (opened.server.calls(deleteMethod) >= 20 && !std::exchange(isSent, true))
                ::raise(SIGINT);
        });
        QVERIFY2(ended.code == 3, ended.out.constData());
        const QJsonObject result = ended.first()[u"result"_s].toObject();
        QCOMPARE(result[u"outcome"_s], u"partly done"_s);
        const int deleted = result[u"deleted"_s].toInt();
        QCOMPARE(opened.server.calls(deleteMethod), deleted);
        QVERIFY(deleted >= 20 && deleted < 300);
        QCOMPARE(result[u"left"_s], 300 - deleted);
        QCOMPARE(opened.records().back()[u"outcome"_s], u"partly done"_s);
    }

    void whoIsNoOperatorDeletesNothing()
    {
        OpenedCleanUp opened;
        opened.idp.groups = {u"readers"_s};
        const Ended ended = opened.clean({{OpenedSession::ns}, {}, true, {}, true});
        QCOMPARE(ended.code, 4);
        QVERIFY(opened.records().empty());
    }
};

QTEST_GUILESS_MAIN(TestCleanUpVerb)
#include "tst_cleanupverb.moc"
