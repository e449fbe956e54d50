// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/leverworld.h"
#include "ui/interventions/interventiondialog.h"
#include "ui/interventions/receiptpanel.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/page.h"

#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>

namespace signalbox::test {

/// What the window does for a page that stands alone.
inline void openDialogsOf(Page &page, LeverWorld &world)
{
    QObject::connect(&page, &Page::intervene, &page, [&page, &world](const InterventionTarget &target) {
        (new InterventionDialog(*world.client, *world.desk, world.profile, world.clock, target, &page))
            ->show();
    });
}

using namespace Qt::StringLiterals;

inline constexpr auto terminateAct = InterventionTarget::Act::Terminate;
inline constexpr auto completeAct = InterventionTarget::Act::CompleteActivity;
inline constexpr auto bringBackAct = InterventionTarget::Act::BringBack;

/// One dialog over a window of its own, and what a person can see of it and do to it.
class Opened
{
public:
    Opened(LeverWorld &world, InterventionTarget::Act act, const QString &activityId = {},
           const QString &workflowId = LeverWorld::workflowId, const Clock *clock = nullptr)
    {
        window.resize(1000, 900);
        dialog =
            new InterventionDialog(*world.client, *world.desk, world.profile, clock ? *clock : world.clock,
                                   {act, LeverWorld::ns, workflowId, LeverWorld::runId, activityId}, &window);
        window.show();
        dialog->show();
    }

    template <class Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        return dialog->findChild<Widget *>(name);
    }
    [[nodiscard]] QPushButton *button(const QString &name) const { return find<QPushButton>(name); }
    [[nodiscard]] QLineEdit *line(const QString &name) const { return find<QLineEdit>(name); }
    [[nodiscard]] QString text(const QString &name) const { return find<QLabel>(name)->text(); }
    [[nodiscard]] QString fact(const QString &name) const
    {
        return find<ElidedLabel>(u"fact."_s + name)->text();
    }
    /// The run, and for a completion how its values are written.
    [[nodiscard]] bool isRead() const
    {
        const auto *encoding = find<QWidget>(u"resultEncoding"_s);
        return fact(u"type"_s) != u"–"_s && (!encoding || encoding->isEnabled());
    }
    [[nodiscard]] bool hasReceipt() const { return find<ReceiptPanel>(u"receipt"_s)->isVisible(); }
    [[nodiscard]] QString receipt() const { return find<CopyButton>(u"copyReceipt"_s)->copied(); }
    [[nodiscard]] bool canAct() const { return button(u"act"_s)->isEnabled(); }

    void fill(const QString &reason, const QString &typedId) const
    {
        line(u"reason"_s)->setText(reason);
        if (QLineEdit *field = line(u"typedId"_s))
            field->setText(typedId);
    }
    void act() const { QTest::mouseClick(button(u"act"_s), Qt::LeftButton); }
    /// The answer to whether what was typed may go.
    void discard() const { QTest::mouseClick(button(u"discard"_s), Qt::LeftButton); }
    /// All a person does, on the usual run: waits until it is read, fills in and acts. False where that can't
    /// be.
    [[nodiscard]] bool pull(const QString &reason) const
    {
        if (!QTest::qWaitFor([this] { return isRead(); }))
            return false;
        fill(reason, LeverWorld::workflowId);
        const bool could = canAct();
        act();
        return could;
    }

    QWidget window;
    QPointer<InterventionDialog> dialog;
};

inline QString outcomeLine(const Opened &opened)
{
    return opened.receipt().section(u'\n', 0, 0);
}

} // namespace signalbox::test
