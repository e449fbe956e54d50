// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/runbook/driftworld.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

const QByteArray tenants = "[[namespace]]\nmatch = 'tenant-*'\nretention = '30d'\narchival = 'required'\n"
                           "archival_uri = 's3://sm-<tenant>-temporal-archive'\n";
const QString bucket = u"s3://sm-acme-temporal-archive"_s;

SeenNamespace archived(const QString &name, const Archival &archival)
{
    SeenNamespace ns = namespaceOf(name, 720h);
    ns.settings->history = ns.settings->visibility = archival;
    return ns;
}

} // namespace

Q_DECLARE_METATYPE(SearchAttributes)

class TestNamespaceRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsRequiredExists()
    {
        const Expectations read = expectationsOf("[[namespace]]\nmatch = 'prod'\nretention = '30d'\n"
                                                 "required = true\n[[namespace]]\nmatch = 'x-*'\n");
        Drift drift = driftOf(read, clusterOf({namespaceOf(u"prod"_s)}), DriftRule::NamespaceMissing);
        QCOMPARE(drift.state, DriftState::Holds);
        QCOMPARE(drift.subject, (QueueKey{u"prod"_s, {}}));
        drift = driftOf(read, clusterOf({missing(u"prod"_s)}), DriftRule::NamespaceMissing);
        QCOMPARE(drift.state, DriftState::Drifted);
        QCOMPARE(drift.fix.command,
                 u"temporal operator namespace create --namespace prod --retention 720h"_s);
        drift = driftOf(read, clusterOf({unreadable(u"prod"_s)}), DriftRule::NamespaceMissing);
        QCOMPARE(drift.state, DriftState::CannotBeKnown);
        QCOMPARE(drift.reason, u"you may not read it"_s);
        QVERIFY(drift.fix == Fix());
    }

    void aNamespaceBeyondTheRunbookIsExtra()
    {
        const Expectations read = expectationsOf(tenants);
        SeenCluster cluster =
            clusterOf({namespaceOf(u"scratch"_s), namespaceOf(u"tenant-acme"_s), missing(u"gone"_s)});
        auto drifts = driftsOf(read, cluster, DriftRule::NamespaceExtra);
        QCOMPARE(drifts.size(), std::size_t(2));
        QCOMPARE(drifts[0].state, DriftState::Drifted);
        QCOMPARE(drifts[0].subject.ns, u"scratch"_s);
        QVERIFY(drifts[0].fix.command.isEmpty()); // nobody is told how to delete it
        QCOMPARE(drifts[1].state, DriftState::Holds);
        QCOMPARE(drifts[1].found, u"tenant-*"_s);
        cluster.allListed = false;
        cluster.trouble = u"no list"_s;
        drifts = driftsOf(read, cluster, DriftRule::NamespaceExtra);
        QCOMPARE(drifts.size(), std::size_t(3));
        QCOMPARE(drifts[2].state, DriftState::CannotBeKnown);
        QCOMPARE(drifts[2].reason, u"no list"_s);
        QVERIFY(driftsOf(expectationsOf({}), cluster, DriftRule::NamespaceExtra).empty());
    }

    void retention()
    {
        const Expectations read = expectationsOf("[[namespace]]\nmatch = 'prod'\nretention = '30d'\n");
        Drift drift = driftOf(read, clusterOf({namespaceOf(u"prod"_s, 720h)}), DriftRule::Retention);
        QCOMPARE(drift.state, DriftState::Holds);
        drift = driftOf(read, clusterOf({namespaceOf(u"prod"_s, 71h)}), DriftRule::Retention);
        QCOMPARE(drift.state, DriftState::Drifted);
        QCOMPARE(drift.expected, u"30 d"_s);
        QCOMPARE(drift.found, u"71 h"_s);
        QCOMPARE(drift.fix.command,
                 u"temporal operator namespace update --namespace prod --retention 720h"_s);
        QVERIFY(drift.fix.terraform.contains(u"  retention = 30\n"_s));
        drift = driftOf(read, clusterOf({unreadable(u"prod"_s)}), DriftRule::Retention);
        QCOMPARE(drift.state, DriftState::CannotBeKnown);
        QVERIFY(driftsOf(read, clusterOf({missing(u"prod"_s)}), DriftRule::Retention).empty());
        QVERIFY(driftsOf(read, clusterOf({namespaceOf(u"other"_s)}), DriftRule::Retention).empty());
    }

    void searchAttributes_data()
    {
        QTest::addColumn<SearchAttributes>("there");
        QTest::addColumn<DriftState>("state");
        QTest::addColumn<QString>("command");
        const QString create =
            u"temporal operator search-attribute create --namespace tenant-acme --name Priority --type Int"_s;
        QTest::newRow("all") << SearchAttributes{{u"CustomerId"_s, u"Keyword"_s},
                                                 {u"Priority"_s, u"Int"_s},
                                                 {u"Theirs"_s, u"Text"_s}}
                             << DriftState::Holds << QString();
        QTest::newRow("one is missing")
            << SearchAttributes{{u"CustomerId"_s, u"Keyword"_s}} << DriftState::Drifted << create;
        QTest::newRow("of another type")
            << SearchAttributes{{u"CustomerId"_s, u"Text"_s}, {u"Priority"_s, u"Int"_s}}
            << DriftState::Impossible << QString();
        QTest::newRow("of another type, and one missing")
            << SearchAttributes{{u"CustomerId"_s, u"Text"_s}} << DriftState::Impossible << create;
    }
    void searchAttributes()
    {
        QFETCH(const SearchAttributes, there);
        QFETCH(const DriftState, state);
        QFETCH(const QString, command);
        const Expectations read =
            expectationsOf(tenants + "search_attributes = ['CustomerId:Keyword', 'Priority:Int']\n");
        SeenNamespace ns = namespaceOf(u"tenant-acme"_s, 720h);
        ns.attributes = there;
        const Drift drift = driftOf(read, clusterOf({ns}), DriftRule::Attributes);
        QCOMPARE(drift.state, state);
        QCOMPARE(drift.expected, u"CustomerId (Keyword), Priority (Int)"_s);
        QCOMPARE(drift.fix.command, command);
        QCOMPARE(drift.reason.isEmpty(), state != DriftState::Impossible);
        QCOMPARE(drift.fix.wish.has_value(), state == DriftState::Drifted); // what is impossible has no lever
        ns.attributes.reset();
        ns.attributesTrouble = u"no answer"_s;
        const Drift unknown = driftOf(read, clusterOf({ns}), DriftRule::Attributes);
        QCOMPARE(unknown.state, DriftState::CannotBeKnown);
        QCOMPARE(unknown.reason, u"no answer"_s);
        QVERIFY(driftsOf(expectationsOf(tenants), clusterOf({ns}), DriftRule::Attributes).empty());
        QVERIFY(driftsOf(read, clusterOf({missing(u"tenant-acme"_s)}), DriftRule::Attributes).empty());
    }

    void archival_data()
    {
        QTest::addColumn<bool>("enabled");
        QTest::addColumn<QString>("uri");
        QTest::addColumn<DriftState>("state");
        QTest::newRow("on, there") << true << bucket << DriftState::Holds;
        QTest::newRow("off, never set") << false << QString() << DriftState::Drifted;
        QTest::newRow("off, set to there") << false << bucket << DriftState::Drifted;
        QTest::newRow("on, elsewhere") << true << u"s3://other"_s << DriftState::Impossible;
        QTest::newRow("off, set to elsewhere") << false << u"s3://other"_s << DriftState::Impossible;
    }
    void archival()
    {
        QFETCH(bool, enabled);
        QFETCH(QString, uri);
        QFETCH(DriftState, state);
        const SeenCluster cluster = clusterOf({archived(u"tenant-acme"_s, {enabled, uri})});
        const Drift drift = driftOf(expectationsOf(tenants), cluster, DriftRule::Archival);
        QCOMPARE(drift.state, state);
        QCOMPARE(drift.expected, u"on, to "_s + bucket);
        // Where nothing helps, nothing is offered.
        QCOMPARE(drift.fix.command.isEmpty(), state != DriftState::Drifted);
        QCOMPARE(drift.fix.terraform.isEmpty(), state != DriftState::Drifted);
        QCOMPARE(drift.reason.isEmpty(), state != DriftState::Impossible);
        if (state == DriftState::Drifted)
            QVERIFY2(drift.fix.command.endsWith(
                         u" --history-archival-state enabled --history-uri "_s + bucket +
                         u" --visibility-archival-state enabled --visibility-uri "_s + bucket),
                     qPrintable(drift.fix.command));
    }

    void archivalOfOneKindAloneIsNotEnough()
    {
        SeenNamespace ns = archived(u"tenant-acme"_s, {true, bucket});
        ns.settings->visibility = {};
        const Drift drift = driftOf(expectationsOf(tenants), clusterOf({ns}), DriftRule::Archival);
        QCOMPARE(drift.state, DriftState::Drifted);
        QCOMPARE(drift.found, u"history: on, to "_s + bucket + u"; visibility: off"_s);
    }

    void aTenantWhoseNameMakesNoBucketCannotBeArchived()
    {
        const SeenCluster cluster = clusterOf({archived(u"tenant-A_b"_s, {})});
        const Drift drift = driftOf(expectationsOf(tenants), cluster, DriftRule::Archival);
        QCOMPARE(drift.state, DriftState::Impossible);
        QVERIFY2(drift.reason.contains(u"“sm-A_b-temporal-archive” cannot be the name of a bucket"_s),
                 qPrintable(drift.reason));
        QVERIFY(drift.fix == Fix());
    }

    void archivalThatIsToBeOff()
    {
        const Expectations read = expectationsOf("[[namespace]]\nmatch = 'dev'\narchival = 'off'\n");
        Drift drift = driftOf(read, clusterOf({archived(u"dev"_s, {false, bucket})}), DriftRule::Archival);
        QCOMPARE(drift.state, DriftState::Holds);
        drift = driftOf(read, clusterOf({archived(u"dev"_s, {true, bucket})}), DriftRule::Archival);
        QCOMPARE(drift.state, DriftState::Drifted);
        QVERIFY(drift.fix.command.contains(u"--history-archival-state disabled"_s));
        drift = driftOf(read, clusterOf({unreadable(u"dev"_s)}), DriftRule::Archival);
        QCOMPARE(drift.state, DriftState::CannotBeKnown);
    }

    void descriptionAndOwner()
    {
        const Expectations read = expectationsOf("[[namespace]]\nmatch = 'prod'\npurpose = 'Production'\n"
                                                 "owner = 'ops@example.org'\n");
        SeenNamespace ns = namespaceOf(u"prod"_s);
        Drift description = driftOf(read, clusterOf({ns}), DriftRule::Description);
        QCOMPARE(description.state, DriftState::Drifted);
        QVERIFY(description.fix.command.endsWith(u" --description Production"_s));
        Drift owner = driftOf(read, clusterOf({ns}), DriftRule::Owner);
        QCOMPARE(owner.state, DriftState::Drifted);
        QCOMPARE(owner.found, u"nobody"_s);
        QVERIFY(owner.fix.command.endsWith(u" --email ops@example.org"_s));
        ns.settings->info.description = u"What its team wrote"_s;
        ns.settings->info.ownerEmail = u"ops@example.org"_s;
        QCOMPARE(driftOf(read, clusterOf({ns}), DriftRule::Description).state, DriftState::Holds);
        QCOMPARE(driftOf(read, clusterOf({ns}), DriftRule::Owner).state, DriftState::Holds);
        const SeenCluster unseen = clusterOf({unreadable(u"prod"_s)});
        QCOMPARE(driftOf(read, unseen, DriftRule::Description).state, DriftState::CannotBeKnown);
        QCOMPARE(driftOf(read, unseen, DriftRule::Owner).state, DriftState::CannotBeKnown);
    }

    void protectionIsNeverTold()
    {
        const Expectations read = expectationsOf("[[namespace]]\nmatch = 'prod'\nprotected = true\n");
        const auto drifts = driftsOf(read, clusterOf({namespaceOf(u"prod"_s)}));
        const Drift drift = driftOf(read, clusterOf({namespaceOf(u"prod"_s)}), DriftRule::Protection);
        QCOMPARE(drift.state, DriftState::NeverTold);
        QVERIFY(!drift.reason.isEmpty());
        QCOMPARE(exitCode(drifts), 0); // or no runbook that says so could ever be kept
    }

    void cleanUp()
    {
        const Expectations read = expectationsOf(
            "[[namespace]]\nmatch = 'dev'\n[[clean_up]]\nnamespaces = ['dev']\nolder_than = '14d'\n");
        SeenNamespace ns = namespaceOf(u"dev"_s);
        ns.oldRunsTrouble = u"refused"_s;
        Drift drift = driftOf(read, clusterOf({ns}), DriftRule::CleanUp);
        QCOMPARE(drift.state, DriftState::CannotBeKnown);
        QCOMPARE(drift.reason, u"refused"_s);
        ns.oldRuns = 0;
        QCOMPARE(driftOf(read, clusterOf({ns}), DriftRule::CleanUp).state, DriftState::Holds);
        ns.oldRuns = 3;
        drift = driftOf(read, clusterOf({ns}), DriftRule::CleanUp);
        QCOMPARE(drift.state, DriftState::Drifted);
        QCOMPARE(drift.found, u"3 have"_s);
        QCOMPARE(drift.fix.command, u"temporal workflow list --namespace dev --query "
                                    "'ExecutionStatus='\\''Running'\\'' AND StartTime < "
                                    "'\\''2027-01-01T08:00:00Z'\\'''"_s);
        const Expectations forbidden = expectationsOf(
            "[[namespace]]\nmatch = 'dev'\n[[clean_up]]\nnamespaces = ['dev']\nallowed = false\n");
        QVERIFY(driftsOf(forbidden, clusterOf({ns}), DriftRule::CleanUp).empty());
    }

    void contradictions()
    {
        Drift drift = driftOf(expectationsOf({}), clusterOf({}), DriftRule::Contradiction);
        QCOMPARE(drift.state, DriftState::Holds);
        drift = driftOf(expectationsOf("[[namespace]]\nmatch = 'dev'\nretention = '3d'\n"
                                       "[[clean_up]]\nolder_than = '14d'\n"),
                        clusterOf({}), DriftRule::Contradiction);
        QCOMPARE(drift.state, DriftState::Drifted);
        QVERIFY2(
            drift.found.startsWith(u"r.toml:6: clean_up.older_than: “dev” keeps what has ended for 3 d"_s),
            qPrintable(drift.found));
    }

    void exitsByTheWorst_data()
    {
        QTest::addColumn<QList<DriftState>>("states");
        QTest::addColumn<int>("code");
        using S = DriftState;
        QTest::newRow("nothing") << QList<S>{} << 0;
        QTest::newRow("holds") << QList<S>{S::Holds, S::NeverTold} << 0;
        QTest::newRow("drifted") << QList<S>{S::Holds, S::Drifted} << 1;
        QTest::newRow("impossible") << QList<S>{S::Impossible} << 1;
        QTest::newRow("not known") << QList<S>{S::CannotBeKnown, S::Holds} << 3;
        QTest::newRow("drift over not known") << QList<S>{S::CannotBeKnown, S::Drifted} << 1;
    }
    void exitsByTheWorst()
    {
        QFETCH(QList<DriftState>, states);
        QFETCH(int, code);
        std::vector<Drift> drifts;
        for (const DriftState state : states)
            drifts.emplace_back().state = state;
        QCOMPARE(exitCode(drifts), code);
    }
};

QTEST_APPLESS_MAIN(TestNamespaceRules)
#include "tst_namespacerules.moc"
