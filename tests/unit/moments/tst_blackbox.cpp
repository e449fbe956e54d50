// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/moments/blackbox.h"

#include "models/board/pastboard.h"
#include "models/board/sparkline.h"
#include "models/moments/blackboxpast.h"
#include "tests/unit/board/recordedworld.h"

#include <QFile>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

/// Everything that a view asks for of a row.
QVariantList rowOf(const QAbstractItemModel &board, const QModelIndex &row)
{
    QVariantList cells;
    for (int column = 0; column < board.columnCount(); ++column) {
        for (const int role :
             {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole),
              int(BoardModel::SortRole), int(BoardModel::SignalRole), int(BoardModel::ShownSignalRole),
              int(BoardModel::SinceRole), int(BoardModel::AgeRole), int(BoardModel::StaleRole),
              int(BoardModel::EmphasisRole)})
            cells << row.siblingAtColumn(column).data(role);
        cells << row.siblingAtColumn(column).data(Qt::AccessibleDescriptionRole);
    }
    for (const double value : row.data(BoardModel::SparklineRole).value<QList<double>>())
        cells << QString::number(value); // no number equals itself
    return cells;
}

/// The board that a store or a black box shows at a moment: row by row, cell by cell.
QList<QVariantList> boardAt(const QString &path, Instant moment, const Runbook &runbook)
{
    PastBoard source(runbook);
    const BoardModel board(source, runbook);
    const auto known = readMoment(path, moment, sparkline::span);
    if (!known)
        qFatal("%s", qPrintable(known.error().detail));
    source.show(moment, *known);
    QList<QVariantList> rows;
    for (int ns = 0; ns < board.rowCount(); ++ns) {
        const QModelIndex above = board.index(ns, 0);
        rows << rowOf(board, above);
        for (int queue = 0; queue < board.rowCount(above); ++queue)
            rows << rowOf(board, board.index(queue, 0, above));
    }
    return rows;
}

QByteArray record(const QString &op, Instant time, const QString &ns)
{
    return uR"({"v":1,"kind":"intent","op":"%1","time":"%2","user":"Ada","subject":"secret-subject","verb":"terminate","namespace":"%3","workflow_id":"w-1","reason":"stuck"})"_s
               .arg(op,
                    QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC)
                        .toString(Qt::ISODate),
                    ns)
               .toUtf8() +
           '\n';
}

/// A recorded world and a journal beside it.
struct World : RecordedWorld
{
    [[nodiscard]] blackbox::Order order(Instant from, Instant to) const
    {
        return {path, journal, file, {u"eu"_s, from, to}, {u"ns"_s, u"other"_s}};
    }
    void writeJournal(const QByteArray &lines) const
    {
        QFile written(journal);
        QVERIFY(written.open(QIODevice::WriteOnly) && written.write(lines) == lines.size());
    }

    QString journal = folder.filePath(u"journal.jsonl"_s);
    QString file = folder.filePath(u"night.blackbox"_s);
};

} // namespace

class TestBlackBox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anHourReopensToTheSameBoardCellByCell();
    void whatWasDoneIsInIt();
    void withoutAJournalNothingWasDone();
    void aPastReadsAllOfIt();
};

void TestBlackBox::anHourReopensToTheSameBoardCellByCell()
{
    World world;
    world.record();
    world.run(20min, 5s);
    const Instant from = std::chrono::floor<std::chrono::seconds>(world.clock.utc());
    world.run(30min, 5s);
    world.setQueue(world.busy, 0);
    world.run(40min, 5s);
    const auto contents = blackbox::write(world.order(from, from + 1h));
    QVERIFY2(contents, contents ? "" : qPrintable(contents.error().detail));
    QVERIFY(contents->seen.looks > 100 && contents->seen.judgements > 1);
    bool wasInDanger = false;
    for (Instant moment = from; moment <= from + 1h; moment += 37s) {
        const auto then = boardAt(world.path, moment, world.runbook);
        QCOMPARE(then.size(), 4);
        QCOMPARE(boardAt(world.file, moment, world.runbook), then);
        wasInDanger = wasInDanger || then[1].contains(u"danger"_s);
    }
    QVERIFY2(wasInDanger, "and there was something to be shown");
}

void TestBlackBox::whatWasDoneIsInIt()
{
    World world;
    world.record();
    world.run(1min);
    const Instant now = std::chrono::floor<std::chrono::seconds>(world.clock.utc());
    world.writeJournal(
        record(u"op-1"_s, now - 30s, u"ns"_s) +
        "{\"kind\":\"outcome\",\"op\":\"op-1\",\"outcome\":\"done\",\"sentence\":\"It ended.\"}\n" +
        record(u"op-2"_s, now - 20s, u"hidden"_s) + record(u"op-3"_s, now - 2h, u"ns"_s));
    const auto contents = blackbox::write(world.order(now - 1min, now));
    QVERIFY(contents);
    QCOMPARE(contents->interventions, qint64(1));
    const auto acts = blackbox::readActs(world.file);
    QVERIFY(acts);
    QCOMPARE(acts->size(), std::size_t(1));
    const Act &act = acts->front();
    QCOMPARE(act.time, now - 30s);
    QCOMPARE(QStringList(
                 {act.op, act.user, act.verb, act.ns, act.workflowId, act.reason, act.outcome, act.sentence}),
             QStringList({u"op-1"_s, u"Ada"_s, u"terminate"_s, u"ns"_s, u"w-1"_s, u"stuck"_s, u"done"_s,
                          u"It ended."_s}));
    QFile file(world.file);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY2(!bytes.contains("secret-subject") && !bytes.contains("hidden"), "no more than is shown");
}

void TestBlackBox::withoutAJournalNothingWasDone()
{
    World world;
    world.record();
    world.run(1min);
    const auto contents = blackbox::write(world.order(world.clock.utc() - 1min, world.clock.utc()));
    QVERIFY(contents);
    QCOMPARE(contents->interventions, qint64(0));
    QCOMPARE(blackbox::readActs(world.file)->size(), std::size_t(0));
}

void TestBlackBox::aPastReadsAllOfIt()
{
    World world;
    world.record();
    world.run(2min);
    const Instant now = world.clock.utc();
    world.writeJournal(record(u"op-1"_s, now - 30s, u"ns"_s));
    QVERIFY(blackbox::write(world.order(now - 2min, now)));
    BlackBoxPast past(world.file, *readLabel(world.file));
    QCOMPARE(past.span().to, std::chrono::floor<std::chrono::seconds>(now));
    std::size_t looks = 0;
    std::size_t points = 0;
    std::size_t acts = 0;
    std::size_t judgements = 0;
    past.moment(now, 0ms).deliver(this, [&](const Result<PastMoment> &came) { looks = came->looks.size(); });
    past.judgements(world.busy, past.span()).deliver(this, [&](const Result<std::vector<Judgement>> &came) {
        judgements = came->size();
    });
    past.range(world.busy, past.span(), 100).deliver(this, [&](const Result<PastSpan> &came) {
        points = came->series.points().size();
    });
    past.acts().deliver(this, [&](const Result<std::vector<Act>> &came) { acts = came->size(); });
    QTRY_COMPARE(acts, std::size_t(1));
    QCOMPARE(looks, std::size_t(2));
    QVERIFY(points > 5);
    QVERIFY(judgements > 0);
}

QTEST_GUILESS_MAIN(TestBlackBox)
#include "tst_blackbox.moc"
