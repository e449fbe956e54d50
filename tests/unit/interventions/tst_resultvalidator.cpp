// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/resultvalidator.h"

#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;

class TestResultValidator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsJson_data();
    void acceptsJson();
    void refusesWithThePlace_data();
    void refusesWithThePlace();
    void allowsDepth512AndNoMore();
    void allowsTheServersLimitAndNoMore();
    void readsTheWholeOfALargeText();
};

void TestResultValidator::acceptsJson_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("true") << QByteArray("true");
    QTest::newRow("false") << QByteArray(" false\r\n");
    QTest::newRow("zero") << QByteArray("0");
    QTest::newRow("negative zero") << QByteArray("-0");
    QTest::newRow("number kept as text") << QByteArray("18446744073709551615");
    QTest::newRow("huge exponent") << QByteArray("1e400");
    QTest::newRow("fraction") << QByteArray("-1.10E+2");
    QTest::newRow("string") << QByteArray("\"a\"");
    QTest::newRow("escapes") << QByteArray(R"("\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00")");
    QTest::newRow("utf-8 of 2, 3 and 4 bytes") << QByteArray("\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"");
    QTest::newRow("edges of utf-8") << QByteArray(
        "\"\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xF0\x90\x80\x80\xF4\x8F\xBF\xBF\"");
    QTest::newRow("empty object") << QByteArray("{}");
    QTest::newRow("empty array") << QByteArray("[ ]");
    QTest::newRow("nested") << QByteArray("\t{\"a\" : [1, {\"b\":null}], \"a\":\"\"}\n");
}

void TestResultValidator::acceptsJson()
{
    QFETCH(QByteArray, json);
    const auto checked = checkResult(json);
    QVERIFY2(checked, checked ? "" : qPrintable(checked.error().detail));
}

void TestResultValidator::refusesWithThePlace_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("complaint");
    const auto row = [](const char *name, const QByteArray &json, const QString &place,
                        const QString &complaint) { QTest::newRow(name) << json << place << complaint; };
    row("nothing", "", u"Line 1, column 1"_s, u"no value"_s);
    row("only space", " \n ", u"Line 2, column 2"_s, u"no value"_s);
    row("byte order mark", "\xEF\xBB\xBFnull", u"Line 1, column 1"_s, u"byte order mark"_s);
    row("a bare word", "done", u"Line 1, column 1"_s, u"expected a value"_s);
    row("half a literal", "nul", u"Line 1, column 1"_s, u"expected true"_s);
    row("a literal and more", "nullx", u"Line 1, column 5"_s, u"after the end"_s);
    row("two values", "1 2", u"Line 1, column 3"_s, u"after the end"_s);
    row("python", "{'a': 1}", u"Line 1, column 2"_s, u"double quotes"_s);
    row("comma at the end of an object", "{\"a\":1,}", u"Line 1, column 8"_s, u"name in double quotes"_s);
    row("comma at the end of an array", "[1,\n]", u"Line 2, column 1"_s, u"expected a value"_s);
    row("no colon", "{\"a\" 1}", u"Line 1, column 6"_s, u"colon"_s);
    row("no comma", "[1 2]", u"Line 1, column 4"_s, u"comma or ]"_s);
    row("wrong bracket", "{\"a\":1]", u"Line 1, column 7"_s, u"comma or }"_s);
    row("object left open", "{\"a\":\n1", u"Line 2, column 2"_s, u"ends too early"_s);
    row("string left open", "\"abc", u"Line 1, column 5"_s, u"closing quote"_s);
    row("newline in a string", "\"a\nb\"", u"Line 1, column 3"_s, u"U+000A"_s);
    row("NUL in a string", QByteArray("\"a\0b\"", 5), u"Line 1, column 3"_s, u"U+0000"_s);
    row("NUL outside", QByteArray("1\0", 2), u"Line 1, column 2"_s, u"after the end"_s);
    row("unknown escape", R"("\x41")", u"Line 1, column 3"_s, u"escape"_s);
    row("short \\u", R"("\u12G4")", u"Line 1, column 6"_s, u"four hexadecimal"_s);
    row("backslash at the end", "\"\\", u"Line 1, column 3"_s, u"ends too early"_s);
    row("leading zero", "007", u"Line 1, column 2"_s, u"leading zeros"_s);
    row("plus", "+1", u"Line 1, column 1"_s, u"expected a value"_s);
    row("minus alone", "-", u"Line 1, column 2"_s, u"expected a digit"_s);
    row("point alone", "1.", u"Line 1, column 3"_s, u"expected a digit"_s);
    row("exponent alone", "[1e]", u"Line 1, column 4"_s, u"expected a digit"_s);
    row("NaN", "NaN", u"Line 1, column 1"_s, u"expected a value"_s);
    row("comment", "[1, // one\n2]", u"Line 1, column 5"_s, u"expected a value"_s);
    row("columns count characters", "\"\xC3\xA9\xE2\x82\xAC\" x", u"Line 1, column 6"_s, u"after the end"_s);
    row("lone continuation", "\"\x80\"", u"Line 1, column 2"_s, u"UTF-8"_s);
    row("cut sequence", "\"\xE2\x82\"", u"Line 1, column 2"_s, u"UTF-8"_s);
    row("overlong 2", "\"\xC0\xAF\"", u"Line 1, column 2"_s, u"UTF-8"_s);
    row("overlong 3", "\"\xE0\x80\x80\"", u"Line 1, column 2"_s, u"UTF-8"_s);
    row("overlong 4", "\"\xF0\x80\x80\x80\"", u"Line 1, column 2"_s, u"UTF-8"_s);
    row("surrogate", "\"\xED\xA0\x80\"", u"Line 1, column 2"_s, u"UTF-8"_s);
    row("beyond Unicode", "\"\xF4\x90\x80\x80\"", u"Line 1, column 2"_s, u"UTF-8"_s);
    row("latin-1", "\"\xE9t\xE9\"", u"Line 1, column 2"_s, u"UTF-8"_s);
    row("non-ASCII space",
        "\xC2\xA0"
        "1",
        u"Line 1, column 1"_s, u"expected a value"_s);
}

void TestResultValidator::refusesWithThePlace()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, place);
    QFETCH(QString, complaint);
    const auto checked = checkResult(json);
    QVERIFY(!checked);
    QCOMPARE(checked.error().kind, ErrorKind::Invalid);
    QVERIFY2(checked.error().detail.startsWith(place + u':'), qPrintable(checked.error().detail));
    QVERIFY2(checked.error().detail.contains(complaint), qPrintable(checked.error().detail));
}

void TestResultValidator::allowsDepth512AndNoMore()
{
    const auto nested = [](int depth) { return QByteArray(depth, '[') + QByteArray(depth, ']'); };
    QVERIFY(checkResult(nested(512)));
    const auto deeper = checkResult(nested(513));
    QVERIFY(!deeper);
    QVERIFY(deeper.error().detail.contains(u"column 513"_s));
    QVERIFY(!checkResult(QByteArray(100000, '[')));
}

void TestResultValidator::allowsTheServersLimitAndNoMore()
{
    const auto text = [](qsizetype bytes) { return '"' + QByteArray(bytes - 2, 'a') + '"'; };
    QVERIFY(checkResult(text(maxResultBytes)));
    const auto larger = checkResult(text(maxResultBytes + 1));
    QVERIFY(!larger);
    QCOMPARE(larger.error().kind, ErrorKind::TooLarge);
}

void TestResultValidator::readsTheWholeOfALargeText()
{
    QByteArray json = "[";
    while (json.size() < maxResultBytes - 20)
        json += "\"\xE2\x82\xAC\",\n";
    const auto checked = checkResult(json + "x]");
    QVERIFY(!checked);
    QVERIFY2(checked.error().detail.endsWith(u"or null."_s), qPrintable(checked.error().detail));
    QVERIFY(checkResult(json + "0]"));
}

QTEST_APPLESS_MAIN(TestResultValidator)
#include "tst_resultvalidator.moc"
