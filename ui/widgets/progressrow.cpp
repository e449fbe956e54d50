// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/progressrow.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {
constexpr int barWidth = 160; // at 100 %
constexpr int barSteps = 1000;
} // namespace

ProgressRow::ProgressRow(const QString &objectName, const QString &stopping, QWidget *parent)
    : QWidget(parent)
    , m_words(new PlainLabel(this))
    , m_bar(new QProgressBar(this))
{
    setObjectName(objectName);
    m_words->setObjectName(objectName + u"Words"_s);
    m_bar->setObjectName(objectName + u"Bar"_s);
    m_bar->setAccessibleName(tr("How far it is"));
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(metrics::scaled(barWidth, fontMetrics()));
    auto *stop = new QPushButton(tr("Stop"), this);
    stop->setObjectName(objectName + u"Stop"_s);
    stop->setAccessibleName(stopping);
    connect(stop, &QPushButton::clicked, this, &ProgressRow::stopClicked);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_bar);
    layout->addWidget(stop);
    setVisible(false);
}

void ProgressRow::show(const QString &words, qint64 done, qint64 known)
{
    m_words->setText(words);
    m_bar->setRange(0, known > 0 ? barSteps : 0);
    m_bar->setValue(known > 0 ? static_cast<int>(done * barSteps / known) : 0);
    setVisible(true);
}

} // namespace signalbox
