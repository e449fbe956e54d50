// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tellverb.h"

#include "app/terminal.h"
#include "models/base/descriptor.h"
#include "models/base/displaytext.h"
#include "models/base/signal.h"
#include "models/base/text.h"
#include "models/telling/bodies.h"
#include "models/telling/tellsecret.h"

#include <QCoreApplication>
#include <QTextStream>

#include <algorithm>
#include <termios.h>
#include <unistd.h>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Shorter ones are guessed.
constexpr qsizetype leastSecret = 16;
constexpr qsizetype mostSecret = 4096;

/// What is typed is not shown, as long as this lives.
class NoEcho
{
public:
    explicit NoEcho(int fd)
        : m_fd(fd)
        , m_isTerminal(isatty(fd) != 0 && ::tcgetattr(fd, &m_before) == 0)
    {
        if (!m_isTerminal)
            return;
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(fd, TCSAFLUSH, &silent);
    }
    ~NoEcho()
    {
        if (m_isTerminal)
            ::tcsetattr(m_fd, TCSAFLUSH, &m_before);
    }
    NoEcho(const NoEcho &) = delete;
    NoEcho &operator=(const NoEcho &) = delete;

private:
    const int m_fd;
    termios m_before{};
    const bool m_isTerminal;
};

bool say(const QString &text)
{
    QTextStream(stdout) << text << Qt::endl;
    return true;
}

} // namespace

TellVerb::TellVerb(Order order, Keyring &keyring, const Clock &clock, int in, QObject *parent)
    : QObject(parent)
    , m_order(std::move(order))
    , m_keyring(keyring)
    , m_clock(clock)
    , m_in(in)
{
}

bool TellVerb::start()
{
    if (m_order.verb == Verb::TellList)
        return list();
    QStringList ids;
    for (const Receiver &receiver : m_order.receivers) {
        if (receiver.id == m_order.receiver)
            return m_order.verb == Verb::TellTest ? test(receiver) : keepSecret(receiver);
        ids << receiver.id;
    }
    const QString all =
        ids.isEmpty() ? tr("none; [[profile.%1.tell]] adds one").arg(m_order.profile) : ids.join(u", "_s);
    tellTerminal(tr("there is no receiver “%1” in the profile; there are: %2").arg(m_order.receiver, all));
    return false;
}

bool TellVerb::list() const
{
    for (const Receiver &receiver : m_order.receivers)
        say(receiverLine(receiver));
    if (m_order.receivers.empty())
        say(tr("nobody; [[profile.%1.tell]] in profiles.toml adds one").arg(m_order.profile));
    QMetaObject::invokeMethod(
        qApp, [] { QCoreApplication::exit(0); }, Qt::QueuedConnection);
    return true;
}

bool TellVerb::test(const Receiver &receiver)
{
    m_sender = makeSender(receiver, m_order.profile, m_keyring, m_clock);
    m_sender->send({testMessage({receiver.id, m_order.profile, {}}, m_clock.utc())})
        .deliver(this, [receiver](const Result<bool> &result) {
            if (!result)
                return QCoreApplication::exit(
                    complain(tr("%1 was not told: %2").arg(receiver.id, result.error().detail)));
            say(receiver.kind == Receiver::Kind::Alertmanager
                    ? tr("%1 was told of a test alert, which ends by itself in 5 minutes").arg(receiver.id)
                    : tr("%1 was told").arg(receiver.id));
            QCoreApplication::exit(0);
        });
    return true;
}

bool TellVerb::keepSecret(const Receiver &receiver)
{
    if (receiver.kind != Receiver::Kind::Webhook) {
        tellTerminal(tr("%1 is no webhook: nothing is signed for it").arg(receiver.id));
        return false;
    }
    if (isatty(m_in) != 0)
        tellTerminal(tr("the secret for %1 (it is not shown):").arg(receiver.id));
    const auto secret = readSecretLine(m_in);
    if (!secret) {
        tellTerminal(secret.error().detail);
        return false;
    }
    m_keyring.write(tellSecretKey(m_order.profile, receiver.id), *secret)
        .deliver(this, [receiver](const Result<bool> &result) {
            if (!result)
                return QCoreApplication::exit(complain(
                    tr("The keyring cannot be used (%1); nothing was kept.").arg(result.error().detail)));
            say(tr("the keyring has the secret for %1").arg(receiver.id));
            QCoreApplication::exit(0);
        });
    return true;
}

QString receiverLine(const Receiver &receiver)
{
    QStringList severities;
    for (const Signal severity : receiver.severities)
        severities << signalName(severity);
    QString where = receiver.url.toDisplayString(QUrl::RemoveQuery);
    if (receiver.kind == Receiver::Kind::Command) {
        QStringList words;
        for (const QString &word : receiver.argv)
            words << shellQuoted(word);
        where = words.join(u' ');
    }
    QStringList parts{receiver.id, kindName(receiver.kind), copyText(where), severities.join(u", "_s)};
    if (!receiver.namespaces.isEmpty())
        parts << TellVerb::tr("namespaces %1").arg(copyText(receiver.namespaces.join(u", "_s)));
    if (!receiver.owners.isEmpty())
        parts << TellVerb::tr("owners %1").arg(copyText(receiver.owners.join(u", "_s)));
    return parts.join(u"  "_s);
}

Result<Secret> readSecretLine(int fd)
{
    const NoEcho silence(fd);
    QByteArray line;
    line.reserve(mostSecret + 1); // it is not moved about in memory
    char next = 0;
    while (line.size() <= mostSecret && uninterrupted([&] { return ::read(fd, &next, 1); }) == 1 &&
           next != '\n')
        line += next;
    Secret secret(line);
    line.fill('\0');
    if (secret.view().size() < leastSecret || secret.view().size() > mostSecret)
        return fail(ErrorKind::Invalid, Text::tr("a secret has %1 to %2 bytes; nothing was kept")
                                            .arg(QString::number(leastSecret), QString::number(mostSecret)));
    return secret;
}

} // namespace signalbox
