// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/diagnosis/observedqueue.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {

constexpr auto activity = TaskType::Activity;

RateLimit byAda(double perSecond)
{
    return {perSecond, RateLimitSource::Api, u"migration"_s, u"ada"_s, std::nullopt};
}

RateLimit of(double perSecond, RateLimitSource source)
{
    return {perSecond, source, {}, {}, std::nullopt};
}

} // namespace

/// What lets tasks out slowly or not at all.
class TestLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhy_data();
    void saysWhy();
    void namesWhoWhenAndWhy();
};

void TestLimits::saysWhy_data()
{
    QTest::addColumn<ObservedQueue>("queue");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const ObservedQueue &queue, const char *code,
                        const QString &sentence) {
        QTest::newRow(name) << queue << QString::fromLatin1(code) << sentence;
    };
    const ObservedQueue seven = ObservedQueue().waits(activity, 300, 4min).rates(activity, 0, 0);

    row("held", ObservedQueue(seven).limit(activity, byAda(0)), "held",
        u"its 300 activity tasks are held by ada: migration"_s);
    row("held, nobody is named", ObservedQueue(seven).limit(activity, of(0, RateLimitSource::Api)), "held",
        u"its 300 activity tasks are held"_s);
    row("held, nothing waits", ObservedQueue().limit(activity, byAda(0)), "held",
        u"its activity tasks are held by ada: migration"_s);
    row("held, and nobody polls", ObservedQueue(seven).nobody(activity).limit(activity, byAda(0)), "held",
        u"its 300 activity tasks are held by ada: migration"_s);

    const ObservedQueue at = ObservedQueue(seven).rates(activity, 0, 5);
    row("limited", ObservedQueue(at).limit(activity, byAda(5)), "rate_limited",
        u"its 300 activity tasks are limited to 5.0 a second by ada: migration"_s);
    row("limited by its workers", ObservedQueue(at).limit(activity, of(5, RateLimitSource::Worker)),
        "rate_limited", u"its 300 activity tasks are limited to 5.0 a second by its workers"_s);
    row("limited by the cluster", ObservedQueue(at).limit(activity, of(5, RateLimitSource::System)),
        "rate_limited", u"its 300 activity tasks are limited to 5.0 a second by the cluster"_s);
    row("far from the limit", ObservedQueue(at).limit(activity, byAda(20)), "drains",
        u"drains, about 1 min left for its 300 activity tasks"_s);
    row("a quarter of the limit, with free slots",
        ObservedQueue(at).limit(activity, byAda(20)).worker(activity, u"w1"_s, true, 1, 4), "rate_limited",
        u"its 300 activity tasks are limited to 20 a second by ada: migration"_s);
    row("no limit", ObservedQueue(at).limit(activity, of(100'000, RateLimitSource::System)), "drains",
        u"drains, about 1 min left for its 300 activity tasks"_s);
    row("limited, and it keeps up",
        ObservedQueue().waits(activity, 4, 1s).rates(activity, 5, 5).limit(activity, byAda(5)), "none", {});

    const auto priority = [](int key, qint64 tasks, Milliseconds oldest, double out) {
        return PriorityBacklog{key, tasks, oldest, out};
    };
    const ObservedQueue busy = ObservedQueue(seven).rates(activity, 2, 2);
    row("a priority starves",
        ObservedQueue(busy).priorities(activity, {priority(1, 10, 5s, 2), priority(5, 290, 4min, 0)}),
        "priority_starves",
        u"priority 5 starves: 290 activity tasks wait, the oldest for 4 m 00 s, while priority 1 goes out"_s);
    row("it starves though all slots are busy",
        ObservedQueue(busy)
            .worker(activity, u"w1"_s, true, 1, 0)
            .priorities(activity, {priority(1, 10, 5s, 2), priority(5, 290, 4min, 0)}),
        "priority_starves",
        u"priority 5 starves: 290 activity tasks wait, the oldest for 4 m 00 s, while priority 1 goes out"_s);
    row("it waits for a moment",
        ObservedQueue(busy).priorities(activity, {priority(1, 10, 5s, 2), priority(5, 290, 50s, 0)}), "grows",
        u"its 300 activity tasks do not get fewer: 2.0 a second come in, 2.0 go out"_s);
    row("it goes out slowly",
        ObservedQueue(busy).priorities(activity, {priority(1, 10, 5s, 2), priority(5, 290, 4min, 0.1)}),
        "grows", u"its 300 activity tasks do not get fewer: 2.0 a second come in, 2.0 go out"_s);
    row("the urgent one stands, others go out",
        ObservedQueue(busy).priorities(activity, {priority(1, 10, 4min, 0), priority(5, 290, 4min, 2)}),
        "grows", u"its 300 activity tasks do not get fewer: 2.0 a second come in, 2.0 go out"_s);
}

void TestLimits::saysWhy()
{
    QFETCH(ObservedQueue, queue);
    QFETCH(QString, code);
    QFETCH(QString, sentence);
    const Verdict verdict = queue.verdict();
    QCOMPARE(verdict.sentence, sentence);
    QCOMPARE(verdict.code, code);
}

void TestLimits::namesWhoWhenAndWhy()
{
    RateLimit limit = byAda(0);
    limit.updated = Instant{1'800'000'000s};
    const Verdict verdict = ObservedQueue().waits(activity, 3, 4min).limit(activity, limit).verdict();
    QVERIFY2(verdict.sentence.contains(QRegularExpression(u"held by ada since \\d{4}-.*: migration"_s)),
             qPrintable(verdict.sentence));
    QCOMPARE(verdict.evidence[0].value, u"0 a second, set by ada"_s);
    QCOMPARE(verdict.evidence[1].value, u"migration"_s);
    QCOMPARE(verdict.signal, Signal::Caution);
}

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
