// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/lever.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace signalbox {

/// One lever with a write token in hand: look again, compare, send once, read back until it is settled.
/// Neither journal nor sign-in is its business; many of one intervention may share its token. Owner thread;
/// the lever must outlive it.
class Attempt final : public QObject
{
    Q_OBJECT

public:
    /// From the intent on: what isn't sent by then never is, so that an intent without a trace can be
    /// settled.
    static constexpr std::chrono::minutes sendWithin{8};

    /// `confirmedAt` is since boot.
    Attempt(Client &client, const Clock &clock, Lever &lever, QString reason, QString identity,
            Milliseconds confirmedAt, QObject *parent = nullptr);
    ~Attempt() override;

    void start(WriteToken token);
    /// The token is wiped once the last one lets go of it.
    void start(std::shared_ptr<const WriteToken> token);
    /// Before it is sent: lets go of the token and tells no end. From then on without effect.
    void stop();
    /// Whether the server refused a token that had not run out: then the role is what is missing.
    [[nodiscard]] bool lacksRole() const { return m_lacksRole; }

Q_SIGNALS:
    void rechecked();
    void sent(); ///< about to be: from here on the call can't be recalled
    /// `error` is what came instead of the server's OK, or what kept it from being sent or read back.
    void ended(const signalbox::Settlement &settlement, const std::optional<signalbox::Error> &error);

private:
    void compare(const Result<Seen> &now);
    void send();
    void takeReply(const Result<QString> &answer);
    void readBack();
    void takeReading(const Result<Settlement> &reading);
    void refuse(const QString &sentence, const Error &error);
    void end(const Settlement &settlement, const std::optional<Error> &error);
    [[nodiscard]] QString deniedSentence(const Error &error) const;
    [[nodiscard]] Settlement unsettled(const Result<Settlement> &reading) const;

    Client &m_client;
    const Clock &m_clock;
    Lever &m_lever;
    const QString m_reason;
    const QString m_identity;
    const Milliseconds m_confirmedAt;
    std::shared_ptr<const WriteToken> m_token;
    bool m_isSent = false;
    bool m_isOver = false;
    bool m_lacksRole = false;
    Delivery m_step;                ///< what stop() stops
    std::optional<Error> m_failure; ///< what came instead of the server's OK
    QString m_madeRun;              ///< by the call, as the server answered
    Milliseconds m_answeredAt{0};
    QTimer m_again;
};

} // namespace signalbox
