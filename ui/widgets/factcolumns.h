// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/factgrid.h"

class QBoxLayout;

namespace signalbox {

/// Two grids of facts, beside each other only where that cuts no value. UI thread.
class FactColumns final : public QWidget
{
    Q_OBJECT

public:
    explicit FactColumns(QWidget *parent = nullptr);

    void setFacts(const std::vector<Fact> &first, const std::vector<Fact> &second);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();

    FactGrid *m_first;
    FactGrid *m_second;
    QBoxLayout *m_columns;
};

} // namespace signalbox
