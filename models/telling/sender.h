// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/reply.h"
#include "models/profile/receiver.h"
#include "models/store/message.h"

#include <memory>
#include <vector>

namespace signalbox {

class Keyring;

/// Tells one receiver, once. Owner thread.
class Sender
{
public:
    Sender() = default;
    virtual ~Sender() = default;
    Q_DISABLE_COPY_MOVE(Sender)

    /// True once it was taken; else why not. Dropping the Reply gives nothing back: it may have been taken.
    [[nodiscard]] virtual Reply<bool> send(const std::vector<Message> &messages) = 0;
    /// It wants to be told what stands, many at once and again and again; else what happens, one by one.
    [[nodiscard]] virtual bool wantsWhatStands() const { return false; }
};

/// Keyring and clock must outlive it.
[[nodiscard]] std::unique_ptr<Sender> makeSender(const Receiver &receiver, const QString &profileName,
                                                 Keyring &keyring, const Clock &clock);

} // namespace signalbox
