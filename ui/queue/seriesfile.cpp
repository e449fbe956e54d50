// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/seriesfile.h"

#include "models/base/zonedtime.h"

#include <QByteArrayList>

namespace signalbox::seriesfile {

namespace {

template <class T>
QByteArray known(const std::optional<T> &value)
{
    return value ? QByteArray::number(*value) : QByteArray();
}

QByteArray seconds(std::optional<Milliseconds> age)
{
    return age ? QByteArray::number(static_cast<qint64>(age->count()) / 1000) : QByteArray();
}

QByteArray lineOf(const SeriesPoint &point)
{
    const QueueSample &sample = point.sample;
    return QByteArrayList{formatZonedTime(sample.time).toUtf8(),
                          formatZonedTime(point.until).toUtf8(),
                          known(sample.workflowBacklog),
                          known(sample.activityBacklog),
                          seconds(sample.oldestTask),
                          known(sample.addRate),
                          known(sample.dispatchRate),
                          known(sample.workflowPollers),
                          known(sample.activityPollers)}
               .join(',') +
           '\n';
}

} // namespace

QByteArray csvOf(const Series &series, Instant from)
{
    QByteArray csv = "time,until,workflow_backlog,activity_backlog,oldest_task_s,in_per_s,out_per_s,"
                     "workflow_pollers,activity_pollers\n";
    for (const SeriesPoint &point : series.points())
        if (point.sample.time >= from)
            csv += lineOf(point);
    return csv;
}

} // namespace signalbox::seriesfile
