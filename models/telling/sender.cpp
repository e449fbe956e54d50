// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telling/sender.h"

#include "models/base/text.h"
#include "models/http/httpclient.h"
#include "models/identity/keyring.h"
#include "models/identity/keyringanswer.h"
#include "models/telling/bodies.h"
#include "models/telling/commandrun.h"
#include "models/telling/receiveranswer.h"
#include "models/telling/tellsecret.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

HttpSettings settingsOf(const Receiver &receiver)
{
    HttpSettings settings;
    settings.host = receiver.url.host();
    settings.caCertPath = receiver.caCertPath;
    settings.caCertKey = u"tell.ca_cert_path"_s;
    return settings;
}

Result<bool> judged(const Result<HttpAnswer> &answer)
{
    if (!answer)
        return fail(answer.error().kind, answer.error().detail);
    return takenBy(*answer);
}

class AlertmanagerSender final : public Sender
{
public:
    AlertmanagerSender(const Receiver &receiver, const Clock &clock)
        : m_clock(clock)
        , m_url(receiver.url)
        , m_http(settingsOf(receiver))
    {
        const QString path = m_url.path();
        m_url.setPath((path.endsWith(u'/') ? path.chopped(1) : path) + u"/api/v2/alerts"_s);
    }

    [[nodiscard]] Reply<bool> send(const std::vector<Message> &messages) override
    {
        const ReplyPromise<bool> promise;
        m_http.post(m_url, alertmanagerBody(messages, m_clock.utc()), {}, u"alertmanager"_s)
            .deliver(&m_http,
                     [promise](const Result<HttpAnswer> &answer) { promise.finish(judged(answer)); });
        return promise.reply();
    }
    [[nodiscard]] bool wantsWhatStands() const override { return true; }

private:
    const Clock &m_clock;
    QUrl m_url;
    HttpClient m_http;
};

class WebhookSender final : public Sender
{
public:
    WebhookSender(const Receiver &receiver, const QString &profileName, Keyring &keyring)
        : m_receiver(receiver)
        , m_secretKey(tellSecretKey(profileName, receiver.id))
        , m_keyring(keyring)
        , m_http(settingsOf(receiver))
    {
    }

    /// The secret is read each time: it is not kept here, and a new one holds at once.
    [[nodiscard]] Reply<bool> send(const std::vector<Message> &messages) override
    {
        const ReplyPromise<bool> promise;
        keyringAnswer(m_keyring.read(m_secretKey), &m_http)
            .deliver(&m_http, [this, promise, message = messages.front()](const Result<Secret> &secret) {
                if (secret)
                    post(message, *secret, promise);
                else
                    promise.finish(fail(ErrorKind::Configuration, noSecret(secret.error())));
            });
        return promise.reply();
    }

private:
    void post(const Message &message, const Secret &secret, const ReplyPromise<bool> &promise)
    {
        m_http
            .post(m_receiver.url, message.body,
                  {{"X-Signalbox-Delivery", message.id().toLatin1()},
                   {"X-Signalbox-Signature", signatureOf(message.body, secret)}},
                  u"webhook"_s)
            .deliver(&m_http,
                     [promise](const Result<HttpAnswer> &answer) { promise.finish(judged(answer)); });
    }
    [[nodiscard]] QString noSecret(const Error &error) const
    {
        return Text::tr("the keyring gives no secret to sign with (%1); `signalbox tell secret %2` puts it "
                        "there")
            .arg(error.detail, m_receiver.id);
    }

    const Receiver m_receiver;
    const QString m_secretKey;
    Keyring &m_keyring;
    HttpClient m_http;
};

class CommandSender final : public Sender
{
public:
    explicit CommandSender(const Receiver &receiver)
        : m_argv(receiver.argv)
    {
    }

    [[nodiscard]] Reply<bool> send(const std::vector<Message> &messages) override
    {
        return CommandRun::start(m_argv, messages.front().body + '\n', {}, &m_runs);
    }

private:
    const QStringList m_argv;
    QObject m_runs; ///< those that go on end with it
};

} // namespace

std::unique_ptr<Sender> makeSender(const Receiver &receiver, const QString &profileName, Keyring &keyring,
                                   const Clock &clock)
{
    switch (receiver.kind) {
    case Receiver::Kind::Alertmanager:
        return std::make_unique<AlertmanagerSender>(receiver, clock);
    case Receiver::Kind::Webhook:
        return std::make_unique<WebhookSender>(receiver, profileName, keyring);
    case Receiver::Kind::Command:
        break;
    }
    return std::make_unique<CommandSender>(receiver);
}

} // namespace signalbox
