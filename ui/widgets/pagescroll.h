// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

class QVBoxLayout;

namespace signalbox {

/// What a page consists of, which scrolls up and down where the window is too low for it, and is never cut at
/// the side. The keyboard goes to its parts, not to itself.
class PageScroll final : public QScrollArea
{
    Q_OBJECT

public:
    /// Fills `page`.
    explicit PageScroll(QWidget &page);

    [[nodiscard]] QVBoxLayout &column() { return *m_column; }
    [[nodiscard]] QSize minimumSizeHint() const override;

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QVBoxLayout *m_column;
};

} // namespace signalbox
