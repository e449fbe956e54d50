// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuepage.h"

#include "models/alerts/alertengine.h"
#include "models/base/format.h"
#include "models/monitor/watch.h"
#include "ui/queue/backlogchart.h"
#include "ui/queue/pollercells.h"
#include "ui/queue/pollermodel.h"
#include "ui/queue/queuefigures.h"
#include "ui/queue/queueheader.h"
#include "ui/queue/queuesentence.h"
#include "ui/queue/samplemodel.h"
#include "ui/state/uistate.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/queuequery.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/toolbuttons.h"

#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const auto rangeKey = u"queue/rangeMinutes"_s;

} // namespace

QueuePage::QueuePage(const QueueKey &key, Watch &watch, const AlertEngine &alerts, const Runbook &runbook,
                     const Clock &clock, UiState &state, QWidget *parent)
    : Page(parent)
    , m_key(key)
    , m_watch(watch)
    , m_alerts(alerts)
    , m_rule(runbook.backlogRule())
    , m_clock(clock)
    , m_state(state)
    , m_pollers(new PollerModel(clock, this))
    , m_rows(new SampleModel(this))
    , m_header(new QueueHeader(key, runbook.ownerOf(key).value_or(QString()), this))
    , m_stack(new QStackedWidget(this))
    , m_chart(new BacklogChart(this))
    , m_table(new TableView(u"sampleTable"_s, tr("Backlog over time"), this))
    , m_figures(new QueueFigures(this))
    , m_pollerTable(new TableView(u"pollerTable"_s, tr("Pollers of this queue"), this))
{
    setObjectName(u"queuePage"_s);
    arrange();
    connectParts();
    restore();
}

QueuePage::~QueuePage()
{
    m_state.set(rangeKey, static_cast<int>(m_header->range().count()));
}

void QueuePage::arrange()
{
    m_stack->addWidget(m_chart);
    m_stack->addWidget(m_table);
    m_table->setModel(m_rows);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setEmptyText(tr("No sample in this range yet."));
    m_pollerTable->setModel(m_pollers);
    m_pollerTable->setItemDelegate(new PollerCells(m_pollerTable));
    m_pollerTable->setEmptyText(tr("Nobody has polled this queue in the last 5 minutes."));
    markPane(*m_header);
    markPane(*m_table);
    markPane(*m_pollerTable);

    auto *framed = new QFrame(this);
    framed->setFrameShape(QFrame::StyledPanel);
    auto *inner = new QVBoxLayout(framed);
    inner->setContentsMargins(1, 1, 1, 1);
    inner->addWidget(m_stack);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 16);
    layout->setSpacing(10);
    layout->addWidget(m_header);
    layout->addWidget(framed, 5);
    layout->addWidget(m_figures);
    layout->addWidget(m_pollerTable, 4);
}

void QueuePage::connectParts()
{
    m_chart->setReader([this](double time) { return linesAt(time); });
    connect(m_header, &QueueHeader::changed, this, [this] {
        m_stack->setCurrentIndex(m_header->isTable() ? 1 : 0);
        tick();
    });
    connect(m_header, &QueueHeader::workflowsClicked, this,
            [this] { Q_EMIT openWorkflows(m_key.ns, runningQuery(m_key.queue)); });
    connect(m_header, &QueueHeader::boardClicked, this, &Page::openBoard);
    auto *pause = new QShortcut(QKeySequence(u"P"_s), this);
    pause->setContext(Qt::WidgetWithChildrenShortcut);
    connect(pause, &QShortcut::activated, m_header, &QueueHeader::togglePause);
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &QueuePage::tick);
    const auto showNews = [this](const QueueKey &key) {
        if (key != m_key || !m_tick.isActive())
            return;
        tick();
        Q_EMIT readAtChanged();
    };
    connect(&m_watch, &Watch::queueCounted, this, showNews);
    connect(&m_watch, &Watch::queueSampled, this,
            [showNews](const QueueSample &sample) { showNews(sample.key); });
}

void QueuePage::restore()
{
    m_header->setRange(std::chrono::minutes(m_state.text(rangeKey).toInt()));
    const auto width = [this](int pixels) { return metrics::scaled(pixels, fontMetrics()); };
    m_pollerTable->setColumnWidth(PollerModel::IdentityColumn, width(360));
    m_pollerTable->setColumnWidth(PollerModel::KindColumn, width(140));
    m_pollerTable->keepColumns(m_state, u"queue/pollers"_s);
    for (int column = 0; column < SampleModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, width(150));
    m_table->keepColumns(m_state, u"queue/samples"_s);
}

QString QueuePage::title() const
{
    return displayText(shortQueueName(m_key), 80);
}

void QueuePage::setActive(bool active)
{
    if (!active) {
        m_tick.stop();
        m_watch.setVisibleQueues({});
        return;
    }
    m_watch.setVisibleQueues({m_key});
    m_tick.start();
    tick();
}

void QueuePage::refresh()
{
    m_watch.refresh();
}

std::optional<Instant> QueuePage::readAt() const
{
    const auto sample = m_watch.latest(m_key);
    return sample ? std::optional(sample->time) : std::nullopt;
}

void QueuePage::tick()
{
    const Instant now = m_clock.utc();
    const QueueAssessment assessment = m_alerts.assessment(m_key);
    m_header->setAssessment(assessment, now);
    m_header->setRunning(m_watch.running(m_key));
    if (m_header->isPaused())
        return;
    const auto sample = m_watch.latest(m_key);
    const ChartData shown = chartData(now);
    m_figures->show(sample, m_rule.threshold, now);
    const NamespaceSample *ns = m_watch.namespaceSample(m_key.ns);
    const bool isGone = ns && ns->gone; // where it goes from here is no question any more
    m_figures->setSentence(
        queueSentence(isGone ? std::nullopt : sample, assessment, shown.pollerChanges, now));
    m_pollers->setPollers(sample ? sample->pollers : std::vector<SeenPoller>());
    showChart(shown, now);
}

ChartData QueuePage::chartData(Instant now)
{
    const Instant from = now - m_header->range();
    m_samples = m_watch.samples(m_key, from);
    const ChartSpan range{chartTime(from), chartTime(now)};
    ChartData shown = makeChartData(m_samples, m_rule, range, m_chart->plotWidth());
    shown.phases = phasesIn(m_alerts.phases(m_key), m_clock, range);
    return shown;
}

void QueuePage::showChart(const ChartData &shown, Instant now)
{
    if (!m_header->isTable()) {
        m_chart->setData(shown);
        return;
    }
    const Instant from = now - m_header->range();
    const auto first = std::find_if(m_samples.begin(), m_samples.end(),
                                    [from](const QueueSample &sample) { return sample.time >= from; });
    m_rows->setSamples({first, m_samples.end()});
}

QStringList QueuePage::linesAt(double time) const
{
    const auto after = std::find_if(m_samples.begin(), m_samples.end(), [time](const QueueSample &sample) {
        return chartTime(sample.time) > time;
    });
    if (after == m_samples.begin())
        return {tr("no data")};
    const QueueSample &sample = *std::prev(after);
    if (time > chartTime(sample.time + validity(sample.interval)))
        return {tr("no data")};
    return {formatTimeOfDay(sample.time), tr("workflow %1").arg(formatCount(sample.workflowBacklog)),
            tr("activity %1").arg(formatCount(sample.activityBacklog)),
            tr("oldest task %1").arg(formatDuration(sample.oldestTask))};
}

} // namespace signalbox
