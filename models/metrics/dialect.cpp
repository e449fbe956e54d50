// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/dialect.h"

#include "models/metrics/prometheus.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

QString serverProbe()
{
    return u"service_requests(_total)?"_s;
}

Dialects dialectsOf(const std::vector<MetricSeries> &probed)
{
    Dialects dialects;
    for (const MetricSeries &series : probed)
        if (const auto name = series.labels.find(u"__name__"_s); name != series.labels.end())
            (name->second.endsWith("_total"_L1) ? dialects.openTelemetry : dialects.tally) = true;
    return dialects;
}

/// RE2 takes a backslash before any sign of ASCII that is no letter or digit for the sign itself.
QString escapedForRe2(const QString &text)
{
    QString pattern;
    for (const QChar character : text) {
        const bool isPlain = character.unicode() >= 128 || character.isLetterOrNumber() || character == u'_';
        if (!isPlain)
            pattern += u'\\';
        pattern += character;
    }
    return pattern;
}

QString talliedName(const QString &name)
{
    QString tallied;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar character = name[i];
        if (character.isHighSurrogate() && i + 1 < name.size())
            ++i; // one sign to Go
        const bool stays = character.unicode() < 128 && (character.isLetterOrNumber() || character == u'_');
        tallied += stays ? character : QChar(u'_');
    }
    return tallied;
}

QString nameMatcher(const QString &label, const QString &name, Dialects dialects)
{
    const QString tallied = talliedName(name);
    if (!dialects.tally || tallied == name)
        return label + u'=' + quotedForPromql(name);
    if (!dialects.openTelemetry)
        return label + u'=' + quotedForPromql(tallied);
    return label + u"=~"_s + quotedForPromql(escapedForRe2(name) + u'|' + tallied);
}

QString counterMatcher(const QStringList &counters, Dialects dialects)
{
    const QString ending = !dialects.openTelemetry ? QString()
                           : dialects.tally        ? u"(_total)?"_s
                                                   : u"_total"_s;
    return u"__name__=~"_s + quotedForPromql(u"(%1)%2"_s.arg(counters.join(u'|'), ending));
}

std::optional<QueueKey> collidingWith(const QueueKey &key, const std::vector<QueueKey> &all,
                                      Dialects dialects)
{
    if (!dialects.tally)
        return {};
    const auto found = std::find_if(all.begin(), all.end(), [&key](const QueueKey &other) {
        return other != key && talliedName(other.ns) == talliedName(key.ns) &&
               talliedName(other.queue) == talliedName(key.queue);
    });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

} // namespace signalbox
