// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recovery/resumption.h"
#include "tests/fake/fakeclock.h"
#include "tests/unit/recovery/recoveryworld.h"

#include <QSignalSpy>

using namespace signalbox;

class TestResumption : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dispatcher::init(); }

    void runsAreWatchedUntilEachHasGoneOn()
    {
        RecoveryWorld w;
        std::vector<Standing> standing;
        for (int i = 0; i < 5; ++i) {
            w.addRun(u"w%1"_s.arg(i), 10 + (i < 4 ? 1 : 0));
            standing.push_back({u"prod"_s, u"w%1"_s.arg(i), u"run of w%1"_s.arg(i), 10, true});
        }
        w.serve();
        fake::FakeClock clock;
        Resumption resumption(*w.client, clock, quickPace());
        std::optional<ResumptionState> end;
        std::vector<Standing> left;
        QSignalSpy told(&resumption, &Resumption::progressed);
        connect(&resumption, &Resumption::ended, this,
                [&](const ResumptionState &state, const std::vector<Standing> &still) {
                    end = state;
                    left = still;
                });
        resumption.start(standing, 10min);
        QTRY_COMPARE(told.size(), 2); // a page each
        QVERIFY(!end);
        w.lengths[u"w4"_s] = 11;
        w.serve();
        QTRY_VERIFY_WITH_TIMEOUT(end, 60'000);
        QCOMPARE(*end, (ResumptionState{5, 5}));
        QVERIFY(left.empty());
    }

    void thoseThatDoNotGoOnInTimeAreNamed()
    {
        RecoveryWorld w;
        w.addRun(u"still"_s, 10);
        w.addRun(u"ended"_s, 10).status = ExecutionStatus::Completed;
        w.addRun(u"card"_s, 10);
        w.serve();
        fake::FakeClock clock;
        Resumption resumption(*w.client, clock, quickPace());
        std::optional<ResumptionState> end;
        std::vector<Standing> left;
        connect(&resumption, &Resumption::ended, this,
                [&](const ResumptionState &state, const std::vector<Standing> &still) {
                    end = state;
                    left = still;
                });
        resumption.start({{u"prod"_s, u"still"_s, u"run of still"_s, 10, true},
                          {u"prod"_s, u"ended"_s, u"run of ended"_s, 10, true},
                          {u"prod"_s, u"card"_s, u"run of card"_s, 10, false}},
                         0ms);
        QTRY_VERIFY(end);
        QCOMPARE(*end, (ResumptionState{3, 1}));
        // By what they wait for now: the first has nothing to be done, the other an activity.
        QCOMPARE(left, (std::vector<Standing>{{u"prod"_s, u"still"_s, u"run of still"_s, 10, false},
                                              {u"prod"_s, u"card"_s, u"run of card"_s, 10, true}}));
    }

    void withoutAnAnswerItFails()
    {
        RecoveryWorld w;
        w.server.failNext(u"DescribeWorkflowExecution"_s, u"UNAVAILABLE"_s, {}, fake::TemporalServer::always);
        Resumption resumption(*w.client, w.clock, quickPace());
        QSignalSpy failed(&resumption, &Resumption::failed);
        resumption.start({{u"prod"_s, u"a"_s, u"r"_s, 10, true}}, 10min);
        QVERIFY(failed.wait(30'000));
    }
};

QTEST_GUILESS_MAIN(TestResumption)
#include "tst_resumption.moc"
