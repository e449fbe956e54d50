// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/profile/webaddress.h"

#include "models/base/text.h"
#include "models/base/tomltable.h"
#include "models/profile/profile.h"

namespace signalbox {

using namespace Qt::StringLiterals;

void checkWebAddress(TomlTable &table, const QUrl &url, AddressQuery query)
{
    const bool isWeb = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    if (!url.isValid() || !isWeb || url.host().isEmpty() || url.hasFragment() ||
        (url.hasQuery() && query == AddressQuery::None))
        table.refuse("url", Text::tr("must be an address, as in \"https://alerts.example.org\""));
    else if (!url.userInfo().isEmpty())
        table.refuse("url", Text::tr("must not hold a password: this file is no place for secrets"));
    else if (url.scheme() == "http"_L1 && !isLoopbackHost(url.host()))
        table.refuse("url",
                     Text::tr("must be https: http is accepted on this machine's own loopback address only"));
}

} // namespace signalbox
