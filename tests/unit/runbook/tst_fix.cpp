// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/runbook/fix.h"

#include "models/runbook/escaped.h"

#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

class TestFix : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesANamespaceAsItsEntrySays()
    {
        const auto read = Expectations::parse("version = 1\n[[namespace]]\nmatch = 'tenant-*'\n"
                                              "purpose = 'Tenants'\nowner = 'team@example.org'\n"
                                              "retention = '30d'\narchival = 'required'\n"
                                              "archival_uri = 's3://sm-<tenant>-archive'\n",
                                              u"r"_s);
        QVERIFY(read);
        const Fix made = fix::createNamespace(u"tenant-acme"_s, read->namespaces[0]);
        QCOMPARE(made.command,
                 u"temporal operator namespace create --namespace tenant-acme --retention 720h "
                 "--description Tenants --email team@example.org --history-archival-state enabled "
                 "--history-uri s3://sm-acme-archive --visibility-archival-state enabled --visibility-uri "
                 "s3://sm-acme-archive"_s);
        QCOMPARE(made.terraform, u"resource \"temporal_namespace\" \"tenant-acme\" {\n"
                                 "  name                      = \"tenant-acme\"\n"
                                 "  retention                 = 30\n"
                                 "  description               = \"Tenants\"\n"
                                 "  owner_email               = \"team@example.org\"\n"
                                 "  history_archival_state    = \"Enabled\"\n"
                                 "  history_archival_uri      = \"s3://sm-acme-archive\"\n"
                                 "  visibility_archival_state = \"Enabled\"\n"
                                 "  visibility_archival_uri   = \"s3://sm-acme-archive\"\n"
                                 "}\n"_s);
    }

    void whatALeverCanDoIsSaidAsAWish()
    {
        const auto entryOf = [](const QByteArray &more) {
            const auto read =
                Expectations::parse("version = 1\n[[namespace]]\nmatch = 'tenant-*'\n" + more, u"r"_s);
            [&] { QVERIFY2(read, qPrintable(read ? QString() : read.error().detail)); }();
            return read->namespaces.at(0);
        };
        const Fix made = fix::createNamespace(
            u"tenant-acme"_s,
            entryOf("purpose = 'Tenants'\nowner = 'a@b.c'\nretention = '30d'\narchival = 'required'\n"
                    "archival_uri = 's3://sm-<tenant>-archive'\nsearch_attributes = ['A:Int']\n"));
        QVERIFY(made.noLever.isEmpty());
        const NamespaceWish whole{
            720h, u"Tenants"_s, u"a@b.c"_s, Archival{true, u"s3://sm-acme-archive"_s}, {{u"A"_s, u"Int"_s}}};
        QVERIFY(made.wish == whole);
        const Fix endless = fix::createNamespace(u"tenant-acme"_s, entryOf("purpose = 'x'\n"));
        QVERIFY(!endless.wish && !endless.command.isEmpty());
        QVERIFY2(endless.noLever.contains(u"says no retention"_s), qPrintable(endless.noLever));
        const Fix homeless = fix::createNamespace(
            u"tenant-a b"_s,
            entryOf("retention = '30d'\narchival = 'required'\narchival_uri = 's3://<tenant>'\n"));
        QVERIFY(!homeless.wish);
        QVERIFY2(homeless.noLever.startsWith(u"Its name makes no address"_s), qPrintable(homeless.noLever));
        QVERIFY(fix::setRetention(u"ns"_s, 36h).wish == NamespaceWish{.retention = 36h});
        QVERIFY(fix::describe(u"ns"_s, u"x"_s).wish == NamespaceWish{.description = u"x"_s});
        QVERIFY(fix::setOwner(u"ns"_s, u"x"_s).wish == NamespaceWish{.ownerEmail = u"x"_s});
        QVERIFY(fix::disableArchival(u"ns"_s).wish == NamespaceWish{.archival = Archival{}});
        QVERIFY(!fix::limitActivities({u"ns"_s, u"q"_s}, 3).wish);
        QVERIFY(!fix::look(u"ns"_s, u"q"_s, {}).wish);
    }

    void saysNothingToTerraformThatItCannotTake()
    {
        QCOMPARE(fix::setRetention(u"ns"_s, 36h).command,
                 u"temporal operator namespace update --namespace ns --retention 36h"_s);
        QCOMPARE(fix::setRetention(u"ns"_s, 36h).terraform, QString());
        QVERIFY(fix::setRetention(u"ns"_s, 48h).terraform.contains(u"retention = 2\n"_s));
    }

    /// A shell that is given the line has to see the name, and nothing else.
    void aHostileNameStaysOneArgument_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("command") << u"a; touch x"_s;
        QTest::newRow("substitution") << u"$(id)`id`${HOME}"_s;
        QTest::newRow("quotes") << u"it's \"two\" \\ back"_s;
        QTest::newRow("lines") << u"a\nb\tc\r"_s;
        QTest::newRow("option") << u"--help"_s;
        QTest::newRow("placeholders") << u"%1 %2 %3"_s;
        QTest::newRow("bidi") << u"a\u202eb\u200d"_s;
        QTest::newRow("stars") << u"* ~ ? [a]"_s;
    }
    void aHostileNameStaysOneArgument()
    {
        QFETCH(QString, name);
        const QString command = fix::describe(name, name).command;
        QVERIFY2(!command.contains(u'\n'), qPrintable(command));
        QProcess bash;
        const QString print = QString(command).replace(u"temporal "_s, u"printf '%s\\0' "_s);
        bash.start(u"bash"_s, {u"-c"_s, print});
        QVERIFY(bash.waitForFinished());
        const QByteArrayList arguments = bash.readAllStandardOutput().split('\0');
        QCOMPARE(arguments, (QByteArrayList{"operator", "namespace", "update", "--namespace", name.toUtf8(),
                                            "--description", name.toUtf8(), ""}));
    }

    void aHostileNameIsAStringOfTerraforms()
    {
        QCOMPARE(fix::terraformQuoted(u"${file(\"x\")} %{ if } $${ \\ \n \u202e"_s),
                 u"\"$${file(\\\"x\\\")} %%{ if } $$${ \\\\ \\u000a \\u202e\""_s);
        const QString terraform = fix::setOwner(u"1\"}\nresource"_s, u"x"_s).terraform;
        QVERIFY2(terraform.startsWith(u"resource \"temporal_namespace\" \"_1___resource\" {\n"
                                      "  name        = \"1\\\"}\\u000aresource\"\n"_s),
                 qPrintable(terraform));
    }

    void halfACharacterIsReplaced() { QCOMPARE(escaped(QString(QChar(0xD800)) + u'a'), u"\"\uFFFDa\""_s); }
};

QTEST_APPLESS_MAIN(TestFix)
#include "tst_fix.moc"
