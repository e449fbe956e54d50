// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/callbackrequest.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {
using Kind = CallbackRequest::Kind;
using Parameters = QMap<QByteArray, QByteArray>;
} // namespace

class TestCallbackRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsACallback()
    {
        const auto request =
            CallbackRequest::parse("GET /callback?code=a%2Bb+c&state=s&iss=http%3A%2F%2Fi HTTP/1.1\r\n"
                                   "hOsT:  127.0.0.1:4000 \r\nAccept: */*",
                                   4000);
        QCOMPARE(request.kind, Kind::Callback);
        QCOMPARE(request.parameters, (Parameters{{"code", "a+b c"}, {"state", "s"}, {"iss", "http://i"}}));
    }

    void splitsBeforeItDecodes()
    {
        const auto request = CallbackRequest::parse(
            "GET /callback?code=x%26state%3Devil&state=s HTTP/1.1\r\nHost: 127.0.0.1:4000", 4000);
        QCOMPARE(request.kind, Kind::Callback);
        QCOMPARE(request.parameters, (Parameters{{"code", "x&state=evil"}, {"state", "s"}}));
    }

    void knowsTheFavicon()
    {
        QCOMPARE(CallbackRequest::parse("GET /favicon.ico HTTP/1.1\r\nHost: 127.0.0.1:4000", 4000).kind,
                 Kind::Favicon);
    }

    void everythingElseIsJunk_data()
    {
        QTest::addColumn<QByteArray>("head");
        const QByteArray host = "\r\nHost: 127.0.0.1:4000";
        const auto row = [](const char *name, const QByteArray &head) { QTest::newRow(name) << head; };
        row("empty", "");
        row("no version", "GET /callback?state=s" + host);
        row("POST", "POST /callback?state=s HTTP/1.1" + host);
        row("HEAD", "HEAD /callback?state=s HTTP/1.1" + host);
        row("small letters", "get /callback?state=s HTTP/1.1" + host);
        row("HTTP/2", "GET /callback?state=s HTTP/2" + host);
        row("other path", "GET /callback2?state=s HTTP/1.1" + host);
        row("path below", "GET /callback/?state=s HTTP/1.1" + host);
        row("path before", "GET /x/callback?state=s HTTP/1.1" + host);
        row("encoded path", "GET /%63allback?state=s HTTP/1.1" + host);
        row("dots", "GET /x/../callback?state=s HTTP/1.1" + host);
        row("whole address", "GET http://127.0.0.1:4000/callback?state=s HTTP/1.1" + host);
        row("no query", "GET /callback HTTP/1.1" + host);
        row("empty query", "GET /callback? HTTP/1.1" + host);
        row("no host", "GET /callback?state=s HTTP/1.1");
        row("other host", "GET /callback?state=s HTTP/1.1\r\nHost: evil.example.org:4000");
        row("name of loopback", "GET /callback?state=s HTTP/1.1\r\nHost: localhost:4000");
        row("other port", "GET /callback?state=s HTTP/1.1\r\nHost: 127.0.0.1:4001");
        row("no port", "GET /callback?state=s HTTP/1.1\r\nHost: 127.0.0.1");
        row("two hosts", "GET /callback?state=s HTTP/1.1" + host + host);
        row("folded header", "GET /callback?state=s HTTP/1.1" + host + "\r\n x: y");
        row("header without colon", "GET /callback?state=s HTTP/1.1" + host + "\r\nxy");
        row("parameter twice", "GET /callback?state=s&state=t HTTP/1.1" + host);
        row("parameter twice, encoded", "GET /callback?state=s&st%61te=t HTTP/1.1" + host);
        row("parameter without value", "GET /callback?state HTTP/1.1" + host);
        row("value without name", "GET /callback?=s HTTP/1.1" + host);
        row("space in the target", "GET /callback?state=s t HTTP/1.1" + host);
        row("binary", QByteArray("\x16\x03\x01\x02\x00\x01", 6));
    }
    void everythingElseIsJunk()
    {
        QFETCH(QByteArray, head);
        QCOMPARE(CallbackRequest::parse(head, 4000).kind, Kind::Junk);
    }
};

QTEST_APPLESS_MAIN(TestCallbackRequest)
#include "tst_callbackrequest.moc"
