// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chart/rangebuttons.h"

#include "ui/widgets/toolbuttons.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Range
{
    std::chrono::minutes span;
    const char *text;
};
constexpr Range choices[] = {{15min, QT_TRANSLATE_NOOP("signalbox::RangeButtons", "15 min")},
                             {1h, QT_TRANSLATE_NOOP("signalbox::RangeButtons", "1 h")},
                             {6h, QT_TRANSLATE_NOOP("signalbox::RangeButtons", "6 h")},
                             {24h, QT_TRANSLATE_NOOP("signalbox::RangeButtons", "24 h")},
                             {7 * 24h, QT_TRANSLATE_NOOP("signalbox::RangeButtons", "7 d")},
                             {RangeButtons::longest, QT_TRANSLATE_NOOP("signalbox::RangeButtons", "30 d")}};

} // namespace

RangeButtons::RangeButtons(const QString &name, std::chrono::minutes first, QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (const Range &range : choices) {
        QToolButton *button = makeToolButton(name + QString::number(range.span.count()), tr(range.text),
                                             tr("Show the last %1").arg(tr(range.text)), this);
        button->setCheckable(true);
        m_group->addButton(button, static_cast<int>(range.span.count()));
        row->addWidget(button);
    }
    setRange(first);
    connect(m_group, &QButtonGroup::idClicked, this, &RangeButtons::clicked);
}

std::chrono::minutes RangeButtons::range() const
{
    return std::chrono::minutes(m_group->checkedId());
}

void RangeButtons::setRange(std::chrono::minutes range)
{
    if (QAbstractButton *button = m_group->button(static_cast<int>(range.count())))
        button->setChecked(true);
}

} // namespace signalbox
