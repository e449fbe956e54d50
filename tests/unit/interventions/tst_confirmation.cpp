// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/confirmation.h"

#include "models/base/displaytext.h"

#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;

class TestConfirmation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsShownOrCopiedIsAccepted_data();
    void whatIsShownOrCopiedIsAccepted();
    void whatIsNearlyTheIdIsNot_data();
    void whatIsNearlyTheIdIsNot();
    void anActivitysLeverAsksForItsId();
};

void TestConfirmation::whatIsShownOrCopiedIsAccepted_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("plain") << u"ingest-2231"_s;
    QTest::newRow("emoji with U+FE0F") << u"ok-\u2714\ufe0f"_s;
    QTest::newRow("emoji joined") << u"\U0001F469\u200D\U0001F4BB-7"_s;
    QTest::newRow("two lines") << u"a\nb"_s;
    QTest::newRow("line ends of Windows") << u"a\r\nb"_s;
    QTest::newRow("left-to-right mark") << u"a\u200eb"_s;
    QTest::newRow("a no-break space at its end") << u"a\u00a0"_s;
    QTest::newRow("Hebrew") << u"\u05d0\u05d1-7"_s;
    QTest::newRow("Hebrew, reordered") << u"\u202e\u05d0b"_s;
    QTest::newRow("slashes") << u"a/b\\c"_s;
    QTest::newRow("an escape as its text") << u"a\\u200e"_s;
    QTest::newRow("private use") << u"a\ue000"_s;
    QTest::newRow("a thousand letters") << QString(1000, u'x');
}

void TestConfirmation::whatIsShownOrCopiedIsAccepted()
{
    QFETCH(const QString, id);
    QVERIFY(isTyped(id, id));
    QVERIFY(isTyped(copyText(id), id));
    QVERIFY(isTyped(displayText(id), id));
    QVERIFY(
        isTyped(id.normalized(QString::NormalizationForm_D), id.normalized(QString::NormalizationForm_C)));
}

void TestConfirmation::whatIsNearlyTheIdIsNot_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("id");
    QTest::newRow("without what can't be seen") << u"ok-\u2714"_s << u"ok-\u2714\ufe0f"_s;
    QTest::newRow("with what can't be seen") << u"ab\u200e"_s << u"ab"_s;
    QTest::newRow("escape of another") << u"a\\u200f"_s << u"a\u200e"_s;
    QTest::newRow("first line alone") << u"a"_s << u"a\nb"_s;
    QTest::newRow("full width") << u"\uff41"_s << u"a"_s;
    QTest::newRow("nothing") << QString() << u"a"_s;
}

void TestConfirmation::whatIsNearlyTheIdIsNot()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, id);
    QVERIFY(!isTyped(typed, id));
}

void TestConfirmation::anActivitysLeverAsksForItsId()
{
    const auto missing = [](const QString &typed) {
        return missingFrom({u"INC-7"_s, typed}, InterventionTarget{{}, {}, u"ingest-2231"_s, {}, u"12"_s},
                           Environment::Production);
    };
    QVERIFY(missing(u"12"_s).isEmpty());
    QCOMPARE(missing(u"ingest-2231"_s), QStringList{u"the activity id, typed"_s});
    QVERIFY(missingFrom({u"INC-7"_s, u"ingest-2231"_s}, InterventionTarget{{}, {}, u"ingest-2231"_s, {}, {}},
                        Environment::Production)
                .isEmpty());
}

QTEST_GUILESS_MAIN(TestConfirmation)
#include "tst_confirmation.moc"
