// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/chartdata.h"
#include "ui/queue/pollermodel.h"
#include "ui/queue/queuesentence.h"
#include "ui/queue/samplemodel.h"

#include "models/base/format.h"
#include "models/base/zonedtime.h"
#include "tests/fake/fakeclock.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using Tester = QAbstractItemModelTester;

std::vector<QueueSample> samplesOf(Instant first, int from, int to)
{
    std::vector<QueueSample> samples;
    for (int i = from; i < to; ++i) {
        QueueSample sample;
        sample.time = first + i * 10s;
        sample.workflowBacklog = i;
        samples.push_back(sample);
    }
    return samples;
}

QStringList column(const QAbstractItemModel &model, int column)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts << model.index(row, column).data().toString();
    return texts;
}

} // namespace

class TstQueueModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void phasesOfThePastEndWhereNothingIsKnown();
    void pollersKeepTheirPlace();
    void pollersAgeAndGo();
    void hostileIdentityIsPlain();
    void oneIdentityOfBothKindsIsTwoRows();
    void samplesComeAndGoAtTheEnds();
    void rangeGrowsToThePast();
    void samplesOfAnotherTimeReplaceAll();
    void aSampleIsOneRowAtTheTop();
    void sentences_data();
    void sentences();
    void pollersAlive();

private:
    fake::FakeClock m_clock;
};

void TstQueueModels::pollersKeepTheirPlace()
{
    PollerModel model(m_clock);
    const Tester tester(&model, Tester::FailureReportingMode::Fatal);
    const SeenPoller a{u"a@host"_s, TaskType::Activity, m_clock.sinceBoot(), 4, true, {}};
    const SeenPoller b{u"b@host"_s, TaskType::Activity, m_clock.sinceBoot(), 3, true, {}};
    const SeenPoller c{u"c@host"_s, TaskType::Activity, m_clock.sinceBoot(), 0, true, {}};
    model.setPollers({b, a});
    QCOMPARE(column(model, PollerModel::IdentityColumn), QStringList({u"a@host"_s, u"b@host"_s}));
    const QPersistentModelIndex kept = model.index(1, PollerModel::RateColumn);

    model.setPollers({c, b});
    QCOMPARE(column(model, PollerModel::IdentityColumn), QStringList({u"b@host"_s, u"c@host"_s}));
    QVERIFY(kept.isValid());
    QCOMPARE(kept.row(), 0);
    QCOMPARE(kept.data().toString(), u"3.0/s"_s);
    model.setPollers({});
    QCOMPARE(model.rowCount(), 0);
}

void TstQueueModels::pollersAgeAndGo()
{
    PollerModel model(m_clock);
    const Tester tester(&model, Tester::FailureReportingMode::Fatal);
    SeenPoller poller{u"a@host"_s, TaskType::Workflow, m_clock.sinceBoot() - 2s, 1.5, true, {}};
    model.setPollers({poller});
    const QModelIndex state = model.index(0, PollerModel::StateColumn);
    QCOMPARE(model.index(0, PollerModel::LastPollColumn).data().toString(), u"2 s"_s);
    QCOMPARE(model.index(0, PollerModel::KindColumn).data().toString(), u"workflow"_s);
    QCOMPARE(state.data().toString(), u"alive"_s);
    QVERIFY(!state.data(PollerModel::GoneRole).toBool());

    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    m_clock.advance(pollerAliveFor);
    model.tick();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(state.data().toString(), u"alive"_s); // until a look finds otherwise
    poller.alive = false;
    model.setPollers({poller});
    QCOMPARE(state.data().toString(), u"gone"_s);
    QVERIFY(state.data(PollerModel::GoneRole).toBool());
    QCOMPARE(model.index(0, PollerModel::RateColumn).data().toString(), u"–"_s);
    QCOMPARE(model.index(0, PollerModel::LastPollColumn).data().toString(), u"1 m 12 s"_s);
}

void TstQueueModels::hostileIdentityIsPlain()
{
    PollerModel model(m_clock);
    const Tester tester(&model, Tester::FailureReportingMode::Fatal);
    model.setPollers({{u"<b>1</b>\n\u202E@x"_s, TaskType::Workflow, m_clock.sinceBoot(), 0, true, {}}});
    QCOMPARE(model.index(0, 0).data().toString(), u"<b>1</b>‹U+000A›‹U+202E›@x"_s);
}

void TstQueueModels::oneIdentityOfBothKindsIsTwoRows()
{
    PollerModel model(m_clock);
    const Tester tester(&model, Tester::FailureReportingMode::Fatal);
    model.setPollers({{u"a@host"_s, TaskType::Workflow, m_clock.sinceBoot(), 0, true, {}},
                      {u"a@host"_s, TaskType::Activity, m_clock.sinceBoot(), 0, true, {}},
                      {u"a@host"_s, TaskType::Activity, m_clock.sinceBoot(), 0, true, {}}});
    QCOMPARE(model.rowCount(), 2);
}

void TstQueueModels::samplesComeAndGoAtTheEnds()
{
    SampleModel model;
    const Tester tester(&model, Tester::FailureReportingMode::Fatal);
    const Instant first = m_clock.utc();
    model.setSamples(samplesOf(first, 0, 4));
    QCOMPARE(column(model, SampleModel::WorkflowColumn), QStringList({u"3"_s, u"2"_s, u"1"_s, u"0"_s}));
    const QPersistentModelIndex kept = model.index(1, SampleModel::WorkflowColumn);

    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.setSamples(samplesOf(first, 1, 6));
    QCOMPARE(column(model, SampleModel::WorkflowColumn),
             QStringList({u"5"_s, u"4"_s, u"3"_s, u"2"_s, u"1"_s}));
    QCOMPARE(kept.row(), 3);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(removed.size(), 1);
    model.setSamples(samplesOf(first, 1, 6));
    QCOMPARE(inserted.size() + removed.size(), 2);
    QCOMPARE(model.index(0, SampleModel::ActivityColumn).data().toString(), u"–"_s);
}

void TstQueueModels::rangeGrowsToThePast()
{
    SampleModel model;
    const Tester tester(&model, Tester::FailureReportingMode::Fatal);
    const Instant first = m_clock.utc();
    model.setSamples(samplesOf(first, 5, 8));
    model.setSamples(samplesOf(first, 2, 9));
    QCOMPARE(model.rowCount(), 7);
    QCOMPARE(model.index(0, SampleModel::WorkflowColumn).data().toString(), u"8"_s);
    QCOMPARE(model.index(6, SampleModel::WorkflowColumn).data().toString(), u"2"_s);
    model.setSamples(samplesOf(first, 4, 6));
    QCOMPARE(column(model, SampleModel::WorkflowColumn), QStringList({u"5"_s, u"4"_s}));
}

void TstQueueModels::samplesOfAnotherTimeReplaceAll()
{
    SampleModel model;
    const Tester tester(&model, Tester::FailureReportingMode::Fatal);
    const Instant first = m_clock.utc();
    model.setSamples(samplesOf(first, 0, 3));
    model.setSamples(samplesOf(first, 7, 9));
    QCOMPARE(column(model, SampleModel::WorkflowColumn), QStringList({u"8"_s, u"7"_s}));
    model.setSamples({});
    QCOMPARE(model.rowCount(), 0);
    model.setSamples(samplesOf(first, 1, 2));
    QCOMPARE(column(model, SampleModel::WorkflowColumn), QStringList({u"1"_s}));
}

void TstQueueModels::aSampleIsOneRowAtTheTop()
{
    SampleModel model;
    const Tester tester(&model, Tester::FailureReportingMode::Fatal);
    const Instant first = m_clock.utc();
    model.setSamples(samplesOf(first, 0, 3));
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.append(samplesOf(first, 3, 4).front());
    model.dropBefore(first + 15s);
    QCOMPARE(column(model, SampleModel::WorkflowColumn), QStringList({u"3"_s, u"2"_s}));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(removed.size(), 1);
    model.dropBefore(first + 15s);
    QCOMPARE(removed.size(), 1);
    // A clock was set: the same looks, at other times.
    model.setSamples(samplesOf(first + 5s, 2, 4));
    QCOMPARE(column(model, SampleModel::TimeColumn),
             QStringList({formatDateTime(first + 35s), formatDateTime(first + 25s)}));
    QCOMPARE(model.index(0, SampleModel::TimeColumn).data(CopyRole).toString(), formatZonedTime(first + 35s));
}

void TstQueueModels::sentences_data()
{
    QTest::addColumn<int>("backlog");
    QTest::addColumn<double>("in");
    QTest::addColumn<double>("out");
    QTest::addColumn<int>("age");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("nothing") << 0 << 0.0 << 0.0 << 2 << u""_s << u"Nothing waits."_s;
    QTest::newRow("drains") << 120 << 1.0 << 3.0 << 2 << u""_s
                            << u"Pollers went from 5 to 2 at 10:02. Empty in about 1 m 00 s at this rate."_s;
    QTest::newRow("grows and fires") << 412 << 46.0 << 8.0 << 2 << u"over 100 for 6 m 12 s"_s
                                     << u"Over 100 for 6 m 12 s. Pollers went from 5 to 2 at 10:02."_s;
    QTest::newRow("stays") << 7 << 2.0 << 2.0 << 2 << u""_s
                           << u"Pollers went from 5 to 2 at 10:02. As much comes in as goes out."_s;
    QTest::newRow("old") << 412 << 46.0 << 8.0 << 100 << u"no answer for 1 min; last value shown"_s
                         << u"No answer for 1 min; last value shown. The figures are 1 m 40 s old."_s;
}

void TstQueueModels::sentences()
{
    QFETCH(int, backlog);
    QFETCH(double, in);
    QFETCH(double, out);
    QFETCH(int, age);
    QFETCH(QString, rule);
    const Instant utc{std::chrono::sys_days{std::chrono::year(2026) / 11 / 24} + 10h + 5min};
    const Milliseconds now = 1h;
    QueueSample sample;
    sample.sinceBoot = now - std::chrono::seconds(age);
    sample.interval = 10s;
    sample.workflowBacklog = backlog;
    sample.addRate = in;
    sample.dispatchRate = out;
    const std::vector changes{PollerChange{chartTime(utc - 4min), 3, 5},
                              PollerChange{chartTime(utc - 3min), 5, 2}};
    QTEST(queueSentence(sample, {Signal::Clear, rule, {}, {}}, changes, now), "sentence");
    QCOMPARE(queueSentence({}, {Signal::Unknown, u"no answer yet"_s, {}, {}}, {}, now), u"No answer yet."_s);
}

void TstQueueModels::pollersAlive()
{
    QueueSample sample;
    QCOMPARE(pollersAliveText(sample), u"–"_s);
    sample.workflowPollers = 1;
    sample.activityPollers = 1;
    sample.pollers.resize(5);
    QCOMPARE(pollersAliveText(sample), u"2 of 5"_s);
    sample.pollers.clear();
    QCOMPARE(pollersAliveText(sample), u"2 of 2"_s);
    QCOMPARE(pollerChangeText({0, 2, 1}), u"pollers went from 2 to 1"_s);
    QCOMPARE(pollerChangeText({0, 0, 2}), u"pollers went from 0 to 2"_s);
}

void TstQueueModels::phasesOfThePastEndWhereNothingIsKnown()
{
    const auto judged = [](Milliseconds time, Signal signal) {
        return Judgement{Instant(time), {u"ns"_s, u"q"_s}, signal, true, {}, {}, {}};
    };
    const std::vector<Judgement> judgements{judged(5ms, Signal::Danger), judged(30ms, Signal::Danger),
                                            judged(60ms, Signal::Clear), judged(80ms, Signal::Caution)};
    const std::vector<ChartGap> gaps{{{20, 25}}, {{90, 95}}, {{98, 100}}};
    const std::vector<ChartPhase> shown{{{10, 20}, Signal::Danger},
                                        {{25, 60}, Signal::Danger},
                                        {{80, 90}, Signal::Caution},
                                        {{95, 98}, Signal::Caution}};
    QCOMPARE(phasesOf(judgements, gaps, {10, 100}), shown);
    QVERIFY(phasesOf(judgements, {{{0, 100}}}, {10, 100}).empty());
}

QTEST_GUILESS_MAIN(TstQueueModels)
#include "tst_queuemodels.moc"
