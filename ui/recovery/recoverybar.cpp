// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recovery/recoverybar.h"

#include "ui/theme/icons.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/toolbuttons.h"

#include <QLineEdit>
#include <QToolButton>

namespace signalbox {

using namespace Qt::StringLiterals;

RecoveryBar::RecoveryBar(QWidget *parent)
    : QWidget(parent)
    , m_open(makeToolButton(u"manifestOpen"_s, tr("Choose a manifest…"), tr("Choose a manifest"), this))
    , m_verify(makeToolButton(u"manifestVerify"_s, tr("Verify"),
                              tr("Hold the manifest against the cluster now"), this))
    , m_watch(makeToolButton(u"manifestWatch"_s, tr("Watch until they go on"),
                             tr("Watch until the workflows have gone on"), this))
    , m_take(makeToolButton(u"manifestTake"_s, tr("Take a manifest now…"),
                            tr("Write what the cluster holds now into a file"), this))
    , m_save(makeToolButton(u"findingSave"_s, tr("Save as CSV…"),
                            tr("Save the findings that are shown as a file, comma-separated"), this))
    , m_onlyTrouble(makeToolButton(u"findingOnlyTrouble"_s, tr("Only trouble"),
                                   tr("Hide what is as it should be"), this))
    , m_text(new QLineEdit(this))
{
    m_onlyTrouble->setCheckable(true);
    m_text->setObjectName(u"findingText"_s);
    m_text->setAccessibleName(tr("Show findings with these words"));
    m_text->setPlaceholderText(tr("Filter   /"));
    m_text->setClearButtonEnabled(true);
    m_text->addAction(themedIcon(u"search"_s), QLineEdit::LeadingPosition);
    m_text->setMinimumWidth(fontMetrics().averageCharWidth() * 22);
    setPlainToolTip(*m_verify, tr("Reads the cluster, at most 200 runs a second   F5"));
    setPlainToolTip(*m_watch, tr("Looks at the runs that have not gone on since, for an hour at most"));
    setPlainToolTip(*m_take, m_take->accessibleName());
    setPlainToolTip(*m_onlyTrouble, m_onlyTrouble->accessibleName());
    connect(m_open, &QToolButton::clicked, this, &RecoveryBar::openClicked);
    connect(m_verify, &QToolButton::clicked, this, &RecoveryBar::verifyClicked);
    connect(m_watch, &QToolButton::clicked, this, &RecoveryBar::watchClicked);
    connect(m_take, &QToolButton::clicked, this, &RecoveryBar::takeClicked);
    connect(m_save, &QToolButton::clicked, this, &RecoveryBar::saveClicked);
    connect(m_onlyTrouble, &QToolButton::toggled, this, &RecoveryBar::filterChanged);
    connect(m_text, &QLineEdit::textChanged, this, &RecoveryBar::filterChanged);
    connect(m_text, &QLineEdit::returnPressed, this, &RecoveryBar::filterDone);
    auto *heading = new PlainLabel(tr("Recovery"), this);
    heading->setSize(PlainLabel::Size::Heading);
    auto *layout = new FlowLayout(this);
    layout->addWidget(heading);
    layout->addSpacing(8);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_open, m_verify, m_watch, m_onlyTrouble, m_text})
        layout->addWidget(widget);
    layout->addStretch();
    layout->addWidget(m_save);
    layout->addWidget(m_take);
}

void RecoveryBar::setDeeds(const Deeds &deeds)
{
    m_open->setEnabled(deeds.open);
    m_verify->setEnabled(deeds.verify);
    m_watch->setEnabled(deeds.watch);
    m_take->setEnabled(deeds.take);
    m_save->setEnabled(deeds.save);
}

FindingFilter RecoveryBar::filter() const
{
    return {{}, m_onlyTrouble->isChecked(), m_text->text()};
}

void RecoveryBar::setOnlyTrouble(bool onlyTrouble)
{
    m_onlyTrouble->setChecked(onlyTrouble);
}

void RecoveryBar::focusFilter()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

} // namespace signalbox
