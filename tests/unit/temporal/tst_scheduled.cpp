// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/inventoryreads.h"
#include "models/temporal/scheduled.h"

#include "tests/unit/temporal/fixture.h"

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

class TestScheduled : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsHowANamespaceIsSet()
    {
        Fixture f;
        NamespaceInfo info;
        info.name = u"ns"_s;
        info.ownerEmail = u"team@example.org"_s;
        info.retention = 72h;
        f.server.setNamespaces({info});
        auto settings = await(inventory::namespaceConfig(*f.client, u"ns"_s, Purpose::Background));
        QVERIFY(settings);
        QCOMPARE(settings->info, info);
        QCOMPARE(settings->history, Archival());
        const Archival archival{true, u"s3://sm-acme-temporal-archive"_s};
        f.server.setArchival(u"ns"_s, archival);
        settings = await(inventory::namespaceConfig(*f.client, u"ns"_s, Purpose::Background));
        QCOMPARE(settings->history, archival);
        QCOMPARE(settings->visibility, archival);
    }

    void aNamespaceThatIsNotThereIsNotFound()
    {
        Fixture f;
        const auto settings = await(inventory::namespaceConfig(*f.client, u"gone"_s, Purpose::Background));
        QVERIFY(!settings);
        QCOMPARE(settings.error().kind, ErrorKind::NotFound);
    }

    void readsWhatARunAskedOfItsActivities()
    {
        Fixture f;
        prepare(f);
        const ScheduledActivity bounded{u"upsert_vector"_s, u"ns.ingest"_s, 5min};
        const ScheduledActivity boundless{u"chunk"_s, u"ns.other"_s, {}};
        f.server.addScheduled(u"ns"_s, u"w"_s, u"r"_s, bounded);
        f.server.addScheduled(u"ns"_s, u"w"_s, u"r"_s, boundless);
        const auto found =
            await(scheduledActivities(*f.client, u"ns"_s, u"w"_s, u"r"_s, Purpose::Background));
        QVERIFY(found);
        QCOMPARE(*found, (std::vector{bounded, boundless}));
    }
};

QTEST_GUILESS_MAIN(TestScheduled)
#include "tst_scheduled.moc"
