// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/board/momentmarks.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QToolButton;

namespace signalbox {

class MomentSlider;
class PastBanner;
class PlainLabel;

/// Says that what is below it is the past, and of which moment; chooses another one: by slider, by typing, or
/// from one thing that happened to the next.
class MomentBar final : public QWidget
{
    Q_OBJECT

public:
    explicit MomentBar(QWidget *parent = nullptr);

    void setSpan(Instant from, Instant to);
    /// `unread`: what kept some of them from being read, for a person; empty: they are all.
    void setMarks(const MomentMarks &marks, const QString &unread);
    void setMoment(Instant moment);      ///< that was chosen
    void setShownMoment(Instant moment); ///< that the rows below are of
    void goToMark(bool forward);
    void setReplay(); ///< there is no present to go back to
    void focusTime();
    [[nodiscard]] const MomentSlider &slider() const { return *m_slider; }

Q_SIGNALS:
    void momentChosen(signalbox::Instant moment);
    void presentClicked();

private:
    [[nodiscard]] PastBanner *makeBanner();
    [[nodiscard]] QWidget *makeChoice();
    void takeTyped();
    void showMark();

    QPushButton *m_present = nullptr;
    PastBanner *m_banner;
    QLineEdit *m_time = nullptr;
    QToolButton *m_previous = nullptr;
    QToolButton *m_next = nullptr;
    MomentSlider *m_slider;
    PlainLabel *m_mark = nullptr;
    Instant m_moment;
    MomentMarks m_marks;
    QString m_unread;
};

} // namespace signalbox
