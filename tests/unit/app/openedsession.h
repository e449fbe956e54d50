// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session.h"
#include "models/identity/qtkeyring.h"
#include "tests/fake/idp.h"
#include "tests/fake/idpbrowser.h"
#include "tests/fake/temporalserver.h"

#include <QTemporaryDir>
#include <QTest>

namespace signalbox::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

inline Instant utcNow()
{
    return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
}

/// A session as the program opens it, over the in-process Temporal and issuer, without a keyring.
struct OpenedSession
{
    /// `runbook`: the file's contents; none: the built-in one is in force.
    explicit OpenedSession(const QByteArray &runbook = {}, const std::vector<Receiver> &receivers = {})
    {
        for (const char *variable :
             {"XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
            qputenv(variable, home.path().toUtf8());
        for (const char *variable : {"DBUS_SESSION_BUS_ADDRESS", "DISPLAY"})
            qunsetenv(variable);
        qputenv("BROWSER", "true");
        serve({ns});
        server.setExecutions(ns, {run()});
        server.setQueue(
            configured, TaskType::Workflow,
            {150, 10min, 0.0, 0.0, {{u"worker"_s, TaskType::Workflow, utcNow(), 1.0, {}}}, {}, {}, {}});
        server.setQueue(configured, TaskType::Activity, {0, 0s, 0.0, 0.0, {}, {}, {}, {}});
        Profile profile = server.profile();
        profile.oidc = idp.settings();
        profile.queues = {configured};
        if (!runbook.isEmpty()) {
            profile.runbookPath = home.filePath(u"runbook.toml"_s);
            QFile file(profile.runbookPath);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(runbook) == runbook.size());
        }
        session = std::move(Session::open(profile, keyring, clock, receivers).value());
        QObject::connect(&session->tokens(), &TokenService::browserOpened, &browser, &fake::IdpBrowser::open);
    }

    void serve(const QStringList &names)
    {
        std::vector<NamespaceInfo> infos;
        for (const QString &name : names) {
            infos.emplace_back().name = name;
            infos.back().state = NamespaceState::Registered;
        }
        server.setNamespaces(infos);
    }
    static Execution run()
    {
        Execution run;
        run.workflowId = u"ingest-1"_s;
        run.runId = u"b1f3a0c2-6f0e-4f7c-9a53-0c7d1e889c44"_s;
        run.type = u"KnowledgeIngest"_s;
        run.taskQueue = u"ns-a.found"_s;
        run.status = ExecutionStatus::Running;
        return run;
    }
    void signInAs(const QString &name)
    {
        idp.subject = u"sub-"_s + name;
        idp.userName = name;
        session->tokens().signIn();
        QTRY_COMPARE(session->tokens().state(), TokenService::State::Fresh);
        QCOMPARE(session->tokens().user()->name, name);
    }
    /// What the server's refusal of a token brings about: the issuer is asked for a new one.
    void renewToken()
    {
        const int before = idp.refreshes;
        QObject context;
        session->tokens().readToken().deliver(
            &context, [this](const Result<ReadToken> &token) { session->tokens().reportDenied(*token); });
        QTRY_COMPARE(idp.refreshes, before + 1);
        QTRY_COMPARE(session->tokens().state(), TokenService::State::Fresh);
    }
    [[nodiscard]] bool isReadable(const QString &name) const
    {
        const NamespaceSample *sample = session->watch().namespaceSample(name);
        return sample && sample->readable;
    }
    void lookAtTheBoard() const
    {
        QTRY_VERIFY_WITH_TIMEOUT(session->watch().firstSweepDone(), 20'000);
        QCOMPARE(session->board().rowCount(), 1);
        QCOMPARE(session->alerts().alerts().size(), std::size_t(1));
    }

    static inline const QString ns = u"ns-a"_s;
    static inline const QueueKey configured{ns, u"ns-a.ingest"_s};
    QTemporaryDir home;
    SystemClock clock;
    fake::FakeIdp idp{clock};
    fake::TemporalServer server;
    fake::IdpBrowser browser;
    QtKeyring keyring;
    std::unique_ptr<Session> session;
};

} // namespace signalbox::test
