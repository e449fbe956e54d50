// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/boardproxy.h"

#include "models/alerts/alertengine.h"
#include "models/board/boardmodel.h"
#include "models/board/liveboard.h"
#include "tests/unit/monitor/watchworld.h"

#include <QAbstractItemModelTester>
#include <QIdentityProxyModel>
#include <QSignalSpy>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// The board with signals as a test wants them.
class Judged final : public QIdentityProxyModel
{
public:
    void judge(const QModelIndex &row, Signal signal, std::optional<Instant> since)
    {
        m_verdicts[keyOf(row)] = {signal, since};
        Q_EMIT dataChanged(row, row.siblingAtColumn(BoardModel::ColumnCount - 1));
    }
    void deny(const QString &ns) { m_denied = ns; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (role == BoardModel::DeniedRole)
            return keyOf(mapToSource(index)).ns == m_denied;
        const auto verdict = m_verdicts.find(keyOf(mapToSource(index)));
        if (verdict != m_verdicts.end() &&
            (role == BoardModel::SignalRole || role == BoardModel::ShownSignalRole))
            return int(verdict->second.first);
        if (verdict != m_verdicts.end() && role == BoardModel::SinceRole)
            return verdict->second.second
                       ? QVariant(qint64(verdict->second.second->time_since_epoch().count()))
                       : QVariant();
        return QIdentityProxyModel::data(index, role);
    }

private:
    static QueueKey keyOf(const QModelIndex &row)
    {
        return {row.data(BoardModel::NamespaceRole).toString(), row.data(BoardModel::QueueRole).toString()};
    }
    std::map<QueueKey, std::pair<Signal, std::optional<Instant>>> m_verdicts;
    QString m_denied;
};

/// A board of the queues busy (3 tasks), calm (none) and never (configured, not seen), worst first.
struct Board : WatchWorld
{
    void begin()
    {
        serve();
        profile.queues = {never};
        create();
        runbook = Runbook::parse("version = 1\n[[queue]]\nname = \"busy\"\nowner = \"Knowledge MCP\"\n",
                                 u"runbook.toml"_s)
                      .value();
        alerts = std::make_unique<AlertEngine>(*watch, runbook, clock);
        present = std::make_unique<LiveBoard>(*watch, *alerts, clock);
        model = std::make_unique<BoardModel>(*present, runbook);
        judged.setSourceModel(model.get());
        proxy.setSourceModel(&judged);
        tester = std::make_unique<QAbstractItemModelTester>(
            &proxy, QAbstractItemModelTester::FailureReportingMode::Fatal);
        watch->start({});
        QTRY_VERIFY(watch->firstSweepDone());
        settle();
        for (const QueueKey &key : {busy, calm, never})
            judge(key, Signal::Clear);
        proxy.sort(BoardModel::SignalColumn, Qt::DescendingOrder);
        proxy.settle();
    }

    void judge(const QueueKey &key, Signal signal, std::optional<Milliseconds> ago = {})
    {
        const auto since = ago ? std::optional(clock.utc() - *ago) : std::nullopt;
        judged.judge(judged.mapFromSource(model->indexOf(key)), signal, since);
    }
    [[nodiscard]] QModelIndex at(const QueueKey &key, int column = 0) const
    {
        return proxy.mapFromSource(judged.mapFromSource(model->indexOf(key, column)));
    }
    [[nodiscard]] QStringList namespaces() const { return names({}, BoardModel::NamespaceRole); }
    [[nodiscard]] QStringList queues() const { return names(at({u"ns"_s, {}}), Qt::DisplayRole); }
    [[nodiscard]] QStringList names(const QModelIndex &parent, int role) const
    {
        QStringList all;
        for (int row = 0; row < proxy.rowCount(parent); ++row)
            all << proxy.index(row, BoardModel::NameColumn, parent).data(role).toString();
        return all;
    }

    const QueueKey never{u"ns"_s, u"ns.never"_s};
    Runbook runbook;
    std::unique_ptr<AlertEngine> alerts;
    std::unique_ptr<LiveBoard> present;
    std::unique_ptr<BoardModel> model;
    Judged judged;
    BoardProxy proxy;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

} // namespace

class TstBoardProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void orderStandsUntilSettled();
    void longerTroubleIsWorse();
    void unknownComesLastInEitherOrder();
    void whatMayNotBeReadComesLastInEitherOrder();
    void frozenShowsThatMoment();
    void whatCameWhileFrozenIsShownAfterwards();
    void filterNarrowsAndKeepsTheNamespace();
    void wordsNarrowAndLeaveOut();
    void cutStandsUntilSettled();
    void whatIsFoldedIsFoundAndFrozenToo();
};

void TstBoardProxy::orderStandsUntilSettled()
{
    Board board;
    board.begin();
    QCOMPARE(board.queues(), QStringList({u"busy"_s, u"calm"_s, u"never"_s}));
    QVERIFY(board.proxy.isSettled());
    const QPersistentModelIndex kept = board.at(board.calm);
    QCOMPARE(kept.row(), 1);

    board.judge(board.calm, Signal::Danger, 1min);
    QCOMPARE(board.at(board.calm).data(BoardModel::SignalRole).toInt(), int(Signal::Danger));
    QCOMPARE(board.queues(), QStringList({u"busy"_s, u"calm"_s, u"never"_s}));
    QVERIFY(!board.proxy.isSettled());

    board.proxy.settle();
    QVERIFY(board.proxy.isSettled());
    QCOMPARE(board.queues(), QStringList({u"calm"_s, u"busy"_s, u"never"_s}));
    QCOMPARE(kept.row(), 0);
}

void TstBoardProxy::longerTroubleIsWorse()
{
    Board board;
    board.begin();
    board.judge(board.busy, Signal::Caution, 9min);
    board.judge(board.calm, Signal::Danger, 1min);
    board.judge(board.never, Signal::Danger, 2min);
    board.proxy.settle();
    QCOMPARE(board.queues(), QStringList({u"never"_s, u"calm"_s, u"busy"_s}));
}

void TstBoardProxy::unknownComesLastInEitherOrder()
{
    Board board;
    board.begin();
    board.proxy.sort(BoardModel::WorkflowBacklogColumn, Qt::AscendingOrder);
    QCOMPARE(board.queues(), QStringList({u"calm"_s, u"busy"_s, u"never"_s}));
    board.proxy.sort(BoardModel::WorkflowBacklogColumn, Qt::DescendingOrder);
    QCOMPARE(board.queues(), QStringList({u"busy"_s, u"calm"_s, u"never"_s}));
}

void TstBoardProxy::whatMayNotBeReadComesLastInEitherOrder()
{
    Board board;
    board.judged.deny(u"ns"_s);
    board.begin();
    const QStringList last{u"other"_s, u"ns"_s};
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        board.proxy.sort(BoardModel::SignalColumn, order);
        QCOMPARE(board.namespaces(), last);
        board.proxy.sort(BoardModel::NameColumn, order);
        QCOMPARE(board.namespaces(), last);
    }
    BoardFilter filter;
    filter.signal = Signal::Unknown;
    board.judge(board.never, Signal::Unknown);
    board.proxy.setFilter(filter);
    QVERIFY(!board.namespaces().contains(u"ns"_s)); // it is not among those that are counted
}

void TstBoardProxy::frozenShowsThatMoment()
{
    Board board;
    board.begin();
    const auto backlog = [&board] {
        return board.at(board.busy, BoardModel::WorkflowBacklogColumn).data().toString();
    };
    QCOMPARE(backlog(), u"3"_s);
    board.proxy.setFrozen(true);
    QVERIFY(board.proxy.isFrozen());
    board.setQueue(board.busy, 70, 2);
    board.setRunning(u"ns"_s, {board.busy.queue, board.calm.queue, u"ns.late"_s});
    board.run(6min, 15s);
    const QueueKey late{u"ns"_s, u"ns.late"_s};
    QVERIFY(board.model->indexOf(late).isValid());
    QCOMPARE(board.model->indexOf(board.busy, BoardModel::WorkflowBacklogColumn).data().toString(), u"70"_s);
    QCOMPARE(backlog(), u"3"_s);
    board.proxy.settle();
    QCOMPARE(backlog(), u"3"_s);
    QVERIFY(!board.at(late).isValid());

    QSignalSpy changed(&board.proxy, &QAbstractItemModel::dataChanged);
    board.proxy.setFrozen(false);
    QCOMPARE(backlog(), u"70"_s);
    QVERIFY(!changed.isEmpty());
    board.proxy.settle();
    QVERIFY(board.at(late).isValid());
}

/// Nothing settled the board meanwhile.
void TstBoardProxy::whatCameWhileFrozenIsShownAfterwards()
{
    Board board;
    board.begin();
    board.proxy.setFrozen(true);
    board.setRunning(u"ns"_s, {board.busy.queue, board.calm.queue, u"ns.late"_s});
    board.run(6min, 15s);
    const QueueKey late{u"ns"_s, u"ns.late"_s};
    QVERIFY(board.model->indexOf(late).isValid());
    board.proxy.setFrozen(false);
    board.proxy.settle();
    QVERIFY(board.at(late).isValid());
}

void TstBoardProxy::filterNarrowsAndKeepsTheNamespace()
{
    Board board;
    board.begin();
    QCOMPARE(board.namespaces().size(), 2);
    board.judge(board.calm, Signal::Danger, 1min);
    BoardFilter filter;
    filter.text = u"CAL"_s;
    board.proxy.setFilter(filter);
    QCOMPARE(board.namespaces(), QStringList(u"ns"_s));
    QCOMPARE(board.queues(), QStringList(u"calm"_s));

    filter = {};
    filter.owner = u"Knowledge MCP"_s;
    board.proxy.setFilter(filter);
    QCOMPARE(board.queues(), QStringList(u"busy"_s));

    filter = {};
    filter.signal = Signal::Danger;
    board.proxy.setFilter(filter);
    QCOMPARE(board.queues(), QStringList(u"calm"_s));

    filter = {};
    filter.onlyTrouble = true;
    board.judge(board.never, Signal::Unknown); // what isn't known isn't fine
    board.proxy.setFilter(filter);
    QCOMPARE(board.queues(), QStringList({u"calm"_s, u"never"_s}));

    board.proxy.setFilter({});
    QCOMPARE(board.queues().size(), 3);
}

void TstBoardProxy::wordsNarrowAndLeaveOut()
{
    Board board;
    board.begin();
    const auto shown = [&](const QString &text) {
        board.proxy.setFilter({{}, {}, false, text});
        return board.queues();
    };
    QCOMPARE(shown(u"-calm"_s), QStringList({u"busy"_s, u"never"_s}));
    QCOMPARE(shown(u"  -calm  -NEV "_s), QStringList(u"busy"_s));
    QCOMPARE(shown(u"mcp knowledge"_s), QStringList(u"busy"_s)); // its owner's words in any order
    QCOMPARE(shown(u"ns -knowledge"_s), QStringList({u"calm"_s, u"never"_s}));
    QCOMPARE(shown(u"-"_s), QStringList()); // no name has one
    static_cast<void>(shown(u"-ns"_s));
    QCOMPARE(board.namespaces(), QStringList(u"other"_s));
}

void TstBoardProxy::cutStandsUntilSettled()
{
    Board board;
    board.begin();
    board.judge(board.calm, Signal::Danger, 1min);
    BoardFilter filter;
    filter.onlyTrouble = true;
    board.proxy.setFilter(filter);
    QCOMPARE(board.queues(), QStringList(u"calm"_s));
    board.judge(board.calm, Signal::Clear);
    board.judge(board.busy, Signal::Danger, 1min);
    QCOMPARE(board.queues(), QStringList(u"calm"_s));
    QVERIFY(!board.proxy.isSettled());
    board.proxy.settle();
    QCOMPARE(board.queues(), QStringList(u"busy"_s));
}

void TstBoardProxy::whatIsFoldedIsFoundAndFrozenToo()
{
    Board board;
    board.begin();
    std::vector<QString> names{board.busy.queue, board.calm.queue};
    for (int i = 0; i < 12; ++i)
        names.push_back(u"w-%1"_s.arg(i));
    board.setRunning(u"ns"_s, names);
    board.run(7min); // a walk begins with a count, up to a minute after it may
    board.proxy.settle();
    const QueueKey worker{u"ns"_s, u"w-7"_s};
    QVERIFY(board.queues().contains(u"12 × w-…"_s));
    QCOMPARE(board.at(worker).parent().parent(), board.at({u"ns"_s, {}}));

    board.proxy.setFilter({{}, {}, false, u"w-7"_s});
    QCOMPARE(board.queues(), QStringList({u"12 × w-…"_s}));
    QCOMPARE(board.names(board.at(worker).parent(), Qt::DisplayRole), QStringList(u"w-7"_s));
    board.proxy.setFilter({{}, {}, false, u"nobody"_s});
    QCOMPARE(board.proxy.rowCount(), 0);
    board.proxy.setFilter({});

    board.judge(worker, Signal::Clear);
    board.proxy.setFrozen(true);
    board.judge(worker, Signal::Danger, 1min);
    QCOMPARE(board.at(worker).data(BoardModel::SignalRole).toInt(), int(Signal::Clear));
    board.proxy.setFrozen(false);
    QCOMPARE(board.at(worker).data(BoardModel::SignalRole).toInt(), int(Signal::Danger));
}

QTEST_GUILESS_MAIN(TstBoardProxy)
#include "tst_boardproxy.moc"
