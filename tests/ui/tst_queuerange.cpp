// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/queueworld.h"

#include "models/store/storekeeper.h"
#include "ui/queue/seriesfile.h"

#include <QAbstractButton>
#include <QAction>
#include <QFileDialog>
#include <QImage>
#include <QLineEdit>
#include <QTableView>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// A week of looks in the store, as a console left it that ran until ten minutes ago; a spike three days ago.
void writeWeek(const QueueWorld &world)
{
    StoreKeeper keeper(world.store.filePath(u"past.sqlite"_s));
    std::vector<LookRow> rows;
    const Instant now = world.clock.utc();
    for (Instant time = now - 7 * 24h; time < now - 10min; time += 5min) {
        QueueSample sample;
        sample.key = world.key;
        sample.time = time;
        sample.sinceBoot = time - (now - 7 * 24h);
        sample.interval = 5min;
        sample.workflowBacklog = std::chrono::abs(now - 3 * 24h - time) < 3min ? 70'000 : 3;
        sample.activityBacklog = 5;
        for (const LookRow &row : rowsOf(sample))
            rows.push_back(row);
    }
    QCOMPARE(keeper.keep({std::move(rows), {}}, now).state, Kept::State::Recording);
}

double highest(const QueueWorld &world)
{
    double most = 0;
    for (const auto &line : world.plotted())
        for (const double value : line)
            most = std::max(most, value);
    return most;
}

/// What the dialog that asks where to save does when a person says so.
bool saveTo(const QueueWorld &world, const QString &path)
{
    auto *dialog = world.page->findChild<QFileDialog *>(u"saveChartDialog"_s);
    if (!dialog)
        return false;
    QSignalSpy said(world.page.get(), &Page::notice);
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    return QTest::qWaitFor([&said] { return !said.isEmpty(); }) &&
           said.first().first().toString() == u"Saved as %1."_s.arg(path);
}

} // namespace

class TstQueueRange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aSpikeOfThreeDaysAgoIsSeen();
    void aStretchIsLookedAtAndLeft();
    void aLogScaleIsRemembered();
    void everyLookIsSaved();
    void thePictureIsSaved();
    void whatCannotBeReadIsSaid();

private:
    QTemporaryDir m_home;
};

void TstQueueRange::initTestCase()
{
    qputenv("XDG_STATE_HOME", m_home.path().toUtf8());
    qputenv("TZ", "UTC");
    putOnLook();
}

void TstQueueRange::aSpikeOfThreeDaysAgoIsSeen()
{
    QueueWorld world;
    world.serve(7, 5, 3, 1, 1);
    writeWeek(world);
    QVERIFY(world.start());
    QTRY_COMPARE(highest(world), 7.0);
    for (const QString &range : {u"range10080"_s, u"range43200"_s}) {
        world.find<QAbstractButton>(range)->click();
        QTRY_COMPARE(highest(world), 70'000.0);
    }
    keepPictures(*world.page, u"queue-month"_s);
    world.find<QAbstractButton>(u"range15"_s)->click();
    QTRY_COMPARE(highest(world), 7.0);
}

void TstQueueRange::aStretchIsLookedAtAndLeft()
{
    QueueWorld world;
    world.serve(7, 5, 3, 1, 1);
    writeWeek(world);
    QVERIFY(world.start());
    world.find<QAbstractButton>(u"range10080"_s)->click();
    QTRY_COMPARE(highest(world), 70'000.0);
    auto *chart = world.find<BacklogChart>(u"backlogChart"_s);
    auto *whole = world.find<QAbstractButton>(u"queueWhole"_s);
    QVERIFY(!whole->isVisible());
    const auto ago = [&](Milliseconds time) { return chartTime(world.clock.utc() - time); };
    Q_EMIT chart->spanChosen({ago(6 * 24h), ago(5 * 24h)});
    QTRY_COMPARE(highest(world), 5.0);
    QVERIFY(whole->isVisible());
    QVERIFY(world.sample(10s)); // it stands still
    QCOMPARE(highest(world), 5.0);
    chart->setFocus();
    QTest::keyClick(chart, Qt::Key_Escape);
    QVERIFY(!whole->isVisible());
    QTRY_COMPARE(highest(world), 70'000.0);
}

void TstQueueRange::aLogScaleIsRemembered()
{
    {
        QueueWorld world;
        world.serve(999, 0, 3, 1, 1);
        QVERIFY(world.start());
        QTRY_COMPARE(highest(world), 999.0);
        world.find<QAbstractButton>(u"queueLog"_s)->click();
        QTRY_COMPARE(highest(world), 3.0);
        keepPictures(*world.page, u"queue-log"_s);
    }
    const QueueWorld again;
    QVERIFY(again.find<QAbstractButton>(u"queueLog"_s)->isChecked());
    again.find<QAbstractButton>(u"queueLog"_s)->click();
}

void TstQueueRange::everyLookIsSaved()
{
    QueueWorld world;
    world.serve(7, 5, 3, 1, 1);
    writeWeek(world);
    QVERIFY(world.start());
    world.find<QAbstractButton>(u"range1440"_s)->click();
    world.find<QAction>(u"saveData"_s)->trigger();
    const QString path = m_home.filePath(u"looks.csv"_s);
    QVERIFY(saveTo(world, path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    QCOMPARE(lines.first(), QByteArray("time,until,workflow_backlog,activity_backlog,oldest_task_s,in_per_s,"
                                       "out_per_s,workflow_pollers,activity_pollers"));
    QCOMPARE(lines.size(), 1 + (24 * 12 - 2) + 1); // of the store, and the one of now
    QVERIFY2(lines.at(1).startsWith("2026-11-23 10:00:00+00:00,2026-11-23 10:05:00+00:00,3,5,"),
             lines.at(1).constData());
    QVERIFY2(lines.last().startsWith("2026-11-24 10:00:0"), lines.last().constData());
}

void TstQueueRange::thePictureIsSaved()
{
    QueueWorld world;
    world.serve(7, 5, 3, 1, 1);
    QVERIFY(world.start());
    world.find<QAction>(u"savePicture"_s)->trigger();
    const QString path = m_home.filePath(u"picture.png"_s);
    QVERIFY(saveTo(world, path));
    const QImage picture(path);
    QCOMPARE(picture.size(), world.find<BacklogChart>(u"backlogChart"_s)->size());
}

void TstQueueRange::whatCannotBeReadIsSaid()
{
    QueueWorld world;
    QFile store(world.store.filePath(u"past.sqlite"_s));
    QVERIFY(store.open(QIODevice::WriteOnly) && store.write("no store at all") > 0);
    store.close();
    world.serve(7, 5, 3, 1, 1);
    QVERIFY(world.start());
    auto *sentence = world.find<PlainLabel>(u"queueSentence"_s);
    QTRY_VERIFY2(sentence->text().startsWith(u"What was seen before can't be read: "_s),
                 qPrintable(sentence->text()));
    QTRY_COMPARE(highest(world), 7.0); // what is seen now is shown
    QSignalSpy said(world.page.get(), &Page::notice);
    world.find<QAction>(u"saveData"_s)->trigger();
    Q_EMIT world.page->findChild<QFileDialog *>(u"saveChartDialog"_s)
        ->fileSelected(m_home.filePath(u"nothing.csv"_s));
    QTRY_COMPARE(said.size(), 1);
    QVERIFY(said.first().first().toString().startsWith(u"Nothing was saved: "_s));
    QVERIFY(!QFile::exists(m_home.filePath(u"nothing.csv"_s)));
}

QTEST_MAIN(TstQueueRange)
#include "tst_queuerange.moc"
