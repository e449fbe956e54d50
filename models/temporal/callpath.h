// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/identity/tokensource.h"
#include "models/temporal/call.h"
#include "models/temporal/grpcerror.h"
#include "models/temporal/limits.h"
#include "models/temporal/tlsprobe.h"
#include "models/temporal/traffic.h"
#include "models/temporal/visibilitybudget.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <deque>
#include <map>

namespace signalbox {

class CallGate;

/// The one way a call takes: waits for a place (64 in flight, a person's calls first and eight kept for them)
/// and for the namespace's budget, gets its token and metadata, is sent, and if it is a read and failed in a
/// way that passes, waits and goes again until its deadline. Every call ends, at the latest `overdueAfter`
/// past its deadline. Owner thread; only the end of an attempt is handled on the thread of the completions.
class CallPath final : public QObject
{
    Q_OBJECT

public:
    /// `probe` where the way is TLS. Budgets fill by `clock`; deadlines are gRPC's, by the steady clock.
    CallPath(Endpoint endpoint, std::unique_ptr<TlsProbe> probe, TokenSource &tokens, const Clock &clock,
             const Limits &limits);
    /// Cancels what is under way, waits for gRPC to let go of it and fails every call with Cancelled.
    ~CallPath() override;

    void submit(std::shared_ptr<Call> call);
    void cancel(Call &call);

    /// Before the first connection an unreachable server is told at once: the address or the certificates are
    /// wrong more often than the server is just starting.
    void setReconnecting(bool reconnecting) { m_reconnecting = reconnecting; }

    [[nodiscard]] const Traffic &traffic() const { return m_traffic; }
    /// Why the last attempt did not reach the server, unless one was answered since.
    [[nodiscard]] const std::optional<Error> &unreachable() const { return m_unreachable; }
    /// When the first of the attempts was sent that got no answer, unless one was answered since; by
    /// steadyNow().
    [[nodiscard]] const std::optional<Milliseconds> &silentSince() const { return m_silentSince; }

Q_SIGNALS:
    void attemptEnded(); ///< well or not: the connection may have changed

private:
    struct Flight;
    using Queue = std::deque<std::shared_ptr<Call>>;

    void pump();
    /// Takes what may go now out of the queue and gives it a place.
    void admit(Queue &queue, Milliseconds now, Milliseconds &wakeAt,
               std::vector<std::shared_ptr<Flight>> &flights);
    [[nodiscard]] Queue &queueOf(const Call &call);
    [[nodiscard]] VisibilityBudget &budgetOf(const Call &call);
    [[nodiscard]] bool hasPlace(Purpose purpose) const;
    /// Whether the budget lets it go now; otherwise moves wakeAt.
    [[nodiscard]] bool isAdmitted(Call &call, Milliseconds now, Milliseconds &wakeAt);
    void expireTokenWaits(Milliseconds now);
    [[nodiscard]] Milliseconds overdueAt(const Flight &flight) const;
    void giveUpOverdue(Milliseconds now);
    void start(const std::shared_ptr<Flight> &flight);
    void sendWith(const std::shared_ptr<Flight> &flight, const Result<ReadToken> &token);
    void send(const std::shared_ptr<Flight> &flight, QByteArrayView bearer);
    void attempted(const std::shared_ptr<Flight> &flight, const std::optional<Error> &error,
                   bool isOfHandshake);
    void ended(const std::shared_ptr<Flight> &flight, const std::optional<Error> &error);
    void rememberReach(const Flight &flight, const std::optional<Error> &error);
    /// The wait before another attempt, or nothing if the error is final.
    [[nodiscard]] std::optional<Milliseconds> waitBeforeRetry(Flight &flight, const Error &error);
    [[nodiscard]] std::optional<Milliseconds> waitAfterDenial(Flight &flight);
    void requeue(const std::shared_ptr<Call> &call, Milliseconds wait);
    [[nodiscard]] Error errorFor(const Call &call, ErrorKind kind, const QString &detail) const;

    const Endpoint m_endpoint;
    const std::unique_ptr<TlsProbe> m_probe;
    TokenSource &m_tokens;
    const Clock &m_clock;
    const Limits m_limits;
    bool m_reconnecting = false;
    bool m_compress = true; ///< until a server says it can't
    Queue m_personsQueue;
    Queue m_backgroundQueue;
    std::vector<std::shared_ptr<Flight>> m_flights;
    std::shared_ptr<CallGate> m_gate;
    std::map<QString, VisibilityBudget> m_budgets;
    /// The newest token and when it was first used: the server may still find it too young.
    std::optional<ReadToken> m_newestToken;
    Milliseconds m_newestTokenSince{0};
    /// Method and namespace that stayed refused with a new token: asking for yet another would not help.
    QSet<QString> m_believedDenials;
    Traffic m_traffic;
    std::optional<Error> m_unreachable;
    std::optional<Milliseconds> m_silentSince;
    QTimer m_wake;
};

} // namespace signalbox
