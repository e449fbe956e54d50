// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runbook/runbookbar.h"

#include "models/base/displaytext.h"
#include "models/runbook/drifttext.h"
#include "ui/theme/icons.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/toolbuttons.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// A cluster has a thousand namespaces.
constexpr int longestPopup = 20;
constexpr qsizetype longestChoice = 60;

QComboBox *makeBox(const QString &objectName, const QString &accessibleName, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(objectName);
    box->setAccessibleName(accessibleName);
    box->setMaxVisibleItems(longestPopup);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(14);
    return box;
}

/// What was chosen stays chosen, also where the new ones lack it.
void fill(QComboBox &box, const QString &all, QStringList names)
{
    const QSignalBlocker quiet(box);
    const QString chosen = box.currentData().toString();
    if (!chosen.isEmpty() && !names.contains(chosen))
        names << chosen;
    box.clear();
    box.addItem(all, QString());
    for (const QString &name : names)
        box.addItem(displayText(name, longestChoice), name);
    box.setCurrentIndex(std::max(box.findData(chosen), 0));
}

void select(QComboBox &box, const QString &name)
{
    const QSignalBlocker quiet(box);
    if (box.findData(name) < 0)
        box.addItem(displayText(name, longestChoice), name);
    box.setCurrentIndex(box.findData(name));
}

} // namespace

RunbookBar::RunbookBar(QWidget *parent)
    : QWidget(parent)
    , m_state(makeBox(u"driftState"_s, tr("Show states"), this))
    , m_owner(makeBox(u"driftOwner"_s, tr("Show owners"), this))
    , m_namespace(makeBox(u"driftNamespace"_s, tr("Show namespaces"), this))
    , m_text(new QLineEdit(this))
    , m_clear(makeToolButton(u"driftClearFilter"_s, tr("Show everything"), tr("Undo every filter"), this))
    , m_newTenant(makeToolButton(u"newTenant"_s, tr("New tenant…"),
                                 tr("Set up a tenant's namespace as the runbook says"), this))
    , m_check(makeToolButton(u"driftCheck"_s, tr("Check now"), tr("Hold the cluster against the runbook now"),
                             this))
    , m_save(makeToolButton(u"driftSave"_s, tr("Save as CSV…"),
                            tr("Save what is shown as a file, comma-separated"), this))
    , m_copy(makeToolButton(u"driftCopyAll"_s, tr("Copy as Markdown"),
                            tr("Copy what is shown as a table of Markdown"), this))
    , m_cleanUp(makeToolButton(u"driftCleanUp"_s, tr("Clean-up…"),
                               tr("What may be deleted by the runbook, and deleting it"), this))
    , m_totals(new PlainLabel(this))
{
    build();
    arrange();
    setChoices({}, {});
}

void RunbookBar::build()
{
    m_state->addItem(tr("All states"), -1);
    for (const DriftState state : driftStates)
        m_state->addItem(tr("Only %1").arg(driftStateText(state)), static_cast<int>(state));
    m_text->setObjectName(u"driftText"_s);
    m_text->setAccessibleName(tr("Show rules with these words"));
    m_text->setPlaceholderText(tr("Filter   /"));
    m_text->setClearButtonEnabled(true);
    m_text->addAction(themedIcon(u"search"_s), QLineEdit::LeadingPosition);
    m_text->setMinimumWidth(fontMetrics().averageCharWidth() * 22);
    m_clear->setAutoRaise(true);
    setPlainToolTip(*m_text, tr("Words of any column; a word with a - before it must not be there"));
    setPlainToolTip(*m_check, tr("Hold the cluster against the runbook now   F5"));
    for (QComboBox *box : {m_state, m_owner, m_namespace})
        connect(box, &QComboBox::currentIndexChanged, this, &RunbookBar::choose);
    connect(m_text, &QLineEdit::textChanged, this, &RunbookBar::choose);
    connect(m_text, &QLineEdit::returnPressed, this, &RunbookBar::filterDone);
    connect(m_clear, &QToolButton::clicked, this, [this] {
        setFilter({});
        choose();
    });
    setPlainToolTip(*m_newTenant, tr("Set up a tenant's namespace as the runbook says   Ctrl+T"));
    connect(m_newTenant, &QToolButton::clicked, this, &RunbookBar::newTenantClicked);
    connect(m_check, &QToolButton::clicked, this, &RunbookBar::checkClicked);
    connect(m_save, &QToolButton::clicked, this, &RunbookBar::saveClicked);
    connect(m_copy, &QToolButton::clicked, this, &RunbookBar::copyClicked);
    connect(m_cleanUp, &QToolButton::clicked, this, &RunbookBar::cleanUpClicked);
}

void RunbookBar::arrange()
{
    auto *heading = new PlainLabel(tr("Runbook"), this);
    heading->setSize(PlainLabel::Size::Heading);
    m_totals->setObjectName(u"driftTotals"_s);
    m_totals->setTone(PlainLabel::Tone::Secondary);
    auto *layout = new FlowLayout(this);
    layout->addWidget(heading);
    layout->addSpacing(8);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_state, m_owner, m_namespace, m_text, m_clear})
        layout->addWidget(widget);
    layout->addStretch();
    layout->addWidget(m_totals);
    for (QToolButton *button : {m_newTenant, m_cleanUp, m_copy, m_save, m_check})
        layout->addWidget(button);
}

void RunbookBar::setChoices(const QStringList &owners, const QStringList &namespaces)
{
    fill(*m_owner, tr("All owners"), owners);
    fill(*m_namespace, tr("All namespaces"), namespaces);
}

void RunbookBar::setFilter(const DriftFilter &filter)
{
    const QSignalBlocker quietState(*m_state);
    const QSignalBlocker quietText(*m_text);
    m_state->setCurrentIndex(
        std::max(m_state->findData(filter.state ? static_cast<int>(*filter.state) : -1), 0));
    select(*m_owner, filter.owner);
    select(*m_namespace, filter.ns);
    m_text->setText(filter.text);
    m_clear->setVisible(!filter.isEmpty());
}

DriftFilter RunbookBar::filter() const
{
    DriftFilter filter;
    if (const int state = m_state->currentData().toInt(); state >= 0)
        filter.state = static_cast<DriftState>(state);
    filter.owner = m_owner->currentData().toString();
    filter.ns = m_namespace->currentData().toString();
    filter.text = m_text->text();
    return filter;
}

void RunbookBar::choose()
{
    m_clear->setVisible(!filter().isEmpty());
    Q_EMIT filterChanged();
}

void RunbookBar::setTotals(const QString &totals)
{
    m_totals->setText(totals);
}

void RunbookBar::setRunning(bool isRunning)
{
    m_check->setEnabled(!isRunning);
}

void RunbookBar::setCanSave(bool canSave)
{
    m_save->setEnabled(canSave);
    m_copy->setEnabled(canSave);
}

void RunbookBar::focusFilter()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

} // namespace signalbox
