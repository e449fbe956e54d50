// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/pastboard.h"

#include "tests/unit/board/recordedworld.h"

#include <cmath>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

const Instant moment{1'790'000'040s};
const QueueKey queue{u"ns"_s, u"busy"_s};

PastLook lookAt(const QueueKey &key, Milliseconds before, std::optional<Signal> signal = Signal::Clear,
                const QString &sentence = {})
{
    PastLook look;
    look.sample.key = key;
    look.sample.time = moment - before;
    look.sample.workflowBacklog = 150;
    look.until = look.sample.time + 30s;
    if (signal)
        look.judgement = Judgement{moment - before, key, *signal, true, moment - 10min, {}, sentence};
    return look;
}

/// A board that is shown one moment after the other.
struct Shown
{
    void at(const std::vector<PastLook> &looks, Instant time = moment)
    {
        source.show(time, {looks, counts});
        board.tick();
    }
    [[nodiscard]] QVariant at(const QueueKey &key, int column, int role = Qt::DisplayRole) const
    {
        return board.indexOf(key, column).data(role);
    }
    [[nodiscard]] QString text(const QueueKey &key, int column) const { return at(key, column).toString(); }

    std::vector<PastCounts> counts; ///< beside the looks
    Runbook runbook =
        Runbook::parse("version = 1\n[[queue]]\nname = \"busy\"\nowner = \"Team\"\n", u"runbook.toml"_s)
            .value();
    PastBoard source{runbook};
    BoardModel board{source, runbook};
    QAbstractItemModelTester tester{&board, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

/// What is told of each queue without words for ages of seconds, which the store rounds.
QStringList cells(const BoardModel &board, const QueueKey &key)
{
    QStringList cells;
    for (const int column :
         {BoardModel::SignalColumn, BoardModel::NameColumn, BoardModel::OwnerColumn,
          BoardModel::WorkflowBacklogColumn, BoardModel::ActivityBacklogColumn, BoardModel::OldestColumn,
          BoardModel::RatesColumn, BoardModel::DrainColumn, BoardModel::PollersColumn})
        cells << board.indexOf(key, column).data().toString();
    for (const int role : {BoardModel::ShownSignalRole, BoardModel::StaleRole, BoardModel::EmphasisRole})
        cells << board.indexOf(key, BoardModel::WorkflowBacklogColumn).data(role).toString();
    return cells;
}

} // namespace

class TestPastBoard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatWasJudgedThen();
    void whatNoLongerSpokeIsUnknownWithItsAge();
    void whatWasNotKeptIsSaid();
    void aClearQueueSaysHowOldItsLookWas();
    void movingKeepsTheRowsThatStay();
    void aNamespaceShowsTheWorstOfItsQueues();
    void theLineIsOfTheTimeBefore();
    void theTooltipSaysWhenItWasJudged();
    void whatWasCountedOfANamespaceIsShown();
    void countsThatNoLongerSpokeAreUnknown();
    void whatTheBoardShowedIsShownAgain();
};

void TestPastBoard::showsWhatWasJudgedThen()
{
    Shown shown;
    shown.at({lookAt(queue, 10s, Signal::Danger, u"nobody polls"_s)});
    QCOMPARE(shown.text(queue, BoardModel::SignalColumn), u"danger"_s);
    QCOMPARE(shown.text(queue, BoardModel::SentenceColumn), u"nobody polls"_s);
    QCOMPARE(shown.text(queue, BoardModel::WorkflowBacklogColumn), u"150"_s);
    QCOMPARE(shown.text(queue, BoardModel::OwnerColumn), u"Team"_s);
    QCOMPARE(shown.text(queue, BoardModel::RunningColumn), u"–"_s);
    QCOMPARE(shown.at(queue, 0, BoardModel::SinceRole).toLongLong(),
             qint64((moment - 10min).time_since_epoch().count()));
    QVERIFY(!shown.at(queue, 0, BoardModel::StaleRole).toBool());
    QVERIFY(shown.at(queue, BoardModel::WorkflowBacklogColumn, BoardModel::EmphasisRole).toBool());
}

void TestPastBoard::whatNoLongerSpokeIsUnknownWithItsAge()
{
    Shown shown;
    shown.at({lookAt(queue, 3h, Signal::Danger, u"nobody polls"_s)});
    QCOMPARE(shown.text(queue, BoardModel::SignalColumn), u"unknown"_s);
    QCOMPARE(shown.text(queue, BoardModel::SentenceColumn), u"nothing was seen of it for 3 h 00 m"_s);
    QVERIFY(shown.at(queue, 0, BoardModel::StaleRole).toBool());
    QCOMPARE(shown.at(queue, 0, BoardModel::AgeRole).toLongLong(), qint64(3) * 3600 * 1000);
    QVERIFY2(shown.at(queue, 0, BoardModel::ShownSignalRole).toInt() == int(Signal::Danger),
             "as on the board of now, what was known last is shown in grey");
}

void TestPastBoard::whatWasNotKeptIsSaid()
{
    Shown shown;
    shown.at({lookAt(queue, 10s, std::nullopt)});
    QCOMPARE(shown.text(queue, BoardModel::SignalColumn), u"unknown"_s);
    QCOMPARE(shown.text(queue, BoardModel::SentenceColumn), u"how it was judged was not kept"_s);
    shown.at({lookAt(queue, 10s, Signal::Caution)});
    QCOMPARE(shown.text(queue, BoardModel::SignalColumn), u"caution"_s);
    QCOMPARE(shown.text(queue, BoardModel::SentenceColumn), u"why was not kept"_s);
}

void TestPastBoard::aClearQueueSaysHowOldItsLookWas()
{
    Shown shown;
    PastLook look = lookAt(queue, 6min);
    look.until = moment + 1h;
    shown.at({look});
    QCOMPARE(shown.text(queue, BoardModel::SentenceColumn), u"checked 6 min before"_s);
    shown.at({lookAt(queue, 10s)});
    QCOMPARE(shown.text(queue, BoardModel::SentenceColumn), QString());
}

void TestPastBoard::movingKeepsTheRowsThatStay()
{
    Shown shown;
    const QueueKey other{u"ns"_s, u"calm"_s};
    const QueueKey elsewhere{u"other"_s, u"q"_s};
    shown.at({lookAt(queue, 10s), lookAt(other, 10s), lookAt(elsewhere, 10s)});
    const QPersistentModelIndex row = shown.board.indexOf(queue);
    shown.at({lookAt(queue, 40min, Signal::Danger, u"held"_s)}, moment - 40min);
    QVERIFY(row.isValid());
    QCOMPARE(row.sibling(row.row(), BoardModel::SentenceColumn).data().toString(), u"held"_s);
    QVERIFY(!shown.board.indexOf(other).isValid());
    QCOMPARE(shown.board.rowCount(), 1);
    QCOMPARE(shown.board.count(Signal::Danger), 1);
    QCOMPARE(shown.board.count(Signal::Clear), 0);
}

void TestPastBoard::aNamespaceShowsTheWorstOfItsQueues()
{
    Shown shown;
    const QueueKey ns{u"ns"_s, {}};
    shown.at({lookAt(queue, 10s), lookAt({u"ns"_s, u"x"_s}, 10s, Signal::Caution, u"grows"_s)});
    QCOMPARE(shown.text(ns, BoardModel::SignalColumn), u"caution"_s);
    QCOMPARE(shown.at(ns, 0, BoardModel::DetailRole).toString(), QString());
    shown.at({lookAt(queue, 10s)});
    QCOMPARE(shown.text(ns, BoardModel::SignalColumn), u"clear"_s);
}

void TestPastBoard::theLineIsOfTheTimeBefore()
{
    Shown shown;
    PastLook look = lookAt(queue, 10s);
    look.before = {{moment - 5min, moment - 4min, 7, 40}};
    shown.at({look});
    const auto line = shown.at(queue, 0, BoardModel::SparklineRole).value<QList<double>>();
    QCOMPARE(line.size(), 60);
    QVERIFY2(std::isnan(line.first()), "nothing is known of then");
    QVERIFY(line.contains(40));
    QCOMPARE(line.last(), 150.0);
}

void TestPastBoard::theTooltipSaysWhenItWasJudged()
{
    Shown shown;
    shown.at({lookAt(queue, 10s, Signal::Danger, u"nobody polls"_s)});
    const QString tip = shown.at(queue, BoardModel::NameColumn, Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains(u"nobody polls"_s) && tip.contains(u"judged so: 20"_s), qPrintable(tip));
}

void TestPastBoard::whatWasCountedOfANamespaceIsShown()
{
    Shown shown;
    const QueueKey ns{u"ns"_s, {}};
    const QueueKey idle{u"idle"_s, {}}; // without a queue
    shown.at({lookAt(queue, 10s)});
    QCOMPARE(shown.text(ns, BoardModel::RunningColumn), u"–"_s);
    QVERIFY2(shown.text(ns, BoardModel::SentenceColumn).isEmpty(), "today is not then");
    const CloseSample closes{
        moment - 2min, moment - 1min, {{ExecutionStatus::TimedOut, 4}}, moment - 8h, 12, {}};
    shown.counts = {{u"idle"_s, 0, {}, moment + 1min, {}, {}},
                    {u"ns"_s, 41, 3, moment + 1min, closes, moment - 10s}};
    shown.at({lookAt(queue, 10s)});
    QCOMPARE(shown.board.rowCount(), 2);
    QCOMPARE(shown.text(ns, BoardModel::RunningColumn), u"41"_s);
    const QString sentence = shown.text(ns, BoardModel::SentenceColumn);
    QVERIFY2(sentence.startsWith(u"12 failed since "_s), qPrintable(sentence));
    QVERIFY2(sentence.endsWith(u" · 3 paused · last minute: 4 timed out"_s), qPrintable(sentence));
    QCOMPARE(shown.text(ns, BoardModel::SignalColumn), u"clear"_s);
    QCOMPARE(shown.text(idle, BoardModel::RunningColumn), u"0"_s);
    QCOMPARE(shown.board.running(), 41);
}

void TestPastBoard::countsThatNoLongerSpokeAreUnknown()
{
    Shown shown;
    const QueueKey ns{u"ns"_s, {}};
    shown.counts = {{u"ns"_s, 41, 3, moment - 20min + countValidity, {}, {}}};
    shown.at({lookAt(queue, 10s)});
    QCOMPARE(shown.text(ns, BoardModel::SignalColumn), u"unknown"_s);
    QCOMPARE(shown.text(ns, BoardModel::SentenceColumn), u"nothing was counted of it for 20 min"_s);
    QVERIFY(shown.at(ns, 0, BoardModel::StaleRole).toBool());
}

void TestPastBoard::whatTheBoardShowedIsShownAgain()
{
    RecordedWorld world;
    world.visible = {{u"ns"_s, {}}};
    world.record();
    for (int minute = 0; minute < 12; ++minute) {
        world.run(1min);
        world.tick();
        const auto known = readMoment(world.path, world.clock.utc());
        QVERIFY(known);
        Shown past;
        past.runbook = world.runbook;
        past.counts = known->namespaces;
        past.at(known->looks, world.clock.utc());
        for (const QueueKey &key : {world.busy, world.calm})
            QCOMPARE(cells(past.board, key), cells(*world.board, key));
        for (const int column :
             {BoardModel::SignalColumn, BoardModel::RunningColumn, BoardModel::SentenceColumn})
            QCOMPARE(past.text(world.ns, column), world.text(world.ns, column));
    }
    QVERIFY2(world.board->count(Signal::Danger) == 1, "and there was something to be shown");
}

QTEST_GUILESS_MAIN(TestPastBoard)
#include "tst_pastboard.moc"
