// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/profile/profile.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Four decimal numbers and nothing else: "127.1" and "127.0.0.1.example.org" are names, not this machine.
bool isLoopbackIpv4(const QString &host)
{
    const QStringList parts = host.split(u'.');
    const auto isByte = [](const QString &part) {
        bool ok = false;
        return part.size() <= 3 && part.toUShort(&ok) <= 255 && ok;
    };
    return parts.size() == 4 && parts.first() == "127"_L1 && std::all_of(parts.begin(), parts.end(), isByte);
}

} // namespace

bool Profile::usesTls() const
{
    return tls ? !tls->disabled : !isLoopbackHost(hostOf(address));
}

bool isLoopbackHost(const QString &host)
{
    return host == "::1"_L1 || host.compare("localhost"_L1, Qt::CaseInsensitive) == 0 || isLoopbackIpv4(host);
}

QString hostOf(const QString &address)
{
    const qsizetype bracket = address.indexOf(u']');
    if (address.startsWith(u'[') && bracket > 0)
        return address.mid(1, bracket - 1);
    return address.left(address.lastIndexOf(u':'));
}

} // namespace signalbox
