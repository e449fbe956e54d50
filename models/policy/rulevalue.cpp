// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/rulevalue.h"

#include "models/base/format.h"
#include "models/base/text.h"

#include <QLocale>

namespace signalbox {

QString formatShare(qint64 share)
{
    const int digits = share % 100 == 0 ? 0 : share % 10 == 0 ? 1 : 2;
    return Text::tr("%1 %").arg(QLocale::c().toString(static_cast<double>(share) / 100, 'f', digits));
}

QString formatRuleValue(RuleKind kind, std::optional<qint64> value)
{
    if (value && isShare(kind))
        return formatShare(*value);
    if (value && isDuration(kind))
        return formatDuration(std::chrono::seconds(*value));
    return formatCount(value);
}

} // namespace signalbox
