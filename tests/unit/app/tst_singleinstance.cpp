// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/singleinstance.h"

#include <QFileInfo>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <future>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// As another process: it blocks, and the first one has to answer meanwhile.
bool startAgain(const QString &path, Milliseconds patience = 5s)
{
    auto answer = std::async(std::launch::async, [&] { return raiseFirst(path, patience); });
    while (answer.wait_for(0s) != std::future_status::ready)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    return answer.get();
}

/// A socket that nobody answers: listened to by nobody (a crash), or by one that hangs.
int bindSocket(const QString &path, bool listens)
{
    const int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray bytes = path.toLocal8Bit();
    std::copy(bytes.begin(), bytes.end(), address.sun_path);
    if (bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return -1;
    return !listens || ::listen(descriptor, 4) == 0 ? descriptor : -1;
}

struct Folder
{
    Folder() { qputenv("XDG_RUNTIME_DIR", dir.path().toLocal8Bit()); }
    [[nodiscard]] QString path(const QString &profile = u"eu"_s) const
    {
        return instanceSocketPath(u"/etc/profiles.toml"_s, profile);
    }

    QTemporaryDir dir;
};

} // namespace

class TstSingleInstance final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstIsRaised();
    void whereThereIsNoneNothingIsRaised();
    void eachProfileAndDisplayHasItsOwn();
    void aSocketThatACrashLeftIsTakenOver();
    void theFirstOnesSocketIsNotTaken();
    void oneThatHangsIsNotWaitedFor();
    void whatIsNoRequestRaisesNothing();
    void nobodyElseCanEnter();
};

void TstSingleInstance::theFirstIsRaised()
{
    const Folder folder;
    SingleInstance first(folder.path());
    QVERIFY(first.listen());
    QSignalSpy raised(&first, &SingleInstance::raiseAsked);
    qputenv("XDG_ACTIVATION_TOKEN", "gnome-shell_time42");
    QVERIFY(startAgain(folder.path()));
    QCOMPARE(raised.size(), 1);
    QCOMPARE(raised[0][0].toByteArray(), "gnome-shell_time42"_ba);
    qunsetenv("XDG_ACTIVATION_TOKEN");
    QVERIFY(startAgain(folder.path()));
    QCOMPARE(raised.size(), 2);
    QCOMPARE(raised[1][0].toByteArray(), QByteArray());
}

void TstSingleInstance::whereThereIsNoneNothingIsRaised()
{
    const Folder folder;
    QVERIFY(!startAgain(folder.path()));
    {
        SingleInstance first(folder.path());
        QVERIFY(first.listen());
    }
    QVERIFY(!startAgain(folder.path()));
    QVERIFY(!raiseFirst({}, 1s));
}

void TstSingleInstance::eachProfileAndDisplayHasItsOwn()
{
    const Folder folder;
    const QString eu = folder.path();
    QVERIFY(eu != folder.path(u"us"_s));
    QVERIFY(eu != instanceSocketPath(u"/home/ada/profiles.toml"_s, u"eu"_s));
    const QByteArray display = qgetenv("DISPLAY");
    qputenv("DISPLAY", "elsewhere:7");
    QVERIFY(eu != folder.path());
    qputenv("DISPLAY", display);
    QCOMPARE(folder.path(), eu);
}

void TstSingleInstance::aSocketThatACrashLeftIsTakenOver()
{
    const Folder folder;
    close(bindSocket(folder.path(), false));
    QVERIFY(QFileInfo::exists(folder.path()));
    QVERIFY(!startAgain(folder.path()));
    SingleInstance first(folder.path());
    QVERIFY(first.listen());
    QVERIFY(startAgain(folder.path()));
}

void TstSingleInstance::theFirstOnesSocketIsNotTaken()
{
    const Folder folder;
    SingleInstance first(folder.path());
    QVERIFY(first.listen());
    SingleInstance second(folder.path());
    QVERIFY(!second.listen());
    QSignalSpy raised(&first, &SingleInstance::raiseAsked);
    QVERIFY(startAgain(folder.path()));
    QCOMPARE(raised.size(), 1);
}

void TstSingleInstance::oneThatHangsIsNotWaitedFor()
{
    const Folder folder;
    const int hung = bindSocket(folder.path(), true);
    QVERIFY(hung >= 0);
    QVERIFY(!startAgain(folder.path(), 100ms));
    close(hung);
}

void TstSingleInstance::whatIsNoRequestRaisesNothing()
{
    const Folder folder;
    SingleInstance first(folder.path());
    QVERIFY(first.listen());
    QSignalSpy raised(&first, &SingleInstance::raiseAsked);
    for (const QByteArray &sent :
         {"\n"_ba, "raised\n"_ba, "GET / HTTP/1.1\r\n"_ba, QByteArray(100'000, 'x')}) {
        QLocalSocket caller;
        caller.connectToServer(folder.path());
        QVERIFY(caller.waitForConnected());
        caller.write(sent);
        QTRY_COMPARE(caller.state(), QLocalSocket::UnconnectedState);
    }
    QCOMPARE(raised.size(), 0);
    QVERIFY(startAgain(folder.path())); // and it still answers
}

void TstSingleInstance::nobodyElseCanEnter()
{
    const Folder folder;
    SingleInstance first(folder.path());
    QVERIFY(first.listen());
    const QFileInfo socket(folder.path());
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                        QFile::WriteOther | QFile::ExeOther;
    QCOMPARE(QFileInfo(socket.path()).permissions() & others, QFile::Permissions());
    QCOMPARE(socket.permissions() & others, QFile::Permissions());
}

QTEST_GUILESS_MAIN(TstSingleInstance)
#include "tst_singleinstance.moc"
