// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cleanup/cleanupform.h"

#include "models/base/displaytext.h"
#include "models/interventions/confirmation.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/actingbutton.h"
#include "ui/widgets/plainlabel.h"

#include <QGridLayout>
#include <QLineEdit>

namespace signalbox {

using namespace Qt::StringLiterals;

CleanUpForm::CleanUpForm(QWidget *parent)
    : QWidget(parent)
    , m_reason(new QLineEdit(this))
    , m_nameLabel(new PlainLabel(this))
    , m_name(new QLineEdit(this))
    , m_missing(new PlainLabel(this))
    , m_start(new ActingButton(tr("Delete"), this))
{
    auto *reasonLabel =
        new PlainLabel(tr("Reason, kept in this console's journal (the server has no place for it)"), this);
    m_reason->setObjectName(u"cleanUpReason"_s);
    m_reason->setAccessibleName(reasonLabel->text());
    reasonLabel->setBuddy(m_reason);
    m_name->setObjectName(u"cleanUpName"_s);
    m_name->setAccessibleName(tr("Type the namespace's name"));
    m_name->setFont(monospaced(font()));
    m_nameLabel->setBuddy(m_name);
    m_missing->setObjectName(u"cleanUpMissing"_s);
    m_missing->setWordWrap(true);
    m_start->setObjectName(u"cleanUpStart"_s);
    for (PlainLabel *label : {reasonLabel, m_nameLabel, m_missing})
        label->setTone(PlainLabel::Tone::Secondary);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setVerticalSpacing(5);
    layout->addWidget(reasonLabel, 0, 0);
    layout->addWidget(m_reason, 1, 0);
    layout->addWidget(m_nameLabel, 0, 1);
    layout->addWidget(m_name, 1, 1);
    layout->addWidget(m_missing, 2, 0);
    layout->addWidget(m_start, 2, 1, Qt::AlignRight);
    layout->setColumnStretch(0, 3);
    layout->setColumnStretch(1, 2);
    connect(m_reason, &QLineEdit::textChanged, this, &CleanUpForm::showMissing);
    connect(m_name, &QLineEdit::textChanged, this, &CleanUpForm::showMissing);
    connect(m_start, &QPushButton::clicked, this, &CleanUpForm::startClicked);
    showMissing();
}

void CleanUpForm::setNamespace(const QString &ns)
{
    if (std::exchange(m_ns, ns) != ns)
        clearName();
    m_nameLabel->setText(tr("Type the namespace's name: %1").arg(displayText(ns)));
}

void CleanUpForm::setAct(const QString &act, const QString &obstacle)
{
    m_obstacle = obstacle;
    m_start->setText(act);
    m_start->setAccessibleName(act);
    m_reason->setEnabled(obstacle.isEmpty());
    m_name->setEnabled(obstacle.isEmpty());
    showMissing();
}

QString CleanUpForm::reason() const
{
    return m_reason->text();
}

void CleanUpForm::clearName()
{
    m_name->clear();
}

void CleanUpForm::showMissing()
{
    // Whatever the profile's environment: what goes here can't be brought back.
    const QStringList missing =
        missingFrom({m_reason->text(), m_name->text(), false}, {InterventionTarget::Act::DeleteRun, m_ns},
                    Environment::Production);
    m_start->setEnabled(m_obstacle.isEmpty() && missing.isEmpty());
    if (!m_obstacle.isEmpty())
        m_missing->setText(m_obstacle);
    else
        m_missing->setText(missing.isEmpty() ? QString() : tr("Still needed: %1").arg(missing.join(u"; "_s)));
}

} // namespace signalbox
