// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/dispatcher.h"
#include "models/profile/queuecheck.h"
#include "models/profile/watchedbyhand.h"

#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

const QueueKey orders{u"tenant-acme"_s, u"orders"_s};
const QueueKey hostile{u"tenant-acme"_s, u"\"<b>\u202eq\n"_s};

} // namespace

class TstWatchedByHand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dispatcher::init(); }
    void init() { m_path = m_folder.filePath(QString::number(++m_files)) + u"/watched.json"_s; }
    void outlivesTheProgram();
    void mergesWithAnotherWindow();
    void saysAChangeOnce();
    void aDamagedFileIsSaidAndLeftAlone();
    void whatCantBeWrittenIsSaid();
    void refusesNamesOfTheServersOwn_data();
    void refusesNamesOfTheServersOwn();

private:
    QTemporaryDir m_folder;
    QString m_path;
    int m_files = 0;
};

void TstWatchedByHand::outlivesTheProgram()
{
    {
        WatchedByHand queues(m_path);
        queues.add(orders);
        queues.add(hostile);
    }
    {
        WatchedByHand again(m_path);
        QCOMPARE(again.queues(), (std::set<QueueKey>{orders, hostile}));
        again.remove(orders);
    }
    QCOMPARE(WatchedByHand(m_path).queues(), std::set<QueueKey>{hostile});
    QVERIFY(!QFileInfo(QFileInfo(m_path).path()).permission(QFileDevice::ReadOther));
}

void TstWatchedByHand::mergesWithAnotherWindow()
{
    {
        WatchedByHand one(m_path);
        WatchedByHand other(m_path);
        one.add(orders);
        other.add(hostile);
    }
    QCOMPARE(WatchedByHand(m_path).queues(), (std::set<QueueKey>{orders, hostile}));
}

void TstWatchedByHand::saysAChangeOnce()
{
    WatchedByHand queues(m_path);
    const QSignalSpy added(&queues, &WatchedByHand::added);
    const QSignalSpy removed(&queues, &WatchedByHand::removed);
    queues.remove(orders);
    queues.add(orders);
    queues.add(orders);
    QCOMPARE(added.size(), 1);
    QCOMPARE(removed.size(), 0);
    QVERIFY(queues.contains(orders));
}

void TstWatchedByHand::aDamagedFileIsSaidAndLeftAlone()
{
    QVERIFY(QDir().mkpath(QFileInfo(m_path).path()));
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray damaged = R"([{"namespace": "ns"})";
    QCOMPARE(file.write(damaged), damaged.size());
    file.close();
    WatchedByHand queues(m_path);
    const QSignalSpy notice(&queues, &WatchedByHand::notice);
    QTRY_COMPARE(notice.size(), 1);
    QVERIFY(notice[0][0].toString().contains(m_path));
    queues.add(orders);
    QTRY_COMPARE(notice.size(), 2);
    QVERIFY(queues.contains(orders));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), damaged);
}

void TstWatchedByHand::whatCantBeWrittenIsSaid()
{
    QFile inTheWay(QFileInfo(m_path).path());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    WatchedByHand queues(m_path);
    const QSignalSpy notice(&queues, &WatchedByHand::notice);
    queues.add(orders);
    QTRY_COMPARE(notice.size(), 1);
    QVERIFY(queues.contains(orders));
}

void TstWatchedByHand::refusesNamesOfTheServersOwn_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isRefused");
    const auto row = [](const char *what, const QString &name, bool isRefused) {
        QTest::newRow(what) << name << isRefused;
    };
    row("a queue", u"orders"_s, false);
    row("a partition", u"/_sys/orders/3"_s, true);
    row("the root of partitions", u"/_sys/"_s, true);
    row("sticky, of Go and Java", u"4711@host:3c2f1f0e-9d0a-4f0e-8a54-0c1f6d9c0b11"_s, true);
    row("sticky, of the Core SDK", u"812@ingest-7c9-3c2f1f0e9d0a4f0e8a540c1f6d9c0b11"_s, true);
    row("one for each worker", u"w-3c2f1f0e-9d0a-4f0e-8a54-0c1f6d9c0b11"_s, false);
    row("of a host", u"gpu@host"_s, false);
}

void TstWatchedByHand::refusesNamesOfTheServersOwn()
{
    QFETCH(QString, name);
    QFETCH(bool, isRefused);
    QCOMPARE(whyNotWatched(name).has_value(), isRefused);
}

QTEST_GUILESS_MAIN(TstWatchedByHand)
#include "tst_watchedbyhand.moc"
