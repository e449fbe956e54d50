// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/expectations.h"

#include "models/policy/runbookreader.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {

QByteArray builtIn()
{
    QFile file(u":/runbook.toml"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Expectations parsed(const QByteArray &toml)
{
    const auto expectations = Expectations::parse("version = 1\n" + toml, u"r.toml"_s);
    [&] { QVERIFY2(expectations, qPrintable(expectations ? QString() : expectations.error().detail)); }();
    return expectations.value_or(Expectations());
}

QStringList faultsOf(const QByteArray &toml)
{
    return readAllOfRunbook(toml, u"r.toml"_s).faults;
}

} // namespace

class TestExpectations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBuiltInRunbookSaysWhatTheTeamWrote()
    {
        const auto read = Expectations::parse(builtIn(), u"runbook.toml"_s);
        QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
        const std::vector<std::pair<QString, std::chrono::hours>> kept{{u"stratmaster-dev"_s, 3 * 24h},
                                                                       {u"stratmaster-staging"_s, 7 * 24h},
                                                                       {u"stratmaster-prod"_s, 30 * 24h},
                                                                       {u"tenant-acme"_s, 30 * 24h}};
        for (const auto &[name, retention] : kept) {
            const auto *ns = read->namespaceOf(name);
            QVERIFY2(ns, qPrintable(name));
            QCOMPARE(ns->retention, retention);
            QCOMPARE(ns->required, name != "tenant-acme"_L1);
        }
        const auto *tenant = read->namespaceOf(u"tenant-acme"_s);
        QCOMPARE(tenant->archival, Expectations::Archival::Required);
        QCOMPARE(archivalUri(*tenant, u"tenant-acme"_s), u"s3://sm-acme-temporal-archive"_s);
        QVERIFY(read->queuesQualified);
        QCOMPARE(read->queues.size(), std::size_t(5));
        QVERIFY(read->declares({u"stratmaster-prod"_s, u"stratmaster-prod.evals"_s}));
        QVERIFY(read->declares({u"stratmaster-prod"_s, u"evals"_s}));
        QVERIFY(!read->declares({u"stratmaster-prod"_s, u"stratmaster-dev.evals"_s}));
        QCOMPARE(read->workers.at(0).activityPollers, 5);
        QCOMPARE(read->activities.at(0).scheduleToClose, 5min);
        QCOMPARE(read->cleanUpOf(u"stratmaster-dev"_s)->olderThan, 14 * 24h);
        QCOMPARE(read->cleanUpOf(u"stratmaster-prod"_s), nullptr);
        QCOMPARE(read->rateLimits.size(), std::size_t(1));
        // The team's own: 3 days are kept, and what is older than 14 is cleaned up.
        const auto contradictions = contradictionsOf(*read);
        QCOMPARE(contradictions.size(), std::size_t(1));
        QVERIFY2(contradictions[0].where.startsWith(u"runbook.toml:"_s) &&
                     contradictions[0].where.endsWith(u": clean_up.older_than"_s),
                 qPrintable(contradictions[0].where));
        QVERIFY2(contradictions[0].sentence.startsWith(u"“stratmaster-dev” keeps what has ended for 3 d"_s),
                 qPrintable(contradictions[0].sentence));
    }

    void readsEveryKey()
    {
        const Expectations read = parsed("queue_names = '<namespace>.<queue>'\n"
                                         "[[namespace]]\nmatch = 'a'\nowner = 'team@example.org'\n"
                                         "required = true\nprotected = true\narchival = 'off'\n"
                                         "[[worker]]\nnamespaces = ['a']\nqueues = ['q']\n"
                                         "activity_pollers = 5\nactivity_slots = 100\n"
                                         "[[activity]]\ntypes = ['http_*']\nschedule_to_close = '90s'\n"
                                         "[[clean_up]]\nnamespaces = ['a']\nallowed = false\n"
                                         "[[rate_limit]]\nqueues = ['q']\nper_second = 50\n"
                                         "[[queue]]\nname = 'q'\nowner = 'o'\n");
        QCOMPARE(read.namespaces.size(), std::size_t(1));
        QCOMPARE(read.namespaces[0].owner, u"team@example.org"_s);
        QVERIFY(read.namespaces[0].required && read.namespaces[0].isProtected);
        QCOMPARE(read.namespaces[0].archival, Expectations::Archival::Off);
        QCOMPARE(read.workers[0].activitySlots, 100);
        QCOMPARE(read.activities[0].types, QStringList{u"http_*"_s});
        QCOMPARE(read.activities[0].scheduleToClose, 90s);
        QCOMPARE(read.cleanUpOf(u"a"_s)->olderThan, std::nullopt);
        QCOMPARE(read.cleanUpOf(u"b"_s), nullptr);
        QCOMPARE(read.rateLimits[0].perSecond, 50);
        QVERIFY(contradictionsOf(read).empty());
    }

    void saysWhatHasToStay()
    {
        const Expectations read = parsed("[[namespace]]\nmatch = 'a-*'\nprotected = true\n"
                                         "[[namespace]]\nmatch = 'prod'\nrequired = true\n"
                                         "[[namespace]]\nmatch = 'a-scratch'\n"
                                         "search_attributes = ['CustomerId:Keyword', 'Priority:Int']\n");
        QCOMPARE(whyKept(read, u"a-b"_s), u"the runbook protects it, r.toml:3"_s);
        QCOMPARE(whyKept(read, u"prod"_s), u"the runbook wants it to exist, r.toml:6"_s);
        QVERIFY(whyKept(read, u"a-scratch"_s).isEmpty()); // the last one that fits holds
        QVERIFY(whyKept(read, u"other"_s).isEmpty());
        QCOMPARE(read.namespaces[2].searchAttributes,
                 (std::map<QString, QString>{{u"CustomerId"_s, u"Keyword"_s}, {u"Priority"_s, u"Int"_s}}));
    }

    /// What it fills in comes from names, and is not looked into for more.
    void fillsInAnAddressOnce()
    {
        const Expectations read = parsed("[[namespace]]\nmatch = 'tenant-*'\narchival = 'required'\n"
                                         "archival_uri = 'file:///<tenant>/<namespace>'\n");
        QCOMPARE(archivalUri(read.namespaces[0], u"tenant-<namespace>"_s),
                 u"file:///<namespace>/tenant-<namespace>"_s);
    }

    void knowsWhatABucketIsCalled_data()
    {
        QTest::addColumn<QString>("uri");
        QTest::addColumn<bool>("good");
        QTest::newRow("s3") << u"s3://sm-acme-temporal-archive"_s << true;
        QTest::newRow("s3, a folder") << u"s3://sm-acme/history"_s << true;
        QTest::newRow("file") << u"file:///var/lib/archive"_s << true;
        QTest::newRow("capitals") << u"s3://sm-Acme-temporal-archive"_s << false;
        QTest::newRow("underscore") << u"s3://sm-a_b-archive"_s << false;
        QTest::newRow("too long") << u"s3://"_s + QString(64, u'a') << false;
        QTest::newRow("a blank") << u"s3://sm-a b"_s << false;
        QTest::newRow("other scheme") << u"https://example.org/archive"_s << false;
    }
    void knowsWhatABucketIsCalled()
    {
        QFETCH(QString, uri);
        QFETCH(bool, good);
        QCOMPARE(!faultOfArchivalUri(uri), good);
    }

    void tellsContradictions_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *name, const QByteArray &text, const char *where,
                            const QString &sentence) {
            QTest::newRow(name) << text << QString::fromLatin1(where) << sentence;
        };
        row("one that never holds",
            "[[namespace]]\nmatch = 'tenant-acme'\n[[namespace]]\nmatch = 'tenant-*'\n",
            "r.toml:3: namespace.match",
            u"“tenant-acme” never holds: “tenant-*”, in line 5, fits it too and comes later"_s);
        row("clean-up of a pattern",
            "[[namespace]]\nmatch = 'x-*'\nretention = '3d'\n[[clean_up]]\nolder_than = '3d'\n",
            "r.toml:6: clean_up.older_than", u"“x-*” keeps what has ended for 3 d (line 3)"_s);
        row("clean-up of what is protected",
            "[[namespace]]\nmatch = 'x'\nprotected = true\n[[clean_up]]\nolder_than = '3d'\n",
            "r.toml:6: clean_up.namespaces", u"“x” is protected (line 3), and may be cleaned up"_s);
        row("a queue that is not there",
            "[[queue]]\nname = 'evals'\nowner = 'o'\n[[worker]]\nqueues = ['eval']\nactivity_pollers = 5\n",
            "r.toml:6: worker.queues", u"“eval” fits no [[queue]] of this file"_s);
    }
    void tellsContradictions()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, where);
        QFETCH(QString, sentence);
        const auto found = contradictionsOf(parsed(text));
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(found[0].where, where);
        QVERIFY2(found[0].sentence.startsWith(sentence), qPrintable(found[0].sentence));
    }

    void whatCanBothBeKeptIsNoContradiction()
    {
        QVERIFY(contradictionsOf(parsed("[[namespace]]\nmatch = 'tenant-*'\nretention = '30d'\n"
                                        "[[namespace]]\nmatch = 'tenant-acme'\n"
                                        "[[clean_up]]\nnamespaces = ['tenant-*']\nolder_than = '14d'\n"
                                        "[[queue]]\nname = 'evals'\nowner = 'o'\n"
                                        "[[worker]]\nqueues = ['ev*']\nactivity_pollers = 1\n"))
                    .empty());
    }

    void refusesWithFileLineAndKey_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QByteArray &text, const char *expected) {
            QTest::newRow(name) << QByteArray("version = 1\n" + text) << QString::fromLatin1(expected);
        };
        const QByteArray ns = "[[namespace]]\nmatch = 'a-*'\n";
        row("names of queues", "queue_names = '<queue>'\n", "r.toml:2: queue_names: must be \"<namespace>.");
        row("required: a pattern", ns + "required = true\n",
            "r.toml:4: namespace.required: does not go with a pattern");
        row("required: a text", ns + "required = 'yes'\n", "r.toml:4: namespace.required: must be true");
        row("retention: none", ns + "retention = '0d'\n", "r.toml:4: namespace.retention: must be longer");
        row("warning: none", ns + "retention_warning = '0d'\n",
            "r.toml:4: namespace.retention_warning: must be longer");
        row("warning: of all", ns + "retention = '3d'\nretention_warning = '3d'\n",
            "r.toml:5: namespace.retention_warning: must be shorter than retention");
        row("archival", ns + "archival = 'on'\n", "r.toml:4: namespace.archival: must be \"off\" or");
        row("archival: no address", ns + "archival = 'required'\n",
            "r.toml:4: namespace.archival: \"required\" needs archival_uri");
        row("archival: off, an address", ns + "archival = 'off'\narchival_uri = 's3://abc'\n",
            "r.toml:5: namespace.archival_uri: goes with archival = \"required\" alone");
        row("archival: placeholder", ns + "archival = 'required'\narchival_uri = 's3://sm-<id>'\n",
            "r.toml:5: namespace.archival_uri: knows <tenant> and <namespace>, and not \"<id>\"");
        row("archival: half a placeholder", ns + "archival = 'required'\narchival_uri = 's3://sm-<tenant'\n",
            "r.toml:5: namespace.archival_uri: knows <tenant> and <namespace>, and not \"<tenant\"");
        row("archival: no tenant",
            "[[namespace]]\nmatch = 'a'\narchival = 'required'\narchival_uri = 's3://sm-<tenant>'\n",
            "r.toml:5: namespace.archival_uri: has <tenant>, which is what one '*' of match stands for, and "
            "\"a\" has 0");
        row("archival: no address at all", ns + "archival = 'required'\narchival_uri = 'bucket'\n",
            "r.toml:5: namespace.archival_uri: is no address to archive to: it does not begin with");
        row("attributes: a text", ns + "search_attributes = 'CustomerId:Keyword'\n",
            "r.toml:4: namespace.search_attributes: must be");
        row("attributes: no type", ns + "search_attributes = ['CustomerId']\n",
            "r.toml:4: namespace.search_attributes: has \"CustomerId\", and not a name, a colon and one of "
            "Text,");
        row("attributes: a type of no server", ns + "search_attributes = ['CustomerId:String']\n",
            "r.toml:4: namespace.search_attributes: has \"CustomerId:String\", and not a name");
        row("attributes: the server's own", ns + "search_attributes = ['WorkflowId:Keyword']\n",
            "r.toml:4: namespace.search_attributes: has \"WorkflowId\", which is no name");
        row("attributes: markup", ns + "search_attributes = ['<b>x</b>:Keyword']\n",
            "r.toml:4: namespace.search_attributes: has \"<b>x</b>\", which is no name");
        row("attributes: twice", ns + "search_attributes = ['A:Keyword', 'A:Int']\n",
            "r.toml:4: namespace.search_attributes: has \"A\" twice");
        row("the same pattern", ns + "[[namespace]]\nmatch = 'a-**'\n",
            "r.toml:5: namespace.match: \"a-*\" appears twice, in line 3 too: neither would be the one that");
        row("worker: nothing", "[[worker]]\nqueues = ['q']\n",
            "r.toml:2: worker.activity_pollers: is missing, and activity_slots too");
        row("worker: none", "[[worker]]\nactivity_pollers = 0\n",
            "r.toml:3: worker.activity_pollers: must be at least 1");
        row("worker: a text", "[[worker]]\nactivity_pollers = '5'\n",
            "r.toml:3: worker.activity_pollers: must be a whole number");
        row("activity: no types", "[[activity]]\nschedule_to_close = '5m'\n",
            "r.toml:2: activity.types: must name at least one");
        row("activity: no time", "[[activity]]\ntypes = ['a']\n",
            "r.toml:2: activity.schedule_to_close: is missing");
        row("activity: no duration", "[[activity]]\ntypes = ['a']\nschedule_to_close = '5 min'\n",
            "r.toml:4: activity.schedule_to_close: must be a duration");
        row("clean-up: nothing", "[[clean_up]]\nnamespaces = ['a']\n",
            "r.toml:2: clean_up.older_than: is missing; or write allowed = false");
        row("clean-up: forbidden", "[[clean_up]]\nolder_than = '3d'\nallowed = false\n",
            "r.toml:3: clean_up.older_than: does not go with");
        row("limit: negative", "[[rate_limit]]\nper_second = -1\n",
            "r.toml:3: rate_limit.per_second: must not be negative");
        row("limit: unknown key", "[[rate_limit]]\nrps = 1\n", "r.toml:3: rate_limit.rps: is not a key");
    }
    void refusesWithFileLineAndKey()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        const QStringList faults = faultsOf(text);
        QCOMPARE(faults.size(), 1);
        QVERIFY2(faults[0].startsWith(expected), qPrintable(faults[0]));
    }

    void tellsEveryFault()
    {
        const QStringList faults = faultsOf("version = 2\ncolour = 'red'\n"
                                            "[[queue]]\nname = 5\nowner = 'o'\n"
                                            "[[queue]]\nowner = 'o'\n"
                                            "[[namespace]]\nmatch = 'a'\nretention = 'long'\n"
                                            "[[alert]]\nkind = 'age'\n[[alert]]\nkind = 'age'\n");
        QCOMPARE(faults.size(), 7);
        const QStringList beginnings{u"r.toml:1: version: "_s,         u"r.toml:2: colour: "_s,
                                     u"r.toml:4: queue.name: "_s,      u"r.toml:6: queue.name: is missing"_s,
                                     u"r.toml:10: namespace.ret"_s,    u"r.toml:12: alert.kind: "_s,
                                     u"r.toml:14: alert.kind: must "_s};
        for (int i = 0; i < faults.size(); ++i)
            QVERIFY2(faults[i].startsWith(beginnings[i]), qPrintable(faults[i]));
    }

    void hostileFilesGetBoundedFaults_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const QByteArray megabyte(1'000'000, 'x');
        QByteArray many = "version = 1\n";
        while (many.size() < 1'000'000)
            many += "[[queue]]\nname = '" + QByteArray::number(many.size()) + "'\nowner = 'o'\n";
        QTest::newRow("a megabyte of queues") << many << u"r.toml:2: queue: must not stand there more than"_s;
        QByteArray wrong = "version = 1\n";
        for (int i = 0; i < 2000; ++i)
            wrong += "[[queue]]\nname = " + QByteArray::number(i) + "\n";
        QTest::newRow("wrong types, many times") << wrong << u"r.toml:2: queue.owner: is missing"_s;
        QTest::newRow("a long key") << "version = 1\n\"" + megabyte + "\" = 1\n" << u"r.toml:2: xxxx"_s;
        QTest::newRow("a long name") << "version = 1\n[[queue]]\nowner = 'o'\nname = '" + megabyte + "'\n"
                                     << u"r.toml:4: queue.name: must not be longer than 1000"_s;
        QTest::newRow("many patterns") << "version = 1\n[[clean_up]]\nolder_than = '1d'\nnamespaces = [" +
                                              QByteArray("'a',").repeated(99) + "]\n"
                                       << u"r.toml:4: clean_up.namespaces: must not have more than 50"_s;
        QTest::newRow("deep tables") << QByteArray("a.").repeated(500'000) + "a = 1\n"
                                     << u"r.toml:1: has more than 100 dots"_s;
        QTest::newRow("deep lists") << "a = " + QByteArray(500'000, '[') << u"r.toml:1: "_s;
        QTest::newRow("not UTF-8") << QByteArray("version = 1\nqueue_names = '\xff\xfe'\n")
                                   << u"r.toml:2: "_s;
    }
    void hostileFilesGetBoundedFaults()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        const QStringList faults = faultsOf(text);
        QVERIFY(!faults.isEmpty());
        QVERIFY2(faults.size() <= 101, qPrintable(QString::number(faults.size())));
        QVERIFY2(faults[0].startsWith(expected), qPrintable(faults[0].left(300)));
        for (const QString &fault : faults)
            QVERIFY2(fault.size() < 400, qPrintable(fault.left(400)));
    }

    void markupInNamesIsText()
    {
        const QStringList faults = faultsOf("version = 1\n"
                                            "[[queue]]\nname = \"<b>\\u202e\\u001b[2J\"\nowner = 'o'\n"
                                            "[[queue]]\nname = \"<b>\\u202e\\u001b[2J\"\nowner = 'o'\n");
        QCOMPARE(faults.size(), 1);
        QVERIFY2(faults[0].startsWith(u"r.toml:6: queue.name: \"<b>‹U+202E›‹U+001B›[2J\" appears twice"_s),
                 qPrintable(faults[0]));
    }
};

QTEST_APPLESS_MAIN(TestExpectations)
#include "tst_expectations.moc"
