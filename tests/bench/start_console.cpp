// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session.h"
#include "models/base/dispatcher.h"
#include "tests/bench/firstpaint.h"
#include "ui/window/mainwindow.h"

#include <QApplication>

#include <cstdio>

using namespace signalbox;

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    dispatcher::init();
    Profile profile;
    profile.name = QStringLiteral("bench");
    profile.address = QStringLiteral("127.0.0.1:1");
    profile.oidc.issuer = QUrl(QStringLiteral("http://127.0.0.1:1/realm"));
    profile.oidc.clientId = QStringLiteral("signalbox");
    auto session = Session::open(profile);
    if (!session) {
        std::fprintf(stderr, "%s\n", qPrintable(session.error().detail));
        return 1;
    }
    Session &s = **session;
    MainWindow window({s.profile(), s.clock(), s.runbook(), s.tokens(), s.client(), s.watch(), s.board(),
                       s.alerts(), s.desk()});
    bench::FirstPaint paint;
    window.installEventFilter(&paint);
    window.show();
    return QApplication::exec();
}
