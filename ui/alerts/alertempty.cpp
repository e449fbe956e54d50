// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertempty.h"

#include "models/alerts/alertlistmodel.h"
#include "models/base/displaytext.h"
#include "models/base/explain.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/monitor/watch.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Named of those that can't be read.
constexpr int namesTold = 5;

QString coverageText(const AlertCoverage &coverage)
{
    if (coverage.queues == 0)
        return Text::tr("No queue is judged yet: nothing was seen of one.");
    QString text =
        coverage.queues == 1
            ? Text::tr("No alert. 1 queue is judged by %1 rules.").arg(formatCount(qint64(coverage.rules)))
            : Text::tr("No alert. %1 queues are judged by %2 rules.")
                  .arg(formatCount(qint64(coverage.queues)), formatCount(qint64(coverage.rules)));
    if (coverage.unjudged > 0)
        text += u' ' + Text::tr("Not known: %1 more, of which nothing was seen yet.")
                           .arg(formatCount(qint64(coverage.unjudged)));
    return text;
}

} // namespace

QString emptyAlertsText(const AlertListModel &list, const AlertEngine &engine, const Watch &watch)
{
    if (!list.all().empty())
        return Text::tr("Nothing matches the filter; there are %1 alerts in all.")
            .arg(formatCount(qint64(list.all().size())));
    const auto &failure = watch.namespacesFailure();
    if (failure && failure->kind != ErrorKind::Denied)
        return explain(*failure).sentence();
    if (!watch.firstSweepDone())
        return Text::tr("Looking at the cluster… Nothing is judged before that.");
    return coverageText(coverageOf(engine, watch));
}

QString unreadableText(const Watch &watch)
{
    QStringList names;
    int count = 0;
    for (const NamespaceSample &sample : watch.namespaces())
        if (!sample.readable && !sample.gone && ++count <= namesTold)
            names << displayText(sample.info.name, 60);
    if (count == 0)
        return {};
    if (count > namesTold)
        names << Text::tr("and %1 more").arg(count - namesTold);
    return Text::tr("Not judged, as it can't be read: %1.").arg(names.join(u", "_s));
}

} // namespace signalbox
