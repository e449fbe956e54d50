// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/queuequery.h"
#include "ui/workflows/queryedit.h"
#include "ui/workflows/quickfilters.h"

#include <QTest>
#include <QTimeZone>

using namespace signalbox;
using namespace Qt::StringLiterals;

class TestQueryEdit final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void upAndDownWalkThroughTheSession();
    void whatWasBeingTypedComesBack();
    void aReplacedTextIsRemembered();
    void aQueryIsRememberedOnce();
    void typingEndsTheErrorMark();
    void namesTheWordAtTheError_data();
    void namesTheWordAtTheError();
    void theCaretStandsUnderTheWord();
    void todayBeginsAtLocalMidnight_data();
    void todayBeginsAtLocalMidnight();
};

void TestQueryEdit::upAndDownWalkThroughTheSession()
{
    QueryEdit edit;
    edit.remember(u"first"_s);
    edit.remember(u"second"_s);
    QTest::keyClick(&edit, Qt::Key_Up);
    QCOMPARE(edit.text(), u"second"_s);
    QTest::keyClick(&edit, Qt::Key_Up);
    QTest::keyClick(&edit, Qt::Key_Up);
    QCOMPARE(edit.text(), u"first"_s);
    QTest::keyClick(&edit, Qt::Key_Down);
    QCOMPARE(edit.text(), u"second"_s);
}

void TestQueryEdit::whatWasBeingTypedComesBack()
{
    QueryEdit edit;
    edit.remember(u"old"_s);
    QTest::keyClicks(&edit, u"half a tho"_s);
    QTest::keyClick(&edit, Qt::Key_Up);
    QTest::keyClick(&edit, Qt::Key_Down);
    QCOMPARE(edit.text(), u"half a tho"_s);
}

void TestQueryEdit::aReplacedTextIsRemembered()
{
    QueryEdit edit;
    QTest::keyClicks(&edit, u"half a tho"_s);
    edit.replaceText(runningQuery());
    QCOMPARE(edit.text(), runningQuery());
    QTest::keyClick(&edit, Qt::Key_Up);
    QCOMPARE(edit.text(), u"half a tho"_s);
}

void TestQueryEdit::aQueryIsRememberedOnce()
{
    QueryEdit edit;
    for (const QString &query : {u"a"_s, u"b"_s, u"a"_s, QString()})
        edit.remember(query);
    QCOMPARE(edit.history(), (QStringList{u"b"_s, u"a"_s}));
}

void TestQueryEdit::typingEndsTheErrorMark()
{
    QueryEdit edit;
    edit.setText(u"a b"_s);
    edit.setErrorPosition(2);
    QVERIFY(edit.accessibleDescription().contains("character 3"_L1));
    QTest::keyClicks(&edit, u"x"_s);
    QCOMPARE(edit.errorPosition(), -1);
    QVERIFY(edit.accessibleDescription().isEmpty());
}

void TestQueryEdit::namesTheWordAtTheError_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");
    QTest::addColumn<QString>("word");
    QTest::newRow("word") << u"A='1' ANDX B='2'"_s << 6 << u"ANDX"_s;
    QTest::newRow("operator") << u"A == 1"_s << 2 << u"="_s;
    QTest::newRow("end") << u"A="_s << 2 << QString();
    QTest::newRow("none") << u"A="_s << -1 << QString();
    QTest::newRow("beyond") << u"A="_s << 99 << QString();
}

void TestQueryEdit::namesTheWordAtTheError()
{
    QFETCH(const QString, text);
    QFETCH(const int, position);
    QueryEdit edit;
    edit.setText(text);
    edit.setErrorPosition(position);
    QTEST(edit.errorWord(), "word");
}

/// The picture with the mark differs from the one without it only near the word's place.
void TestQueryEdit::theCaretStandsUnderTheWord()
{
    QueryEdit edit;
    edit.resize(400, 30);
    edit.setText(u"A='1' ANDX B='2'"_s);
    const QImage without = edit.grab().toImage();
    edit.setErrorPosition(6);
    const QImage with = edit.grab().toImage();
    int left = with.width();
    int right = -1;
    for (int x = 0; x < with.width(); ++x)
        for (int y = 0; y < with.height(); ++y)
            if (with.pixel(x, y) != without.pixel(x, y)) {
                left = std::min(left, x);
                right = std::max(right, x);
            }
    const int character = edit.fontMetrics().horizontalAdvance(u'A');
    QVERIFY2(left > 5 * character && left < 9 * character, qPrintable(QString::number(left)));
    QVERIFY2(right > 9 * character && right < 13 * character, qPrintable(QString::number(right)));
}

void TestQueryEdit::todayBeginsAtLocalMidnight_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("midnight");
    QTest::newRow("UTC") << "UTC"_ba << u"2026-11-24T00:00:00Z"_s;
    QTest::newRow("Berlin") << "Europe/Berlin"_ba << u"2026-11-23T23:00:00Z"_s;
    QTest::newRow("Auckland, tomorrow already") << "Pacific/Auckland"_ba << u"2026-11-24T11:00:00Z"_s;
}

void TestQueryEdit::todayBeginsAtLocalMidnight()
{
    QFETCH(const QByteArray, zone);
    QFETCH(const QString, midnight);
    qputenv("TZ", zone);
    ::tzset();
    const Instant now{std::chrono::sys_days{std::chrono::year(2026) / 11 / 24} + std::chrono::hours(12)};
    const auto &filters = quickFilters();
    const auto failed = std::find_if(filters.begin(), filters.end(), [](const QuickFilter &filter) {
        return filter.name == "failedToday"_L1;
    });
    QVERIFY(failed != filters.end());
    QCOMPARE(failed->query(now), u"ExecutionStatus='Failed' AND CloseTime >= '%1'"_s.arg(midnight));
    qunsetenv("TZ");
    ::tzset();
}

QTEST_MAIN(TestQueryEdit)
#include "tst_queryedit.moc"
