// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/identity/memorykeyring.h"
#include "models/interventions/desk.h"
#include "tests/fake/fakeclock.h"
#include "tests/fake/idp.h"
#include "tests/fake/idpbrowser.h"
#include "tests/fake/temporalserver.h"
#include "tests/unit/interventions/journalrecords.h"
#include "tests/unit/interventions/lookedat.h"
#include "tests/unit/temporal/fixture.h"

#include <QTemporaryDir>

namespace signalbox {

inline const QString terminateMethod = QStringLiteral("TerminateWorkflowExecution");
inline const QString completeMethod = QStringLiteral("RespondActivityTaskCompletedById");
inline const QString resetMethod = QStringLiteral("ResetWorkflowExecution");
inline const QString describeMethod = QStringLiteral("DescribeWorkflowExecution");
inline const QString historyMethod = QStringLiteral("GetWorkflowExecutionHistoryReverse");

/// A person signed in at a fake issuer, with a fake Temporal that runs lookedat::run(). The browser follows
/// every sign-in at once unless `followsBrowser` is off.
class PullWorld : public QObject
{
    Q_OBJECT

public:
    PullWorld()
    {
        for (const char *variable :
             {"XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
            qputenv(variable, home.path().toUtf8());
        qputenv("BROWSER", "true");
        profile = server.profile();
        profile.name = QStringLiteral("prod");
        profile.oidc = idp.settings();
        NamespaceInfo info;
        info.name = lookedat::ns;
        server.setNamespaces({info});
        server.setPrincipal(idp.subject);
        serve(lookedat::run(), lookedat::history());
        tokens = std::make_unique<TokenService>(profile, clock, keyring);
        connect(tokens.get(), &TokenService::browserOpened, this, [this](const QUrl &opened) {
            ++browsers;
            address = opened;
            if (followsBrowser)
                browser.open(opened);
        });
        client = Client::create(profile, *tokens, clock, quickLimits()).value();
        journal = std::make_unique<Journal>(journalFile());
    }

    void serve(const ExecutionDescription &run, const std::vector<HistoryEvent> &history)
    {
        server.setDescription(lookedat::ns, run);
        server.setHistory(lookedat::ns, run.execution.workflowId, run.execution.runId, history);
    }
    [[nodiscard]] bool signIn()
    {
        tokens->signIn();
        const bool fresh = QTest::qWaitFor([this] { return tokens->state() == TokenService::State::Fresh; });
        browsers = 0;
        return fresh;
    }
    [[nodiscard]] std::unique_ptr<Intervention> intervention(std::unique_ptr<Lever> lever)
    {
        return std::make_unique<Intervention>(*client, *tokens, *journal, clock, profile, std::move(lever));
    }
    /// Pulled to the end.
    [[nodiscard]] std::optional<Receipt> pulled(std::unique_ptr<Lever> lever)
    {
        const auto pulling = intervention(std::move(lever));
        pulling->pull({QStringLiteral("INC-7"), {}});
        return QTest::qWaitFor([&] { return pulling->state() == Intervention::State::Finished; }, 20'000)
                   ? pulling->receipt()
                   : std::nullopt;
    }
    [[nodiscard]] QString journalFile() const { return home.filePath(QStringLiteral("journal.jsonl")); }
    [[nodiscard]] int writes() const
    {
        return server.calls(terminateMethod) + server.calls(completeMethod) + server.calls(resetMethod);
    }
    [[nodiscard]] std::vector<QJsonObject> records() const { return recordsIn(journalFile()); }
    /// The words of the outcomes in the journal, in order.
    [[nodiscard]] QStringList outcomes() const
    {
        QStringList words;
        for (const QJsonObject &record : records())
            if (record[QStringLiteral("kind")] == QStringLiteral("outcome"))
                words << record[QStringLiteral("outcome")].toString();
        return words;
    }

    [[nodiscard]] static std::unique_ptr<Lever> terminateLever()
    {
        return makeTerminateLever(lookedat::ns, lookedat::run());
    }
    [[nodiscard]] static std::unique_ptr<Lever> completeLever(const QByteArray &result = "{\"a\":1}")
    {
        return makeCompleteActivityLever(lookedat::ns, lookedat::run(), QStringLiteral("12"),
                                         {{QStringLiteral("json/plain"), {}, result}, {}});
    }

    QTemporaryDir home;
    fake::FakeClock clock;
    fake::FakeIdp idp{clock};
    fake::IdpBrowser browser;
    bool followsBrowser = true;
    int browsers = 0; ///< opened since signIn()
    QUrl address;     ///< of the last one
    fake::TemporalServer server;
    Profile profile;
    MemoryKeyring keyring;
    std::unique_ptr<TokenService> tokens;
    std::unique_ptr<Client> client;
    std::unique_ptr<Journal> journal;
};

} // namespace signalbox
