// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/format.h"
#include "models/interventions/journal.h"
#include "models/store/mark.h"
#include "models/store/storefile.h"
#include "models/store/storekeeper.h"
#include "tests/ui/consoleworld.h"

#include <QJsonObject>
#include <QTest>

namespace signalbox::test {

using namespace Qt::StringLiterals;

/// A console that lived through trouble, whose looks and judgements are in its store. Half an hour later all
/// is well; in between, nobody watched. One intervention is in the journal, of the trouble's last minute, and
/// of the one before a version that became current and an acknowledgement in the store.
struct PastWorld : ConsoleWorld
{
    PastWorld()
        : keeper(storefile::path(profile.name))
    {
        connect(watch, &Watch::queueSampled, this, [this](const QueueSample &sample) {
            keep({rowsOf(sample, watch->isSeen(sample.key)), {}});
        });
        connect(watch, &Watch::namespaceChanged, this, [this](const QString &name) {
            const NamespaceSample &sample = *watch->namespaceSample(name);
            StoreBatch batch;
            if (const auto row = openRowOf(sample))
                batch.open = {*row};
            if (sample.closes)
                batch.closes = {closeRowOf(name, *sample.closes,
                                           clock.utc() - (clock.sinceBoot() - sample.closes->sinceBoot))};
            keep(batch);
        });
        connect(alerts, &AlertEngine::showed, this, [this](const Judgement &judgement) {
            keep({{}, {}, {judgement}});
        });
        connect(alerts, &AlertEngine::changed, this, [this](const Transition &change) {
            if (change.state == AlertState::Firing)
                fired.push_back(change.time);
            keep({{}, {change}});
        });
    }

    [[nodiscard]] bool live()
    {
        if (!signIn() || !liveThroughTrouble())
            return false;
        troubled = clock.utc();
        acted = std::chrono::floor<std::chrono::seconds>(troubled - std::chrono::seconds(30));
        if (!intervene() || !changeAndSay())
            return false;
        setBacklog(ingest, 0, 1, std::chrono::seconds(0), 6, 6, 4);
        setBacklog(research, 0, 1, std::chrono::seconds(0), 6, 6, 4);
        return look(std::chrono::minutes(30)) && look(std::chrono::minutes(1)) && !fired.empty();
    }

    /// A minute before the trouble's end another version became current, and somebody acknowledged the alert.
    [[nodiscard]] bool changeAndSay()
    {
        StoreBatch batch;
        batch.versions = {
            {ingest, acted - std::chrono::seconds(30), {u"pay.b1"_s, {}, 0}, {u"pay.b2"_s, {}, 0}}};
        keep(batch);
        Mark mark;
        mark.alert = {u"backlog"_s, ingest, TaskType::Workflow};
        mark.time = acted - std::chrono::seconds(20);
        mark.person = u"Vic"_s;
        return writeMark(storefile::path(profile.name), mark).has_value();
    }

    [[nodiscard]] bool intervene()
    {
        Journal journal(journalPath(profile.name));
        bool isWritten = false;
        journal
            .append({{u"v"_s, 1},
                     {u"kind"_s, u"intent"_s},
                     {u"op"_s, u"op-1"_s},
                     {u"time"_s, formatIso(acted)},
                     {u"user"_s, u"Ada"_s},
                     {u"namespace"_s, prod},
                     {u"workflow_id"_s, u"stuck-1"_s},
                     {u"task_queue"_s, ingest.queue},
                     {u"verb"_s, u"terminate"_s},
                     {u"reason"_s, u"stuck"_s}})
            .deliver(this, [&isWritten](const Result<bool> &written) { isWritten = written.has_value(); });
        return QTest::qWaitFor([&isWritten] { return isWritten; });
    }

    void keep(const StoreBatch &batch)
    {
        QVERIFY(keeper.keep(batch, clock.utc()).state == Kept::State::Recording);
    }

    StoreKeeper keeper;
    std::vector<Instant> fired; ///< when alerts began
    Instant troubled;           ///< the end of the trouble
    Instant acted;
};

} // namespace signalbox::test
