// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/samplering.h"

#include <QTest>

#include <malloc.h>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {

QueueSample at(Milliseconds time)
{
    QueueSample sample;
    sample.sinceBoot = time;
    sample.interval = 10s;
    return sample;
}

} // namespace

class TestSampleRing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsValuesAndWhatIsUnknown()
    {
        SampleRing ring;
        QueueSample full = at(0s);
        full.workflowBacklog = 0;
        full.activityBacklog = 5'000'000'000;
        full.oldestTask = 90s;
        full.oldestWorkflowTask = 0ms;
        full.addRate = 0.5;
        full.dispatchRate = 0;
        full.workflowPollers = 0;
        full.activityPollers = 12;
        ring.append(full);
        ring.append(at(10s));
        const auto samples = ring.since(0s);
        QCOMPARE(samples.size(), std::size_t(2));
        QCOMPARE(samples[0], full);
        QCOMPARE(samples[1], at(10s));
    }

    void dropsPollersKeepsTheirNumber()
    {
        SampleRing ring;
        QueueSample sample = at(0s);
        sample.workflowPollers = 1;
        sample.pollers.push_back({u"p"_s, TaskType::Workflow, 0s, 0, true, {}});
        ring.append(sample);
        const auto samples = ring.since(0s);
        QVERIFY(samples[0].pollers.empty());
        QCOMPARE(samples[0].workflowPollers, 1);
    }

    void beginsWithTheSampleBefore()
    {
        SampleRing ring;
        for (int i = 0; i < 5; ++i)
            ring.append(at(i * Milliseconds(10s)));
        const auto samples = ring.since(25s);
        QCOMPARE(samples.size(), std::size_t(3));
        QCOMPARE(samples.front().sinceBoot, Milliseconds(20s));
        QCOMPARE(ring.since(-1h).size(), std::size_t(5));
        QCOMPARE(ring.since(1h).size(), std::size_t(1));
    }

    void forgetsAfterADay()
    {
        SampleRing ring;
        ring.append(at(0s));
        ring.append(at(1h));
        ring.append(at(24h + 1ms));
        QCOMPARE(ring.since(0s).front().sinceBoot, Milliseconds(1h));
    }

    void forgetsTheOldestOfTooMany()
    {
        SampleRing ring;
        for (std::size_t i = 0; i < SampleRing::maxSamples + 10; ++i)
            ring.append(at(i * Milliseconds(1s)));
        const auto samples = ring.since(0s);
        QCOMPARE(samples.size(), SampleRing::maxSamples);
        QCOMPARE(samples.front().sinceBoot, Milliseconds(10s));
    }

    void fiveThousandQueuesFitWhateverTheRate()
    {
        constexpr std::size_t queues = 5000;
        constexpr std::size_t mostBytes = 130'000'000;
        const std::size_t before = mallinfo2().uordblks;
        std::vector<SampleRing> rings(queues);
        for (std::size_t i = 0; i < 2 * SampleRing::maxSamples; ++i)
            for (SampleRing &ring : rings)
                ring.append(at(i * Milliseconds(10s)));
        const std::size_t taken = mallinfo2().uordblks - before;
        QVERIFY2(taken < mostBytes, qPrintable(QString::number(taken)));
        qInfo("%zu queues: %.1f MB", queues, static_cast<double>(taken) / 1e6);
    }
};

QTEST_GUILESS_MAIN(TestSampleRing)
#include "tst_samplering.moc"
