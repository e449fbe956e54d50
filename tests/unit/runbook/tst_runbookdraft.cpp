// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/runbook/runbookdraft.h"

#include "tests/unit/runbook/driftworld.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

SeenCluster twoNamespaces()
{
    SeenNamespace prod = namespaceOf(u"prod"_s, 720h);
    prod.settings->info.description = u"Production, \"the\" one"_s;
    prod.settings->info.ownerEmail = u"ops@example.org"_s;
    prod.queues = {queueOf(u"prod.evals"_s, 1), queueOf(u"prod.ingest"_s, 2)};
    SeenNamespace tenant = namespaceOf(u"tenant-acme"_s, 36h);
    tenant.settings->history = tenant.settings->visibility = {true, u"s3://sm-acme-temporal-archive"_s};
    tenant.queues = {queueOf(u"tenant-acme.ingest"_s, 1)};
    prod.attributes.emplace();
    tenant.attributes = SearchAttributes{{u"CustomerId"_s, u"Keyword"_s}, {u"Priority"_s, u"Int"_s}};
    return clusterOf({prod, tenant});
}

} // namespace

class TestRunbookDraft : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatWasSeen()
    {
        const QByteArray draft = runbookDraft(twoNamespaces(), u"eu"_s);
        const auto read = Expectations::parse(draft, u"r"_s);
        QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
        QVERIFY(read->queuesQualified);
        QCOMPARE(read->namespaces.size(), std::size_t(2));
        QCOMPARE(read->namespaces[0].purpose, u"Production, \"the\" one"_s);
        QCOMPARE(read->namespaces[0].owner, u"ops@example.org"_s);
        QCOMPARE(read->namespaces[1].retention, 36h);
        QCOMPARE(read->namespaces[1].archivalUri, u"s3://sm-acme-temporal-archive"_s);
        QVERIFY(read->namespaces[0].searchAttributes.empty());
        QCOMPARE(read->namespaces[1].searchAttributes, *twoNamespaces().namespaces[1].attributes);
        QVERIFY2(draft.contains("\nsearch_attributes = [\"CustomerId:Keyword\", \"Priority:Int\"]\n"),
                 draft.constData());
        QCOMPARE(draft.count("search_attributes"), 1);
        QCOMPARE(read->queues.size(), std::size_t(2)); // ingest once
        QVERIFY(draft.startsWith("# What eu was like at 2027-01-15T08:00:00Z."));
    }

    void heldAgainstTheSameNothingDrifts()
    {
        const SeenCluster cluster = twoNamespaces();
        const auto drifts =
            signalbox::driftsOf(Expectations::parse(runbookDraft(cluster, u"eu"_s), u"r"_s).value(), cluster);
        QVERIFY(!drifts.empty());
        for (const Drift &drift : drifts)
            QVERIFY2(drift.state == DriftState::Holds, qPrintable(driftRuleName(drift.rule) + drift.found));
    }

    void namesThatAreNoNamesAreWrittenSoThatTheyCanBeRead()
    {
        const QString name = u"a\"\\\n[[x]] = '*' ${y}\u202e\u0001"_s;
        SeenNamespace ns = namespaceOf(name);
        ns.settings->info.description = name;
        ns.queues = {queueOf(name, 1)};
        const QByteArray draft = runbookDraft(clusterOf({ns}), u"eu\n[[alert]]"_s);
        const auto read = Expectations::parse(draft, u"r"_s);
        QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
        QCOMPARE(read->namespaces.at(0).match, name);
        QCOMPARE(read->namespaces.at(0).purpose, name);
        QVERIFY(!read->namespaces.at(0).required); // with a '*' it is a pattern
        QCOMPARE(read->queues.at(0).name, name);
    }

    void attributesThatARunbookCannotSayStandBesideIt()
    {
        SeenNamespace ns = namespaceOf(u"ns"_s);
        ns.attributes = SearchAttributes{
            {u"a\"]\n[[alert]]"_s, u"Keyword"_s}, {u"Good"_s, u"Datetime"_s}, {u"New"_s, u"99"_s}};
        SeenNamespace shut = namespaceOf(u"shut"_s);
        shut.attributesTrouble = u"you may not\nread them"_s;
        const QByteArray draft = runbookDraft(clusterOf({ns, shut}), u"eu"_s);
        const auto read = Expectations::parse(draft, u"r"_s);
        QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
        QCOMPARE(read->namespaces.at(0).searchAttributes,
                 (std::map<QString, QString>{{u"Good"_s, u"Datetime"_s}}));
        QVERIFY2(draft.contains("# It has search attributes that a runbook can't say: New:99, "
                                "a\"]\\x0a[[alert]]:Keyword\n"),
                 draft.constData());
        QVERIFY(read->namespaces.at(1).searchAttributes.empty());
        QVERIFY2(draft.contains("# Which search attributes it has is not known: you may not\\x0aread them\n"),
                 draft.constData());
    }

    void whatWasNotSeenIsSaid()
    {
        SeenCluster cluster = clusterOf({unreadable(u"secret\n[[namespace]]"_s), missing(u"gone"_s)});
        cluster.allListed = false;
        cluster.trouble = u"no list"_s;
        const QByteArray draft = runbookDraft(cluster, u"eu"_s);
        const auto read = Expectations::parse(draft, u"r"_s);
        QVERIFY(read);
        QVERIFY(read->namespaces.empty());
        QVERIFY(draft.contains("# Not every namespace was seen: no list\n"));
        QVERIFY(draft.contains("# secret\\x0a[[namespace]] could not be read: you may not read it\n"));
        QVERIFY(!draft.contains("gone"));
    }
};

QTEST_APPLESS_MAIN(TestRunbookDraft)
#include "tst_runbookdraft.moc"
