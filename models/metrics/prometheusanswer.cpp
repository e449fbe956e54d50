// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/prometheusanswer.h"

#include "models/base/text.h"
#include "models/metrics/metricserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> unreadable()
{
    return fail(ErrorKind::Internal,
                Text::tr("what it answered is not Prometheus's; is the address in profiles.toml right?"));
}

/// The `data` of an answer.
Result<QJsonValue> dataOf(const HttpAnswer &answer)
{
    const QJsonObject object = QJsonDocument::fromJson(answer.body).object();
    if (answer.status != 200)
        return tl::unexpected(refusalOf(answer, object[u"error"_s].toString()));
    if (object[u"status"_s] != u"success"_s || !object.contains(u"data"_s))
        return unreadable();
    return object[u"data"_s];
}

/// `[1796040000.123, "1.5e+02"]`. Nothing: its value is no finite number.
Result<std::optional<MetricPoint>> pointOf(const QJsonValue &json)
{
    const QJsonArray pair = json.toArray();
    if (pair.size() != 2 || !pair[0].isDouble() || !pair[1].isString())
        return unreadable();
    const double seconds = pair[0].toDouble();
    bool isNumber = false;
    const double value = pair[1].toString().toDouble(&isNumber); // "NaN" and "+Inf" are some too
    constexpr double farthest = 1e12;
    if (std::abs(seconds) > farthest)
        return unreadable();
    if (!isNumber || !std::isfinite(value))
        return std::nullopt;
    return MetricPoint{Instant(Milliseconds(std::llround(seconds * 1000))), value};
}

Result<MetricSeries> oneSeries(const QJsonObject &object)
{
    MetricSeries series;
    const QJsonObject labels = object[u"metric"_s].toObject();
    for (auto label = labels.begin(); label != labels.end(); ++label)
        series.labels[label.key()] = label.value().toString();
    const QJsonArray points =
        object.contains(u"value"_s) ? QJsonArray{object[u"value"_s]} : object[u"values"_s].toArray();
    series.points.reserve(static_cast<std::size_t>(points.size()));
    for (const auto &json : points) {
        const auto point = pointOf(json);
        if (!point)
            return tl::unexpected(point.error());
        if (*point)
            series.points.push_back(**point);
    }
    std::sort(series.points.begin(), series.points.end(),
              [](const MetricPoint &one, const MetricPoint &other) { return one.time < other.time; });
    return series;
}

} // namespace

Result<std::vector<MetricSeries>> seriesOf(const HttpAnswer &answer)
{
    const auto data = dataOf(answer);
    if (!data)
        return tl::unexpected(data.error());
    const QString type = data->toObject()[u"resultType"_s].toString();
    const QJsonValue result = data->toObject()[u"result"_s];
    if ((type != u"vector"_s && type != u"matrix"_s) || !result.isArray())
        return unreadable();
    std::vector<MetricSeries> all;
    const QJsonArray members = result.toArray();
    for (const auto &json : members) {
        auto series = oneSeries(json.toObject());
        if (!series)
            return tl::unexpected(series.error());
        all.push_back(std::move(*series));
    }
    return all;
}

Result<QStringList> valuesOf(const HttpAnswer &answer)
{
    const auto data = dataOf(answer);
    if (!data)
        return tl::unexpected(data.error());
    if (!data->isArray())
        return unreadable();
    QStringList values;
    const QJsonArray members = data->toArray();
    for (const auto &json : members) {
        if (!json.isString())
            return unreadable();
        values << json.toString();
    }
    return values;
}

} // namespace signalbox
