// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/alerts/alertworld.h"

// Rules that are changed while they are judged.

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

struct NewRules : AlertWorld
{
    NewRules()
    {
        serve();
        runbook = rules("");
    }
    static Runbook rules(const QByteArray &more)
    {
        return Runbook::parse("version = 1\n"
                              "[[alert]]\nkind = 'no_pollers'\nenabled = false\n"
                              "[[alert]]\nkind = 'oldest_task'\nenabled = false\n" +
                                  more,
                              u"r.toml"_s)
            .value();
    }
    void begin()
    {
        AlertWorld::begin();
        QObject::connect(alerts.get(), &AlertEngine::told, &receiver,
                         [this](const AlertChange &change) { told.push_back(change); });
    }
    void change(const QByteArray &more)
    {
        runbook = rules(more);
        alerts->takeRules();
    }
    /// "rule queue state reason".
    [[nodiscard]] QStringList takeLines()
    {
        static const QStringList states{u"ended"_s, u"pending"_s, u"firing"_s, u"unknown"_s};
        QStringList lines;
        for (const AlertChange &one : std::exchange(told, {}))
            lines << u"%1 %2 %3 %4"_s
                         .arg(one.alert.rule, shortQueueName(one.alert.key),
                              states.at(static_cast<int>(one.alert.state)), one.reason)
                         .trimmed();
        return lines;
    }
    [[nodiscard]] std::optional<Alert> alert(const QString &rule) const
    {
        for (const Alert &one : alerts->alerts())
            if (one.rule == rule)
                return one;
        return {};
    }

    QObject receiver;
    std::vector<AlertChange> told;
};

} // namespace

class TestNewRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsAsItWasGoesOn()
    {
        NewRules world;
        world.setQueue(world.busy, 150, 150, 10s);
        world.visible = {world.busy};
        world.begin();
        world.live(200s);
        const auto before = world.alert(u"backlog"_s);
        QVERIFY(before && before->state == AlertState::Pending);
        std::ignore = world.takeLines();
        world.change("[[alert]]\nkind = 'activity_backlog'\nthreshold = 100\nfor = '1m'\n");
        QCOMPARE(world.takeLines(), QStringList{u"activity_backlog busy ended its rule was changed"_s});
        QCOMPARE(world.alert(u"backlog"_s)->since, before->since);
        QCOMPARE(world.alerts->rule(RuleKind::ActivityBacklog, world.busy)->forDuration, Milliseconds(1min));
        world.live(2s); // begins anew by what was seen last
        QVERIFY(world.takeLines().first().startsWith(u"activity_backlog busy pending "_s));
        world.live(70s);
        QVERIFY(world.takeLines().first().startsWith(u"activity_backlog busy firing "_s));
        QCOMPARE(world.alert(u"backlog"_s)->since, before->since);
        world.live(60s);
        QVERIFY(world.takeLines().first().startsWith(u"backlog busy firing "_s));
    }

    void whatFiredEndsWhereNoRuleHoldsAnyMore()
    {
        NewRules world;
        world.setQueue(world.busy, 150, 0, 400s);
        world.begin();
        QCOMPARE(world.signal(world.busy), Signal::Danger);
        world.change("[[alert]]\nkind = 'backlog'\nenabled = false\nqueues = ['busy']\n");
        QCOMPARE(world.takeLines(),
                 QStringList{u"backlog busy ended its rule does not hold here any more"_s});
        world.live(3s);
        QCOMPARE(world.takeLines(), QStringList());
        QVERIFY(world.alerts->alerts().empty());
        QVERIFY(!world.alerts->rule(RuleKind::Backlog, world.busy));
        QVERIFY(world.alerts->rule(RuleKind::Backlog, world.calm));
    }

    void aNewRuleJudgesWhatWasSeenLast()
    {
        NewRules world;
        world.setQueue(world.calm, 20, 0, 400s);
        world.begin();
        QCOMPARE(world.signal(world.calm), Signal::Clear);
        world.change("[[alert]]\nid = 'small'\nkind = 'backlog'\nthreshold = 5\n");
        QCOMPARE(world.takeLines(),
                 QStringList{u"small calm firing over 5, by the age of its oldest task (inferred)"_s});
        QCOMPARE(world.signal(world.calm), Signal::Danger);
        QVERIFY2(world.signal(world.busy) == Signal::Clear, "it is not unknown until it is looked at again");
        world.change("[[alert]]\nid = 'small'\nkind = 'backlog'\nthreshold = 50\n");
        world.live(3s);
        QCOMPARE(world.signal(world.calm), Signal::Clear);
    }

    void whatIsOldIsNotJudgedByNewRulesEither()
    {
        NewRules world;
        world.setQueue(world.calm, 20, 0, 400s);
        world.begin();
        world.clock.advance(1h); // and nobody looked
        world.alerts->tick();
        QCOMPARE(world.signal(world.calm), Signal::Unknown);
        world.change("[[alert]]\nkind = 'backlog'\nthreshold = 5\n");
        QCOMPARE(world.signal(world.calm), Signal::Unknown);
        QVERIFY(world.takeLines().isEmpty());
    }

    void rulesOfNamespacesAndOfTheClusterToo()
    {
        NewRules world;
        NamespaceInfo info{world.busy.ns,          u"id"_s, {},    {}, NamespaceState::Registered,
                           std::chrono::hours(72), false,   false, {}, {}};
        world.server.setNamespaces({info});
        world.begin();
        world.live(2s);
        QVERIFY(world.alerts->alerts().empty());
        world.runbook = Runbook::parse("version = 1\n[[namespace]]\nmatch = 'ns'\nretention = '7d'\n"
                                       "[[alert]]\nkind = 'retention'\nkeep_firing_for = '9s'\n"
                                       "[[alert]]\nkind = 'unreachable'\nthreshold = '2m'\n",
                                       u"r"_s)
                            .value();
        world.alerts->takeRules();
        world.live(2s);
        QCOMPARE(world.alerts->rule(RuleKind::Unreachable, theCluster)->threshold, 120);
        const auto firing = world.alert(u"retention"_s);
        QVERIFY(firing && firing->state == AlertState::Firing);
        QCOMPARE(firing->value, 4 * 24 * 3600);
    }
};

QTEST_GUILESS_MAIN(TestNewRules)
#include "tst_newrules.moc"
