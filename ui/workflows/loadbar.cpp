// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workflows/loadbar.h"

#include "models/base/format.h"
#include "models/workflows/workflowtablemodel.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/queuequery.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// 10 MB of columns and ten seconds of the namespace's whole visibility budget: more than anybody reads.
constexpr qint64 mostRows = 100'000;
constexpr int progressWidth = 120; // at 100 %

} // namespace

LoadBar::LoadBar(WorkflowTableModel &model, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_clock(clock)
    , m_sentence(new PlainLabel(this))
    , m_progress(new QProgressBar(this))
    , m_more(new QPushButton(tr("Load more"), this))
    , m_all(new QPushButton(tr("Load all"), this))
    , m_stop(new QPushButton(tr("Stop"), this))
{
    m_sentence->setObjectName(u"loaded"_s);
    m_sentence->setTone(PlainLabel::Tone::Secondary);
    m_progress->setObjectName(u"loadProgress"_s);
    m_progress->setAccessibleName(tr("Rows loaded"));
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(metrics::scaled(progressWidth, fontMetrics()));
    m_more->setObjectName(u"loadMore"_s);
    m_more->setAccessibleName(tr("Load the next page"));
    m_all->setObjectName(u"loadAll"_s);
    m_all->setAccessibleName(tr("Load all pages"));
    setPlainToolTip(*m_all, tr("Up to %1 rows").arg(formatCount(mostRows)));
    m_stop->setObjectName(u"stopLoading"_s);
    m_stop->setAccessibleName(tr("Stop loading"));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_sentence, 1);
    layout->addWidget(m_progress);
    layout->addWidget(m_stop);
    layout->addWidget(m_more);
    layout->addWidget(m_all);
    connect(m_more, &QPushButton::clicked, &m_model, [this] { m_model.fetchMore({}); });
    connect(m_all, &QPushButton::clicked, this, &LoadBar::loadAll);
    connect(m_stop, &QPushButton::clicked, &m_model, &WorkflowTableModel::stop);
    connect(&m_model, &WorkflowTableModel::stateChanged, this, &LoadBar::showState);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &LoadBar::showState);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &LoadBar::showState);
    showState();
}

void LoadBar::setSortedBy(const QString &column)
{
    m_sortedBy = column;
    showState();
}

void LoadBar::loadAll()
{
    m_model.fetchAll(mostRows);
}

QString LoadBar::age() const
{
    return m_model.loadedAt() ? formatDuration(std::max(m_clock.utc() - *m_model.loadedAt(), Milliseconds(0)))
                              : formatDuration(std::nullopt);
}

QString LoadBar::whatIsHeld() const
{
    const QString what = m_model.query() == runningQuery() ? tr("running") : tr("match");
    const bool isArchive = m_model.source() == RunSource::Archive;
    QStringList parts{isArchive ? tr("in the archive") : formatCount(m_model.total()) + u' ' + what,
                      tr("%1 loaded").arg(formatCount(m_model.rowCount()))};
    parts << (m_sortedBy.isEmpty() ? tr("in the server's order")
                                   : tr("sorted by %1 within loaded rows").arg(m_sortedBy.toLower()));
    if (m_model.loadedAt())
        parts << tr("read %1 ago").arg(age());
    if (m_model.renewed() > 0)
        parts << tr("%1 read again since").arg(formatCount(m_model.renewed()));
    if (isArchive)
        parts << tr("not read again by itself");
    else if (m_model.isLong())
        parts << tr("not read again by itself above %1 rows").arg(formatCount(WorkflowTableModel::onePage));
    return parts.join(u" · "_s);
}

QString LoadBar::sentence() const
{
    if (m_model.ns().isEmpty())
        return {};
    const bool isOfAnother = m_model.isStale() && m_model.shownQuery() != m_model.query();
    const QString query = m_model.shownQuery().isEmpty() ? tr("every workflow") : m_model.shownQuery();
    QString text = isOfAnother ? tr("These rows are of another query (%1), read %2 ago").arg(query, age())
                               : whatIsHeld();
    if (m_model.state() == WorkflowTableModel::State::Failed)
        text += u" · "_s + tr("the last read failed");
    return text;
}

void LoadBar::showState()
{
    const bool isLoading = m_model.state() == WorkflowTableModel::State::Loading;
    const bool isReadingOn = isLoading && m_model.rowCount() > 0;
    const bool hasMore = m_model.canFetchMore({});
    m_sentence->setText(sentence());
    m_progress->setVisible(isReadingOn && m_model.total().has_value());
    m_progress->setMaximum(static_cast<int>(std::clamp<qint64>(m_model.total().value_or(0), 1, mostRows)));
    m_progress->setValue(std::min(m_model.rowCount(), m_progress->maximum()));
    m_stop->setVisible(isReadingOn);
    m_more->setVisible(!isReadingOn);
    m_all->setVisible(!isReadingOn);
    m_more->setEnabled(hasMore);
    m_all->setEnabled(hasMore);
}

} // namespace signalbox
