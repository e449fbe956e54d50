// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/windowservices.h"
#include "models/base/dispatcher.h"
#include "models/identity/qtkeyring.h"
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
    QtKeyring keyring;
    const SystemClock clock;
    auto session = Session::open(profile, keyring, clock);
    if (!session) {
        std::fprintf(stderr, "%s\n", qPrintable(session.error().detail));
        return 1;
    }
    MainWindow window(servicesOf(**session));
    bench::FirstPaint paint;
    window.installEventFilter(&paint);
    window.show();
    return QApplication::exec();
}
