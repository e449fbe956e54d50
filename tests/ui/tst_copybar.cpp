// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/rowtexts.h"
#include "tests/ui/look.h"
#include "ui/widgets/copybar.h"
#include "ui/widgets/tableview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QProgressBar>
#include <QPushButton>
#include <QSemaphore>
#include <QStandardItemModel>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

/// Rows whose words take as long as the test wants.
class GatedRows final : public QStandardItemModel, public RowTextSource
{
public:
    explicit GatedRows(int rows)
        : QStandardItemModel(rows, 2)
    {
        for (int row = 0; row < rows; ++row)
            setItem(row, 0, new QStandardItem(u"row %1"_s.arg(row)));
    }
    [[nodiscard]] RowTexts textsOf(const std::vector<int> &rows) const override
    {
        QStringList words;
        for (const int row : rows)
            words << item(row)->text();
        return {rows.size(), 2, [words, gate = m_gate](std::size_t row, int column) {
                    if (column == 0)
                        gate->acquire();
                    return column == 0 ? words[static_cast<qsizetype>(row)] : u"a\x1b"_s;
                }};
    }
    void let(int rows) const { m_gate->release(rows); }

private:
    std::shared_ptr<QSemaphore> m_gate = std::make_shared<QSemaphore>();
};

QString copied()
{
    return QGuiApplication::clipboard()->text();
}

/// A table of ten rows, all of them selected, and something on the clipboard.
struct Shown
{
    Shown()
    {
        table.setModel(&rows);
        table.resize(500, 300);
        table.show();
        table.selectAll();
        QGuiApplication::clipboard()->setText(u"before"_s);
    }
    ~Shown()
    {
        rows.let(100); // the worker is let go
    }

    void copy() { QTest::keySequence(&table, QKeySequence::Copy); }
    [[nodiscard]] const CopyBar &bar() const { return *table.findChild<CopyBar *>(); }

    GatedRows rows{10};
    TableView table{u"t"_s, u"Table"_s};
};

} // namespace

class TstCopyBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::putOnLook(); }
    void theClipboardStaysUntilAllIsWritten();
    void whatWasSelectedThenIsCopied();
    void itShowsHowFarItIs();
    void stopKeepsWhatWasThere();
    void escapeStops();
    void theLaterWishWins();
    void theBarFollowsTheTable();
};

void TstCopyBar::theClipboardStaysUntilAllIsWritten()
{
    Shown shown;
    shown.copy();
    QCOMPARE(copied(), u"before"_s);
    shown.rows.let(9);
    QCoreApplication::processEvents();
    QCOMPARE(copied(), u"before"_s);
    shown.rows.let(1);
    QTRY_COMPARE(copied().count(u'\n'), 9);
    QVERIFY(copied().startsWith(u"row 0\ta\\x1b\nrow 1\ta\\x1b\n"_s));
    QVERIFY(!shown.bar().isCopying());
    QVERIFY(!shown.bar().isVisible());
}

void TstCopyBar::whatWasSelectedThenIsCopied()
{
    Shown shown;
    shown.table.clearSelection();
    for (const int row : {7, 2, 3})
        shown.table.selectionModel()->select(shown.rows.index(row, 0),
                                             QItemSelectionModel::Select | QItemSelectionModel::Rows);
    shown.copy();
    shown.table.selectRow(0);
    shown.rows.removeRows(0, 10);
    shown.rows.let(3);
    QTRY_COMPARE(copied(), u"row 2\ta\\x1b\nrow 3\ta\\x1b\nrow 7\ta\\x1b"_s);
}

void TstCopyBar::itShowsHowFarItIs()
{
    Shown shown;
    shown.copy();
    shown.rows.let(4);
    QVERIFY(!shown.bar().isVisible());
    const auto *progress = shown.bar().findChild<QProgressBar *>(u"copyProgress"_s);
    QTRY_VERIFY(shown.bar().isVisible());
    QTRY_COMPARE(progress->value(), 40);
    QVERIFY(test::shownTexts(shown.table).contains(u"4 of 10 rows copied"_s));
    test::keepPictures(shown.table, u"copying"_s);
    shown.rows.let(6);
    QTRY_VERIFY(!shown.bar().isVisible());
    QVERIFY(copied() != u"before"_s);
}

void TstCopyBar::stopKeepsWhatWasThere()
{
    Shown shown;
    shown.copy();
    QTRY_VERIFY(shown.bar().isVisible());
    auto *stop = shown.bar().findChild<QPushButton *>(u"stopCopying"_s);
    QVERIFY(!stop->accessibleName().isEmpty());
    QTest::mouseClick(stop, Qt::LeftButton);
    QVERIFY(!shown.bar().isVisible());
    shown.rows.let(20);
    shown.table.clearSelection();
    shown.table.selectRow(4); // the next one is written by the same worker, so after it
    shown.copy();
    QTRY_COMPARE(copied(), u"row 4\ta\\x1b"_s);
}

void TstCopyBar::escapeStops()
{
    Shown shown;
    shown.copy();
    QVERIFY(shown.bar().isCopying());
    QTest::keyClick(&shown.table, Qt::Key_Escape);
    QVERIFY(!shown.bar().isCopying());
    QCOMPARE(copied(), u"before"_s);
}

void TstCopyBar::theLaterWishWins()
{
    Shown shown;
    shown.copy();
    QGuiApplication::clipboard()->setText(u"an id"_s);
    QVERIFY(!shown.bar().isCopying());
    shown.rows.let(10);
    shown.table.clearSelection();
    shown.table.selectRow(4);
    QCOMPARE(copied(), u"an id"_s);
    shown.copy();
    shown.rows.let(10);
    QTRY_COMPARE(copied(), u"row 4\ta\\x1b"_s);
}

void TstCopyBar::theBarFollowsTheTable()
{
    Shown shown;
    shown.copy();
    QTRY_VERIFY(shown.bar().isVisible());
    shown.table.resize(700, 400);
    const QRect viewport = shown.table.viewport()->geometry();
    QTRY_COMPARE(shown.bar().geometry().width(), viewport.width());
    QCOMPARE(shown.bar().geometry().bottom(), viewport.bottom());
}

QTEST_MAIN(TstCopyBar)
#include "tst_copybar.moc"
