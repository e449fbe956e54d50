// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/profile/profile.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

class TestProfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsLoopbackHosts_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("loopback");
        QTest::newRow("127.0.0.1") << u"127.0.0.1"_s << true;
        QTest::newRow("127.200.1.255") << u"127.200.1.255"_s << true;
        QTest::newRow("::1") << u"::1"_s << true;
        QTest::newRow("localhost") << u"LocalHost"_s << true;
        QTest::newRow("name that begins so") << u"127.0.0.1.example.org"_s << false;
        QTest::newRow("short form") << u"127.1"_s << false;
        QTest::newRow("too large") << u"127.0.0.256"_s << false;
        QTest::newRow("empty part") << u"127..0.1"_s << false;
        QTest::newRow("signed part") << u"127.0.0.-1"_s << false;
        QTest::newRow("wildcard") << u"0.0.0.0"_s << false;
        QTest::newRow("subdomain") << u"localhost.example.org"_s << false;
        QTest::newRow("other") << u"10.0.0.1"_s << false;
        QTest::newRow("empty") << QString() << false;
    }
    void tellsLoopbackHosts()
    {
        QFETCH(QString, host);
        QFETCH(bool, loopback);
        QCOMPARE(isLoopbackHost(host), loopback);
    }

    void findsTheHostOfAnAddress_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("host");
        QTest::newRow("name") << u"temporal.example.org:7233"_s << u"temporal.example.org"_s;
        QTest::newRow("IPv4") << u"127.0.0.1:7233"_s << u"127.0.0.1"_s;
        QTest::newRow("IPv6") << u"[::1]:7233"_s << u"::1"_s;
    }
    void findsTheHostOfAnAddress()
    {
        QFETCH(QString, address);
        QFETCH(QString, host);
        QCOMPARE(hostOf(address), host);
    }

    void usesTlsUnlessTold_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("hasTable");
        QTest::addColumn<bool>("disabled");
        QTest::addColumn<bool>("tls");
        QTest::newRow("far, no table") << u"temporal.example.org:7233"_s << false << false << true;
        QTest::newRow("loopback, no table") << u"127.0.0.1:7233"_s << false << false << false;
        QTest::newRow("loopback, table") << u"127.0.0.1:7233"_s << true << false << true;
        QTest::newRow("loopback, disabled") << u"[::1]:7233"_s << true << true << false;
    }
    void usesTlsUnlessTold()
    {
        QFETCH(QString, address);
        QFETCH(bool, hasTable);
        QFETCH(bool, disabled);
        QFETCH(bool, tls);
        Profile profile;
        profile.address = address;
        if (hasTable) {
            profile.tls.emplace();
            profile.tls->disabled = disabled;
        }
        QCOMPARE(profile.usesTls(), tls);
    }
};

QTEST_APPLESS_MAIN(TestProfile)
#include "tst_profile.moc"
