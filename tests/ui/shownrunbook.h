// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/runbook/driftlistmodel.h"
#include "tests/ui/shownwindow.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"
#include "ui/window/navigator.h"

#include <QApplication>
#include <QLineEdit>
#include <QToolButton>

namespace signalbox::test {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// The built-in runbook: prod and staging are as it says, dev is missing, the tenant is archived elsewhere.
struct DriftedWorld : ConsoleWorld
{
    DriftedWorld() { server.setArchival(tenant, {true, u"s3://another"_s}); }
};

struct ShownRunbook : ShownWindow
{
    explicit ShownRunbook(ConsoleWorld &world, QSize size = {1360, 860})
        : ShownWindow(world)
        , m_world(world)
    {
        window.resize(size);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_G);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_D);
    }
    [[nodiscard]] TableView *table() const { return find<TableView>(u"driftTable"_s); }
    [[nodiscard]] DriftListModel *model() const { return qobject_cast<DriftListModel *>(table()->model()); }
    [[nodiscard]] QString text(const QString &label) const { return find<PlainLabel>(label)->text(); }
    [[nodiscard]] Place place() const { return find<Navigator>(u"pages"_s)->place(); }
    [[nodiscard]] QToolButton *button(const QString &name) const { return find<QToolButton>(name); }
    [[nodiscard]] bool isChecked() const { return button(u"driftCheck"_s)->isEnabled() && settled(); }
    [[nodiscard]] bool settled() const { return !model()->isPlanning(); }
    /// Waits for the check that is under way: budgets fill with the world's time.
    void await() const
    {
        const bool came = QTest::qWaitFor(
            [this] {
                m_world.clock.advance(50ms);
                return isChecked() && model()->rowCount() > 0;
            },
            60'000);
        QVERIFY(came);
    }
    void filter(const QString &words)
    {
        QTest::keyClick(table(), Qt::Key_Slash);
        QTRY_COMPARE(QApplication::focusWidget(), find<QLineEdit>(u"driftText"_s));
        QTest::keyClicks(QApplication::focusWidget(), words);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(QApplication::focusWidget(), table());
        QTRY_VERIFY(settled());
    }
    /// The first row that fits, chosen.
    void choose(const QString &words)
    {
        filter(words);
        QVERIFY(model()->rowCount() > 0);
        table()->selectRow(0);
    }

private:
    ConsoleWorld &m_world;
};

} // namespace signalbox::test
