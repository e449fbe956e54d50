// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;

class TstCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understands_data();
    void understands();
    void refuses_data();
    void refuses();
    void usageNamesEveryOption();
};

void TstCommandLine::understands_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<Invocation>("invocation");
    QTest::newRow("nothing") << QStringList{} << Invocation{};
    QTest::newRow("profile") << QStringList{u"--profile"_s, u"eu"_s}
                             << Invocation{Verb::Window, {}, u"eu"_s, false};
    QTest::newRow("status") << QStringList{u"status"_s} << Invocation{Verb::Status, {}, {}, false};
    QTest::newRow("options after the verb")
        << QStringList{u"status"_s, u"--json"_s, u"--config"_s, u"/c"_s, u"--profile=eu"_s}
        << Invocation{Verb::Status, u"/c"_s, u"eu"_s, true};
    QTest::newRow("why") << QStringList{u"status"_s, u"--why"_s}
                         << Invocation{Verb::Status, {}, {}, false, true};
    QTest::newRow("help") << QStringList{u"--help"_s} << Invocation{Verb::Help, {}, {}, false};
    QTest::newRow("another window") << QStringList{u"--new-window"_s}
                                    << Invocation{Verb::Window, {}, {}, false, false, true};
    QTest::newRow("version") << QStringList{u"-v"_s} << Invocation{Verb::Version, {}, {}, false};
}

void TstCommandLine::understands()
{
    QFETCH(QStringList, arguments);
    QFETCH(Invocation, invocation);
    const auto parsed = parseCommandLine(arguments);
    QVERIFY(parsed);
    QCOMPARE(*parsed, invocation);
}

void TstCommandLine::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    QTest::newRow("verb") << QStringList{u"stauts"_s} << u"stauts"_s;
    QTest::newRow("option") << QStringList{u"--colour"_s} << u"colour"_s;
    QTest::newRow("two verbs") << QStringList{u"status"_s, u"status"_s} << u"status status"_s;
    QTest::newRow("why without status") << QStringList{u"--why"_s} << u"--why"_s;
    QTest::newRow("json without status") << QStringList{u"--json"_s} << u"--json"_s;
    QTest::newRow("profile without a name") << QStringList{u"status"_s, u"--profile"_s} << u"profile"_s;
    QTest::newRow("empty profile") << QStringList{u"--profile="_s} << u"--profile"_s;
}

void TstCommandLine::refuses()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const auto parsed = parseCommandLine(arguments);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().kind, ErrorKind::Configuration);
    QVERIFY2(parsed.error().detail.contains(named), qPrintable(parsed.error().detail));
}

void TstCommandLine::usageNamesEveryOption()
{
    for (const auto &word : {u"--config"_s, u"--profile"_s, u"--json"_s, u"status"_s})
        QVERIFY2(usageText().contains(word), qPrintable(word));
    QVERIFY(usageText().startsWith(u"Usage: signalbox "_s));
}

QTEST_GUILESS_MAIN(TstCommandLine)
#include "tst_commandline.moc"
