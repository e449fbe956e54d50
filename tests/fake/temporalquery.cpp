// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fake/temporalquery.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>

namespace signalbox::fake {

using namespace Qt::StringLiterals;

namespace {

/// A text in quotes, where a backslash takes the next character as it is.
QString quotedForm()
{
    return u"'((?:[^'\\\\]|\\\\.)*)'"_s;
}

QString unescaped(QString text)
{
    static const QRegularExpression escape(u"\\\\(.)"_s, QRegularExpression::DotMatchesEverythingOption);
    return text.replace(escape, u"\\1"_s);
}

/// The texts of "ATTRIBUTE IN ('p', 'q')".
QStringList listed(const QString &query, const QString &attributeAndOperator)
{
    static const QRegularExpression quoted(quotedForm(), QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpression form(attributeAndOperator + u"\\s*\\(((?:\\s*%1\\s*,?)*)\\)"_s.arg(quotedForm()),
                                  QRegularExpression::DotMatchesEverythingOption);
    QStringList texts;
    if (const auto match = form.match(query); match.hasMatch())
        for (auto it = quoted.globalMatch(match.captured(1)); it.hasNext();)
            texts.append(unescaped(it.next().captured(1)));
    return texts;
}

std::optional<Instant> timeIn(const QString &query, const QString &attributeAndOperator)
{
    const QRegularExpression form(attributeAndOperator + u"\\s*'([^']*)'"_s);
    const auto match = form.match(query);
    if (!match.hasMatch())
        return {};
    return Instant(Milliseconds(QDateTime::fromString(match.captured(1), Qt::ISODate).toMSecsSinceEpoch()));
}

} // namespace

QString statusName(ExecutionStatus status)
{
    static const QStringList names{u"Unspecified"_s,    u"Running"_s,  u"Completed"_s,
                                   u"Failed"_s,         u"Canceled"_s, u"Terminated"_s,
                                   u"ContinuedAsNew"_s, u"TimedOut"_s, u"Paused"_s};
    return names.value(static_cast<int>(status));
}

Query::Query(const QString &query)
{
    for (const QString &terms : query.split(u" OR "_s))
        m_alternatives.append(Terms(terms));
}

bool Query::matches(const Execution &execution) const
{
    return std::any_of(m_alternatives.begin(), m_alternatives.end(),
                       [&](const Terms &terms) { return terms.matches(execution); });
}

Query::Terms::Terms(const QString &query)
    : statuses(listed(query, u"ExecutionStatus\\s+IN"_s))
    , runIds(listed(query, u"RunId\\s+IN"_s))
    , otherQueues(listed(query, u"TaskQueue\\s+NOT\\s+IN"_s))
    , otherTypes(listed(query, u"WorkflowType\\s+NOT\\s+IN"_s))
{
    static const QRegularExpression begins(u"WorkflowId\\s+STARTS_WITH\\s+'([^']*)'"_s);
    beginning = begins.match(query).captured(1);
    startedBefore = timeIn(query, u"StartTime\\s*<"_s);
    closedFrom = timeIn(query, u"CloseTime\\s*>="_s);
    closedBefore = timeIn(query, u"CloseTime\\s*<"_s);
    withProblems = query.contains("TemporalReportedProblems IS NOT NULL"_L1);
    static const QRegularExpression equals(u"(\\w+)\\s*=\\s*"_s + quotedForm(),
                                           QRegularExpression::DotMatchesEverythingOption);
    for (auto it = equals.globalMatch(query); it.hasNext();) {
        const auto match = it.next();
        equal.append({match.captured(1), unescaped(match.captured(2))});
    }
}

bool Query::Terms::matches(const Execution &execution) const
{
    if (otherQueues.contains(execution.taskQueue) || otherTypes.contains(execution.type) ||
        !execution.workflowId.startsWith(beginning))
        return false;
    if (!runIds.isEmpty() && !runIds.contains(execution.runId))
        return false;
    if (!statuses.isEmpty() && !statuses.contains(statusName(execution.status)))
        return false;
    if (withProblems && execution.type != brokenType)
        return false;
    if (startedBefore && (!execution.startTime || *execution.startTime >= *startedBefore))
        return false;
    if ((closedFrom && (!execution.closeTime || *execution.closeTime < *closedFrom)) ||
        (closedBefore && (!execution.closeTime || *execution.closeTime >= *closedBefore)))
        return false;
    return std::all_of(equal.begin(), equal.end(), [&](const auto &term) {
        const QString &name = term.first;
        return (name != "ExecutionStatus"_L1 || statusName(execution.status) == term.second) &&
               (name != "WorkflowId"_L1 || execution.workflowId == term.second) &&
               (name != "RunId"_L1 || execution.runId == term.second) &&
               (name != "WorkflowType"_L1 || execution.type == term.second) &&
               (name != "TaskQueue"_L1 || execution.taskQueue == term.second);
    });
}

} // namespace signalbox::fake
