// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/acts.h"
#include "models/interventions/wayback.h"
#include "models/moments/othersreader.h"
#include "models/monitor/watch.h"
#include "tests/system/operator.h"

#include <QTemporaryDir>
#include <QUuid>

// What the real server keeps of terminations and resets, for who was not there.

using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QString ns = QStringLiteral("stratmaster-prod");
const QString queue = u"research_workflows"_s;

QString uniqueId()
{
    return u"deed-%1"_s.arg(QUuid::createUuid().toString(QUuid::Id128).left(10));
}

/// Of these workflows alone, as other tests do things too.
std::vector<OthersDeed> deedsOn(const OthersDeeds &deeds, const QStringList &workflows)
{
    std::vector<OthersDeed> found;
    for (const OthersDeed &deed : deeds.deeds)
        if (workflows.contains(deed.workflowId))
            found.push_back(deed);
    return found;
}

} // namespace

class TstOthersDeeds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void resetsAreProven();

private:
    QTemporaryDir m_home;
};

void TstOthersDeeds::initTestCase()
{
    QVERIFY2(RealStack::isThere(), "no stack: eval \"$(tests/stack/stack env)\" first");
    dispatcher::init();
    for (const char *variable : {"XDG_DATA_HOME", "XDG_STATE_HOME"})
        qputenv(variable, m_home.path().toLocal8Bit());
}

/// One run is reset while it is open, with a script; another is terminated and brought back with levers.
void TstOthersDeeds::resetsAreProven()
{
    Operator ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const Instant since = ada.clock.utc() - 5s;
    const QString open = uniqueId();
    const QString lost = uniqueId();
    for (const QString &id : {open, lost})
        QVERIFY(!RealStack::start(ns, queue, u"ReviewWorkflow"_s, id).isEmpty());
    const auto before = ada.look(ns, open, true);
    const auto seen = ada.look(ns, lost, true);
    QVERIFY(before && seen);
    const QString made = RealStack::reset(ns, open, u"a bad deployment"_s);
    QVERIFY(!made.isEmpty());
    QCOMPARE(ada.pull(makeTerminateLever(ns, *seen)).outcome, Outcome::Done);
    WayBackReading reading(*ada.client, ns, lost, seen->execution.runId);
    const auto closed =
        await(ada.client->describeExecution(ns, lost, seen->execution.runId, Purpose::Operator));
    QVERIFY(closed);
    const auto way = await(reading.read(closed->execution.status, Purpose::Operator));
    QVERIFY(way);
    const Receipt back = ada.pull(makeResetLever(ns, *closed, *way));
    QVERIFY2(back.outcome == Outcome::Done, qPrintable(back.sentence));

    Watch watch(*ada.client, ada.clock, ada.profile);
    watch.start(ada.tokens.user()->namespaces());
    QTRY_VERIFY_WITH_TIMEOUT(watch.namespacesKnown(), 30'000);
    OthersReader reader(*ada.client, watch);
    std::vector<OthersDeed> deeds;
    const auto read = [&](const std::vector<Act> &own) { // the list lags
        const auto found = await(reader.read(since, ada.clock.utc() + 1min, own));
        deeds = found ? deedsOn(*found, {open, lost}) : std::vector<OthersDeed>();
        return deeds.size();
    };
    QTRY_COMPARE_WITH_TIMEOUT(read({}), std::size_t(3), 60'000);
    const OthersDeed &reset = deeds[0];
    QVERIFY(reset.kind == OthersDeed::Kind::Reset);
    QCOMPARE(QStringList({reset.runId, reset.madeRunId, reset.reason}),
             QStringList({before->execution.runId, made, u"a bad deployment"_s}));
    qInfo("by %s", qPrintable(whoText(reset)));
    QVERIFY2(reset.isProven, qPrintable(whoText(reset))); // as the stack's server keeps principals
    QVERIFY(deeds[1].kind == OthersDeed::Kind::Terminated);
    QVERIFY(deeds[1].isProven);
    QVERIFY(deeds[2].kind == OthersDeed::Kind::Reset);
    QCOMPARE(deeds[2].madeRunId, back.newRunId);
    QVERIFY2(deeds[2].reason.startsWith(u"INC-1182 qdrant down (signalbox op "_s),
             qPrintable(deeds[2].reason));
    QVERIFY(deeds[2].time >= deeds[1].time);
    QCOMPARE(deeds[2].who, deeds[1].who);

    const auto own = readActs(ada.home.filePath(u"journal.jsonl"_s), 100, QDeadlineTimer(2000));
    QVERIFY(own);
    QCOMPARE(read(own->newestFirst), std::size_t(1)); // what was done here is nobody else's
    QCOMPARE(deeds[0].workflowId, open);
    for (const QString &id : {open, lost})
        if (const auto now = ada.look(ns, id, false);
            now && now->execution.status == ExecutionStatus::Running)
            std::ignore = ada.pull(makeTerminateLever(ns, *now));
}

QTEST_GUILESS_MAIN(TstOthersDeeds)
#include "tst_othersdeeds.moc"
