// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alertengine.h"
#include "models/diagnosis/verdicttext.h"
#include "models/monitor/watch.h"
#include "tests/system/person.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A server that answers no more, each in its way, and comes back: what is said of a queue meanwhile, and how
/// old its values are said to be.
class TestOutages : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;
    std::unique_ptr<Person> m_vic;
    Runbook m_runbook;
    std::unique_ptr<Watch> m_watch;
    std::unique_ptr<AlertEngine> m_alerts;
    QTimer m_second;
    const QueueKey m_queue{u"stratmaster-prod"_s, u"stratmaster-prod.knowledge_ingest"_s};

    bool isUnknown(const QString &sentence) const;
    bool isSeenAgain() const;
    void saysHowItIs(const char *when) const;

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void oneThatLimitsCallsIsSaidToDoSo();
    void oneThatIsFrozenIsAway();
    void oneThatWasKilledIsAway();
};

void TestOutages::initTestCase()
{
    QVERIFY2(RealStack::isThere(), "no stack: eval \"$(tests/stack/stack env)\" first");
    dispatcher::init();
    qputenv("XDG_STATE_HOME", m_home.path().toLocal8Bit());
    m_vic = std::make_unique<Person>(u"vic"_s);
    QVERIFY(m_vic->signIn());
    m_watch = std::make_unique<Watch>(*m_vic->client, m_vic->clock, m_vic->profile);
    m_alerts = std::make_unique<AlertEngine>(*m_watch, m_runbook, m_vic->clock);
    connect(&m_second, &QTimer::timeout, m_alerts.get(), &AlertEngine::tick);
    m_second.start(1s);
    m_watch->start(m_vic->tokens.user()->namespaces());
    m_watch->setVisibleQueues({m_queue});
}

void TestOutages::init()
{
    QVERIFY(isSeenAgain());
}

/// Whatever was done to it.
void TestOutages::cleanup()
{
    QVERIFY(RealStack::run({u"dynamic"_s, u"frontend.namespaceRPS=null"_s}));
}

/// Within what a visible row's values are valid for, and the time that gRPC takes to miss a server.
bool TestOutages::isUnknown(const QString &sentence) const
{
    const bool became = QTest::qWaitFor(
        [&] {
            return m_alerts->assessment(m_queue).signal == Signal::Unknown &&
                   m_alerts->verdict(m_queue).sentence.contains(sentence);
        },
        90'000);
    saysHowItIs(became ? "became" : "still");
    return became;
}

bool TestOutages::isSeenAgain() const
{
    const bool isSeen =
        QTest::qWaitFor([&] { return m_alerts->assessment(m_queue).signal != Signal::Unknown; }, 90'000);
    saysHowItIs(isSeen ? "became" : "still");
    return isSeen;
}

void TestOutages::saysHowItIs(const char *when) const
{
    const Verdict verdict = m_alerts->verdict(m_queue);
    qInfo().noquote() << when << signalName(m_alerts->assessment(m_queue).signal) << verdict.code
                      << verdict.sentence << u"→"_s << verdict.next.text;
}

void TestOutages::oneThatLimitsCallsIsSaidToDoSo()
{
    QVERIFY(RealStack::run({u"dynamic"_s, u"frontend.namespaceRPS=0"_s}));
    QVERIFY(isUnknown(u"the server limits calls: no look for "_s));
    const auto age = m_watch->latest(m_queue).value().sinceBoot;
    QVERIFY(m_vic->clock.sinceBoot() - age > 20s);
    QVERIFY(RealStack::run({u"dynamic"_s, u"frontend.namespaceRPS=null"_s}));
    QVERIFY(isSeenAgain());
}

void TestOutages::oneThatIsFrozenIsAway()
{
    const Milliseconds frozen = m_vic->clock.sinceBoot();
    QVERIFY(RealStack::run({u"freeze-temporal"_s}));
    const bool isAway = isUnknown(u"the cluster has not answered for "_s);
    const auto awaySince = m_watch->awaySince();
    QVERIFY(RealStack::run({u"thaw-temporal"_s}));
    QVERIFY(isAway);
    // Its connections stood for longer, but the next look at a visible row got no answer.
    QVERIFY2(awaySince && *awaySince < frozen + 15s,
             qPrintable(u"%1 ms after it froze"_s.arg((awaySince.value_or(frozen) - frozen).count())));
    QVERIFY(isSeenAgain());
}

void TestOutages::oneThatWasKilledIsAway()
{
    QVERIFY(RealStack::run({u"kill-temporal"_s}));
    const bool isAway = isUnknown(u"the cluster has not answered for "_s);
    QVERIFY(RealStack::run({u"start-temporal"_s}));
    QVERIFY(isAway);
    QVERIFY(isSeenAgain());
}

QTEST_GUILESS_MAIN(TestOutages)
#include "tst_outages.moc"
