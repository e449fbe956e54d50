// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/profile/profilefolder.h"

#include <QDir>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;

class TestProfileFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ordinaryNamesStandAsTheyAre_data();
    void ordinaryNamesStandAsTheyAre();
    void anyNameIsAFolderOfItsOwn();
    void theFoldersAreWhereTheEnvironmentSays();
};

void TestProfileFolder::ordinaryNamesStandAsTheyAre_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("folder");
    QTest::newRow("plain") << u"prod-eu_2"_s << u"prod-eu_2"_s;
    QTest::newRow("capitals") << u"Prod"_s << u"Prod"_s;
    QTest::newRow("a dot") << u"prod.eu"_s << u"prod%2Eeu"_s;
    QTest::newRow("upwards") << u".."_s << u"%2E%2E"_s;
    QTest::newRow("a path") << u"../x"_s << u"%2E%2E%2Fx"_s;
    QTest::newRow("nothing") << QString() << u"%"_s;
    QTest::newRow("just not too long") << QString(255, u'x') << QString(255, u'x');
}

void TestProfileFolder::ordinaryNamesStandAsTheyAre()
{
    QFETCH(QString, name);
    QFETCH(QString, folder);
    QCOMPARE(profileFolder(name), folder);
}

void TestProfileFolder::anyNameIsAFolderOfItsOwn()
{
    const QStringList names{QString(),
                            u"."_s,
                            u".."_s,
                            u"..."_s,
                            u"/"_s,
                            u"a/b"_s,
                            u"a/../b"_s,
                            u"/etc"_s,
                            u"../x"_s,
                            u"%2E%2E"_s,
                            u"%"_s,
                            u"%%"_s,
                            u"~"_s,
                            u" "_s,
                            u"a b"_s,
                            u"a\nb"_s,
                            QStringView(u"a\0b", 3).toString(),
                            QStringView(u"\0", 1).toString(),
                            u"a"_s,
                            u"A"_s,
                            u"\u00e4"_s,
                            u"a\u0308"_s,
                            u"v1-0.lock"_s,
                            u"journal.jsonl"_s,
                            QString(255, u'x'),
                            QString(256, u'x'),
                            QString(257, u'x'),
                            QString(5'000, u'x'),
                            QString(100, u'/'),
                            QString(101, u'/'),
                            QString(200, u'\u00e4')};
    const QTemporaryDir home;
    const QDir state(home.path());
    for (const QString &name : names) {
        const QString folder = profileFolder(name);
        QVERIFY2(state.mkdir(folder), qPrintable(folder)); // refused if there is one already
        QCOMPARE(QDir::cleanPath(state.absoluteFilePath(folder)), state.absolutePath() + u'/' + folder);
    }
    QCOMPARE(state.entryList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot).size(), names.size());
}

void TestProfileFolder::theFoldersAreWhereTheEnvironmentSays()
{
    qputenv("XDG_STATE_HOME", "/state");
    qputenv("XDG_DATA_HOME", "/data");
    QCOMPARE(stateFolder(), u"/state/signalbox"_s);
    QCOMPARE(dataFolder(), u"/data/signalbox"_s);
    qputenv("XDG_STATE_HOME", "relative");
    QCOMPARE(stateFolder(), QDir::homePath() + u"/.local/state/signalbox"_s);
}

QTEST_APPLESS_MAIN(TestProfileFolder)
#include "tst_profilefolder.moc"
