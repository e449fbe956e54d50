// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metrics/prometheusanswer.h"
#include "tests/fake/httpreceiver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

namespace signalbox::fake {

/// A Prometheus over HTTP whose answers to queries are chosen by a part of the query.
class PrometheusWorld
{
public:
    PrometheusWorld()
    {
        receiver.answer = [this](const HttpReceiver::Request &request) { return answerTo(request); };
    }
    [[nodiscard]] QUrl url() const { return receiver.url().resolved(QUrl(QStringLiteral("/base/"))); }

    /// To queries with this in them; the first that fits.
    void say(const QString &part, const QByteArray &json) { m_said.insert(m_said.begin(), {part, json}); }
    /// It has the metrics of a server, spelt as tally or as OpenTelemetry does.
    void haveServer(const QString &name)
    {
        say(QStringLiteral("service_requests"),
            vectorOf({{{{QStringLiteral("__name__"), name}}, {{{}, 1}}}}));
    }

    [[nodiscard]] static QByteArray vectorOf(const std::vector<MetricSeries> &all)
    {
        return resultOf(QStringLiteral("vector"), all);
    }
    [[nodiscard]] static QByteArray matrixOf(const std::vector<MetricSeries> &all)
    {
        return resultOf(QStringLiteral("matrix"), all);
    }

    HttpReceiver receiver;
    QStringList queries;

private:
    static QJsonArray pairOf(const MetricPoint &point)
    {
        return {static_cast<double>(point.time.time_since_epoch().count()) / 1000,
                QString::number(point.value)};
    }
    static QByteArray resultOf(const QString &type, const std::vector<MetricSeries> &all)
    {
        QJsonArray result;
        for (const MetricSeries &series : all) {
            QJsonObject labels;
            for (const auto &[name, value] : series.labels)
                labels.insert(name, value);
            QJsonArray points;
            for (const MetricPoint &point : series.points)
                points.append(pairOf(point));
            QJsonObject one{{QStringLiteral("metric"), labels}};
            if (type == QLatin1String("vector"))
                one.insert(QStringLiteral("value"), points.first());
            else
                one.insert(QStringLiteral("values"), points);
            result.append(one);
        }
        const QJsonObject data{{QStringLiteral("resultType"), type}, {QStringLiteral("result"), result}};
        return QJsonDocument(QJsonObject{{QStringLiteral("status"), QStringLiteral("success")},
                                         {QStringLiteral("data"), data}})
            .toJson();
    }
    QByteArray answerTo(const HttpReceiver::Request &request)
    {
        const QUrl asked(QString::fromUtf8(request.path));
        const QString query =
            QUrlQuery(asked.query()).queryItemValue(QStringLiteral("query"), QUrl::FullyDecoded);
        queries << query;
        for (const auto &[part, json] : m_said)
            if (query.contains(part))
                return HttpReceiver::status("200 OK", json);
        return HttpReceiver::status("200 OK", vectorOf({}));
    }

    std::vector<std::pair<QString, QByteArray>> m_said;
};

} // namespace signalbox::fake
