// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/profile/metricsources.h"
#include "models/profile/profilereader.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

const QByteArray profile = "[profile.p]\naddress = 't.example.org:7233'\nenvironment = 'staging'\n"
                           "[profile.p.oidc]\nissuer = 'https://id.example.org/r'\nclient_id = 'c'\n";
const QByteArray table = "[profile.p.prometheus]\n"; // line 7

} // namespace

class TestMetricSources : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString write(const QByteArray &text)
    {
        QFile file(m_folder.filePath(u"profiles.toml"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("no file");
        return file.fileName();
    }

private Q_SLOTS:
    void readsEveryKey()
    {
        const QString path =
            write(profile + table +
                  "url = 'https://prometheus.example.org/p'\nca_cert_path = 'ca.pem'\n"
                  "matchers = ['cluster=\"eu\"', 'job!~\"a\\\\.b|c\"']\nbearer_token = true\n"
                  "[profile.p.alertmanager]\nurl = 'http://127.0.0.1:9093'\n");
        QVERIFY(readProfiles(path));
        const auto sources = readMetricSources(path, u"p"_s);
        QVERIFY2(sources, sources ? "" : qPrintable(sources.error().detail));
        const MetricSource prometheus{QUrl(u"https://prometheus.example.org/p"_s),
                                      m_folder.filePath(u"ca.pem"_s),
                                      {u"cluster=\"eu\""_s, u"job!~\"a\\\\.b|c\""_s},
                                      true};
        const MetricSource alertmanager{QUrl(u"http://127.0.0.1:9093"_s), {}, {}, false};
        QCOMPARE(*sources, (MetricSources{prometheus, alertmanager}));
    }

    void aProfileNeedsNone()
    {
        const QString path = write(profile);
        QVERIFY(readProfiles(path));
        QCOMPARE(*readMetricSources(path, u"p"_s), MetricSources());
    }

    void refusesWithLineAndKey_data()
    {
        QTest::addColumn<QByteArray>("keys");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QByteArray &keys, const char *expected) {
            QTest::newRow(name) << keys << QString::fromUtf8(expected);
        };
        const QByteArray url = "url = 'https://h/'\n";
        row("no url", "", ":7: profile.p.prometheus.url: is missing");
        row("no address", "url = 'prometheus:9090'\n", ":8: profile.p.prometheus.url: must be an address");
        row("a query", "url = 'https://h/?a=b'\n", ":8: profile.p.prometheus.url: must be an address");
        row("plain http", "url = 'http://prometheus.example.org'\n",
            ":8: profile.p.prometheus.url: must be https");
        row("a password", "url = 'https://u:p@h/'\n",
            ":8: profile.p.prometheus.url: must not hold a password");
        row("a token", url + "bearer_token = 'abc'\n", ":9: profile.p.prometheus.bearer_token: must be");
        row("no matcher", url + "matchers = ['cluster=eu']\n",
            ":9: profile.p.prometheus.matchers: \"cluster=eu\" is no matcher");
        row("a matcher that ends the others", url + "matchers = ['a=\"b\"} or {c=\"d\"']\n",
            ":9: profile.p.prometheus.matchers: ");
        row("an unknown key", url + "password = 'x'\n",
            ":9: profile.p.prometheus.password: is not a key Signalbox knows");
    }
    void refusesWithLineAndKey()
    {
        QFETCH(QByteArray, keys);
        QFETCH(QString, expected);
        const QString path = write(profile + table + keys);
        const auto profiles = readProfiles(path);
        QVERIFY(!profiles);
        QVERIFY2(profiles.error().detail.contains(path + expected), qPrintable(profiles.error().detail));
        QVERIFY(!readMetricSources(path, u"p"_s));
    }
};

QTEST_GUILESS_MAIN(TestMetricSources)
#include "tst_metricsources.moc"
