// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/dispatcher.h"
#include "models/base/error.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace signalbox {

/// Stops a delivery that was handed over with Reply::deliver. Copyable; harmless once delivered.
/// Owner thread only.
class Delivery
{
public:
    Delivery() = default;
    explicit Delivery(std::function<void()> cancel)
        : m_cancel(std::move(cancel))
    {
    }
    void cancel() const
    {
        if (m_cancel)
            m_cancel();
    }

private:
    std::function<void()> m_cancel;
};

namespace detail {

template <class T>
class ReplyState : public std::enable_shared_from_this<ReplyState<T>>
{
public:
    using Sink = std::function<void(T)>;

    /// Producer, any thread. The first value wins; later ones and those after cancel() are dropped.
    void finish(T value)
    {
        std::unique_lock lock(m_mutex);
        if (m_ended)
            return;
        m_ended = true;
        m_onCancel = nullptr;
        m_value.emplace(std::move(value));
        if (m_awaited)
            dispatcher::post([self = this->shared_from_this()] { self->hand(); });
    }

    /// Consumer side. Also runs the producer's cancel hook, at most once and outside the lock.
    void cancel()
    {
        std::unique_lock lock(m_mutex);
        m_sink = nullptr;
        m_value.reset();
        const auto hook = std::exchange(m_onCancel, nullptr);
        m_cancelled = m_cancelled || !m_ended;
        m_ended = true;
        lock.unlock();
        if (hook)
            hook();
    }

    void onCancel(std::function<void()> hook)
    {
        {
            const std::scoped_lock lock(m_mutex);
            if (!m_ended)
                m_onCancel = std::exchange(hook, nullptr);
            else if (!m_cancelled)
                hook = nullptr;
        }
        // Still held only if the reply was dropped before.
        if (hook)
            hook();
    }

    [[nodiscard]] std::optional<T> take()
    {
        const std::scoped_lock lock(m_mutex);
        return std::exchange(m_value, std::nullopt);
    }

    void await(QObject *receiver, Sink sink)
    {
        const std::scoped_lock lock(m_mutex);
        m_receiver = receiver;
        m_sink = std::move(sink);
        m_awaited = true;
        if (m_value)
            dispatcher::post([self = this->shared_from_this()] { self->hand(); });
    }

private:
    /// On the owner thread, where the receiver also dies: the QPointer can't change under us.
    void hand()
    {
        std::unique_lock lock(m_mutex);
        if (!m_sink || !m_value)
            return;
        const Sink sink = std::exchange(m_sink, nullptr);
        T value = std::move(*m_value);
        m_value.reset();
        lock.unlock();
        if (m_receiver)
            sink(std::move(value));
    }

    std::mutex m_mutex;
    std::optional<T> m_value;
    Sink m_sink;
    QPointer<QObject> m_receiver;
    std::function<void()> m_onCancel;
    bool m_ended = false;
    bool m_cancelled = false;
    bool m_awaited = false;
};

} // namespace detail

/// The one hand-over of an asynchronous answer. Move-only; dropping it undelivered cancels the call.
/// Written in place of QFuture::then(context, ...), which aborts in Qt 6.4.2 when the receiver died first.
template <class T>
class [[nodiscard]] Reply
{
public:
    using Value = Result<T>;

    explicit Reply(std::shared_ptr<detail::ReplyState<Value>> state)
        : m_state(std::move(state))
    {
    }
    Reply(Reply &&) noexcept = default;
    Reply &operator=(Reply &&other) noexcept
    {
        if (m_state)
            m_state->cancel();
        m_state = std::move(other.m_state);
        return *this;
    }
    Reply(const Reply &) = delete;
    Reply &operator=(const Reply &) = delete;
    ~Reply()
    {
        if (m_state)
            m_state->cancel();
    }

    /// Calls fn(Result<T>) from the event loop of the owner thread, never from within this call. The
    /// receiver's death cancels the call. Owner thread only.
    template <class Fn>
    Delivery deliver(QObject *receiver, Fn fn)
    {
        Q_ASSERT(dispatcher::isOwnerThread() && receiver && m_state);
        auto state = std::exchange(m_state, nullptr);
        const std::weak_ptr<detail::ReplyState<Value>> weak = state;
        const auto cancel = [weak] {
            if (const auto alive = weak.lock())
                alive->cancel();
        };
        const auto link = QObject::connect(receiver, &QObject::destroyed, receiver, cancel);
        state->await(receiver, [link, fn = std::move(fn)](Value value) mutable {
            QObject::disconnect(link);
            fn(std::move(value));
        });
        return Delivery(cancel);
    }

    /// The value if it is in already, and then nothing is left to deliver. Owner thread only.
    [[nodiscard]] std::optional<Value> takeFinished()
    {
        Q_ASSERT(dispatcher::isOwnerThread() && m_state);
        auto value = m_state->take();
        if (value)
            m_state = nullptr;
        return value;
    }

private:
    std::shared_ptr<detail::ReplyState<Value>> m_state;
};

/// The producer's end. Copyable, any thread. A promise that dies unfinished leaves its reply waiting, so
/// every path of a producer must finish it.
template <class T>
class ReplyPromise
{
public:
    ReplyPromise()
        : m_state(std::make_shared<detail::ReplyState<Result<T>>>())
    {
    }
    [[nodiscard]] Reply<T> reply() const { return Reply<T>(m_state); }
    void finish(Result<T> value) const { m_state->finish(std::move(value)); }
    /// The hook may run on any thread; at once if the reply was dropped already.
    void onCancel(std::function<void()> hook) const { m_state->onCancel(std::move(hook)); }

private:
    std::shared_ptr<detail::ReplyState<Result<T>>> m_state;
};

template <class T>
Reply<T> finishedReply(Result<T> value)
{
    const ReplyPromise<T> promise;
    auto reply = promise.reply();
    promise.finish(std::move(value));
    return reply;
}

} // namespace signalbox
