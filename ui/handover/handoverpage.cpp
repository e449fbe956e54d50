// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/handover/handoverpage.h"

#include "models/base/zonedtime.h"
#include "ui/handover/handoverview.h"
#include "ui/state/uistate.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/plainlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

const auto spanKey = u"handover/span"_s;
const auto timeKey = u"handover/time"_s;
const auto lastKey = u"handover/last"_s;

/// Of the box; other values are hours back.
constexpr int typed = 0;
constexpr int lastHere = -1;

} // namespace

HandOverPage::HandOverPage(Client &client, const AlertEngine &alerts, const Watch &watch, Past &past,
                           MomentSource &moments, const Runbook &runbook, const Clock &clock, QString profile,
                           UiState &state, QWidget *parent)
    : Page(parent)
    , m_reader(client, alerts, watch, past, moments, runbook, clock)
    , m_clock(clock)
    , m_profile(std::move(profile))
    , m_state(state)
    , m_span(new QComboBox(this))
    , m_time(new QLineEdit(this))
    , m_trouble(new PlainLabel(this))
    , m_copy(new QPushButton(tr("Copy as &Markdown"), this))
    , m_view(new HandOverView(this))
{
    setObjectName(u"handOverPage"_s);
    if (const qint64 last = state.text(lastKey).toLongLong(); last > 0)
        m_lastHere = Instant(std::chrono::seconds(last));
    arrange();
    connect(m_span, &QComboBox::activated, this, &HandOverPage::choose);
    connect(m_time, &QLineEdit::returnPressed, this, &HandOverPage::choose);
    connect(m_copy, &QPushButton::clicked, this, &HandOverPage::copyMarkdown);
    connect(&m_reader, &HandOverReader::finished, this, &HandOverPage::showIt);
    connect(m_view, &HandOverView::queueChosen, this, [this](const QueueKey &key) {
        Q_EMIT go(key.queue.isEmpty() ? Place::ofWorkflows(key.ns) : Place::ofQueue(key));
    });
    connect(m_view, &HandOverView::runChosen, this,
            [this](const QString &ns, const QString &workflow, const QString &run) {
                Q_EMIT go(Place::ofWorkflow(ns, workflow, run));
            });
}

HandOverPage::~HandOverPage() = default;

void HandOverPage::arrange()
{
    m_span->setObjectName(u"span"_s);
    m_span->setAccessibleName(tr("Since when"));
    for (const int hours : {8, 12, 24})
        m_span->addItem(tr("the last %1 hours").arg(hours), hours);
    if (m_lastHere)
        m_span->addItem(tr("since this page was seen last"), lastHere);
    m_span->addItem(tr("since a time:"), typed);
    m_span->setCurrentIndex(std::max(m_span->findData(m_state.text(spanKey).toInt()), 0));
    if (m_state.text(spanKey).isEmpty())
        m_span->setCurrentIndex(0);
    m_time->setObjectName(u"since"_s);
    m_time->setAccessibleName(tr("Since"));
    m_time->setPlaceholderText(tr("22:00 or 2026-11-29 22:00"));
    m_time->setText(m_state.text(timeKey));
    m_time->setVisible(m_span->currentData().toInt() == typed);
    m_time->setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    m_trouble->setObjectName(u"handOverTrouble"_s);
    m_trouble->setTone(PlainLabel::Tone::Danger);
    m_trouble->setWordWrap(true);
    m_trouble->setVisible(false);
    m_copy->setObjectName(u"copyMarkdown"_s);
    m_copy->setEnabled(false);
    auto *head = new QWidget(this);
    auto *bar = new FlowLayout(head);
    auto *name = new PlainLabel(title(), head);
    name->setSize(PlainLabel::Size::Heading);
    bar->addWidget(name);
    bar->addWidget(m_span);
    bar->addWidget(m_time);
    bar->addStretch();
    bar->addWidget(m_copy);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(10);
    column->addWidget(head);
    column->addWidget(m_trouble);
    column->addWidget(m_view, 1);
}

QString HandOverPage::title() const
{
    return tr("Hand-over");
}

Place HandOverPage::place() const
{
    return Place::handOver();
}

/// What a person had before them, they have seen: the next time this page tells of what came later.
void HandOverPage::setActive(bool active)
{
    if (active)
        read();
    else if (m_isRead)
        m_state.set(lastKey,
                    QString::number(m_reader.handOver().now.time_since_epoch() / std::chrono::seconds(1)));
}

void HandOverPage::refresh()
{
    read();
}

void HandOverPage::focusFilter()
{
    m_span->setFocus(Qt::ShortcutFocusReason);
}

std::optional<Instant> HandOverPage::readAt() const
{
    return m_isRead ? std::optional(m_reader.handOver().now) : std::nullopt;
}

std::optional<Instant> HandOverPage::since() const
{
    const Instant now = m_clock.utc();
    const int span = m_span->currentData().toInt();
    if (span == lastHere)
        return m_lastHere;
    if (span != typed)
        return now - std::chrono::hours(span);
    const auto time = parseMoment(m_time->text().trimmed(), now);
    return time && *time <= now ? time : std::nullopt;
}

void HandOverPage::choose()
{
    const bool isTyped = m_span->currentData().toInt() == typed;
    m_state.set(spanKey, m_span->currentData().toInt());
    m_state.set(timeKey, m_time->text());
    m_time->setVisible(isTyped);
    if (isTyped && m_time->text().isEmpty())
        m_time->setFocus();
    else
        read();
}

void HandOverPage::read()
{
    const auto from = since();
    m_trouble->setVisible(!from && !m_time->text().isEmpty());
    if (from)
        m_reader.read(m_profile, *from);
    else
        m_trouble->setText(
            tr("“%1” is no time before now; write it as 22:00 or 2026-11-29 22:00.").arg(m_time->text()));
}

void HandOverPage::showIt()
{
    const HandOver &handOver = m_reader.handOver();
    m_isRead = true;
    m_trouble->setText(handOver.unknown);
    m_trouble->setVisible(!handOver.unknown.isEmpty());
    m_copy->setEnabled(true);
    m_view->show(handOver);
    Q_EMIT readAtChanged();
}

void HandOverPage::copyMarkdown()
{
    QApplication::clipboard()->setText(markdownOf(m_reader.handOver()));
    Q_EMIT notice(tr("The hand-over was copied."));
}

} // namespace signalbox
