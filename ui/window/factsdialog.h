// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/factgrid.h"

#include <QDialog>

namespace signalbox {

/// A dialog that only tells: facts as label and value, all of it copied by one button.
class FactsDialog final : public QDialog
{
    Q_OBJECT

public:
    FactsDialog(const QString &objectName, const QString &title, const std::vector<Fact> &facts,
                QWidget *parent = nullptr);
};

} // namespace signalbox
