// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/identity/memorykeyring.h"
#include "models/identity/savedsession.h"
#include "models/identity/tokenservice.h"
#include "tests/fake/fakeclock.h"
#include "tests/fake/idp.h"
#include "tests/fake/idpbrowser.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace signalbox {

/// A keyring whose answers come when a test says so, or as an error.
class StubbornKeyring final : public Keyring
{
public:
    std::optional<Error> error; ///< of everything
    std::vector<ReplyPromise<Secret>> reads;

    [[nodiscard]] Reply<Secret> read(const QString &) override { return answer(reads); }
    [[nodiscard]] Reply<bool> write(const QString &, const Secret &) override { return answer(m_others); }
    [[nodiscard]] Reply<bool> remove(const QString &) override { return answer(m_others); }

private:
    template <class T>
    Reply<T> answer(std::vector<ReplyPromise<T>> &unanswered)
    {
        if (error)
            return finishedReply<T>(tl::unexpected(*error));
        unanswered.emplace_back();
        return unanswered.back().reply();
    }
    std::vector<ReplyPromise<bool>> m_others;
};

/// What one test of TokenService needs: an issuer, time, a keyring, and a browser that signs in at once.
class IdentityFixture
{
public:
    IdentityFixture()
        : idp(clock)
    {
        qputenv("XDG_STATE_HOME", m_home.path().toUtf8());
        qputenv("BROWSER", "true"); // the program: the test's own browser does the work
        profile.name = QStringLiteral("test");
        profile.oidc = idp.settings();
    }

    /// A service as another process would have it.
    std::unique_ptr<TokenService> makeService(Keyring &with)
    {
        auto made = std::make_unique<TokenService>(profile, clock, with);
        QObject::connect(made.get(), &TokenService::browserOpened, &browser, &fake::IdpBrowser::open);
        QObject::connect(made.get(), &TokenService::failed, made.get(),
                         [this](const Error &error) { failures << error; });
        QObject::connect(made.get(), &TokenService::notice, made.get(),
                         [this](const QString &sentence) { notices << sentence; });
        return made;
    }
    std::unique_ptr<TokenService> makeService() { return makeService(keyring); }

    /// The refresh token in the keyring, empty if there is none.
    QByteArray savedToken()
    {
        std::optional<QByteArray> token;
        QObject context;
        keyring.read(sessionKey(profile)).deliver(&context, [&](const Result<Secret> &blob) {
            const auto session = blob.and_then(
                [this](const Secret &b) { return SavedSession::fromCbor(b, profile.oidc.issuer); });
            token = session ? session->refreshToken.view().toByteArray() : QByteArray();
        });
        return QTest::qWaitFor([&] { return token.has_value(); }) ? *token : QByteArray("no answer");
    }

    template <class T>
    Result<T> wait(Reply<T> reply)
    {
        std::optional<Result<T>> result;
        QObject context;
        reply.deliver(&context, [&](Result<T> value) { result = std::move(value); });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 10'000))
            return fail(ErrorKind::Internal, QStringLiteral("no answer"));
        return std::move(*result);
    }
    QByteArray bearer(TokenService &service)
    {
        const auto token = wait(service.readToken());
        return token ? token->bearer().toByteArray() : token.error().detail.toUtf8();
    }

    fake::FakeClock clock;
    fake::FakeIdp idp;
    fake::IdpBrowser browser;
    MemoryKeyring keyring;
    Profile profile;
    QList<Error> failures;
    QStringList notices;

private:
    QTemporaryDir m_home;
};

} // namespace signalbox

#define SIGN_IN(service)                                                                                     \
    (service).signIn();                                                                                      \
    QTRY_COMPARE((service).state(), TokenService::State::Fresh)
