// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/displaytext.h"
#include "models/base/explain.h"
#include "models/base/format.h"

#include <QProcess>
#include <QTest>

using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TstFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void displayTextShowsWhatHides_data();
    void displayTextShowsWhatHides();
    void displayTextCutsLongText();
    void displayTextIsolatesRightToLeft();
    void displayTextLeavesItsOwnResultAlone();
    void copyTextHasNoControls();
    void unknownIsADash();
    void durations_data();
    void durations();
    void counts_data();
    void counts();
    void rates();
    void retention();
    void timesForMachinesEndInZ();
    void shellQuoting_data();
    void shellQuoting();
    void aShellReadsBackWhatWasQuoted_data();
    void aShellReadsBackWhatWasQuoted();
    void aNulNamesNothingElse();
    void everyErrorKindHasASentence();
    void serverWordsInErrorsArePlain();
};

void TstFormat::displayTextShowsWhatHides_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << u"ingest-2231"_s << u"ingest-2231"_s;
    QTest::newRow("markup stays literal") << u"<b>x</b>"_s << u"<b>x</b>"_s;
    QTest::newRow("newline") << u"a\nb"_s << u"a‹U+000A›b"_s;
    QTest::newRow("escape") << u"\x1b[31m"_s << u"‹U+001B›[31m"_s;
    QTest::newRow("nul") << QString(QChar(0)) << u"‹U+0000›"_s;
    QTest::newRow("bidi override") << u"a\u202Eb"_s << u"a‹U+202E›b"_s;
    QTest::newRow("isolate") << u"a\u2067b"_s << u"a‹U+2067›b"_s;
    QTest::newRow("zero width space") << u"a\u200Bb"_s << u"a‹U+200B›b"_s;
    QTest::newRow("byte order mark") << u"\uFEFFa"_s << u"‹U+FEFF›a"_s;
    QTest::newRow("line separator") << u"a\u2028b"_s << u"a‹U+2028›b"_s;
    QTest::newRow("beyond the basic plane")
        << QString::fromUcs4(U"\U0001F600") << QString::fromUcs4(U"\U0001F600");
    QTest::newRow("tag character") << QString::fromUcs4(U"\U000E0041") << u"‹U+E0041›"_s;
}

void TstFormat::displayTextShowsWhatHides()
{
    QFETCH(QString, text);
    QTEST(displayText(text), "shown");
}

void TstFormat::displayTextCutsLongText()
{
    QCOMPARE(displayText(u"abcdef"_s, 3), u"abc…"_s);
    QCOMPARE(displayText(QString(5000, u'x')).size(), 4097);
}

void TstFormat::displayTextIsolatesRightToLeft()
{
    const QString hebrew = u"\u05D0\u05D1"_s;
    QCOMPARE(displayText(hebrew), QChar(0x2068) + hebrew + QChar(0x2069));
}

void TstFormat::displayTextLeavesItsOwnResultAlone()
{
    const QString hebrew = displayText(u"\u05D0\u05D1"_s);
    QCOMPARE(displayText(hebrew), hebrew);
    const QString sentence = u"by "_s + hebrew + u" at 3"_s;
    QCOMPARE(displayText(sentence), sentence);
    QCOMPARE(displayText(u"a\u2068b\u2069"_s), u"a‹U+2068›b‹U+2069›"_s);          // none of ours
    QCOMPARE(displayText(u"\u2069\u05D0\u2068"_s).count(u"‹U+"_s), 2);            // unbalanced
    QCOMPARE(displayText(u"\u2068\u202E\u05D0\u2069"_s).count(u"‹U+202E›"_s), 1); // and nothing hides in it
}

void TstFormat::copyTextHasNoControls()
{
    QCOMPARE(copyText(u"a\x1b[0m\u202Eb\n"_s), u"a\\x1b[0m\\u202eb\\x0a"_s);
    QCOMPARE(copyText(QString::fromUcs4(U"\U000E0041") + u'1'), u"\\U000e00411"_s);
}

void TstFormat::unknownIsADash()
{
    QCOMPARE(formatCount({}), u"–"_s);
    QCOMPARE(formatDuration({}), u"–"_s);
    QCOMPARE(formatRates({}, {}), u"–"_s);
    QCOMPARE(formatRetention({}), u"–"_s);
    QCOMPARE(formatDateTime({}), u"–"_s);
}

void TstFormat::durations_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64(0) << u"0 s"_s;
    QTest::newRow("seconds") << qint64(59'999) << u"59 s"_s;
    QTest::newRow("minutes") << qint64(475'000) << u"7 m 55 s"_s;
    QTest::newRow("padded seconds") << qint64(60'000) << u"1 m 00 s"_s;
    QTest::newRow("hours") << qint64(7'440'000) << u"2 h 04 m"_s;
    QTest::newRow("days") << qint64(273'600'000) << u"3 d 4 h"_s;
}

void TstFormat::durations()
{
    QFETCH(qint64, ms);
    QTEST(formatDuration(Milliseconds(ms)), "text");
}

void TstFormat::counts_data()
{
    QTest::addColumn<qint64>("count");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64(0) << u"0"_s;
    QTest::newRow("hundreds") << qint64(412) << u"412"_s;
    QTest::newRow("thousands") << qint64(1204) << u"1\u202F204"_s;
    QTest::newRow("millions") << qint64(1234567) << u"1\u202F234\u202F567"_s;
    QTest::newRow("negative") << qint64(-1204) << u"-1\u202F204"_s;
    QTest::newRow("negative hundreds") << qint64(-204) << u"-204"_s;
}

void TstFormat::counts()
{
    QFETCH(qint64, count);
    QTEST(formatCount(count), "text");
}

void TstFormat::rates()
{
    QCOMPARE(formatRates(46.2, 8.0), u"46 / 8.0"_s);
    QCOMPARE(formatRates(0.0, 0.25), u"0 / 0.3"_s);
    QCOMPARE(formatRates(12.0, {}), u"12 / –"_s);
}

void TstFormat::retention()
{
    QCOMPARE(formatRetention(std::chrono::hours(720)), u"30 d"_s);
    QCOMPARE(formatRetention(std::chrono::hours(5)), u"5 h"_s);
    QCOMPARE(formatRetention(45s), u"45 s"_s);
}

void TstFormat::shellQuoting_data()
{
    QTest::addColumn<QString>("argument");
    QTest::addColumn<QString>("quoted");
    QTest::newRow("plain") << u"ingest-2231"_s << u"ingest-2231"_s;
    QTest::newRow("empty") << QString() << u"''"_s;
    QTest::newRow("space") << u"a b"_s << u"'a b'"_s;
    QTest::newRow("quote") << u"it's"_s << u"'it'\\''s'"_s;
    QTest::newRow("substitution") << u"$(rm)"_s << u"'$(rm)'"_s;
    QTest::newRow("newline") << u"a\nb"_s << u"$'a\\x0ab'"_s;
}

void TstFormat::shellQuoting()
{
    QFETCH(QString, argument);
    QTEST(shellQuoted(argument), "quoted");
}

void TstFormat::aShellReadsBackWhatWasQuoted_data()
{
    QTest::addColumn<QString>("argument");
    QTest::newRow("empty") << QString();
    QTest::newRow("quotes") << u"it's \"it\""_s;
    QTest::newRow("substitutions") << u"$(id) `id` ${HOME} ~ * ! #"_s;
    QTest::newRow("backslashes") << u"a\\b\\\\"_s;
    QTest::newRow("out of the quotes") << u"x\\'; echo out #\n"_s;
    QTest::newRow("out of the quotes twice") << u"x\\\\'; echo out #\n"_s;
    QTest::newRow("JSON over two lines") << u"{\"a\": \"say \\\"hi\\\"\\n\",\n \"b\": \"\\u0041\"}"_s;
    QTest::newRow("looks like an escape") << u"\\x41\\u0041\\U00000041\\101\n"_s;
    QTest::newRow("a digit after an escape") << u"\n1\u202E1\u200Bf"_s;
    QTest::newRow("above the basic plane") << QString::fromUcs4(U"\U000E00411\U0001F600") + u"\n'"_s;
    QTest::newRow("C1 control") << u"a\u0085b"_s;
    QTest::newRow("letters of the world") << u"żółć \u05D0\u05D1\n"_s;
    QString controls;
    for (char16_t c = 1; c < 0x20; ++c)
        controls += QChar(c);
    QTest::newRow("every control") << controls + QChar(0x7F);
}

void TstFormat::aShellReadsBackWhatWasQuoted()
{
    QFETCH(QString, argument);
    QProcess bash;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s); // else bash can't write what \u names
    bash.setProcessEnvironment(environment);
    bash.start(u"bash"_s, {u"--norc"_s, u"-c"_s, u"printf %s "_s + shellQuoted(argument)});
    QVERIFY(bash.waitForFinished());
    QCOMPARE(bash.readAllStandardError(), QByteArray());
    QCOMPARE(bash.readAllStandardOutput(), argument.toUtf8());
}

void TstFormat::aNulNamesNothingElse()
{
    QCOMPARE(shellQuoted(u"a"_s + QChar(u'\0') + u"b"_s), u"$'a\\ufffdb'"_s);
}

// Qt writes +00:00 for a time in the zone UTC and Z for one in UTC itself; what reads our output was told Z.
void TstFormat::timesForMachinesEndInZ()
{
    QCOMPARE(formatIso(Instant(Milliseconds(1'796'035'205'678))), u"2026-11-30T10:40:05Z"_s);
}

void TstFormat::everyErrorKindHasASentence()
{
    for (int kind = 0; kind <= int(ErrorKind::Internal); ++kind) {
        const auto text = explain(Error{ErrorKind(kind), {}, {}, u"temporal:7233"_s, {}});
        QVERIFY2(text.what.endsWith(u'.'), qPrintable(QString::number(kind)));
        QVERIFY(!text.sentence().contains(u"%1"_s));
    }
}

void TstFormat::serverWordsInErrorsArePlain()
{
    const auto text = explain(Error{ErrorKind::Invalid, u"bad\x1b[31m"_s, {}, {}, {}});
    QCOMPARE(text.why, u"bad‹U+001B›[31m."_s);
}

QTEST_APPLESS_MAIN(TstFormat)
#include "tst_format.moc"
