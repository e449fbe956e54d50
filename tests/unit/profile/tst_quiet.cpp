// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/profile/quiet.h"

#include <QTemporaryDir>
#include <QTest>

#include <QFile>

using namespace Qt::StringLiterals;
using namespace signalbox;

class TestQuiet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isRememberedForOneProfile()
    {
        QTemporaryDir home;
        qputenv("XDG_STATE_HOME", home.path().toUtf8());
        QVERIFY(!isQuiet(u"eu"_s));
        QVERIFY(setQuiet(u"eu"_s, true));
        QVERIFY(setQuiet(u"eu"_s, true));
        QVERIFY(isQuiet(u"eu"_s));
        QVERIFY(!isQuiet(u"us"_s));
        QVERIFY(setQuiet(u"eu"_s, false));
        QVERIFY(setQuiet(u"eu"_s, false));
        QVERIFY(!isQuiet(u"eu"_s));
    }

    void whatCannotBeWrittenIsSaid()
    {
        QTemporaryDir home;
        QFile inTheWay(home.filePath(u"signalbox"_s));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        qputenv("XDG_STATE_HOME", home.path().toUtf8());
        const Done done = setQuiet(u"eu"_s, true);
        QVERIFY(!done);
        QVERIFY2(done.error().detail.startsWith(quietPath(u"eu"_s)), qPrintable(done.error().detail));
    }
};

QTEST_GUILESS_MAIN(TestQuiet)
#include "tst_quiet.moc"
