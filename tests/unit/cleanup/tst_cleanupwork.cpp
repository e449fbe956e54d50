// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cleanup/cleanuplistmodel.h"
#include "models/cleanup/sampledrunsmodel.h"
#include "tests/unit/cleanup/cleanupworld.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace signalbox;

namespace {

const QByteArray runbook = "version = 1\n"
                           "[[namespace]]\nmatch = 'ns-*'\n"
                           "[[clean_up]]\nnamespaces = ['ns-a', 'ns-c']\nolder_than = '14d'\n";

struct AtWork : CleanUpWorld
{
    AtWork()
        : expectations(Expectations::parse(runbook, u"our.toml"_s).value())
        , work(*client, *tokens, *journal, clock, profile, expectations, quickPace())
    {
        NamespaceInfo a, b, c;
        a.name = lookedat::ns;
        b.name = u"ns-b"_s;
        c.name = u"ns-c"_s;
        server.setNamespaces({a, b, c});
        list.setLines({});
        connect(&work, &CleanUpWork::changed, this, [this] {
            list.setLines(work.lines());
            const CleanUpLine *const line = work.line(lookedat::ns);
            sample.setSurvey(line && line->survey ? &*line->survey : nullptr);
        });
    }

    /// What would go in these is known.
    [[nodiscard]] bool surveyed(const QStringList &namespaces)
    {
        work.setNamespaces(namespaces);
        work.survey();
        return QTest::qWaitFor([this] { return !work.isSurveying(); });
    }

    const Expectations expectations;
    CleanUpWork work;
    CleanUpListModel list;
    SampledRunsModel sample;
    QAbstractItemModelTester listTester{&list, QAbstractItemModelTester::FailureReportingMode::Fatal};
    QAbstractItemModelTester sampleTester{&sample, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

} // namespace

class TestCleanUpWork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsWhatTheRunbookAllows();
    void surveysOneAfterTheOther();
    void deletesWhatWasSurveyed();
    void deletesNothingThatWasNotSurveyed();
    void aSurveyCanBeStopped();
    void theOthersAreCountedWhileOneIsCleanedUp();
    void aListThatIsGoneForAMomentEndsNothing();
    void anotherPersonBeginsWithNothing();
};

void TestCleanUpWork::listsWhatTheRunbookAllows()
{
    AtWork at;
    QVERIFY(at.signIn());
    at.work.setNamespaces({u"ns-c"_s, u"ns-b"_s, u"ns-a"_s, u"other"_s});
    QCOMPARE(at.work.lines().size(), std::size_t(2));
    QCOMPARE(at.work.lines()[0].ns, u"ns-a"_s);
    QCOMPARE(at.work.lines()[1].ns, u"ns-c"_s);
    QCOMPARE(at.work.notAllowed(), 2);
    QVERIFY(at.work.whyNot(u"ns-a"_s).isEmpty());
    QVERIFY(at.work.whyNot(u"ns-b"_s).contains(u"No [[clean_up]]"_s));
    QVERIFY(at.work.whyNot(u"other"_s).contains(u"No [[namespace]]"_s));
    QCOMPARE(at.list.rowCount(), 2);
    QCOMPARE(at.list.index(0, CleanUpListModel::AgeColumn).data().toString(), u"14 d"_s);
    QCOMPARE(at.list.index(0, CleanUpListModel::StateColumn).data().toString(), u"not counted yet"_s);
}

void TestCleanUpWork::surveysOneAfterTheOther()
{
    AtWork at;
    QVERIFY(at.begin(12));
    at.work.setNamespaces({u"ns-a"_s, u"ns-c"_s});
    at.work.survey();
    QVERIFY(at.work.isSurveying());
    QVERIFY(QTest::qWaitFor([&at] { return !at.work.isSurveying(); }));
    QCOMPARE(at.list.index(0, CleanUpListModel::CountColumn).data().toString(), u"12"_s);
    QCOMPARE(at.list.index(1, CleanUpListModel::CountColumn).data().toString(), u"0"_s);
    QCOMPARE(at.sample.rowCount(), 12);
    QCOMPARE(at.sample.index(0, SampledRunsModel::WorkflowColumn).data().toString(), u"wf-1"_s);
    QCOMPARE(at.sample.index(11, SampledRunsModel::EndColumn).data().toString(), u"oldest"_s);
}

void TestCleanUpWork::deletesWhatWasSurveyed()
{
    AtWork at;
    QVERIFY(at.signIn());
    at.addClosed(12, 15 * 24h);
    at.addClosed(1, 14 * 24h - 1min); // not old enough when it is counted
    at.serveRows();
    QVERIFY(at.surveyed({u"ns-a"_s}));
    at.clock.advance(2min); // old enough now: the cut-off that was shown holds
    QSignalSpy over(&at.work, &CleanUpWork::over);
    at.work.start(u"ns-a"_s, u"tidy up"_s);
    QVERIFY(at.work.run());
    QCOMPARE(at.list.index(0, CleanUpListModel::StateColumn).data().toString(), u"is cleaned up now"_s);
    at.work.start(u"ns-a"_s, u"again"_s); // one at a time
    QVERIFY(QTest::qWaitFor([&over] { return !over.isEmpty(); }, 20'000));
    QVERIFY(!at.work.run());
    QCOMPARE(at.server.calls(deleteMethod), 12);
    QVERIFY(QTest::qWaitFor([&at] { return !at.work.isSurveying(); }));
    const CleanUpLine &line = at.work.lines()[0];
    QVERIFY(line.report && line.report->outcome == Outcome::Done);
    QCOMPARE(line.survey->count, 1); // counted anew
}

void TestCleanUpWork::deletesNothingThatWasNotSurveyed()
{
    AtWork at;
    QVERIFY(at.begin(2));
    at.work.setNamespaces({u"ns-a"_s, u"ns-b"_s});
    at.work.start(u"ns-a"_s, u"tidy up"_s);
    at.work.start(u"ns-b"_s, u"tidy up"_s);
    QVERIFY(!at.work.run());
    QVERIFY(at.records().empty());
}

void TestCleanUpWork::aSurveyCanBeStopped()
{
    AtWork at;
    QVERIFY(at.signIn());
    at.serveRows();
    at.server.holdNext(countMethod);
    at.work.setNamespaces({u"ns-a"_s, u"ns-c"_s});
    at.work.survey();
    QVERIFY(QTest::qWaitFor([&at] { return at.server.held() == 1; }));
    at.work.stopSurvey();
    QVERIFY(!at.work.isSurveying());
    at.server.releaseHeld();
    QCOMPARE(at.list.index(0, CleanUpListModel::StateColumn).data().toString(), u"not counted yet"_s);
    at.work.survey();
    QVERIFY(QTest::qWaitFor([&at] { return !at.work.isSurveying(); }));
    QCOMPARE(at.list.index(0, CleanUpListModel::CountColumn).data().toString(), u"0"_s);
}

void TestCleanUpWork::theOthersAreCountedWhileOneIsCleanedUp()
{
    AtWork at;
    QVERIFY(at.begin(12));
    QVERIFY(at.surveyed({u"ns-a"_s, u"ns-c"_s}));
    QCOMPARE(at.work.line(u"ns-c"_s)->survey->count, 0);
    at.server.setExecutions(u"ns-c"_s, at.rows);
    at.server.holdNext(countMethod);
    at.work.survey();
    QVERIFY(QTest::qWaitFor([&at] { return at.server.held() == 1; })); // of ns-a
    QSignalSpy over(&at.work, &CleanUpWork::over);
    at.work.start(u"ns-a"_s, u"tidy up"_s);
    QVERIFY(at.work.run());
    QVERIFY(!at.work.line(u"ns-a"_s)->isCounting);
    at.server.releaseHeld();
    QTRY_COMPARE(at.work.line(u"ns-c"_s)->survey->count, 12);
    QVERIFY(QTest::qWaitFor([&over] { return !over.isEmpty(); }, 20'000));
}

/// As when the server was away and lists its namespaces anew.
void TestCleanUpWork::aListThatIsGoneForAMomentEndsNothing()
{
    AtWork at;
    QVERIFY(at.begin(12));
    QVERIFY(at.surveyed({u"ns-a"_s, u"ns-c"_s}));
    at.server.holdNext(deleteMethod, 4);
    QSignalSpy over(&at.work, &CleanUpWork::over);
    at.work.start(u"ns-a"_s, u"tidy up"_s);
    QVERIFY(QTest::qWaitFor([&at] { return at.server.held() == 4; }));
    at.work.setNamespaces({});
    QVERIFY(at.work.run());
    at.work.setNamespaces({u"ns-a"_s, u"ns-c"_s});
    QVERIFY(at.work.line(u"ns-a"_s) && at.work.line(u"ns-a"_s)->isCleaned);
    QCOMPARE(at.list.index(0, CleanUpListModel::StateColumn).data().toString(), u"is cleaned up now"_s);
    at.server.releaseHeld();
    QVERIFY(QTest::qWaitFor([&over] { return !over.isEmpty(); }, 20'000));
    QCOMPARE(at.server.calls(deleteMethod), 12);
    const CleanUpLine *line = at.work.line(u"ns-a"_s);
    QVERIFY(line && !line->isCleaned && line->report && line->report->outcome == Outcome::Done);
}

void TestCleanUpWork::anotherPersonBeginsWithNothing()
{
    AtWork at;
    QVERIFY(at.signIn());
    QVERIFY(at.surveyed({u"ns-a"_s}));
    at.tokens->signOut();
    QVERIFY(QTest::qWaitFor([&at] { return at.work.lines().empty(); }));
    QCOMPARE(at.list.rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestCleanUpWork)
#include "tst_cleanupwork.moc"
