// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/targetlook.h"

#include <QObject>

namespace signalbox {

/// What a lever is aimed at, as read when the dialog opened and as read last, and whether that may still be
/// acted on. Asks the server at each read(), never by itself. UI thread.
class TargetReading final : public QObject
{
    Q_OBJECT

public:
    TargetReading(Client &client, const Clock &clock, InterventionTarget target, QObject *parent = nullptr);

    /// Does nothing while a reading is under way.
    void read(Purpose purpose);
    /// Forgets what was read and reads anew, for a person.
    void startOver();
    /// What was pulled is what was shown then: answers that come later are dropped, until startOver().
    void freeze();

    [[nodiscard]] const Seen *seen() const { return m_seen ? &*m_seen : nullptr; } ///< last
    [[nodiscard]] bool isUnderWay() const { return m_isUnderWay; }
    [[nodiscard]] std::optional<Milliseconds> age() const;
    /// Since the last read() began, whatever came of it.
    [[nodiscard]] Milliseconds sinceAsked() const;
    /// Of the latest reading, until one succeeds.
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }
    /// Why what was read is nothing to act on: the target is gone, the reading failed, is old or is of
    /// something else. Empty if it is fresh.
    [[nodiscard]] QString doubt() const;
    /// What would be pulled with these values; null while there is nothing to pull.
    [[nodiscard]] std::unique_ptr<Lever> lever(LeverValues values) const;
    /// Why it is pointless on what was read last; empty if it isn't, or nothing was read.
    [[nodiscard]] QString obstacle() const;
    /// What changed since the first reading that would make the lever lose its race; empty if nothing did.
    [[nodiscard]] QString change() const;

Q_SIGNALS:
    void changed();
    void failed(); ///< what was read before stays

private:
    void take(Result<Seen> answer);
    void takeCount();

    const Clock &m_clock;
    const InterventionTarget m_target;
    const LeverKind &m_kind;
    TargetLook m_look;
    std::optional<Seen> m_opened;
    std::optional<Seen> m_seen;
    std::optional<Instant> m_readAt;
    std::optional<Instant> m_askedAt;
    std::optional<Error> m_failure;
    bool m_isUnderWay = false;
    Delivery m_call;
};

} // namespace signalbox
