// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/ruleslint.h"

#include "models/metrics/promqlnames.h"

#include <QRegularExpression>

#include <algorithm>
#include <numeric>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// What Prometheus makes itself, which is on no endpoint.
const QStringList &prometheusOwn()
{
    static const QStringList names{u"ALERTS"_s,
                                   u"ALERTS_FOR_STATE"_s,
                                   u"up"_s,
                                   u"scrape_duration_seconds"_s,
                                   u"scrape_samples_scraped"_s,
                                   u"scrape_samples_post_metric_relabeling"_s,
                                   u"scrape_series_added"_s};
    return names;
}

/// Without what the two dialects of a server, and versions of exporters, differ in.
QString bare(QString name)
{
    static const QRegularExpression units(u"_(total|milliseconds|seconds|bytes|ratio)(?=_|$)"_s);
    return name.remove(units);
}

/// How many letters differ (Levenshtein).
qsizetype distance(const QString &one, const QString &other)
{
    std::vector<qsizetype> row(static_cast<std::size_t>(other.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < one.size(); ++i) {
        qsizetype diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 1; j < row.size(); ++j) {
            const qsizetype changed = diagonal + (one[i] == other[static_cast<qsizetype>(j) - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
        }
    }
    return row.back();
}

QString nearestTo(const QString &metric, const std::set<QString> &names)
{
    const QString wanted = bare(metric);
    qsizetype least = wanted.size() / 4 + 2; // farther ones are something else
    QString nearest;
    for (const QString &name : names) {
        const qsizetype apart = std::min(distance(wanted, bare(name)), distance(metric, name));
        if (apart < least) {
            least = apart;
            nearest = name;
        }
    }
    return nearest;
}

bool isThere(const MetricUse &use, const std::set<QString> &names)
{
    if (!use.isPattern)
        return names.contains(use.text);
    const QRegularExpression pattern(QRegularExpression::anchoredPattern(use.text));
    // What Qt can't read Prometheus may.
    return !pattern.isValid() || std::any_of(names.begin(), names.end(), [&pattern](const QString &name) {
        return pattern.match(name).hasMatch();
    });
}

} // namespace

std::set<QString> namesInMetricsText(const QByteArray &text)
{
    std::set<QString> names;
    for (qsizetype start = 0; start < text.size();) {
        qsizetype end = text.indexOf('\n', start);
        end = end < 0 ? text.size() : end;
        qsizetype at = start;
        while (at < end && text[at] != '{' && text[at] != ' ' && text[at] != '\t')
            ++at;
        if (at > start && at < end && text[start] != '#')
            names.insert(QString::fromUtf8(text.sliced(start, at - start)));
        start = end + 1;
    }
    return names;
}

std::vector<MissingMetric> missingMetrics(const std::vector<PrometheusRule> &rules,
                                          const std::set<QString> &names)
{
    std::set<QString> known = names;
    known.insert(prometheusOwn().begin(), prometheusOwn().end());
    for (const PrometheusRule &rule : rules)
        if (rule.isRecording)
            known.insert(rule.name);
    std::vector<MissingMetric> missing;
    for (const PrometheusRule &rule : rules)
        for (const MetricUse &use : metricsIn(rule.expression))
            if (!isThere(use, known))
                missing.push_back({rule, use.text, use.isPattern ? QString() : nearestTo(use.text, names)});
    return missing;
}

} // namespace signalbox
