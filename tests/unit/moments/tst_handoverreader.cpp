// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/moments/handoverreader.h"

#include "models/alerts/alertengine.h"
#include "models/base/format.h"
#include "models/interventions/journal.h"
#include "models/moments/ownpast.h"
#include "models/store/past.h"
#include "tests/unit/moments/othersworld.h"

#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>

// A hand-over as it is gathered, one question after the other.

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

struct World : OthersWorld
{
    World()
    {
        create();
        past = std::make_unique<Past>(*watch, store.filePath(u"past.sqlite"_s));
        alerts = std::make_unique<AlertEngine>(*watch, runbook, clock);
        moments = std::make_unique<OwnPast>(*past, *watch, journal, clock);
        reader = std::make_unique<HandOverReader>(*client, *alerts, *watch, *past, *moments, runbook, clock);
        watch->start({});
    }
    [[nodiscard]] bool begin()
    {
        const bool isSwept = QTest::qWaitFor([this] { return watch->firstSweepDone(); }, 10'000);
        settle();
        return isSwept;
    }
    [[nodiscard]] bool terminateHere(const QString &workflowId)
    {
        std::optional<bool> isWritten;
        journal
            .append({{u"v"_s, 1},
                     {u"kind"_s, u"intent"_s},
                     {u"op"_s, u"op-"_s + workflowId},
                     {u"time"_s, formatIso(clock.utc())},
                     {u"user"_s, u"ada"_s},
                     {u"namespace"_s, u"ns"_s},
                     {u"workflow_id"_s, workflowId},
                     {u"run_id"_s, u"run-of-"_s + workflowId},
                     {u"verb"_s, u"terminate"_s}})
            .deliver(reader.get(),
                     [&isWritten](const Result<bool> &written) { isWritten = written.has_value(); });
        return QTest::qWaitFor([&isWritten] { return isWritten.has_value(); }) && *isWritten;
    }

    QTemporaryDir store;
    Runbook runbook;
    std::unique_ptr<Past> past;
    std::unique_ptr<AlertEngine> alerts;
    Journal journal{store.filePath(u"journal.jsonl"_s)};
    std::unique_ptr<OwnPast> moments;
    std::unique_ptr<HandOverReader> reader;
};

} // namespace

class TestHandOverReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The server answers what the first asked when the second has only just begun.
    void whatWasAskedBeforeDoesNotFinishWhatIsAskedNow()
    {
        World world;
        QVERIFY(world.begin());
        QVERIFY(world.terminateHere(u"mine"_s));
        const Instant now = world.clock.utc();
        const QSignalSpy finished(world.reader.get(), &HandOverReader::finished);
        world.server.holdNext(u"ListWorkflowExecutions"_s, 2); // of both namespaces
        world.reader->read(u"eu"_s, now + 1min);
        QTRY_COMPARE(world.server.held(), 1);
        world.server.releaseHeld();
        QTRY_COMPARE(world.server.held(), 1);
        world.reader->read(u"eu"_s, now - 1h);
        world.server.releaseHeld();
        QTRY_VERIFY(!world.reader->isReading());
        QTest::qWait(100);
        QCOMPARE(finished.size(), 1);
        const HandOver &handOver = world.reader->handOver();
        QCOMPARE(handOver.profile, u"eu"_s);
        QCOMPARE(handOver.since, now - 1h);
        QCOMPARE(handOver.acts.size(), std::size_t(1));
        QCOMPARE(handOver.acts.front().workflowId, u"mine"_s);
    }

    /// One run was terminated here, before that time, and one by another, who is told.
    void whatOthersDidIsInIt()
    {
        World world;
        const Instant now = world.clock.utc();
        world.terminate(u"ns"_s, u"mine"_s, -1min, u"ada"_s);
        world.terminate(u"ns"_s, u"theirs"_s, -2min, u"bob"_s, u"eve"_s, u"in the way"_s);
        QVERIFY(world.begin());
        QVERIFY(world.terminateHere(u"mine"_s));
        world.reader->read(u"eu"_s, now - 1h);
        QTRY_VERIFY(!world.reader->isReading());
        const OthersDeeds &others = world.reader->handOver().others;
        QCOMPARE(others.unseen, QString());
        QCOMPARE(others.deeds.size(), std::size_t(1));
        QCOMPARE(others.deeds.front(), (OthersDeed{now - 2min, u"eve"_s, true, u"ns"_s, u"theirs"_s,
                                                   u"run-of-theirs"_s, u"in the way"_s}));
    }
};

QTEST_GUILESS_MAIN(TestHandOverReader)
#include "tst_handoverreader.moc"
