// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/cadence.h"

#include <QTest>

using namespace signalbox;
using namespace std::chrono_literals;

namespace {

QueueSample idle()
{
    QueueSample sample;
    sample.workflowBacklog = 0;
    sample.workflowPollers = 0;
    sample.addRate = 0;
    return sample;
}

} // namespace

Q_DECLARE_METATYPE(QueueSample)

class TestCadence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void slowsDownWhenIdle_data()
    {
        QTest::addColumn<int>("idleSamples");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("never looked") << 0 << qint64(30);
        QTest::newRow("twice") << 2 << qint64(30);
        QTest::newRow("three times") << 3 << qint64(120);
        QTest::newRow("four") << 4 << qint64(240);
        QTest::newRow("five") << 5 << qint64(480);
        QTest::newRow("six") << 6 << qint64(600);
        QTest::newRow("for ever") << 1'000'000 << qint64(600);
    }
    void slowsDownWhenIdle()
    {
        QFETCH(int, idleSamples);
        QFETCH(qint64, seconds);
        Cadence cadence;
        for (int i = 0; i < idleSamples; ++i)
            cadence.observe(idle());
        QCOMPARE(cadence.interval(false), Milliseconds(seconds * 1000));
        QCOMPARE(cadence.interval(true), Milliseconds(10s));
    }

    void anySignOfLifeWakesIt_data()
    {
        QTest::addColumn<QueueSample>("sample");
        QueueSample sample = idle();
        sample.workflowBacklog = 1;
        QTest::newRow("workflow backlog") << sample;
        sample = idle();
        sample.activityBacklog = 1;
        QTest::newRow("activity backlog") << sample;
        sample = idle();
        sample.workflowPollers = 1;
        QTest::newRow("a workflow poller") << sample;
        sample = idle();
        sample.activityPollers = 1;
        QTest::newRow("an activity poller") << sample;
        sample = idle();
        sample.addRate = 0.01;
        QTest::newRow("something is added") << sample;
    }
    void anySignOfLifeWakesIt()
    {
        QFETCH(QueueSample, sample);
        Cadence cadence;
        for (int i = 0; i < 10; ++i)
            cadence.observe(idle());
        cadence.observe(sample);
        QCOMPARE(cadence.interval(false), Milliseconds(30s));
    }
};

QTEST_GUILESS_MAIN(TestCadence)
#include "tst_cadence.moc"
