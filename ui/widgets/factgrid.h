// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGridLayout>
#include <QWidget>

#include <vector>

namespace signalbox {

class ElidedLabel;
class PlainLabel;

/// One line of a FactGrid: label, value, and an aside behind it.
struct Fact
{
    QString name; ///< the value's object name is "fact." and this
    QString label;
    QString value;
    bool isId = false; ///< monospaced, elided in the middle
    QString aside;
    bool isAsideAlarming = false;

    bool operator==(const Fact &) const = default;
};

/// Facts as label and value, one a line, each value whole in its tooltip. New values take the place of old
/// ones without a move of anything. UI thread.
class FactGrid final : public QWidget
{
    Q_OBJECT

public:
    explicit FactGrid(QWidget *parent = nullptr);

    void setFacts(const std::vector<Fact> &facts);

private:
    struct Line
    {
        PlainLabel *label;
        ElidedLabel *value;
        PlainLabel *aside;
    };
    [[nodiscard]] Line makeLine(int row);

    QGridLayout *m_layout;
    std::vector<Line> m_lines;
};

} // namespace signalbox
