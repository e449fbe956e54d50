// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzztarget.h"

#include "models/metrics/alertmanager.h"
#include "models/metrics/prometheusanswer.h"
#include "models/metrics/rulesfile.h"

#include <algorithm>
#include <cmath>

// What a Prometheus and an Alertmanager answer, and rules files that somebody else wrote.

using namespace signalbox;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    HttpAnswer answer;
    answer.status = size % 7 == 0 ? 422 : 200;
    answer.body = fuzz::bytesOf(data, size);
    if (const auto all = seriesOf(answer))
        for (const MetricSeries &series : *all) {
            fuzz::demand(
                std::is_sorted(series.points.begin(), series.points.end(),
                               [](const MetricPoint &a, const MetricPoint &b) { return a.time < b.time; }));
            for (const MetricPoint &point : series.points)
                fuzz::demand(std::isfinite(point.value));
        }
    std::ignore = valuesOf(answer);
    std::ignore = foreignAlertsOf(answer);
    std::ignore = readPrometheusRules(answer.body, QStringLiteral("rules.yml"));
    return 0;
}
