// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/diagnosis/observedqueue.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {

constexpr auto workflow = TaskType::Workflow;
constexpr auto activity = TaskType::Activity;

QStringList names(const std::vector<Considered> &list)
{
    QStringList names;
    for (const Considered &one : list)
        names << one.name;
    return names;
}

FailingActivities charge(int count)
{
    FailingActivities one;
    one.type = u"charge"_s;
    one.cause = u"card declined"_s;
    one.count = count;
    one.highestAttempt = 3;
    return one;
}

} // namespace

/// Several troubles at once: the one whose cure is needed first is the cause, the others are told beside it.
class TestTogether : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstIsWhatIsToBeCuredFirst_data();
    void firstIsWhatIsToBeCuredFirst();
    void saysWhatElseWasRuledOut();
};

void TestTogether::firstIsWhatIsToBeCuredFirst_data()
{
    QTest::addColumn<ObservedQueue>("queue");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QStringList>("also");
    const auto row = [](const char *name, const ObservedQueue &queue, const char *code,
                        const QStringList &also) {
        QTest::newRow(name) << queue << QString::fromLatin1(code) << also;
    };
    const RateLimit hold{0, RateLimitSource::Api, {}, u"ada"_s, {}};
    const RateLimit slow{1, RateLimitSource::Api, {}, u"ada"_s, {}};
    const ObservedQueue both = ObservedQueue().waits(workflow, 9, 4min).waits(activity, 40, 4min);

    // Workers that come change nothing while it is held.
    row("held, and nobody polls", ObservedQueue(both).nobody(workflow).nobody(activity).limit(activity, hold),
        "held", {u"nobody polls"_s, u"nobody polls (activities)"_s});
    row("nobody polls for either", ObservedQueue(both).nobody(workflow).nobody(activity), "nobody_polls",
        {u"nobody polls (activities)"_s});
    // Ghosts need nobody, activities do.
    row("ghosts beside activities", ObservedQueue(both).nobody(workflow).nobody(activity).open(0, 0, 9),
        "nobody_polls", {u"ghosts"_s, u"nobody polls"_s});
    row("ghosts beside what drains", ObservedQueue(both).nobody(workflow).rates(activity, 0, 1).open(0, 0, 9),
        "ghosts", {u"nobody polls"_s, u"drains (activities)"_s});
    row("paused, and nobody polls", ObservedQueue(both).nobody(workflow).nobody(activity).open(0, 9, 9),
        "runs_paused", {u"nobody polls"_s, u"nobody polls (activities)"_s});
    // Activities can't fail while nobody takes them.
    row("they failed, and now nobody polls",
        ObservedQueue().waits(activity, 40, 4min).nobody(activity).failing(4, {charge(4)}), "nobody_polls",
        {u"activities fail and back off (activities)"_s});
    row("they fail, and fill the slots",
        ObservedQueue()
            .waits(activity, 40, 4min)
            .worker(activity, u"w1"_s, true, 5, 0)
            .failing(4, {charge(4)}),
        "activities_fail",
        {u"all slots busy (activities)"_s, u"just loaded, too early to say (activities)"_s});
    row("limited, and it drains",
        ObservedQueue().waits(activity, 40, 4min).rates(activity, 0, 1).limit(activity, slow), "rate_limited",
        {u"drains (activities)"_s});
    row("the other version polls slowly",
        ObservedQueue()
            .waits(activity, 40, 4min)
            .alive(activity, 1, u"d.b1"_s)
            .versions(activity, {u"d.b2"_s, {}, 0})
            .rates(activity, 0, 1)
            .limit(activity, slow),
        "version_unpolled", {u"limited (activities)"_s, u"drains (activities)"_s});
    row("activities stand, workflows drain", ObservedQueue(both).rates(workflow, 0, 1).silent(activity, 3min),
        "pollers_silent", {u"drains"_s});
}

void TestTogether::firstIsWhatIsToBeCuredFirst()
{
    QFETCH(ObservedQueue, queue);
    QFETCH(QString, code);
    QFETCH(QStringList, also);
    const Verdict verdict = queue.verdict();
    QCOMPARE(verdict.code, code);
    QCOMPARE(names(verdict.also), also);
}

void TestTogether::saysWhatElseWasRuledOut()
{
    const RateLimit none{100'000, RateLimitSource::System, {}, {}, {}};
    const Verdict verdict = ObservedQueue()
                                .waits(workflow, 9, 4min)
                                .alive(workflow, 2)
                                .rates(workflow, 0, 1)
                                .limit(workflow, none)
                                .open(9, 0)
                                .verdict();
    QCOMPARE(verdict.cause, Cause::Drains);
    const std::vector<Considered> expected{
        {Cause::Held, u"held"_s, u"no limit is set"_s},
        {Cause::Ghosts, u"ghosts"_s, u"9 of its workflows are open"_s},
        {Cause::RunsPaused, u"runs paused"_s, u"none of its workflows is paused"_s},
        {Cause::NobodyPolls, u"nobody polls"_s, u"2 pollers are alive"_s}};
    QVERIFY(std::equal(expected.begin(), expected.end(), verdict.ruledOut.begin()));
    QVERIFY(names(verdict.ruledOut).contains(u"limited"_s));
    QCOMPARE(names(verdict.open), (QStringList{u"all slots busy"_s}));
}

QTEST_GUILESS_MAIN(TestTogether)
#include "tst_together.moc"
