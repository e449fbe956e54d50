// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/qtkeyring.h"

#include <QDirIterator>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

const QByteArray value = "CANARY-refresh-token";

const char *word(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::NotFound:
        return "not-found";
    case ErrorKind::Denied:
        return "denied";
    case ErrorKind::Unreachable:
        return "unreachable";
    default:
        return "other";
    }
}

template <class T>
QByteArray outcome(Reply<T> reply)
{
    QByteArray text;
    QObject context;
    reply.deliver(&context, [&](const Result<T> &result) {
        text = result ? "ok" : word(result.error());
        if constexpr (std::is_same_v<T, Secret>)
            if (result && result->view() != value)
                text = "wrong";
    });
    return QTest::qWaitFor([&] { return !text.isEmpty(); }, 10'000) ? text : QByteArray("silent");
}

/// Does what the arguments say with the keyring of its environment and prints how that ended.
int probe(const QStringList &actions)
{
    QtKeyring keyring;
    const QString key = u"v1/test"_s;
    for (const QString &action : actions) {
        const QByteArray end = action == u"write"_s  ? outcome(keyring.write(key, Secret(value)))
                               : action == u"read"_s ? outcome(keyring.read(key))
                                                     : outcome(keyring.remove(key));
        std::printf("%s:%s ", qPrintable(action), end.constData());
    }
    return 0;
}

} // namespace

/// QtKeychain in each of the conditions a machine can be in; the program runs itself on a bus of its own.
class TestKeyring : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheConditionsApart_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QByteArray>("said");
        const QString unlock =
            u"printf '\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null; "_s;
        const QString lock = u"dbus-send --session --print-reply --dest=org.freedesktop.secrets "
                             "/org/freedesktop/secrets org.freedesktop.Secret.Service.Lock "
                             "array:objpath:/org/freedesktop/secrets/collection/login >/dev/null; "_s;
        const QString run = u"dbus-run-session -- sh -c '%1' \"$0\""_s;
        const auto inSession = [&](QString script) { return run.arg(script.replace(u'\'', u"'\\''"_s)); };
        QTest::newRow("no bus") << u"\"$0\" --probe read write remove"_s
                                << QByteArray("read:unreachable write:unreachable remove:unreachable ");
        QTest::newRow("no secret service")
            << u"dbus-run-session --config-file=\"$HOME/bus.conf\" -- \"$0\" --probe read write"_s
            << QByteArray("read:unreachable write:unreachable ");
        QTest::newRow("never created")
            << inSession(u"\"$0\" --probe read write"_s) << QByteArray("read:not-found write:unreachable ");
        QTest::newRow("unlocked")
            << inSession(unlock + u"\"$0\" --probe read write read remove read remove"_s)
            << QByteArray("read:not-found write:ok read:ok remove:ok read:not-found remove:ok ");
        QTest::newRow("locked") << inSession(unlock + u"\"$0\" --probe write; "_s + lock +
                                             u"\"$0\" --probe read write"_s)
                                << QByteArray("write:ok read:denied write:denied ");
    }
    void tellsTheConditionsApart()
    {
        QFETCH(QString, script);
        QFETCH(QByteArray, said);
        QTemporaryDir home;
        QFile bus(home.filePath(u"bus.conf"_s));
        QVERIFY(bus.open(QIODevice::WriteOnly));
        bus.write(
            "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context=\"default\">"
            "<allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/>"
            "<allow own=\"*\"/></policy></busconfig>");
        bus.close();
        QProcess child;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const auto &name : {u"DBUS_SESSION_BUS_ADDRESS"_s, u"DISPLAY"_s, u"XDG_RUNTIME_DIR"_s})
            environment.remove(name);
        environment.insert(u"HOME"_s, home.path());
        child.setProcessEnvironment(environment);
        child.start(u"sh"_s, {u"-c"_s, script, QCoreApplication::applicationFilePath()});
        QVERIFY(child.waitForStarted());
        QTRY_COMPARE_WITH_TIMEOUT(child.state(), QProcess::NotRunning, 60'000);
        // A daemon that is activated by the bus writes to the same terminal.
        QCOMPARE(child.readAllStandardOutput().split('\n').back(), said);
        for (QDirIterator files(home.path(), QDir::Files, QDirIterator::Subdirectories); files.hasNext();) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains(value), qPrintable(file.fileName()));
        }
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--probe"_L1)
        return probe(arguments.mid(2));
    TestKeyring test;
    return QTest::qExec(&test, arguments);
}

#include "tst_keyring.moc"
