// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/interventions/exportfirst.h"

#include "ui/interventions/historiesdialog.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

ExportFirst::ExportFirst(Client &client, const Clock &clock, const InterventionTarget &target, QWidget *owner,
                         QWidget *parent)
    : QWidget(parent)
    , m_client(client)
    , m_clock(clock)
    , m_ns(target.ns)
    , m_isOffered(kindOf(target.act).losesClosedRuns())
    , m_owner(owner)
    , m_button(new QPushButton(tr("Export their histories first…"), this))
{
    m_button->setObjectName(u"exportFirst"_s);
    m_button->setAccessibleName(tr("Export the histories of the closed workflows first"));
    m_button->setAutoDefault(false);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_button);
    layout->addStretch(1);
    setVisible(false);
    connect(m_button, &QPushButton::clicked, this, &ExportFirst::open);
}

void ExportFirst::setSeen(const Seen *seen)
{
    const SeenConfig *const config = seen ? std::get_if<SeenConfig>(seen) : nullptr;
    setVisible(m_isOffered && config && config->closedRuns != 0);
}

HistoriesDialog *ExportFirst::opened() const
{
    const auto others = m_owner ? m_owner->findChildren<HistoriesDialog *>() : QList<HistoriesDialog *>();
    const auto found = std::find_if(others.begin(), others.end(), [this](const HistoriesDialog *other) {
        return other->isVisible() && other->ns() == m_ns;
    });
    return found == others.end() ? nullptr : *found;
}

bool ExportFirst::isExporting() const
{
    const HistoriesDialog *const dialog = m_isOffered ? opened() : nullptr;
    return dialog && dialog->isExporting();
}

/// One a namespace: another would find the folder taken.
void ExportFirst::open()
{
    if (HistoriesDialog *const other = opened()) {
        other->raise();
        return other->activateWindow();
    }
    (new HistoriesDialog(m_client, m_clock, m_ns, m_owner))->show();
}

} // namespace signalbox
