// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alerthistorymodel.h"
#include "models/base/zonedtime.h"
#include "tests/ui/alertsworld.h"
#include "tests/ui/look.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QToolButton>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

struct ShownHistory : ShownAlerts
{
    explicit ShownHistory(ConsoleWorld &world, QSize size = {1360, 860})
        : ShownAlerts(world, size)
    {
        press(Qt::Key_H);
    }
    [[nodiscard]] TableView *history() const { return find<TableView>(u"alertHistory"_s); }
    [[nodiscard]] QString past(int row, int column) const
    {
        return history()->model()->index(row, column).data().toString();
    }
};

} // namespace

class TstAlertsHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { putOnLook(); }
    void tellsWhatRulesDid();
    void ofNothingItSaysSo();
    void itGoesBackAsFarAsIsAsked();
    void aRowOpensTheQueueOfThen();
    void whatIsShownIsCopiedAndSaved();
    void nobodySeesWhatTheyMayNotRead();
    void aDamagedStoreIsSaid();
    void pictures();
};

void TstAlertsHistory::tellsWhatRulesDid()
{
    AlertsWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    const ShownHistory shown(world);
    const QAbstractItemModelTester tester(shown.history()->model(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    QTRY_VERIFY(shown.history()->model()->rowCount() >= 2);
    QCOMPARE(QApplication::focusWidget(), shown.history());
    QStringList lines;
    for (int row = 0; row < shown.history()->model()->rowCount(); ++row)
        lines << shown.past(row, AlertHistoryModel::QueueColumn) + u' ' +
                     shown.past(row, AlertHistoryModel::WhatColumn) + u' ' +
                     shown.past(row, AlertHistoryModel::RuleColumn);
    const auto fired = lines.indexOf(u"knowledge_ingest fires workflow backlog > 100 for 5 m"_s);
    const auto pending = lines.indexOf(u"knowledge_ingest pending workflow backlog > 100 for 5 m"_s);
    QVERIFY2(fired >= 0 && fired < pending, qPrintable(lines.join(u'\n')));
    QVERIFY(shown.text(u"alertHistoryCount"_s).endsWith(u" changes"_s));
    press(Qt::Key_H);
    QVERIFY(shown.table()->isVisible() && !shown.history()->isVisible());
}

void TstAlertsHistory::ofNothingItSaysSo()
{
    AlertsWorld world;
    QVERIFY(world.signIn());
    const ShownHistory shown(world);
    QTRY_COMPARE(shown.history()->emptyText(),
                 u"No rule did anything in this time, or nobody recorded it."_s);
    QCOMPARE(shown.text(u"alertHistoryCount"_s), u"0 changes"_s);
}

void TstAlertsHistory::itGoesBackAsFarAsIsAsked()
{
    AlertsWorld world;
    QVERIFY(world.signIn());
    const Transition old{world.clock.utc() - 48h, u"backlog"_s,       ConsoleWorld::ingest,
                         TaskType::Workflow,      AlertState::Firing, 412};
    QVERIFY(world.keeper.keep({{}, {old}}, world.clock.utc()).state == Kept::State::Recording);
    const ShownHistory shown(world);
    QTRY_COMPARE(shown.text(u"alertHistoryCount"_s), u"0 changes"_s);
    shown.find<QToolButton>(u"alertHistoryRange10080"_s)->click();
    QTRY_COMPARE(shown.text(u"alertHistoryCount"_s), u"1 change"_s);
}

void TstAlertsHistory::aRowOpensTheQueueOfThen()
{
    AlertsWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    const ShownHistory shown(world);
    QTRY_VERIFY(shown.history()->model()->rowCount() > 0);
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    QCOMPARE(shown.place().page, Place::Page::PastQueue);
    QVERIFY(shown.place().moment);
}

void TstAlertsHistory::whatIsShownIsCopiedAndSaved()
{
    AlertsWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    const ShownHistory shown(world);
    QTRY_VERIFY(shown.history()->model()->rowCount() > 0);
    press(Qt::Key_Down);
    press(Qt::Key_C, Qt::ControlModifier);
    const QString time = shown.history()->model()->index(0, 0).data(CopyRole).toString();
    QVERIFY2(QApplication::clipboard()->text().startsWith(time + u'\t'),
             qPrintable(QApplication::clipboard()->text()));
    QVERIFY(time.endsWith(u"+00:00"_s));
    shown.find<QToolButton>(u"alertHistorySave"_s)->click();
    auto *dialog = shown.find<QFileDialog>(u"saveChartDialog"_s);
    QVERIFY(dialog);
    const QString path = world.home.filePath(u"alerts.csv"_s);
    Q_EMIT dialog->fileSelected(path);
    QFile file(path);
    QTRY_VERIFY(file.exists() && file.size() > 0);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArrayList lines = file.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), shown.history()->model()->rowCount() + 1);
    QVERIFY(lines[0].startsWith("time,state,rule,"));
}

void TstAlertsHistory::nobodySeesWhatTheyMayNotRead()
{
    AlertsWorld world;
    QVERIFY(world.signIn());
    const auto fired = [&world](const QString &ns) {
        return Transition{world.clock.utc() - 1h, u"backlog"_s,       {ns, u"q"_s},
                          TaskType::Workflow,     AlertState::Firing, 412};
    };
    QVERIFY(world.keeper.keep({{}, {fired(ConsoleWorld::prod), fired(u"tenant-secret"_s)}}, world.clock.utc())
                .state == Kept::State::Recording);
    const ShownHistory shown(world);
    QTRY_COMPARE(shown.text(u"alertHistoryCount"_s), u"1 change"_s);
    QCOMPARE(shown.past(0, AlertHistoryModel::NamespaceColumn), ConsoleWorld::prod);
}

void TstAlertsHistory::aDamagedStoreIsSaid()
{
    AlertsWorld world;
    QVERIFY(world.signIn());
    const QString path = storefile::path(world.profile.name);
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(8192, 'x')) == 8192);
    file.close();
    const ShownHistory shown(world);
    QTRY_VERIFY(shown.text(u"alertHistoryTrouble"_s).startsWith(u"What was kept can't be read: "_s));
    QCOMPARE(shown.history()->emptyText(), u"The history could not be read."_s);
    press(Qt::Key_H);
    QTRY_VERIFY((world.clock.advance(1s),
                 shown.text(u"alertsTrouble"_s).startsWith(u"What was said of alerts can't be read: "_s)));
}

void TstAlertsHistory::pictures()
{
    AlertsWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    ShownHistory shown(world, {1024, 700});
    QTRY_VERIFY(shown.history()->model()->rowCount() > 0);
    keepPictures(shown.window, u"alerts-history"_s);
}

QTEST_MAIN(TstAlertsHistory)
#include "tst_alertshistory.moc"
