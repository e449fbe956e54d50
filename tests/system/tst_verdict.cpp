// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alertengine.h"
#include "models/diagnosis/verdicttext.h"
#include "models/monitor/watch.h"
#include "tests/system/person.h"
#include "tests/system/troubles.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

// Troubles on the real stack, all at once, and what the console says of each. A trouble is a row of the
// table; what is done for it is said in the words of tests/stack/workers/troubles.py.

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Of which troubles, by a regular expression over their names; all without it.
const char *const only = "SIGNALBOX_TROUBLES";

struct Trouble
{
    const char *name; ///< also the queue's
    const char *code; ///< of the right verdict
    const char *made; ///< JSON, without the queue
    const char *ns = "stratmaster-prod";
};

const Trouble allTroubles[] = {
    {"nobody-1", "nobody_polls", R"("starts":[{"workflow":"Idle","times":3}])"},
    {"nobody-2", "nobody_polls", R"("starts":[{"workflow":"Fan","args":[7,1,3]}])"},
    {"only-workflows", "nobody_polls",
     R"("worker":{"only":"workflows"},"starts":[{"workflow":"Fan","args":[9,1,3]}])"},
    {"only-activities", "nobody_polls",
     R"("worker":{"only":"activities"},"starts":[{"workflow":"Idle","times":4}])"},
    {"stopped-1", "pollers_silent",
     R"("worker":{},"then":[{"do":"wait","seconds":20},{"do":"stop"},{"do":"more","workflow":"Idle","times":5}])"},
    {"stopped-2", "pollers_silent",
     R"("worker":{},"then":[{"do":"wait","seconds":20},{"do":"stop"},{"do":"more","workflow":"Fan","args":[6,1,3]}])"},
    {"busy-1", "slots_busy", R"("worker":{"slots":2},"starts":[{"workflow":"Fan","args":[12,900,3]}])"},
    {"busy-2", "slots_busy", R"("worker":{"slots":1},"starts":[{"workflow":"Fan","args":[3,900,3]}])"},
    {"limited-1", "rate_limited",
     R"("worker":{},"then":[{"do":"limit","per_second":1,"reason":"quota"},{"do":"more","workflow":"Fan","args":[600,0.1,3]}])"},
    {"limited-2", "rate_limited",
     R"("worker":{"per_second":2},"starts":[{"workflow":"Fan","args":[900,0.1,3]}])"},
    {"held-1", "held",
     R"("worker":{},"then":[{"do":"limit","per_second":0,"reason":"migration"},{"do":"more","workflow":"Fan","args":[40,0.1,3]}])"},
    {"held-2", "held",
     R"("then":[{"do":"limit","per_second":0},{"do":"more","workflow":"Fan","args":[5,0.1,3]}])"},
    {"version-1", "version_unpolled",
     R"("worker":{"version":"b2"},"then":[{"do":"wait","seconds":5},{"do":"current","version":"b2"},{"do":"stop"},{"do":"again","worker":{"version":"b1"}},{"do":"more","workflow":"Idle","times":5}])"},
    {"version-2", "version_unpolled",
     R"("worker":{"version":"b1"},"starts":[{"workflow":"Idle","times":3}])"},
    {"paused-1", "runs_paused", R"("starts":[{"workflow":"Idle","times":5}],"then":[{"do":"pause"}])"},
    {"paused-2", "runs_paused",
     R"("worker":{},"starts":[{"workflow":"Idle","times":3}],"then":[{"do":"wait","seconds":5},{"do":"pause"}])"},
    {"ghosts-1", "ghosts", R"("starts":[{"workflow":"Idle","times":60}],"then":[{"do":"terminate"}])"},
    {"ghosts-2", "ghosts", R"("starts":[{"workflow":"Idle","times":3}],"then":[{"do":"terminate"}])"},
    {"fails-1", "activities_fail", R"("worker":{},"starts":[{"workflow":"Pay","times":5}])",
     "stratmaster-staging"},
    {"fails-2", "activities_fail", R"("worker":{},"starts":[{"workflow":"Pay","times":1}])",
     "stratmaster-dev"},
    {"drains-1", "drains", R"("worker":{"slots":3},"starts":[{"workflow":"Fan","args":[900,1,3]}])"},
    {"drains-2", "drains", R"("worker":{"slots":1},"starts":[{"workflow":"Fan","args":[600,0.5,3]}])"},
    {"grows-1", "slots_busy",
     R"("worker":{"slots":1},"then":[{"do":"stream","workflow":"Fan","args":[4,1,3],"per_second":1}])"},
    {"starves-1", "priority_starves",
     R"("worker":{"slots":1},"then":[{"do":"stream","workflow":"Fan","args":[2,0.5,1],"per_second":2},{"do":"wait","seconds":10},{"do":"more","workflow":"Fan","args":[20,0.5,5]}])"},
    {"starves-2", "priority_starves",
     R"("worker":{"slots":2},"then":[{"do":"stream","workflow":"Fan","args":[4,0.5,2],"per_second":2},{"do":"wait","seconds":10},{"do":"more","workflow":"Fan","args":[30,0.5,4]}])"},
    // Without heartbeats.
    {"grows-2", "grows",
     R"("worker":{"slots":1,"mute":true},"then":[{"do":"stream","workflow":"Fan","args":[4,1,3],"per_second":1}])"},
    {"grows-3", "grows",
     R"("worker":{"slots":2,"mute":true},"then":[{"do":"stream","workflow":"Fan","args":[6,1,3],"per_second":1}])"},
    {"mute-and-stopped", "pollers_silent",
     R"("worker":{"mute":true},"then":[{"do":"wait","seconds":5},{"do":"stop"},{"do":"more","workflow":"Idle","times":5}])"},
    {"mute-and-busy", "pollers_silent",
     R"("worker":{"slots":1,"mute":true},"starts":[{"workflow":"Fan","args":[3,900,3]}])"},
    {"held-and-busy", "held",
     R"("worker":{"slots":1},"starts":[{"workflow":"Fan","args":[4,900,3]}],"then":[{"do":"wait","seconds":5},{"do":"limit","per_second":0}])"},
    {"stopped-while-busy", "pollers_silent",
     R"("worker":{"slots":1,"only":"activities"},"starts":[{"workflow":"Fan","args":[5,3,3]}],"then":[{"do":"wait","seconds":4},{"do":"stop"}])"},
    {"held-and-nobody", "held",
     R"("then":[{"do":"limit","per_second":0,"reason":"both"},{"do":"more","workflow":"Fan","args":[9,1,3]}])"},
    {"ghosts-and-activities", "nobody_polls",
     R"("starts":[{"workflow":"Idle","times":4}],"then":[{"do":"terminate"},{"do":"more","workflow":"Fan","args":[4,1,3]}])"},
    {"held-and-ghosts", "held",
     R"("starts":[{"workflow":"Idle","times":3}],"then":[{"do":"terminate"},{"do":"limit","per_second":0,"reason":"both"},{"do":"more","workflow":"Fan","args":[6,1,3]}])"},
    {"version-and-limit", "version_unpolled",
     R"("worker":{"version":"b1"},"starts":[{"workflow":"Idle","times":3}],"then":[{"do":"wait","seconds":5},{"do":"limit","per_second":50,"reason":"quota"}])"},
    {"paused-some", "nobody_polls",
     R"("starts":[{"workflow":"Idle","times":4}],"then":[{"do":"pause","count":2}])"},
    {"well-1", "none", R"("worker":{},"starts":[{"workflow":"Idle","times":4}])"},
    {"well-2", "none",
     R"("worker":{},"then":[{"do":"stream","workflow":"Fan","args":[2,0.1,3],"per_second":2}])"},
};

QueueKey keyOf(const Trouble &trouble)
{
    const QString ns = QString::fromLatin1(trouble.ns);
    return {ns, u"%1.%2"_s.arg(ns, QString::fromLatin1(trouble.name))};
}

std::vector<Trouble> chosenTroubles()
{
    const QRegularExpression pattern(qEnvironmentVariable(only));
    std::vector<Trouble> chosen;
    for (const Trouble &trouble : allTroubles)
        if (pattern.match(QString::fromLatin1(trouble.name)).hasMatch())
            chosen.push_back(trouble);
    return chosen;
}

/// What was said of one trouble, and when first.
struct Said
{
    QStringList codes; ///< one after the other
    Milliseconds right{0};
    Verdict last;
};

} // namespace

class TestVerdict : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void saysWhyOfEachTrouble();
    void saysWhyItCannotBeLookedAt();

private:
    [[nodiscard]] bool makeTroubles();

    const std::vector<Trouble> m_chosen = chosenTroubles();
    QTemporaryDir m_home;
    Troubles m_troubles;
};

void TestVerdict::initTestCase()
{
    QVERIFY2(RealStack::isThere(), "no stack: eval \"$(tests/stack/stack env)\" first");
    dispatcher::init();
    qputenv("XDG_STATE_HOME", m_home.path().toLocal8Bit());
}

void TestVerdict::cleanup()
{
    m_troubles.end();
}

bool TestVerdict::makeTroubles()
{
    std::vector<std::pair<QueueKey, QByteArray>> troubles;
    for (const Trouble &trouble : m_chosen)
        troubles.emplace_back(keyOf(trouble), trouble.made);
    return m_troubles.make(troubles);
}

void TestVerdict::saysWhyOfEachTrouble()
{
    Person ada(u"ada"_s);
    QVERIFY(ada.signIn());
    for (const Trouble &trouble : m_chosen)
        ada.profile.queues.push_back(keyOf(trouble));
    QVERIFY(makeTroubles());

    const Runbook runbook;
    Watch watch(*ada.client, ada.clock, ada.profile);
    AlertEngine alerts(watch, runbook, ada.clock);
    QTimer second;
    connect(&second, &QTimer::timeout, &alerts, &AlertEngine::tick);
    second.start(1s);
    watch.start(ada.tokens.user()->namespaces());
    watch.setVisibleQueues(ada.profile.queues);

    std::map<QueueKey, Said> said;
    const Milliseconds began = ada.clock.sinceBoot();
    const auto look = [&] {
        int right = 0;
        for (const Trouble &trouble : m_chosen) {
            Said &one = said[keyOf(trouble)];
            one.last = alerts.verdict(keyOf(trouble));
            const bool isRight = one.last.code == QLatin1String(trouble.code);
            if (one.codes.isEmpty() || one.codes.back() != one.last.code) {
                one.codes << one.last.code;
                one.right = ada.clock.sinceBoot() - began;
            }
            right += isRight ? 1 : 0;
        }
        return right;
    };
    const int all = static_cast<int>(m_chosen.size());
    (void)QTest::qWaitFor([&] { return look() == all; }, 200'000);
    const int right = look();
    for (const Trouble &trouble : m_chosen) {
        const Said &one = said[keyOf(trouble)];
        const bool isRight = one.last.code == QLatin1String(trouble.code);
        qInfo().noquote() << (isRight ? "right" : "WRONG")
                          << QString::fromLatin1(trouble.name).leftJustified(22)
                          << one.last.code.leftJustified(17) << u"%1 s"_s.arg(one.right / 1s, 4)
                          << signalName(alerts.assessment(keyOf(trouble)).signal).leftJustified(8)
                          << one.last.sentence << u"["_s + one.codes.join(u' ') + u"]"_s;
        if (!isRight)
            for (const QString &line : verdicttext::reasons(one.last))
                qInfo().noquote() << "        " << line;
    }
    QVERIFY2(right * 30 >= all * 27, qPrintable(u"%1 of %2"_s.arg(right).arg(all)));
}

/// Last: it kills the server for a while.
void TestVerdict::saysWhyItCannotBeLookedAt()
{
    Person tess(u"tess"_s);
    QVERIFY(tess.signIn());
    const QueueKey denied{u"stratmaster-prod"_s, u"stratmaster-prod.evals"_s};
    const QueueKey absent{u"nowhere"_s, u"nowhere.orders"_s};
    const QueueKey own{u"tenant-acme"_s, u"tenant-acme.knowledge_ingest"_s};
    tess.profile.queues = {denied, absent, own};
    const Runbook runbook;
    Watch watch(*tess.client, tess.clock, tess.profile);
    AlertEngine alerts(watch, runbook, tess.clock);
    watch.start(tess.tokens.user()->namespaces());
    watch.setVisibleQueues({own});
    const auto code = [&](const QueueKey &key) { return alerts.verdict(key).code; };
    // Which activities fail there is another matter: its runs may have been looked into or not.
    const auto isLookedAt = [&] {
        return code(own) != "cluster_away"_L1 && alerts.assessment(own).signal != Signal::Unknown;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isLookedAt(), 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(code(denied), u"unreadable"_s, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(code(absent), u"unreadable"_s, 60'000);
    for (const QueueKey &key : {denied, absent})
        qInfo().noquote() << key.queue << alerts.verdict(key).sentence << u"→"_s
                          << alerts.verdict(key).next.text;

    QVERIFY(RealStack::run({u"kill-temporal"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(code(own), u"cluster_away"_s, 90'000);
    qInfo().noquote() << own.queue << alerts.verdict(own).sentence;
    QCOMPARE(alerts.assessment(own).signal, Signal::Unknown);
    QVERIFY(RealStack::run({u"start-temporal"_s}));
    const bool isBack = QTest::qWaitFor(isLookedAt, 60'000);
    QVERIFY2(isBack, qPrintable(alerts.verdict(own).sentence));
}

QTEST_GUILESS_MAIN(TestVerdict)
#include "tst_verdict.moc"
