// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/signal.h"
#include "tests/ui/look.h"
#include "ui/state/uistate.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/errorpanel.h"
#include "ui/widgets/page.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plaintextview.h"
#include "ui/widgets/queuequery.h"
#include "ui/widgets/signalchip.h"
#include "ui/widgets/tableview.h"
#include "ui/window/framepill.h"

#include <QAbstractButton>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocument>

using namespace signalbox;
using namespace signalbox::test;
using namespace Qt::StringLiterals;

namespace {

const QString hostile = u"<img src='x'>\u202egnp\n"_s;
const QString shownHostile = u"<img src='x'>‹U+202E›gnp‹U+000A›"_s;

class PlainPage final : public Page
{
public:
    [[nodiscard]] QString title() const override { return u"plain"_s; }
    [[nodiscard]] Place place() const override { return Place::board(); }
    void setActive(bool) override {}
    void refresh() override {}
};

} // namespace

class TstWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { putOnLook(); }
    void labelsShowMarkupAsText();
    void toolTipsShowMarkupAsText();
    void elidedLabelTellsTheWholeTextWhenCut();
    void errorPanelSaysWhatWhyAndNext();
    void bannerHidesWithoutSentence();
    void signalsDifferInShapeAndWord();
    void drawingsGrowWithTheText();
    void tableCopiesPlainRows();
    void tableSaysWhatEmptyMeans();
    void columnsAreKept();
    void stalePagesAreGrey();
    void queriesQuoteNames();
    void textTakesTheCopyKeyFromTheWindow();
    void textStaysWhereItWasRead();
};

void TstWidgets::labelsShowMarkupAsText()
{
    const PlainLabel label(hostile);
    QCOMPARE(label.text(), shownHostile);
    QCOMPARE(label.textFormat(), Qt::PlainText);
    PlainLabel lines;
    lines.setLines({u"one"_s, hostile});
    QCOMPARE(lines.text(), u"one\n"_s + shownHostile);
}

void TstWidgets::toolTipsShowMarkupAsText()
{
    QTextDocument document;
    document.setHtml(plainToolTip(hostile));
    QCOMPARE(document.toPlainText(), shownHostile);
    document.setHtml(plainToolTip(QStringList{u"<b>"_s, u"two"_s}));
    QCOMPARE(document.toPlainText(), u"<b>\ntwo"_s);
    QCOMPARE(plainToolTip(QString()), QString());
}

void TstWidgets::elidedLabelTellsTheWholeTextWhenCut()
{
    ElidedLabel label;
    label.setText(u"b1f3a0c2-6f0e-4f7c-9a53-0c7d1e889c44"_s);
    label.resize(label.sizeHint());
    QVERIFY(label.toolTip().isEmpty());
    label.resize(60, label.height());
    QTest::qWait(0);
    label.show();
    QVERIFY(label.toolTip().contains(u"0c7d1e889c44"_s));
    QCOMPARE(label.accessibleName(), u"b1f3a0c2-6f0e-4f7c-9a53-0c7d1e889c44"_s);
    QVERIFY(label.minimumSizeHint().width() < 100);
}

void TstWidgets::errorPanelSaysWhatWhyAndNext()
{
    ErrorPanel panel;
    QVERIFY(panel.isHidden());
    panel.setError({ErrorKind::Denied, u"Request <unauthorized>"_s, u"TerminateWorkflowExecution"_s,
                    u"temporal.example:7233"_s, u"PERMISSION_DENIED"_s},
                   Instant(std::chrono::hours(1)));
    QVERIFY(!panel.isHidden());
    QCOMPARE(panel.findChild<PlainLabel *>(u"what"_s)->text(), u"temporal.example:7233 refused this."_s);
    QVERIFY(panel.findChild<PlainLabel *>(u"rest"_s)->text().contains(u"<unauthorized>"_s));
    auto *details = panel.findChild<PlainLabel *>(u"details"_s);
    QVERIFY(details->isHidden());
    panel.findChild<QAbstractButton *>(u"detailsToggle"_s)->click();
    QVERIFY(!details->isHidden());
    panel.findChild<QAbstractButton *>(u"copyError"_s)->click();
    const QString copied = QGuiApplication::clipboard()->text();
    for (const QString &part :
         {u"TerminateWorkflowExecution"_s, u"PERMISSION_DENIED"_s, u"1970-01-01T01:00:00Z"_s})
        QVERIFY2(copied.contains(part), qPrintable(copied));
    panel.clear();
    QVERIFY(panel.isHidden());
}

void TstWidgets::bannerHidesWithoutSentence()
{
    Banner banner;
    QVERIFY(banner.isHidden());
    banner.show(Banner::Kind::Danger, u"No answer."_s, u"Try"_s);
    QVERIFY(!banner.isHidden());
    QSignalSpy clicked(&banner, &Banner::buttonClicked);
    banner.findChild<QAbstractButton *>(u"bannerButton"_s)->click();
    QCOMPARE(clicked.size(), 1);
    banner.clear();
    QVERIFY(banner.isHidden());
}

void TstWidgets::signalsDifferInShapeAndWord()
{
    QStringList words;
    QList<QByteArray> shapes;
    for (const Signal signal : {Signal::Clear, Signal::Unknown, Signal::Caution, Signal::Danger}) {
        SignalChip chip;
        chip.setSignal(signal);
        words << chip.accessibleName();
        chip.resize(120, 24);
        // Without colour the shapes are still four.
        const QImage grey =
            chip.grab(QRect(0, 0, 18, 24)).toImage().convertToFormat(QImage::Format_Grayscale8);
        shapes << QByteArray(reinterpret_cast<const char *>(grey.constBits()), grey.sizeInBytes());
    }
    QCOMPARE(words, QStringList({u"clear"_s, u"unknown"_s, u"caution"_s, u"danger"_s}));
    for (int i = 0; i < shapes.size(); ++i)
        for (int j = 0; j < i; ++j)
            QVERIFY(shapes[i] != shapes[j]);
}

void TstWidgets::drawingsGrowWithTheText()
{
    QFont usual;
    usual.setPixelSize(13);
    QFont doubled = usual;
    doubled.setPixelSize(26);
    // Beside the word: the shape, and the room around it.
    const auto besideWord = [](const QFont &font) {
        QFont bold = font;
        bold.setWeight(QFont::DemiBold);
        return signalChipSize(Signal::Danger, font).width() -
               QFontMetrics(bold).horizontalAdvance(signalName(Signal::Danger));
    };
    QVERIFY(besideWord(doubled) >= 2 * besideWord(usual) - 2);
    FramePill pill(u"pill"_s, u"lock"_s);
    pill.setText(u"levers"_s);
    const auto besideText = [&pill](const QFont &font) {
        pill.setFont(font);
        return pill.sizeHint().width() - pill.fontMetrics().horizontalAdvance(pill.text());
    };
    const int before = besideText(usual);
    QVERIFY(besideText(doubled) >= 2 * before - 2);
}

void TstWidgets::tableCopiesPlainRows()
{
    QStandardItemModel model(2, 2);
    model.setItem(0, 0, new QStandardItem(u"one"_s));
    model.setItem(0, 1, new QStandardItem(u"a\x1b[31mb"_s));
    TableView table(u"t"_s, u"Table"_s);
    table.setModel(&model);
    table.selectRow(0);
    QTest::keySequence(&table, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"one\ta\\x1b[31mb"_s);
}

void TstWidgets::tableSaysWhatEmptyMeans()
{
    QStandardItemModel model(0, 1);
    TableView table(u"t"_s, u"Table"_s);
    table.setModel(&model);
    table.resize(400, 200);
    TableView silent(u"t"_s, u"Table"_s);
    silent.setModel(&model);
    silent.resize(table.size());
    QCOMPARE(table.grab().toImage(), silent.grab().toImage());
    table.setEmptyText(u"Nothing yet."_s);
    QVERIFY(table.grab().toImage() != silent.grab().toImage());
    model.setRowCount(1);
    QCOMPARE(table.grab().toImage(), silent.grab().toImage());
}

void TstWidgets::columnsAreKept()
{
    const QTemporaryDir home;
    qputenv("XDG_STATE_HOME", home.path().toUtf8());
    UiState state(u"test"_s);
    QStandardItemModel model(1, 3);
    {
        TableView table(u"t"_s, u"Table"_s);
        table.setModel(&model);
        table.keepColumns(state, u"t"_s);
        table.horizontalHeader()->hideSection(1);
    }
    TableView again(u"t"_s, u"Table"_s);
    again.setModel(&model);
    again.keepColumns(state, u"t"_s);
    QVERIFY(again.horizontalHeader()->isSectionHidden(1));
    state.set(u"damaged"_s, QByteArray("garbage"));
    TableView fresh(u"t"_s, u"Table"_s);
    fresh.setModel(&model);
    fresh.keepColumns(state, u"damaged"_s);
    QVERIFY(!fresh.horizontalHeader()->isSectionHidden(1));
}

void TstWidgets::stalePagesAreGrey()
{
    PlainPage page;
    auto *label = new PlainLabel(u"text"_s, &page);
    const QColor fresh = label->palette().color(QPalette::WindowText);
    page.setStale(true);
    QCOMPARE(label->palette().color(QPalette::WindowText),
             QGuiApplication::palette().color(QPalette::PlaceholderText));
    page.setStale(false);
    QCOMPARE(label->palette().color(QPalette::WindowText), fresh);
}

void TstWidgets::queriesQuoteNames()
{
    QCOMPARE(runningQuery(), u"ExecutionStatus='Running'"_s);
    QCOMPARE(runningQuery(u"prod.evals"_s), u"ExecutionStatus='Running' AND TaskQueue='prod.evals'"_s);
    QCOMPARE(runningQuery(u"it's"_s), u"ExecutionStatus='Running' AND TaskQueue='it\\'s'"_s);
}

void TstWidgets::textTakesTheCopyKeyFromTheWindow()
{
    QWidget window;
    QAction copy(&window); // as the window's Edit menu has it
    copy.setShortcut(QKeySequence::Copy);
    window.addAction(&copy);
    QSignalSpy taken(&copy, &QAction::triggered);
    PlainTextView text(u"text"_s, u"Text"_s, &window);
    text.setText(u"db-7 refused"_s);
    window.show();
    text.setFocus();
    QVERIFY(QTest::qWaitForWindowActive(&window, 30'000));
    QGuiApplication::clipboard()->setText(u"before"_s);
    QTest::keySequence(&text, QKeySequence::SelectAll);
    QTest::keySequence(&text, QKeySequence::Copy);
    QCOMPARE(taken.count(), 0);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"db-7 refused"_s);
}

void TstWidgets::textStaysWhereItWasRead()
{
    PlainTextView text(u"text"_s, u"Text"_s);
    text.setText(u"a\nb"_s);
    text.selectAll();
    text.setText(u"a\nb"_s);
    QVERIFY(text.textCursor().hasSelection());
    text.setText(u"a\nc"_s);
    QVERIFY(!text.textCursor().hasSelection());
}

QTEST_MAIN(TstWidgets)
#include "tst_widgets.moc"
