// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/boardbar.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/signal.h"
#include "models/board/boardmodel.h"
#include "ui/theme/icons.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/toolbuttons.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QSignalBlocker>
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

QString groupsText(BoardGroups by)
{
    switch (by) {
    case BoardGroups::Owners:
        return BoardBar::tr("By owner");
    case BoardGroups::Signals:
        return BoardBar::tr("By signal");
    case BoardGroups::Namespaces:
        break;
    }
    return BoardBar::tr("By namespace");
}

/// A menu would take an ampersand for a mnemonic.
QString menuText(const QString &text)
{
    return displayText(text, 80).replace(u'&', u"&&"_s);
}

} // namespace

BoardBar::BoardBar(QWidget *parent)
    : QWidget(parent)
    , m_running(new PlainLabel(this))
    , m_danger(new PlainLabel(this))
    , m_others(new PlainLabel(this))
{
    buildGroups();
    buildFilters();
    buildButtons();
    arrange();
    setOwners({});
    showChoices();
}

void BoardBar::buildGroups()
{
    m_groups = makeMenuButton(u"boardGroups"_s, tr("Group the queues"), this);
    for (const BoardGroups by : {BoardGroups::Namespaces, BoardGroups::Owners, BoardGroups::Signals}) {
        QAction *action = m_groups->menu()->addAction(groupsText(by));
        connect(action, &QAction::triggered, this, [this, by] { Q_EMIT groupsChosen(by); });
    }
    setGroups(BoardGroups::Namespaces);
}

void BoardBar::setGroups(BoardGroups by)
{
    m_groups->setText(groupsText(by));
}

void BoardBar::buildFilters()
{
    m_signal = makeMenuButton(u"boardSignal"_s, tr("Show signals"), this);
    addSignalChoice(tr("All signals"), {});
    for (const Signal signal : {Signal::Danger, Signal::Caution, Signal::Unknown, Signal::Clear})
        addSignalChoice(tr("Only %1").arg(signalName(signal)), signal);

    m_owner = makeMenuButton(u"boardOwner"_s, tr("Show owners"), this);
    m_trouble = makeToolButton(u"boardOnlyTrouble"_s, tr("Only trouble"), tr("Hide what is clear"), this);
    m_trouble->setCheckable(true);
    m_text = new QLineEdit(this);
    m_text->setObjectName(u"boardFilter"_s);
    m_text->setAccessibleName(tr("Filter by queue, namespace or owner"));
    m_text->setPlaceholderText(tr("Filter   /"));
    setPlainToolTip(*m_text, tr("Words in queue, namespace or owner; -word leaves out what has it"));
    m_text->setClearButtonEnabled(true);
    m_text->setMaximumWidth(fontMetrics().averageCharWidth() * 36);
    m_text->addAction(themedIcon(u"search"_s), QLineEdit::LeadingPosition);
    connect(m_trouble, &QToolButton::toggled, this, &BoardBar::filterChanged);
    connect(m_text, &QLineEdit::textChanged, this, &BoardBar::filterChanged);
    connect(m_text, &QLineEdit::returnPressed, this, &BoardBar::filterDone);
    connect(this, &BoardBar::filterChanged, this, &BoardBar::showChoices);
}

void BoardBar::buildButtons()
{
    m_clear = makeToolButton(u"boardClearFilter"_s, tr("Show everything"), tr("Undo every filter"), this);
    m_clear->setAutoRaise(true);
    m_settle =
        makeToolButton(u"boardSettle"_s, tr("Order has changed   R"), tr("Put the rows in order now"), this);
    m_settle->setAutoRaise(true);
    // Its place is kept while it is hidden: nothing else may move.
    QSizePolicy policy = m_settle->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_settle->setSizePolicy(policy);
    m_settle->setVisible(false);
    m_pause = makeToolButton(u"boardPause"_s, tr("Pause   P"), tr("Freeze what is shown"), this);
    m_pause->setIcon(themedIcon(u"pause"_s));
    m_pause->setCheckable(true);
    m_past = makeToolButton(u"boardPast"_s, tr("Past   T"), tr("The board at a past moment"), this);
    m_past->setIcon(themedIcon(u"clock"_s));
    connect(m_past, &QToolButton::clicked, this, &BoardBar::pastClicked);
    connect(m_clear, &QToolButton::clicked, this, [this] {
        setFilter({});
        Q_EMIT filterChanged();
    });
    connect(m_settle, &QToolButton::clicked, this, &BoardBar::settleClicked);
    connect(m_pause, &QToolButton::toggled, this, &BoardBar::pauseToggled);
}

void BoardBar::arrange()
{
    auto *heading = new PlainLabel(tr("Board"), this);
    heading->setSize(PlainLabel::Size::Heading);
    m_running->setTone(PlainLabel::Tone::Secondary);
    m_others->setTone(PlainLabel::Tone::Secondary);
    m_danger->setTone(PlainLabel::Tone::Danger);
    m_danger->setObjectName(u"boardDangerTotal"_s);

    auto *layout = new FlowLayout(this);
    layout->addWidget(heading);
    layout->addSpacing(8);
    for (QToolButton *button : {m_groups, m_signal, m_owner, m_trouble})
        layout->addWidget(button);
    layout->addWidget(m_text);
    layout->addWidget(m_clear);
    layout->addStretch();
    layout->addWidget(m_settle);
    // Together, whichever line they come to.
    auto *totals = new QWidget(this);
    auto *row = new QHBoxLayout(totals);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(14);
    for (PlainLabel *label : {m_running, m_danger, m_others})
        row->addWidget(label);
    layout->addWidget(totals);
    layout->addWidget(m_past);
    layout->addWidget(m_pause);
}

void BoardBar::addSignalChoice(const QString &text, std::optional<Signal> signal)
{
    QAction *action = m_signal->menu()->addAction(text);
    connect(action, &QAction::triggered, this, [this, signal] {
        m_signalChoice = signal;
        Q_EMIT filterChanged();
    });
}

void BoardBar::setOwners(const QStringList &owners)
{
    QMenu *menu = m_owner->menu();
    menu->clear();
    for (const QString &owner : QStringList{QString()} + owners) {
        QAction *action = menu->addAction(owner.isEmpty() ? tr("All owners") : menuText(owner));
        connect(action, &QAction::triggered, this, [this, owner] {
            m_ownerChoice = owner;
            Q_EMIT filterChanged();
        });
    }
}

void BoardBar::setFilter(const BoardFilter &filter)
{
    const QSignalBlocker blocked(this);
    m_signalChoice = filter.signal;
    m_ownerChoice = filter.owner;
    m_trouble->setChecked(filter.onlyTrouble);
    m_text->setText(filter.text);
    showChoices();
}

BoardFilter BoardBar::filter() const
{
    return {m_signalChoice, m_ownerChoice, m_trouble->isChecked(), m_text->text().trimmed()};
}

void BoardBar::showChoices()
{
    m_signal->setText(m_signalChoice ? tr("Only %1").arg(signalName(*m_signalChoice)) : tr("All signals"));
    m_owner->setText(m_ownerChoice.isEmpty() ? tr("All owners") : menuText(m_ownerChoice));
    m_clear->setVisible(!filter().isEmpty());
}

void BoardBar::setTotals(const BoardModel &board)
{
    // Before anything was heard of a namespace, none in danger would be a claim.
    const bool isKnown = board.rowCount() > 0;
    const auto total = [&](Signal signal) {
        return u"%1 %2"_s.arg(
            formatCount(isKnown ? std::optional<qint64>(board.count(signal)) : std::nullopt),
            signalName(signal));
    };
    m_running->setText(tr("%1 running").arg(formatCount(board.running())));
    m_danger->setText(total(Signal::Danger));
    m_danger->setTone(board.count(Signal::Danger) > 0 ? PlainLabel::Tone::Danger
                                                      : PlainLabel::Tone::Secondary);
    m_others->setText(total(Signal::Caution) + u"    "_s + total(Signal::Unknown));
}

void BoardBar::setUnsettled(bool unsettled)
{
    m_settle->setVisible(unsettled);
}

void BoardBar::focusFilter()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void BoardBar::setPast()
{
    m_pause->setVisible(false);
    m_past->setVisible(false);
}

bool BoardBar::isPaused() const
{
    return m_pause->isChecked();
}

void BoardBar::setPaused(bool paused)
{
    m_pause->setChecked(paused);
}

} // namespace signalbox
