// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuepage.h"

#include "models/alerts/alertengine.h"
#include "models/base/displaytext.h"
#include "models/base/explain.h"
#include "models/monitor/watch.h"
#include "models/temporal/partitions.h"
#include "ui/queue/backlogchart.h"
#include "ui/queue/looklines.h"
#include "ui/queue/pollercells.h"
#include "ui/queue/pollermodel.h"
#include "ui/queue/queuedeeds.h"
#include "ui/queue/queuedetails.h"
#include "ui/queue/queuefigures.h"
#include "ui/queue/queueheader.h"
#include "ui/queue/queuemarks.h"
#include "ui/queue/queuepast.h"
#include "ui/queue/queuesentence.h"
#include "ui/queue/samplemodel.h"
#include "ui/queue/verdictpanel.h"
#include "ui/state/uistate.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/pagescroll.h"
#include "ui/widgets/queuequery.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/toolbuttons.h"

#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const auto rangeKey = u"queue/rangeMinutes"_s;
const auto logKey = u"queue/log"_s;
// At 100 %: what they keep in a window that is low.
constexpr int chartHeight = 170;
constexpr int pollersHeight = 120;
/// What was done is read anew.
constexpr Milliseconds deedsEvery = 30s;

} // namespace

QueuePage::QueuePage(const QueueKey &key, const Sources &sources, UiState &state, QWidget *parent)
    : Page(parent)
    , m_key(key)
    , m_watch(sources.watch)
    , m_client(sources.client)
    , m_alerts(sources.alerts)
    , m_runbook(sources.runbook)
    , m_clock(sources.clock)
    , m_state(state)
    , m_past(new QueuePast(key, sources.watch, sources.past, sources.prometheus, sources.clock, this))
    , m_saver(new ChartSaver(
          key,
          [key, &past = sources.past](const SavedSpan &span) {
              return past.range(key, span.from, span.to, Series::everyLook);
          },
          this))
    , m_pollers(new PollerModel(sources.clock, this))
    , m_rows(new SampleModel(this))
    , m_header(new QueueHeader(key, sources.runbook.ownerOf(key).value_or(QString()), this))
    , m_stack(new QStackedWidget(this))
    , m_chart(new BacklogChart(this))
    , m_table(new TableView(u"sampleTable"_s, tr("Backlog over time"), this))
    , m_figures(new QueueFigures(this))
    , m_verdict(new VerdictPanel(this))
    , m_details(new QueueDetails(this))
    , m_pollerTable(new TableView(u"pollerTable"_s, tr("Pollers of this queue"), this))
    , m_deeds(new QueueDeeds(key, sources.moments, this))
{
    setObjectName(u"queuePage"_s);
    arrange();
    connectParts();
    restore();
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

    const std::initializer_list<std::pair<QWidget *, int>> flexible{{framed, chartHeight},
                                                                    {m_pollerTable, pollersHeight}};
    for (const auto &[widget, least] : flexible) {
        widget->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
        widget->setMinimumHeight(metrics::scaled(least, fontMetrics()));
    }
    QVBoxLayout &layout = (new PageScroll(*this))->column();
    layout.setContentsMargins(16, 12, 16, 16);
    layout.setSpacing(10);
    layout.addWidget(m_header);
    layout.addWidget(framed, 5);
    layout.addWidget(m_figures);
    layout.addWidget(m_verdict);
    layout.addWidget(m_details);
    layout.addWidget(m_pollerTable, 4);
}

void QueuePage::connectParts()
{
    connectChart();
    connect(m_header, &QueueHeader::changed, this, [this] {
        m_stack->setCurrentIndex(m_header->isTable() ? 1 : 0);
        m_state.set(logKey, m_header->isLog());
        m_shown.isLog = m_header->isLog(); // of a frozen picture too
        m_chart->setData(m_shown);
        showNews();
    });
    connect(m_header, &QueueHeader::rangeChosen, this, [this] {
        m_state.set(rangeKey, static_cast<int>(m_header->range().count()));
        lookAt({});
    });
    connect(m_header, &QueueHeader::workflowsClicked, this,
            [this] { Q_EMIT go(Place::ofWorkflows(m_key.ns, runningQuery(m_key.queue))); });
    connect(m_verdict, &VerdictPanel::workflowsClicked, this,
            [this](const QString &query) { Q_EMIT go(Place::ofWorkflows(m_key.ns, query)); });
    connect(m_header, &QueueHeader::boardClicked, this, [this] { Q_EMIT go(Place::board()); });
    auto *pause = new QShortcut(QKeySequence(u"P"_s), this);
    pause->setContext(Qt::WidgetWithChildrenShortcut);
    connect(pause, &QShortcut::activated, m_header, &QueueHeader::togglePause);
    connect(m_past, &QueuePast::replaced, this, &QueuePage::takePast);
    connect(m_past, &QueuePast::grew, this, &QueuePage::takeLook);
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &QueuePage::tick);
    const auto takeNews = [this](const QueueKey &key) {
        if (key != m_key || !m_tick.isActive())
            return;
        showNews();
        Q_EMIT readAtChanged();
    };
    connect(&m_watch, &Watch::queueCounted, this, takeNews);
    connect(&m_watch, &Watch::queueSampled, this,
            [takeNews](const QueueSample &sample) { takeNews(sample.key); });
}

void QueuePage::connectChart()
{
    m_chart->setReader([this](double time) { return linesAt(time); });
    connect(m_chart, &BacklogChart::spanChosen, this, [this](const ChartSpan &span) { lookAt(span); });
    connect(m_chart, &BacklogChart::wholeAsked, this, [this] { lookAt({}); });
    connect(m_header, &QueueHeader::saveDataClicked, this,
            [this] { m_saver->saveData(shown(m_clock.utc())); });
    connect(m_header, &QueueHeader::savePictureClicked, this,
            [this] { m_saver->savePicture(m_chart->grab().toImage()); });
    connect(m_saver, &ChartSaver::finished, this, &Page::notice);
}

void QueuePage::lookAt(std::optional<ChartSpan> span)
{
    const Instant now = m_clock.utc();
    const auto at = [](double time) { return Instant(Milliseconds(qRound64(time))); };
    m_zoom = span ? std::optional(SavedSpan{at(span->from), std::min(at(span->to), now)}) : std::nullopt;
    m_header->setZoomed(m_zoom.has_value());
    m_header->resume();
    showNews();
}

SavedSpan QueuePage::shown(Instant now) const
{
    return m_zoom.value_or(SavedSpan{now - m_header->range(), now});
}

void QueuePage::restore()
{
    m_header->setLog(m_state.flag(logKey));
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

Place QueuePage::place() const
{
    Place here = Place::ofQueue(m_key);
    here.range = m_header->range();
    return here;
}

void QueuePage::setPlace(const Place &place)
{
    if (!place.range)
        return;
    m_header->setRange(*place.range);
    m_zoom.reset();
    m_header->setZoomed(false);
}

void QueuePage::setActive(bool active)
{
    if (!active) {
        m_tick.stop();
        m_past->close();
        m_watch.setVisibleQueues({});
        return;
    }
    m_watch.setVisibleQueues({m_key});
    m_deedsRead.reset();
    m_tick.start();
    showNews();
}

void QueuePage::refresh()
{
    m_watch.refresh();
    m_hasAskedPartitions = false;
    m_deedsRead.reset();
}

/// Of a name that was never looked at there are none to ask for.
void QueuePage::askPartitions()
{
    if (std::exchange(m_hasAskedPartitions, true))
        return;
    m_partitions = listPartitions(m_client, m_key, Purpose::Operator)
                       .deliver(this, [this](const Result<QueuePartitions> &partitions) {
                           m_details->setPartitions(partitions);
                           if (m_tick.isActive())
                               tick();
                       });
}

std::optional<Instant> QueuePage::readAt() const
{
    const auto sample = m_watch.latest(m_key);
    return sample ? std::optional(sample->time) : std::nullopt;
}

void QueuePage::showNews()
{
    if (!m_header->isPaused()) {
        const auto sample = m_watch.latest(m_key);
        m_pollers->setPollers(sample ? sample->pollers : std::vector<SeenPoller>());
    }
    tick();
}

void QueuePage::tick()
{
    const Instant now = m_clock.utc();
    const QueueAssessment assessment = m_alerts.assessment(m_key);
    m_header->setAssessment(assessment, now);
    m_header->setRunning(m_watch.running(m_key));
    if (m_header->isPaused()) {
        m_past->close();
        return;
    }
    const int slices = m_header->isTable() ? Series::everyLook : m_chart->plotWidth();
    if (m_zoom)
        m_past->open(m_zoom->from, m_zoom->to, slices);
    else
        m_past->open(m_header->range(), slices);
    readDeeds();
    showChart(now);
    const auto sample = m_watch.latest(m_key);
    m_figures->show(sample, m_runbook.rules(m_key), m_clock.sinceBoot());
    m_figures->setSentence(sentence(sample, assessment));
    m_verdict->show(m_alerts.verdict(m_key));
    m_details->show(sample, m_watch.workers(m_key));
    if (sample)
        askPartitions();
    m_pollers->tick();
}

/// Another console of this machine may have done something too.
void QueuePage::readDeeds()
{
    const Milliseconds now = m_clock.sinceBoot();
    if (m_deedsRead && now - *m_deedsRead < deedsEvery)
        return;
    m_deedsRead = now;
    m_deeds->read();
}

void QueuePage::takePast()
{
    const auto [from, to] = shown(m_clock.utc());
    m_history = ChartHistory(static_cast<double>((to - from).count()), m_chart->plotWidth());
    std::vector<QueueSample> rows;
    for (const SeriesPoint &look : m_past->series().points()) {
        m_history.append(look);
        if (m_header->isTable() && look.sample.time >= from)
            rows.push_back(look.sample);
    }
    m_rows->setSamples(rows);
    showChart(m_clock.utc());
}

void QueuePage::takeLook(const SeriesPoint &look)
{
    m_history.append(look);
    if (m_header->isTable())
        m_rows->append(look.sample);
}

void QueuePage::showChart(Instant now)
{
    const auto [from, to] = shown(now);
    m_past->dropBefore(from);
    m_history.dropBefore(chartTime(from));
    m_rows->dropBefore(from);
    m_shown = m_history.between({chartTime(from), chartTime(to)}, m_runbook.rule(RuleKind::Backlog, m_key));
    m_shown.isLog = m_header->isLog();
    if (const auto &older = m_past->older())
        m_shown.older = ChartOlder{
            chartTime(older->until),
            older->failure ? tr("Prometheus can't be asked: %1").arg(displayText(older->failure->detail, 120))
                           : tr("from Prometheus")};
    m_shown.phases = phasesIn(m_alerts.phases(m_key), m_clock, m_shown.range);
    m_shown.marks =
        inOrder(m_deeds->marks(m_shown.range),
                marksOf(m_watch.versionChanges(m_key), m_deeds->versions(), m_clock, m_shown.range));
    if (!m_header->isTable())
        m_chart->setData(m_shown);
}

/// A value says whose it is where it is not the console's.
QStringList QueuePage::linesAt(double time) const
{
    QStringList lines = lookLines(m_past->series(), time, m_shown.range);
    if (const auto &older = m_past->older(); older && !older->failure && time < chartTime(older->until))
        lines << tr("from Prometheus");
    return lines + marksAt(m_shown.marks, time, m_shown.range);
}

QString QueuePage::sentence(const std::optional<QueueSample> &sample, const QueueAssessment &assessment) const
{
    if (const auto &failure = m_past->failure())
        return tr("What was seen before can't be read: %1").arg(explain(*failure).sentence());
    const NamespaceSample *ns = m_watch.namespaceSample(m_key.ns);
    const bool isGone = ns && ns->gone; // where it goes from here is no question any more
    return queueSentence(isGone ? std::nullopt : sample, assessment, m_shown.pollerChanges,
                         m_clock.sinceBoot());
}

} // namespace signalbox
