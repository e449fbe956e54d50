// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/journal/journalpage.h"

#include "models/base/explain.h"
#include "models/base/format.h"
#include "models/interventions/desk.h"
#include "ui/state/uistate.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Pixels at 100 %; the last column takes the rest.
constexpr std::array columnWidths{150, 130, 220, 130, 260, 180};
const auto spanKey = u"journal/span"_s;

} // namespace

JournalPage::JournalPage(const Journal &journal, const Desk &desk, const Clock &clock, UiState &state,
                         QWidget *parent)
    : Page(parent)
    , m_acts(journal, clock)
    , m_state(state)
    , m_span(new QComboBox(this))
    , m_count(new PlainLabel(this))
    , m_trouble(new PlainLabel(this))
    , m_copy(new QPushButton(tr("Copy as &Markdown"), this))
    , m_table(new TableView(u"acts"_s, tr("Interventions"), this))
{
    setObjectName(u"journalPage"_s);
    m_span->setObjectName(u"span"_s);
    m_span->setAccessibleName(tr("Which days"));
    m_span->addItem(tr("Today"), static_cast<int>(ActsModel::Span::Today));
    m_span->addItem(tr("Yesterday"), static_cast<int>(ActsModel::Span::Yesterday));
    m_span->addItem(tr("All"), static_cast<int>(ActsModel::Span::All));
    m_span->setCurrentIndex(m_span->findData(state.text(spanKey).toInt()));
    m_acts.setSpan(static_cast<ActsModel::Span>(m_span->currentData().toInt()));
    m_count->setObjectName(u"actCount"_s);
    m_count->setTone(PlainLabel::Tone::Secondary);
    m_trouble->setObjectName(u"journalTrouble"_s);
    m_trouble->setTone(PlainLabel::Tone::Danger);
    m_trouble->setWordWrap(true);
    m_copy->setObjectName(u"copyMarkdown"_s);
    auto *title = new PlainLabel(this->title(), this);
    title->setSize(PlainLabel::Size::Heading);
    m_table->setModel(&m_acts);
    m_table->cells().setMonospaced({ActsModel::WorkflowColumn});
    for (std::size_t i = 0; i < columnWidths.size(); ++i)
        m_table->horizontalHeader()->resizeSection(static_cast<int>(i),
                                                   metrics::scaled(columnWidths[i], fontMetrics()));
    m_table->keepColumns(state, u"journal/acts"_s);

    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    bar->addWidget(title);
    bar->addWidget(m_span);
    bar->addWidget(m_count);
    bar->addStretch(1);
    bar->addWidget(m_copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 16);
    layout->setSpacing(10);
    layout->addLayout(bar);
    layout->addWidget(m_trouble);
    layout->addWidget(m_table, 1);

    connect(m_span, &QComboBox::currentIndexChanged, this, [this] {
        m_state.set(spanKey, m_span->currentData().toInt());
        m_acts.setSpan(static_cast<ActsModel::Span>(m_span->currentData().toInt()));
    });
    connect(m_copy, &QPushButton::clicked, this, &JournalPage::copyMarkdown);
    connect(m_table, &QAbstractItemView::activated, this, &JournalPage::openRun);
    connect(&m_acts, &ActsModel::changed, this, &JournalPage::showState);
    connect(&desk, &Desk::underWayChanged, this, [this] {
        if (m_isActive)
            m_acts.read();
    });
    showState();
}

JournalPage::~JournalPage() = default;

QString JournalPage::title() const
{
    return tr("Journal");
}

Place JournalPage::place() const
{
    return Place::journal();
}

void JournalPage::setActive(bool active)
{
    m_isActive = active;
    if (active)
        m_acts.read();
}

void JournalPage::refresh()
{
    m_acts.read();
}

void JournalPage::focusFilter()
{
    m_span->setFocus(Qt::ShortcutFocusReason);
}

void JournalPage::showState()
{
    const int rows = m_acts.rowCount();
    const bool isCut = !m_acts.hasAll() && m_acts.span() == ActsModel::Span::All;
    m_count->setText(!isCut ? rows == 1 ? tr("1 intervention") : tr("%1 interventions").arg(formatCount(rows))
                            : tr("the newest %1 interventions").arg(formatCount(rows)));
    QStringList trouble;
    if (m_acts.failure())
        trouble << explain(*m_acts.failure()).sentence();
    if (m_acts.unreadableLines() > 0)
        trouble << tr("Lines of the journal that can't be read, and what they tell is missing here: %1.")
                       .arg(formatCount(m_acts.unreadableLines()));
    m_trouble->setLines(trouble);
    m_trouble->setVisible(!trouble.isEmpty());
    m_table->setEmptyText(!m_acts.readAt() && !m_acts.failure() ? tr("Reading the journal…")
                          : m_acts.failure()                    ? tr("The journal could not be read.")
                          : m_acts.span() == ActsModel::Span::All
                              ? tr("Nothing was done from here yet.")
                              : tr("Nothing was done from here that day."));
    m_copy->setEnabled(rows > 0);
    Q_EMIT readAtChanged();
}

/// The chosen rows, or all that are shown.
void JournalPage::copyMarkdown()
{
    std::vector<Act> chosen;
    for (int row = 0; row < m_acts.rowCount(); ++row)
        if (m_table->selectionModel()->isRowSelected(row))
            chosen.push_back(m_acts.act(row));
    QApplication::clipboard()->setText(markdownOf(chosen.empty() ? m_acts.shown() : chosen));
}

void JournalPage::openRun(const QModelIndex &row)
{
    const Act &act = m_acts.act(row.row());
    if (!act.workflowId.isEmpty())
        Q_EMIT go(Place::ofWorkflow(act.ns, act.workflowId, act.runId));
}

} // namespace signalbox
