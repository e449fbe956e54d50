// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runbookverb.h"

#include "tests/unit/app/openedsession.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryFile>

#include <csignal>
#include <unistd.h>

// `signalbox runbook diff` and `init` in this process, but for their command line.

using namespace signalbox;
using namespace signalbox::test;

namespace {

const QByteArray good = "version = 1\nqueue_names = '<namespace>.<queue>'\n"
                        "[[namespace]]\nmatch = 'ns-a'\nrequired = true\n"
                        "[[queue]]\nname = 'ingest'\nowner = 'o'\n[[queue]]\nname = 'found'\nowner = 'o'\n";

struct Ended
{
    int code = -1;
    QByteArray out;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

Ended runVerb(OpenedSession &opened, RunbookVerb::Output output, const std::function<void()> &meanwhile = {})
{
    QTemporaryFile out;
    Ended ended;
    [&] { QVERIFY(out.open()); }();
    {
        const std::unique_ptr<FILE, int (*)(FILE *)> file(::fdopen(::dup(out.handle()), "w"), &::fclose);
        RunbookVerb verb(*opened.session, output, file.get());
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

QStringList statesOf(const QJsonObject &diff, const QString &rule)
{
    QStringList states;
    for (const auto &drift : diff[u"drifts"_s].toArray())
        if (drift[u"rule"_s] == rule)
            states << drift[u"state"_s].toString();
    return states;
}

/// Whoever polls the one queue that nothing else is said of.
void pollFound(OpenedSession &opened)
{
    opened.server.setQueue(
        {OpenedSession::ns, u"ns-a.found"_s}, TaskType::Workflow,
        {0, 0s, 0.0, 0.0, {{u"worker"_s, TaskType::Workflow, utcNow(), 1.0, {}}}, {}, {}, {}});
}

} // namespace

class TestRunbookVerb : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatHoldsIsClean()
    {
        OpenedSession opened(good);
        pollFound(opened);
        const Ended ended = runVerb(opened, RunbookVerb::Output::Json);
        QVERIFY2(ended.code == 0, ended.out.constData());
        const QJsonObject diff = ended.json();
        QCOMPARE(diff[u"counts"_s][u"drifted"_s], 0);
        QCOMPARE(statesOf(diff, u"queue_unseen"_s), (QStringList{u"holds"_s, u"holds"_s}));
        QCOMPARE(statesOf(diff, u"queue_unpolled"_s), (QStringList{u"holds"_s, u"holds"_s}));
    }

    void whatDriftedIsSaid()
    {
        OpenedSession opened; // and with it the built-in runbook
        const Ended ended = runVerb(opened, RunbookVerb::Output::Text);
        QCOMPARE(ended.code, 1);
        QVERIFY2(ended.out.contains("\nstratmaster-prod\n"), ended.out.constData());
        QVERIFY2(ended.out.contains("\n      temporal operator namespace create --namespace stratmaster-prod "
                                    "--retention 720h --description Production\n"),
                 ended.out.constData());
        QVERIFY2(ended.out.contains("\nns-a\n"), ended.out.constData());
    }

    void whatIsRefusedIsNotKnown()
    {
        OpenedSession opened(good);
        pollFound(opened);
        opened.server.failNext(u"DescribeNamespace"_s, u"PERMISSION_DENIED"_s, {},
                               fake::TemporalServer::always);
        const Ended ended = runVerb(opened, RunbookVerb::Output::Json);
        QVERIFY2(ended.code == 3, ended.out.constData());
        QCOMPARE(statesOf(ended.json(), u"namespace_missing"_s), QStringList{u"cannot_be_known"_s});
    }

    void aFirstRunbookIsOneThatHolds()
    {
        const SearchAttributes attributes{{u"CustomerId"_s, u"Keyword"_s}};
        OpenedSession opened;
        opened.server.setSearchAttributes(OpenedSession::ns, attributes);
        pollFound(opened);
        const Ended draft = runVerb(opened, RunbookVerb::Output::Draft);
        QCOMPARE(draft.code, 0);
        QVERIFY2(draft.out.contains("match = \"ns-a\"\n"), draft.out.constData());
        QVERIFY2(draft.out.contains("search_attributes = [\"CustomerId:Keyword\"]\n"), draft.out.constData());
        OpenedSession again(draft.out);
        again.server.setSearchAttributes(OpenedSession::ns, attributes);
        pollFound(again);
        const Ended ended = runVerb(again, RunbookVerb::Output::Json);
        QVERIFY2(ended.code == 0, ended.out.constData());
        QCOMPARE(statesOf(ended.json(), u"search_attributes"_s), QStringList{u"holds"_s});
    }

    void aSignalEndsItCleanly()
    {
        OpenedSession opened(good);
        opened.server.holdNext(u"DescribeTaskQueue"_s, fake::TemporalServer::always);
        bool isAsked = false;
        const Ended ended = runVerb(opened, RunbookVerb::Output::Json, [&] {
            if (opened.server.held() > 0 && !std::exchange(isAsked, true))
                QCOMPARE(std::raise(SIGINT), 0);
        });
        QCOMPARE(ended.code, 4);
        QCOMPARE(ended.out, QByteArray());
    }
};

QTEST_GUILESS_MAIN(TestRunbookVerb)
#include "tst_runbookverb.moc"
