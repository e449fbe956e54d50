// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <chrono>

class QButtonGroup;

namespace signalbox {

/// How far back charts look: one of a row of buttons, from 15 minutes to 30 days.
class RangeButtons final : public QWidget
{
    Q_OBJECT

public:
    static constexpr std::chrono::minutes longest = std::chrono::hours(30 * 24);

    /// The buttons' object names begin with `name`, their minutes follow.
    RangeButtons(const QString &name, std::chrono::minutes first, QWidget *parent);

    [[nodiscard]] std::chrono::minutes range() const;
    void setRange(std::chrono::minutes range); ///< nothing, unless there is a button for it

Q_SIGNALS:
    void clicked();

private:
    QButtonGroup *m_group;
};

} // namespace signalbox
