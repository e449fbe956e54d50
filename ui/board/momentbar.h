// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/board/momentmarks.h"

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace signalbox {

class MomentSlider;
class PlainLabel;

/// Says that what is below it is the past, and of which moment; chooses another one: by slider, by typing, or
/// from one thing that happened to the next. In the colour of the past, whatever the environment's is.
class MomentBar final : public QWidget
{
    Q_OBJECT

public:
    explicit MomentBar(QWidget *parent = nullptr);

    void setSpan(Instant from, Instant to);
    void setMarks(const MomentMarks &marks);
    void setMoment(Instant moment);      ///< that was chosen
    void setShownMoment(Instant moment); ///< that the rows below are of
    void goToMark(bool forward);
    void focusTime();
    [[nodiscard]] const MomentSlider &slider() const { return *m_slider; }

Q_SIGNALS:
    void momentChosen(signalbox::Instant moment);
    void presentClicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QWidget *makeBanner();
    [[nodiscard]] QWidget *makeChoice();
    void applyPalette();
    void takeTyped();
    void showMark();

    QWidget *m_banner = nullptr;
    PlainLabel *m_sentence = nullptr;
    QLineEdit *m_time = nullptr;
    QToolButton *m_previous = nullptr;
    QToolButton *m_next = nullptr;
    MomentSlider *m_slider;
    PlainLabel *m_mark = nullptr;
    Instant m_moment;
    MomentMarks m_marks;
};

} // namespace signalbox
