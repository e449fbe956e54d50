// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/interventions/stepline.h"

#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

StepLine::StepLine(bool stepUp, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"steps"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    add(Intervention::State::IntentWritten, tr("intent"));
    add(Intervention::State::SteppedUp, stepUp ? tr("sign-in") : tr("token"));
    add(Intervention::State::Rechecked, tr("second look"));
    add(Intervention::State::Sent, tr("send"));
    add(Intervention::State::Finished, tr("read back"));
    layout->addStretch(1);
    setState(Intervention::State::Draft);
}

void StepLine::add(Intervention::State reached, const QString &text)
{
    auto *label = new PlainLabel(this);
    layout()->addWidget(label);
    m_steps.push_back({reached, text, label});
}

void StepLine::setState(Intervention::State state)
{
    bool isNext = true;
    m_current.clear();
    for (const Step &step : m_steps) {
        const bool isDone = state >= step.reached;
        const QString mark = isDone ? u"✓"_s : isNext ? u"▸"_s : u"·"_s;
        step.label->setText(mark + u' ' + step.text);
        step.label->setTone(!isDone && !isNext ? PlainLabel::Tone::Secondary : PlainLabel::Tone::Normal);
        if (!isDone && isNext)
            m_current = step.text;
        isNext = isDone;
    }
    setAccessibleName(tr("Next step: %1").arg(m_current));
}

} // namespace signalbox
