// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/profile/queuecheck.h"

#include "models/base/queuekey.h"
#include "models/base/text.h"

#include <QRegularExpression>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// A worker's own queue, for the next task of a workflow it still has in memory. The SDKs name it after the
/// worker's identity: Go and Java "4711@host:UUID", those on the Core SDK "4711@host-UUID" without dashes.
bool isStickyName(const QString &queue)
{
    static const QRegularExpression sticky(
        u"@.*(?::[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|-[0-9a-f]{32})$"_s,
        QRegularExpression::DotMatchesEverythingOption | QRegularExpression::CaseInsensitiveOption);
    return sticky.match(queue).hasMatch();
}

} // namespace

std::optional<QString> whyNotWatched(const QString &queue)
{
    if (isPartitionName(queue))
        return Text::tr("is a part that the server made of a queue: write the name that the workers use");
    if (isStickyName(queue))
        return Text::tr(
            "is the queue of one worker alone, gone with it: write the name that the workers use");
    return {};
}

} // namespace signalbox
