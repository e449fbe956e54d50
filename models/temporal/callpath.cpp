// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/callpath.h"

#include "models/base/dispatcher.h"
#include "models/base/logging.h"
#include "models/base/text.h"
#include "models/temporal/callgate.h"
#include "models/temporal/callmetadata.h"
#include "models/temporal/retry.h"
#include "models/temporal/steadytime.h"

#include <grpcpp/client_context.h>

#include <QPointer>
#include <QRandomGenerator>

#include <algorithm>
#include <mutex>

namespace signalbox {

using namespace Qt::StringLiterals;

/// A call that holds a place: it waits for its token, or is with gRPC.
struct CallPath::Flight
{
    std::shared_ptr<Call> call;
    Delivery tokenWait;
    Delivery causeWait;
    std::optional<ReadToken> token;
    /// Set while gRPC has the attempt. It holds the channel too, so it goes before the gate opens.
    std::unique_ptr<grpc::ClientContext> context;
    std::mutex contextMutex;
    Milliseconds sentAt{0};
    Milliseconds roundTrip{0};
    Call::Next next = Call::Next::Nothing;

    void tryCancel()
    {
        const std::scoped_lock lock(contextMutex);
        if (context)
            context->TryCancel();
    }
    void dropContext()
    {
        const std::scoped_lock lock(contextMutex);
        context.reset();
    }
};

namespace {

QString denialKey(const Call &call)
{
    return QLatin1StringView(call.method.name) + u' ' + call.ns;
}

} // namespace

CallPath::CallPath(Endpoint endpoint, std::unique_ptr<TlsProbe> probe, TokenSource &tokens,
                   const Clock &clock, const Limits &limits)
    : m_endpoint(std::move(endpoint))
    , m_probe(std::move(probe))
    , m_tokens(tokens)
    , m_clock(clock)
    , m_limits(limits)
    , m_gate(std::make_shared<CallGate>())
{
    m_wake.setSingleShot(true);
    connect(&m_wake, &QTimer::timeout, this, &CallPath::pump);
}

CallPath::~CallPath()
{
    for (const auto &flight : m_flights) {
        flight->tokenWait.cancel();
        flight->causeWait.cancel();
        flight->tryCancel();
    }
    m_gate->waitUntilEmpty(m_limits.overdueAfter);
    for (Queue *queue : {&m_personsQueue, &m_backgroundQueue})
        for (const auto &call : *queue)
            call->fail(errorFor(*call, ErrorKind::Cancelled, Text::tr("the connection is closed")));
    for (const auto &flight : m_flights)
        flight->call->fail(
            errorFor(*flight->call, ErrorKind::Cancelled, Text::tr("the connection is closed")));
}

void CallPath::submit(std::shared_ptr<Call> call)
{
    Q_ASSERT(dispatcher::isOwnerThread());
    call->deadline = steadyNow() + m_limits.*call->method.deadline;
    Queue &queue = queueOf(*call);
    queue.push_back(std::move(call));
    pump();
}

CallPath::Queue &CallPath::queueOf(const Call &call)
{
    return call.purpose == Purpose::Background ? m_backgroundQueue : m_personsQueue;
}

void CallPath::cancel(Call &call)
{
    const auto isIt = [&call](const auto &other) { return other.get() == &call; };
    for (Queue *queue : {&m_personsQueue, &m_backgroundQueue})
        std::erase_if(*queue, isIt);
    const auto flight = std::find_if(m_flights.begin(), m_flights.end(),
                                     [&call](const auto &other) { return other->call.get() == &call; });
    if (flight == m_flights.end())
        return;
    call.cancelled = true;
    (*flight)->tryCancel(); // its end comes from gRPC
    if (!(*flight)->sentAt.count()) {
        (*flight)->tokenWait.cancel();
        m_flights.erase(flight);
        pump();
    }
}

void CallPath::pump()
{
    const Milliseconds now = steadyNow();
    Milliseconds wakeAt = Milliseconds::max();
    expireTokenWaits(now);
    giveUpOverdue(now);
    std::vector<std::shared_ptr<Flight>> admitted;
    for (Queue *queue : {&m_personsQueue, &m_backgroundQueue})
        admit(*queue, now, wakeAt, admitted);
    // Only now, with nothing held of the queues: whoever hears of a renewal may call or cancel.
    for (const auto &flight : admitted)
        if (std::find(m_flights.begin(), m_flights.end(), flight) != m_flights.end())
            start(flight);
    for (const auto &flight : m_flights)
        wakeAt = std::min(wakeAt, flight->sentAt.count() ? overdueAt(*flight) : flight->call->deadline);
    // A pump within this one may have set it sooner, for a call that this one has not seen.
    const Milliseconds wait = std::max(wakeAt - now, Milliseconds(1));
    if (wakeAt != Milliseconds::max() && (!m_wake.isActive() || wait < m_wake.remainingTimeAsDuration()))
        m_wake.start(wait);
}

void CallPath::admit(Queue &queue, Milliseconds now, Milliseconds &wakeAt,
                     std::vector<std::shared_ptr<Flight>> &flights)
{
    for (auto it = queue.begin(); it != queue.end();) {
        const std::shared_ptr<Call> call = *it;
        if (now >= call->deadline) {
            it = queue.erase(it);
            call->fail(call->lastError.value_or(
                errorFor(*call, ErrorKind::Throttled, Text::tr("waited too long for its turn"))));
        } else if (hasPlace(call->purpose) && isAdmitted(*call, now, wakeAt)) {
            it = queue.erase(it);
            flights.push_back(std::make_shared<Flight>());
            flights.back()->call = call;
            m_flights.push_back(flights.back());
        } else {
            wakeAt = std::min(wakeAt, call->deadline);
            ++it;
        }
    }
}

bool CallPath::hasPlace(Purpose purpose) const
{
    const int kept = purpose == Purpose::Background ? m_limits.keptForOperator : 0;
    return std::cmp_less(m_flights.size(), m_limits.inFlight - kept);
}

bool CallPath::isAdmitted(Call &call, Milliseconds now, Milliseconds &wakeAt)
{
    if (call.notBefore > now) {
        wakeAt = std::min(wakeAt, call.notBefore);
        return false;
    }
    call.markedOperator = call.method.write || call.purpose == Purpose::Operator;
    if (!call.method.visibility)
        return true;
    VisibilityBudget &budget = budgetOf(call);
    const Milliseconds filledTo = m_clock.sinceBoot();
    const auto lane = budget.take(call.purpose, filledTo);
    if (lane)
        call.markedOperator = lane == VisibilityBudget::Lane::Operator;
    else
        wakeAt = std::min(wakeAt, now + (budget.nextAt(call.purpose, filledTo) - filledTo));
    return lane.has_value();
}

VisibilityBudget &CallPath::budgetOf(const Call &call)
{
    return m_budgets.try_emplace(call.ns, m_limits).first->second;
}

void CallPath::expireTokenWaits(Milliseconds now)
{
    std::erase_if(m_flights, [&](const auto &flight) {
        if (flight->sentAt.count() || now < flight->call->deadline)
            return false;
        flight->tokenWait.cancel();
        // The session lives: a token source that waits has a session to renew.
        Error error = errorFor(*flight->call, ErrorKind::Unreachable,
                               Text::tr("the token has run out and a new one has not come in time"));
        error.endpoint = m_endpoint.issuer;
        flight->call->fail(error);
        return true;
    });
}

Milliseconds CallPath::overdueAt(const Flight &flight) const
{
    return flight.call->deadline + m_limits.overdueAfter;
}

/// gRPC ends a call at its deadline. One that it did not end has been seen once, and clients that hang past
/// their deadline are known to its issues; whoever polls would wait for it for good.
void CallPath::giveUpOverdue(Milliseconds now)
{
    std::erase_if(m_flights, [&](const auto &flight) {
        if (!flight->sentAt.count() || now < overdueAt(*flight))
            return false;
        Call &call = *flight->call;
        qCWarning(lcRpc) << call.method.name << "was not ended by gRPC at its deadline: given up";
        flight->tryCancel();
        m_gate->leave(flight.get());
        call.fail(toError({grpc::StatusCode::DEADLINE_EXCEEDED, "gRPC did not end the call"},
                          QString::fromLatin1(call.method.name), m_endpoint));
        return true;
    });
}

void CallPath::start(const std::shared_ptr<Flight> &flight)
{
    const Call &call = *flight->call;
    if (call.method.open || call.method.write)
        return send(flight, call.writeToken.view());
    auto token = m_tokens.readToken();
    // At once where there is one: the next page is on its way before the model takes in the one before it.
    if (const auto ready = token.takeFinished())
        return sendWith(flight, *ready);
    flight->tokenWait =
        token.deliver(this, [this, flight](const Result<ReadToken> &late) { sendWith(flight, late); });
}

void CallPath::sendWith(const std::shared_ptr<Flight> &flight, const Result<ReadToken> &token)
{
    if (!token) {
        Error error = errorFor(*flight->call, token.error().kind, token.error().detail);
        if (!token.error().endpoint.isEmpty())
            error.endpoint = token.error().endpoint;
        flight->sentAt = steadyNow();
        // Later, as every end: the caller still holds on to what this would change.
        return dispatcher::post([path = QPointer(this), flight, error] {
            if (path)
                path->ended(flight, error);
        });
    }
    if (!m_newestToken || m_newestToken->bearer() != token->bearer()) {
        m_newestToken = *token;
        m_newestTokenSince = steadyNow();
    }
    flight->token = *token;
    send(flight, token->bearer());
}

void CallPath::send(const std::shared_ptr<Flight> &flight, QByteArrayView bearer)
{
    Call &call = *flight->call;
    flight->sentAt = steadyNow();
    flight->context = std::make_unique<grpc::ClientContext>();
    addMetadata(call, *flight->context, bearer);
    if (call.method.large && m_compress)
        flight->context->set_compression_algorithm(GRPC_COMPRESS_GZIP); // the server answers as it is asked
    flight->context->set_deadline(std::chrono::system_clock::now() + (call.deadline - flight->sentAt));
    ++call.attempt;
    m_traffic.sent(call.method.name, flight->sentAt);
    m_gate->enter(flight.get());
    call.send(*flight->context, [flight, gate = m_gate, path = QPointer(this), endpoint = m_endpoint,
                                 tokenBytes = bearer.size()](const grpc::Status &status) {
        flight->roundTrip = steadyNow() - flight->sentAt;
        std::optional<Error> error;
        if (status.ok())
            flight->next = flight->call->succeed();
        else
            error = toError(status, QString::fromLatin1(flight->call->method.name), endpoint, tokenBytes);
        flight->dropContext();
        dispatcher::post([path, flight, error, asksWhy = isOfHandshake(status)] {
            if (path)
                path->attempted(flight, error, asksWhy);
        });
        gate->leave(flight.get());
    });
}

/// Of most that goes wrong with TLS gRPC says only that it went wrong.
void CallPath::attempted(const std::shared_ptr<Flight> &flight, const std::optional<Error> &error,
                         bool isOfHandshake)
{
    if (!m_probe || !isOfHandshake)
        return ended(flight, error);
    flight->causeWait =
        m_probe->cause().deliver(this, [this, flight, error = *error](const Result<QString> &cause) mutable {
            if (cause && !cause->isEmpty())
                error.detail = *cause;
            ended(flight, error);
        });
}

void CallPath::ended(const std::shared_ptr<Flight> &flight, const std::optional<Error> &error)
{
    if (std::erase(m_flights, flight) == 0)
        return; // given up before
    rememberReach(*flight, error);
    Q_EMIT attemptEnded();
    const std::shared_ptr<Call> &call = flight->call;
    if (!error) {
        m_traffic.answered(flight->roundTrip);
        m_believedDenials.remove(denialKey(*call));
        if (flight->next == Call::Next::AnotherPage && !call->cancelled) {
            call->deadline = steadyNow() + m_limits.*call->method.deadline;
            call->lastError.reset();
            requeue(call, Milliseconds(0));
        }
        return pump();
    }
    qCDebug(lcRpc) << call->method.name << "attempt" << call->attempt << error->code;
    if (error->kind == ErrorKind::Throttled)
        m_traffic.refused(call->method.name, steadyNow());
    if (error->kind == ErrorKind::Throttled && call->method.visibility)
        budgetOf(*call).refused(m_clock.sinceBoot());
    const auto wait = waitBeforeRetry(*flight, *error);
    call->lastError = error;
    if (wait && steadyNow() + *wait < call->deadline)
        requeue(call, *wait);
    else
        call->fail(*error);
    pump();
}

void CallPath::rememberReach(const Flight &flight, const std::optional<Error> &error)
{
    if (!flight.sentAt.count() || (error && error->kind == ErrorKind::Cancelled))
        return;
    if (!error || error->kind != ErrorKind::Unreachable) {
        m_unreachable.reset();
        m_silentSince.reset();
        return;
    }
    if (!m_silentSince)
        m_silentSince = flight.sentAt;
    if (error->code != "DEADLINE_EXCEEDED"_L1) // which says nothing of the reason
        m_unreachable = error;
}

std::optional<Milliseconds> CallPath::waitBeforeRetry(Flight &flight, const Error &error)
{
    if (flight.call->method.write || flight.call->cancelled)
        return std::nullopt;
    if (error.kind == ErrorKind::Unsupported && m_compress && error.detail.contains("gzip"_L1)) {
        m_compress = false;
        return Milliseconds(0);
    }
    if (error.kind == ErrorKind::Denied)
        return waitAfterDenial(flight);
    if (error.kind == ErrorKind::Unreachable && !m_reconnecting)
        return std::nullopt;
    return retryDelay(error, flight.call->attempt, QRandomGenerator::global()->generateDouble(), m_limits);
}

/// PERMISSION_DENIED is the server's only word for an expired token, a missing role and a token from a clock
/// ahead of its own: the first is cured by a refresh, the last by waiting.
std::optional<Milliseconds> CallPath::waitAfterDenial(Flight &flight)
{
    Call &call = *flight.call;
    if (!flight.token || m_believedDenials.contains(denialKey(call)))
        return std::nullopt;
    if (call.deniedOnce) {
        m_believedDenials.insert(denialKey(call));
        return std::nullopt;
    }
    call.deniedOnce = true;
    const bool isNewest = m_newestToken && m_newestToken->bearer() == flight.token->bearer();
    if (isNewest && steadyNow() - m_newestTokenSince < m_limits.tokenIsFreshFor)
        return m_limits.freshTokenSettling;
    m_tokens.reportDenied(*flight.token);
    return Milliseconds(0);
}

void CallPath::requeue(const std::shared_ptr<Call> &call, Milliseconds wait)
{
    call->notBefore = steadyNow() + wait;
    queueOf(*call).push_front(call);
}

Error CallPath::errorFor(const Call &call, ErrorKind kind, const QString &detail) const
{
    return Error{kind, detail, QString::fromLatin1(call.method.name), m_endpoint.address, {}};
}

} // namespace signalbox
