// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/system/realstack.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>

namespace signalbox {

using namespace Qt::StringLiterals;

/// What a run of the program came to.
struct Ended
{
    int code = -1;
    QByteArray out;
    QByteArray err;

    [[nodiscard]] QByteArray all() const { return out + err; }
    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

/// Where nobody listens.
inline QString closedPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return u"127.0.0.1:%1"_s.arg(server.serverPort());
}

/// What stands in profiles.toml; each field may be told wrong.
struct Settings
{
    QString address = RealStack::value("ADDRESS");
    QString issuer = RealStack::value("ISSUER");
    QString more = {}; ///< lines of [profile.stratmaster]

    [[nodiscard]] QString text() const
    {
        return uR"([profile.stratmaster]
address = "%1"
environment = "production"
queues = ["stratmaster-prod/stratmaster-prod.evals"]
%2
[profile.stratmaster.oidc]
issuer = "%3"
client_id = "%4"
intervene_client_id = "%5"
admin_claim = "%6"
admin_value = "%7"
ca_cert_path = "%8"
)"_s.arg(address, more, issuer, RealStack::value("CLIENT"), RealStack::value("INTERVENE_CLIENT"),
         RealStack::value("ADMIN_CLAIM"), RealStack::value("ADMIN_VALUE"), RealStack::value("ISSUER_CA"));
    }
};

/// `signalbox` as a program of its own, without a display and without a keyring, with its folders in `home`;
/// to be started with `--config HOME`. False: its settings can't be written.
inline bool prepareProgram(QProcess &program, const QTemporaryDir &home, const QString &user,
                           const QString &settings)
{
    QFile file(home.filePath(u"profiles.toml"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(settings.toUtf8()) < 0)
        return false;
    file.close();
    RealStack::signInAs(user);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto &name : {u"DBUS_SESSION_BUS_ADDRESS"_s, u"DISPLAY"_s, u"XDG_RUNTIME_DIR"_s})
        environment.remove(name);
    for (const auto &name : {u"XDG_DATA_HOME"_s, u"XDG_STATE_HOME"_s, u"XDG_CONFIG_HOME"_s})
        environment.insert(name, home.path());
    program.setProcessEnvironment(environment);
    return true;
}

/// Likewise, until it ends.
inline Ended runProgram(const QTemporaryDir &home, const QString &user, const QString &settings,
                        const QStringList &arguments)
{
    QProcess program;
    if (!prepareProgram(program, home, user, settings))
        return {};
    program.start(QStringLiteral(SIGNALBOX_PROGRAM), arguments + QStringList{u"--config"_s, home.path()});
    if (!program.waitForFinished(120'000) || program.exitStatus() != QProcess::NormalExit)
        return {-1, program.readAllStandardOutput(), program.readAllStandardError()};
    return {program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError()};
}

} // namespace signalbox
