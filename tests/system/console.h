// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session.h"
#include "tests/system/realstack.h"
#include "ui/widgets/page.h"
#include "ui/window/mainwindow.h"

#include <QAbstractButton>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QTest>
#include <QUuid>

namespace signalbox {

/// A session and its window, signed in through the browser.
class Console
{
public:
    explicit Console(const QString &user)
    {
        RealStack::signInAs(user);
        auto opened = Session::open(RealStack::profile());
        if (!opened)
            qFatal("%s", qPrintable(opened.error().detail));
        session = std::move(*opened);
        Session &s = *session;
        window =
            std::make_unique<MainWindow>(Services{s.profile(), s.clock(), s.runbook(), s.tokens(), s.client(),
                                                  s.watch(), s.board(), s.alerts(), s.desk()});
        window->resize(1360, 860);
        window->show();
    }

    [[nodiscard]] bool signIn()
    {
        session->tokens().signIn();
        return QTest::qWaitFor([this] { return session->tokens().state() == TokenService::State::Fresh; },
                               40'000);
    }

    template <class T>
    [[nodiscard]] T *find(const QString &name) const
    {
        for (T *widget : window->findChildren<T *>(name))
            if (widget->isVisible())
                return widget;
        return nullptr;
    }

    template <class T>
    [[nodiscard]] T *await(const QString &name) const
    {
        T *widget = nullptr;
        (void)QTest::qWaitFor([&] { return (widget = find<T>(name)) != nullptr; }, 20'000);
        return widget;
    }

    void openWorkflow(const QString &ns, const QString &id)
    {
        auto *page = await<Page>(QStringLiteral("boardPage"));
        QVERIFY(page);
        Q_EMIT page->openWorkflow(ns, id, {});
        QVERIFY(await<QWidget>(QStringLiteral("workflowPage")));
    }

    void keepPicture(const QString &name) const
    {
        const QDir folder(qEnvironmentVariable("SIGNALBOX_ARTEFACTS", QDir::tempPath()));
        QVERIFY(folder.mkpath(QStringLiteral("screenshots")));
        QVERIFY(window->grab().save(folder.filePath(QStringLiteral("screenshots/system-%1.png").arg(name))));
    }

    /// Types what the dialog asks for and pulls.
    void pull(QDialog &dialog, const QString &reason, const QString &id)
    {
        QTest::keyClicks(dialog.findChild<QLineEdit *>(QStringLiteral("reason")), reason);
        QTest::keyClicks(dialog.findChild<QLineEdit *>(QStringLiteral("typedId")), id);
        auto *act = dialog.findChild<QAbstractButton *>(QStringLiteral("act"));
        QTRY_VERIFY_WITH_TIMEOUT(act->isEnabled(), 15'000);
        QTest::mouseClick(act, Qt::LeftButton);
    }

    std::unique_ptr<Session> session;
    std::unique_ptr<MainWindow> window;
};

inline QString uniqueId(const QString &what)
{
    return QStringLiteral("%1-%2").arg(what, QUuid::createUuid().toString(QUuid::Id128).left(8));
}

} // namespace signalbox
