// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/memorykeyring.h"
#include "models/metrics/prometheus.h"
#include "models/store/olderpast.h"
#include "tests/fake/prometheusworld.h"
#include "tests/ui/queueworld.h"
#include "ui/widgets/tableview.h"

#include <QTableView>
#include <QToolButton>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// A console that has just been started, and a Prometheus that has been there for ten minutes.
struct OlderWorld : QueueWorld
{
    OlderWorld()
    {
        serve(12, 3, 3, 1, 1);
        fake.haveServer(u"service_requests_total"_s);
        makePage(&prometheus);
        page->resize(1284, 790);
        page->show();
        page->setActive(true);
    }
    ~OlderWorld() { page.reset(); }
    Q_DISABLE_COPY_MOVE(OlderWorld)

    void remember(double value)
    {
        MetricSeries gauge{{{u"task_type"_s, u"Workflow"_s}}, {}};
        for (auto before = 10min; before > 0min; before -= 1min)
            gauge.points.push_back({clock.utc() - before, value});
        fake.say(u"approximate_backlog_count"_s, fake::PrometheusWorld::matrixOf({gauge}));
    }
    [[nodiscard]] double highest() const
    {
        double most = 0;
        for (const auto &line : plotted())
            for (const double value : line)
                most = std::max(most, value);
        return most;
    }
    /// What the chart's crosshair says at the first time of which something is known, from the left.
    [[nodiscard]] QString first() const
    {
        auto *chart = find<BacklogChart>(u"backlogChart"_s);
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_Home);
        for (int i = 0; i < 100 && !chart->accessibleDescription().contains(u"workflow"_s); ++i)
            QTest::keyClick(chart, Qt::Key_Right);
        return chart->accessibleDescription();
    }

    fake::PrometheusWorld fake;
    MemoryKeyring keyring;
    Prometheus prometheus{{fake.url(), {}, {}, false}, u"p"_s, keyring, clock};
};

} // namespace

class TstQueueOlder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { putOnLook(); }
    void whatPrometheusRemembersStandsBeforeTheConsolesOwn();
    void withoutAPrometheusThereIsOnlyTheConsolesOwn();
    void whatCantBeAskedTakesNothingAway();
    void aQueueOfAnotherNamespaceMayBeSpeltAlike();
    void aTableHasTheConsolesLooksAlone();
};

void TstQueueOlder::whatPrometheusRemembersStandsBeforeTheConsolesOwn()
{
    OlderWorld world;
    world.remember(150);
    QVERIFY(world.start());
    QTRY_COMPARE(world.highest(), 150.0);
    const QString first = world.first();
    QVERIFY2(first.contains(u"workflow 150"_s) && first.contains(u"from Prometheus"_s), qPrintable(first));
    auto *chart = world.find<BacklogChart>(u"backlogChart"_s);
    QTest::keyClick(chart, Qt::Key_End);
    QVERIFY2(chart->accessibleDescription().contains(u"workflow 12"_s) &&
                 !chart->accessibleDescription().contains(u"Prometheus"_s),
             qPrintable(chart->accessibleDescription()));
    keepPictures(*world.page, u"queue-older"_s);
    QVERIFY(world.sample(10s)); // it goes on, and what is older stays
    QCOMPARE(world.highest(), 150.0);
}

void TstQueueOlder::withoutAPrometheusThereIsOnlyTheConsolesOwn()
{
    QueueWorld world;
    world.serve(12, 3, 3, 1, 1);
    QVERIFY(world.start());
    QTRY_VERIFY(!world.plotted().isEmpty());
    for (const auto &line : world.plotted())
        for (const double value : line)
            QVERIFY(value <= 12);
}

void TstQueueOlder::whatCantBeAskedTakesNothingAway()
{
    OlderWorld world;
    world.fake.receiver.answer = [](const fake::HttpReceiver::Request &) {
        return fake::HttpReceiver::status("503 Busy");
    };
    QVERIFY(world.start());
    QTRY_VERIFY(!world.fake.receiver.requests.empty());
    QTRY_COMPARE(world.highest(), 12.0);
    QVERIFY2(!world.first().contains(u"Prometheus"_s), qPrintable(world.first()));
    keepPictures(*world.page, u"queue-older-away"_s);
}

void TstQueueOlder::aQueueOfAnotherNamespaceMayBeSpeltAlike()
{
    OlderWorld world;
    world.fake.haveServer(u"service_requests"_s);
    world.remember(150);
    OlderPast older(world.prometheus, *world.watch);
    QObject receiver;
    const auto read = [&] {
        std::optional<Result<Series>> got;
        older.range(ingest, world.clock.utc() - 1h, world.clock.utc(), 60)
            .deliver(&receiver, [&got](Result<Series> series) { got = std::move(series); });
        return QTest::qWaitFor([&got] { return got.has_value(); }, 60'000) && *got;
    };
    QVERIFY(read());
    world.watch->watchByHand({u"stratmaster.prod"_s, u"stratmaster_prod.knowledge_ingest"_s});
    QVERIFY(!read());
}

void TstQueueOlder::aTableHasTheConsolesLooksAlone()
{
    OlderWorld world;
    world.remember(150);
    QVERIFY(world.start());
    QTRY_COMPARE(world.highest(), 150.0);
    world.find<QToolButton>(u"queueTable"_s)->click();
    auto *rows = world.find<QTableView>(u"sampleTable"_s)->model();
    QTRY_VERIFY(rows->rowCount() > 0);
    for (int row = 0; row < rows->rowCount(); ++row)
        QCOMPARE(rows->index(row, 1).data().toString(), u"12"_s);
}

QTEST_MAIN(TstQueueOlder)
#include "tst_queueolder.moc"
