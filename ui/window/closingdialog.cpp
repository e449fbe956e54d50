// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/closingdialog.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/actingbutton.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

ClosingDialog::ClosingDialog(const QStringList &underWay, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"closingDialog"_s);
    setWindowTitle(tr("Interventions are under way"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *heading = new PlainLabel(windowTitle(), this);
    heading->setSize(PlainLabel::Size::Heading);
    auto *names = new PlainLabel(this);
    names->setObjectName(u"underWay"_s);
    names->setSize(PlainLabel::Size::Mono);
    names->setSelectable(true);
    names->setLines(underWay);
    auto *what =
        new PlainLabel(tr("What was sent can't be recalled. If you close now, its outcome is read from "
                          "history at the next start."),
                       this);
    what->setWordWrap(true);
    what->setMinimumWidth(metrics::scaled(420, fontMetrics()));
    auto *stay = new QPushButton(tr("Keep open"), this);
    stay->setObjectName(u"keepOpen"_s);
    stay->setAccessibleName(stay->text());
    stay->setDefault(true);
    auto *leave = new ActingButton(tr("Close anyway"), this);
    leave->setObjectName(u"closeAnyway"_s);
    connect(stay, &QPushButton::clicked, this, &QDialog::reject);
    connect(leave, &QPushButton::clicked, this, &QDialog::accept);

    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(stay);
    buttons->addWidget(leave);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    for (QWidget *widget : {heading, names, what})
        layout->addWidget(widget);
    layout->addLayout(buttons);
}

} // namespace signalbox
