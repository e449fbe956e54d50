// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/momentpage.h"

#include "models/base/explain.h"
#include "models/base/zonedtime.h"
#include "models/board/sparkline.h"
#include "ui/board/boardbar.h"
#include "ui/board/boarddelegate.h"
#include "ui/board/boardproxy.h"
#include "ui/board/boardview.h"
#include "ui/board/momentbar.h"
#include "ui/board/momentslider.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/toolbuttons.h"

#include <QHeaderView>
#include <QPainter>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Where a person who names no moment begins: as far back as the board's small lines go.
constexpr Milliseconds firstBack = sparkline::span;
constexpr int frameWidth = 4;

} // namespace

MomentPage::MomentPage(MomentSource &past, const Runbook &runbook, QWidget *parent)
    : Page(parent)
    , m_past(past)
    , m_source(runbook)
    , m_board(m_source, runbook)
    , m_proxy(new BoardProxy(this))
    , m_moments(new MomentBar(this))
    , m_bar(new BoardBar(this))
    , m_view(new BoardView(this))
{
    setObjectName(u"momentPage"_s);
    arrange();
    connectParts();
    addShortcuts();
}

void MomentPage::arrange()
{
    m_bar->setPast();
    m_proxy->setSourceModel(&m_board);
    m_view->setModel(m_proxy);
    m_view->setItemDelegate(new BoardDelegate(m_view));
    m_view->setDefaultWidths();
    m_view->sortByColumn(BoardModel::SignalColumn, Qt::DescendingOrder);
    markPane(*m_moments);
    markPane(*m_bar);
    markPane(*m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(frameWidth, 0, frameWidth, frameWidth);
    layout->setSpacing(0);
    layout->addWidget(m_moments);
    auto *inner = new QVBoxLayout;
    inner->setContentsMargins(12, 8, 12, 12);
    inner->setSpacing(10);
    inner->addWidget(m_bar);
    inner->addWidget(m_view, 1);
    layout->addLayout(inner, 1);
}

void MomentPage::connectParts()
{
    connect(m_moments, &MomentBar::momentChosen, this, &MomentPage::goTo);
    connect(m_moments, &MomentBar::presentClicked, this, [this] { Q_EMIT go(Place::board()); });
    connect(m_bar, &BoardBar::filterChanged, this, &MomentPage::applyFilter);
    connect(m_bar, &BoardBar::filterDone, m_view, [this] {
        m_view->setFocus(Qt::ShortcutFocusReason);
        m_view->setCurrentIndex(m_proxy->index(0, 0));
    });
    connect(m_view, &BoardView::queueActivated, this, [this](const QModelIndex &index) {
        Q_EMIT go(Place::ofPastQueue(
            {index.data(BoardModel::NamespaceRole).toString(), index.data(BoardModel::QueueRole).toString()},
            m_shown.value_or(*m_moment)));
    });
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this, &MomentPage::unfoldInserted);
    connect(&m_past, &MomentSource::changed, this, [this] {
        if (m_isActive)
            refresh();
    });
}

void MomentPage::addShortcuts()
{
    const auto add = [this](const QString &keys, const QString &what, auto slot) {
        auto *shortcut = new QShortcut(QKeySequence(keys), this);
        shortcut->setWhatsThis(what);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, slot);
    };
    add(u"T"_s, tr("Back to now"), [this] {
        if (!m_isReplay)
            Q_EMIT go(Place::board());
    });
    add(u"N"_s, tr("To the next alert or intervention"), [this] { m_moments->goToMark(true); });
    add(u"Shift+N"_s, tr("To the alert or intervention before"), [this] { m_moments->goToMark(false); });
    add(u"D"_s, tr("To the field for date and time"), [this] { m_moments->focusTime(); });
}

void MomentPage::setReplay()
{
    m_isReplay = true;
    m_moments->setReplay();
}

QString MomentPage::title() const
{
    return m_shown ? tr("Board at %1").arg(formatZonedTime(m_shown)) : tr("Board in the past");
}

QString MomentPage::chosenNs() const
{
    return m_view->currentIndex().data(BoardModel::NamespaceRole).toString();
}

void MomentPage::setActive(bool active)
{
    m_isActive = active;
    if (!active)
        return m_reading.cancel();
    refresh();
    m_view->setFocus(Qt::OtherFocusReason);
}

void MomentPage::refresh()
{
    const auto [from, to] = m_past.span();
    m_moments->setSpan(from, to);
    readMarks();
    goTo(m_moment.value_or(m_isReplay ? from : to - firstBack));
}

void MomentPage::focusFilter()
{
    m_bar->focusFilter();
}

void MomentPage::goTo(Instant moment)
{
    const MomentSlider &slider = m_moments->slider();
    m_moment = std::clamp(moment, slider.from(), slider.to());
    m_moments->setMoment(*m_moment);
    read();
}

/// What is not read yet when another moment is chosen is not wanted any more.
void MomentPage::read()
{
    m_reading.cancel();
    m_reading = m_past.moment(*m_moment, sparkline::span)
                    .deliver(this, [this, moment = *m_moment](const Result<PastMoment> &known) {
                        take(moment, known);
                    });
}

void MomentPage::readMarks()
{
    m_readingAlerts.cancel();
    m_readingAlerts =
        m_past.alerts(m_past.span()).deliver(this, [this](const Result<std::vector<Transition>> &alerts) {
            m_alerts = alerts;
            showMarks();
        });
    m_readingActs.cancel();
    m_readingActs = m_past.acts().deliver(this, [this](const Result<std::vector<Act>> &acts) {
        m_acts = acts;
        showMarks();
    });
}

void MomentPage::showMarks()
{
    QStringList unread;
    if (!m_alerts)
        unread << tr("Alerts can't be read: %1").arg(explain(m_alerts.error()).sentence());
    if (!m_acts)
        unread << tr("Interventions can't be read: %1").arg(explain(m_acts.error()).sentence());
    m_moments->setMarks({m_alerts.value_or(std::vector<Transition>()), m_acts.value_or(std::vector<Act>())},
                        unread.join(u' '));
}

void MomentPage::take(Instant moment, const Result<PastMoment> &known)
{
    m_failure = known ? std::nullopt : std::optional(known.error());
    m_shown = moment;
    m_source.show(moment, known.value_or(PastMoment()));
    m_board.tick();
    m_moments->setShownMoment(moment);
    m_bar->setTotals(m_board);
    m_bar->setOwners(m_board.owners());
    m_view->setOwned(!m_board.owners().isEmpty());
    m_proxy->settle();
    showEmptyText();
    Q_EMIT titleChanged();
}

void MomentPage::applyFilter()
{
    m_proxy->setFilter(m_bar->filter());
    showEmptyText();
}

void MomentPage::showEmptyText()
{
    if (m_failure)
        m_view->setEmptyText(tr("What was kept can't be read: %1").arg(explain(*m_failure).sentence()));
    else if (m_board.rowCount() > 0)
        m_view->setEmptyText(tr("Nothing matches the filter."));
    else
        m_view->setEmptyText(tr("Nothing is kept of this moment: nobody watched, or it is too long ago."));
}

void MomentPage::unfoldInserted(const QModelIndex &parent, int first, int last)
{
    const bool isNamespace = parent.isValid() && !parent.parent().isValid();
    if (isNamespace && m_proxy->rowCount(parent) == last - first + 1)
        m_view->expand(parent);
    for (int row = first; !parent.isValid() && row <= last; ++row)
        m_view->expand(m_proxy->index(row, 0));
}

void MomentPage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor past = tokensFor(palette()).past;
    painter.fillRect(0, 0, frameWidth, height(), past);
    painter.fillRect(width() - frameWidth, 0, frameWidth, height(), past);
    painter.fillRect(0, height() - frameWidth, width(), frameWidth, past);
}

} // namespace signalbox
