// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/profile/profilereader.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

const QByteArray goodOidc = "[profile.p.oidc]\nissuer = 'https://id.example.org/realms/r'\nclient_id = 'c'\n";
const QByteArray goodHead = "[profile.p]\naddress = 't.example.org:7233'\nenvironment = 'staging'\n";

const QByteArray everyKey =
    "[profile.prod]\n"
    "address = 'temporal.example.org:7233'\n"
    "environment = 'production'\n"
    "queues = ['stratmaster-prod/stratmaster-prod.evals', 'stratmaster-prod/team/a/b']\n"
    "\n"
    "[profile.prod.tls]\n"
    "disabled = false\n"
    "client_cert_path = 'certs/client.pem'\n"
    "client_key_data = 'KEY'\n"
    "server_ca_cert_path = '/etc/ca.pem'\n"
    "server_name = 'frontend'\n"
    "disable_host_verification = false\n"
    "\n"
    "[profile.prod.oidc]\n"
    "issuer = 'https://id.example.org/realms/platform'\n"
    "client_id = 'console'\n"
    "intervene_client_id = 'console-intervene'\n"
    "admin_claim = 'teams'\n"
    "admin_value = 'ops'\n"
    "scopes = ['openid', 'profile']\n"
    "permissions_claim = 'rights'\n"
    "ca_cert_path = 'id-ca.pem'\n"
    "\n"
    "[profile.local]\n"
    "address = '127.0.0.1:7233'\n"
    "environment = 'development'\n"
    "[profile.local.oidc]\n"
    "issuer = 'http://127.0.0.1:8080/realms/local'\n"
    "client_id = 'console'\n";

} // namespace

class TestProfileReader : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString write(const QByteArray &text)
    {
        QString path = m_folder.filePath(u"profiles.toml"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }

private Q_SLOTS:
    void readsEveryKey()
    {
        const auto profiles = readProfiles(write(everyKey));
        QVERIFY2(profiles, qPrintable(profiles ? QString() : profiles.error().detail));
        QCOMPARE(profiles->size(), 2U);

        const Profile &local = profiles->at(0);
        QCOMPARE(local.name, u"local"_s);
        QCOMPARE(local.environment, Environment::Development);
        QVERIFY(!local.tls && !local.usesTls());
        QCOMPARE(local.oidc.scopes, QStringList{u"openid"_s});
        QCOMPARE(local.oidc.permissionsClaim, u"permissions"_s);
        QVERIFY(local.oidc.interveneClientId.isEmpty() && local.queues.empty());
        QVERIFY(local.runbookPath.isEmpty());

        const Profile &prod = profiles->at(1);
        QCOMPARE(prod.name, u"prod"_s);
        QCOMPARE(prod.address, u"temporal.example.org:7233"_s);
        QCOMPARE(prod.environment, Environment::Production);
        const std::vector<QueueKey> queues{{u"stratmaster-prod"_s, u"stratmaster-prod.evals"_s},
                                           {u"stratmaster-prod"_s, u"team/a/b"_s}};
        QCOMPARE(prod.queues, queues);
        QVERIFY(prod.tls && prod.usesTls());
        QCOMPARE(prod.tls->clientCertPath, m_folder.filePath(u"certs/client.pem"_s));
        QCOMPARE(prod.tls->clientKeyData, u"KEY"_s);
        QCOMPARE(prod.tls->serverCaCertPath, u"/etc/ca.pem"_s);
        QCOMPARE(prod.tls->serverName, u"frontend"_s);
        QCOMPARE(prod.oidc.issuer.toString(), u"https://id.example.org/realms/platform"_s);
        QCOMPARE(prod.oidc.clientId, u"console"_s);
        QCOMPARE(prod.oidc.interveneClientId, u"console-intervene"_s);
        QCOMPARE(prod.oidc.adminClaim, u"teams"_s);
        QCOMPARE(prod.oidc.adminValue, u"ops"_s);
        QCOMPARE(prod.oidc.scopes, (QStringList{u"openid"_s, u"profile"_s}));
        QCOMPARE(prod.oidc.permissionsClaim, u"rights"_s);
        QCOMPARE(prod.oidc.caCertPath, m_folder.filePath(u"id-ca.pem"_s));
    }

    void findsTheRunbookBesideTheFile()
    {
        const QByteArray text = goodHead + "runbook = 'our-runbook.toml'\n" + goodOidc;
        const QString path = m_folder.filePath(u"our-runbook.toml"_s);
        const auto missing = readProfiles(write(text));
        QVERIFY(!missing);
        const QString expected = u":4: profile.p.runbook: %1 cannot be read: "_s.arg(path);
        QVERIFY2(missing.error().detail.contains(expected), qPrintable(missing.error().detail));

        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto profiles = readProfiles(write(text));
        QVERIFY2(profiles, qPrintable(profiles ? QString() : profiles.error().detail));
        QCOMPARE(profiles->front().runbookPath, path);
    }

    void refusesWithFileLineAndKey_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected"); // after the file name

        const auto row = [](const char *name, const QByteArray &text, const char *expected) {
            QTest::newRow(name) << text << QString::fromUtf8(expected);
        };
        row("not TOML", "[profile.p\n", ":1: ");
        row("unknown top-level key", goodHead + goodOidc + "[other]\n", ":7: other: is not a key");
        row("unknown key", goodHead + "adress = 'x'\n" + goodOidc, ":4: profile.p.adress: is not a key");
        row("a misspelt key is named, and what is missing for it",
            "[profile.p]\naddress = 'h:1'\nenviroment = 'staging'\n" + goodOidc,
            ":3: profile.p.enviroment: is not a key Signalbox knows; environment is missing");
        row("unknown tls key", goodHead + "[profile.p.tls]\nservername = 'x'\n" + goodOidc,
            ":5: profile.p.tls.servername: is not a key");
        row("unknown oidc key", goodHead + goodOidc + "secret = 'x'\n",
            ":7: profile.p.oidc.secret: is not a key");
        row("temporal.toml key that is not ours", goodHead + "api_key = 'x'\n" + goodOidc,
            ":4: profile.p.api_key: is not a key");
        row("profile is no table", "profile = 1\n", ":1: profile: must be a table");
        row("profile of no table", "[profile]\np = 1\n", ":2: profile.p: must be a table");

        row("no address", "[profile.p]\nenvironment = 'staging'\n" + goodOidc,
            ":1: profile.p.address: is missing");
        row("no environment", "[profile.p]\naddress = 't:1'\n" + goodOidc,
            ":1: profile.p.environment: is missing");
        row("no oidc", goodHead, ":1: profile.p.oidc: is missing");
        row("no issuer", goodHead + "[profile.p.oidc]\nclient_id = 'c'\n",
            ":4: profile.p.oidc.issuer: is missing");
        row("no client id", goodHead + "[profile.p.oidc]\nissuer = 'https://i.example.org'\n",
            ":4: profile.p.oidc.client_id: is missing");

        row("address: number", "[profile.p]\naddress = 7233\nenvironment = 'staging'\n" + goodOidc,
            ":2: profile.p.address: must be a string");
        row("address: empty", "[profile.p]\naddress = ''\nenvironment = 'staging'\n" + goodOidc,
            ":2: profile.p.address: must not be empty");
        for (const char *address : {"host", "host:", ":7233", "host:0", "host:65536", "http://host:1",
                                    "host:1/x", "a b:1", "[::1:7233", "host:-1", "::1:7233"})
            row(address,
                "[profile.p]\naddress = '" + QByteArray(address) + "'\nenvironment = 'staging'\n" + goodOidc,
                ":2: profile.p.address: must be host:port");
        row("environment: other", "[profile.p]\naddress = 't:1'\nenvironment = 'prod'\n" + goodOidc,
            ":3: profile.p.environment: must be development, staging or production");
        row("tls: flag", goodHead + "tls = true\n" + goodOidc, ":4: profile.p.tls: must be a table");
        row("oidc: text", goodHead + "oidc = 'x'\n", ":4: profile.p.oidc: must be a table");

        for (const char *key : {"client_cert_path", "client_cert_data", "client_key_path", "client_key_data",
                                "server_ca_cert_path", "server_ca_cert_data", "server_name"})
            row(key, goodHead + "[profile.p.tls]\n" + key + " = 1\n" + goodOidc,
                qPrintable(u":5: profile.p.tls.%1: must be a string"_s.arg(QLatin1StringView(key))));
        row("disabled: text", goodHead + "[profile.p.tls]\ndisabled = 'no'\n" + goodOidc,
            ":5: profile.p.tls.disabled: must be true or false");
        row("verification: text", goodHead + "[profile.p.tls]\ndisable_host_verification = 0\n" + goodOidc,
            ":5: profile.p.tls.disable_host_verification: must be true or false");
        row("verification disabled",
            goodHead + "[profile.p.tls]\ndisable_host_verification = true\n" + goodOidc,
            ":5: profile.p.tls.disable_host_verification: is refused");
        row("plaintext far away", goodHead + "[profile.p.tls]\ndisabled = true\n" + goodOidc,
            ":4: profile.p.tls: disabled is refused here");
        row("path and data",
            goodHead + "[profile.p.tls]\nserver_ca_cert_path = 'a'\nserver_ca_cert_data = 'b'\n" + goodOidc,
            ":6: profile.p.tls.server_ca_cert_data: cannot be given together with its path");
        row("certificate without key", goodHead + "[profile.p.tls]\nclient_cert_path = 'a'\n" + goodOidc,
            ":4: profile.p.tls.client_key_path: is missing");
        row("key without certificate", goodHead + "[profile.p.tls]\nclient_key_data = 'a'\n" + goodOidc,
            ":4: profile.p.tls.client_cert_path: is missing");

        for (const char *issuer :
             {"id.example.org", "ftp://id.example.org", "https://", "https://u@id.example.org",
              "https://id.example.org?x=1", "https://id.example.org#x", "https://ID.example.org",
              "https://id.example.org/ä"})
            row(issuer,
                goodHead + "[profile.p.oidc]\nissuer = '" + QByteArray(issuer) + "'\nclient_id = 'c'\n",
                ":5: profile.p.oidc.issuer: must be the issuer's address exactly");
        row("http issuer", goodHead + "[profile.p.oidc]\nissuer = 'http://id.example.org'\nclient_id = 'c'\n",
            ":5: profile.p.oidc.issuer: must be https");
        for (const char *key :
             {"intervene_client_id", "admin_claim", "admin_value", "permissions_claim", "ca_cert_path"})
            row(key, goodHead + goodOidc + key + " = []\n",
                qPrintable(u":7: profile.p.oidc.%1: must be a string"_s.arg(QLatin1StringView(key))));
        row("claim without value", goodHead + goodOidc + "admin_claim = 'groups'\n",
            ":4: profile.p.oidc.admin_value: is missing");
        row("value without claim", goodHead + goodOidc + "admin_value = 'ops'\n",
            ":4: profile.p.oidc.admin_claim: is missing");
        row("scopes: text", goodHead + goodOidc + "scopes = 'openid'\n",
            ":7: profile.p.oidc.scopes: must be a list of strings");
        row("scopes without openid", goodHead + goodOidc + "scopes = ['profile']\n",
            ":7: profile.p.oidc.scopes: must contain \"openid\"");

        row("queues: text", goodHead + "queues = 'a/b'\n" + goodOidc, ":4: profile.p.queues: must be a list");
        row("queues: numbers", goodHead + "queues = ['a/b', 1]\n" + goodOidc,
            ":4: profile.p.queues: must be a list of strings");
        for (const char *queue : {"queue", "/queue", "namespace/"})
            row(queue, goodHead + "queues = ['" + queue + "']\n" + goodOidc,
                qPrintable(u":4: profile.p.queues: \"%1\" must be \"namespace/queue\""_s.arg(
                    QLatin1StringView(queue))));
        row("a partition", goodHead + "queues = ['a//_sys/b/3']\n" + goodOidc,
            ":4: profile.p.queues: \"a//_sys/b/3\" is a part that the server made of a queue: "
            "write the name that the workers use");
        row("one worker's own, of Go and Java",
            goodHead + "queues = ['a/4711@host:3c2f1f0e-9d0a-4f0e-8a54-0c1f6d9c0b11']\n" + goodOidc,
            ":4: profile.p.queues: \"a/4711@host:3c2f1f0e-9d0a-4f0e-8a54-0c1f6d9c0b11\" is the queue of one "
            "worker alone, gone with it: write the name that the workers use");
        row("one worker's own, of the Core SDK",
            goodHead + "queues = ['a/812@ingest-7c9-3c2f1f0e9d0a4f0e8a540c1f6d9c0b11']\n" + goodOidc,
            ":4: profile.p.queues: \"a/812@ingest-7c9-3c2f1f0e9d0a4f0e8a540c1f6d9c0b11\" is the queue of one "
            "worker alone, gone with it: write the name that the workers use");
        row("queue twice", goodHead + "queues = ['a/b', 'a/b']\n" + goodOidc,
            ":4: profile.p.queues: \"a/b\" appears twice");
    }
    void refusesWithFileLineAndKey()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        const QString path = write(text);
        const auto profiles = readProfiles(path);
        QVERIFY(!profiles);
        QCOMPARE(profiles.error().kind, ErrorKind::Configuration);
        QVERIFY2(profiles.error().detail.startsWith(path + expected), qPrintable(profiles.error().detail));
    }

    void refusesAFileWithoutProfiles()
    {
        const QString path = write("# nothing\n");
        const auto profiles = readProfiles(path);
        QVERIFY(!profiles);
        QCOMPARE(profiles.error().detail, path + u": has no profile: a table [profile.NAME] is missing"_s);
    }

    void saysWhichFileIsMissing()
    {
        const QString path = m_folder.filePath(u"none.toml"_s);
        const auto profiles = readProfiles(path);
        QVERIFY(!profiles);
        QVERIFY(profiles.error().detail.startsWith(path + u": cannot be read: "_s));
    }

    /// Opening a pipe that nobody writes to would wait for ever.
    void aPipeOrAFolderIsNoFile()
    {
        const QString pipe = m_folder.filePath(u"pipe"_s);
        QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), S_IRUSR | S_IWUSR), 0);
        for (const QString &path : {pipe, m_folder.path()})
            QCOMPARE(readProfiles(path).error().detail, path + u": cannot be read: it is not a file"_s);
    }

    void aHugeFileIsNotRead()
    {
        const QString path = write(QByteArray(5 * 1024 * 1024, '#').constData());
        QCOMPARE(readProfiles(path).error().detail, path + u": cannot be read: it is larger than 4 MiB"_s);
    }

    void choosesTheOnlyProfileOrTheNamedOne()
    {
        Profile a, b;
        a.name = u"a"_s;
        b.name = u"b"_s;
        QCOMPARE(chooseProfile({a}, {})->name, u"a"_s);
        QCOMPARE(chooseProfile({a, b}, u"b"_s)->name, u"b"_s);
        QCOMPARE(chooseProfile({a, b}, {}).error().detail,
                 u"name one of the profiles with --profile: a, b"_s);
        QCOMPARE(chooseProfile({a, b}, u"c"_s).error().detail,
                 u"there is no profile \"c\"; there are: a, b"_s);
    }

    void findsTheFile()
    {
        QCOMPARE(profilesPath(u"/etc/signalbox"_s), u"/etc/signalbox/profiles.toml"_s);
        qputenv("XDG_CONFIG_HOME", m_folder.path().toUtf8());
        QCOMPARE(profilesPath({}), m_folder.filePath(u"signalbox/profiles.toml"_s));
    }
};

QTEST_APPLESS_MAIN(TestProfileReader)
#include "tst_profilereader.moc"
