// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telling/sender.h"

#include "models/identity/memorykeyring.h"
#include "models/telling/tellsecret.h"
#include "tests/fake/fakeclock.h"
#include "tests/fake/httpreceiver.h"
#include "tests/unit/telling/saidalerts.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {
const QByteArray secretText = "0123456789abcdef0123456789abcdef";
} // namespace

class TestSender : public QObject
{
    Q_OBJECT

    fake::FakeClock m_clock;
    MemoryKeyring m_keyring;

    [[nodiscard]] Receiver receiver(Receiver::Kind kind, const QUrl &url)
    {
        return {u"pager"_s, kind, url, {}, {}, {Signal::Danger}, {}, {}};
    }
    Result<bool> send(const Receiver &receiver, const std::vector<Message> &messages)
    {
        const auto sender = makeSender(receiver, u"eu"_s, m_keyring, m_clock);
        std::optional<Result<bool>> result;
        QObject context;
        sender->send(messages).deliver(&context, [&](Result<bool> one) { result = std::move(one); });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 60'000))
            return fail(ErrorKind::Internal, u"no answer"_s);
        return std::move(*result);
    }
    void keepSecret()
    {
        QVERIFY(m_keyring.write(tellSecretKey(u"eu"_s, u"pager"_s), Secret(secretText)).takeFinished());
    }

private Q_SLOTS:
    void aSignatureIsTheHmacOfTheBody()
    {
        // RFC 4231, test case 2.
        QCOMPARE(signatureOf("what do ya want for nothing?", Secret("Jefe")),
                 QByteArray("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
    }

    void aWebhookIsToldWithASignature()
    {
        keepSecret();
        fake::HttpReceiver http;
        const Message message = firedOf(1, m_clock.utc());
        const auto result = send(receiver(Receiver::Kind::Webhook, http.url()), {message});
        QVERIFY2(result, result ? "" : qPrintable(result.error().detail));
        QCOMPARE(http.requests.size(), std::size_t(1));
        const auto &request = http.requests[0];
        QCOMPARE(request.path, QByteArray("/hook"));
        QCOMPARE(request.body, message.body);
        QCOMPARE(request.headers["content-type"], QByteArray("application/json"));
        QCOMPARE(request.headers["x-signalbox-delivery"], message.id().toLatin1());
        QCOMPARE(request.headers["x-signalbox-signature"], signatureOf(message.body, Secret(secretText)));
        QVERIFY(!request.body.contains(secretText));
    }

    void withoutASecretNothingIsSent()
    {
        QVERIFY(m_keyring.remove(tellSecretKey(u"eu"_s, u"pager"_s)).takeFinished());
        fake::HttpReceiver http;
        const auto result = send(receiver(Receiver::Kind::Webhook, http.url()), {firedOf(1, m_clock.utc())});
        QVERIFY(!result);
        QVERIFY2(result.error().detail.contains(u"`signalbox tell secret pager`"_s),
                 qPrintable(result.error().detail));
        QVERIFY(http.requests.empty());
    }

    void secretsOfProfilesAreApart()
    {
        QVERIFY(tellSecretKey(u"eu"_s, u"pager"_s) != tellSecretKey(u"us"_s, u"pager"_s));
        QVERIFY(tellSecretKey(u"a"_s, u"bc"_s) != tellSecretKey(u"ab"_s, u"c"_s));
    }

    void alertmanagerIsToldManyAtOnce()
    {
        fake::HttpReceiver http;
        QUrl url = http.url();
        url.setPath(u"/prefix/"_s);
        const auto result = send(receiver(Receiver::Kind::Alertmanager, url),
                                 {firedOf(1, m_clock.utc()), firedOf(2, m_clock.utc())});
        QVERIFY2(result, result ? "" : qPrintable(result.error().detail));
        QCOMPARE(http.requests[0].path, QByteArray("/prefix/api/v2/alerts"));
        QCOMPARE(QJsonDocument::fromJson(http.requests[0].body).array().size(), 2);
    }

    void whatIsNotTakenIsSaid_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *name, const QByteArray &answer, const QString &why) {
            QTest::newRow(name) << answer << why;
        };
        row("500", fake::HttpReceiver::status("500 Broken", "<b>no\n\x1b[31mdisk"),
            u"it answered 500: <b>no ‹U+001B›[31mdisk"_s);
        row("404", fake::HttpReceiver::status("404 None"), u"it answered 404"_s);
        row("a redirect", "HTTP/1.1 302 Go\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
            u"it answered 302"_s);
        row("too much", fake::HttpReceiver::status("200 Fine", QByteArray(1'000'000, 'x')),
            u"the answer is larger than 256 KiB"_s);
        row("it hangs", {}, u"no complete answer within 10 s"_s);
        row("it breaks off", "HTTP/1.1 200 Fine\r\nContent-Length: 100\r\n\r\nhalf", u"closed"_s);
        row("no HTTP", "what?\r\n\r\n", {});
    }
    void whatIsNotTakenIsSaid()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, why);
        fake::HttpReceiver http;
        http.answer = [answer](const auto &) { return answer; };
        const auto result =
            send(receiver(Receiver::Kind::Alertmanager, http.url()), {firedOf(1, m_clock.utc())});
        QVERIFY(!result);
        QVERIFY2(result.error().detail.contains(why), qPrintable(result.error().detail));
        // Where a connection ends without a line of HTTP, Qt sends it three times more.
        QCOMPARE(http.requests.size(), std::size_t(answer.startsWith("what?") ? 4 : 1));
    }

    void aCommandIsToldOnItsStdin()
    {
        Receiver command = receiver(Receiver::Kind::Command, {});
        command.argv = {u"grep"_s, u"-q"_s, u"\"queue\":\"q1\""_s};
        QVERIFY(send(command, {firedOf(1, m_clock.utc())}));
        QVERIFY(!send(command, {firedOf(2, m_clock.utc())}));
    }
};

QTEST_GUILESS_MAIN(TestSender)
#include "tst_sender.moc"
