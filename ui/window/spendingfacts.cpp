// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/spendingfacts.h"

#include "models/base/format.h"
#include "models/base/text.h"
#include "ui/widgets/callkindtext.h"

#include <map>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

struct Spent
{
    int sent = 0;
    int refused = 0;
};

/// By which tests and scripts know the fact.
QString nameOf(CallKind kind)
{
    switch (kind) {
    case CallKind::Looks:
        return u"looks"_s;
    case CallKind::Counts:
        return u"counts"_s;
    case CallKind::Lists:
        return u"lists"_s;
    case CallKind::Workers:
        return u"workers"_s;
    case CallKind::Namespaces:
        return u"namespaces"_s;
    case CallKind::Runs:
        return u"runs"_s;
    case CallKind::Others:
        break;
    }
    return u"others"_s;
}

QString refusedText(int refused)
{
    return refused > 0 ? Text::tr("%1 refused").arg(refused) : QString();
}

Fact factOf(const QString &name, const QString &label, const Spent &spent)
{
    return {u"calls."_s + name, label, formatCount(spent.sent), false, refusedText(spent.refused),
            spent.refused > 0};
}

Spent together(const std::vector<MethodTraffic> &lastMinute)
{
    Spent all;
    for (const MethodTraffic &method : lastMinute) {
        all.sent += method.sent;
        all.refused += method.refused;
    }
    return all;
}

} // namespace

std::vector<Fact> spendingFacts(const std::vector<MethodTraffic> &lastMinute,
                                std::optional<Milliseconds> sweepInterval)
{
    std::map<CallKind, Spent> byKind;
    for (const MethodTraffic &method : lastMinute) {
        Spent &spent = byKind[callKindOf(method.method)];
        spent.sent += method.sent;
        spent.refused += method.refused;
    }
    std::vector<Fact> facts{factOf(u"all"_s, Text::tr("calls in the last minute"), together(lastMinute))};
    for (const CallKind kind : callKinds)
        facts.push_back(factOf(nameOf(kind), callKindText(kind), byKind[kind]));
    facts.push_back({u"calls.sweep"_s, Text::tr("full sweep"),
                     sweepInterval ? Text::tr("every %1").arg(formatRoughly(*sweepInterval)) : u"–"_s, false,
                     Text::tr("each queue at least as often"), false});
    return facts;
}

QString spendingText(const std::vector<MethodTraffic> &lastMinute)
{
    const Spent all = together(lastMinute);
    const QString calls = all.sent == 1 ? Text::tr("1 call/min") : Text::tr("%1 calls/min").arg(all.sent);
    return all.refused > 0 ? calls + u" · "_s + refusedText(all.refused) : calls;
}

} // namespace signalbox
