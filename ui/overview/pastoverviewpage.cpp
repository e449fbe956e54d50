// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/pastoverviewpage.h"

#include "models/base/explain.h"
#include "models/base/zonedtime.h"
#include "ui/overview/overviewdata.h"
#include "ui/overview/overviewview.h"
#include "ui/widgets/filesaver.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/toolbuttons.h"

#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {
/// As many as of a range on the page of now.
constexpr int slices = 300;
} // namespace

PastOverviewPage::PastOverviewPage(MomentSource &past, UiState &state, QWidget *parent)
    : Page(parent)
    , m_past(past)
    , m_saver(new FileSaver(this))
    , m_span(past.span())
    , m_view(new OverviewView(state, this))
    , m_said(new PlainLabel(this))
{
    setObjectName(u"pastOverviewPage"_s);
    m_said->setObjectName(u"overviewSpan"_s);
    m_said->setWordWrap(true);
    QWidget *const head = makeHead();
    markPane(*head);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(10);
    column->addWidget(head);
    column->addWidget(m_said);
    column->addWidget(m_view, 1);
    connect(m_view, &OverviewView::spanChosen, this, [this](const ChartSpan &span) { lookAt(span); });
    connect(m_view, &OverviewView::wholeAsked, this, [this] { lookAt({}); });
    connect(m_saver, &FileSaver::finished, this, &Page::notice);
}

PastOverviewPage::~PastOverviewPage() = default;

QWidget *PastOverviewPage::makeHead()
{
    auto *head = new QWidget(this);
    auto *layout = new FlowLayout(head);
    QToolButton *board = makeLink(u"overviewBoard"_s, tr("Board ›"), tr("Back to the board of then"), head);
    connect(board, &QToolButton::clicked, this, [this] { Q_EMIT go(Place::past()); });
    auto *name = new PlainLabel(title(), head);
    name->setSize(PlainLabel::Size::Heading);
    m_whole = makeToolButton(u"overviewWhole"_s, tr("Whole time"), tr("Show all that is kept (Esc)"), head);
    m_whole->setVisible(false);
    connect(m_whole, &QToolButton::clicked, this, [this] { lookAt({}); });
    auto *table =
        makeToolButton(u"overviewAsTable"_s, tr("As table"), tr("Show the charts as a table"), head);
    table->setCheckable(true);
    connect(table, &QToolButton::toggled, m_view, &OverviewView::setAsTable);
    auto *saving = makeToolButton(u"overviewSave"_s, tr("Save as CSV…"),
                                  tr("Save what is shown as a file, comma-separated"), head);
    connect(saving, &QToolButton::clicked, this, &PastOverviewPage::save);
    layout->addWidget(board);
    layout->addWidget(name);
    layout->addStretch();
    for (QToolButton *button : {m_whole, table, saving})
        layout->addWidget(button);
    return head;
}

QString PastOverviewPage::title() const
{
    return tr("Overview");
}

void PastOverviewPage::setActive(bool active)
{
    if (active)
        return read();
    m_reading.cancel();
}

void PastOverviewPage::lookAt(std::optional<ChartSpan> span)
{
    const auto at = [](double time) { return Instant(Milliseconds(qRound64(time))); };
    const MomentSource::Span whole = m_past.span();
    m_span = whole;
    if (span)
        m_span = {std::max(at(span->from), whole.from), std::min(at(span->to), whole.to)};
    m_whole->setVisible(m_span.from != whole.from || m_span.to != whole.to);
    read();
}

void PastOverviewPage::read()
{
    const auto [from, to] = m_span;
    m_reading.cancel();
    m_reading = m_past.overview({from, to, OverviewQuery::sliceFor(to - from, slices)})
                    .deliver(this, [this](const Result<Overview> &read) { take(read); });
}

void PastOverviewPage::take(const Result<Overview> &read)
{
    const auto [from, to] = m_span;
    m_overview = read.value_or(Overview());
    m_said->setTone(read ? PlainLabel::Tone::Secondary : PlainLabel::Tone::Danger);
    m_said->setText(read ? tr("From %1 to %2").arg(formatZonedTime(from), formatZonedTime(to))
                         : tr("What was kept can't be read: %1").arg(explain(read.error()).sentence()));
    m_view->setOverview(m_overview, {chartTime(from), chartTime(to)});
}

void PastOverviewPage::save()
{
    m_saver->ask(tr("Save the overview"), u"overview.csv"_s, [this](const QString &path) {
        m_saver->write(path, [overview = m_overview] { return overviewdata::csvOf(overview); });
    });
}

} // namespace signalbox
