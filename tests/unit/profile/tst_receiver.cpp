// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/profile/profilereader.h"
#include "models/profile/receiver.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

const QByteArray profile = "[profile.p]\naddress = 't.example.org:7233'\nenvironment = 'staging'\n"
                           "[profile.p.oidc]\nissuer = 'https://id.example.org/r'\nclient_id = 'c'\n";
const QByteArray tell = "[[profile.p.tell]]\n"; // line 7

} // namespace

class TestReceiver : public QObject
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
            write(profile + tell +
                  "id = 'am'\nkind = 'alertmanager'\nurl = 'https://am.example.org/p'\n"
                  "ca_cert_path = 'am.pem'\nseverities = ['danger', 'caution']\n"
                  "namespaces = ['prod-*']\nowners = ['Orders*', 'Billing']\n" +
                  tell + "id = 'hook_1'\nkind = 'webhook'\nurl = 'http://127.0.0.1:9/a?b=c'\n" + tell +
                  "id = 'pager'\nkind = 'command'\nargv = ['bin/page', '--to', 'a b; c']\n");
        QVERIFY(readProfiles(path));
        const auto receivers = readReceivers(path, u"p"_s);
        QVERIFY2(receivers, receivers ? "" : qPrintable(receivers.error().detail));
        const std::vector<Receiver> expected{{u"am"_s,
                                              Receiver::Kind::Alertmanager,
                                              QUrl(u"https://am.example.org/p"_s),
                                              m_folder.filePath(u"am.pem"_s),
                                              {},
                                              {Signal::Danger, Signal::Caution},
                                              {u"prod-*"_s},
                                              {u"Orders*"_s, u"Billing"_s}},
                                             {u"hook_1"_s,
                                              Receiver::Kind::Webhook,
                                              QUrl(u"http://127.0.0.1:9/a?b=c"_s),
                                              {},
                                              {},
                                              {Signal::Danger},
                                              {},
                                              {}},
                                             {u"pager"_s,
                                              Receiver::Kind::Command,
                                              {},
                                              {},
                                              {m_folder.filePath(u"bin/page"_s), u"--to"_s, u"a b; c"_s},
                                              {Signal::Danger},
                                              {},
                                              {}}};
        QCOMPARE(*receivers, expected);
    }

    void aProfileNeedsNone()
    {
        const QString path = write(profile);
        QVERIFY(readProfiles(path));
        QVERIFY(readReceivers(path, u"p"_s)->empty());
    }

    void aProgramWithoutASlashIsLookedForInThePath()
    {
        const QString path = write(profile + tell + "id = 'a'\nkind = 'command'\nargv = ['page']\n");
        QCOMPARE(readReceivers(path, u"p"_s)->front().argv, QStringList{u"page"_s});
    }

    void refusesWithLineAndKey_data()
    {
        QTest::addColumn<QByteArray>("keys");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QByteArray &keys, const char *expected) {
            QTest::newRow(name) << keys << QString::fromUtf8(expected);
        };
        const QByteArray hook = "id = 'a'\nkind = 'webhook'\n";
        row("no id", "kind = 'command'\nargv = ['x']\n", ":7: profile.p.tell.id: is missing");
        row("an id with a space", "id = 'a b'\nkind = 'command'\nargv = ['x']\n",
            ":8: profile.p.tell.id: must be");
        row("no kind", "id = 'a'\n", ":7: profile.p.tell.kind: is missing");
        row("another kind", "id = 'a'\nkind = 'mail'\n",
            ":9: profile.p.tell.kind: must be alertmanager, webhook or command");
        row("no url", hook, ":7: profile.p.tell.url: is missing");
        row("no address", hook + "url = 'pager'\n", ":10: profile.p.tell.url: must be an address");
        row("plain http", hook + "url = 'http://hooks.example.org/'\n",
            ":10: profile.p.tell.url: must be https: http is accepted on this machine's own loopback");
        row("a password", hook + "url = 'https://u:p@hooks.example.org/'\n",
            ":10: profile.p.tell.url: must not hold a password");
        row("Alertmanager with a query", "id = 'a'\nkind = 'alertmanager'\nurl = 'https://h/?a=b'\n",
            ":10: profile.p.tell.url: must be an address");
        row("a secret", hook + "url = 'https://h/'\nsecret = 'x'\n",
            ":11: profile.p.tell.secret: is not a key Signalbox knows");
        row("a command of a webhook", hook + "url = 'https://h/'\nargv = ['x']\n",
            ":11: profile.p.tell.argv: belongs to kind = \"command\"");
        row("a url of a command", "id = 'a'\nkind = 'command'\nargv = ['x']\nurl = 'https://h/'\n",
            ":11: profile.p.tell.url: belongs to kind");
        row("no command", "id = 'a'\nkind = 'command'\n", ":7: profile.p.tell.argv: is missing");
        row("a command as text", "id = 'a'\nkind = 'command'\nargv = 'page me'\n",
            ":10: profile.p.tell.argv: must be a list of strings");
        row("another severity", hook + "url = 'https://h/'\nseverities = ['critical']\n",
            ":11: profile.p.tell.severities: \"critical\" must be danger or caution");
        row("the same id twice",
            hook + "url = 'https://h/'\n[[profile.p.tell]]\nid = 'a'\nkind = 'command'\nargv = ['x']\n",
            ":12: profile.p.tell.id: \"a\" appears twice");
    }
    void refusesWithLineAndKey()
    {
        QFETCH(QByteArray, keys);
        QFETCH(QString, expected);
        const auto profiles = readProfiles(write(profile + tell + keys));
        QVERIFY(!profiles);
        QVERIFY2(profiles.error().detail.contains(u"profiles.toml"_s + expected),
                 qPrintable(profiles.error().detail));
    }

    void refusesASingleTable()
    {
        const auto profiles = readProfiles(write(profile + "[profile.p.tell]\nid = 'a'\n"));
        QVERIFY(!profiles);
        QVERIFY2(profiles.error().detail.contains(u"must be a list of tables, [[profile.p.tell]]"_s),
                 qPrintable(profiles.error().detail));
    }
};

QTEST_GUILESS_MAIN(TestReceiver)
#include "tst_receiver.moc"
