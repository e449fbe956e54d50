// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alertmarks.h"
#include "models/alerts/telling.h"
#include "tests/unit/alerts/alertworld.h"

#include <QDeadlineTimer>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QThread>

// 1,000 namespaces of one server, a queue of every other one in danger at once: what a person is told
// while that goes on, while the server is killed and while what waits goes to and fro at the threshold.

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

constexpr int namespaces = 1000;
constexpr std::size_t inDanger = 500;

struct Storm : AlertWorld
{
    Storm()
    {
        runbook = Runbook::parse("version = 1\n"
                                 "[[alert]]\nkind = 'backlog'\nfor = '0s'\nkeep_firing_for = '0s'\n"
                                 "[[alert]]\nkind = 'activity_backlog'\nenabled = false\n"
                                 "[[alert]]\nkind = 'no_pollers'\nenabled = false\n",
                                 u"storm"_s)
                      .value();
        std::vector<NamespaceInfo> infos;
        for (int i = 0; i < namespaces; ++i) {
            NamespaceInfo info;
            info.name = queue(i).ns;
            info.id = u"id-"_s + info.name;
            info.state = NamespaceState::Registered;
            info.retention = std::chrono::hours(72);
            infos.push_back(info);
            setRunning(info.name, {queue(i).queue});
            setQueue(queue(i), i % 2 == 0 ? 101 : 0, {}, 3s);
        }
        server.setNamespaces(infos);
        Limits limits;
        limits.visibilityPerSecond = limits.visibilityOperatorPerSecond =
            limits.visibilityBackgroundPerSecond = 1e6;
        client = Client::create(profile, tokens, clock, limits).value(); // which knows since when it is away
        watch = std::make_unique<Watch>(*client, clock, profile);
        alerts = std::make_unique<AlertEngine>(*watch, runbook, clock);
        telling = std::make_unique<Telling>(*alerts, marks, clock, u"eu"_s);
        QObject::connect(telling.get(), &Telling::told, telling.get(),
                         [this](const Bubble &bubble) { told.emplace_back(clock.sinceBoot(), bubble); });
        QObject::connect(alerts.get(), &AlertEngine::told, telling.get(), [this](const AlertChange &change) {
            if (change.alert.kind == RuleKind::Backlog && change.alert.state == AlertState::Firing)
                firing.insert(keyOf(change.alert));
            else if (change.alert.state == AlertState::Inactive)
                firing.erase(keyOf(change.alert));
        });
        telling->start(folder.filePath(u"past.sqlite"_s));
        watch->start({});
    }
    [[nodiscard]] static QueueKey queue(int i)
    {
        const QString ns = u"ns-%1"_s.arg(i, 4, 10, QChar(u'0'));
        return {ns, ns + u".work"_s};
    }
    void setBacklogs(qint64 backlog)
    {
        for (int i = 0; i < namespaces / 2; ++i)
            setQueue(queue(2 * i), backlog, {}, 3s);
    }
    /// As the session does it every second. Whose answer takes longer is late, as it may be.
    void second()
    {
        clock.advance(1s);
        watch->setVisibleQueues({}); // looks what is due, as the timer would
        alerts->tick();
        marks.tick();
        telling->tick(true);
        for (int quiet = 0, before = -1; quiet < 3;) {
            QThread::msleep(1);
            QCoreApplication::processEvents();
            const int now = server.calls(u"DescribeTaskQueue"_s) + server.calls(u"CountWorkflowExecutions"_s);
            quiet = now == before ? quiet + 1 : 0;
            before = now;
        }
    }
    /// Time goes on until it is so.
    template <class Condition>
    [[nodiscard]] bool liveUntil(Condition isSo)
    {
        for (const QDeadlineTimer end(120s); !isSo() && !end.hasExpired();)
            second();
        return isSo();
    }
    void live(Milliseconds duration)
    {
        for (Milliseconds at = 0ms; at < duration; at += 1s)
            second();
    }
    [[nodiscard]] QByteArray whatFires() const
    {
        QByteArray what = QByteArray::number(firing.size()) + " fire after " +
                          QByteArray::number(clock.sinceBoot() / 1s) + " s";
        if (!firing.empty()) {
            const QueueKey &key = firing.begin()->key;
            const auto last = watch->latest(key);
            what += "; " + key.queue.toUtf8() + ": " + alerts->assessment(key).sentence.toUtf8();
            if (last)
                what += ", looked at at " + QByteArray::number(last->sinceBoot / 1s) + " s";
        }
        return what;
    }
    [[nodiscard]] int toldThat(const QString &single, const QString &grouped) const
    {
        int count = 0;
        for (const auto &[at, bubble] : told)
            if (const auto more = QRegularExpression(grouped).match(bubble.title); more.hasMatch())
                count += more.captured(1).toInt();
            else if (bubble.opens && bubble.title.contains(single))
                ++count;
        return count;
    }
    [[nodiscard]] int toldDangers() const { return toldThat(u": danger on "_s, u"(\\d+) more in trouble"_s); }
    [[nodiscard]] int toldEnds() const { return toldThat(u" has ended"_s, u"(\\d+) more have ended"_s); }
    /// Of any minute that begins with a bubble.
    [[nodiscard]] bool isCalm() const
    {
        for (auto first = told.begin(); first != told.end(); ++first) {
            std::size_t single = 0;
            std::size_t grouped = 0;
            for (auto one = first; one != told.end() && one->first - first->first < 1min; ++one)
                ++(one->second.opens ? single : grouped);
            if (single > Telling::singly || grouped > 1)
                return false;
        }
        return true;
    }

    QTemporaryDir folder;
    AlertMarks marks{folder.filePath(u"past.sqlite"_s), clock};
    std::unique_ptr<Telling> telling;
    std::set<AlertKey> firing;
    std::vector<std::pair<Milliseconds, Bubble>> told;
};

} // namespace

class TestStorm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void threeBubblesAndOneForTheRest()
    {
        Storm storm;
        const auto allFire = [&storm] { return storm.firing.size() == inDanger; };
        QVERIFY(storm.liveUntil([&storm] { return storm.watch->firstSweepDone(); }));
        QVERIFY(storm.liveUntil(allFire));
        QCOMPARE(storm.watch->queues().size(), std::size_t(namespaces));
        storm.live(2min);
        QCOMPARE(storm.toldDangers(), static_cast<int>(inDanger));
        QCOMPARE(storm.toldEnds(), 0);
        QVERIFY(storm.isCalm());

        const auto before = storm.told.size();
        storm.server.stop();
        QVERIFY(storm.liveUntil([&] { return storm.told.size() > before; }));
        storm.live(3min);
        QCOMPARE(storm.told.size(), before + 1);
        QCOMPARE(storm.told.back().second.title, u"eu: danger on the cluster"_s);
        storm.server.start();
        QVERIFY(storm.liveUntil([&] { return storm.told.size() > before + 1; }));
        storm.live(3min);
        // They fire as before: what came is that the cluster is there again.
        QVERIFY(allFire());
        QCOMPARE(storm.told.size(), before + 2);
        QCOMPARE(storm.told.back().second.title, u"eu: unreachable on the cluster has ended"_s);

        for (int i = 0; i < 15; ++i) {
            storm.setBacklogs(100 + i % 2);
            storm.live(10s);
        }
        QVERIFY(storm.toldEnds() > 100);
        QVERIFY(storm.isCalm());
        storm.setBacklogs(0);
        QVERIFY2(storm.liveUntil([&storm] { return storm.firing.empty(); }), storm.whatFires().constData());
        storm.live(2min);
        QVERIFY(storm.isCalm());
        // Nothing is lost: of each danger that was told the end was.
        QCOMPARE(storm.toldEnds(), storm.toldDangers());
        qInfo("%zu bubbles told of %d dangers", storm.told.size(), storm.toldDangers());
    }
};

QTEST_GUILESS_MAIN(TestStorm)
#include "tst_storm.moc"
