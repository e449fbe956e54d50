// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alertengine.h"
#include "models/alerts/alertmarks.h"
#include "ui/alerts/alertpanel.h"
#include "ui/alerts/alertspage.h"
#include "ui/alerts/snoozemenu.h"
#include "ui/widgets/itemviews.h"
#include "ui/widgets/tableview.h"

#include <QMenu>

// What a person can do with the chosen alert.

namespace signalbox {

using namespace Qt::StringLiterals;

void AlertsPage::showMenu(const QPoint &at)
{
    const QModelIndex index = m_table->indexAt(at);
    if (!index.isValid())
        return;
    m_table->selectRow(index.row());
    auto *menu = new QMenu(this);
    menu->setObjectName(u"alertMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addDeeds(*menu, m_list->alert(index.row()));
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void AlertsPage::addDeeds(QMenu &menu, const ListedAlert &one)
{
    const bool isQueue = scopeOf(one.alert.key) == RuleScope::Queue;
    const NextPlace next = nextPlace(one.alert, m_engine.verdict(one.alert));
    menu.addAction(next.text, this, [this, place = next.place] { Q_EMIT go(place); });
    if (isQueue && next.place != placeOf(one.alert))
        menu.addAction(tr("Open the queue"), this, [this, place = placeOf(one.alert)] { Q_EMIT go(place); });
    menu.addSeparator();
    const QString unkept = whyUnkept();
    const auto offer = [&](QAction *action, const QString &whyNot) {
        action->setEnabled(whyNot.isEmpty());
        if (!whyNot.isEmpty())
            action->setText(tr("%1 (%2)").arg(action->text(), QString(whyNot).replace(u'&', u"&&"_s)));
    };
    offer(menu.addAction(one.acknowledged ? tr("Acknowledge no more") : tr("Acknowledge"), this,
                         &AlertsPage::acknowledge),
          unkept);
    auto *snoozing = new SnoozeMenu(m_clock, &menu);
    connect(snoozing, &SnoozeMenu::chosen, this, &AlertsPage::snooze);
    offer(menu.addMenu(snoozing), unkept);
    offer(menu.addAction(tr("End snooze"), this, &AlertsPage::endSnooze), !unkept.isEmpty() ? unkept
                                                                          : one.snoozed
                                                                              ? QString()
                                                                              : tr("it is not snoozed"));
    offer(menu.addAction(tr("Note…"), m_panel, &AlertPanel::focusNote), unkept);
    menu.addSeparator();
    menu.addAction(tr("Change this rule…"), this, &AlertsPage::goToRules);
    menu.addAction(tr("Copy row"), this, [this] { copySelectedRows(*m_table); });
}

/// What can't be read can't be told from what nobody said.
QString AlertsPage::whyUnkept() const
{
    if (m_marks.failure())
        return tr("What was said of alerts can't be read, so nothing more can be said.");
    return m_marks.isRead() ? QString() : tr("What was said of alerts is not read yet.");
}

void AlertsPage::acknowledge()
{
    const ListedAlert *const one = chosen();
    if (!one || !whyUnkept().isEmpty())
        return;
    if (one->acknowledged)
        m_marks.acknowledgeNoMore(one->alert);
    else
        m_marks.acknowledge(one->alert);
}

void AlertsPage::snooze(Instant until)
{
    if (const ListedAlert *const one = chosen(); one && whyUnkept().isEmpty())
        m_marks.snoozeUntil(one->alert, until);
}

void AlertsPage::endSnooze()
{
    if (const ListedAlert *const one = chosen(); one && one->snoozed && whyUnkept().isEmpty())
        m_marks.endSnooze(one->alert);
}

void AlertsPage::goToRules()
{
    const ListedAlert *const one = m_bar->view() == AlertsBar::View::Now ? chosen() : nullptr;
    Q_EMIT go(Place::rules(one ? one->rule.id : QString()));
}

void AlertsPage::note(const QString &words)
{
    if (const ListedAlert *const one = chosen(); one && whyUnkept().isEmpty())
        m_marks.note(one->alert, words);
}

} // namespace signalbox
