// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session.h"

#include "models/interventions/deletenamespacelever.h"
#include "models/interventions/records.h"
#include "models/interventions/runlever.h"
#include "tests/unit/app/openedsession.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace signalbox;
using namespace signalbox::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = TokenService::State;

class TstOpenSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePreviousPersonsBoardIsNotShownToTheNext();
    void theSamePersonFindsTheBoardAgain();
    void settlesNothingByItself();
    void aDeletionThatIsProvenLaterIsLetGoOf();
    void aRoleGrantedInMidSessionIsSeen();
    void aRoleTakenAwayInMidSessionIsSeen();
    void aRefreshWithTheSameRolesAsksNothingAnew();
    void theTeamsOwnRunbookRules();
};

void TstOpenSession::thePreviousPersonsBoardIsNotShownToTheNext()
{
    OpenedSession opened;
    Session &session = *opened.session;
    const QAbstractItemModelTester tester(&session.board(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    opened.signInAs(u"ada"_s);
    opened.lookAtTheBoard();
    session.tokens().signOut();
    opened.server.stop();
    opened.signInAs(u"tess"_s);
    // Whatever is on the board now says only what tess's own token and the profile name.
    for (const NamespaceSample &sample : session.watch().namespaces())
        QVERIFY(!sample.readable);
    QVERIFY(!session.watch().latest(OpenedSession::configured));
    QCOMPARE(session.watch().queues(), std::vector{OpenedSession::configured});
    QVERIFY(!session.watch().lastAnswer());
    QVERIFY(!session.watch().namespacesKnown());
    QVERIFY(session.alerts().alerts().empty());
    QCOMPARE(session.alerts().assessment(OpenedSession::configured).signal, Signal::Unknown);
    QCOMPARE(session.board().count(Signal::Danger), 0);
    QVERIFY(!session.board().running().value_or(0));
}

void TstOpenSession::theSamePersonFindsTheBoardAgain()
{
    OpenedSession opened;
    Session &session = *opened.session;
    opened.signInAs(u"ada"_s);
    opened.lookAtTheBoard();
    session.tokens().signOut();
    opened.server.stop();
    opened.signInAs(u"ada"_s);
    QCOMPARE(session.board().rowCount(), 1);
    QVERIFY(session.watch().latest(OpenedSession::configured));
    QCOMPARE(session.alerts().alerts().size(), std::size_t(1));
}

/// Only a window can tell what became of them.
void TstOpenSession::settlesNothingByItself()
{
    OpenedSession opened;
    Session &session = *opened.session;
    ExecutionDescription run;
    run.execution = OpenedSession::run();
    User ada;
    ada.name = u"ada"_s;
    Journal journal(journalPath(session.profile().name));
    bool written = false;
    QObject context;
    journal
        .append(intentRecord(u"op-1"_s, opened.clock, ada, session.profile(),
                             *makeTerminateLever(OpenedSession::ns, run), u"INC-7"_s))
        .deliver(&context, [&written](const Result<bool> &done) { written = done.has_value(); });
    QTRY_VERIFY(written);
    opened.signInAs(u"ada"_s);
    opened.lookAtTheBoard();
    QCOMPARE(opened.server.calls(u"DescribeWorkflowExecution"_s), 0);
    QCOMPARE(opened.server.calls(u"GetWorkflowExecutionHistory"_s), 0);
}

void TstOpenSession::aDeletionThatIsProvenLaterIsLetGoOf()
{
    OpenedSession opened;
    Session &session = *opened.session;
    opened.serve({OpenedSession::ns, u"ns-b"_s});
    opened.idp.permissions << u"temporal-system:read"_s;
    opened.signInAs(u"ada"_s);
    QTRY_VERIFY(opened.isReadable(u"ns-b"_s));
    User ada;
    ada.name = u"ada"_s;
    const auto lever =
        deleteNamespaceLeverOf(QJsonObject{{u"namespace"_s, u"ns-b"_s}, {u"namespace_id"_s, u"0a1b"_s}});
    bool written = false;
    session.journal()
        .append(intentRecord(u"op-1"_s, opened.clock, ada, session.profile(), *lever, u"INC-7"_s))
        .deliver(&session.desk(), [&written](const Result<bool> &done) { written = done.has_value(); });
    QTRY_VERIFY(written);
    opened.serve({OpenedSession::ns}); // it took effect, and nobody knew
    session.desk().settleOpenIntents();
    QTRY_VERIFY(!session.watch().namespaceSample(u"ns-b"_s));
}

/// Where nobody may list the namespaces, those of the token are the board's.
void TstOpenSession::aRoleGrantedInMidSessionIsSeen()
{
    OpenedSession opened;
    Session &session = *opened.session;
    opened.server.failNext(u"ListNamespaces"_s, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
    opened.serve({OpenedSession::ns, u"ns-b"_s});
    opened.idp.groups.clear();
    opened.idp.permissions = {u"ns-a:read"_s};
    opened.signInAs(u"ada"_s);
    opened.lookAtTheBoard();
    QVERIFY(!session.desk().gate().allowed);
    QVERIFY(!session.watch().namespaceSample(u"ns-b"_s));

    QSignalSpy gate(&session.desk(), &Desk::gateChanged);
    opened.idp.groups = {u"ops"_s};
    opened.idp.permissions << u"ns-b:read"_s;
    opened.renewToken();
    QVERIFY(session.desk().gate().allowed);
    QCOMPARE(gate.count(), 1);
    QTRY_VERIFY(opened.isReadable(u"ns-b"_s));
    QCOMPARE(session.board().rowCount(), 2);
    QVERIFY(session.watch().latest(OpenedSession::configured)); // what was known is
}

void TstOpenSession::aRoleTakenAwayInMidSessionIsSeen()
{
    OpenedSession opened;
    Session &session = *opened.session;
    opened.server.failNext(u"ListNamespaces"_s, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
    opened.serve({OpenedSession::ns, u"ns-b"_s});
    opened.signInAs(u"ada"_s);
    QTRY_VERIFY(opened.isReadable(u"ns-b"_s));
    QVERIFY(session.desk().gate().allowed);

    opened.idp.groups.clear();
    opened.idp.permissions = {u"ns-a:read"_s};
    opened.renewToken();
    QVERIFY(!session.desk().gate().allowed);
    QTRY_VERIFY(!session.watch().namespaceSample(u"ns-b"_s));
    QCOMPARE(session.board().rowCount(), 1);
    QVERIFY(opened.isReadable(OpenedSession::ns));
}

void TstOpenSession::aRefreshWithTheSameRolesAsksNothingAnew()
{
    OpenedSession opened;
    opened.signInAs(u"ada"_s);
    opened.lookAtTheBoard();
    const int lists = opened.server.calls(u"ListNamespaces"_s);
    opened.renewToken();
    QCOMPARE(opened.server.calls(u"ListNamespaces"_s), lists);
}

void TstOpenSession::theTeamsOwnRunbookRules()
{
    OpenedSession opened;
    QCOMPARE(opened.session->runbook().ownerOf(OpenedSession::configured), std::nullopt);
    Profile profile = opened.session->profile();
    profile.runbookPath = opened.home.filePath(u"runbook.toml"_s);
    const auto write = [&](const QByteArray &text) {
        QFile file(profile.runbookPath);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };

    QVERIFY(write("version = 1\n[[queue]]\nname = 'ingest'\nowner = 'Ingest team'\n"
                  "[[alert]]\nid = 'backlog'\nkind = 'backlog'\nthreshold = 7\nfor = '90s'\n"));
    const auto session = Session::open(profile, opened.keyring, opened.clock);
    QVERIFY2(session, qPrintable(session ? QString() : session.error().detail));
    QCOMPARE((*session)->runbook().ownerOf(OpenedSession::configured), u"Ingest team"_s);
    QCOMPARE((*session)->runbook().rule(RuleKind::Backlog, {}), (AlertRule{u"backlog"_s, 7, 90s}));

    QVERIFY(write("version = 1\n[[queue]]\nname = 'ingest'\n"));
    const auto refused = Session::open(profile, opened.keyring, opened.clock);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Configuration);
    QVERIFY2(refused.error().detail.contains(u"runbook.toml:2: "_s) &&
                 refused.error().detail.contains(u"owner"_s),
             qPrintable(refused.error().detail));
}

QTEST_GUILESS_MAIN(TstOpenSession)
#include "tst_opensession.moc"
