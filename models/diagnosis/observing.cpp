// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/diagnosis/observing.h"

#include "models/monitor/watch.h"

namespace signalbox {

using namespace std::chrono_literals;

namespace {

/// As far back as a trend is looked for.
constexpr Milliseconds recently = 2min;

NamespaceTrouble troubleOf(const NamespaceSample &sample)
{
    if (sample.readable)
        return NamespaceTrouble::None;
    return sample.gone     ? NamespaceTrouble::Gone
           : sample.denied ? NamespaceTrouble::Denied
                           : NamespaceTrouble::Unreadable;
}

bool hasBacklog(const QueueSample &sample)
{
    return sample.workflowBacklog.value_or(0) > 0 || sample.activityBacklog.value_or(0) > 0;
}

} // namespace

Observed observedBy(const Watch &watch, const QueueKey &key, const Clock &clock)
{
    Observed seen;
    seen.key = key;
    seen.now = clock.sinceBoot();
    seen.awaySince = watch.awaySince();
    if (const NamespaceSample *ns = watch.namespaceSample(key.ns)) {
        seen.trouble = troubleOf(*ns);
        seen.troubleText = ns->error.value_or(QString());
    }
    seen.seen = watch.isSeen(key);
    seen.waiting = !watch.isSettled(key);
    seen.sample = watch.latest(key);
    seen.failure = watch.failure(key);
    seen.running = watch.running(key);
    seen.paused = watch.paused(key);
    seen.workers = watch.workers(key);
    seen.pending = watch.pending(key);
    if (seen.sample && hasBacklog(*seen.sample))
        seen.recent = watch.samples(key, clock.utc() - recently);
    return seen;
}

} // namespace signalbox
