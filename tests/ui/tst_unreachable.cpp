// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/consoleworld.h"
#include "tests/ui/look.h"
#include "tests/unit/temporal/testcertificates.h"
#include "ui/board/boardview.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/plainlabel.h"
#include "ui/window/mainwindow.h"

#include <QTest>

using namespace signalbox;
using namespace signalbox::test;
using namespace Qt::StringLiterals;

namespace {

fake::ServerOptions tlsServer()
{
    fake::ServerOptions options;
    options.certificatePem = certificates().server.certificatePem;
    options.keyPem = certificates().server.keyPem;
    return options;
}

} // namespace

/// What the window says of a cluster that was never reached.
class TstUnreachable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qunsetenv("DBUS_SESSION_BUS_ADDRESS"); }
    void anEmptyBoardSaysWhatFailed();
    void theBannerNamesTheCause_data();
    void theBannerNamesTheCause();
};

void TstUnreachable::anEmptyBoardSaysWhatFailed()
{
    ConsoleWorld world;
    world.idp.permissions.clear(); // neither the token
    world.profile.queues.clear();  // nor the profile names a namespace
    world.server.stop();
    world.build();
    QVERIFY(world.signIn());
    MainWindow window(world.services());
    window.show();
    const auto *board = window.findChild<BoardView *>(u"boardView"_s);
    const QString start = u"No answer from %1. Nothing listens there"_s.arg(world.profile.address);
    QVERIFY2(board->emptyText().startsWith(start), qPrintable(board->emptyText()));
    QVERIFY2(board->emptyText().endsWith(u"Signalbox keeps trying."_s), qPrintable(board->emptyText()));
    const auto *danger = window.findChild<PlainLabel *>(u"boardDangerTotal"_s);
    QCOMPARE(danger->text(), u"– danger"_s); // nobody knows that there is none
    keepPictures(window, u"window-never-reached"_s);

    world.server.start();
    QTRY_VERIFY_WITH_TIMEOUT((world.clock.advance(Milliseconds(10)), board->model()->rowCount() > 0), 10'000);
    QTRY_COMPARE(danger->text(), u"0 danger"_s);
}

void TstUnreachable::theBannerNamesTheCause_data()
{
    QTest::addColumn<fake::ServerOptions>("options");
    QTest::addColumn<TlsSettings>("tls");
    QTest::addColumn<QString>("cause");
    QTest::newRow("another authority")
        << tlsServer() << trusting(certificates().stranger)
        << u" The server's certificate is not from an authority this profile trusts"_s;
    QTest::newRow("plaintext to TLS")
        << tlsServer() << plaintext()
        << u" The server ended the connection at once; it probably expects TLS"_s;
    QTest::newRow("TLS to plaintext") << fake::ServerOptions() << trusting(certificates().authority)
                                      << u" The server answers without TLS, or is not a gRPC server"_s;
}

void TstUnreachable::theBannerNamesTheCause()
{
    QFETCH(const fake::ServerOptions, options);
    QFETCH(const TlsSettings, tls);
    QFETCH(const QString, cause);
    const fake::TemporalServer server(options);
    ConsoleWorld world;
    world.profile.address = server.address();
    world.profile.tls = tls;
    world.build();
    QVERIFY(world.signIn());
    const MainWindow window(world.services());
    const auto *banner = window.findChild<Banner *>(u"unreachable"_s);
    QTRY_VERIFY2(banner->sentence().contains(cause), qPrintable(banner->sentence()));
    QVERIFY(banner->sentence().startsWith(u"No answer from %1 since "_s.arg(server.address())));
    QVERIFY2(!banner->sentence().contains(u"was read"_s), "nothing ever was");
}

QTEST_MAIN(TstUnreachable)
#include "tst_unreachable.moc"
