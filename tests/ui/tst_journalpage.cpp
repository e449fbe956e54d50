// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/zonedtime.h"
#include "models/interventions/actsmodel.h"
#include "models/interventions/journal.h"
#include "tests/ui/look.h"
#include "tests/ui/shownwindow.h"
#include "ui/widgets/plainlabel.h"
#include "ui/window/navigator.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace signalbox;
using namespace signalbox::test;
using namespace Qt::StringLiterals;

namespace {

struct Shown : ShownWindow
{
    using ShownWindow::ShownWindow;

    [[nodiscard]] QTableView *table() const { return find<QTableView>(u"acts"_s); }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return table()->model()->index(row, column).data().toString();
    }
    void openJournal()
    {
        QTest::keyClick(&window, Qt::Key_G);
        QTest::keyClick(&window, Qt::Key_J);
    }
};

/// Lines of the profile's journal, as they stand there before anybody looks.
bool keep(const ConsoleWorld &world, const QStringList &records)
{
    const QString path = journalPath(world.profile.name);
    QFile file(path);
    const QByteArray bytes = (records.join(u'\n') + u'\n').toUtf8();
    return QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly) &&
           file.write(bytes) == bytes.size();
}

QString today(const ConsoleWorld &world)
{
    const auto ms = world.clock.utc().time_since_epoch().count();
    return QDateTime::fromMSecsSinceEpoch(ms).toUTC().toString(Qt::ISODateWithMs);
}

const QString intent =
    uR"({"kind":"intent","op":"%1","time":"%2","user":"ada","namespace":"stratmaster-prod",)"
    uR"("workflow_id":"ingest-%1","run_id":"r-%1","verb":"terminate","reason":"stuck"})"_s;
const QString outcome =
    uR"({"kind":"outcome","op":"%1","outcome":"done","sentence":"Terminated at event 9."})"_s;

} // namespace

class TstJournalPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    static void initTestCase() { putOnLook(); }
    void saysThatNothingWasDone();
    void tellsWhatWasDone();
    void leadsToTheRun();
};

void TstJournalPage::saysThatNothingWasDone()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    Shown shown(world);
    shown.openJournal();
    QTRY_COMPARE(shown.find<PlainLabel>(u"actCount"_s)->text(), u"0 interventions"_s);
    QVERIFY(!shown.find<QPushButton>(u"copyMarkdown"_s)->isEnabled());
    QVERIFY(shown.find<QAbstractButton>(u"rail-journal"_s)->isChecked());
    QVERIFY(shown.find<PlainLabel>(u"journalTrouble"_s)->isHidden());
}

void TstJournalPage::tellsWhatWasDone()
{
    ConsoleWorld world;
    QVERIFY(
        keep(world, {QString(intent).arg(u"old"_s, u"2026-01-02T03:04:05.000Z"_s),
                     QString(intent).arg(u"7"_s, today(world)), QString(outcome).arg(u"7"_s), u"torn"_s}));
    QVERIFY(world.signIn());
    Shown shown(world);
    shown.openJournal();
    QTRY_COMPARE(shown.table()->model()->rowCount(), 1);
    QCOMPARE(shown.cell(0, ActsModel::WorkflowColumn), u"ingest-7"_s);
    const QModelIndex time = shown.table()->model()->index(0, ActsModel::TimeColumn);
    QCOMPARE(time.data(CopyRole).toString(), time.data().toString() + u"+00:00"_s);
    QCOMPARE(shown.cell(0, ActsModel::OutcomeColumn), u"done: Terminated at event 9."_s);
    QVERIFY(shown.find<PlainLabel>(u"journalTrouble"_s)->text().contains(u"can't be read"_s));
    keepPictures(shown.window, u"journal"_s);
    auto *span = shown.find<QComboBox>(u"span"_s);
    span->setFocus();
    QTest::keyClick(span, Qt::Key_End); // all
    QCOMPARE(shown.table()->model()->rowCount(), 2);
    shown.find<QPushButton>(u"copyMarkdown"_s)->click();
    const QString copied = QApplication::clipboard()->text();
    QVERIFY2(copied.contains(
                 u"| terminate | stratmaster-prod | ingest-7 | r-7 | done: Terminated at event 9. |"_s),
             qPrintable(copied));
    QVERIFY(copied.contains(u"ingest-old"_s));
    shown.table()->selectRow(1);
    shown.find<QPushButton>(u"copyMarkdown"_s)->click();
    QVERIFY(!QApplication::clipboard()->text().contains(u"ingest-7"_s));
}

void TstJournalPage::leadsToTheRun()
{
    ConsoleWorld world;
    QVERIFY(keep(world, {QString(intent).arg(u"7"_s, today(world))}));
    QVERIFY(world.signIn());
    Shown shown(world);
    shown.openJournal();
    QTRY_COMPARE(shown.table()->model()->rowCount(), 1);
    QCOMPARE(QApplication::focusWidget(), shown.table());
    QTest::keyClick(shown.table(), Qt::Key_Down);
    QTest::keyClick(shown.table(), Qt::Key_Return);
    QCOMPARE(shown.find<Navigator>(u"pages"_s)->place(),
             Place::ofWorkflow(u"stratmaster-prod"_s, u"ingest-7"_s, u"r-7"_s));
}

QTEST_MAIN(TstJournalPage)
#include "tst_journalpage.moc"
