// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/profile/profile.h"

#include <QJsonObject>
#include <QStringList>

namespace signalbox {

/// The real stack as `stack env` describes it. Calls block: they stand for what other people do meanwhile.
class RealStack
{
public:
    /// False, with a message for QFAIL, if the environment names no stack.
    [[nodiscard]] static bool isThere();
    [[nodiscard]] static QString value(const char *name); ///< "ADDRESS" for STACK_ADDRESS
    /// A production profile of the demo's names unless `environment` says otherwise.
    [[nodiscard]] static Profile profile(Environment environment = Environment::Production);

    /// Whose password the browser types from now on: ada, vic or tess; the cookies of earlier runs are
    /// forgotten.
    static void signInAs(const QString &user);
    /// The browser opens the page and closes it again.
    static void abandonSignIn(bool abandon);

    /// Runs `stack ARGUMENTS`; its output, or nullopt with a warning if it failed.
    static std::optional<QByteArray> run(const QStringList &arguments);
    /// Starts a demo workflow (see tests/stack/README.md); its run id, empty if it failed.
    static QString start(const QString &ns, const QString &queue, const QString &workflow, const QString &id);
    /// Likewise, on a queue without the namespace's name in front.
    static bool startBare(const QString &ns, const QString &queue, const QString &workflow,
                          const QString &id);
    static bool terminate(const QString &ns, const QString &id);
    /// An activity that no workflow started.
    static bool startActivity(const QString &ns, const QString &queue, const QString &id);
    static bool signal(const QString &ns, const QString &id, const QString &name, int times = 1);
    /// Asks the run to cancel and waits until it has ended.
    static bool cancel(const QString &ns, const QString &id);
    /// To its last completed workflow task, from elsewhere: the run that the server made; empty: it did not.
    static QString reset(const QString &ns, const QString &id, const QString &reason);
    static bool pause(const QString &ns, const QString &id, const QString &by, const QString &reason);
    /// Activities a second that a queue gives out; 0 holds them all, nothing takes the limit away.
    static bool limit(const QString &ns, const QString &queue, std::optional<double> perSecond,
                      const QString &by, const QString &reason);
    /// History as the Python SDK reads it, oldest first.
    static QList<QJsonObject> history(const QString &ns, const QString &id);
    /// Exported histories of the demo's workflows, replayed by the Python SDK: `file`, `events`, `failure`.
    static QList<QJsonObject> replay(const QStringList &files);
    static bool makeNamespace(const QString &ns);
    static bool describeNamespace(const QString &ns, const QString &description, const QString &owner);
    static bool addKeyword(const QString &ns, const QString &attribute);
    static bool setRetention(const QString &ns, int days);
    /// Of some seconds, which only a stack that archives takes.
    static bool setShortRetention(const QString &ns, int seconds);
    static bool setArchive(const QString &ns, const QString &address);
    static bool deleteNamespace(const QString &ns);
    /// A person's sessions in Keycloak, each with the clients that share it.
    static QList<QJsonObject> sessions(const QString &user);
    /// A line for each browser of a person's that has ended: what it was to do, and what came of it.
    static QStringList browserLog(const QString &user);
    /// What Keycloak noted of a person, newest first; needs the realm's setting eventsEnabled.
    static QList<QJsonObject> events(const QString &user);

private:
    static std::optional<QByteArray> python(const QString &script, const QStringList &arguments);
};

/// Settings of the realm for as long as this lives. What they were comes back with its end, also when a test
/// fails in between.
class RealmSettings
{
public:
    explicit RealmSettings(const QStringList &settings);
    ~RealmSettings();
    Q_DISABLE_COPY_MOVE(RealmSettings)

    [[nodiscard]] bool areSet() const { return !m_before.isEmpty(); }

private:
    QStringList m_before;
};

} // namespace signalbox
