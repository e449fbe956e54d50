// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/factgrid.h"

#include <QDialog>

namespace signalbox {

class CopyButton;

/// A dialog that only tells: facts as label and value, all of it copied by one button.
class FactsDialog final : public QDialog
{
    Q_OBJECT

public:
    FactsDialog(const QString &objectName, const QString &title, const std::vector<Fact> &facts,
                QWidget *parent = nullptr);

    void setFacts(const std::vector<Fact> &facts);

private:
    FactGrid *m_grid;
    CopyButton *m_copy;
};

} // namespace signalbox
