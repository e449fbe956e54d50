// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recovery/recoverypage.h"

#include "models/base/format.h"
#include "models/identity/tokenservice.h"
#include "models/recovery/namespacelinemodel.h"
#include "ui/recovery/findingpanel.h"
#include "ui/recovery/recoverybar.h"
#include "ui/recovery/recoverycells.h"
#include "ui/recovery/recoveryhead.h"
#include "ui/state/uistate.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/errorpanel.h"
#include "ui/widgets/filesaver.h"
#include "ui/widgets/keepsplitter.h"
#include "ui/widgets/pagescroll.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/progressrow.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/toolbuttons.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHeaderView>
#include <QMimeData>
#include <QSplitter>
#include <QVBoxLayout>

#include <array>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Stage = ManifestWork::Stage;

namespace {

const auto fileKey = u"recovery/file"_s;
const auto troubleKey = u"recovery/onlyTrouble"_s;
/// Runs that go on at all do so within minutes; whoever knows better stops it or watches again.
constexpr Milliseconds watchFor = 1h;
/// Named of what could not be read into a manifest.
constexpr qsizetype linesTold = 5;
/// Pixels at 100 %; the last column takes the rest.
constexpr std::array lineWidths{170, 150, 72, 72, 84, 118, 74, 80, 100, 76, 66};
constexpr std::array findingWidths{150, 160, 260, 150};

void setWidths(QHeaderView &header, const int *begin, const int *end)
{
    for (const int *width = begin; width != end; ++width)
        header.resizeSection(static_cast<int>(width - begin), metrics::scaled(*width, header.fontMetrics()));
}

QString fileOf(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    return urls.size() == 1 && urls[0].isLocalFile() ? urls[0].toLocalFile() : QString();
}

} // namespace

RecoveryPage::RecoveryPage(Client &client, const TokenService &tokens, const Clock &clock, QString profile,
                           UiState &state, QWidget *parent)
    : Page(parent)
    , m_tokens(tokens)
    , m_clock(clock)
    , m_profile(std::move(profile))
    , m_state(state)
    , m_work(client, clock)
    , m_findings(new FindingListModel(this))
    , m_lines(new NamespaceLineModel(this))
    , m_bar(new RecoveryBar(this))
    , m_head(new RecoveryHead(this))
    , m_progress(new ProgressRow(u"recoveryProgress"_s, tr("Stop what is under way"), this))
    , m_error(new ErrorPanel(this))
    , m_unread(new PlainLabel(this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_namespaceTable(new TableView(u"recoveryNamespaces"_s, tr("Namespaces of the manifest"), this))
    , m_table(new TableView(u"findingTable"_s, tr("What was found"), this))
    , m_anchor(*m_table)
    , m_panel(new FindingPanel(this))
    , m_saver(new FileSaver(this))
{
    setObjectName(u"recoveryPage"_s);
    setAcceptDrops(true);
    setUpTables();
    arrange();
    m_bar->setOnlyTrouble(m_state.flag(troubleKey));
    connectParts();
    applyFilter();
    showWork();
}

RecoveryPage::~RecoveryPage() = default;

void RecoveryPage::setUpTables()
{
    m_namespaceTable->setModel(m_lines);
    m_namespaceTable->setItemDelegate(new RecoveryCells(NamespaceLineModel::SignalColumn,
                                                        NamespaceLineModel::SignalRole, m_namespaceTable));
    m_namespaceTable->setSelectionMode(QAbstractItemView::SingleSelection);
    setWidths(*m_namespaceTable->horizontalHeader(), lineWidths.begin(), lineWidths.end());
    m_namespaceTable->keepColumns(m_state, u"recovery/namespaceColumns"_s);
    m_table->setModel(m_findings);
    auto *cells = new RecoveryCells(FindingListModel::WhatColumn, FindingListModel::SignalRole, m_table);
    cells->setMonospaced({FindingListModel::SubjectColumn});
    m_table->setItemDelegate(cells);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    setWidths(*m_table->horizontalHeader(), findingWidths.begin(), findingWidths.end());
    m_table->keepColumns(m_state, u"recovery/columns"_s);
}

void RecoveryPage::arrange()
{
    m_error->setObjectName(u"recoveryError"_s);
    m_unread->setObjectName(u"manifestUnread"_s);
    m_unread->setTone(PlainLabel::Tone::Danger);
    m_unread->setWordWrap(true);
    m_unread->setVisible(false);
    auto *below = new QWidget(this);
    QVBoxLayout &panel = (new PageScroll(*below))->column();
    panel.setContentsMargins(0, 0, 0, 0);
    panel.addWidget(m_panel);
    m_splitter->setObjectName(u"recoverySplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_namespaceTable, m_table, below})
        m_splitter->addWidget(widget);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setStretchFactor(2, 2);
    keepSplitter(*m_splitter, m_state);
    for (QWidget *pane : std::initializer_list<QWidget *>{m_bar, m_namespaceTable, m_table, m_panel})
        markPane(*pane);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(10);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_bar, m_head, m_progress, m_error, m_unread})
        column->addWidget(widget);
    column->addWidget(m_splitter, 1);
}

void RecoveryPage::connectParts()
{
    connect(m_bar, &RecoveryBar::openClicked, this, &RecoveryPage::askFile);
    connect(m_bar, &RecoveryBar::verifyClicked, this, &RecoveryPage::verify);
    connect(m_bar, &RecoveryBar::watchClicked, this, [this] { m_work.watch(watchFor); });
    connect(m_bar, &RecoveryBar::takeClicked, this, &RecoveryPage::askTake);
    connect(m_bar, &RecoveryBar::saveClicked, this, &RecoveryPage::save);
    connect(m_bar, &RecoveryBar::filterChanged, this, &RecoveryPage::applyFilter);
    connect(m_bar, &RecoveryBar::filterDone, m_table, [this] { m_table->setFocus(); });
    connect(m_progress, &ProgressRow::stopClicked, &m_work, &ManifestWork::stop);
    connect(&m_work, &ManifestWork::changed, this, &RecoveryPage::showWork);
    connect(&m_work, &ManifestWork::progressed, this, [this] {
        const ManifestWork::Progress &progress = m_work.progress();
        m_progress->show(progress.words, progress.done, progress.known);
    });
    connect(&m_work, &ManifestWork::taken, this,
            [this](const QString &file, const QString &sentence, const QStringList &unread) {
                m_unread->setLines(unread.size() > linesTold
                                       ? unread.first(linesTold)
                                             << tr("and %1 more").arg(formatCount(unread.size() - linesTold))
                                       : unread);
                m_unread->setVisible(!unread.isEmpty());
                Q_EMIT notice(sentence);
                if (!m_work.opened() || m_work.opened()->file == file)
                    open(file);
            });
    connect(m_saver, &FileSaver::finished, this, &Page::notice);
    connect(m_findings, &FindingListModel::showing, this, [this] { m_anchor.hold(); });
    connect(m_findings, &FindingListModel::shown, this, [this] {
        m_anchor.restore();
        if (!m_table->selectionModel()->hasSelection() && m_findings->rowCount() > 0)
            m_table->selectRow(0);
        showEmpty();
        showChosen();
    });
    connect(m_namespaceTable->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RecoveryPage::applyFilter);
    connect(m_namespaceTable, &QAbstractItemView::activated, m_table, [this] { m_table->setFocus(); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RecoveryPage::showChosen);
    connect(m_table, &QAbstractItemView::activated, this,
            [this](const QModelIndex &row) { Q_EMIT go(placeOf(m_findings->at(row.row()))); });
    connect(m_panel, &FindingPanel::openClicked, this, &Page::go);
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this,
            [this] { m_head->show(m_work.opened(), m_work.found(), m_profile, m_clock.utc()); });
}

QString RecoveryPage::title() const
{
    return tr("Recovery");
}

QString RecoveryPage::chosenNs() const
{
    const Finding *const one = chosen();
    return one ? one->ns : chosenNamespace();
}

/// What is under way goes on while the page is hidden: it takes minutes.
void RecoveryPage::setActive(bool active)
{
    if (!active)
        return m_tick.stop();
    m_tick.start();
    if (const QString file = m_state.text(m_state.ofPerson(fileKey));
        !std::exchange(m_wasActive, true) && !file.isEmpty())
        m_work.open(file);
    m_namespaceTable->setFocus(Qt::OtherFocusReason);
}

void RecoveryPage::refresh()
{
    verify();
}

void RecoveryPage::focusFilter()
{
    m_bar->focusFilter();
}

std::optional<Instant> RecoveryPage::readAt() const
{
    return m_work.found() ? std::optional(m_work.found()->time) : std::nullopt;
}

void RecoveryPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (m_work.stage() == Stage::None && !fileOf(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void RecoveryPage::dropEvent(QDropEvent *event)
{
    open(fileOf(*event->mimeData()));
    event->acceptProposedAction();
}

void RecoveryPage::askFile()
{
    auto *dialog = new QFileDialog(this, tr("Choose a manifest"));
    dialog->setObjectName(u"openManifestDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    if (m_work.opened())
        dialog->selectFile(m_work.opened()->file);
    connect(dialog, &QFileDialog::fileSelected, this, &RecoveryPage::open);
    dialog->open();
}

void RecoveryPage::open(const QString &file)
{
    m_work.open(file);
}

void RecoveryPage::verify()
{
    m_work.verify(namespaces());
}

void RecoveryPage::askTake()
{
    const QString day = formatIso(m_clock.utc()).left(10);
    m_saver->ask(tr("Take a manifest"), u"%1-%2.manifest"_s.arg(m_profile, day), [this](const QString &path) {
        m_work.take({path, m_profile, {}, namespaces()});
    });
}

QStringList RecoveryPage::namespaces() const
{
    const auto &user = m_tokens.user();
    return user ? user->namespaces() : QStringList();
}

void RecoveryPage::save()
{
    m_saver->ask(tr("Save the findings"), u"recovery.csv"_s, [this](const QString &path) {
        m_saver->write(path, [rows = m_findings->rowsShown()] { return csvOf(valuesOf(rows)); });
    });
}

void RecoveryPage::showWork()
{
    const auto &opened = m_work.opened();
    const auto &found = m_work.found();
    const bool isIdle = m_work.stage() == Stage::None;
    m_bar->setDeeds(
        {isIdle, isIdle && opened, isIdle && found && !found->standing.empty(), isIdle, found.has_value()});
    if (isIdle)
        m_progress->setVisible(false);
    else
        m_progress->show(m_work.progress().words, m_work.progress().done, m_work.progress().known);
    if (opened)
        m_state.set(m_state.ofPerson(fileKey), opened->file);
    m_head->show(opened, found, m_profile, m_clock.utc());
    const auto none = std::make_shared<const std::vector<Finding>>();
    if (const auto findings = found ? found->findings : none; &m_findings->all() != findings.get()) {
        m_lines->setLines(found ? found->lines : std::vector<NamespaceLine>());
        if (!m_namespaceTable->selectionModel()->hasSelection() && m_lines->rowCount() > 0)
            m_namespaceTable->selectRow(0);
        m_findings->setAll(findings);
        Q_EMIT readAtChanged();
    }
    showError();
    showEmpty();
}

void RecoveryPage::showError()
{
    const auto &failure = m_work.failure();
    if (failure)
        m_error->setError(failure->error, failure->time);
    else
        m_error->clear();
}

void RecoveryPage::showEmpty()
{
    const auto &found = m_work.found();
    m_namespaceTable->setEmptyText(
        !m_work.opened()
            ? tr("A manifest says what a cluster held at one time. Choose one, or drop its file "
                 "here, and “Verify” says what is left of that. “signalbox manifest take” writes "
                 "one beside each backup.")
        : m_work.stage() == Stage::Verifying
            ? tr("The cluster is being compared…")
            : tr("Not held against this cluster yet: “Verify” does that, and changes nothing."));
    m_table->setEmptyText(!found || m_findings->isPlanning() ? QString()
                          : found->findings->empty()
                              ? tr("Nothing to tell: every run stands where it stood.")
                              : tr("Nothing matches the filter; there are %1 findings in all.")
                                    .arg(formatCount(static_cast<qint64>(found->findings->size()))));
}

void RecoveryPage::applyFilter()
{
    FindingFilter filter = m_bar->filter();
    filter.ns = chosenNamespace();
    m_state.set(troubleKey, filter.onlyTrouble);
    m_findings->setFilter(filter);
}

const Finding *RecoveryPage::chosen() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : &m_findings->at(rows.front().row());
}

QString RecoveryPage::chosenNamespace() const
{
    const QModelIndexList rows = m_namespaceTable->selectionModel()->selectedRows();
    return rows.isEmpty() ? QString() : m_lines->line(rows.front().row()).name;
}

void RecoveryPage::showChosen()
{
    if (const Finding *const one = chosen())
        m_panel->show(*one);
    else
        m_panel->showNone(m_findings->rowCount() == 0 ? tr("There is no finding to choose.")
                                                      : tr("Choose a finding: what it says is shown here."));
}

} // namespace signalbox
