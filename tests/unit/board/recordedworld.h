// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/storekeeper.h"
#include "tests/unit/board/boardworld.h"

#include <QTemporaryDir>

namespace signalbox::test {

/// A watch whose looks and judgements go into a store, as the recorder does it.
struct RecordedWorld : BoardWorld
{
    void record()
    {
        serve();
        setQueue(busy, 900);
        build();
        QObject::connect(watch.get(), &Watch::queueSampled, watch.get(), [this](const QueueSample &sample) {
            keep({rowsOf(sample), {}});
        });
        QObject::connect(watch.get(), &Watch::namespaceChanged, watch.get(), [this](const QString &name) {
            const NamespaceSample &sample = *watch->namespaceSample(name);
            StoreBatch batch;
            if (const auto row = openRowOf(sample))
                batch.open = {*row};
            if (sample.closes)
                batch.closes = {closeRowOf(name, *sample.closes,
                                           clock.utc() - (clock.sinceBoot() - sample.closes->sinceBoot))};
            keep(batch);
        });
        QObject::connect(alerts.get(), &AlertEngine::showed, watch.get(), [this](const Judgement &judgement) {
            keep({{}, {}, {judgement}});
        });
        watch->start({});
        settle();
    }
    void keep(const StoreBatch &batch)
    {
        const Kept kept = keeper.keep(batch, clock.utc());
        QVERIFY(kept.state == Kept::State::Recording);
    }

    QTemporaryDir folder;
    QString path = folder.filePath(u"past.sqlite"_s);
    StoreKeeper keeper{path};
};

} // namespace signalbox::test
