// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/base/reply.h"
#include "models/monitor/callbudget.h"
#include "models/monitor/observations.h"
#include "models/monitor/pollpace.h"

#include <QObject>
#include <QStringList>

#include <map>

namespace signalbox {

class Client;

/// Which namespaces there are for this user: ListNamespaces; where that is refused (it needs a role on the
/// whole cluster) those of the token's permissions and of the configured queues, described one by one. One
/// that was readable and exists no longer stays, as gone, for who is signed in. Temporal's own is left out.
/// Owner thread.
class NamespaceList final : public QObject
{
    Q_OBJECT

public:
    NamespaceList(Client &client, const Clock &clock, QStringList configured, QObject *parent = nullptr);

    /// Of a new sign-in, which forgets what is gone. Other ones than before are asked for at once.
    void setTokenNamespaces(const QStringList &names);
    [[nodiscard]] PollPace &polls() { return m_polls; }
    /// Whether a list was ever had: without it nothing is known, and nothing may count as fine.
    [[nodiscard]] bool isKnown() const { return m_known; }
    /// Why there was no answer when they were asked for last; nothing if there was one.
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }
    [[nodiscard]] const std::vector<NamespaceSample> &samples() const { return m_samples; }

    /// One that a person deleted: once it is listed no more it is forgotten, and not shown as gone.
    void letGo(const QString &name);
    void ask();
    /// Goes on describing as far as the budget allows.
    void run();
    /// When run() has something to do without an answer coming first.
    [[nodiscard]] std::optional<Milliseconds> wakesAt(Milliseconds now) const;
    void stop();
    void forget(); ///< stops, and is as new

Q_SIGNALS:
    void changed(); ///< an answer came, or the first failure
    void failed(const signalbox::Error &error);

private:
    void takeList(const Result<std::vector<NamespaceInfo>> &list, Purpose purpose);
    enum class Scope { All, Readable };
    void describeAll(Purpose purpose, Scope scope);
    void describe(const QString &name);
    void takeDescription(const QString &name, const Result<NamespaceInfo> &info);
    void finish();
    void fail(const Error &error);
    [[nodiscard]] NamespaceSample sampleOf(const QString &name, const Result<NamespaceInfo> &info) const;
    [[nodiscard]] NamespaceSample absent(const QString &name) const;
    [[nodiscard]] QStringList names() const; ///< of the token and the profile

    Client &m_client;
    const Clock &m_clock;
    const QStringList m_configured;
    QStringList m_tokenNames;
    PollPace m_polls;
    bool m_known = false;
    std::optional<Error> m_failure;
    std::optional<Milliseconds> m_listRefused; ///< when
    QStringList m_refused;                     ///< described and refused since then
    std::vector<NamespaceSample> m_samples;
    std::map<QString, NamespaceInfo> m_read; ///< every one that was readable since the sign-in

    std::vector<Delivery> m_deliveries;
    std::map<QString, NamespaceSample> m_described; ///< of the round under way
    QStringList m_toDescribe;
    Purpose m_purpose = Purpose::Background; ///< of the round
    int m_inFlight = 0;
    CallBudget m_budget;
    std::optional<Error> m_roundError; ///< an error that says nothing about a namespace
};

} // namespace signalbox
