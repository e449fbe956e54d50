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

    bool becomes(Signal signal, const QString &sentence);
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
    QVERIFY(becomes(Signal::Clear, {}));
}

/// Whatever was done to it.
void TestOutages::cleanup()
{
    QVERIFY(RealStack::run({u"dynamic"_s, u"frontend.namespaceRPS=null"_s}));
}

bool TestOutages::becomes(Signal signal, const QString &sentence)
{
    const auto is = [&] {
        return m_alerts->assessment(m_queue).signal == signal &&
               m_alerts->verdict(m_queue).sentence.contains(sentence);
    };
    const bool became = QTest::qWaitFor(is, 90'000);
    saysHowItIs(became ? "became" : "still");
    return became;
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
    QVERIFY(becomes(Signal::Unknown, u"the server limits calls: no look for "_s));
    const auto age = m_watch->latest(m_queue).value().sinceBoot;
    QVERIFY(m_vic->clock.sinceBoot() - age > 20s);
    QVERIFY(RealStack::run({u"dynamic"_s, u"frontend.namespaceRPS=null"_s}));
    QVERIFY(becomes(Signal::Clear, {}));
}

void TestOutages::oneThatIsFrozenIsAway()
{
    QVERIFY(RealStack::run({u"freeze-temporal"_s}));
    const bool isAway = becomes(Signal::Unknown, u"the cluster has not answered for "_s);
    QVERIFY(RealStack::run({u"thaw-temporal"_s}));
    QVERIFY(isAway);
    QVERIFY(becomes(Signal::Clear, {}));
}

void TestOutages::oneThatWasKilledIsAway()
{
    QVERIFY(RealStack::run({u"kill-temporal"_s}));
    const bool isAway = becomes(Signal::Unknown, u"the cluster has not answered for "_s);
    QVERIFY(RealStack::run({u"start-temporal"_s}));
    QVERIFY(isAway);
    QVERIFY(becomes(Signal::Clear, {}));
}

QTEST_GUILESS_MAIN(TestOutages)
#include "tst_outages.moc"
