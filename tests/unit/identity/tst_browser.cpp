// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/browser.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

class TestBrowser : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    const QUrl m_address{u"https://id.example.org/auth?a=b&c=%20d"_s};

    /// A program that writes its arguments, one a line, into a file.
    QString program(const QString &name)
    {
        QString path = m_folder.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no script");
        file.write("#!/bin/sh\nprintf '%s\\n' \"$@\" > \"$0.tmp\" && mv \"$0.tmp\" \"$0.out\"\n");
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return path;
    }
    QByteArray told(const QString &name)
    {
        QFile file(m_folder.filePath(name + u".out"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void passesTheAddress_data()
    {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QByteArray>("told");
        const QByteArray address = "https://id.example.org/auth?a=b&c=%20d\n";
        QTest::newRow("bare") << QString() << address;
        QTest::newRow("with options") << u" --new \"a b\""_s << "--new\na b\n" + address;
        QTest::newRow("with a place") << u" -u %s -x"_s << "-u\n" + address + "-x\n";
        QTest::newRow("no shell") << u" ; touch $(id)"_s << ";\ntouch\n$(id)\n" + address;
    }
    void passesTheAddress()
    {
        QFETCH(QString, arguments);
        QFETCH(QByteArray, told);
        const QString name = QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'-');
        qputenv("BROWSER", (program(name) + arguments).toUtf8());
        QVERIFY(openInBrowser(m_address));
        QTRY_COMPARE(this->told(name), told);
    }

    void takesTheFirstThatStarts()
    {
        qputenv("BROWSER",
                "/nonexistent/one:" + program(u"second"_s).toUtf8() + ':' + program(u"third"_s).toUtf8());
        QVERIFY(openInBrowser(m_address));
        QTRY_VERIFY(!told(u"second"_s).isEmpty());
        QVERIFY(told(u"third"_s).isEmpty());
    }

    void saysThatThereIsNone()
    {
        qputenv("BROWSER", "/nonexistent/one");
        qputenv("PATH", m_folder.path().toUtf8());
        const Done opened = openInBrowser(m_address);
        QVERIFY(!opened);
        QCOMPARE(opened.error().detail, u"no browser could be started (tried /nonexistent/one, xdg-open)"_s);
    }
};

QTEST_GUILESS_MAIN(TestBrowser)
#include "tst_browser.moc"
