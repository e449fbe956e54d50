// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/browser.h"
#include "models/base/text.h"

#include <QProcess>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

bool start(const QString &command, const QString &address)
{
    QStringList arguments = QProcess::splitCommand(command);
    if (arguments.isEmpty())
        return false;
    const QString program = arguments.takeFirst();
    const bool hasPlace = std::any_of(arguments.begin(), arguments.end(),
                                      [](const QString &argument) { return argument.contains("%s"_L1); });
    arguments.replaceInStrings(u"%s"_s, address);
    if (!hasPlace)
        arguments << address;
    QProcess process;
    process.setProgram(program);
    process.setArguments(arguments);
    // A terminal's own output belongs to `signalbox status`, not to what a browser has to say.
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    return process.startDetached();
}

} // namespace

Done openInBrowser(const QUrl &address)
{
    QStringList commands = qEnvironmentVariable("BROWSER").split(u':', Qt::SkipEmptyParts);
    commands << u"xdg-open"_s;
    const QString text = address.toString(QUrl::FullyEncoded);
    for (const QString &command : commands)
        if (start(command, text))
            return {};
    return fail(ErrorKind::Internal,
                Text::tr("no browser could be started (tried %1)").arg(commands.join(u", "_s)));
}

} // namespace signalbox
