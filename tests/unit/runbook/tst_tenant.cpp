// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/runbook/tenant.h"

#include "tests/unit/runbook/driftworld.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

const QByteArray tenants = "[[namespace]]\nmatch = 'tenant-*'\npurpose = 'Dedicated'\nretention = '30d'\n"
                           "owner = 'team@example.org'\narchival = 'required'\n"
                           "archival_uri = 's3://sm-<tenant>-temporal-archive'\n"
                           "search_attributes = ['CustomerId:Keyword', 'Priority:Int']\n";

QString refusalOf(const QString &id, const QByteArray &toml = tenants)
{
    const auto tenant = tenantOf(expectationsOf(toml), id);
    return tenant ? QString() : tenant.error().detail;
}

} // namespace

class TestTenant : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAsTheRunbookSays()
    {
        const auto tenant = tenantOf(expectationsOf(tenants), u"nova"_s);
        QVERIFY2(tenant, qPrintable(refusalOf(u"nova"_s)));
        QCOMPARE(tenant->ns, u"tenant-nova"_s);
        QCOMPARE(tenant->rule, u"tenant-*"_s);
        QCOMPARE(tenant->line, 3);
        QCOMPARE(tenant->wish.retention, std::optional<std::chrono::seconds>(720h));
        QCOMPARE(tenant->wish.description, u"Dedicated"_s);
        QCOMPARE(tenant->wish.ownerEmail, u"team@example.org"_s);
        QCOMPARE(tenant->wish.archival, std::optional(Archival{true, u"s3://sm-nova-temporal-archive"_s}));
        QCOMPARE(tenant->wish.searchAttributes,
                 (SearchAttributes{{u"CustomerId"_s, u"Keyword"_s}, {u"Priority"_s, u"Int"_s}}));
    }

    /// Off is a demand too; nothing is none.
    void whatIsNotSaidIsNotWished()
    {
        const QByteArray head = "[[namespace]]\nmatch = 'tenant-*'\nretention = '1h'\n";
        auto tenant = tenantOf(expectationsOf(head), u"a"_s);
        QVERIFY(tenant);
        QVERIFY(!tenant->wish.archival);
        QVERIFY(tenant->wish.ownerEmail.isEmpty() && tenant->wish.searchAttributes.empty());
        tenant = tenantOf(expectationsOf(head + "archival = 'off'\n"), u"a"_s);
        QVERIFY(tenant);
        QCOMPARE(tenant->wish.archival, std::optional(Archival()));
    }

    void hostileIds_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("says");
        const QString form = u"is no id: a-z, 0-9 and '-', no '-' at an end."_s;
        QTest::newRow("nothing") << QString() << u"A tenant needs an id."_s;
        QTest::newRow("blank") << u" "_s << form;
        QTest::newRow("blanks around") << u" nova "_s << form;
        QTest::newRow("capitals") << u"Nova"_s << form;
        QTest::newRow("underscore") << u"no_va"_s << form;
        QTest::newRow("dot") << u"no.va"_s << form;
        QTest::newRow("colon, as in a role") << u"nova:admin"_s << form;
        QTest::newRow("slash") << u"../nova"_s << form;
        QTest::newRow("markup") << u"<b>nova</b>"_s << u"“<b>nova</b>” is no id"_s;
        QTest::newRow("image") << u"<img src=file:///etc/passwd>"_s << form;
        QTest::newRow("newline") << u"nova\n"_s << form;
        QTest::newRow("zero") << u"nova"_s + QChar(u'\0') << form;
        QTest::newRow("right to left") << u"no\u202eva"_s << form;
        QTest::newRow("zero width") << u"no\u200bva"_s << form;
        QTest::newRow("look-alike") << u"n\u043eva"_s << form;
        QTest::newRow("shell") << u"$(reboot)"_s << form;
        QTest::newRow("placeholder") << u"<tenant>"_s << form;
        QTest::newRow("a star") << u"*"_s << form;
        QTest::newRow("percent") << u"%1%2"_s << u"“%1%2” is no id"_s;
        QTest::newRow("an option") << u"-h"_s << form;
        QTest::newRow("ends with -") << u"nova-"_s << form;
        QTest::newRow("too long") << QString(64, u'a') << u"is 64 characters long; an id has at most 63."_s;
        QTest::newRow("a megabyte") << QString(1 << 20, u'a') << u"is 1048576 characters long"_s;
        QTest::newRow("prefix twice") << u"tenant-nova"_s << u"has the prefix already"_s;
        QTest::newRow("a deleted one") << u"nova-deleted-0ea8c"_s << u"ends as the server calls"_s;
        // Good as an id, but no bucket has such a name.
        QTest::newRow("too long for its bucket") << QString(44, u'a') << u"cannot be the name of a bucket"_s;
    }

    void hostileIds()
    {
        QFETCH(const QString, id);
        QFETCH(const QString, says);
        const QString refusal = refusalOf(id);
        QVERIFY2(refusal.contains(says), qPrintable(refusal));
        QVERIFY(refusal.size() < 400);
        for (const QChar c : refusal)
            QVERIFY2(c.isPrint() || c == u'\u2068' || c == u'\u2069', qPrintable(refusal));
    }

    void theRunbookMayRefuse_data()
    {
        QTest::addColumn<QByteArray>("toml");
        QTest::addColumn<QString>("says");
        QTest::newRow("no entry") << QByteArray("[[namespace]]\nmatch = 'prod'\n")
                                  << u"has no entry that fits tenant-nova (r.toml)"_s;
        QTest::newRow("one for everything")
            << QByteArray("[[namespace]]\nmatch = '*'\nretention = '3d'\n")
            << u"has no entry for tenants: “*” is what holds for tenant-nova (r.toml:3)"_s;
        QTest::newRow("a later one for everything")
            << tenants + "[[namespace]]\nmatch = '*nova'\nretention = '3d'\n"
            << u"“*nova” is what holds"_s;
        QTest::newRow("no retention")
            << QByteArray("[[namespace]]\nmatch = 'tenant-*'\n") << u"says no retention"_s;
    }

    void theRunbookMayRefuse()
    {
        QFETCH(const QByteArray, toml);
        QFETCH(const QString, says);
        const QString refusal = refusalOf(u"nova"_s, toml);
        QVERIFY2(refusal.contains(says), qPrintable(refusal));
    }

    void theLongestIdStillHasItsBucket()
    {
        QCOMPARE(refusalOf(QString(43, u'a')), QString());
        QCOMPARE(refusalOf(u"a"_s), QString());
        QCOMPARE(refusalOf(u"7-eleven"_s), QString());
    }
};

QTEST_GUILESS_MAIN(TestTenant)
#include "tst_tenant.moc"
