// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/payloadtext.h"

#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

Payload json(const QByteArray &data)
{
    return {u"json/plain"_s, {}, data};
}

} // namespace

Q_DECLARE_METATYPE(signalbox::Payload)

class TestPayloadText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReadable_data();
    void isReadable();
    void isTitled();
    void isCutUnlessAskedForWhole();
    void copiesTheWholeValueAsItIs();
    void hostileNestingStaysSmall();
    void hiddenCharactersAreSeen();
};

void TestPayloadText::isReadable_data()
{
    QTest::addColumn<Payload>("payload");
    QTest::addColumn<QString>("text");
    QTest::newRow("object") << json(R"({"b":18446744073709551615,"a":[1.10,{}],"c":[]})")
                            << u"{\n  \"b\": 18446744073709551615,\n  \"a\": [\n    1.10,\n    {}\n  ],\n"
                               "  \"c\": []\n}"_s;
    QTest::newRow("already on lines") << json("{\n\"a\" : 1 }") << u"{\n  \"a\": 1\n}"_s;
    QTest::newRow("punctuation in a string")
        << json(R"(["a, b: {c}\"]"])") << u"[\n  \"a, b: {c}\\\"]\"\n]"_s;
    QTest::newRow("string") << json(R"("grün  7")") << u"\"grün  7\""_s;
    QTest::newRow("number") << json("17") << u"17"_s;
    QTest::newRow("not JSON after all") << json("step  failed: {") << u"step  failed: {"_s;
    QTest::newRow("empty") << json("") << u""_s;
    QTest::newRow("json/protobuf") << Payload{u"json/protobuf"_s, u"ads.Bid"_s, R"({"id":"7"})"}
                                   << u"{\n  \"id\": \"7\"\n}"_s;
    QTest::newRow("no encoding") << Payload{{}, {}, "plain words"} << u"plain words"_s;
    QTest::newRow("null") << Payload{u"binary/null"_s, {}, {}} << u"no value"_s;
    QTest::newRow("bytes") << Payload{u"binary/plain"_s, {}, QByteArray("\x00\xffHello, signalman", 19)}
                           << u"000000  00 ff 48 65 6c 6c 6f 2c 20 73 69 67 6e 61 6c 6d  ..Hello, signalm\n"
                              "000010  61 6e 00                                         an."_s;
    QTest::newRow("encrypted") << Payload{u"binary/encrypted"_s, {}, "abc"}
                               << u"000000  61 62 63                                         abc"_s;
    QTest::newRow("JSON that is no text")
        << json("\xff\xfe") << u"000000  ff fe                                            .."_s;
}

void TestPayloadText::isReadable()
{
    QFETCH(Payload, payload);
    QTEST(payloadText(payload), "text");
}

void TestPayloadText::isTitled()
{
    QCOMPARE(payloadTitle({u"json/protobuf"_s, u"ads.Bid"_s, "{}"}), u"json/protobuf of ads.Bid, 2 bytes"_s);
    QCOMPARE(payloadTitle(json("17")), u"json/plain, 2 bytes"_s);
    QCOMPARE(payloadTitle({{}, {}, "x"}), u"no encoding named, 1 byte"_s);
    QCOMPARE(payloadTitle({u"a\u202Eb"_s, {}, {}}), u"a‹U+202E›b, 0 bytes"_s);
}

void TestPayloadText::isCutUnlessAskedForWhole()
{
    const Payload large = json('[' + QByteArray("1234567,").repeated(100'000) + "7]");
    const QString preview = payloadText(large);
    QVERIFY(preview.size() < 3 * previewBytes);
    QVERIFY(preview.startsWith("[\n  1234567,\n"_L1));
    QVERIFY(preview.endsWith(u"\n…"_s));
    const QString whole = payloadText(large, large.data.size());
    QVERIFY(whole.endsWith("1234567,\n  7\n]"_L1));
    QCOMPARE(whole.count(u'\n'), 100'002);
}

void TestPayloadText::copiesTheWholeValueAsItIs()
{
    const QByteArray exact = "{ \"a\":1.10,\n\"b\":\"\\u202e\"}" + QByteArray(100'000, ' ');
    QCOMPARE(payloadCopy(json(exact)), QString::fromUtf8(exact));
    QCOMPARE(payloadCopy({u"binary/plain"_s, {}, QByteArray("\x00\xff", 2)}), u"00ff"_s);
}

void TestPayloadText::hostileNestingStaysSmall()
{
    for (const QByteArray &piece : {QByteArray("["), QByteArray("[["), QByteArray("{\"a\":"), QByteArray("]"),
                                    QByteArray("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1,")}) {
        const QByteArray data = piece.repeated(500'000 / int(piece.size()));
        QVERIFY2(payloadText(json(data), data.size()).size() <= 8 * data.size() + 4096, piece.constData());
    }
}

void TestPayloadText::hiddenCharactersAreSeen()
{
    QCOMPARE(payloadText(json(u"\"a\u202Eb\""_s.toUtf8())), u"\"a‹U+202E›b\""_s);
}

QTEST_APPLESS_MAIN(TestPayloadText)
#include "tst_payloadtext.moc"
