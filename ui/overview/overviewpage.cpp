// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overviewpage.h"

#include "models/base/explain.h"
#include "models/monitor/watch.h"
#include "models/store/past.h"
#include "ui/chart/rangebuttons.h"
#include "ui/overview/overviewdata.h"
#include "ui/overview/overviewview.h"
#include "ui/state/uistate.h"
#include "ui/widgets/filesaver.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/toolbuttons.h"

#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const auto rangeKey = u"overview/rangeMinutes"_s;
const auto tableKey = u"overview/table"_s;

constexpr std::chrono::minutes firstRange = 1h;
/// Of a day it is 5 minutes, of which two pixels or three are left in a small window.
constexpr int slices = 300;
constexpr Milliseconds newsEvery = 60s;
/// An answer may tell of so long a time before, and is not in the store at once.
constexpr Milliseconds toldLate = 15min;
/// Ends are two calls a minute of each.
constexpr std::size_t mostWatched = 20;

} // namespace

OverviewPage::OverviewPage(Past &past, Watch &watch, const Clock &clock, UiState &state, QWidget *parent)
    : Page(parent)
    , m_past(past)
    , m_watch(watch)
    , m_clock(clock)
    , m_state(state)
    , m_saver(new FileSaver(this))
    , m_view(new OverviewView(state, this))
    , m_trouble(new PlainLabel(this))
    , m_news(this)
{
    setObjectName(u"overviewPage"_s);
    arrange();
    connect(m_view, &OverviewView::spanChosen, this, [this](const ChartSpan &span) { lookAt(span); });
    connect(m_view, &OverviewView::wholeAsked, this, [this] { lookAt({}); });
    connect(m_saver, &FileSaver::finished, this, &Page::notice);
    connect(&m_watch, &Watch::listed, this, [this] { // others may be read now
        if (m_news.isActive())
            read();
    });
    m_news.setObjectName(u"overviewNews"_s);
    m_news.setInterval(newsEvery);
    connect(&m_news, &QTimer::timeout, this, &OverviewPage::readNews);
}

OverviewPage::~OverviewPage() = default;

void OverviewPage::arrange()
{
    m_trouble->setObjectName(u"overviewTrouble"_s);
    m_trouble->setTone(PlainLabel::Tone::Danger);
    m_trouble->setWordWrap(true);
    m_trouble->setVisible(false);
    QWidget *const head = makeHead();
    markPane(*head);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(10);
    column->addWidget(head);
    column->addWidget(m_trouble);
    column->addWidget(m_view, 1);
    m_asTable->setChecked(m_state.flag(tableKey));
}

QWidget *OverviewPage::makeHead()
{
    auto *head = new QWidget(this);
    auto *layout = new FlowLayout(head);
    auto *name = new PlainLabel(title(), head);
    name->setSize(PlainLabel::Size::Heading);
    m_whole =
        makeToolButton(u"overviewWhole"_s, tr("Whole range"), tr("Show the whole range again (Esc)"), head);
    m_whole->setVisible(false);
    m_asTable = makeToolButton(u"overviewAsTable"_s, tr("As table"), tr("Show the charts as a table"), head);
    m_asTable->setCheckable(true);
    auto *saving = makeToolButton(u"overviewSave"_s, tr("Save as CSV…"),
                                  tr("Save what is shown as a file, comma-separated"), head);
    layout->addWidget(name);
    layout->addStretch();
    m_ranges = new RangeButtons(u"overviewRange"_s, firstRange, head);
    m_ranges->setRange(std::chrono::minutes(m_state.text(rangeKey).toInt()));
    layout->addWidget(m_ranges);
    layout->addWidget(m_whole);
    layout->addWidget(m_asTable);
    layout->addWidget(saving);
    connect(m_ranges, &RangeButtons::clicked, this, [this] {
        m_state.set(rangeKey, static_cast<int>(range().count()));
        lookAt({});
    });
    connect(m_whole, &QToolButton::clicked, this, [this] { lookAt({}); });
    connect(m_asTable, &QToolButton::toggled, this, [this](bool asTable) {
        m_state.set(tableKey, asTable);
        m_view->setAsTable(asTable);
    });
    connect(saving, &QToolButton::clicked, this, &OverviewPage::save);
    return head;
}

QString OverviewPage::title() const
{
    return tr("Overview");
}

std::chrono::minutes OverviewPage::range() const
{
    return m_ranges->range();
}

OverviewPage::Span OverviewPage::span() const
{
    const Instant now = m_clock.utc();
    return m_zoom.value_or(Span{now - range(), now});
}

void OverviewPage::setActive(bool active)
{
    if (!active) {
        m_news.stop();
        m_reading.cancel();
        m_watch.setVisibleQueues({});
        return;
    }
    m_news.start();
    watchLargest();
    read();
}

void OverviewPage::refresh()
{
    m_watch.refresh();
    read();
}

void OverviewPage::lookAt(std::optional<ChartSpan> span)
{
    const auto at = [](double time) { return Instant(Milliseconds(qRound64(time))); };
    const Instant now = m_clock.utc();
    m_zoom.reset();
    if (span)
        m_zoom = Span{std::max(at(span->from), now - RangeButtons::longest), std::min(at(span->to), now)};
    m_whole->setVisible(span.has_value());
    read();
}

void OverviewPage::read()
{
    const auto [from, to] = span();
    m_reading.cancel();
    m_reading = m_past.overview({from, to, OverviewQuery::sliceFor(to - from, slices)})
                    .deliver(this, [this](const Result<Overview> &came) { take(came, false); });
}

/// A stretch that stands still has none.
void OverviewPage::readNews()
{
    if (m_zoom)
        return;
    if (m_failure || m_overview.size() == 0)
        return read();
    const Instant now = m_clock.utc();
    const Instant from = std::max(m_overview.begin, now - std::max(toldLate, m_overview.slice));
    m_reading.cancel();
    m_reading =
        m_past.overview({from, now, m_overview.slice}).deliver(this, [this](const Result<Overview> &came) {
            take(came, true);
        });
}

void OverviewPage::take(const Result<Overview> &read, bool isNews)
{
    m_failure = read ? std::nullopt : std::optional(read.error());
    if (read && isNews)
        m_overview.append(*read);
    else
        m_overview = read.value_or(Overview());
    m_readAt = m_clock.utc();
    m_trouble->setVisible(m_failure.has_value());
    if (m_failure)
        m_trouble->setText(tr("What was kept can't be read: %1").arg(explain(*m_failure).sentence()));
    showAll();
    watchLargest();
    Q_EMIT readAtChanged();
}

void OverviewPage::showAll()
{
    const auto [from, to] = span();
    m_view->setOverview(m_overview, {chartTime(from), chartTime(to)});
}

/// Those that ran the most, else those that run.
void OverviewPage::watchLargest()
{
    if (!m_news.isActive())
        return;
    std::vector<std::pair<qint64, QString>> order;
    for (const NamespaceSample &sample : m_watch.namespaces())
        if (sample.readable)
            order.emplace_back(-sample.running.value_or(0), sample.info.name);
    std::sort(order.begin(), order.end());
    order.resize(std::min(order.size(), mostWatched));
    std::vector<QueueKey> rows;
    rows.reserve(order.size());
    for (const auto &[running, ns] : order)
        rows.push_back({ns, {}});
    m_watch.setVisibleQueues(rows);
}

void OverviewPage::save()
{
    m_saver->ask(tr("Save the overview"), u"overview.csv"_s, [this](const QString &path) {
        m_saver->write(path, [overview = m_overview] { return overviewdata::csvOf(overview); });
    });
}

} // namespace signalbox
