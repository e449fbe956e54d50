// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/alerttext.h"

#include "models/alerts/alertjson.h"
#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/policy/rulevalue.h"

#include <QStringList>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString placeOf(const QueueKey &key)
{
    if (key.queue.isEmpty())
        return key.ns.isEmpty() ? Text::tr("the cluster") : copyText(key.ns);
    return copyText(key.ns) + u'/' + copyText(key.queue);
}

} // namespace

QString alertLine(const Alert &alert)
{
    const QString since = alert.since ? formatIso(*alert.since) : u"–"_s;
    const QString text = Text::tr("%1  %2  %3  %4 > %5  since %6")
                             .arg(stateWord(alert.state), copyText(alert.rule), placeOf(alert.key),
                                  formatRuleValue(alert.kind, alert.value),
                                  formatRuleValue(alert.kind, alert.threshold), since);
    return alert.inferred ? text + Text::tr(" (inferred)") : text;
}

QString saidText(const AlertSaid &said)
{
    QString text;
    if (said.acknowledged)
        text += Text::tr(" (acknowledged by %1)").arg(copyText(said.acknowledged->person));
    if (said.snoozed && said.snoozed->until)
        text += Text::tr(" (snoozed by %1 until %2)")
                    .arg(copyText(said.snoozed->person), formatIso(*said.snoozed->until));
    return text;
}

QString changeLine(const AlertChange &change)
{
    const Alert &alert = change.alert;
    QStringList parts{formatIso(change.at), stateWord(alert.state).leftJustified(8), copyText(alert.rule),
                      placeOf(alert.key)};
    if (alert.state == AlertState::Inactive)
        parts << Text::tr("has ended; it was %1").arg(stateWord(change.from.value_or(AlertState::Firing)));
    if (!change.reason.isEmpty())
        parts << change.reason;
    if (alert.state != AlertState::Inactive && !change.verdict.sentence.isEmpty())
        parts << change.verdict.sentence;
    return parts.join(u"  "_s);
}

} // namespace signalbox
