// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/metrictoken.h"

#include "app/tellverb.h"
#include "app/terminal.h"
#include "models/metrics/metricserver.h"

#include <QCoreApplication>
#include <QTextStream>

#include <unistd.h>

namespace signalbox {

using namespace Qt::StringLiterals;

MetricToken::MetricToken(QString profileName, QString what, Keyring &keyring, int in, QObject *parent)
    : QObject(parent)
    , m_profileName(std::move(profileName))
    , m_what(std::move(what))
    , m_keyring(keyring)
    , m_in(in)
{
}

bool MetricToken::start()
{
    if (m_what != "prometheus"_L1 && m_what != "alertmanager"_L1) {
        tellTerminal(
            tr("there is a token for prometheus and one for alertmanager, none for “%1”").arg(m_what));
        return false;
    }
    if (isatty(m_in) != 0)
        tellTerminal(tr("the token for %1 (it is not shown):").arg(m_what));
    const auto token = readSecretLine(m_in);
    if (!token) {
        tellTerminal(token.error().detail);
        return false;
    }
    m_keyring.write(metricTokenKey(m_profileName, m_what), *token)
        .deliver(this, [what = m_what](const Result<bool> &result) {
            if (!result)
                return QCoreApplication::exit(complain(
                    tr("The keyring cannot be used (%1); nothing was kept.").arg(result.error().detail)));
            QTextStream(stdout) << tr("the keyring has the token for %1").arg(what) << Qt::endl;
            QCoreApplication::exit(0);
        });
    return true;
}

} // namespace signalbox
