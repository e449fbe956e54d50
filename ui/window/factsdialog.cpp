// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/factsdialog.h"

#include "models/base/displaytext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString copied(const std::vector<Fact> &facts)
{
    QStringList lines;
    for (const Fact &fact : facts)
        lines << u"%1: %2"_s.arg(fact.label, copyText(fact.value));
    return lines.join(u'\n');
}

} // namespace

FactsDialog::FactsDialog(const QString &objectName, const QString &title, const std::vector<Fact> &facts,
                         QWidget *parent)
    : QDialog(parent)
    , m_grid(new FactGrid(this))
    , m_copy(new CopyButton(objectName + u"Copy"_s, tr("Copy all of it"), this))
{
    setObjectName(objectName);
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *heading = new PlainLabel(title, this);
    heading->setSize(PlainLabel::Size::Heading);
    m_grid->setMinimumWidth(metrics::scaled(460, fontMetrics()));
    setFacts(facts);
    auto *close = new QPushButton(tr("Close"), this);
    close->setObjectName(objectName + u"Close"_s);
    close->setAccessibleName(close->text());
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_copy);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(heading);
    layout->addWidget(m_grid);
    layout->addLayout(buttons);
}

void FactsDialog::setFacts(const std::vector<Fact> &facts)
{
    m_grid->setFacts(facts);
    m_copy->setCopied(copied(facts));
}

} // namespace signalbox
