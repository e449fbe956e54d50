// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/strictjson.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

/// JSON written with ' for ". (moc of Qt 6.4 loses the class behind some raw strings.)
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

} // namespace

class TestStrictJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAnObject()
    {
        const auto object = parseStrictObject(json("{'a': {'a': [1, {'a': 2}], 'b': '\\\"{,:'}, 'b': 'x'}"));
        QVERIFY(object);
        QCOMPARE(object->value(u"b"_s).toString(), u"x"_s);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("why");
        QTest::newRow("empty") << QByteArray("") << u"not JSON"_s;
        QTest::newRow("list") << QByteArray("[1]") << u"not a JSON object"_s;
        QTest::newRow("two objects") << QByteArray("{}{}") << u"not JSON"_s;
        QTest::newRow("number out of range") << QByteArray("{\"exp\": 1e400}") << u"not JSON"_s;
        QTest::newRow("bad UTF-8") << QByteArray("{\"a\": \"\xff\"}") << u"not JSON"_s;
        QTest::newRow("twice") << json("{'aud': 'a', 'aud': 'b'}") << u"\"aud\" appears twice"_s;
        QTest::newRow("twice, escaped")
            << json("{'aud': 'a', '\\u0061ud': 'b'}") << u"\"aud\" appears twice"_s;
        QTest::newRow("twice, inside") << json("{'x': [{'k': 1, 'k': 1}]}") << u"\"k\" appears twice"_s;
        QTest::newRow("twice, after an object")
            << json("{'k': {'a': 1}, 'k': 1}") << u"\"k\" appears twice"_s;
        QTest::newRow("twice, empty name") << json("{'': 1, '': 2}") << u"\"\" appears twice"_s;
        QTest::newRow("too deep") << "{\"a\":" + QByteArray(2000, '[') + QByteArray(2000, ']') + "}"
                                  << u"not JSON"_s;
    }
    void refuses()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, why);
        const auto object = parseStrictObject(json);
        QVERIFY(!object);
        QVERIFY2(object.error().detail.startsWith(why), qPrintable(object.error().detail));
    }
};

QTEST_APPLESS_MAIN(TestStrictJson)
#include "tst_strictjson.moc"
