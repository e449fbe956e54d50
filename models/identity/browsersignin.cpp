// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/browsersignin.h"

#include "models/base/logging.h"
#include "models/base/text.h"
#include "models/identity/browser.h"
#include "models/identity/randomtoken.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {
constexpr auto timeLimit = std::chrono::minutes(5);
}

BrowserSignIn::BrowserSignIn(OidcClient &oidc, const Clock &clock, SignInRequest request, QObject *parent)
    : QObject(parent)
    , m_oidc(oidc)
    , m_clock(clock)
    , m_request(std::move(request))
{
    connect(&m_watch, &QTimer::timeout, this, &BrowserSignIn::watchTime);
}

BrowserSignIn::~BrowserSignIn()
{
    cancel();
}

Reply<TokenSet> BrowserSignIn::start()
{
    m_oidc.provider().deliver(this, [this](const Result<Provider> &provider) { prepare(provider); });
    return m_promise.reply();
}

void BrowserSignIn::cancel()
{
    finish(fail(ErrorKind::Cancelled, Text::tr("the sign-in was cancelled")));
}

void BrowserSignIn::prepare(const Result<Provider> &provider)
{
    if (m_isOver)
        return;
    auto state = randomToken();
    auto nonce = randomToken();
    auto pkce = Pkce::make();
    if (!provider)
        return finish(tl::unexpected(provider.error()));
    if (!state || !nonce || !pkce)
        return finish(fail(ErrorKind::Internal, Text::tr("this machine gave no random numbers")));
    m_provider = *provider;
    m_state = *state;
    m_nonce = *nonce;
    m_pkce = std::move(*pkce);
    m_listener = std::make_unique<LoopbackListener>(m_state);
    if (const Done listening = m_listener->listen(); !listening)
        return finish(tl::unexpected(listening.error()));
    connect(m_listener.get(), &LoopbackListener::answered, this, &BrowserSignIn::takeAnswer);
    connect(m_listener.get(), &LoopbackListener::strayCallback, this, [this] {
        qCInfo(lcAuth) << "ignored a callback with a wrong state";
        Q_EMIT warned(Text::tr("An answer that does not belong to this sign-in came in and was ignored."));
    });
    m_deadline = m_clock.sinceBoot() + timeLimit;
    m_watch.start(std::chrono::seconds(1));
    const QUrl url = address();
    if (const Done opened = openInBrowser(url); !opened)
        Q_EMIT warned(Text::tr("Open the address yourself: %1.").arg(opened.error().detail));
    Q_EMIT opened(url, m_clock.utc() + timeLimit);
}

QUrl BrowserSignIn::address() const
{
    FormFields fields{{"response_type", "code"},
                      {"client_id", m_request.clientId.toUtf8()},
                      {"redirect_uri", m_listener->redirectAddress().toEncoded()},
                      {"scope", m_oidc.settings().scopes.join(u' ').toUtf8()},
                      {"state", m_state},
                      {"nonce", m_nonce},
                      {"code_challenge", m_pkce.challenge},
                      {"code_challenge_method", "S256"}};
    if (m_request.demandsPassword)
        fields.emplace_back("max_age", "0");
    if (!m_request.loginHint.isEmpty())
        fields.emplace_back("login_hint", m_request.loginHint.toUtf8());
    QByteArray url = m_provider.authorizationEndpoint.toEncoded();
    url += m_provider.authorizationEndpoint.hasQuery() ? '&' : '?';
    return QUrl::fromEncoded(url + formEncoded(fields), QUrl::StrictMode);
}

void BrowserSignIn::takeAnswer(const CallbackAnswer &answer)
{
    if (m_isOver)
        return;
    m_watch.stop();
    if (const Done checked = checkIssuer(answer); !checked)
        return finish(tl::unexpected(checked.error()));
    if (answer.error.isEmpty())
        return redeem(answer.code);
    const QString words = answer.errorDescription.isEmpty() ? QString() : u": "_s + answer.errorDescription;
    finish(tl::unexpected(Error{ErrorKind::Denied,
                                Text::tr("the issuer refused the sign-in, %1%2").arg(answer.error, words),
                                Text::tr("authorization endpoint"),
                                {},
                                answer.error}));
}

Done BrowserSignIn::checkIssuer(const CallbackAnswer &answer) const
{
    if (answer.issuer.isEmpty() && m_provider.sendsIssuer)
        return fail(ErrorKind::Internal, Text::tr("the answer does not say which issuer it is from"));
    if (!answer.issuer.isEmpty() && QString::fromUtf8(answer.issuer) != m_provider.issuer)
        return fail(ErrorKind::Internal,
                    Text::tr("the answer is from another issuer: %1").arg(QString::fromUtf8(answer.issuer)));
    return {};
}

void BrowserSignIn::redeem(const QByteArray &code)
{
    m_oidc
        .requestTokens({{"grant_type", "authorization_code"},
                        {"client_id", m_request.clientId.toUtf8()},
                        {"code", code},
                        {"redirect_uri", m_listener->redirectAddress().toEncoded()},
                        {"code_verifier", m_pkce.verifier.view().toByteArray()}})
        .deliver(this, [this](Result<TokenAnswer> answer) { takeTokens(std::move(answer)); });
}

void BrowserSignIn::takeTokens(Result<TokenAnswer> answer)
{
    if (m_isOver)
        return;
    if (!answer)
        return finish(tl::unexpected(answer.error()));
    m_answer = std::move(*answer);
    m_oidc.keysFor(m_answer.idToken).deliver(this, [this](const Result<OidcClient::Keys> &keys) {
        verify(keys);
    });
}

void BrowserSignIn::verify(const Result<OidcClient::Keys> &keys)
{
    if (m_isOver)
        return;
    if (!keys)
        return finish(tl::unexpected(keys.error()));
    IdTokenExpectation expected;
    expected.issuer = m_provider.issuer;
    expected.clientId = m_request.clientId;
    expected.nonce = m_nonce;
    expected.subject = m_request.subject;
    if (m_request.demandsPassword)
        expected.maxAge = Milliseconds(0);
    finish(verifyAnswer(std::move(m_answer), **keys, expected));
}

void BrowserSignIn::finish(Result<TokenSet> result)
{
    if (std::exchange(m_isOver, true))
        return; // dropped attempts die later than what they were made of
    m_watch.stop();
    m_pkce.verifier.wipe();
    if (m_listener)
        m_listener.release()->deleteLater(); // this may be its own signal
    if (!result)
        m_oidc.nameIssuer(result.error());
    m_promise.finish(std::move(result));
}

void BrowserSignIn::watchTime()
{
    if (m_clock.sinceBoot() >= m_deadline)
        finish(tl::unexpected(Error{ErrorKind::Unreachable,
                                    Text::tr("nobody finished the sign-in there within 5 minutes"),
                                    Text::tr("authorization endpoint"),
                                    Text::tr("the browser"),
                                    {}}));
}

} // namespace signalbox
