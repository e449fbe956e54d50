// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/profile/profilekeys.h"
#include "models/profile/profilereader.h"
#include "tests/ui/look.h"
#include "tests/ui/shownwindow.h"
#include "ui/theme/icons.h"
#include "ui/widgets/plainlabel.h"
#include "ui/window/profilechoice.h"
#include "ui/window/startproblem.h"

#include <QAction>
#include <QClipboard>
#include <QDialog>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace signalbox;
using namespace signalbox::test;
using namespace Qt::StringLiterals;

class TstStart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qunsetenv("DBUS_SESSION_BUS_ADDRESS"); }
    void saysWhatIsWrongAndWhatItNeeds();
    void theExampleIsAProfile();
    void twoProfilesAreAChoice();
    void theProgramHasAnIcon();
    void aboutTellsWhatABugReportNeeds();
};

void TstStart::saysWhatIsWrongAndWhatItNeeds()
{
    const QString file = u"/home/ada/.config/signalbox/profiles.toml"_s;
    StartProblem problem(file + u": cannot be read: No such file or directory"_s, file);
    problem.show();
    const auto text = [&problem](const QString &name) {
        return problem.findChild<PlainLabel *>(name)->text();
    };
    QVERIFY(text(u"startProblemWhat"_s).contains(u"No such file"_s));
    QVERIFY(text(u"startProblemFile"_s).contains(file));
    QCOMPARE(problem.findChild<QPlainTextEdit *>(u"profileExample"_s)->toPlainText(), profileExample());
    problem.findChild<QAbstractButton *>(u"copyProfileExample"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), profileExample());
    keepPictures(problem, u"start-problem"_s);
    problem.findChild<QAbstractButton *>(u"closeStartProblem"_s)->click();
    QVERIFY(!problem.isVisible());
}

void TstStart::theExampleIsAProfile()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"profiles.toml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(profileExample().toUtf8());
    file.close();
    const auto profiles = readProfiles(file.fileName());
    QVERIFY2(profiles, qPrintable(profiles ? QString() : profiles.error().detail));
}

void TstStart::twoProfilesAreAChoice()
{
    Profile eu;
    eu.name = u"eu"_s;
    eu.address = u"eu.example.org:7233"_s;
    Profile us = eu;
    us.name = u"us"_s;
    us.environment = Environment::Staging;
    ProfileChoice choice({eu, us});
    choice.show();
    auto *list = choice.findChild<QListWidget *>(u"profiles"_s);
    QCOMPARE(list->count(), 2);
    QVERIFY(list->item(1)->text().contains(u"STAGING"_s));
    QTest::keyClick(list, Qt::Key_Down);
    choice.findChild<QAbstractButton *>(u"openProfile"_s)->click();
    QCOMPARE(choice.result(), int(QDialog::Accepted));
    QCOMPARE(choice.chosen(), u"us"_s);
    keepPictures(choice, u"profile-choice"_s);
}

void TstStart::theProgramHasAnIcon()
{
    const QIcon icon = programIcon();
    for (const int size : {16, 48, 256}) {
        const QImage picture = icon.pixmap(size, size).toImage();
        QVERIFY(!picture.isNull());
        QVERIFY(picture.pixelColor(size / 2, size / 2).alpha() > 200);
    }
}

void TstStart::aboutTellsWhatABugReportNeeds()
{
    ConsoleWorld world;
    Services services = world.services();
    services.profilesFile = u"/etc/somewhere/profiles.toml"_s;
    MainWindow window(services);
    window.findChild<QAction *>(u"about"_s)->trigger();
    const auto *dialog = window.findChild<QDialog *>(u"aboutDialog"_s);
    QVERIFY(dialog);
    const QStringList texts = shownTexts(*dialog);
    for (const QString &label :
         {u"commit"_s, u"gRPC"_s, u"profiles"_s, u"journal"_s, u"window's memory"_s, u"log"_s})
        QVERIFY2(texts.contains(label), qPrintable(label));
    QVERIFY(texts.contains(services.profilesFile));
}

QTEST_MAIN(TstStart)
#include "tst_start.moc"
