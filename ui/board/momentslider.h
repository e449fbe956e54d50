// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/board/momentmarks.h"

#include <QSlider>

namespace signalbox {

/// The time a board can be set to, in minutes, with what happened as marks on it: alerts point down from
/// above, interventions up from below. Arrows go by a minute, pages by an hour.
class MomentSlider final : public QSlider
{
    Q_OBJECT

public:
    explicit MomentSlider(QWidget *parent = nullptr);

    void setSpan(Instant from, Instant to);
    void setMarks(const MomentMarks &marks);
    void setMoment(Instant moment); ///< without momentChosen
    [[nodiscard]] Instant from() const { return m_begin; }
    [[nodiscard]] Instant to() const { return m_to; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void momentChosen(signalbox::Instant moment); ///< by mouse, wheel or keys

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] QRect groove() const;
    [[nodiscard]] int xOf(Instant time) const;
    [[nodiscard]] Instant timeAt(int x) const;
    void paintMarks(QPainter &painter) const;
    void paintHandle(QPainter &painter) const;
    void showHint(int x);

    Instant m_begin;
    Instant m_from; ///< its minute: steps go by whole ones
    Instant m_to;
    MomentMarks m_marks;
};

} // namespace signalbox
