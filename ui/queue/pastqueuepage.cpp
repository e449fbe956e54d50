// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/pastqueuepage.h"

#include "models/base/displaytext.h"
#include "models/base/explain.h"
#include "models/base/zonedtime.h"
#include "ui/queue/backlogchart.h"
#include "ui/queue/charthistory.h"
#include "ui/queue/looklines.h"
#include "ui/queue/samplemodel.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/toolbuttons.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

PastQueuePage::PastQueuePage(const QueueKey &key, MomentSource &past, const Runbook &runbook, QWidget *parent)
    : Page(parent)
    , m_key(key)
    , m_past(past)
    , m_rules(runbook.rules(key))
    , m_shownSpan(past.span())
    , m_chart(new BacklogChart(this))
    , m_rows(new SampleModel(this))
    , m_table(new TableView(u"pastSamples"_s, tr("Backlog over time"), this))
    , m_said(new PlainLabel(this))
{
    setObjectName(u"pastQueuePage"_s);
    arrange();
    m_chart->setReader([this](double time) { return lookLines(m_series, time, m_shown.range); });
    connect(m_chart, &BacklogChart::spanChosen, this, [this](const ChartSpan &span) { lookAt(span); });
    connect(m_chart, &BacklogChart::wholeAsked, this, [this] { lookAt({}); });
}

void PastQueuePage::arrange()
{
    auto *head = new QWidget(this);
    auto *layout = new FlowLayout(head);
    QToolButton *board = makeLink(u"pastBoard"_s, tr("Board ›"), tr("Back to the board"), head);
    connect(board, &QToolButton::clicked, this, [this] { Q_EMIT go(Place::past()); });
    auto *name = new ElidedLabel(head);
    name->setObjectName(u"queueName"_s);
    name->setFont(headingFont(font()));
    name->setText(shortQueueName(m_key));
    auto *place = new ElidedLabel(head, Qt::ElideRight);
    place->setForegroundRole(QPalette::PlaceholderText);
    place->setText(m_key.ns);
    m_whole = makeToolButton(u"pastWhole"_s, tr("Whole time"), tr("Show the whole time of the file"), head);
    m_whole->setVisible(false);
    m_log = makeToolButton(u"pastLog"_s, tr("Log scale"), tr("Logarithmic scale"), head);
    m_log->setCheckable(true);
    connect(m_whole, &QToolButton::clicked, this, [this] { lookAt({}); });
    connect(m_log, &QToolButton::toggled, this, &PastQueuePage::setLog);
    layout->addWidget(board);
    layout->addWidget(name);
    layout->addSpacing(4);
    layout->addWidget(place);
    layout->addStretch();
    layout->addWidget(m_whole);
    layout->addWidget(m_log);
    markPane(*head);
    markPane(*m_table);
    m_said->setObjectName(u"pastSpan"_s);
    m_said->setTone(PlainLabel::Tone::Secondary);
    m_said->setWordWrap(true);
    m_table->setModel(m_rows);
    m_table->setEmptyText(tr("Nothing is kept of this queue in this time."));
    for (int column = 0; column < SampleModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, metrics::scaled(150, fontMetrics()));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(10);
    column->addWidget(head);
    column->addWidget(m_said);
    column->addWidget(m_chart, 5);
    column->addWidget(m_table, 4);
}

QString PastQueuePage::title() const
{
    return displayText(shortQueueName(m_key), 80);
}

void PastQueuePage::setActive(bool active)
{
    m_isActive = active;
    if (active)
        read();
    else
        m_reading.cancel();
}

/// The chart has as many slices as pixels.
void PastQueuePage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    if (m_isActive)
        read();
}

void PastQueuePage::lookAt(std::optional<ChartSpan> span)
{
    const auto at = [](double time) { return Instant(Milliseconds(qRound64(time))); };
    m_shownSpan = span ? MomentSource::Span{at(span->from), at(span->to)} : m_past.span();
    m_whole->setVisible(span.has_value());
    read();
}

void PastQueuePage::read()
{
    m_reading.cancel();
    m_reading = m_past.range(m_key, m_shownSpan, m_chart->plotWidth())
                    .deliver(this, [this](const Result<PastSpan> &past) { take(past); });
}

void PastQueuePage::take(const Result<PastSpan> &past)
{
    const auto &[from, to] = m_shownSpan;
    m_said->setText(past ? tr("From %1 to %2").arg(formatZonedTime(from), formatZonedTime(to))
                         : explain(past.error()).sentence());
    m_series = past ? past->series : Series();
    ChartHistory history(static_cast<double>((to - from).count()), m_chart->plotWidth());
    std::vector<QueueSample> rows;
    for (const SeriesPoint &look : m_series.points()) {
        history.append(look);
        if (look.sample.time >= from && look.sample.time <= to)
            rows.push_back(look.sample);
    }
    m_rows->setSamples(rows);
    m_shown = history.between({chartTime(from), chartTime(to)}, ruleOf(m_rules, RuleKind::Backlog));
    setLog(m_log->isChecked());
}

void PastQueuePage::setLog(bool isLog)
{
    m_shown.isLog = isLog;
    m_chart->setData(m_shown);
}

} // namespace signalbox
