// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/memorykeyring.h"
#include "models/metrics/alertmanager.h"
#include "models/metrics/prometheus.h"
#include "tests/fake/fakeclock.h"
#include "tests/fake/prometheusworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using fake::HttpReceiver;

namespace {

QByteArray vector(const QByteArray &result)
{
    return R"({"status":"success","data":{"resultType":"vector","result":[)" + result + "]}}";
}

} // namespace

class TestMetricServer : public QObject
{
    Q_OBJECT

    HttpReceiver m_server;
    MemoryKeyring m_keyring;
    fake::FakeClock m_clock;

    [[nodiscard]] MetricSource source() const
    {
        return {m_server.url().resolved(QUrl(u"/p/"_s)), {}, {u"cluster=\"eu\""_s}, false};
    }
    void answerWith(const QByteArray &status, const QByteArray &body)
    {
        m_server.answer = [=](const HttpReceiver::Request &) { return HttpReceiver::status(status, body); };
    }
    template <class T>
    Result<T> wait(Reply<T> reply)
    {
        std::optional<Result<T>> result;
        QObject context;
        reply.deliver(&context, [&](Result<T> one) { result = std::move(one); });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 60'000))
            return fail(ErrorKind::Internal, u"no answer"_s);
        return std::move(*result);
    }
    Result<std::vector<MetricSeries>> query(const QString &promql)
    {
        Prometheus prometheus(source(), u"eu"_s, m_keyring, m_clock);
        return wait(prometheus.query(promql));
    }
    Result<std::vector<ForeignAlert>> alerts()
    {
        Alertmanager alertmanager(source(), u"eu"_s, m_keyring);
        return wait(alertmanager.alerts());
    }

private Q_SLOTS:
    void init() { m_server.requests.clear(); }

    void aQueryIsSentWhole()
    {
        answerWith("200 OK", vector(R"({"metric":{"a":"b"},"value":[1796040000.5,"1.5e+02"]})"));
        const QString promql = u"sum by (a) (x{b=~\".+&=%\"}) + 1 # ü"_s;
        const auto series = query(promql);
        QVERIFY2(series, series ? "" : qPrintable(series.error().detail));
        const MetricSeries expected{{{u"a"_s, u"b"_s}}, {{Instant(Milliseconds(1'796'040'000'500)), 150}}};
        QCOMPARE(*series, std::vector{expected});
        const QByteArray path = m_server.requests.at(0).path;
        QVERIFY2(path.startsWith("/p/api/v1/query?query="), path.constData());
        QCOMPARE(QByteArray::fromPercentEncoding(path.mid(22, path.indexOf('&') - 22)), promql.toUtf8());
        QVERIFY(!m_server.requests.at(0).headers.contains("authorization"));
    }

    void whatIsNoFiniteNumberIsNone()
    {
        answerWith(
            "200 OK",
            vector(
                R"({"metric":{},"value":[1,"NaN"]},{"metric":{},"value":[1,"+Inf"]},{"metric":{},"value":[1,"-Inf"]},
                   {"metric":{},"value":[1,"x"]},{"metric":{},"values":[[2,"4"],[1,"NaN"],[0,"3"]]})"));
        const auto series = query(u"x"_s);
        QVERIFY2(series, series ? "" : qPrintable(series.error().detail));
        QCOMPARE(series->size(), 5U);
        for (std::size_t i = 0; i < 4; ++i)
            QVERIFY(series->at(i).points.empty());
        QCOMPARE(series->at(4).points,
                 (std::vector<MetricPoint>{{Instant(Milliseconds(0)), 3}, {Instant(Milliseconds(2000)), 4}}));
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, const QByteArray &status, const QByteArray &body,
                            const char *said) {
            QTest::newRow(name) << status << body << QString::fromUtf8(said);
        };
        row("a query it refuses", "400 Bad Request",
            R"({"status":"error","errorType":"bad_data","error":"parse error: <b>\u202e"})",
            "it answered 400: parse error: <b>‹U+202E›");
        row("no words", "500 Internal Server Error", "<html>", "it answered 500");
        row("too busy", "503 Service Unavailable", R"({"status":"error","error":"query timed out"})",
            "it answered 503: query timed out");
        row("elsewhere", "302 Found", "",
            "it answered 302, which leads elsewhere and is not followed; "
            "name the address it leads to in profiles.toml");
        const char *const foreign =
            "what it answered is not Prometheus's; is the address in profiles.toml right?";
        row("a page to sign in", "200 OK", "<html>Sign in</html>", foreign);
        row("nothing", "200 OK", "", foreign);
        row("half of it", "200 OK", "{\"status\":\"success\",\"data\":{", foreign);
        row("no result", "200 OK", R"({"status":"success","data":{"resultType":"vector"}})", foreign);
        row("a scalar", "200 OK", R"({"status":"success","data":{"resultType":"scalar","result":[1,"2"]}})",
            foreign);
        row("a value that is none", "200 OK", vector(R"({"metric":{},"value":[1,2]})"), foreign);
        row("a time that is none", "200 OK", vector(R"({"metric":{},"value":[1e300,"2"]})"), foreign);
        row("too much", "200 OK", QByteArray(9 * 1024 * 1024, ' '), "the answer is larger than 8192 KiB");
    }
    void whatIsWrongIsSaid()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, said);
        answerWith(status, body);
        const auto series = query(u"x"_s);
        QVERIFY(!series);
        QCOMPARE(series.error().detail, said);
    }

    void namesAreOfTheProfilesSeries()
    {
        answerWith("200 OK", R"({"status":"success","data":["a","b"]})");
        Prometheus prometheus(source(), u"eu"_s, m_keyring, m_clock);
        QCOMPARE(*wait(prometheus.metricNames()), (QStringList{u"a"_s, u"b"_s}));
        const QByteArray path = QByteArray::fromPercentEncoding(m_server.requests.at(0).path);
        QVERIFY2(path.contains("&match[]={cluster=\"eu\"}"), path.constData());
        QCOMPARE(prometheus.selector({u"a=\"b\""_s}), u"{a=\"b\",cluster=\"eu\"}"_s);
        answerWith("200 OK", R"({"status":"success","data":["a",1]})");
        QVERIFY(!wait(prometheus.metricNames()));
    }

    void theKeyringsTokenIsSent()
    {
        answerWith("200 OK", vector({}));
        MetricSource secured = source();
        secured.hasToken = true;
        Prometheus prometheus(secured, u"eu"_s, m_keyring, m_clock);
        const auto refused = wait(prometheus.query(u"x"_s));
        QVERIFY(!refused);
        QVERIFY2(refused.error().detail.contains(u"`signalbox metrics token prometheus` puts it there"_s),
                 qPrintable(refused.error().detail));
        QVERIFY2(m_server.requests.empty(), "nothing is asked without it");
        QVERIFY(wait(m_keyring.write(metricTokenKey(u"eu"_s, u"prometheus"_s), Secret("top-secret"))));
        QVERIFY(wait(prometheus.query(u"x"_s)));
        QCOMPARE(m_server.requests.at(0).headers["authorization"], QByteArray("Bearer top-secret"));
        QVERIFY(metricTokenKey(u"eu"_s, u"prometheus"_s) != metricTokenKey(u"eu"_s, u"alertmanager"_s));
    }

    void whoAsksNoMoreHearsNothing()
    {
        m_server.answer = [](const HttpReceiver::Request &) { return QByteArray(); };
        Prometheus prometheus(source(), u"eu"_s, m_keyring, m_clock);
        QObject context;
        bool isHeard = false;
        const Delivery asked =
            prometheus.query(u"x"_s).deliver(&context, [&](const auto &) { isHeard = true; });
        QTRY_COMPARE(m_server.requests.size(), 1U);
        asked.cancel();
        answerWith("200 OK", vector({}));
        QVERIFY(wait(prometheus.query(u"y"_s)));
        QVERIFY(!isHeard);
    }

    void alertsAreReadWhole()
    {
        answerWith("200 OK", "[{\"labels\":{\"alertname\":\"DiskFull\",\"host\":\"a\"},\"annotations"
                             "\":{\"summary\":\"full\"}, \"startsAt\":\"2026-11-30T14:00:00.250Z\","
                             "\"endsAt\":\"2026-11-30T15:00:00Z\",\"fingerprint\":\"0a1b\", \"generat"
                             "orURL\":\"http://p/graph\",\"receivers\":[{\"name\":\"team\"}], \"stat"
                             "us\":{\"state\":\"suppressed\",\"silencedBy\":[\"s1\"],\"inhibitedBy\""
                             ":[\"f2\"]}}, {\"labels\":{\"alertname\":\"B\"},\"fingerprint\":\"2\","
                             "\"status\":{\"state\":\"active\"}}, {\"fingerprint\":\"3\",\"status\":{"
                             "\"state\":\"unprocessed\"}}]");
        const auto read = alerts();
        QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
        const ForeignAlert first{u"0a1b"_s,
                                 {{u"alertname"_s, u"DiskFull"_s}, {u"host"_s, u"a"_s}},
                                 {{u"summary"_s, u"full"_s}},
                                 Instant(Milliseconds(1'796'047'200'250)),
                                 u"http://p/graph"_s,
                                 ForeignAlert::State::Suppressed,
                                 {u"s1"_s},
                                 {u"f2"_s},
                                 {u"team"_s}};
        QCOMPARE(read->size(), 3U);
        QCOMPARE(read->front(), first);
        QCOMPARE(read->at(1).state, ForeignAlert::State::Active);
        QCOMPARE(read->at(1).since, std::nullopt);
        QCOMPARE(read->at(2).state, ForeignAlert::State::Unprocessed);
        QCOMPARE(m_server.requests.at(0).path, QByteArray("/p/api/v2/alerts?filter=cluster%3D%22eu%22"));
    }

    void whatAlertmanagerRefusesIsSaid()
    {
        answerWith("400 Bad Request", R"("bad matcher format")");
        QCOMPARE(alerts().error().detail, u"it answered 400: \"bad matcher format\""_s);
        answerWith("401 Unauthorized", R"({"code":401,"message":"who are you?"})");
        QCOMPARE(alerts().error().detail, u"it answered 401: who are you?"_s);
        QCOMPARE(alerts().error().kind, ErrorKind::Denied);
        answerWith("200 OK", R"({"status":"success"})");
        QVERIFY(alerts().error().detail.startsWith(u"what it answered is not Alertmanager's"_s));
    }
};

QTEST_GUILESS_MAIN(TestMetricServer)
#include "tst_metricserver.moc"
