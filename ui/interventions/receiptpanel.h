// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/intervention.h"
#include "ui/interventions/notebox.h"

#include <QWidget>

class QPushButton;

namespace signalbox {

class CopyButton;
class FactGrid;
struct InterventionTarget;

/// How an intervention ended and what proves it. UI thread.
class ReceiptPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ReceiptPanel(QWidget *parent = nullptr);

    void setReceipt(const Receipt &receipt, const InterventionTarget &target);

Q_SIGNALS:
    void bringBack();
    void openNewRun();

private:
    NoteBox *m_note;
    FactGrid *m_facts;
    CopyButton *m_copy;
    QPushButton *m_bringBack;
    QPushButton *m_newRun;
};

/// "Done", "Refused": the word a receipt opens with.
[[nodiscard]] QString outcomeName(Outcome outcome);
[[nodiscard]] NoteBox::Kind noteKindOf(Outcome outcome);

} // namespace signalbox
