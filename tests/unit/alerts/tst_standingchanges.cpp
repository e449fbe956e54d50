// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/standingchanges.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {

const QueueKey key{u"ns"_s, u"q"_s};
const Instant start{1'790'000'000s};

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

Transition transition(const QString &rule, AlertState state, Instant time, std::optional<qint64> value = {},
                      TaskType type = TaskType::Workflow)
{
    return {time, rule, key, type, state, value};
}

} // namespace

class TestStandingChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsEachChangeOnce()
    {
        StandingChanges changes;
        const auto pending = standing(u"backlog"_s, AlertState::Pending, 101);
        const auto firing = standing(u"backlog"_s, AlertState::Firing, 400);
        QCOMPARE(changes.take(key, {}, start), std::vector<Transition>());
        QCOMPARE(changes.take(key, {pending}, start),
                 std::vector{transition(u"backlog"_s, AlertState::Pending, start, 101)});
        QCOMPARE(changes.take(key, {pending}, start + 10s), std::vector<Transition>());
        QCOMPARE(changes.take(key, {firing}, start + 5min),
                 std::vector{transition(u"backlog"_s, AlertState::Firing, start + 5min, 400)});
        QCOMPARE(changes.take(key, {}, start + 6min),
                 std::vector{transition(u"backlog"_s, AlertState::Inactive, start + 6min)});
        QCOMPARE(changes.take(key, {}, start + 7min), std::vector<Transition>());
    }

    void notKnownIsToldOfAnAlertAlone()
    {
        StandingChanges changes;
        const auto unknown = standing(u"backlog"_s, AlertState::Unknown);
        const auto firing = standing(u"backlog"_s, AlertState::Firing, 400);
        QCOMPARE(changes.take(key, {unknown}, start), std::vector<Transition>());
        QCOMPARE(changes.take(key, {}, start), std::vector<Transition>());
        QCOMPARE(changes.take(key, {firing}, start).size(), std::size_t(1));
        QCOMPARE(changes.take(key, {unknown}, start + 1min),
                 std::vector{transition(u"backlog"_s, AlertState::Unknown, start + 1min)});
        QCOMPARE(changes.take(key, {firing}, start + 2min),
                 std::vector{transition(u"backlog"_s, AlertState::Firing, start + 2min, 400)});
    }

    void rulesAndTypesAreToldApart()
    {
        StandingChanges changes;
        const auto one = standing(u"no_pollers"_s, AlertState::Pending);
        const auto other = standing(u"no_pollers"_s, AlertState::Pending, {}, TaskType::Activity);
        QCOMPARE(changes.take(key, {one}, start).size(), std::size_t(1));
        QCOMPARE(
            changes.take(key, {one, other}, start),
            std::vector{transition(u"no_pollers"_s, AlertState::Pending, start, {}, TaskType::Activity)});
        QCOMPARE(changes.take({u"ns"_s, u"another"_s}, {one}, start).size(), std::size_t(1));
        changes.drop(key);
        QCOMPARE(changes.take(key, {one}, start).size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestStandingChanges)
#include "tst_standingchanges.moc"
