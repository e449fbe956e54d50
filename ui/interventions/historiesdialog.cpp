// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/interventions/historiesdialog.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/histories/historytext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/errorpanel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/progressrow.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 560; // at 100 %
constexpr std::size_t shownFaults = 4;

QPushButton *makeButton(const QString &objectName, const QString &text, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(objectName);
    button->setAccessibleName(text);
    button->setAutoDefault(false);
    return button;
}

} // namespace

HistoriesDialog::HistoriesDialog(Client &client, const Clock &clock, QString ns, QWidget *parent)
    : QDialog(parent)
    , m_client(client)
    , m_clock(clock)
    , m_ns(std::move(ns))
    , m_folder(new QLineEdit(this))
    , m_choose(makeButton(u"historiesChoose"_s, tr("Choose…"), this))
    , m_progress(new ProgressRow(u"historiesProgress"_s, tr("Stop the export"), this))
    , m_error(new ErrorPanel(this))
    , m_result(new PlainLabel(this))
    , m_faults(new PlainLabel(this))
    , m_needed(new PlainLabel(this))
    , m_start(makeButton(u"historiesStart"_s, tr("Export"), this))
{
    setObjectName(u"historiesDialog"_s);
    setWindowTitle(tr("Export the histories of %1").arg(displayText(m_ns)));
    setAttribute(Qt::WA_DeleteOnClose);
    m_folder->setObjectName(u"historiesFolder"_s);
    m_folder->setAccessibleName(tr("The folder that they are written into"));
    m_folder->setPlaceholderText(tr("a folder of this machine"));
    m_choose->setAccessibleName(tr("Choose the folder"));
    m_error->setObjectName(u"historiesError"_s);
    m_result->setObjectName(u"historiesResult"_s);
    m_result->setSize(PlainLabel::Size::Strong);
    m_faults->setObjectName(u"historiesFaults"_s);
    m_faults->setSelectable(true);
    m_needed->setObjectName(u"historiesNeeded"_s);
    m_needed->setTone(PlainLabel::Tone::Secondary);
    for (PlainLabel *label : {m_result, m_faults, m_needed})
        label->setWordWrap(true);
    m_start->setDefault(true);
    arrange();
    connect(m_folder, &QLineEdit::textChanged, this, &HistoriesDialog::showState);
    connect(m_choose, &QPushButton::clicked, this, &HistoriesDialog::choose);
    connect(m_start, &QPushButton::clicked, this, &HistoriesDialog::start);
    connect(m_progress, &ProgressRow::stopClicked, this, &HistoriesDialog::stop);
    m_error->clear();
    m_folder->setFocus();
    showResult(false);
    showState();
}

HistoriesDialog::~HistoriesDialog() = default;

void HistoriesDialog::arrange()
{
    auto *heading = new PlainLabel(windowTitle(), this);
    heading->setSize(PlainLabel::Size::Heading);
    heading->setWordWrap(true);
    auto *what =
        new PlainLabel(tr("Each workflow that has closed by now becomes a file of JSON, as the replayers of "
                          "the SDKs read it, with its payloads as they are. What is whole in the folder "
                          "already is kept, so that an export that was stopped goes on; no other file is "
                          "replaced."),
                       this);
    what->setTone(PlainLabel::Tone::Secondary);
    what->setWordWrap(true);
    auto *folder = new QHBoxLayout;
    folder->addWidget(m_folder, 1);
    folder->addWidget(m_choose);
    QPushButton *const close = makeButton(u"historiesClose"_s, tr("Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_needed, 1);
    buttons->addWidget(close, 0, Qt::AlignBottom);
    buttons->addWidget(m_start, 0, Qt::AlignBottom);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(heading);
    layout->addWidget(what);
    layout->addLayout(folder);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_progress, m_error, m_result, m_faults})
        layout->addWidget(widget);
    layout->addStretch(1);
    layout->addLayout(buttons);
    resize(metrics::scaled(dialogWidth, fontMetrics()), sizeHint().height());
}

void HistoriesDialog::choose()
{
    auto *dialog = new QFileDialog(this, tr("Choose the folder"), m_folder->text());
    dialog->setObjectName(u"historiesFolderDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, m_folder, &QLineEdit::setText);
    dialog->open();
}

void HistoriesDialog::start()
{
    if (m_export || !QDir::isAbsolutePath(m_folder->text()))
        return;
    m_error->clear();
    m_export = std::make_unique<HistoryExport>(m_client, m_clock,
                                               HistoryOrder{m_ns, closedByNow(m_clock), m_folder->text()});
    connect(m_export.get(), &HistoryExport::progressed, this, [this] {
        const HistoryCounts &counts = m_export->counts();
        m_progress->show(progressText(counts), std::min(counts.done(), counts.known), counts.known);
    });
    connect(m_export.get(), &HistoryExport::ended, this, [this] { end(true); });
    connect(m_export.get(), &HistoryExport::failed, this, &HistoriesDialog::fail);
    showResult(false);
    m_progress->show(tr("Counting"), 0, 0);
    m_export->start();
    showState();
}

void HistoriesDialog::stop()
{
    if (!m_export)
        return;
    end(false);
    m_needed->setText(tr("Stopped. “Export” goes on with the rest."));
}

void HistoriesDialog::fail(const Error &error)
{
    if (isOfTheFolder(error)) {
        end(false);
        m_needed->setText(error.detail);
        return grow();
    }
    const bool isRefused = error.kind == ErrorKind::Denied;
    m_error->setError(error, m_clock.utc(), isRefused ? QString() : tr("“Export” goes on with the rest."));
    end(false);
}

/// It may be in the middle of telling.
void HistoriesDialog::end(bool isWhole)
{
    showResult(isWhole);
    m_export->disconnect(this);
    m_export.release()->deleteLater();
    m_progress->setVisible(false);
    showState();
}

void HistoriesDialog::showResult(bool isWhole)
{
    const HistoryCounts counts = m_export ? m_export->counts() : HistoryCounts();
    const bool isAny = counts.done() > 0;
    m_result->setText(isAny ? resultText(counts) : isWhole ? tr("There was nothing to export.") : QString());
    QStringList lines;
    if (m_export)
        for (const HistoryFault &fault : m_export->faults())
            if (static_cast<std::size_t>(lines.size()) < shownFaults)
                lines << faultText(fault);
    if (counts.failed > lines.size())
        lines << tr("and %1 more").arg(formatCount(counts.failed - lines.size()));
    m_faults->setLines(lines);
    m_result->setVisible(!m_result->text().isEmpty());
    m_faults->setVisible(!lines.isEmpty());
}

void HistoriesDialog::showState()
{
    const bool isRunning = m_export != nullptr;
    const bool isPath = QDir::isAbsolutePath(m_folder->text());
    m_folder->setReadOnly(isRunning);
    m_choose->setEnabled(!isRunning);
    m_start->setEnabled(!isRunning && isPath);
    const QString needed = isPath ? QString() : tr("Still needed: a folder, from / on.");
    m_needed->setText(isRunning ? tr("Closing this stops it; what is written stays.") : needed);
    setPlainToolTip(*m_start, isRunning ? QString() : needed);
    m_start->setAccessibleDescription(isRunning ? QString() : needed);
    grow();
}

/// With what it says; never smaller than a person made it.
void HistoriesDialog::grow()
{
    layout()->activate();
    const int needed = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width())
                                                     : layout()->totalSizeHint().height();
    if (needed > height())
        resize(width(), needed);
}

} // namespace signalbox
