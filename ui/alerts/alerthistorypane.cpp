// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alerthistorypane.h"

#include "models/base/explain.h"
#include "models/base/format.h"
#include "ui/chart/rangebuttons.h"
#include "ui/state/uistate.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/filesaver.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/toolbuttons.h"

#include <QHeaderView>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const auto rangeKey = u"alerts/historyMinutes"_s;
constexpr std::chrono::minutes firstRange = 24h;
/// Pixels at 100 %; the last column takes the rest.
constexpr std::array columnWidths{150, 80, 215, 130, 160, 80, 80};

} // namespace

AlertHistoryPane::AlertHistoryPane(Past &past, const Runbook &runbook, const Clock &clock, UiState &state,
                                   QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_saver(new FileSaver(this))
    , m_history(new AlertHistoryModel(past, runbook, clock, this))
    , m_ranges(new RangeButtons(u"alertHistoryRange"_s, firstRange, this))
    , m_count(new PlainLabel(this))
    , m_trouble(new PlainLabel(this))
    , m_table(new TableView(u"alertHistory"_s, tr("What rules did"), this))
{
    m_ranges->setRange(std::chrono::minutes(state.text(rangeKey).toInt()));
    arrange();
    connect(m_ranges, &RangeButtons::clicked, this, [this] {
        m_state.set(rangeKey, static_cast<int>(m_ranges->range().count()));
        read();
    });
    connect(m_history, &AlertHistoryModel::changed, this, &AlertHistoryPane::showState);
    connect(m_table, &QAbstractItemView::activated, this, &AlertHistoryPane::open);
    connect(m_saver, &FileSaver::finished, this, &AlertHistoryPane::notice);
    m_news.setInterval(1min);
    connect(&m_news, &QTimer::timeout, this, &AlertHistoryPane::read);
    showState();
}

void AlertHistoryPane::arrange()
{
    m_count->setObjectName(u"alertHistoryCount"_s);
    m_count->setTone(PlainLabel::Tone::Secondary);
    m_trouble->setObjectName(u"alertHistoryTrouble"_s);
    m_trouble->setTone(PlainLabel::Tone::Danger);
    m_trouble->setWordWrap(true);
    m_table->setModel(m_history);
    m_table->cells().setMonospaced({AlertHistoryModel::QueueColumn});
    m_table->cells().setSecondary({AlertHistoryModel::OwnerColumn});
    for (std::size_t i = 0; i < columnWidths.size(); ++i)
        m_table->horizontalHeader()->resizeSection(static_cast<int>(i),
                                                   metrics::scaled(columnWidths[i], fontMetrics()));
    m_table->keepColumns(m_state, u"alerts/historyColumns"_s);
    markPane(*m_table);
    QToolButton *const saving = makeToolButton(u"alertHistorySave"_s, tr("Save as CSV…"),
                                               tr("Save what is shown as a file, comma-separated"), this);
    connect(saving, &QToolButton::clicked, this, &AlertHistoryPane::save);
    auto *bar = new FlowLayout;
    bar->addWidget(m_count);
    bar->addStretch();
    bar->addWidget(m_ranges);
    bar->addWidget(saving);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addLayout(bar);
    column->addWidget(m_trouble);
    column->addWidget(m_table, 1);
}

void AlertHistoryPane::setActive(bool active)
{
    if (!active) {
        m_news.stop();
        m_history->stop();
        return;
    }
    m_news.start();
    read();
}

void AlertHistoryPane::read()
{
    m_history->read(m_ranges->range());
}

void AlertHistoryPane::focusTable()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

void AlertHistoryPane::showState()
{
    const auto count = static_cast<qint64>(m_history->changes().size());
    const QString changes = count == 1 ? tr("1 change") : tr("%1 changes").arg(formatCount(count));
    m_count->setText(m_history->isCut() ? tr("the newest %1").arg(changes) : changes);
    const auto &failure = m_history->failure();
    m_trouble->setVisible(failure.has_value());
    if (failure)
        m_trouble->setText(tr("What was kept can't be read: %1").arg(explain(*failure).sentence()));
    m_table->setEmptyText(failure ? tr("The history could not be read.")
                          : m_history->readAt()
                              ? tr("No rule did anything in this time, or nobody recorded it.")
                              : tr("Reading…"));
    Q_EMIT readAtChanged();
}

/// Of a queue as it was then.
void AlertHistoryPane::open(const QModelIndex &row)
{
    const Transition &change = m_history->changes()[static_cast<std::size_t>(row.row())].change;
    if (scopeOf(change.key) == RuleScope::Queue)
        Q_EMIT go(Place::ofPastQueue(change.key, change.time));
    else
        Q_EMIT notice(tr("This is of no queue; there is nothing to open."));
}

void AlertHistoryPane::save()
{
    m_saver->ask(tr("Save the history of alerts"), u"alerts.csv"_s, [this](const QString &path) {
        m_saver->write(path, [history = m_history->changes()] { return csvOf(history); });
    });
}

} // namespace signalbox
