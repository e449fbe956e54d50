// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alertlistmodel.h"
#include "models/alerts/alertmarks.h"
#include "models/base/zonedtime.h"
#include "tests/unit/alerts/alertworld.h"

#include <QAbstractItemModelTester>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

struct ListWorld : AlertWorld
{
    ListWorld()
    {
        serve();
        runbook = Runbook::parse("version = 1\n[[queue]]\nname = 'busy'\nowner = 'Orders'\n"
                                 "[[alert]]\nkind = 'oldest_task'\nenabled = false\n"
                                 "[[alert]]\nkind = 'no_pollers'\nenabled = false\n",
                                 u"r"_s)
                      .value();
    }
    void begin()
    {
        AlertWorld::begin();
        beginList();
    }
    void beginList()
    {
        marks = std::make_unique<AlertMarks>(folder.filePath(u"past.sqlite"_s), clock);
        marks->setPerson(u"ada"_s);
        marks->tick();
        QTRY_VERIFY(marks->isRead());
        listing = std::make_unique<AlertListing>(*alerts, *marks, runbook, clock);
    }
    void show()
    {
        listing->update();
        QVERIFY(QTest::qWaitFor([this] { return listing->isComplete(); }));
        model.setAlerts(listing->rows());
        QVERIFY2(isAsMadeAnew(), "what was kept is what would be found anew");
    }
    [[nodiscard]] bool isAsMadeAnew() const
    {
        AlertListing anew(*alerts, *marks, runbook, clock);
        anew.update();
        return QTest::qWaitFor([&anew] { return anew.isComplete(); }) &&
               totalsText(anew) == totalsText(*listing) && anew.owners() == listing->owners() &&
               anew.namespaces() == listing->namespaces() &&
               std::equal(
                   anew.rows().begin(), anew.rows().end(), listing->rows().begin(), listing->rows().end(),
                   [](const ListedRow &one, const ListedRow &other) { return *one.alert == *other.alert; });
    }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return model.index(row, column).data().toString();
    }
    /// Each as "queue state".
    [[nodiscard]] QStringList lines()
    {
        show();
        QStringList lines;
        for (int row = 0; row < model.rowCount(); ++row)
            lines << cell(row, AlertListModel::QueueColumn) + u' ' + cell(row, AlertListModel::StateColumn);
        return lines;
    }

    QTemporaryDir folder;
    std::unique_ptr<AlertMarks> marks;
    std::unique_ptr<AlertListing> listing;
    AlertListModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

} // namespace

class TestAlertList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWorstComesFirst()
    {
        ListWorld world;
        world.setQueue(world.calm, 101, 0, 10s);
        world.setQueue(world.busy, 412, 0, 400s);
        world.begin();
        QCOMPARE(world.lines(), (QStringList{u"busy firing"_s, u"calm pending"_s}));
        QCOMPARE(world.cell(0, AlertListModel::RuleColumn), u"workflow backlog > 100 for 5 m"_s);
        QCOMPARE(world.cell(0, AlertListModel::ValueColumn), u"412, limit 100"_s);
        QCOMPARE(world.cell(0, AlertListModel::NamespaceColumn), u"ns"_s);
        QCOMPARE(world.cell(0, AlertListModel::OwnerColumn), u"Orders"_s);
        QCOMPARE(world.cell(0, AlertListModel::AgeColumn), u"6 min"_s);
        QCOMPARE(world.model.index(0, AlertListModel::QueueColumn).data(CopyRole).toString(), u"ns.busy"_s);
        QCOMPARE(world.cell(1, AlertListModel::SignalColumn), u"caution"_s);
        QCOMPARE(totalsText(*world.listing), u"1 firing · 1 pending"_s);
        QCOMPARE(openDangers(*world.alerts, *world.marks), 1);
    }

    void whatSomebodyHasTakenComesAfter()
    {
        ListWorld world;
        world.setQueue(world.calm, 101, 0, 500s);
        world.setQueue(world.busy, 412, 0, 400s);
        world.begin();
        QCOMPARE(world.lines(), (QStringList{u"calm firing"_s, u"busy firing"_s})); // the older one
        const QPersistentModelIndex calm = world.model.index(0, 0);
        world.marks->acknowledge(world.model.alert(0).alert);
        QTRY_VERIFY(world.marks->acknowledgement(world.model.alert(0).alert));
        QCOMPARE(world.lines(), (QStringList{u"busy firing"_s, u"calm firing"_s}));
        QCOMPARE(calm.row(), 1);
        QCOMPARE(world.cell(1, AlertListModel::MarkColumn), u"acknowledged by ada"_s);
        QCOMPARE(openDangers(*world.alerts, *world.marks), 1);
        world.marks->snoozeUntil(world.model.alert(0).alert, world.clock.utc() + 30min);
        QTRY_COMPARE(openDangers(*world.alerts, *world.marks), 0);
        world.show();
        QVERIFY(markText(world.model.alert(1)).startsWith(u"snoozed until "_s));
        AlertFilter open;
        open.onlyOpen = true;
        world.model.setFilter(open);
        QCOMPARE(world.model.rowCount(), 0);
        QCOMPARE(world.model.all().size(), std::size_t(2));
        world.clock.advance(30min);
        world.show();
        QVERIFY2(std::any_of(world.model.all().begin(), world.model.all().end(),
                             [](const ListedRow &one) {
                                 return markText(*one.alert).startsWith(u"snooze ended at "_s);
                             }),
                 "that it has ended is said");
    }

    void filtersNarrow()
    {
        ListWorld world;
        world.setQueue(world.calm, 101, 0, 10s);
        world.setQueue(world.busy, 412, 0, 400s);
        world.begin();
        world.show();
        QCOMPARE(world.listing->owners(), QStringList{u"Orders"_s});
        QCOMPARE(world.listing->namespaces(), QStringList{u"ns"_s});
        const auto rows = [&world](const AlertFilter &filter) {
            world.model.setFilter(filter);
            return world.model.rowCount();
        };
        QCOMPARE(rows({AlertStage::Pending, {}, {}, false}), 1);
        QCOMPARE(rows({{}, u"Orders"_s, {}, false}), 1);
        QCOMPARE(rows({{}, {}, u"other"_s, false}), 0);
        QCOMPARE(rows({}), 2);
    }

    void recoveringIsSaid()
    {
        ListWorld world;
        world.setQueue(world.busy, 412, 0, 400s);
        world.visible = {world.busy};
        world.begin();
        world.setQueue(world.busy, 3, 0, 4s);
        world.live(15s);
        QCOMPARE(world.lines(), QStringList{u"busy recovering"_s});
        world.live(60s);
        QCOMPARE(world.lines(), QStringList());
        const AlertCoverage coverage = coverageOf(*world.alerts, *world.watch);
        QCOMPARE(coverage.queues, std::size_t(2));
        QCOMPARE(coverage.unjudged, std::size_t(0));
        QCOMPARE(coverage.rules, std::size_t(10)); // of twelve kinds two are off
    }

    void whatIsOldIsNotKnown()
    {
        ListWorld world;
        world.begin();
        QCOMPARE(world.lines(), QStringList());
        world.clock.advance(10min); // and nobody looked
        world.alerts->tick();
        const QStringList lines = world.lines();
        QVERIFY2(lines.contains(u"busy not known"_s) && lines.contains(u"calm not known"_s),
                 qPrintable(lines.join(u", "_s)));
        QCOMPARE(world.model.alert(0).alert.signal, Signal::Unknown);
        QCOMPARE(world.cell(0, AlertListModel::AgeColumn), u"–"_s);
        QCOMPARE(world.cell(0, AlertListModel::ValueColumn), u"–"_s);
    }

    void manyAreListedInSeveralEvents()
    {
        ListWorld world;
        constexpr std::size_t queues = 3 * AlertListing::atOnce;
        world.profile.queues.clear();
        for (std::size_t i = 0; i < queues; ++i)
            world.profile.queues.push_back({u"ns"_s, u"many-%1"_s.arg(i)});
        world.create();
        world.alerts = std::make_unique<AlertEngine>(*world.watch, world.runbook, world.clock);
        world.watch->start({});
        for (int second = 0; second < 300 && !world.watch->firstSweepDone(); ++second)
            world.live(1s);
        QVERIFY(world.watch->firstSweepDone());
        world.beginList();
        QCOMPARE(world.lines(), QStringList());
        world.clock.advance(1h); // and nobody looked
        world.alerts->tick();
        int announced = 0;
        QObject::connect(world.listing.get(), &AlertListing::listed, &world.model, [&] { ++announced; });
        world.listing->update();
        QVERIFY(!world.listing->isComplete());
        QCOMPARE(announced, 0);
        QVERIFY(QTest::qWaitFor([&] { return world.listing->isComplete(); }));
        QCOMPARE(announced, 1);
        QVERIFY(world.listing->count(AlertStage::Unknown) >= queues);
        world.show();
        world.listing->update(); // nothing is said anew
        QCOMPARE(announced, 1);
        world.setQueue({u"ns"_s, u"many-200"_s}, 412, 0, 400s);
        world.visible = {{u"ns"_s, u"many-200"_s}};
        world.live(5s);
        QCOMPARE(world.lines().first(), u"many-200 firing"_s);
        world.watch->forget();
        QCOMPARE(world.lines(), QStringList());
        QVERIFY(world.listing->owners().isEmpty() && world.listing->namespaces().isEmpty());
    }

    void whatAnOutageExplainsIsMuted()
    {
        ListWorld world;
        world.clock.setUtc(world.realClock.utc()); // by which the connection is lost
        world.setQueue(world.busy, 412, 0, 400s);
        world.begin();
        world.server.stop();
        QVERIFY(QTest::qWaitFor(
            [&world] {
                world.watch->refresh();
                return world.client->connection() == ConnectionState::Lost;
            },
            20'000));
        for (int second = 0; second < 200; ++second) {
            world.clock.advance(1s);
            world.alerts->tick();
        }
        const QStringList lines = world.lines();
        QCOMPARE(lines.first(), u" firing"_s);
        QCOMPARE(world.cell(0, AlertListModel::NamespaceColumn), u"the cluster"_s);
        QVERIFY2(lines.contains(u"busy muted"_s), qPrintable(lines.join(u", "_s)));
        QVERIFY(!lines.contains(u"busy not known"_s));
        QVERIFY(totalsText(*world.listing).startsWith(u"1 firing · "_s));
    }
};

QTEST_GUILESS_MAIN(TestAlertList)
#include "tst_alertlist.moc"
