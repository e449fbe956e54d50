// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertsbar.h"

#include "models/base/displaytext.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/toolbuttons.h"

#include <QButtonGroup>
#include <QMenu>
#include <QToolButton>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QToolButton *makeMenuButton(const QString &objectName, const QString &accessibleName, QWidget *parent)
{
    QToolButton *button = makeToolButton(objectName, {}, accessibleName, parent);
    button->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(button);
    menu->setObjectName(objectName + u"Menu"_s);
    button->setMenu(menu);
    return button;
}

/// A menu would take an ampersand for a mnemonic.
QString menuText(const QString &text)
{
    return displayText(text, 80).replace(u'&', u"&&"_s);
}

} // namespace

AlertsBar::AlertsBar(bool hasElsewhere, QWidget *parent)
    : QWidget(parent)
    , m_totals(new PlainLabel(this))
{
    buildViews(hasElsewhere);
    buildFilters();
    arrange();
    setChoices({}, {});
    showChoices();
}

void AlertsBar::buildViews(bool hasElsewhere)
{
    m_now = makeToolButton(u"alertsNow"_s, tr("Now"), tr("What stands now"), this);
    m_history = makeToolButton(u"alertsHistory"_s, tr("History"), tr("What rules did before"), this);
    m_elsewhere = makeToolButton(u"alertsElsewhere"_s, tr("Alertmanager"),
                                 tr("What others have in Alertmanager"), this);
    auto *views = new QButtonGroup(this);
    for (QToolButton *button : {m_now, m_history, m_elsewhere}) {
        button->setCheckable(true);
        views->addButton(button);
    }
    m_now->setChecked(true);
    setPlainToolTip(*m_history, tr("What rules did before, for up to 30 days   H"));
    setPlainToolTip(*m_elsewhere, tr("What others have in Alertmanager   E"));
    m_elsewhere->setVisible(hasElsewhere);
    connect(views, &QButtonGroup::buttonClicked, this, &AlertsBar::viewChosen);
    m_rules =
        makeToolButton(u"alertsRules"_s, tr("Rules…"), tr("The rules that hold, and what to change"), this);
    setPlainToolTip(*m_rules, tr("The rules that hold, and a copy to change   R"));
    connect(m_rules, &QToolButton::clicked, this, &AlertsBar::rulesClicked);
}

void AlertsBar::buildFilters()
{
    m_stage = makeMenuButton(u"alertsState"_s, tr("Show states"), this);
    const auto addStage = [this](const QString &text, std::optional<AlertStage> stage) {
        connect(m_stage->menu()->addAction(text), &QAction::triggered, this, [this, stage] {
            AlertFilter filter = m_filter;
            filter.stage = stage;
            choose(filter);
        });
    };
    addStage(tr("All states"), {});
    for (const AlertStage stage : {AlertStage::Firing, AlertStage::Recovering, AlertStage::Pending,
                                   AlertStage::Unknown, AlertStage::Muted})
        addStage(tr("Only %1").arg(stageName(stage)), stage);
    m_owner = makeMenuButton(u"alertsOwner"_s, tr("Show owners"), this);
    m_namespace = makeMenuButton(u"alertsNamespace"_s, tr("Show namespaces"), this);
    m_open = makeToolButton(u"alertsOnlyOpen"_s, tr("Only open"), tr("Hide what is acknowledged or snoozed"),
                            this);
    setPlainToolTip(*m_open, m_open->accessibleName());
    m_open->setCheckable(true);
    m_clear = makeToolButton(u"alertsClearFilter"_s, tr("Show everything"), tr("Undo every filter"), this);
    m_clear->setAutoRaise(true);
    connect(m_open, &QToolButton::clicked, this, [this](bool isOn) {
        AlertFilter filter = m_filter;
        filter.onlyOpen = isOn;
        choose(filter);
    });
    connect(m_clear, &QToolButton::clicked, this, [this] { choose({}); });
}

void AlertsBar::arrange()
{
    auto *heading = new PlainLabel(tr("Alerts"), this);
    heading->setSize(PlainLabel::Size::Heading);
    m_totals->setObjectName(u"alertTotals"_s);
    m_totals->setTone(PlainLabel::Tone::Secondary);
    auto *layout = new FlowLayout(this);
    layout->addWidget(heading);
    layout->addSpacing(8);
    for (QToolButton *button : {m_now, m_history, m_elsewhere})
        layout->addWidget(button);
    layout->addSpacing(8);
    for (QToolButton *button : {m_stage, m_owner, m_namespace, m_open, m_clear})
        layout->addWidget(button);
    layout->addStretch();
    layout->addWidget(m_totals);
    layout->addWidget(m_rules);
}

void AlertsBar::choose(const AlertFilter &filter)
{
    setFilter(filter);
    Q_EMIT filterChanged();
}

void AlertsBar::setFilter(const AlertFilter &filter)
{
    m_filter = filter;
    showChoices();
}

/// Made anew only where it differs: a menu that is open would close.
void AlertsBar::setChoices(const QStringList &owners, const QStringList &namespaces)
{
    if (m_owners != owners || m_owner->menu()->isEmpty())
        fill(*m_owner, tr("All owners"), owners, &AlertFilter::owner);
    if (m_namespaces != namespaces || m_namespace->menu()->isEmpty())
        fill(*m_namespace, tr("All namespaces"), namespaces, &AlertFilter::ns);
    m_owners = owners;
    m_namespaces = namespaces;
}

void AlertsBar::fill(QToolButton &button, const QString &all, const QStringList &names,
                     QString AlertFilter::*field)
{
    button.menu()->clear();
    for (const QString &name : QStringList{QString()} + names)
        connect(button.menu()->addAction(name.isEmpty() ? all : menuText(name)), &QAction::triggered, this,
                [this, name, field] {
                    AlertFilter filter = m_filter;
                    filter.*field = name;
                    choose(filter);
                });
}

void AlertsBar::showChoices()
{
    m_stage->setText(m_filter.stage ? tr("Only %1").arg(stageName(*m_filter.stage)) : tr("All states"));
    m_owner->setText(m_filter.owner.isEmpty() ? tr("All owners") : menuText(m_filter.owner));
    m_namespace->setText(m_filter.ns.isEmpty() ? tr("All namespaces") : menuText(m_filter.ns));
    m_open->setChecked(m_filter.onlyOpen);
    const bool isNow = view() == View::Now;
    m_clear->setVisible(!m_filter.isEmpty() && isNow);
    for (QToolButton *button : {m_stage, m_owner, m_namespace, m_open})
        button->setVisible(isNow);
    m_totals->setVisible(isNow);
}

void AlertsBar::setTotals(const QString &totals)
{
    m_totals->setText(totals);
}

void AlertsBar::setView(View view)
{
    (view == View::History ? m_history : view == View::Elsewhere ? m_elsewhere : m_now)->setChecked(true);
    showChoices();
}

AlertsBar::View AlertsBar::view() const
{
    if (m_history->isChecked())
        return View::History;
    return m_elsewhere->isChecked() ? View::Elsewhere : View::Now;
}

void AlertsBar::focusFilter()
{
    (view() == View::History     ? m_history
     : view() == View::Elsewhere ? m_elsewhere
                                 : m_stage)
        ->setFocus(Qt::ShortcutFocusReason);
}

} // namespace signalbox
