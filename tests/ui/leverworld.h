// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session.h"
#include "models/identity/memorykeyring.h"
#include "tests/fake/idp.h"
#include "tests/fake/idpbrowser.h"
#include "tests/fake/temporalserver.h"
#include "ui/state/uistate.h"

#include <QTemporaryDir>

#include <memory>

namespace signalbox::test {

/// A signed-in console without a window: the real models over the in-process Temporal and issuer. Served are
/// the namespace "prod" and in it the running workflow ingest-2231 with one failing and one started activity.
/// A person at the browser follows every sign-in at once, unless `followsBrowser` is off.
class LeverWorld final : public QObject
{
    Q_OBJECT

public:
    explicit LeverWorld(Environment environment = Environment::Production, bool hasInterveneClient = true);
    ~LeverWorld() override;

    /// Signs in and waits for it.
    [[nodiscard]] bool signIn();
    void serve(const ExecutionDescription &description);
    [[nodiscard]] int writes() const; ///< Terminate, Complete and Reset calls that reached the server

    [[nodiscard]] static ExecutionDescription ingest();
    static inline const QString ns = QStringLiteral("prod");
    static inline const QString workflowId = QStringLiteral("ingest-2231");
    static inline const QString runId = QStringLiteral("b1f3a0c2-6f0e-4f7c-9a53-0c7d1e889c44");

    QTemporaryDir home;
    SystemClock clock;
    fake::FakeIdp idp{clock};
    fake::TemporalServer server;
    fake::IdpBrowser browser;
    bool followsBrowser = true;
    QList<QUrl> addresses; ///< every address a browser was to open
    Profile profile;
    std::unique_ptr<UiState> state;
    MemoryKeyring keyring;
    std::unique_ptr<Session> session;
    // The session's.
    TokenService *tokens = nullptr;
    Client *client = nullptr;
    Desk *desk = nullptr;
    Watch *watch = nullptr;
};

} // namespace signalbox::test
