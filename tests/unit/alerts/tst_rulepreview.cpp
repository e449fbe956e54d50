// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/rulepreview.h"

#include "models/alerts/ruleset.h"
#include "models/policy/ruledraft.h"
#include "models/policy/runbookreader.h"
#include "models/store/storekeeper.h"

#include <QTemporaryDir>
#include <QTest>

#include <random>

// What a rule would have done, by what a store kept of looks that are given.

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QueueKey orders{u"ns"_s, u"ns.orders"_s};
const QueueKey mail{u"ns"_s, u"ns.mail"_s};
constexpr Instant start{std::chrono::seconds(1'796'000'000)};

struct Store
{
    QTemporaryDir folder;
    QString path = folder.filePath(u"past.sqlite"_s);
    StoreKeeper keeper{path};
    std::vector<QueueSample> looks;

    void look(const QueueKey &key, Milliseconds at, std::optional<qint64> backlog, int pollers = 1,
              Milliseconds oldest = 3s, Milliseconds interval = 10s)
    {
        QueueSample sample;
        sample.key = key;
        sample.time = start + at;
        sample.sinceBoot = at;
        sample.interval = interval;
        sample.workflowBacklog = backlog;
        if (backlog.value_or(0) > 0)
            sample.oldestTask = sample.oldestWorkflowTask = oldest;
        sample.workflowPollers = pollers;
        looks.push_back(sample);
    }
    /// Backlogs of looks that are 10 s apart.
    void looksOf(const QueueKey &key, Milliseconds from, Milliseconds to, qint64 backlog, int pollers = 1)
    {
        for (Milliseconds at = from; at < to; at += 10s)
            look(key, at, backlog, pollers);
    }
    void keep()
    {
        std::stable_sort(looks.begin(), looks.end(),
                         [](const QueueSample &a, const QueueSample &b) { return a.time < b.time; });
        StoreBatch batch;
        for (const QueueSample &sample : looks) {
            const auto rows = rowsOf(sample);
            batch.looks.insert(batch.looks.end(), rows.begin(), rows.end());
            if (batch.looks.size() > 5000)
                QVERIFY(keeper.keep(std::exchange(batch, {}), sample.time).state == Kept::State::Recording);
        }
        QVERIFY(keeper.keep(batch, looks.back().time).state == Kept::State::Recording);
    }
};

RuleDraft draftOf(RuleKind kind)
{
    Runbook::Rule rule;
    rule.rule = builtInRule(kind);
    return signalbox::draftOf(rule);
}

PreviewQuery queryOf(const Store &store, const RuleDraft &draft, Milliseconds to,
                     const QByteArray &runbook = "version = 1\n")
{
    PreviewQuery query{store.path,
                       Runbook::parse(runbook, u"runbook"_s).value(),
                       *readDraft(draft).rule,
                       {u"ns"_s},
                       start + to - 7 * 24h,
                       start + to};
    if (!query.runbook.override("version = 1\n" + tomlOf(draft).toUtf8(), u"rule"_s))
        qFatal("the rule is none");
    return query;
}

RulePreview preview(const PreviewQuery &query)
{
    PreviewProgress progress;
    return previewRule(query, progress).value();
}

} // namespace

class TestRulePreview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhenItWouldHaveFired()
    {
        Store store;
        store.looksOf(orders, 0s, 1h, 5);
        store.looksOf(orders, 1h, 1h + 15min, 300); // fires after 5 minutes
        store.looksOf(orders, 1h + 15min, 2h, 5);   // ends after 30 s
        store.looksOf(orders, 2h, 2h + 4min, 300);  // too short
        store.looksOf(orders, 2h + 4min, 3h, 100);  // not over it
        store.looksOf(mail, 0s, 2h + 54min, 0);
        store.looksOf(mail, 2h + 54min, 3h, 101); // at the end it fires
        store.keep();
        const RulePreview all = preview(queryOf(store, draftOf(RuleKind::Backlog), 3h));
        QCOMPARE(all.queues, std::size_t(2));
        QCOMPARE(all.times, 2);
        QCOMPARE(all.fired, std::size_t(2));
        QCOMPARE(all.begin, start);
        QCOMPARE(all.gapped, std::size_t(0));
        QCOMPARE(all.shown.size(), std::size_t(2));
        QCOMPARE(all.shown[0],
                 (PreviewedQueue{orders, TaskType::Workflow, 100, 1, 10min + 30s, start + 1h + 5min, false}));
        QCOMPARE(all.shown[1],
                 (PreviewedQueue{mail, TaskType::Workflow, 100, 1, 1min, start + 2h + 59min, true}));
        QCOMPARE(previewSentence(all),
                 u"Would have fired 2 times in the last 3 h 00 m, 11 min in all, on orders, mail."_s);
        RuleDraft higher = draftOf(RuleKind::Backlog);
        higher.threshold = u"300"_s;
        QCOMPARE(previewSentence(preview(queryOf(store, higher, 3h))),
                 u"Would not have fired in the last 3 h 00 m, on any of 2 queues."_s);
        RuleDraft sooner = draftOf(RuleKind::Backlog);
        sooner.forDuration = u"3m"_s;
        QCOMPARE(preview(queryOf(store, sooner, 3h)).times, 3);
    }

    /// Over whatever is seen, with gaps and what is not known.
    void firesWhenTheRulesThemselvesDo()
    {
        std::minstd_rand random(7);
        for (int round = 0; round < 20; ++round) {
            Store store;
            Milliseconds at = 0s;
            while (at < 2h) {
                const auto dice = random() % 40;
                at += dice == 0 ? 20min : dice == 1 ? 55s : 10s;
                const bool isOver = (at / 7min + random() % 8 / 7) % 2 == 1;
                store.look(orders, at, dice == 2 ? std::nullopt : std::optional<qint64>(isOver ? 150 : 50), 1,
                           at / 3);
            }
            store.keep();
            RuleDraft draft = draftOf(RuleKind::Backlog);
            draft.forDuration = u"3m"_s;
            RuleSet rules({readDraft(draft).rule->rule});
            int times = 0;
            std::optional<Instant> since;
            for (const QueueSample &sample : store.looks) {
                rules.observe(QueueSight{sample, {}, {}});
                for (const RuleStanding &one : rules.standings(sample.sinceBoot))
                    if (one.state == AlertState::Firing && std::exchange(since, one.since) != one.since)
                        ++times;
            }
            const RulePreview said = preview(queryOf(store, draft, at));
            QCOMPARE(said.times, times);
            QVERIFY(times > 0);
        }
    }

    void aGapIsSaid()
    {
        Store store;
        store.looksOf(orders, 0s, 1h, 300);
        store.looksOf(orders, 3h, 4h, 300); // the same goes on
        store.keep();
        const PreviewQuery query = queryOf(store, draftOf(RuleKind::Backlog), 4h);
        const RulePreview said = preview(query);
        QCOMPARE(said.times, 1);
        QCOMPARE(said.gapped, std::size_t(1));
        QCOMPARE(said.longestGaps, 2h - 20s); // what was promised by the last look
        QCOMPARE(said.lasting, 2h - 5min + 20s);
        const QStringList doubts = previewDoubts(said, query.rule.rule);
        QVERIFY2(
            doubts.join(u' ').contains(u"Of 1 of the queues something is missing, of one for 1 h 59 m"_s),
            qPrintable(doubts.join(u' ')));
        QVERIFY(doubts.front().startsWith(u"Nothing is remembered from before "_s));
    }

    void aQueueThatIsKnownForLessLongIsSaid()
    {
        Store store;
        store.looksOf(orders, 0s, 3h, 5);
        store.looksOf(mail, 2h, 3h, 5);
        store.looksOf({u"ns"_s, u"ns.swept"_s}, 1min, 3h, 5); // a sweep takes its time
        store.keep();
        const PreviewQuery query = queryOf(store, draftOf(RuleKind::Backlog), 3h);
        const RulePreview said = preview(query);
        QCOMPARE(said.queues, std::size_t(3));
        QCOMPARE(said.gapped, std::size_t(1));
        QCOMPARE(said.longestGaps, Milliseconds(2h));
        const QStringList doubts = previewDoubts(said, query.rule.rule);
        QVERIFY2(doubts.join(u' ').contains(u"Of 1 of the queues something is missing, of one for 2 h"_s),
                 qPrintable(doubts.join(u' ')));
    }

    void minutesTellOfDaysBefore()
    {
        Store store;
        for (Milliseconds at = 0s; at < 3 * 24h; at += 30s)
            store.look(orders, at, at >= 10h && at < 10h + 20min ? 300 : 5, 1, 3s, 30s);
        store.keep();
        RuleDraft draft = draftOf(RuleKind::Backlog);
        const RulePreview said = preview(queryOf(store, draft, 3 * 24h));
        QCOMPARE(said.times, 1);
        QVERIFY(std::chrono::abs(said.lasting - (15min + 30s)) <= 1min);
        QVERIFY(said.minutesUntil);
        QVERIFY(previewSentence(said).startsWith(u"Would have fired once in the last 3 days, for "_s));
        const auto isSaid = [&](const RuleDraft &one) {
            return previewDoubts(said, readDraft(one).rule->rule).join(u' ').contains(u"only minutes"_s);
        };
        QVERIFY(!isSaid(draft));
        draft.forDuration = u"30s"_s; // finer than what is kept
        QVERIFY(isSaid(draft));
    }

    void workersAreGoneWhereTheyUsuallyAre()
    {
        Store store;
        store.looksOf(orders, 0s, 3h, 0, 4);
        store.looksOf(orders, 3h, 3h + 10min, 0, 0);
        store.looksOf(orders, 3h + 10min, 4h, 0, 4);
        store.looksOf(mail, 0s, 4h, 0, 0); // nobody ever polled
        store.keep();
        const PreviewQuery query = queryOf(store, draftOf(RuleKind::WorkersGone), 4h);
        const RulePreview said = preview(query);
        QCOMPARE(said.times, 1);
        QCOMPARE(said.shown[0].key, orders);
        QVERIFY(previewDoubts(said, query.rule.rule).join(u' ').contains(u"heartbeats are not kept"_s));
        QCOMPARE(preview(queryOf(store, draftOf(RuleKind::NoPollers), 4h)).times, 0);
    }

    void onlyWhereItHoldsAndMayBeRead()
    {
        Store store;
        store.looksOf(orders, 0s, 1h, 300);
        store.looksOf(mail, 0s, 1h, 300);
        store.looksOf({u"secret"_s, u"secret.q"_s}, 0s, 1h, 300);
        store.keep();
        RuleDraft draft = draftOf(RuleKind::Backlog);
        const QByteArray own =
            "version = 1\n[[queue]]\nname = 'mail'\nowner = 'M'\nthresholds = {backlog = 500}\n";
        const RulePreview said = preview(queryOf(store, draft, 1h, own));
        QCOMPARE(said.queues, std::size_t(2));
        QCOMPARE(said.fired, std::size_t(1));
        QCOMPARE(said.shown[0].key, orders);
        // What comes later in the runbook holds there.
        const QByteArray later = "version = 1\n[[alert]]\nid = 'calm'\nkind = 'backlog'\nthreshold = 900\n";
        const RulePreview hidden = preview(queryOf(store, draft, 1h, later));
        QCOMPARE(hidden.queues, std::size_t(0));
        QCOMPARE(hidden.elsewhere, std::size_t(2));
        QVERIFY(previewSentence(hidden).contains(u"on each of the 2 queues that are remembered another"_s));
    }

    void whatIsNotKeptIsSaid_data()
    {
        QTest::addColumn<int>("kind");
        for (std::size_t i = 0; i < ruleKinds; ++i)
            QTest::newRow(qPrintable(kindName(static_cast<RuleKind>(i)))) << static_cast<int>(i);
    }
    void whatIsNotKeptIsSaid()
    {
        QFETCH(int, kind);
        Store store;
        store.looksOf(orders, 0s, 10min, 1);
        store.keep();
        const PreviewQuery query = queryOf(store, draftOf(static_cast<RuleKind>(kind)), 10min);
        const RulePreview said = preview(query);
        QCOMPARE(said.isKept, isKeptForRule(query.rule.rule.kind));
        const QStringList doubts = previewDoubts(said, query.rule.rule);
        QCOMPARE(doubts.join(u' ').startsWith(u"History can't tell: "_s), !said.isKept);
        QCOMPARE(previewSentence(said).isEmpty(), !said.isKept);
    }

    void withoutAStoreNothingIsRemembered()
    {
        PreviewQuery query = queryOf(Store(), draftOf(RuleKind::Backlog), 1h);
        query.store = u"/nowhere/past.sqlite"_s;
        QCOMPARE(previewSentence(preview(query)),
                 u"History can't tell: no queue for which it would hold is remembered."_s);
    }

    void whoIsNotWantedAnyMoreStops()
    {
        Store store;
        for (int i = 0; i < 10; ++i)
            store.looksOf({u"ns"_s, u"q%1"_s.arg(i)}, 0s, 10min, 300);
        store.keep();
        PreviewProgress progress;
        progress.isUnwanted = true;
        const auto said = previewRule(queryOf(store, draftOf(RuleKind::Backlog), 10min), progress);
        QCOMPARE(said->queues, std::size_t(0));
        QCOMPARE(progress.all.load(), std::size_t(10));
    }
};

QTEST_GUILESS_MAIN(TestRulePreview)
#include "tst_rulepreview.moc"
