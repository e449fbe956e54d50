// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/prometheusrules.h"

#include "models/base/text.h"
#include "models/policy/pattern.h"
#include "models/policy/rulevalue.h"

#include <QLocale>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// One character of a name as RE2 finds it in a label, as it is or spelt by tally.
QString characterPattern(const QString &character)
{
    const QChar first = character.front();
    if (character.size() == 1 && first == u'*')
        return u".*"_s;
    if (character.size() == 1 && (first == u'_' || (first.unicode() < 128 && first.isLetterOrNumber())))
        return character;
    if (character.size() == 1 && first.unicode() < 128)
        return u"[\\%1_]"_s.arg(first);
    return u"(?:%1|_)"_s.arg(character);
}

QString namePattern(const QString &name)
{
    QString pattern;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const qsizetype length = name[i].isHighSurrogate() && i + 1 < name.size() ? 2 : 1;
        pattern += characterPattern(name.mid(i, length));
        i += length - 1;
    }
    return pattern;
}

QString anyOf(const QStringList &names)
{
    QStringList patterns;
    for (const QString &name : names)
        patterns << namePattern(name);
    return patterns.join(u'|');
}

/// A text in PromQL.
QString quoted(QString text)
{
    return u'"' + text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).replace(u'\n', u"\\n"_s) + u'"';
}

/// The series of some queues of some namespaces.
struct Selection
{
    QStringList namespaces; ///< patterns; none: all
    QStringList queues;     ///< likewise, of bare names
    bool operator==(const Selection &) const = default;

    [[nodiscard]] QString matchers() const
    {
        QStringList matchers{u"taskqueue!~\"temporal[-_]sys.*\""_s};
        if (!namespaces.isEmpty())
            matchers << u"namespace=~"_s + quoted(anyOf(namespaces));
        // With and without the namespace in front.
        if (!queues.isEmpty())
            matchers << u"taskqueue=~"_s + quoted(u"(?:.+[._])?(?:%1)"_s.arg(anyOf(queues)));
        return matchers.join(u", "_s);
    }
};

/// What is counted of it: the gauge of a backlog, or counters of attempts.
QString series(RuleKind kind, const QString &matchers)
{
    switch (kind) {
    case RuleKind::Backlog:
        return u"approximate_backlog_count{task_type=\"Workflow\", partition!=\"__sticky__\", %1}"_s.arg(
            matchers);
    case RuleKind::ActivityBacklog:
        return u"approximate_backlog_count{task_type=\"Activity\", partition!=\"__sticky__\", %1}"_s.arg(
            matchers);
    default:
        return u"{__name__=~\"activity_(success|task_fail|task_timeout)(_total)?\", %1}"_s.arg(matchers);
    }
}

/// What was counted in 5 minutes: `increase` would leave out what a new series begins with.
QString counted(const QString &series)
{
    const QString now = u"sum by (namespace, taskqueue) (%1)"_s.arg(series);
    const QString before = u"sum by (namespace, taskqueue) (%1 offset 5m)"_s.arg(series);
    return u"(%1 - (%2 or 0 * %1))"_s.arg(now, before);
}

QString breach(RuleKind kind, const QString &matchers, const QString &threshold)
{
    const QString all = series(kind, matchers);
    if (kind != RuleKind::ActivityFailure)
        return u"sum by (namespace, taskqueue) (%1) > %2"_s.arg(all, threshold);
    const QString failed = u"{__name__=~\"activity_task_(fail|timeout)(_total)?\", %1}"_s.arg(matchers);
    return u"100 * %1 / %2 > %3 and %2 >= 20"_s.arg(counted(failed), counted(all), threshold);
}

bool isExpressible(RuleKind kind)
{
    return kind == RuleKind::Backlog || kind == RuleKind::ActivityBacklog ||
           kind == RuleKind::ActivityFailure;
}

/// Why the server's metrics can't say it.
QString reasonOf(RuleKind kind)
{
    switch (kind) {
    case RuleKind::NoPollers:
    case RuleKind::WorkersGone:
        return Text::tr("no metric of the server says who polls");
    case RuleKind::OldestTask:
        return Text::tr("no metric of the server says how long the oldest task has waited");
    case RuleKind::TaskFailures:
    case RuleKind::ArchivalStuck:
    case RuleKind::RetentionWarning:
        return Text::tr("it is counted in visibility");
    case RuleKind::HistoryLimit:
        return Text::tr("metrics do not name the run");
    case RuleKind::Retention:
        return Text::tr("it is a namespace's configuration");
    default:
        return Text::tr("it is about the console's own connection");
    }
}

QString thresholdText(const AlertRule &rule)
{
    return isShare(rule.kind) ? QLocale::c().toString(static_cast<double>(rule.threshold) / 100)
                              : QString::number(rule.threshold);
}

QString durationText(Milliseconds duration)
{
    return u"%1s"_s.arg(duration / 1s);
}

/// A scalar in YAML.
QString scalar(QString text)
{
    return u'\'' + text.replace(u'\'', u"''"_s) + u'\'';
}

QString entry(const AlertRule &rule, const Selection &where, const std::vector<Selection> &elsewhere)
{
    QString text = breach(rule.kind, where.matchers(), thresholdText(rule));
    if (!elsewhere.empty())
        text = u'(' + text + u')';
    for (const Selection &one : elsewhere)
        text += u" unless on (namespace, taskqueue) "_s + series(rule.kind, one.matchers());
    const QString summary = Text::tr("%1: over %2").arg(rule.id, formatRuleValue(rule.kind, rule.threshold));
    return u"      - alert: %1\n"
           "        expr: %2\n"
           "        for: %3\n"
           "        keep_firing_for: %4\n"
           "        labels:\n"
           "          severity: %5\n"
           "          signalbox_rule: %1\n"
           "        annotations:\n"
           "          summary: %6\n"_s.arg(scalar(rule.id), scalar(text), durationText(rule.forDuration),
                                           durationText(rule.keepFiringFor),
                                           rule.severity == Signal::Danger ? u"danger"_s : u"caution"_s,
                                           scalar(summary));
}

/// In the order in which they hold; where none is of activity tasks, those of workflow tasks are.
std::vector<Runbook::Rule> rulesOf(RuleKind kind, const Runbook &runbook)
{
    std::vector<Runbook::Rule> rules;
    if (kind == RuleKind::ActivityBacklog)
        for (Runbook::Rule like : rulesOf(RuleKind::Backlog, runbook)) {
            like.rule.kind = kind;
            like.rule.id = u"activity_backlog"_s;
            rules.push_back(std::move(like));
        }
    for (const Runbook::Rule &one : runbook.allRules())
        if (one.rule.kind == kind)
            rules.push_back(one);
    return rules;
}

/// A queue's own, in place of the rule's.
std::optional<qint64> thresholdOf(const Runbook::Queue &queue, RuleKind kind)
{
    for (const RuleKind one : {kind, kind == RuleKind::ActivityBacklog ? RuleKind::Backlog : kind})
        if (const auto own = queue.thresholds.find(one); own != queue.thresholds.end())
            return own->second;
    return {};
}

/// The rules of one kind: of several that fit a queue the last one holds, whatever an earlier one says.
QString entriesOf(RuleKind kind, const Runbook &runbook)
{
    const std::vector<Runbook::Rule> rules = rulesOf(kind, runbook);
    QStringList own;
    for (const Runbook::Queue &queue : runbook.queues())
        if (thresholdOf(queue, kind))
            own << queue.name;
    QString text;
    std::vector<Selection> later;
    for (auto one = rules.rbegin(); one != rules.rend(); ++one) {
        const Selection where{one->namespaces, one->queues};
        if (one->enabled) {
            std::vector<Selection> elsewhere = later;
            if (!own.isEmpty())
                elsewhere.push_back({{}, own});
            text += entry(one->rule, where, elsewhere);
        }
        for (const Runbook::Queue &queue : runbook.queues()) {
            const auto threshold = thresholdOf(queue, kind);
            if (!one->enabled || !threshold || !fitsAny(one->queues, queue.name))
                continue;
            AlertRule rule = one->rule;
            rule.threshold = *threshold;
            text += entry(rule, {one->namespaces, {queue.name}}, later);
        }
        if (where == Selection())
            break;
        later.push_back(where);
    }
    return text;
}

} // namespace

QString prometheusRules(const Runbook &runbook)
{
    QString entries;
    QStringList others;
    for (std::size_t i = 0; i < ruleKinds; ++i) {
        const auto kind = static_cast<RuleKind>(i);
        if (isExpressible(kind)) {
            entries += entriesOf(kind, runbook);
            continue;
        }
        for (const Runbook::Rule &one : runbook.allRules())
            if (one.rule.kind == kind && one.enabled)
                others << u"#   %1: %2\n"_s.arg(QString(one.rule.id).replace(u'\n', u' '), reasonOf(kind));
    }
    others.removeDuplicates();
    return Text::tr(
               "# The runbook's rules, as far as Prometheus can express them by the metrics of Temporal's\n"
               "# server. A server unloads a queue that nobody asks about for 5 minutes and then reports\n"
               "# less than waits, or nothing: the backlog rules hold only where "
               "matching.maxTaskQueueIdleTime\n"
               "# is longer, or while a console or `signalbox watch` looks. Not to be expressed:\n") +
           others.join(QString()) + u"groups:\n  - name: signalbox\n    rules:\n"_s +
           (entries.isEmpty() ? u"      []\n"_s : entries);
}

} // namespace signalbox
