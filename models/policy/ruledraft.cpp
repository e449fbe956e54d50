// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/ruledraft.h"

#include "models/policy/runbookreader.h"

#include <QRegularExpression>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

const auto draftName = u"rule"_s;

/// In the largest unit that has no rest.
QString durationText(std::chrono::seconds duration)
{
    constexpr std::pair<qint64, char16_t> units[] = {{86'400, u'd'}, {3600, u'h'}, {60, u'm'}};
    for (const auto &[seconds, unit] : units)
        if (duration.count() > 0 && duration.count() % seconds == 0)
            return QString::number(duration.count() / seconds) + QChar(unit);
    return QString::number(duration.count()) + u's';
}

QString durationText(Milliseconds duration)
{
    return durationText(std::chrono::floor<std::chrono::seconds>(duration));
}

QString thresholdText(const AlertRule &rule)
{
    if (isDuration(rule.kind))
        return durationText(std::chrono::seconds(rule.threshold));
    QString text = QString::number(rule.threshold);
    if (!isShare(rule.kind) || rule.threshold % 100 == 0)
        return isShare(rule.kind) ? QString::number(rule.threshold / 100) : text;
    text = QString::number(rule.threshold / 100) + u'.' +
           QString::number(rule.threshold % 100).rightJustified(2, u'0');
    return text.endsWith(u'0') ? text.chopped(1) : text;
}

/// A string of TOML.
QString quoted(const QString &text)
{
    QString written;
    for (const QChar one : text) {
        if (one == u'"' || one == u'\\')
            written += u'\\' + QString(one);
        else if (one.unicode() < 0x20 || one.unicode() == 0x7f)
            written += u"\\u%1"_s.arg(one.unicode(), 4, 16, QChar(u'0'));
        else
            written += one;
    }
    return u'"' + written + u'"';
}

/// What is no number of TOML is left to the reader to refuse.
QString numberText(QString text, RuleKind kind)
{
    static const QRegularExpression number(u"\\A-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,9})?\\z"_s);
    if (isShare(kind) && text.endsWith(u'%'))
        text = text.chopped(1).trimmed();
    return number.match(text).hasMatch() ? text : quoted(text);
}

QString patternsText(QStringList patterns)
{
    return patterns.replaceInStrings(u","_s, u"\\,"_s).join(u", "_s);
}

QString listText(const QString &patterns)
{
    static const QRegularExpression comma(u"(?<!\\\\),"_s);
    QStringList written;
    for (const QString &pattern : patterns.split(comma, Qt::SkipEmptyParts))
        if (const QString name = pattern.trimmed().replace(u"\\,"_s, u","_s); !name.isEmpty())
            written << quoted(name);
    return u'[' + written.join(u", "_s) + u']';
}

DraftFault faultOf(const QString &said)
{
    static const QRegularExpression form(u"\\A%1:\\d+: (?:alert\\.(\\w+): )?(.*)\\z"_s.arg(draftName),
                                         QRegularExpression::DotMatchesEverythingOption);
    const auto match = form.match(said);
    return {match.captured(1), match.captured(2)};
}

} // namespace

RuleDraft draftOf(const Runbook::Rule &rule)
{
    return {rule.rule.id,
            rule.rule.kind,
            thresholdText(rule.rule),
            durationText(rule.rule.forDuration),
            durationText(rule.rule.keepFiringFor),
            rule.rule.severity,
            rule.enabled,
            patternsText(rule.namespaces),
            patternsText(rule.queues)};
}

std::vector<std::pair<QString, QString>> tomlLines(const RuleDraft &draft)
{
    const QString threshold = draft.threshold.trimmed();
    return {{u"id"_s, quoted(draft.id)},
            {u"kind"_s, quoted(kindName(draft.kind))},
            {u"threshold"_s, isDuration(draft.kind) ? quoted(threshold) : numberText(threshold, draft.kind)},
            {u"for"_s, quoted(draft.forDuration.trimmed())},
            {u"keep_firing_for"_s, quoted(draft.keepFiringFor.trimmed())},
            {u"severity"_s, draft.severity == Signal::Danger ? u"\"danger\""_s : u"\"caution\""_s},
            {u"enabled"_s, draft.enabled ? u"true"_s : u"false"_s},
            {u"namespaces"_s, listText(draft.namespaces)},
            {u"queues"_s, listText(draft.queues)}};
}

/// What holds without being said is not said, so that a table is as short as one by hand.
QString tomlOf(const RuleDraft &draft)
{
    QString toml = u"[[alert]]\n"_s;
    for (const auto &[key, value] : tomlLines(draft))
        if (value != "[]"_L1 && (key != "enabled"_L1 || !draft.enabled))
            toml += u"%1 = %2\n"_s.arg(key, value);
    return toml;
}

DraftReading readDraft(const RuleDraft &draft)
{
    const RunbookReading reading = readAllOfRunbook("version = 1\n" + tomlOf(draft).toUtf8(), draftName);
    DraftReading read;
    for (const QString &fault : reading.faults)
        read.faults.push_back(faultOf(fault));
    if (read.faults.empty() && reading.contents.rules.size() == 1)
        read.rule = reading.contents.rules.front();
    return read;
}

} // namespace signalbox
