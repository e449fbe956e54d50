// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alertengine.h"
#include "models/monitor/watch.h"
#include "tests/system/person.h"
#include "tests/system/troubles.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimer>
#include <QUuid>

// What the watch sees of trouble that no workflow backlog shows, on the real server.

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString ns = u"stratmaster-prod"_s;
const QueueKey ingest{ns, u"stratmaster-prod.knowledge_ingest"_s};
const QueueKey research{ns, u"stratmaster-prod.research_workflows"_s};
const QueueKey transcripts{ns, u"stratmaster-prod.transcripts"_s};

/// What is to be seen within a minute, and what a busy machine takes on top.
constexpr int soon = 90'000;

QString fresh(const QString &name)
{
    return name + u'-' + QUuid::createUuid().toString(QUuid::WithoutBraces).left(8);
}

/// One person's console without a window.
struct Console
{
    explicit Console(const QString &user)
        : person(user)
    {
    }

    [[nodiscard]] bool begin()
    {
        if (!person.signIn())
            return false;
        person.profile.queues = declared;
        watch = std::make_unique<Watch>(*person.client, person.clock, person.profile);
        alerts = std::make_unique<AlertEngine>(*watch, runbook, person.clock);
        QObject::connect(&ticks, &QTimer::timeout, alerts.get(), &AlertEngine::tick);
        ticks.start(1s);
        watch->start(person.tokens.user()->namespaces());
        return QTest::qWaitFor([this] { return watch->firstSweepDone(); }, 60'000);
    }

    Person person;
    std::vector<QueueKey> declared;
    Runbook runbook;
    std::unique_ptr<Watch> watch;
    std::unique_ptr<AlertEngine> alerts;
    QTimer ticks;
};

} // namespace

class TstGreenMeansGreen : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_vic.reset(); }
    void findsAQueueThatOnlyActivitiesUse();
    void findsTheQueueOfAStandaloneActivity();
    void findsTheQueueOfAVersionOfADeployment();
    void tellsWhyActivitiesFail();
    void tellsAHoldWithWhoAndWhy();
    void tellsAWorkersSlots();
    void tasksOfPausedRunsAreNoGhosts();
    void aTenantsReaderSeesTheWorkersOfTheirNamespace();
    void aTenantsReaderSeesHowTheirRunsEnd();

private:
    [[nodiscard]] Watch &watch() { return *m_vic->watch; }

    QTemporaryDir m_home;
    std::unique_ptr<Console> m_vic;
};

void TstGreenMeansGreen::initTestCase()
{
    QVERIFY2(RealStack::isThere(), "no stack: eval \"$(tests/stack/stack env)\" first");
    dispatcher::init();
    qputenv("XDG_STATE_HOME", m_home.path().toLocal8Bit());
    m_vic = std::make_unique<Console>(u"vic"_s);
    QVERIFY(m_vic->begin());
    watch().setVisibleQueues({ingest, research, {ns, {}}});
}

void TstGreenMeansGreen::findsAQueueThatOnlyActivitiesUse()
{
    QVERIFY(!RealStack::start(ns, u"knowledge_ingest"_s, u"TranscribeWorkflow"_s, fresh(u"transcribe"_s))
                 .isEmpty());
    const auto backlog = [this] {
        const auto sample = watch().latest(transcripts);
        return sample ? sample->activityBacklog.value_or(0) : 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(backlog() > 0, soon);
    QCOMPARE(watch().latest(transcripts)->activityPollers, 0);
    QVERIFY(watch().pending(transcripts)->pending > 0);
    QVERIFY(watch().pending(transcripts)->failing.empty());
}

void TstGreenMeansGreen::findsTheQueueOfAStandaloneActivity()
{
    const QString name = fresh(u"mailings"_s);
    const QueueKey key{ns, ns + u'.' + name};
    QVERIFY(RealStack::startActivity(ns, name, name));
    QTRY_VERIFY_WITH_TIMEOUT(watch().latest(key) && watch().latest(key)->activityBacklog == 1, soon);
}

/// Its worker told nobody that it lives, and is gone; nothing runs there.
void TstGreenMeansGreen::findsTheQueueOfAVersionOfADeployment()
{
    const QueueKey key{ns, ns + u'.' + fresh(u"deployed"_s)};
    Troubles made;
    QVERIFY(made.make(
        {{key,
          R"("worker":{"version":"b1","mute":true},"then":[{"do":"wait","seconds":5},{"do":"stop"}])"}}));
    QVERIFY(!watch().latest(key));
    Console later(u"vic"_s); // the one from before has asked once, and asks again in half an hour
    QVERIFY(later.begin());
    QTRY_VERIFY_WITH_TIMEOUT(later.watch->latest(key), soon);
    QVERIFY(later.watch->isSeen(key));
}

void TstGreenMeansGreen::tellsWhyActivitiesFail()
{
    QVERIFY(
        !RealStack::start(ns, u"knowledge_ingest"_s, u"VectorSyncWorkflow"_s, fresh(u"sync"_s)).isEmpty());
    const auto cause = [this] {
        const auto sample = watch().pending(ingest);
        return sample && !sample->failing.empty() ? sample->failing[0] : FailingActivities();
    };
    QTRY_COMPARE_WITH_TIMEOUT(cause().type, u"call_qdrant"_s, soon);
    QCOMPARE(cause().cause, u"collection briefs: connection refused by qdrant:6333"_s);
    QCOMPARE(cause().causeType, u"QdrantUnavailable"_s);
    QVERIFY(cause().highestAttempt > 1);
}

void TstGreenMeansGreen::tellsAHoldWithWhoAndWhy()
{
    const auto limit = [this] {
        const auto sample = watch().latest(research);
        return sample ? sample->activityFacts.limit.value_or(RateLimit()) : RateLimit();
    };
    QTRY_VERIFY_WITH_TIMEOUT(watch().latest(research) && limit().source != RateLimitSource::Unknown, soon);
    QVERIFY(limit().source != RateLimitSource::Api);
    const Instant before = m_vic->person.clock.utc();
    QVERIFY(RealStack::limit(ns, u"research_workflows"_s, 0, u"ada"_s, u"qdrant is being moved"_s));
    QTRY_COMPARE_WITH_TIMEOUT(limit().source, RateLimitSource::Api, soon);
    QCOMPARE(limit().perSecond, 0.0);
    QCOMPARE(limit().identity, u"ada"_s);
    QCOMPARE(limit().reason, u"qdrant is being moved"_s);
    QVERIFY(limit().updated >= before - 1min && limit().updated <= before + 5min);
    QVERIFY(RealStack::limit(ns, u"research_workflows"_s, {}, u"ada"_s, u"it has moved"_s));
    QTRY_VERIFY_WITH_TIMEOUT(limit().source != RateLimitSource::Api, soon);
}

void TstGreenMeansGreen::tellsAWorkersSlots()
{
    const auto worker = [this] {
        const auto workers = watch().workers(ingest);
        return workers && !workers->workers.empty() ? workers->workers[0] : SeenWorker();
    };
    QTRY_VERIFY_WITH_TIMEOUT(worker().alive && worker().heartbeat.activitySlots, 2 * soon);
    QVERIFY(!worker().heartbeat.host.isEmpty());
    QCOMPARE(worker().heartbeat.version, QString());
    QVERIFY(worker().heartbeat.activitySlots->available > 0);
    QCOMPARE(worker().heartbeat.status, WorkerStatus::Running);
    QVERIFY(worker().heartbeat.activityPollers > 0);
    const auto nobody = watch().workers(transcripts);
    QVERIFY(nobody && nobody->workers.empty());
}

void TstGreenMeansGreen::tasksOfPausedRunsAreNoGhosts()
{
    const QString name = fresh(u"paused"_s);
    const QueueKey key{ns, ns + u'.' + name};
    QVERIFY(!RealStack::start(ns, name, u"ReviewWorkflow"_s, name).isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(watch().latest(key), 2 * soon);
    QVERIFY(RealStack::pause(ns, name, u"ada"_s, u"its input is being corrected"_s));
    watch().setVisibleQueues({key});
    const auto paused = [&] { return watch().paused(key).value_or(RunningCount()).count; };
    QTRY_COMPARE_WITH_TIMEOUT(paused(), 1, 2 * soon);
    QCOMPARE(watch().running(key)->count, 0);
    // A ghost is called so once its task is a minute old.
    QTest::qWait(75'000);
    QCOMPARE(watch().latest(key)->workflowBacklog, 1);
    QVERIFY(!m_vic->alerts->assessment(key).sentence.contains(u"ghost"_s));
}

/// A close is counted in its minute once that is over for another: three minutes at the most.
void TstGreenMeansGreen::aTenantsReaderSeesHowTheirRunsEnd()
{
    const QString acme = u"tenant-acme"_s;
    const QString id = fresh(u"ends"_s);
    QVERIFY(!RealStack::start(acme, u"knowledge_ingest"_s, u"ReviewWorkflow"_s, id).isEmpty());
    QVERIFY(RealStack::cancel(acme, id));
    Console tess(u"tess"_s);
    QVERIFY(tess.begin());
    tess.watch->setVisibleQueues({{acme, {}}});
    qint64 canceled = 0;
    QObject::connect(tess.watch.get(), &Watch::namespaceChanged, tess.watch.get(), [&](const QString &name) {
        const NamespaceSample *sample = tess.watch->namespaceSample(name);
        if (name == acme && sample->closes && sample->closes->counts.contains(ExecutionStatus::Canceled))
            canceled = sample->closes->counts.at(ExecutionStatus::Canceled);
    });
    QTRY_COMPARE_WITH_TIMEOUT(canceled, qint64(1), 200'000);
    const NamespaceSample *sample = tess.watch->namespaceSample(acme);
    QCOMPARE(sample->closes->failedToday, qint64(0));
    QVERIFY(sample->paused);
    QCOMPARE(sample->error, std::nullopt);
}

void TstGreenMeansGreen::aTenantsReaderSeesTheWorkersOfTheirNamespace()
{
    Console tess(u"tess"_s);
    QVERIFY(tess.begin());
    const NamespaceSample *acme = tess.watch->namespaceSample(u"tenant-acme"_s);
    QVERIFY(acme && acme->readable);
    QCOMPARE(acme->error, std::nullopt);
    const QueueKey key{u"tenant-acme"_s, u"tenant-acme.knowledge_ingest"_s};
    tess.watch->setVisibleQueues({key, {key.ns, {}}});
    QTRY_VERIFY_WITH_TIMEOUT(tess.watch->workers(key), soon);
    QVERIFY(tess.watch->workers(key)->workers.at(0).alive);
}

QTEST_GUILESS_MAIN(TstGreenMeansGreen)
#include "tst_greenmeansgreen.moc"
