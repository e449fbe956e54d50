// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/dispatcher.h"
#include "models/recovery/findinglistmodel.h"
#include "models/recovery/namespacelinemodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

RunFate run(Fate fate, const QString &id)
{
    return {fate, id, u"run of "_s + id, u"Order"_s, 12, 8, ExecutionStatus::Running};
}

NamespaceVerification namespaceOf(const QString &name, const std::vector<RunFate> &named, qint64 intact)
{
    NamespaceVerification ns;
    ns.name = name;
    ns.named = named;
    for (const RunFate &each : named)
        ++ns.counts[each.fate];
    ns.counts[Fate::Intact] = intact;
    return ns;
}

/// Of prod a run is behind, one a ghost and one has ended; orders is as it was, but for its workers.
Verification mixed()
{
    Verification found;
    found.namespaces = {namespaceOf(u"orders"_s, {}, 4),
                        namespaceOf(u"prod"_s,
                                    {run(Fate::ClosedSince, u"ended"_s), run(Fate::Ghost, u"ghost"_s),
                                     run(Fate::Behind, u"behind"_s)},
                                    7)};
    found.namespaces[0].queues = {{u"quiet"_s, TaskType::Workflow, 2, 0},
                                  {u"polled"_s, TaskType::Workflow, 2, 3}};
    found.namespaces[1].changes = {{u"retention"_s, {}, u"30 d"_s, u"3 d"_s}};
    found.namespaces[1].again = {{u"charge"_s, u"cards"_s, 2, u"card1"_s}};
    found.namespaces[1].gaps = {{manifest::Part::Schedules, u"refused"_s}};
    found.newNamespaces = {u"fresh"_s};
    return found;
}

QStringList words(const std::vector<Finding> &findings)
{
    QStringList list;
    for (const Finding &one : findings)
        list << one.word;
    return list;
}

const Finding *find(const std::vector<Finding> &findings, const QString &subject)
{
    const auto found = std::find_if(findings.begin(), findings.end(),
                                    [&](const Finding &one) { return one.subject == subject; });
    return found == findings.end() ? nullptr : &*found;
}

} // namespace

class TestFindings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dispatcher::init(); }

    void theWorstComesFirst()
    {
        const auto findings = findingsOf(mixed(), {});
        QCOMPARE(words(findings),
                 (QStringList{u"behind"_s, u"nobody polls"_s, u"ghost"_s, u"set otherwise"_s, u"done again"_s,
                              u"not known"_s, u"new since"_s, u"polled again"_s, u"closed since"_s}));
        for (std::size_t i = 1; i < findings.size(); ++i)
            QVERIFY(findings[i - 1].signal >= findings[i].signal);
    }

    /// What is there can be looked at; what only the list has is an administrator's.
    void whatIsThereCanBeOpened()
    {
        const auto findings = findingsOf(mixed(), {});
        const Finding *const behind = find(findings, u"behind"_s);
        QVERIFY(behind && behind->workflowId == u"behind"_s && behind->runId == u"run of behind"_s);
        QVERIFY(behind->command.isEmpty());
        QCOMPARE(behind->then, u"12 events"_s);
        QCOMPARE(behind->now, u"8 events"_s);
        const Finding *const ghost = find(findings, u"ghost"_s);
        QVERIFY(ghost && ghost->workflowId.isEmpty());
        QVERIFY2(ghost->command.startsWith(u"tdbg --namespace prod workflow delete"_s),
                 qPrintable(ghost->command));
        QCOMPARE(find(findings, u"charge"_s)->workflowId, u"card1"_s);
        QCOMPARE(find(findings, u"quiet, workflow tasks"_s)->queue, u"quiet"_s);
    }

    void whatIsWatchedAndStandsIsNamed()
    {
        std::vector<Standing> standing{{u"prod"_s, u"due"_s, u"r1"_s, 10, true},
                                       {u"prod"_s, u"timer"_s, u"r2"_s, 10, false}};
        const auto findings = findingsOf(mixed(), standing);
        QCOMPARE(find(findings, u"due"_s)->signal, Signal::Caution);
        QCOMPARE(find(findings, u"due"_s)->word, u"has not gone on"_s);
        QCOMPARE(find(findings, u"timer"_s)->signal, Signal::Clear);
        standing.resize(3000, standing.front());
        QCOMPARE(findingsOf(mixed(), standing).size(), findings.size() - 2 + 1000);
    }

    void aNamespaceThatIsGoneIsALoss()
    {
        Verification found;
        found.namespaces = {namespaceOf(u"prod"_s, {}, 0)};
        found.namespaces[0].state = NamespaceVerification::State::Missing;
        const auto findings = findingsOf(found, {});
        QCOMPARE(findings.size(), std::size_t(1));
        QCOMPARE(findings[0].signal, Signal::Danger);
        QCOMPARE(findings[0].now, u"there is no such namespace"_s);
        QCOMPARE(linesOf(found)[1].signal, Signal::Danger);
    }

    void namespacesInNumbers()
    {
        NamespaceLineModel model;
        const QAbstractItemModelTester tester(&model, fatal);
        model.setLines(linesOf(mixed()));
        QCOMPARE(model.rowCount(), 3);
        const auto cell = [&model](int row, int column) {
            return model.index(row, column).data().toString();
        };
        QCOMPARE(cell(0, NamespaceLineModel::NamespaceColumn), u"all"_s);
        QCOMPARE(cell(1, NamespaceLineModel::NamespaceColumn), u"prod"_s);
        QCOMPARE(cell(2, NamespaceLineModel::NamespaceColumn), u"orders"_s);
        QCOMPARE(cell(1, NamespaceLineModel::SignalColumn), u"something is lost"_s);
        QCOMPARE(cell(2, NamespaceLineModel::SignalColumn), u"differs"_s);
        QCOMPARE(cell(1, NamespaceLineModel::BehindColumn), u"1"_s);
        QCOMPARE(cell(1, NamespaceLineModel::WrongColumn), u"1"_s);
        QCOMPARE(cell(1, NamespaceLineModel::AgainColumn), u"2"_s);
        QCOMPARE(cell(1, NamespaceLineModel::ChangedColumn), u"1"_s);
        QCOMPARE(cell(2, NamespaceLineModel::UnpolledColumn), u"1"_s);
        QCOMPARE(cell(0, NamespaceLineModel::IntactColumn), u"11"_s);
        QCOMPARE(cell(0, NamespaceLineModel::StateColumn), u"2 namespaces"_s);
        QCOMPARE(cell(2, NamespaceLineModel::StateColumn), u"4 intact"_s);
        // What is chosen stays as numbers change.
        const QPersistentModelIndex orders = model.index(2, 0);
        Verification mended = mixed();
        mended.namespaces[1] = namespaceOf(u"prod"_s, {}, 9);
        model.setLines(linesOf(mended));
        QCOMPARE(orders.data().toString(), u"orders"_s);
        QCOMPARE(orders.row(), 1);
    }

    void filtersNarrow()
    {
        FindingListModel model;
        const QAbstractItemModelTester tester(&model, fatal);
        model.setAll(std::make_shared<const std::vector<Finding>>(findingsOf(mixed(), {})));
        QTRY_COMPARE(model.rowCount(), 9);
        model.setFilter({{}, true, {}});
        QTRY_COMPARE(model.rowCount(), 6);
        model.setFilter({u"orders"_s, false, {}});
        QTRY_COMPARE(model.rowCount(), 2);
        model.setFilter({{}, false, u"prod -ghost"_s});
        QTRY_COMPARE(model.rowCount(), 5);
    }
};

QTEST_GUILESS_MAIN(TestFindings)
#include "tst_findings.moc"
