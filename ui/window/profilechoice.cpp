// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/profilechoice.h"

#include "models/base/displaytext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/environmentword.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 460; // at 100 %
constexpr qsizetype shownLength = 120;

} // namespace

ProfileChoice::ProfileChoice(const std::vector<Profile> &profiles, QWidget *parent)
    : QDialog(parent)
    , m_list(new QListWidget(this))
{
    setObjectName(u"profileChoice"_s);
    setWindowTitle(tr("Which cluster? — Signalbox"));
    auto *heading = new PlainLabel(tr("Which cluster?"), this);
    heading->setSize(PlainLabel::Size::Heading);
    m_list->setObjectName(u"profiles"_s);
    m_list->setAccessibleName(tr("Profiles"));
    for (const Profile &profile : profiles) {
        auto *item = new QListWidgetItem(u"%1   %2   %3"_s.arg(displayText(profile.name, shownLength),
                                                               environmentWord(profile.environment),
                                                               displayText(profile.address, shownLength)),
                                         m_list);
        item->setData(Qt::UserRole, profile.name);
    }
    m_list->setCurrentRow(0);
    auto *open = new QPushButton(tr("Open"), this);
    open->setObjectName(u"openProfile"_s);
    open->setAccessibleName(tr("Open this profile"));
    open->setDefault(true);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancelProfile"_s);
    cancel->setAccessibleName(cancel->text());
    connect(m_list, &QListWidget::itemActivated, this, &QDialog::accept);
    connect(open, &QPushButton::clicked, this, &QDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);

    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(open);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(heading);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    resize(metrics::scaled(dialogWidth, fontMetrics()), sizeHint().height());
}

QString ProfileChoice::chosen() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? item->data(Qt::UserRole).toString() : QString();
}

} // namespace signalbox
