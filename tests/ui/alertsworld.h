// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alertlistmodel.h"
#include "models/alerts/alertmarks.h"
#include "models/store/storefile.h"
#include "models/store/storekeeper.h"
#include "tests/ui/shownwindow.h"
#include "ui/alerts/alertspage.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"
#include "ui/window/navigator.h"

#include <QApplication>
#include <QTest>

namespace signalbox::test {

using namespace Qt::StringLiterals;

/// A console whose rules' changes are in its store at once.
struct AlertsWorld : ConsoleWorld
{
    AlertsWorld()
        : keeper(storefile::path(profile.name))
    {
        connect(alerts, &AlertEngine::changed, this, [this](const Transition &change) {
            QVERIFY(keeper.keep({{}, {change}}, clock.utc()).state == Kept::State::Recording);
        });
    }
    [[nodiscard]] AlertMarks &marks() const { return session->marks(); }

    StoreKeeper keeper;
};

/// Where the focus is.
inline void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
{
    QTest::keyClick(QApplication::focusWidget(), key, modifiers);
}

/// The window at the page.
struct ShownAlerts : ShownWindow
{
    explicit ShownAlerts(ConsoleWorld &world, QSize size = {1360, 860})
        : ShownWindow(world)
    {
        window.resize(size);
        press(Qt::Key_G);
        press(Qt::Key_A);
    }
    [[nodiscard]] AlertsPage *page() const { return find<AlertsPage>(u"alertsPage"_s); }
    [[nodiscard]] TableView *table() const { return find<TableView>(u"alertTable"_s); }
    [[nodiscard]] Place place() const { return find<Navigator>(u"pages"_s)->place(); }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return table()->model()->index(row, column).data().toString();
    }
    /// Empty: it is not told.
    [[nodiscard]] QString fact(const QString &name) const
    {
        const auto *value = find<ElidedLabel>(u"fact."_s + name);
        return value ? value->text() : QString();
    }
    [[nodiscard]] QString text(const QString &label) const { return find<PlainLabel>(label)->text(); }
};

} // namespace signalbox::test
