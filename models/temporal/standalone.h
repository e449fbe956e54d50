// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

/// Activities that no workflow started (ListActivityExecutions; server 1.32 and later).
namespace signalbox {

/// A page of them, as far as a console needs it that looks for their queues.
struct StandalonePage
{
    QStringList taskQueues; ///< of each row
    QByteArray nextPage;    ///< empty: the last one

    bool operator==(const StandalonePage &) const = default;
};

} // namespace signalbox
