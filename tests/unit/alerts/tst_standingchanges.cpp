// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/standingchanges.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {

const QueueKey key{u"ns"_s, u"q"_s};
const Instant since{1'790'000'000s};

RuleStanding standing(const QString &rule, AlertState state, std::optional<qint64> value = {},
                      TaskType type = TaskType::Workflow)
{
    RuleStanding standing;
    standing.rule.id = rule;
    standing.type = type;
    standing.state = state;
    standing.value = value;
    return standing;
}

/// From one state to another.
StandingChange change(AlertState from, const RuleStanding &now)
{
    return {from, now};
}

using Changes = std::vector<StandingChange>;

} // namespace

class TestStandingChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsEachChangeOnce()
    {
        StandingChanges changes;
        const auto pending = standing(u"backlog"_s, AlertState::Pending, 101);
        auto firing = standing(u"backlog"_s, AlertState::Firing, 400);
        firing.since = since;
        QCOMPARE(changes.take(key, {}), Changes());
        QCOMPARE(changes.take(key, {pending}), Changes{change(AlertState::Inactive, pending)});
        QCOMPARE(changes.take(key, {pending}), Changes());
        QCOMPARE(changes.take(key, {firing}), Changes{change(AlertState::Pending, firing)});
        const Changes ended = changes.take(key, {});
        QCOMPARE(ended.size(), std::size_t(1));
        QCOMPARE(ended[0].from, AlertState::Firing);
        QCOMPARE(ended[0].now.state, AlertState::Inactive);
        QCOMPARE(ended[0].now.since, since); // of what it was
        QCOMPARE(ended[0].now.value, std::nullopt);
        QCOMPARE(changes.take(key, {}), Changes());
    }

    void notKnownIsToldOfAnAlertAlone()
    {
        StandingChanges changes;
        const auto unknown = standing(u"backlog"_s, AlertState::Unknown);
        const auto firing = standing(u"backlog"_s, AlertState::Firing, 400);
        QCOMPARE(changes.take(key, {unknown}), Changes());
        QCOMPARE(changes.take(key, {}), Changes());
        QCOMPARE(changes.take(key, {firing}).size(), std::size_t(1));
        QCOMPARE(changes.take(key, {unknown}), Changes{change(AlertState::Firing, unknown)});
        QCOMPARE(changes.take(key, {firing}), Changes{change(AlertState::Unknown, firing)});
    }

    void whatAGreaterTroubleExplainsIsNotTold()
    {
        StandingChanges changes;
        const auto unknown = standing(u"backlog"_s, AlertState::Unknown);
        const auto firing = standing(u"backlog"_s, AlertState::Firing, 400);
        QCOMPARE(changes.take(key, {firing}).size(), std::size_t(1));
        QCOMPARE(changes.take(key, {unknown}, true), Changes());
        QCOMPARE(changes.take(key, {firing}, true), Changes());
        QCOMPARE(changes.take(key, {unknown}, true), Changes());
        // The trouble is over, and still nothing is known of it.
        QCOMPARE(changes.take(key, {unknown}), Changes{change(AlertState::Firing, unknown)});
        QCOMPARE(changes.take(key, {firing}).size(), std::size_t(1));
        QCOMPARE(changes.take(key, {}, true).size(), std::size_t(1)); // it has ended all the same
    }

    void rulesAndTypesAreToldApart()
    {
        StandingChanges changes;
        const auto one = standing(u"no_pollers"_s, AlertState::Pending);
        const auto other = standing(u"no_pollers"_s, AlertState::Pending, {}, TaskType::Activity);
        QCOMPARE(changes.take(key, {one}).size(), std::size_t(1));
        QCOMPARE(changes.take(key, {one, other}), Changes{change(AlertState::Inactive, other)});
        QCOMPARE(changes.take({u"ns"_s, u"another"_s}, {one}).size(), std::size_t(1));
        changes.drop(key);
        QCOMPARE(changes.take(key, {one}).size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestStandingChanges)
#include "tst_standingchanges.moc"
