// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workflows/emptytext.h"

#include "models/base/text.h"
#include "models/workflows/workflowtablemodel.h"
#include "ui/widgets/queuequery.h"

namespace signalbox {

namespace {

QString failureText(ErrorKind kind, const QString &ns)
{
    switch (kind) {
    case ErrorKind::Denied:
        return Text::tr("You may not read %1: that needs the role %1:read.").arg(ns);
    case ErrorKind::Invalid:
        return Text::tr("The server did not understand the query; nothing was read.");
    case ErrorKind::NotFound:
        return Text::tr("The namespace %1 does not exist, or no longer does.").arg(ns);
    default:
        return Text::tr("The server could not list %1; its answer is above.").arg(ns);
    }
}

QString nothingText(RunSource source, const QString &query, const QString &ns)
{
    if (source == RunSource::Archive)
        return query.isEmpty()
                   ? Text::tr("The archive of %1 holds nothing. A closed run comes there within minutes.")
                         .arg(ns)
                   : Text::tr("The archive of %1 holds no run that matches this query.").arg(ns);
    if (query.isEmpty())
        return Text::tr("Nothing here yet: %1 holds no workflow, running or closed.").arg(ns);
    if (query == runningQuery())
        return Text::tr("No workflow is running in %1. “All” shows the closed ones too.").arg(ns);
    return Text::tr("No workflow of %1 matches this query. “All” shows every one.").arg(ns);
}

} // namespace

QString emptyText(const WorkflowTableModel &model)
{
    if (model.ns().isEmpty())
        return Text::tr("No namespace is known yet.");
    switch (model.state()) {
    case WorkflowTableModel::State::Empty:
    case WorkflowTableModel::State::Loading:
        return Text::tr("Reading…");
    case WorkflowTableModel::State::Failed:
        return model.error() ? failureText(model.error()->kind, model.ns()) : QString();
    case WorkflowTableModel::State::Ready:
        break;
    }
    return nothingText(model.source(), model.query(), model.ns());
}

} // namespace signalbox
