// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workflow/runlinks.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/workflows/workflow.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/toolbuttons.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype runIdLength = 40; // a UUID whole

void name(QToolButton &link, const QString &text)
{
    link.setText(text + u" ›"_s);
    link.setAccessibleName(text);
}

QString shownId(const QString &runId)
{
    return displayText(runId, runIdLength).replace(u'&', u"&&"_s);
}

} // namespace

RunLinks::RunLinks(Workflow &workflow, QWidget *parent)
    : QWidget(parent)
    , m_workflow(workflow)
    , m_newRun(makeLink(u"newRun"_s, {}, {}, this))
    , m_oldRun(makeLink(u"oldRun"_s, {}, {}, this))
    , m_unread(new PlainLabel(this))
{
    m_unread->setObjectName(u"oldRunUnread"_s);
    m_unread->setTone(PlainLabel::Tone::Secondary);
    m_unread->setWordWrap(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_newRun);
    layout->addWidget(m_oldRun);
    layout->addWidget(m_unread, 1);
    layout->addStretch(1);
    connect(m_newRun, &QToolButton::clicked, this,
            [this] { Q_EMIT openRun(m_workflow.description()->resetRunId); });
    connect(m_oldRun, &QToolButton::clicked, this,
            [this] { Q_EMIT openRun(m_workflow.history().baseRunId()); });
    connect(&m_workflow, &Workflow::changed, this, &RunLinks::showState);
    connect(&m_workflow.history(), &HistoryModel::stateChanged, this, &RunLinks::showState);
    showState();
}

/// Only the history says of which run one was made, by an event that may not have been read.
void RunLinks::showState()
{
    const auto &description = m_workflow.description();
    const QString newRun = description ? description->resetRunId : QString();
    const QString oldRun = m_workflow.history().baseRunId();
    const bool isUnread = description && description->resetAt && oldRun.isEmpty();
    name(*m_newRun, tr("Brought back as run %1").arg(shownId(newRun)));
    name(*m_oldRun, tr("Brought back from run %1").arg(shownId(oldRun)));
    if (isUnread)
        m_unread->setText(tr("Brought back from another run at %1; older events say which.")
                              .arg(formatDateTime(description->resetAt)));
    m_newRun->setVisible(!newRun.isEmpty());
    m_oldRun->setVisible(!oldRun.isEmpty());
    m_unread->setVisible(isUnread);
    setVisible(!newRun.isEmpty() || !oldRun.isEmpty() || isUnread);
}

} // namespace signalbox
