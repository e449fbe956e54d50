// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/foreignalertsmodel.h"
#include "models/base/format.h"
#include "models/http/httpclient.h"
#include "models/identity/memorykeyring.h"
#include "models/telling/sender.h"
#include "tests/unit/telling/saidalerts.h"

#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

// A real Alertmanager, and what it makes of what it is told.

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

} // namespace

class TestAlertmanager : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QProcess m_program;
    QUrl m_url;
    SystemClock m_clock;
    MemoryKeyring m_keyring;
    std::unique_ptr<Sender> m_sender;

    template <class T>
    Result<T> wait(Reply<T> reply)
    {
        std::optional<Result<T>> result;
        QObject context;
        reply.deliver(&context, [&](Result<T> one) { result = std::move(one); });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 30'000))
            return fail(ErrorKind::Internal, u"no answer"_s);
        return std::move(*result);
    }
    Result<HttpAnswer> get(const QString &path)
    {
        HttpClient http({u"127.0.0.1"_s, {}, {}});
        QUrl url = m_url;
        url.setPath(path);
        return wait(http.get(url, u"test"_s));
    }
    bool post(const QString &path, const QByteArray &json)
    {
        HttpClient http({u"127.0.0.1"_s, {}, {}});
        QUrl url = m_url;
        url.setPath(path);
        const auto answer = wait(http.post(url, json, {}, u"test"_s));
        return answer && answer->status == 200;
    }
    [[nodiscard]] QJsonArray alerts()
    {
        const auto answer = get(u"/api/v2/alerts"_s);
        return answer ? QJsonDocument::fromJson(answer->body).array() : QJsonArray();
    }

private Q_SLOTS:
    void initTestCase()
    {
        const quint16 port = freePort();
        m_url.setUrl(u"http://127.0.0.1:%1"_s.arg(port));
        QFile settings(m_folder.filePath(u"alertmanager.yml"_s));
        QVERIFY(settings.open(QIODevice::WriteOnly));
        settings.write("route: {receiver: nobody}\nreceivers: [{name: nobody}]\n");
        settings.close();
        m_program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_program.start(QStringLiteral(ALERTMANAGER),
                        {u"--config.file="_s + settings.fileName(),
                         u"--storage.path="_s + m_folder.filePath(u"data"_s),
                         u"--web.listen-address=127.0.0.1:%1"_s.arg(port), u"--cluster.listen-address="_s,
                         u"--log.level=error"_s});
        const auto isReady = [this] {
            const auto answer = get(u"/-/ready"_s);
            return answer && answer->status == 200;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isReady(), 120'000);
        m_sender =
            makeSender({u"am"_s, Receiver::Kind::Alertmanager, m_url, {}, {}, {Signal::Danger}, {}, {}},
                       u"eu"_s, m_keyring, m_clock);
    }
    void cleanupTestCase()
    {
        m_program.terminate();
        QVERIFY(m_program.waitForFinished());
    }

    void anAlertStandsOnceUntilItEnds()
    {
        const Message fired = firedOf(1, m_clock.utc(), u"am"_s);
        for (int again = 0; again < 3; ++again) {
            const auto taken = wait(m_sender->send({fired, firedOf(2, m_clock.utc(), u"am"_s)}));
            QVERIFY2(taken, taken ? "" : qPrintable(taken.error().detail));
        }
        QTRY_COMPARE(alerts().size(), 2);
        QJsonObject alert = alerts().at(0).toObject();
        if (alert[u"labels"_s].toObject()[u"task_queue"_s] != u"q1"_s)
            alert = alerts().at(1).toObject();
        const QJsonObject labels = alert[u"labels"_s].toObject();
        QCOMPARE(labels[u"alertname"_s], u"backlog"_s);
        QCOMPARE(labels[u"signalbox_rule"_s], u"backlog"_s);
        QCOMPARE(labels[u"severity"_s], u"danger"_s);
        QCOMPARE(alert[u"status"_s].toObject()[u"state"_s], u"active"_s);
        QCOMPARE(alert[u"annotations"_s].toObject()[u"value"_s], u"150"_s);

        QVERIFY(wait(m_sender->send({endedMessage(fired, m_clock.utc(), {})})));
        QTRY_COMPARE(alerts().size(), 1);
        QCOMPARE(alerts().at(0)[u"labels"_s][u"task_queue"_s], u"q2"_s);
    }

    void whatOthersSendIsReadBesideIt()
    {
        QVERIFY(wait(m_sender->send({firedOf(5, m_clock.utc(), u"am"_s)})));
        QVERIFY(post(
            u"/api/v2/alerts"_s,
            "[{\"labels\":{\"alertname\":\"DiskFull\",\"host\":\"a\"},\"annotations\":{\"summary\":\"92 %\"},"
            "\"generatorURL\":\"http://p/g\"}]"));
        Alertmanager alertmanager({m_url, {}, {}, false}, u"eu"_s, m_keyring);
        const auto disk = [&]() -> std::optional<ForeignAlert> {
            for (ForeignAlert &one : wait(alertmanager.alerts()).value_or(std::vector<ForeignAlert>()))
                if (one.label(u"alertname"_s) == u"DiskFull"_s)
                    return std::move(one);
            return {};
        };
        QTRY_VERIFY(disk());
        QCOMPARE(disk()->state, ForeignAlert::State::Active);
        QCOMPARE(disk()->annotations[u"summary"_s], u"92 %"_s);
        QCOMPARE(disk()->link, u"http://p/g"_s);
        QCOMPARE(disk()->receivers, QStringList{u"nobody"_s});
        QVERIFY(disk()->since);

        const auto all = wait(alertmanager.alerts());
        ForeignAlertsModel model(u"eu"_s);
        model.setAlerts(*all);
        QCOMPARE(model.hidden(), 0U); // as long as nothing fires here, it is said there alone
        std::vector<ListedAlert> ours(2);
        for (ListedAlert &one : ours) {
            one.alert.rule = u"backlog"_s;
            one.stage = AlertStage::Firing;
        }
        ours[0].alert.key = {u"ns"_s, u"q2"_s};
        ours[1].alert.key = {u"ns"_s, u"q5"_s};
        model.setOurs(ours);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.hidden(), all->size() - 1);

        const QString now = formatIso(m_clock.utc());
        const QString later = formatIso(m_clock.utc() + 1h);
        QVERIFY(post(
            u"/api/v2/silences"_s,
            u"{\"matchers\":[{\"name\":\"host\",\"value\":\"a\",\"isRegex\":false}],"
            "\"startsAt\":\"%1\",\"endsAt\":\"%2\",\"createdBy\":\"dba\",\"comment\":\"c\"}"_s.arg(now, later)
                .toUtf8()));
        QTRY_COMPARE(disk()->state, ForeignAlert::State::Suppressed);
        QCOMPARE(foreignStateText(*disk()), u"silenced"_s);

        Alertmanager narrowed({m_url, {}, {u"host=\"b\""_s}, false}, u"eu"_s, m_keyring);
        QVERIFY(wait(narrowed.alerts())->empty());
    }

    void whatItRefusesIsSaid()
    {
        Message empty = firedOf(3, m_clock.utc(), u"am"_s);
        empty.body = "{}";
        const auto taken = wait(m_sender->send({empty}));
        QVERIFY(!taken);
        QVERIFY2(taken.error().detail.startsWith(u"it answered 400: "_s), qPrintable(taken.error().detail));
    }
};

QTEST_GUILESS_MAIN(TestAlertmanager)
#include "tst_alertmanager.moc"
