// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/memorykeyring.h"
#include "models/telling/tellsecret.h"
#include "tests/unit/telling/tellingworld.h"

#include <QCoreApplication>

#include <cstdio>

// Tells a webhook of alerts, one that fires and one that ends after another, until it is killed.
// `tellingelsewhere STORE URL FIRST`: so many have fired before, of which the last hundred still do: for
// longer than it takes to keep that. Of each it says that it fires before it does. With "rest" none fires any
// more after that, and all end.

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

constexpr int standing = 100;

QueueKey queueOf(int number)
{
    return {u"ns"_s, u"q%1"_s.arg(number)};
}

void step(AlertWorld &world, int number, int last)
{
    for (int i = std::max(1, number - 300); i <= number; ++i) {
        const bool fires = i > number - standing && i <= last;
        Q_EMIT world.alerts->told(change(queueOf(i), fires ? AlertState::Firing : AlertState::Inactive,
                                         world.clock.utc(), fires ? Signal::Danger : Signal::Clear));
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString &store = arguments.at(1);
    int number = arguments.at(3).toInt();
    const bool isRest = arguments.size() > 4;
    AlertWorld world;
    world.serve();
    world.begin();
    MemoryKeyring keyring;
    std::ignore = keyring.write(tellSecretKey(u"eu"_s, u"pager"_s), Secret("0123456789abcdef"));
    Receiver receiver = receiverOf(u"pager"_s);
    receiver.url = QUrl(arguments.at(2));
    TellElsewhere::Outboxes outboxes;
    outboxes.push_back(std::make_unique<Outbox>(
        receiver, u"eu"_s, makeSender(receiver, u"eu"_s, keyring, world.clock), world.clock));
    Recorder recorder(*world.watch, *world.client, world.clock, store);
    AlertMarks marks(store, world.clock);
    TellElsewhere elsewhere(recorder, *world.alerts, marks, world.runbook, world.clock, u"eu"_s, store,
                            std::move(outboxes));
    recorder.start();
    const int last = number;
    // What it says before it has read the store may have ended by then, and is not told.
    bool isReady = false;
    QObject::connect(&recorder, &Recorder::keptMessages, &recorder, [&isReady] { isReady = true; });
    const QueueKey canary{u"ns"_s, u"canary-%1"_s.arg(QCoreApplication::applicationPid())};
    Q_EMIT world.alerts->told(change(canary, AlertState::Firing, world.clock.utc()));
    for (int tick = 0;; ++tick) {
        // Seven seconds: within a minute no more are told than one by one.
        world.clock.advance(7s);
        marks.tick();
        elsewhere.tick();
        QTest::qWait(10);
        if (tick % 3 != 0 || !isReady)
            continue;
        ++number;
        if (!isRest) {
            std::printf("%d\n", number);
            std::fflush(stdout);
        }
        step(world, number, isRest ? last : number);
    }
}
