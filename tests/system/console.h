// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/windowservices.h"
#include "models/identity/qtkeyring.h"
#include "tests/system/realstack.h"
#include "ui/window/mainwindow.h"

#include <QAbstractItemView>
#include <QDialog>
#include <QTest>

namespace signalbox {

/// A session and its window, signed in through the browser, and what a person does there by mouse and keys.
/// What can't be done fails the test.
class Console
{
public:
    /// For all of a program's consoles: what they remember goes to this folder, not to the person's own.
    static void keepStateIn(const QString &folder);

    explicit Console(const QString &user);

    [[nodiscard]] bool signIn();
    /// From the rail: the namespace's workflows under this query.
    void listWorkflows(const QString &ns, const QString &query) const;
    /// From the list: the page of a run.
    void openWorkflow(const QString &ns, const QString &id) const;
    /// From the board.
    void openQueue(const QueueKey &key) const;
    /// Types what the dialog asks for and pulls.
    static void pull(QDialog &dialog, const QString &reason, const QString &id);
    void keepPicture(const QString &name) const;

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

    QtKeyring keyring;
    SystemClock clock;
    std::unique_ptr<Session> session;
    std::unique_ptr<MainWindow> window;
};

/// The row with a cell that says so, or -1.
[[nodiscard]] int rowOf(const QAbstractItemModel &model, const QString &text);
/// Return on the row.
void openRow(QAbstractItemView &view, const QModelIndex &row);

[[nodiscard]] QString uniqueId(const QString &what);

} // namespace signalbox
