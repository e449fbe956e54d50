// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/policy/expectations.h"
#include "models/policy/pattern.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

class Contradictions
{
public:
    explicit Contradictions(const Expectations &expectations)
        : m_all(expectations)
    {
    }

    [[nodiscard]] std::vector<Contradiction> take()
    {
        for (auto one = m_all.namespaces.begin(); one != m_all.namespaces.end(); ++one)
            ofNamespace(*one, one + 1);
        for (const Expectations::Worker &one : m_all.workers)
            ofQueues(one.line, u"worker.queues"_s, one.queues);
        for (const Expectations::Activity &one : m_all.activities)
            ofQueues(one.line, u"activity.queues"_s, one.queues);
        for (const Expectations::RateLimit &one : m_all.rateLimits)
            ofQueues(one.line, u"rate_limit.queues"_s, one.queues);
        return std::move(m_found);
    }

private:
    using Entry = std::vector<Expectations::Namespace>::const_iterator;

    void say(int line, const QString &key, const QString &sentence)
    {
        m_found.push_back({u"%1:%2: %3"_s.arg(m_all.file, QString::number(line), key), sentence});
    }

    /// A pattern is taken for a name here: whatever fits "a-*" as it stands fits every name that it stands
    /// for.
    void ofNamespace(const Expectations::Namespace &entry, Entry after)
    {
        const QString match = displayText(entry.match, 100);
        const auto later = std::find_if(after, m_all.namespaces.end(),
                                        [&](const auto &other) { return fits(other.match, entry.match); });
        if (later != m_all.namespaces.end())
            return say(entry.line, u"namespace.match"_s,
                       Text::tr("“%1” never holds: “%2”, in line %3, fits it too and comes later")
                           .arg(match, displayText(later->match, 100), QString::number(later->line)));
        const Expectations::CleanUp *const cleanUp = m_all.cleanUpOf(entry.match);
        if (!cleanUp || !cleanUp->olderThan)
            return;
        if (entry.retention && *cleanUp->olderThan >= *entry.retention)
            say(cleanUp->line, u"clean_up.older_than"_s,
                Text::tr(
                    "“%1” keeps what has ended for %2 (line %3), so nothing that has ended is ever older "
                    "than %4: only runs that are open can be cleaned up")
                    .arg(match, formatRetention(entry.retention), QString::number(entry.line),
                         formatRetention(cleanUp->olderThan)));
        if (entry.isProtected)
            say(cleanUp->line, u"clean_up.namespaces"_s,
                Text::tr("“%1” is protected (line %2), and may be cleaned up")
                    .arg(match, QString::number(entry.line)));
    }

    void ofQueues(int line, const QString &key, const QStringList &patterns)
    {
        for (const QString &pattern : patterns)
            if (std::none_of(m_all.queues.begin(), m_all.queues.end(),
                             [&](const Runbook::Queue &queue) { return fits(pattern, queue.name); }))
                say(line, key,
                    Text::tr("“%1” fits no [[queue]] of this file").arg(displayText(pattern, 100)));
    }

    const Expectations &m_all;
    std::vector<Contradiction> m_found;
};

} // namespace

std::vector<Contradiction> contradictionsOf(const Expectations &expectations)
{
    return Contradictions(expectations).take();
}

} // namespace signalbox
