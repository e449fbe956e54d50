// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/leverkind.h"

#include <QTest>

// Which lever makes a namespace what is wished.

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Act = InterventionTarget::Act;

class TestLeverChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOneThatSetsAllOfItIsTaken_data()
    {
        QTest::addColumn<NamespaceWish>("wish");
        QTest::addColumn<bool>("isThere");
        QTest::addColumn<Act>("act");
        QTest::addColumn<QStringList>("wanted");
        const auto row = [](const char *name, const NamespaceWish &wish, bool isThere, Act act,
                            const QStringList &wanted = {}) {
            QTest::newRow(name) << wish << isThere << act << wanted;
        };
        row("retention", {.retention = 720h}, true, Act::ChangeRetention, {u"30"_s});
        row("of no whole days", {.retention = 36h}, true, Act::SetUpNamespace);
        row("longer than a person may ask for", {.retention = 24h * 40000}, true, Act::SetUpNamespace);
        row("description", {.description = u"Ours"_s}, true, Act::DescribeNamespace, {u"Ours"_s, QString()});
        row("owner", {.ownerEmail = u"a@b.c"_s}, true, Act::DescribeNamespace, {QString(), u"a@b.c"_s});
        row("both", {.description = u"Ours"_s, .ownerEmail = u"a@b.c"_s}, true, Act::DescribeNamespace,
            {u"Ours"_s, u"a@b.c"_s});
        row("attribute", {.searchAttributes = {{u"Customer"_s, u"Int"_s}}}, true, Act::AddSearchAttribute,
            {u"Customer"_s, u"Int"_s});
        row("attributes", {.searchAttributes = {{u"A"_s, u"Int"_s}, {u"B"_s, u"Int"_s}}}, true,
            Act::SetUpNamespace);
        row("archival", {.archival = Archival{true, u"s3://a"_s}}, true, Act::SetUpNamespace);
        row("no archival", {.archival = Archival{}}, true, Act::SetUpNamespace);
        row("more than one", {.retention = 720h, .description = u"Ours"_s}, true, Act::SetUpNamespace);
        row("nothing", {}, true, Act::SetUpNamespace);
        row("there is none", {.retention = 720h}, false, Act::SetUpNamespace);
    }
    void theOneThatSetsAllOfItIsTaken()
    {
        QFETCH(const NamespaceWish, wish);
        QFETCH(const bool, isThere);
        QFETCH(const Act, act);
        QFETCH(const QStringList, wanted);
        const auto target = InterventionTarget::fulfil(u"ns"_s, wish, isThere);
        QCOMPARE(target.act, act);
        QCOMPARE(target.ns, u"ns"_s);
        QVERIFY(target.wish == wish);
        QVERIFY(target.act != Act::SetUpNamespace || target.mayMake != isThere);
        QCOMPARE(kindOf(act).wanted(target), wanted);
        // And what its lines then hold is what is wished.
        if (act == Act::SetUpNamespace)
            return;
        SeenConfig seen;
        seen.config.info.description = u"before"_s;
        seen.config.info.ownerEmail = u"before"_s;
        seen.attributes.emplace();
        QStringList lines = kindOf(act).initial(seen);
        for (qsizetype i = 0; i < lines.size(); ++i)
            if (!wanted[i].isEmpty())
                lines[i] = wanted[i];
        const auto lever = kindOf(act).make(target, seen, LeverValues{{}, lines});
        QVERIFY(lever);
        QVERIFY(!lever->commandLine({}).isEmpty());
    }

    void whatAsksForNothingBeginsWithWhatWasSeen()
    {
        for (const Act act : {Act::ChangeRetention, Act::AddSearchAttribute})
            QVERIFY(kindOf(act).wanted({act, u"ns"_s}).isEmpty());
        QCOMPARE(kindOf(Act::DescribeNamespace).wanted({Act::DescribeNamespace, u"ns"_s}),
                 (QStringList{QString(), QString()}));
    }

    void whatSomebodyDescribedStands()
    {
        const LeverKind &kind = kindOf(Act::DescribeNamespace);
        QVERIFY(kind.keeps(0, u"theirs"_s));
        QVERIFY(!kind.keeps(0, QString()));
        QVERIFY(!kind.keeps(1, u"a@b.c"_s));
        QVERIFY(!kindOf(Act::ChangeRetention).keeps(0, u"7"_s));
    }

    void whatWasThereIsNotMadeAnew()
    {
        const NamespaceWish wish{.archival = Archival{true, u"s3://a"_s}};
        SeenConfig seen;
        seen.config.info.name = u"ns"_s;
        seen.isMissing = true;
        const auto changing = InterventionTarget::fulfil(u"ns"_s, wish, true);
        QVERIFY(setUpKind().obstacle(changing, seen).contains(u"any more"_s));
        QVERIFY(!setUpKind().make(changing, seen, {}));
        const auto making = InterventionTarget::fulfil(u"ns"_s, wish, false);
        QVERIFY(setUpKind().obstacle(making, seen).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestLeverChoice)
#include "tst_leverchoice.moc"
