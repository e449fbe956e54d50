// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/snoozemenu.h"

#include "models/alerts/snoozechoice.h"

namespace signalbox {

using namespace Qt::StringLiterals;

SnoozeMenu::SnoozeMenu(const Clock &clock, QWidget *parent)
    : QMenu(tr("Snooze"), parent)
    , m_clock(clock)
{
    setObjectName(u"snoozeMenu"_s);
    fill();
    connect(this, &QMenu::aboutToShow, this, &SnoozeMenu::fill);
}

void SnoozeMenu::fill()
{
    clear();
    for (const SnoozeChoice &choice : snoozeChoices(m_clock.utc())) {
        QAction *action =
            addAction(choice.text, this, [this, until = choice.until] { Q_EMIT chosen(until); });
        action->setObjectName(u"snooze%1"_s.arg(actions().size()));
    }
}

} // namespace signalbox
