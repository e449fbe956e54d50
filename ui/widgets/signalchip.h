// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/signal.h"

#include <QPalette>
#include <QWidget>

class QPainter;

namespace signalbox {

/// The one way a signal is drawn: shape and word, filled for danger and caution, dashed for unknown, quiet
/// text for clear. Left-aligned and centred vertically in `rect`.
void paintSignalChip(QPainter &painter, const QRect &rect, Signal signal, const QPalette &palette,
                     const QFont &font);
[[nodiscard]] QSize signalChipSize(Signal signal, const QFont &font);
/// With a word of its own, for what is as good or bad as a signal and called otherwise.
void paintSignalChip(QPainter &painter, const QRect &rect, Signal signal, const QString &word,
                     const QPalette &palette, const QFont &font);
[[nodiscard]] QSize signalChipSize(Signal signal, const QString &word, const QFont &font);

/// The chip as a widget, for page headers.
class SignalChip : public QWidget
{
    Q_OBJECT

public:
    explicit SignalChip(QWidget *parent = nullptr);

    void setSignal(Signal signal) { setSignal(signal, signalName(signal)); }
    void setSignal(Signal signal, const QString &word);
    [[nodiscard]] Signal signal() const { return m_signal; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Signal m_signal = Signal::Unknown;
    QString m_word;
};

} // namespace signalbox
