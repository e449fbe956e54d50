// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/dispatcher.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>
#include <QThread>

#include <memory>

using namespace Qt::StringLiterals;
using namespace signalbox;

/// Which thread owns the QObjects is said, not found out by whoever asks first: in every kind of build.
class TestDispatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsTheProgramIfUsedBeforeInit_data();
    void endsTheProgramIfUsedBeforeInit();
    void postsToTheThreadThatInitialised();
};

void TestDispatcher::endsTheProgramIfUsedBeforeInit_data()
{
    QTest::addColumn<QString>("use");
    QTest::newRow("posting") << u"--post"_s;
    QTest::newRow("asking") << u"--ask"_s;
}

void TestDispatcher::endsTheProgramIfUsedBeforeInit()
{
    QFETCH(const QString, use);
    QProcess early;
    early.start(QCoreApplication::applicationFilePath(), {use});
    QVERIFY(early.waitForFinished());
    QCOMPARE(early.exitStatus(), QProcess::CrashExit);
    const QByteArray said = early.readAllStandardError();
    QVERIFY2(said.contains("dispatcher: used before dispatcher::init()"), said.constData());
}

void TestDispatcher::postsToTheThreadThatInitialised()
{
    QVERIFY(dispatcher::isOwnerThread());
    bool ranHere = false;
    bool wasOwner = true;
    const std::unique_ptr<QThread> other(QThread::create([&] {
        wasOwner = dispatcher::isOwnerThread();
        dispatcher::init(); // changes nothing
        dispatcher::post([&] { ranHere = dispatcher::isOwnerThread(); });
    }));
    other->start();
    QVERIFY(other->wait(10'000));
    QVERIFY(!wasOwner);
    QTRY_VERIFY(ranHere);
}

int main(int argc, char **argv)
{
    const QByteArrayView use = argc == 2 ? argv[1] : "";
    if (use == "--post")
        dispatcher::post([] {});
    if (use == "--ask")
        return dispatcher::isOwnerThread() ? 0 : 1;
    const QCoreApplication app(argc, argv);
    TestDispatcher test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_dispatcher.moc"
