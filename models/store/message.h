// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QByteArray>
#include <QString>

namespace signalbox {

/// What one receiver is to be told elsewhere: that an alert fires, that it has ended, or how many did.
struct Message
{
    enum class Step { Fired = 0, Ended = 1, Grouped = 2 }; ///< the numbers are in stores: they stay

    QString receiver;   ///< its id
    QString occurrence; ///< of the alert, the same as it fires and as it ends; a group has one of its own
    Step step = Step::Fired;
    Instant time;        ///< of the decision
    QByteArray body;     ///< a JSON object
    bool isTold = false; ///< it was taken, and has not ended yet

    /// The same however often it is sent, and unlike every other one.
    [[nodiscard]] QString id() const
    {
        const QString words[] = {QStringLiteral("-fired"), QStringLiteral("-ended"),
                                 QStringLiteral("-grouped")};
        return occurrence + words[static_cast<int>(step)];
    }
    bool operator==(const Message &) const = default;
};

/// What became of one.
struct MessageNote
{
    enum class What {
        Decided,
        Told,
        Over, ///< nothing of its occurrence is left to be told to this receiver
    };
    What what = What::Decided;
    Message message;

    bool operator==(const MessageNote &) const = default;
};

} // namespace signalbox
