// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workflow/activitypanel.h"

#include "models/base/clock.h"
#include "models/base/displaytext.h"
#include "models/workflows/activitydetails.h"
#include "models/workflows/historymodel.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/plaintextview.h"

#include <QHBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype titlePart = 60;

} // namespace

ActivityPanel::ActivityPanel(const HistoryModel &history, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_history(history)
    , m_clock(clock)
    , m_title(new ElidedLabel(this))
    , m_pulse(new ElidedLabel(this, Qt::ElideRight))
    , m_copy(new CopyButton(u"copyActivity"_s, tr("Copy what is known of the activity"), this))
    , m_details(new PlainTextView(u"activityDetails"_s, tr("The chosen activity"), this))
{
    m_title->setFont(strong(font()));
    m_pulse->setObjectName(u"activityPulse"_s);
    auto *top = new QHBoxLayout;
    top->addWidget(m_title);
    top->addWidget(m_copy);
    top->addStretch(1);
    top->addWidget(m_pulse);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(top);
    layout->addWidget(m_details, 1);
    hide();
}

void ActivityPanel::setActivity(const PendingActivity *activity)
{
    setVisible(activity != nullptr);
    m_activity = activity ? std::optional(*activity) : std::nullopt;
    if (!activity)
        return;
    m_title->setText(
        tr("Activity %1, %2")
            .arg(displayText(activity->activityId, titlePart), displayText(activity->type, titlePart)));
    const QString details = activityDetails(*activity, m_history.scheduled(activity->activityId));
    m_details->setText(details);
    m_copy->setCopied(details);
    repaintTimes();
}

void ActivityPanel::repaintTimes()
{
    if (m_activity)
        m_pulse->setText(activityPulse(*m_activity, m_clock.utc()));
}

} // namespace signalbox
