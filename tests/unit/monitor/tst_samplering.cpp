// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/samplering.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {

const QueueKey key{u"ns"_s, u"q"_s};
const Instant start{1'800'000'000s};

QueueSample at(Milliseconds time)
{
    QueueSample sample;
    sample.key = key;
    sample.time = start + time;
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
        const auto samples = ring.since(key, 0s);
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
        const auto samples = ring.since(key, 0s);
        QVERIFY(samples[0].pollers.empty());
        QCOMPARE(samples[0].workflowPollers, 1);
    }

    void beginsWithTheSampleBefore()
    {
        SampleRing ring;
        for (int i = 0; i < 5; ++i)
            ring.append(at(i * Milliseconds(10s)));
        const auto samples = ring.since(key, 25s);
        QCOMPARE(samples.size(), std::size_t(3));
        QCOMPARE(samples.front().time, start + 20s);
        QCOMPARE(ring.since(key, -1h).size(), std::size_t(5));
        QCOMPARE(ring.since(key, 1h).size(), std::size_t(1));
    }

    void forgetsAfterADay()
    {
        SampleRing ring;
        ring.append(at(0s));
        ring.append(at(1h));
        ring.append(at(24h + 1ms));
        QCOMPARE(ring.since(key, 0s).front().time, start + 1h);
    }

    void forgetsTheOldestOfTooMany()
    {
        SampleRing ring;
        for (std::size_t i = 0; i < SampleRing::maxSamples + 10; ++i)
            ring.append(at(i * Milliseconds(1s)));
        const auto samples = ring.since(key, 0s);
        QCOMPARE(samples.size(), SampleRing::maxSamples);
        QCOMPARE(samples.front().time, start + 10s);
    }
};

QTEST_GUILESS_MAIN(TestSampleRing)
#include "tst_samplering.moc"
