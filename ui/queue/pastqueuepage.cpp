// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/pastqueuepage.h"

#include "models/base/displaytext.h"
#include "models/base/explain.h"
#include "models/base/zonedtime.h"
#include "ui/queue/backlogchart.h"
#include "ui/queue/charthistory.h"
#include "ui/queue/chartsaver.h"
#include "ui/queue/looklines.h"
#include "ui/queue/queuedeeds.h"
#include "ui/queue/queuemarks.h"
#include "ui/queue/samplemodel.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/pastbanner.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/signalchip.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/toolbuttons.h"

#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Milliseconds longestWhole = 24h; ///< a longer past is shown in part at first
constexpr Milliseconds around = 1h;        ///< the moment, on either side
constexpr int frameWidth = 4;              ///< as the board's at a past moment

bool isKnownAt(const ChartData &shown, double time)
{
    return std::none_of(shown.gaps.begin(), shown.gaps.end(),
                        [time](const ChartGap &gap) { return gap.span.from <= time && time < gap.span.to; });
}

} // namespace

PastQueuePage::PastQueuePage(const QueueKey &key, MomentSource &past, const Runbook &runbook, QWidget *parent)
    : Page(parent)
    , m_key(key)
    , m_past(past)
    , m_runbook(runbook)
    , m_saver(new ChartSaver(
          key,
          [key, &past](const SavedSpan &span) {
              return past.range(key, {span.from, span.to}, Series::everyLook);
          },
          this))
    , m_moment(past.span().to)
    , m_shownSpan(past.span())
    , m_banner(makeBanner())
    , m_chart(new BacklogChart(this))
    , m_rows(new SampleModel(this))
    , m_table(new TableView(u"pastSamples"_s, tr("Backlog over time"), this))
    , m_signal(new SignalChip(this))
    , m_judged(new PlainLabel(this))
    , m_said(new PlainLabel(this))
    , m_deeds(new QueueDeeds(key, past, this))
{
    setObjectName(u"pastQueuePage"_s);
    arrange();
    addShortcut();
    m_chart->setReader([this](double time) {
        return lookLines(m_series, time, m_shown.range) + marksAt(m_shown.marks, time, m_shown.range);
    });
    connect(m_chart, &BacklogChart::spanChosen, this, [this](const ChartSpan &span) { lookAt(span); });
    connect(m_chart, &BacklogChart::wholeAsked, this, [this] { lookAt({}); });
    connect(m_saver, &ChartSaver::finished, this, &Page::notice);
    connect(m_deeds, &QueueDeeds::changed, this, &PastQueuePage::showChart);
    connect(&m_past, &MomentSource::changed, this, [this] {
        if (m_isActive)
            refresh();
    });
}

PastQueuePage::~PastQueuePage() = default;

void PastQueuePage::arrange()
{
    QWidget *const head = makeHead();
    markPane(*head);
    markPane(*m_table);
    m_signal->setObjectName(u"pastSignal"_s);
    m_judged->setObjectName(u"pastJudged"_s);
    m_judged->setWordWrap(true);
    m_judged->setSelectable(true);
    m_said->setObjectName(u"pastSpan"_s);
    m_said->setTone(PlainLabel::Tone::Secondary);
    m_said->setWordWrap(true);
    m_table->setModel(m_rows);
    m_table->setEmptyText(tr("Nothing is kept of this queue in this time."));
    for (int column = 0; column < SampleModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, metrics::scaled(150, fontMetrics()));
    auto *judged = new QHBoxLayout;
    judged->setSpacing(8);
    judged->addWidget(m_signal, 0, Qt::AlignTop);
    judged->addWidget(m_judged, 1);
    auto *inner = new QVBoxLayout;
    inner->setContentsMargins(12, 8, 12, 12);
    inner->setSpacing(10);
    inner->addWidget(head);
    inner->addLayout(judged);
    inner->addWidget(m_said);
    inner->addWidget(m_chart, 5);
    inner->addWidget(m_table, 4);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(frameWidth, 0, frameWidth, frameWidth);
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addLayout(inner, 1);
}

PastBanner *PastQueuePage::makeBanner()
{
    auto *banner = new PastBanner(u"pastSentence"_s, this);
    auto *present = new QPushButton(tr("Queue now   T"), banner);
    present->setObjectName(u"pastPresent"_s);
    present->setAccessibleName(tr("To this queue as it is now"));
    connect(present, &QPushButton::clicked, this, [this] { Q_EMIT go(Place::ofQueue(m_key)); });
    banner->addButton(present);
    return banner;
}

QWidget *PastQueuePage::makeHead()
{
    auto *head = new QWidget(this);
    auto *layout = new FlowLayout(head);
    QToolButton *board = makeLink(u"pastBoard"_s, tr("Board ›"), tr("Back to the board of then"), head);
    connect(board, &QToolButton::clicked, this, [this] { Q_EMIT go(Place::past()); });
    auto *name = new ElidedLabel(head);
    name->setObjectName(u"queueName"_s);
    name->setFont(headingFont(font()));
    name->setText(shortQueueName(m_key));
    auto *place = new ElidedLabel(head, Qt::ElideRight);
    place->setForegroundRole(QPalette::PlaceholderText);
    place->setText(m_key.ns);
    m_whole = makeToolButton(u"pastWhole"_s, tr("Whole time"), tr("Show all that is kept (Esc)"), head);
    m_log = makeToolButton(u"pastLog"_s, tr("Log"), tr("Show the backlog on a logarithmic scale"), head);
    m_log->setCheckable(true);
    connect(m_whole, &QToolButton::clicked, this, [this] { lookAt({}); });
    connect(m_log, &QToolButton::toggled, this, &PastQueuePage::showChart);
    layout->addWidget(board);
    layout->addWidget(name);
    layout->addSpacing(4);
    layout->addWidget(place);
    layout->addStretch();
    for (QToolButton *button : {m_whole, m_log, makeSave(head)})
        layout->addWidget(button);
    return head;
}

QToolButton *PastQueuePage::makeSave(QWidget *parent)
{
    auto *save = makeToolButton(u"pastSave"_s, tr("Save as"), tr("Save what is shown as a file"), parent);
    save->setPopupMode(QToolButton::InstantPopup);
    auto *forms = new QMenu(save);
    forms
        ->addAction(tr("Every look (CSV)…"), this,
                    [this] {
                        m_saver->saveData({m_shownSpan.from, m_shownSpan.to});
                    })
        ->setObjectName(u"saveData"_s);
    forms->addAction(tr("Picture (PNG)…"), this, [this] { m_saver->savePicture(m_chart->grab().toImage()); })
        ->setObjectName(u"savePicture"_s);
    save->setMenu(forms);
    return save;
}

void PastQueuePage::addShortcut()
{
    auto *present = new QShortcut(QKeySequence(u"T"_s), this);
    present->setWhatsThis(tr("To this queue as it is now"));
    present->setContext(Qt::WidgetWithChildrenShortcut);
    connect(present, &QShortcut::activated, this, [this] {
        if (!m_isReplay)
            Q_EMIT go(Place::ofQueue(m_key));
    });
}

void PastQueuePage::setReplay()
{
    m_isReplay = true;
    m_banner->setVisible(false); // the window has one
}

QString PastQueuePage::title() const
{
    return tr("%1 at %2").arg(displayText(shortQueueName(m_key), 80), formatZonedTime(m_moment));
}

void PastQueuePage::setPlace(const Place &place)
{
    m_moment = place.moment.value_or(m_past.span().to);
    m_banner->setSentence(tr("The past: %1. What was known and judged then; nothing here is live, and no "
                             "lever can be pulled.")
                              .arg(formatZonedTime(m_moment)));
    const auto [from, to] = m_past.span();
    const bool isWhole = to - from <= longestWhole;
    showSpan(isWhole ? m_past.span() : firstSpan(), isWhole);
    Q_EMIT titleChanged();
}

MomentSource::Span PastQueuePage::firstSpan() const
{
    const auto [from, to] = m_past.span();
    return {std::max(m_moment - around, from), std::min(m_moment + around, to)};
}

void PastQueuePage::setActive(bool active)
{
    m_isActive = active;
    if (active)
        return refresh();
    m_reading.cancel();
    m_judging.cancel();
    m_deeds->cancel();
}

void PastQueuePage::refresh()
{
    read();
    m_deeds->read();
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
    const auto [from, to] = m_past.span();
    if (!span)
        return showSpan({from, to}, true);
    const MomentSource::Span chosen{std::max(at(span->from), from), std::min(at(span->to), to)};
    showSpan(chosen, chosen.from == from && chosen.to == to);
}

void PastQueuePage::showSpan(MomentSource::Span span, bool isWhole)
{
    m_shownSpan = span;
    m_whole->setVisible(!isWhole);
    if (m_isActive)
        read();
}

void PastQueuePage::read()
{
    m_reading.cancel();
    m_reading = m_past.range(m_key, m_shownSpan, m_chart->plotWidth())
                    .deliver(this, [this](const Result<PastSpan> &past) { take(past); });
    m_judging.cancel();
    const MomentSource::Span judged{std::min(m_shownSpan.from, m_moment), std::max(m_shownSpan.to, m_moment)};
    m_judging =
        m_past.judgements(m_key, judged).deliver(this, [this](const Result<std::vector<Judgement>> &came) {
            takeJudgements(came);
        });
}

void PastQueuePage::take(const Result<PastSpan> &past)
{
    const auto &[from, to] = m_shownSpan;
    const auto error = past ? past->unread : std::optional(past.error());
    m_said->setText(error ? tr("What was kept can't be read: %1").arg(explain(*error).sentence())
                          : tr("From %1 to %2").arg(formatZonedTime(from), formatZonedTime(to)));
    m_series = past ? past->series : Series();
    ChartHistory history(static_cast<double>((to - from).count()), m_chart->plotWidth());
    std::vector<QueueSample> rows;
    for (const SeriesPoint &look : m_series.points()) {
        history.append(look);
        if (look.sample.time >= from && look.sample.time <= to)
            rows.push_back(look.sample);
    }
    m_rows->setSamples(rows);
    m_shown = history.between({chartTime(from), chartTime(to)}, m_runbook.rule(RuleKind::Backlog, m_key));
    m_shown.moment = chartTime(m_moment);
    if (from <= m_moment && m_moment <= to)
        m_wasKnown = isKnownAt(m_shown, *m_shown.moment);
    showJudgement();
    showChart();
}

void PastQueuePage::takeJudgements(const Result<std::vector<Judgement>> &judgements)
{
    m_judgements = judgements.value_or(std::vector<Judgement>());
    showJudgement();
    showChart();
    if (!judgements)
        m_judged->setText(
            tr("How it was judged can't be read: %1").arg(explain(judgements.error()).sentence()));
}

/// As the row of the board at that moment has it.
void PastQueuePage::showJudgement()
{
    const auto after = std::find_if(m_judgements.begin(), m_judgements.end(),
                                    [this](const Judgement &judged) { return judged.time > m_moment; });
    if (after == m_judgements.begin() || !m_wasKnown) {
        m_signal->setSignal(Signal::Unknown);
        return m_judged->setText(m_wasKnown ? tr("how it was judged was not kept")
                                            : tr("nothing was known of it then"));
    }
    const Judgement &judged = *std::prev(after);
    m_signal->setSignal(judged.signal);
    const QString since = judged.since ? tr("since %1").arg(formatZonedTime(*judged.since)) : QString();
    QStringList parts{judged.sentence, since};
    parts.removeAll(QString());
    m_judged->setText(parts.join(u" · "_s));
}

void PastQueuePage::showChart()
{
    m_shown.isLog = m_log->isChecked();
    m_shown.phases = phasesOf(m_judgements, m_shown.gaps, m_shown.range);
    m_shown.marks = m_deeds->marks(m_shown.range);
    m_chart->setData(m_shown);
}

void PastQueuePage::paintEvent(QPaintEvent *)
{
    if (m_isReplay)
        return;
    QPainter painter(this);
    const QColor past = tokensFor(palette()).past;
    painter.fillRect(0, 0, frameWidth, height(), past);
    painter.fillRect(width() - frameWidth, 0, frameWidth, height(), past);
    painter.fillRect(0, height() - frameWidth, width(), frameWidth, past);
}

} // namespace signalbox
