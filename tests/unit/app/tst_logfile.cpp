// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/logfile.h"

#include "models/base/logging.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

QString read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class TstLogFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsLoggedStandsInTheFile();
    void itIsBounded();
    void secretsAreLeftOut_data();
    void secretsAreLeftOut();
    void aLineStaysOne();
    void whereItCannotBeWrittenAllGoesOn();
    void nobodyElseReadsIt();
};

void TstLogFile::whatIsLoggedStandsInTheFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"eu/signalbox.log"_s);
    {
        LogFile log(path);
        log.install();
        QTest::ignoreMessage(QtInfoMsg, "the session has ended");
        qCInfo(lcAuth) << "the session has ended";
    }
    QTest::ignoreMessage(QtInfoMsg, "nobody keeps this");
    qCInfo(lcAuth) << "nobody keeps this";
    const QString kept = read(path);
    QVERIFY2(kept.contains(u"Z info signalbox.auth: the session has ended\n"_s), qPrintable(kept));
    QCOMPARE(kept.count(u'\n'), 1);
}

void TstLogFile::itIsBounded()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"signalbox.log"_s);
    for (int round = 0; round < 4; ++round) {
        LogFile log(path);
        for (int i = 0; i < 250; ++i)
            log.write(QtInfoMsg, u"signalbox.test"_s, QString(3'900, u'x'));
    }
    QVERIFY(QFileInfo(path).size() <= LogFile::largest);
    QVERIFY(QFileInfo(path + u".1"_s).size() <= LogFile::largest);
    QVERIFY(QFileInfo(path + u".1"_s).size() > LogFile::largest / 2);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 2);
}

void TstLogFile::secretsAreLeftOut_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("token") << u"refused: eyJhbGciOiJSUzI1NiJ9.SECRETSECRET.SECRET-_sig at once"_s;
    QTest::newRow("part of a token") << u"eyJhbGciOiJSUzI1NiJ9.SECRET"_s;
    QTest::newRow("address") << u"GET http://127.0.0.1/callback?code=SECRET&state=SECRET2 failed"_s;
    QTest::newRow("body") << uR"({"refresh_token":"SECRET", "expires_in":60})"_s;
    QTest::newRow("form") << u"grant_type=x&refresh_token=SECRET&client_id=y"_s;
    QTest::newRow("header") << u"authorization: Bearer SECRET"_s;
}

void TstLogFile::secretsAreLeftOut()
{
    QFETCH(const QString, text);
    const QString kept = loggable(text);
    QVERIFY2(!kept.contains(u"SECRET"_s), qPrintable(kept));
    QVERIFY2(kept.contains(u"left out"_s) || kept.contains(u"(token)"_s), qPrintable(kept));
}

void TstLogFile::aLineStaysOne()
{
    QCOMPARE(loggable(u"a\nb\x1b[31m"_s), u"a\\x0ab\\x1b[31m"_s);
    QCOMPARE(loggable(QString(10'000, u'x')).size(), 4'000);
    QCOMPARE(loggable(u"no answer from 127.0.0.1:7233"_s), u"no answer from 127.0.0.1:7233"_s);
}

void TstLogFile::whereItCannotBeWrittenAllGoesOn()
{
    const QTemporaryDir folder;
    LogFile below(folder.filePath(u"file/signalbox.log"_s));
    QFile file(folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    below.write(QtInfoMsg, u"signalbox.test"_s, u"lost"_s);
    LogFile folderItself(folder.path());
    folderItself.write(QtInfoMsg, u"signalbox.test"_s, u"lost"_s);
}

void TstLogFile::nobodyElseReadsIt()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"signalbox.log"_s);
    {
        LogFile log(path);
        log.write(QtInfoMsg, u"signalbox.test"_s, u"mine"_s);
    }
    QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

QTEST_GUILESS_MAIN(TstLogFile)
#include "tst_logfile.moc"
