// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/dispatcher.h"
#include "models/runbook/driftlistmodel.h"
#include "tests/unit/runbook/driftworld.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace signalbox;
using namespace signalbox::test;

namespace {

const QByteArray file = "queue_names = '<namespace>.<queue>'\n"
                        "[[namespace]]\nmatch = 'a*'\nretention = '3d'\nowner = 'ada@example.org'\n"
                        "[[queue]]\nname = 'busy'\nowner = 'Team B'\n"
                        "[[clean_up]]\nnamespaces = ['a1']\nolder_than = '14d'\n";

/// a1 keeps too long and has old runs, a2 can't be read, a3 is as it should be.
SeenCluster mixed()
{
    SeenNamespace first = namespaceOf(u"a1"_s, 480h);
    first.oldRuns = 3;
    first.queues = {queueOf(u"a1.busy"_s, 1)};
    return clusterOf({first, unreadable(u"a2"_s), namespaceOf(u"a3"_s)});
}

std::shared_ptr<const std::vector<ListedDrift>> listed(const SeenCluster &cluster)
{
    const Expectations expectations = expectationsOf(file);
    const auto runbook = Runbook::parse("version = 1\n" + file, u"r.toml"_s);
    return std::make_shared<const std::vector<ListedDrift>>(
        listDrifts(driftsOf(expectations, cluster), runbook.value(), expectations, cluster.time));
}

struct Shown
{
    Shown() { set(mixed()); }
    void set(const SeenCluster &cluster)
    {
        model.setAll(listed(cluster));
        settle();
    }
    void filter(const DriftFilter &filter)
    {
        model.setFilter(filter);
        settle();
    }
    void settle() { QTRY_VERIFY(!model.isPlanning()); }
    [[nodiscard]] QStringList column(DriftListModel::Column column) const
    {
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row)
            texts << model.index(row, column).data().toString();
        return texts;
    }

    DriftListModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

} // namespace

class TestDriftList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dispatcher::init(); }

    void whatCallsForSomebodyComesFirst()
    {
        const Shown shown;
        const QStringList states = shown.column(DriftListModel::StateColumn);
        QVERIFY(!states.isEmpty());
        QCOMPARE(states.front(), u"drifted"_s);
        QCOMPARE(states.back(), u"holds"_s);
        const auto unknown = states.indexOf(u"not known"_s);
        QVERIFY(unknown > states.lastIndexOf(u"drifted"_s) && unknown < states.indexOf(u"holds"_s));
    }

    void whoOwnsItIsTheQueuesOwnerElseTheNamespaces()
    {
        const Shown shown;
        for (const ListedDrift &one : shown.model.all())
            if (one.drift.subject.queue == u"a1.busy"_s)
                QCOMPARE(one.owner, u"Team B"_s);
            else if (one.drift.subject.ns == u"a3"_s)
                QCOMPARE(one.owner, u"ada@example.org"_s);
    }

    void theRunsThatItIsAboutAreNamed()
    {
        const Shown shown;
        int queries = 0;
        for (const ListedDrift &one : shown.model.all()) {
            if (one.query.isEmpty())
                continue;
            ++queries;
            QCOMPARE(one.drift.rule, DriftRule::CleanUp);
            QCOMPARE(one.query, u"ExecutionStatus='Running' AND StartTime < '2027-01-01T08:00:00Z'"_s);
        }
        QCOMPARE(queries, 1);
    }

    void filtersNarrow()
    {
        Shown shown;
        const int all = shown.model.rowCount();
        shown.filter({DriftState::CannotBeKnown, {}, {}, {}});
        QVERIFY(shown.model.rowCount() > 0 && shown.model.rowCount() < all);
        for (const QString &state : shown.column(DriftListModel::StateColumn))
            QCOMPARE(state, u"not known"_s);
        shown.filter({{}, u"Team B"_s, {}, {}});
        for (const QString &queue : shown.column(DriftListModel::QueueColumn))
            QVERIFY(queue.endsWith(u"busy"_s));
        shown.filter({{}, {}, u"a3"_s, {}});
        QCOMPARE(shown.column(DriftListModel::NamespaceColumn).removeDuplicates(),
                 shown.model.rowCount() - 1);
        shown.filter({{}, {}, {}, u"retention -a1"_s});
        QCOMPARE(shown.column(DriftListModel::NamespaceColumn), (QStringList{u"a2"_s, u"a3"_s}));
        shown.filter({{}, {}, {}, u"nowhere"_s});
        QCOMPARE(shown.model.rowCount(), 0);
        shown.filter({});
        QCOMPARE(shown.model.rowCount(), all);
    }

    void columnsSort()
    {
        Shown shown;
        shown.model.sort(DriftListModel::NamespaceColumn, Qt::DescendingOrder);
        shown.settle();
        QStringList names = shown.column(DriftListModel::NamespaceColumn);
        QStringList sorted = names;
        std::sort(sorted.begin(), sorted.end(), std::greater<>());
        QCOMPARE(names, sorted);
        QVERIFY(names.front() != names.back());
    }

    /// The last wish wins, whatever was asked for while the worker was at another.
    void theLastFilterIsShown()
    {
        Shown shown;
        QSignalSpy told(&shown.model, &DriftListModel::shown);
        for (const QChar letter : u"retention -a1"_s)
            shown.model.setFilter({{}, {}, {}, QString(letter)});
        shown.filter({{}, {}, {}, u"retention -a1"_s});
        QCOMPARE(shown.column(DriftListModel::NamespaceColumn), (QStringList{u"a2"_s, u"a3"_s}));
        QCOMPARE(told.size(), 1);
    }

    void whatIsChosenStaysAsTheClusterIsSeenAnew()
    {
        Shown shown;
        shown.filter({{}, {}, {}, u"retention"_s});
        const QPersistentModelIndex a1 = shown.model.index(0, 0);
        QCOMPARE(a1.sibling(a1.row(), DriftListModel::NamespaceColumn).data().toString(), u"a1"_s);
        QSignalSpy removed(&shown.model, &QAbstractItemModel::rowsRemoved);
        SeenCluster mended = mixed();
        mended.namespaces[0].settings->info.retention = 72h;
        shown.set(mended);
        QVERIFY(a1.isValid());
        QCOMPARE(shown.model.at(a1.row()).drift.subject.ns, u"a1"_s);
        QCOMPARE(shown.model.at(a1.row()).drift.state, DriftState::Holds);
        QCOMPARE(removed.size(), 0);
    }

    void itLeavesTheWindowAsTables()
    {
        Drift drift;
        drift.rule = DriftRule::Description;
        drift.subject = {u"=cmd|x"_s, {}};
        drift.state = DriftState::Drifted;
        drift.expected = u"\"Orders\" | <b>all</b>"_s;
        drift.fix.command = u"temporal operator namespace update"_s;
        const std::vector<ListedDrift> list{{drift, u"Team *B*"_s, {}}};
        const QString csv = QString::fromUtf8(csvOf(list));
        QVERIFY2(csv.startsWith(u"state,rule,namespace,"_s), qPrintable(csv));
        QVERIFY2(csv.contains(u"drifted,description,\"'=cmd|x\",\"\",\"Team *B*\",\"\"\"Orders\"\""_s),
                 qPrintable(csv));
        const QString markdown = markdownOf(list, u"# r.toml"_s);
        QVERIFY2(markdown.contains(u"=cmd\\|x"_s), qPrintable(markdown));
        QVERIFY2(markdown.contains(u"\\<b\\>all"_s), qPrintable(markdown));
        QCOMPARE(markdown.count(u"\n| drifted |"_s), 1);
    }
};

QTEST_GUILESS_MAIN(TestDriftList)
#include "tst_driftlist.moc"
