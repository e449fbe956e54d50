// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal.h"

#include "models/base/displaytext.h"
#include "models/base/text.h"
#include "models/identity/tokenservice.h"

#include <QTextStream>

#include <unistd.h>

namespace signalbox {

using namespace Qt::StringLiterals;

void tellTerminal(const QString &sentence)
{
    QTextStream(stderr) << u"signalbox: "_s << copyText(sentence) << Qt::endl;
}

void tellProgress(const QString &sentence)
{
    if (isatty(STDERR_FILENO) != 0)
        tellTerminal(sentence);
}

int complain(const QString &sentence)
{
    tellTerminal(sentence);
    return errorExit;
}

void tellSignInAddresses(const TokenService &tokens, QObject *context)
{
    QObject::connect(&tokens, &TokenService::browserOpened, context, [](const QUrl &address) {
        tellTerminal(Text::tr("sign in at %1").arg(address.toString(QUrl::FullyEncoded)));
    });
}

} // namespace signalbox
