// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/momentbar.h"

#include "models/base/format.h"
#include "models/base/zonedtime.h"
#include "ui/board/momentslider.h"
#include "ui/widgets/pastbanner.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/toolbuttons.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr int sideMargin = 12;
}

MomentBar::MomentBar(QWidget *parent)
    : QWidget(parent)
    , m_banner(makeBanner())
    , m_slider(new MomentSlider(this))
{
    setObjectName(u"momentBar"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_banner);
    layout->addWidget(makeChoice());
    m_mark = new PlainLabel(this);
    m_mark->setObjectName(u"momentMark"_s);
    m_mark->setTone(PlainLabel::Tone::Secondary);
    m_mark->setContentsMargins(sideMargin, 0, sideMargin, 0);
    layout->addWidget(m_mark);
    connect(m_slider, &MomentSlider::momentChosen, this, &MomentBar::momentChosen);
}

PastBanner *MomentBar::makeBanner()
{
    auto *banner = new PastBanner(u"momentSentence"_s, this);
    m_present = new QPushButton(tr("Back to now   T"), banner);
    m_present->setObjectName(u"momentPresent"_s);
    m_present->setAccessibleName(tr("Back to the board of now"));
    connect(m_present, &QPushButton::clicked, this, &MomentBar::presentClicked);
    banner->addButton(m_present);
    return banner;
}

QWidget *MomentBar::makeChoice()
{
    auto *choice = new QWidget(this);
    m_time = new QLineEdit(choice);
    m_time->setObjectName(u"momentTime"_s);
    m_time->setAccessibleName(tr("Moment of the past, by date and time"));
    setPlainToolTip(*m_time,
                    tr("“02:14”, “2026-11-30 02:14” or with a zone, “2026-11-30T02:14Z”; then Enter"));
    m_time->setFixedWidth(fontMetrics().averageCharWidth() * 27);
    m_previous = makeToolButton(u"momentPrevious"_s, tr("‹ Shift+N"),
                                tr("To the alert or intervention before"), choice);
    m_next = makeToolButton(u"momentNext"_s, tr("N ›"), tr("To the next alert or intervention"), choice);
    connect(m_time, &QLineEdit::returnPressed, this, &MomentBar::takeTyped);
    connect(m_previous, &QToolButton::clicked, this, [this] { goToMark(false); });
    connect(m_next, &QToolButton::clicked, this, [this] { goToMark(true); });
    auto *row = new QHBoxLayout(choice);
    row->setContentsMargins(sideMargin, 0, sideMargin, 0);
    row->setSpacing(8);
    row->addWidget(m_time);
    row->addWidget(m_previous);
    row->addWidget(m_slider, 1);
    row->addWidget(m_next);
    setTabOrder(m_time, m_previous);
    setTabOrder(m_previous, m_slider);
    setTabOrder(m_slider, m_next);
    return choice;
}

void MomentBar::setSpan(Instant from, Instant to)
{
    m_slider->setSpan(from, to);
    m_slider->setMoment(m_moment);
}

void MomentBar::setMarks(const MomentMarks &marks, const QString &unread)
{
    m_marks = marks;
    m_unread = unread;
    m_slider->setMarks(marks);
    showMark();
}

void MomentBar::setMoment(Instant moment)
{
    m_moment = moment;
    m_slider->setMoment(moment);
    m_time->setText(formatZonedTime(moment));
    showMark();
}

void MomentBar::setShownMoment(Instant moment)
{
    m_banner->setSentence(tr("The past: %1. What was known and judged then; nothing here is live, and no "
                             "lever can be pulled.")
                              .arg(formatZonedTime(moment)));
}

void MomentBar::goToMark(bool forward)
{
    if (const auto mark = forward ? m_marks.after(m_moment) : m_marks.before(m_moment))
        Q_EMIT momentChosen(*mark);
}

void MomentBar::setReplay()
{
    m_present->setVisible(false);
}

void MomentBar::focusTime()
{
    m_time->setFocus(Qt::ShortcutFocusReason);
    m_time->selectAll();
}

/// What can't be understood stays to be mended.
void MomentBar::takeTyped()
{
    const auto typed = parseMoment(m_time->text(), m_slider->to());
    if (!typed)
        m_mark->setText(tr("That is no time: write it as 02:14 or 2026-11-30 02:14"));
    else if (*typed < m_slider->from() || *typed > m_slider->to())
        m_mark->setText(tr("Moments are from %1 to %2")
                            .arg(formatZonedTime(m_slider->from()), formatZonedTime(m_slider->to())));
    else
        Q_EMIT momentChosen(*typed);
}

/// What happened at the moment, else how much there is to go to.
void MomentBar::showMark()
{
    const auto next = m_marks.after(m_moment);
    const auto previous = m_marks.before(m_moment);
    m_next->setEnabled(next.has_value());
    m_previous->setEnabled(previous.has_value());
    QString text = m_marks.within(m_moment, m_moment + 59s);
    if (text.isEmpty() && next)
        text = tr("next: %1").arg(m_marks.within(*next, *next));
    else if (text.isEmpty() && previous)
        text = tr("before: %1").arg(m_marks.within(*previous, *previous));
    if (text.isEmpty() && m_unread.isEmpty())
        text = tr("No alert or intervention is kept of this time.");
    QStringList parts{m_unread, text};
    parts.removeAll(QString());
    m_mark->setText(parts.join(u" · "_s));
}

} // namespace signalbox
