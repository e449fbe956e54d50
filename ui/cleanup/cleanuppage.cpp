// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cleanup/cleanuppage.h"

#include "models/base/format.h"
#include "models/cleanup/sampledrunsmodel.h"
#include "models/interventions/desk.h"
#include "models/monitor/watch.h"
#include "models/profile/profile.h"
#include "ui/cleanup/cleanuppanel.h"
#include "ui/state/uistate.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/errorpanel.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/keepsplitter.h"
#include "ui/widgets/pagescroll.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/progressrow.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/toolbuttons.h"

#include <QHeaderView>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Pixels at 100 %; the last column takes the rest.
constexpr std::array lineWidths{220, 150, 110, 170};
constexpr std::array sampleWidths{160, 160, 110, 200, 230};

void setWidths(QHeaderView &header, const int *begin, const int *end)
{
    for (const int *width = begin; width != end; ++width)
        header.resizeSection(static_cast<int>(width - begin), metrics::scaled(*width, header.fontMetrics()));
}

} // namespace

CleanUpPage::CleanUpPage(CleanUpWork &work, const Desk &desk, const Watch &watch, const Profile &profile,
                         UiState &state, QWidget *parent)
    : Page(parent)
    , m_work(work)
    , m_desk(desk)
    , m_watch(watch)
    , m_profile(profile)
    , m_state(state)
    , m_list(new CleanUpListModel(this))
    , m_sample(new SampledRunsModel(this))
    , m_count(makeToolButton(u"cleanUpCount"_s, tr("Count again"),
                             tr("Count anew what would go, in every namespace"), this))
    , m_others(new PlainLabel(this))
    , m_progress(new ProgressRow(u"cleanUpCounting"_s, tr("Stop counting"), this))
    , m_error(new ErrorPanel(this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_table(new TableView(u"cleanUpTable"_s, tr("Namespaces that may be cleaned up"), this))
    , m_sampleTable(new TableView(u"cleanUpSample"_s, tr("A sample of what would go"), this))
    , m_anchor(*m_table)
    , m_panel(new CleanUpPanel(this))
{
    setObjectName(u"cleanUpPage"_s);
    arrange();
    connectParts();
    showWork();
}

CleanUpPage::~CleanUpPage() = default;

void CleanUpPage::arrange()
{
    auto *heading = new PlainLabel(tr("Clean-up"), this);
    heading->setSize(PlainLabel::Size::Heading);
    m_others->setObjectName(u"cleanUpOthers"_s);
    m_others->setTone(PlainLabel::Tone::Secondary);
    m_error->setObjectName(u"cleanUpError"_s);
    setPlainToolTip(*m_count, tr("Count anew what would go, in every namespace   F5"));
    auto *bar = new QWidget(this);
    auto *row = new FlowLayout(bar);
    row->addWidget(heading);
    row->addSpacing(8);
    row->addWidget(m_others);
    row->addStretch();
    row->addWidget(m_count);
    m_table->setModel(m_list);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    setWidths(*m_table->horizontalHeader(), lineWidths.begin(), lineWidths.end());
    m_table->keepColumns(m_state, u"cleanup/columns"_s);
    m_sampleTable->setModel(m_sample);
    m_sampleTable->cells().setMonospaced({SampledRunsModel::WorkflowColumn, SampledRunsModel::RunColumn});
    setWidths(*m_sampleTable->horizontalHeader(), sampleWidths.begin(), sampleWidths.end());
    m_sampleTable->keepColumns(m_state, u"cleanup/sampleColumns"_s);
    auto *below = new QWidget(this);
    QVBoxLayout &panel = (new PageScroll(*below))->column();
    panel.setContentsMargins(0, 0, 0, 0);
    panel.addWidget(m_panel);
    m_splitter->setObjectName(u"cleanUpSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_table, m_sampleTable, below})
        m_splitter->addWidget(widget);
    // The form at the bottom is to be seen whole; the lists scroll by themselves.
    m_splitter->setSizes({200, 240, 330});
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setStretchFactor(2, 2);
    keepSplitter(*m_splitter, m_state);
    for (QWidget *pane : std::initializer_list<QWidget *>{bar, m_table, m_sampleTable, m_panel})
        markPane(*pane);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(10);
    for (QWidget *widget : std::initializer_list<QWidget *>{bar, m_progress, m_error})
        column->addWidget(widget);
    column->addWidget(m_splitter, 1);
}

void CleanUpPage::connectParts()
{
    connect(&m_work, &CleanUpWork::changed, this, &CleanUpPage::showWork);
    connect(&m_work, &CleanUpWork::progressed, this, &CleanUpPage::showRun);
    connect(&m_work, &CleanUpWork::browserOpened, m_panel, &CleanUpPanel::showSignIn);
    connect(&m_desk, &Desk::gateChanged, this, &CleanUpPage::showChosen);
    connect(&m_watch, &Watch::listed, this, &CleanUpPage::takeNamespaces);
    connect(m_count, &QToolButton::clicked, this, &CleanUpPage::refresh);
    connect(m_progress, &ProgressRow::stopClicked, &m_work, &CleanUpWork::stopSurvey);
    connect(m_panel, &CleanUpPanel::startClicked, this, &CleanUpPage::start);
    connect(m_panel, &CleanUpPanel::stopClicked, &m_work, &CleanUpWork::stop);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &CleanUpPage::showChosen);
    connect(m_table, &QAbstractItemView::activated, m_sampleTable, [this] { m_sampleTable->setFocus(); });
    connect(m_sampleTable, &QAbstractItemView::activated, this, [this](const QModelIndex &row) {
        const Execution &run = m_sample->run(row.row());
        Q_EMIT go(Place::ofWorkflow(chosenNs(), run.workflowId, run.runId));
    });
}

QString CleanUpPage::title() const
{
    return tr("Clean-up");
}

const CleanUpLine *CleanUpPage::chosen() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : &m_list->line(rows.front().row());
}

QString CleanUpPage::chosenNs() const
{
    const CleanUpLine *const line = chosen();
    return line ? line->ns : m_wanted;
}

void CleanUpPage::setPlace(const Place &place)
{
    if (place.ns.isEmpty())
        return;
    m_wanted = place.ns;
    choose();
}

void CleanUpPage::setActive(bool active)
{
    if (!active)
        return;
    takeNamespaces();
    if (!std::exchange(m_wasActive, true))
        m_work.survey();
    showWork();
    m_table->setFocus(Qt::OtherFocusReason);
}

void CleanUpPage::refresh()
{
    m_work.survey();
}

std::optional<Instant> CleanUpPage::readAt() const
{
    const CleanUpLine *const line = chosen();
    return line && line->survey ? std::optional(line->survey->taken) : std::nullopt;
}

void CleanUpPage::takeNamespaces()
{
    QStringList names;
    for (const NamespaceSample &sample : m_watch.namespaces())
        if (sample.readable)
            names << sample.info.name;
    m_work.setNamespaces(names);
}

/// Once it is listed; the first one where nobody asked for another.
void CleanUpPage::choose()
{
    for (int row = 0; row < m_list->rowCount(); ++row)
        if (m_list->line(row).ns == m_wanted) {
            m_wanted.clear();
            return m_table->selectRow(row);
        }
    if (m_wanted.isEmpty() && !chosen() && m_list->rowCount() > 0)
        m_table->selectRow(0);
}

void CleanUpPage::showWork()
{
    m_anchor.hold();
    m_list->setLines(m_work.lines());
    m_anchor.restore();
    m_table->setEmptyText(tr("The runbook allows no clean-up in any namespace that may be read here. It does "
                             "with a [[clean_up]] that fits a [[namespace]]."));
    m_others->setText(
        m_work.notAllowed() > 0
            ? tr("Other namespaces, where the runbook allows none: %1").arg(formatCount(m_work.notAllowed()))
            : QString());
    if (m_work.isSurveying()) {
        const qint64 all = m_list->rowCount();
        m_progress->show(tr("Counting in %1").arg(m_work.counting()), all - m_work.toCount() - 1, all);
    } else {
        m_progress->setVisible(false);
    }
    choose();
    showChosen();
    showRun();
    Q_EMIT readAtChanged();
}

void CleanUpPage::showRun()
{
    m_panel->showRun(m_work.run());
}

void CleanUpPage::showChosen()
{
    const CleanUpLine *const line = chosen();
    m_sample->setSurvey(line && line->survey ? &*line->survey : nullptr);
    if (line && line->failure)
        m_error->setError(*line->failure, line->failedAt);
    else
        m_error->clear();
    m_sampleTable->setEmptyText(!line                ? QString()
                                : line->isCounting   ? tr("It is being counted…")
                                : line->survey       ? tr("Nothing would go.")
                                : m_wanted.isEmpty() ? tr("Not counted yet.")
                                                     : QString());
    if (line)
        return m_panel->show(*line, act(*line), obstacle());
    const QString why = m_wanted.isEmpty() ? QString() : m_work.whyNot(m_wanted);
    m_panel->showNone(why.isEmpty() ? tr("Choose a namespace: what would go there is shown here.") : why);
}

/// The role first: it is what a viewer must learn.
QString CleanUpPage::obstacle() const
{
    if (const LeverGate gate = m_desk.gate(); !gate.allowed)
        return gate.reason;
    if (const CleanUpRun *const run = m_work.run())
        return tr("%1 is cleaned up now; one at a time").arg(run->order().ns);
    return {};
}

QString CleanUpPage::act(const CleanUpLine &line) const
{
    const QString count = formatCount(line.survey ? std::optional(line.survey->count) : std::nullopt);
    return m_profile.oidc.interveneClientId.isEmpty() ? tr("Delete %1 workflows").arg(count)
                                                      : tr("Sign in and delete %1 workflows").arg(count);
}

void CleanUpPage::start()
{
    const CleanUpLine *const line = chosen();
    if (!line)
        return;
    const QString ns = line->ns;
    m_panel->clearName();
    m_work.start(ns, m_panel->reason());
}

} // namespace signalbox
