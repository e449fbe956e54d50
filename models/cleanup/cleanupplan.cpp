// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cleanup/cleanupplan.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/workflows/closedruns.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shownLength = 120;

tl::unexpected<Error> refused(const QString &sentence)
{
    return fail(ErrorKind::Denied, sentence);
}

} // namespace

QString CleanUpOrder::query() const
{
    return closedRuns(closedBefore);
}

Result<std::chrono::seconds> allowedAge(const Expectations &expectations, const QString &ns)
{
    const QString name = displayText(ns, shownLength);
    const Expectations::Namespace *const entry = expectations.namespaceOf(ns);
    if (!entry)
        return refused(Text::tr("No [[namespace]] of %1 is of “%2”, so nothing may be deleted there.")
                           .arg(expectations.file, name));
    if (entry->isProtected)
        return refused(Text::tr("Line %1 of %2 protects “%3”, so nothing may be deleted there.")
                           .arg(QString::number(entry->line), expectations.file, name));
    const Expectations::CleanUp *const rule = expectations.cleanUpOf(ns);
    if (!rule)
        return refused(Text::tr("No [[clean_up]] of %1 is of “%2”, so nothing may be deleted there.")
                           .arg(expectations.file, name));
    if (!rule->olderThan)
        return refused(Text::tr("A [[clean_up]] of %1 forbids to delete anything in “%2”.")
                           .arg(expectations.file, name));
    return *rule->olderThan;
}

Result<CleanUpOrder> planCleanUp(const Expectations &expectations, const QString &ns,
                                 std::optional<std::chrono::seconds> wanted, Instant now)
{
    const auto allowed = allowedAge(expectations, ns);
    if (!allowed)
        return tl::unexpected(allowed.error());
    if (wanted && *wanted < *allowed)
        return refused(
            Text::tr("%1 lets go in “%2” what has been closed for longer than %3; %4 is too short a time.")
                .arg(expectations.file, displayText(ns, shownLength), formatRetention(*allowed),
                     formatRetention(wanted)));
    const std::chrono::seconds age = wanted.value_or(*allowed);
    return CleanUpOrder{ns, age, std::chrono::floor<std::chrono::seconds>(now) - age};
}

} // namespace signalbox
