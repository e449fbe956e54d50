// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/realstack.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QtDebug>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

std::optional<QByteArray> execute(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program, arguments);
    if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit ||
        process.exitCode() != 0) {
        qWarning().noquote() << program << arguments.join(u' ') << "failed:" << process.errorString();
        return {};
    }
    return process.readAllStandardOutput();
}

QList<QJsonObject> jsonLines(const QByteArray &text)
{
    QList<QJsonObject> objects;
    for (const QByteArray &line : text.split('\n'))
        if (!line.trimmed().isEmpty())
            objects << QJsonDocument::fromJson(line).object();
    return objects;
}

} // namespace

bool RealStack::isThere()
{
    return !value("ADDRESS").isEmpty();
}

QString RealStack::value(const char *name)
{
    return qEnvironmentVariable(QByteArray("STACK_").append(name).constData());
}

Profile RealStack::profile(Environment environment)
{
    Profile profile;
    profile.name = u"stratmaster"_s;
    profile.address = value("ADDRESS");
    profile.environment = environment;
    profile.oidc.issuer = QUrl(value("ISSUER"));
    profile.oidc.caCertPath = value("ISSUER_CA");
    profile.oidc.clientId = value("CLIENT");
    profile.oidc.interveneClientId = value("INTERVENE_CLIENT");
    profile.oidc.adminClaim = value("ADMIN_CLAIM");
    profile.oidc.adminValue = value("ADMIN_VALUE");
    return profile;
}

void RealStack::signInAs(const QString &user)
{
    qputenv("BROWSER", value("BROWSER").toLocal8Bit());
    qputenv("SIGNALBOX_TEST_LOGIN", QDir(value("LOGINS")).filePath(user).toLocal8Bit());
    abandonSignIn(false);
}

void RealStack::abandonSignIn(bool abandon)
{
    if (abandon)
        qputenv("SIGNALBOX_TEST_BROWSER", "abandon");
    else
        qunsetenv("SIGNALBOX_TEST_BROWSER");
}

std::optional<QByteArray> RealStack::run(const QStringList &arguments)
{
    return execute(QStringLiteral(STACK_COMMAND), QStringList{u"--state"_s, value("STATE")} + arguments);
}

QString RealStack::start(const QString &ns, const QString &queue, const QString &workflow, const QString &id)
{
    const auto told = python(u"run_demo_workflow.py"_s, {u"--namespace"_s, ns, u"--queue"_s, queue,
                                                         u"--workflow"_s, workflow, u"--id"_s, id});
    return told ? QJsonDocument::fromJson(*told)[u"run_id"].toString() : QString();
}

bool RealStack::startBare(const QString &ns, const QString &queue, const QString &workflow, const QString &id)
{
    return python(u"run_demo_workflow.py"_s, {u"--bare"_s, u"--namespace"_s, ns, u"--queue"_s, queue,
                                              u"--workflow"_s, workflow, u"--id"_s, id})
        .has_value();
}

bool RealStack::terminate(const QString &ns, const QString &id)
{
    return python(u"run_demo_workflow.py"_s,
                  {u"--terminate"_s, u"--namespace"_s, ns, u"--queue"_s, u"-"_s, u"--id"_s, id})
        .has_value();
}

bool RealStack::startActivity(const QString &ns, const QString &queue, const QString &id)
{
    return python(u"start_activity.py"_s, {u"--namespace"_s, ns, u"--queue"_s, queue, u"--id"_s, id})
        .has_value();
}

bool RealStack::signal(const QString &ns, const QString &id, const QString &name, int times)
{
    return python(u"run_demo_workflow.py"_s, {u"--namespace"_s, ns, u"--queue"_s, u"-"_s, u"--id"_s, id,
                                              u"--signal"_s, name, u"--times"_s, QString::number(times)})
        .has_value();
}

bool RealStack::cancel(const QString &ns, const QString &id)
{
    return python(u"run_demo_workflow.py"_s,
                  {u"--namespace"_s, ns, u"--queue"_s, u"-"_s, u"--id"_s, id, u"--cancel"_s})
        .has_value();
}

QString RealStack::reset(const QString &ns, const QString &id, const QString &reason)
{
    const auto made =
        python(u"reset_workflow.py"_s, {u"--namespace"_s, ns, u"--id"_s, id, u"--reason"_s, reason});
    return made ? QString::fromUtf8(*made).trimmed() : QString();
}

bool RealStack::pause(const QString &ns, const QString &id, const QString &by, const QString &reason)
{
    return python(u"pause_workflow.py"_s,
                  {u"--namespace"_s, ns, u"--id"_s, id, u"--by"_s, by, u"--reason"_s, reason})
        .has_value();
}

bool RealStack::limit(const QString &ns, const QString &queue, std::optional<double> perSecond,
                      const QString &by, const QString &reason)
{
    QStringList arguments{u"--namespace"_s, ns, u"--queue"_s, queue, u"--by"_s, by, u"--reason"_s, reason};
    if (perSecond)
        arguments << u"--rate"_s << QString::number(*perSecond);
    return python(u"limit_queue.py"_s, arguments).has_value();
}

QList<QJsonObject> RealStack::history(const QString &ns, const QString &id)
{
    return jsonLines(
        python(u"show_history.py"_s, {u"--namespace"_s, ns, u"--id"_s, id}).value_or(QByteArray()));
}

QList<QJsonObject> RealStack::replay(const QStringList &files)
{
    QList<QJsonObject> replays = jsonLines(python(u"replay_history.py"_s, files).value_or(QByteArray()));
    // Workflows may write lines of their own.
    replays.removeIf([](const QJsonObject &replay) { return !replay.contains("file"_L1); });
    return replays;
}

bool RealStack::makeNamespace(const QString &ns)
{
    return python(u"change_namespace.py"_s, {u"make"_s, ns}).has_value();
}

bool RealStack::describeNamespace(const QString &ns, const QString &description, const QString &owner)
{
    return python(u"change_namespace.py"_s,
                  {u"describe"_s, ns, u"--text"_s, description, u"--owner"_s, owner})
        .has_value();
}

bool RealStack::addKeyword(const QString &ns, const QString &attribute)
{
    return python(u"change_namespace.py"_s, {u"attribute"_s, ns, u"--name"_s, attribute}).has_value();
}

bool RealStack::setRetention(const QString &ns, int days)
{
    return python(u"change_namespace.py"_s, {u"keep"_s, ns, u"--days"_s, QString::number(days)}).has_value();
}

bool RealStack::setShortRetention(const QString &ns, int seconds)
{
    return python(u"change_namespace.py"_s,
                  {u"keep"_s, ns, u"--days"_s, u"0"_s, u"--seconds"_s, QString::number(seconds)})
        .has_value();
}

bool RealStack::setArchive(const QString &ns, const QString &address)
{
    return python(u"change_namespace.py"_s, {u"archive"_s, ns, u"--to"_s, address}).has_value();
}

bool RealStack::deleteNamespace(const QString &ns)
{
    return python(u"change_namespace.py"_s, {u"delete"_s, ns}).has_value();
}

QList<QJsonObject> RealStack::sessions(const QString &user)
{
    return jsonLines(run({u"sessions"_s, user}).value_or(QByteArray()));
}

QStringList RealStack::browserLog(const QString &user)
{
    QFile log(QDir(value("LOGINS")).filePath(user + u".browser.log"_s));
    if (!log.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(log.readAll()).split(u'\n', Qt::SkipEmptyParts);
}

QList<QJsonObject> RealStack::events(const QString &user)
{
    return jsonLines(run({u"events"_s, user}).value_or(QByteArray()));
}

std::optional<QByteArray> RealStack::python(const QString &script, const QStringList &arguments)
{
    return execute(value("PYTHON"), QStringList{QDir(value("WORKERS")).filePath(script)} + arguments);
}

RealmSettings::RealmSettings(const QStringList &settings)
{
    const auto before = RealStack::run(QStringList{u"realm"_s} + settings);
    m_before = QString::fromUtf8(before.value_or(QByteArray())).split(u'\n', Qt::SkipEmptyParts);
}

RealmSettings::~RealmSettings()
{
    if (!m_before.isEmpty())
        RealStack::run(QStringList{u"realm"_s} + m_before);
}

} // namespace signalbox
