// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/windowservices.h"
#include "models/identity/memorykeyring.h"
#include "tests/fake/fakeclock.h"
#include "tests/fake/idp.h"
#include "tests/fake/idpbrowser.h"
#include "tests/fake/temporalserver.h"

#include <QTemporaryDir>

#include <memory>

namespace signalbox::test {

/// Everything a window is built on, over the in-process Temporal and issuer, at a time of its own: four
/// namespaces with queues in every state a board can show. A person at the browser follows every sign-in at
/// once, unless `followsBrowser` is off.
class ConsoleWorld : public QObject
{
    Q_OBJECT

public:
    explicit ConsoleWorld(Environment environment = Environment::Production);
    ~ConsoleWorld() override;

    [[nodiscard]] Services services();
    /// A session anew, on the profile as it is now.
    void build();
    /// Signs in and waits for the first sweep.
    [[nodiscard]] bool signIn();
    /// Lets time pass and looks at every queue again.
    [[nodiscard]] bool look(Milliseconds after);
    /// A quarter of an hour in which ingest gets into danger, research into caution and the rest stays well.
    [[nodiscard]] bool liveThroughTrouble();

    /// Leaves prod with one run, which can be terminated.
    Execution serveRun();
    void setBacklog(const QueueKey &key, qint64 workflow, qint64 activity, Milliseconds oldest, double in,
                    double out, int pollers);

    static inline const QString prod = QStringLiteral("stratmaster-prod");
    static inline const QString tenant = QStringLiteral("tenant-acme");
    static inline const QString staging = QStringLiteral("stratmaster-staging");
    [[nodiscard]] static QueueKey queue(const QString &ns, const QString &name);
    static inline const QueueKey ingest{prod, QStringLiteral("stratmaster-prod.knowledge_ingest")};
    static inline const QueueKey research{prod, QStringLiteral("stratmaster-prod.research_workflows")};

    QTemporaryDir home;
    fake::FakeClock clock;
    fake::FakeIdp idp{clock};
    fake::TemporalServer server;
    fake::IdpBrowser browser;
    bool followsBrowser = true;
    QList<QUrl> addresses; ///< every address a browser was to open
    Profile profile;
    MetricSources sources; ///< none at first
    MemoryKeyring keyring;
    std::unique_ptr<Session> session;
    // The session's.
    TokenService *tokens = nullptr;
    Client *client = nullptr;
    Watch *watch = nullptr;
    BoardModel *board = nullptr;
    AlertEngine *alerts = nullptr;
    Desk *desk = nullptr;

private:
    void serveNamespaces();
    void tick();
};

} // namespace signalbox::test
