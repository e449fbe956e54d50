// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/foreignalertspane.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "ui/state/uistate.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/keepsplitter.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plaintextview.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/toolbuttons.h"

#include <QHeaderView>
#include <QSplitter>
#include <QVBoxLayout>

#include <array>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Milliseconds every = 30s;
/// Pixels at 100 %; the last column takes the rest.
constexpr std::array columnWidths{110, 190, 90, 150, 190, 150};

} // namespace

ForeignAlertsPane::ForeignAlertsPane(Alertmanager &alertmanager, const QString &profileName,
                                     const Clock &clock, UiState &state, QWidget *parent)
    : QWidget(parent)
    , m_alertmanager(alertmanager)
    , m_clock(clock)
    , m_model(new ForeignAlertsModel(profileName, this))
    , m_count(new PlainLabel(this))
    , m_trouble(new PlainLabel(this))
    , m_table(new TableView(u"foreignAlerts"_s, tr("Alerts in Alertmanager"), this))
    , m_details(
          new PlainTextView(u"foreignAlertDetails"_s, tr("The chosen alert, as Alertmanager has it"), this))
    , m_copyLink(new CopyButton(u"foreignAlertCopyLink"_s, tr("Copy the link to where it comes from"), this))
{
    arrange(state);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ForeignAlertsPane::showChosen);
    m_news.setInterval(every);
    connect(&m_news, &QTimer::timeout, this, &ForeignAlertsPane::read);
    showState();
    showChosen();
}

void ForeignAlertsPane::arrange(UiState &state)
{
    m_count->setObjectName(u"foreignAlertCount"_s);
    m_count->setTone(PlainLabel::Tone::Secondary);
    m_trouble->setObjectName(u"foreignAlertTrouble"_s);
    m_trouble->setTone(PlainLabel::Tone::Danger);
    m_trouble->setWordWrap(true);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->cells().setMonospaced({ForeignAlertsModel::QueueColumn});
    for (std::size_t i = 0; i < columnWidths.size(); ++i)
        m_table->horizontalHeader()->resizeSection(static_cast<int>(i),
                                                   metrics::scaled(columnWidths[i], fontMetrics()));
    m_table->keepColumns(state, u"alerts/foreignColumns"_s);
    markPane(*m_table);
    markPane(*m_details);
    auto *bar = new FlowLayout;
    bar->addWidget(m_count);
    bar->addStretch();
    bar->addWidget(m_copyLink);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(u"foreignAlertsSplitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_table);
    splitter->addWidget(m_details);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 1);
    keepSplitter(*splitter, state);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addLayout(bar);
    column->addWidget(m_trouble);
    column->addWidget(splitter, 1);
}

void ForeignAlertsPane::setActive(bool active)
{
    if (!active) {
        m_news.stop();
        m_reading.cancel();
        return;
    }
    if (m_news.isActive())
        return;
    m_news.start();
    read();
}

void ForeignAlertsPane::read()
{
    m_reading.cancel();
    m_reading = m_alertmanager.alerts().deliver(
        this, [this](Result<std::vector<ForeignAlert>> alerts) { take(std::move(alerts)); });
}

void ForeignAlertsPane::take(Result<std::vector<ForeignAlert>> alerts)
{
    m_failure = alerts ? std::nullopt : std::optional(alerts.error());
    if (alerts) {
        m_readAt = m_clock.utc();
        m_model->setAlerts(std::move(*alerts));
    }
    showState();
    showChosen();
    Q_EMIT readAtChanged();
}

void ForeignAlertsPane::setOurs(const std::vector<ListedAlert> &ours)
{
    m_model->setOurs(ours);
    showState();
}

void ForeignAlertsPane::focusTable()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

void ForeignAlertsPane::showState()
{
    const int count = m_model->rowCount();
    QStringList parts{count == 1 ? tr("1 alert in Alertmanager")
                                 : tr("%1 alerts in Alertmanager").arg(formatCount(count))};
    if (m_model->hidden() > 0)
        parts << tr("%1 more of the console's own are under “Now”")
                     .arg(formatCount(static_cast<qint64>(m_model->hidden())));
    m_count->setText(parts.join(u" · "_s));
    m_count->setVisible(m_readAt.has_value());
    m_trouble->setVisible(m_failure.has_value());
    if (m_failure && m_readAt)
        m_trouble->setText(tr("Alertmanager can't be asked: %1. What is shown is of %2.")
                               .arg(m_failure->detail, formatDateTime(m_readAt)));
    else if (m_failure)
        m_trouble->setText(tr("Alertmanager can't be asked: %1.").arg(m_failure->detail));
    m_table->setEmptyText(!m_readAt && m_failure ? tr("Nothing is known of Alertmanager's alerts.")
                          : m_readAt             ? tr("Alertmanager has no alerts but the console's own.")
                                                 : tr("Asking Alertmanager…"));
}

void ForeignAlertsPane::showChosen()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty()) {
        m_details->setText(tr("Choose an alert: its labels are shown here."));
        m_copyLink->setCopied({});
        return;
    }
    const ForeignAlert &alert = m_model->alert(rows.front().row());
    m_details->setText(foreignAlertLines(alert).join(u'\n'));
    m_copyLink->setCopied(copyText(alert.link));
}

} // namespace signalbox
